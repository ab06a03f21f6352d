"""Solar dates of which the day or the month may be missing."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from fengbei.chinese.days import Day, DayError

FIRST_YEAR = 1000  # a year has four digits, the first not 0


def solar_day(year: int, month: int | None = None, day: int | None = None) -> Day:
    """Return the solar date with its bounds; `text` is left empty. DayError where the calendar has no such date."""
    if year < FIRST_YEAR:
        raise DayError(f"没有{year:04}年", "年份写四位；不知道就写“不详”")
    if month is None:
        return Day("", year, earliest=date(year, 1, 1), latest=date(year, 12, 31))
    _check_month(year, month)
    last = monthrange(year, month)[1]
    if day is None:
        return Day("", year, month, earliest=date(year, month, 1), latest=date(year, month, last))
    if day == 0:
        raise DayError("日写成了00", f"不知道日子就不写日，写作 {year}-{month:02}")
    if day > last:
        raise DayError(f"{year}年{month}月没有{day}日", f"这个月只有{last}天；只知道年月就写 {year}-{month:02}")
    when = date(year, month, day)
    return Day("", year, month, day, earliest=when, latest=when)


def _check_month(year: int, month: int) -> None:
    """Raise DayError for a month that is none."""
    if month == 0:
        raise DayError("月写成了00", f"不知道月、日就不写，写作 {year}")
    if month > 12:
        span = f"；起止年份写作 {year}—{year // 100}{month}" if month > year % 100 else ""
        raise DayError(f"没有{month}月", f"月份从01到12；只知道年份就写 {year}{span}")
