"""The lunar calendar and the days of remembrance of a year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from fengbei.chinese.days import DayError
from fengbei.chinese.lasting import Lasting
from fengbei.chinese.numerals import lunar_month


class MemorialDay(NamedTuple):
    """A day of remembrance: when it falls, the short name campaigns use, and what it recalls."""

    when: date
    name: str
    note: str


# Month, day, name and note. The Standing Committee set 九三 and 国家公祭日 on 2014-02-27, 烈士纪念日 on 2014-08-31.
FIXED = (
    (3, 5, "学雷锋纪念日", "1963年3月5日毛泽东“向雷锋同志学习”题词发表"),
    (5, 4, "五四", "五四青年节，纪念1919年五四运动"),
    (7, 1, "七一", "中国共产党成立纪念日"),
    (7, 7, "七七", "全民族抗战爆发纪念日，1937年卢沟桥事变"),
    (8, 1, "八一", "中国人民解放军建军节，纪念1927年南昌起义"),
    (9, 3, "九三", "中国人民抗日战争胜利纪念日"),
    (9, 18, "九一八", "1931年九一八事变"),
    (9, 30, "烈士纪念日", "每年9月30日，人民英雄纪念碑1949年此日奠基"),
    (10, 1, "国庆", "中华人民共和国国庆节"),
    (12, 13, "国家公祭日", "南京大屠杀死难者国家公祭日"),
)


def _months(year: int) -> dict[int, tuple[date, date]]:
    """Return the first and last solar day of each month of a lunar year, leap months under minus their number."""
    from lunar_python import LunarYear, Solar

    spans = {}
    for month in LunarYear.fromYear(year).getMonths():
        if month.getYear() == year:
            first = Solar.fromJulianDay(month.getFirstJulianDay())
            begin = date(first.getYear(), first.getMonth(), first.getDay())
            spans[month.getMonth()] = (begin, begin + timedelta(days=month.getDayCount() - 1))
    return spans


def lunar_month_span(year: int, month: int, leap: bool) -> tuple[date, date]:  # noqa: FBT001 - a part of the date
    """Return the first and last solar day of a lunar month. DayError where the year has no such month."""
    span = _MONTHS[year].get(-month if leap else month)
    if span is None:
        raise DayError(f"农历{year}年没有{lunar_month(month, leap=leap)}", _leap_hint(year))
    return span


def _leap_hint(year: int) -> str:
    """Return which leap month the year has."""
    from lunar_python import LunarYear

    leap = LunarYear.fromYear(year).getLeapMonth()
    return f"这一年闰{lunar_month(leap, leap=False)}" if leap else "这一年没有闰月，请查对原文"


def lunar_to_solar(year: int, month: int, day: int, leap: bool = False) -> date:  # noqa: FBT001, FBT002 - as above
    """Return the solar date of a lunar one. DayError where the month has no such day or the year no such month."""
    begin, end = lunar_month_span(year, month, leap)
    when = begin + timedelta(days=day - 1)
    if day < 1 or when > end:
        length = (end - begin).days + 1
        raise DayError(
            f"农历{year}年{lunar_month(month, leap=leap)}只有{length}天",
            "请查对原文；只知道月份就不写日",
        )
    return when


def lunar_year_span(year: int) -> tuple[date, date]:
    """Return the first and last solar day of a lunar year."""
    begin, _ = lunar_month_span(year, 1, leap=False)
    following, _ = lunar_month_span(year + 1, 1, leap=False)
    return begin, following - timedelta(days=1)


def qingming(year: int) -> date:
    """Return the day of 清明 in a solar year."""
    return _QINGMING[year]


def _qingming(year: int) -> date:
    """Return the same from the calendar."""
    from lunar_python import Lunar

    solar = Lunar.fromYmd(year, 1, 1).getJieQiTable()["清明"]
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def memorial_days(year: int) -> list[MemorialDay]:
    """Return the days of remembrance of a solar year in calendar order."""
    days = [MemorialDay(date(year, month, day), name, note) for month, day, name, note in FIXED]
    return sorted([*days, MemorialDay(qingming(year), "清明", "清明节，祭扫烈士墓")])


_MONTHS = Lasting("months", _months)
_QINGMING = Lasting("qingming", _qingming)
