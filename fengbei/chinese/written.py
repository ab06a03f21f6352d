"""One date written out in words, solar, lunar or by reign year."""

from __future__ import annotations

import re
from datetime import date

from fengbei.chinese.almanac import lunar_month_span, lunar_to_solar, lunar_year_span
from fengbei.chinese.days import Day, DayError, Lunar
from fengbei.chinese.numerals import day_number, month_number, number, numeral, year_number
from fengbei.chinese.periods import MONTH_PART, YEAR_PART, part_of_month, part_of_year
from fengbei.chinese.solar import solar_day

# Reigns: the year before the first, and how many years. Imperial dates are lunar; those of the Republic may be either.
REPUBLIC = "民国"
ERAS = {
    REPUBLIC: (1911, 38),
    "宣统": (1908, 3),
    "光绪": (1874, 34),
    "同治": (1861, 13),
    "咸丰": (1850, 11),
    "道光": (1820, 30),
}
LUNAR = ("农历", "阴历", "旧历", "夏历")
SOLAR = ("公历", "阳历", "国历", "新历", "西历")
CALENDAR = f"(?:{'|'.join(LUNAR + SOLAR)})"

_WRITTEN = re.compile(
    rf"""(?P<lead>{CALENDAR})?(?:公元|中华(?=民国))?
    (?:(?P<year>\d{{4}}|[〇零一二三四五六七八九]{{4}})(?:年|(?={YEAR_PART}?$))
      |(?P<era>{"|".join(ERAS)})(?P<count>元|\d\d?|[一二三四五六七八九十廿卅]{{1,4}})年)
    (?P<calendar>{CALENDAR})?
    (?:(?P<words>(?P<leap>闰)?(?P<month>\d\d?|[正冬腊一二三四五六七八九十]{{1,2}})月
        (?:(?P<day>\d\d?|初[一二三四五六七八九十]|[一二三四五六七八九十廿卅]{{1,3}})(?P<counter>[日号]?))?)
       (?P<month_part>{MONTH_PART})?
      |(?P<year_part>{YEAR_PART}))?
    [间内]?""",
    re.VERBOSE | re.ASCII,
)
_LUNAR_WORDS = re.compile("[闰正冬腊初廿卅]")


def read_written(words: str) -> Day | None:
    """Return the date, None where the words follow no form. DayError where the calendar has no such date."""
    match = _WRITTEN.fullmatch(words)
    if match is None or (match["day"] and match["month_part"]):
        return None
    year, era = _year(match)
    if match["month"] is None:
        pointless = _said(match) in LUNAR or (_said(match) and era)  # 1902年农历, 民国二十三年国历: no month follows
        return None if pointless else _year_only(match, year, era)
    month = month_number(match["month"])
    day = day_number(match["day"]) if match["day"] else 0
    if month is None or day is None:
        return None
    if _is_lunar(match):
        return _lunar(year, Lunar(month, day, leap=bool(match["leap"])), era, match["month_part"] or "")
    if _is_solar(match):
        return _solar(match, (year, month, day if match["day"] else None), era)
    longest = 30 if _LUNAR_WORDS.search(match["words"]) else 31
    return _in_words(match, year, era) if 1 <= month <= 12 and day <= longest else None


def _year(match: re.Match[str]) -> tuple[int, str]:
    """Return the year by which the date counts, and the reign year in words. DayError for a year the reign has not."""
    if match["year"]:
        return year_number(match["year"]), ""
    era = match["era"]
    before, years = ERAS[era]
    count = number(match["count"]) or 0
    if not 1 <= count <= years:
        after = f"{before + years + 1}年起写公元年份" if era == REPUBLIC else "请查对原文"
        raise DayError(f"{era}没有“{match['count']}年”，只到{years}年（{before + years}年）", after)
    return before + count, f"{era}{'元' if count == 1 else numeral(count)}年"


def _said(match: re.Match[str]) -> str:
    """Return the calendar the words name, "" where they name none."""
    return match["calendar"] or match["lead"] or ""


def _is_lunar(match: re.Match[str]) -> bool:
    """Tell whether the date is lunar for certain: it says so, or is of the empire and does not say otherwise."""
    said = _said(match)
    return said in LUNAR or bool(match["era"] and match["era"] != REPUBLIC and not said)


def _is_solar(match: re.Match[str]) -> bool:
    """Tell whether month and day are solar for certain: they say so, are in Arabic numbers, or follow a year in digits.

    一九三四年十二月十八日 is solar; 1934年八月十五, 一九三四年八月十五 (no 日) and, under the Republic, any month in
    Chinese numbers are open.
    """
    lunar_words = _LUNAR_WORDS.search(match["words"])
    if _said(match):
        return not lunar_words
    if match["month"].isdecimal() and (match["day"] or "0").isdecimal():
        return not lunar_words
    plain_year = bool(match["year"]) and not match["year"].isdecimal()
    return plain_year and not lunar_words and bool(match["counter"] or not match["day"])


def _year_only(match: re.Match[str], year: int, era: str) -> Day:
    """Return a year, or a part of it."""
    day = solar_day(year)
    part, since, until = "", day.earliest, day.latest
    if match["year_part"]:
        part, since, until = part_of_year(year, match["year_part"])
    if _is_lunar(match):
        since, until = lunar_year_span(year)
    return Day("", year, part=part, era=era, earliest=since, latest=until)


def _solar(match: re.Match[str], numbers: tuple[int, int, int | None], era: str) -> Day:
    """Return a solar date, or a part of a month."""
    day = solar_day(*numbers)
    part, since, until = "", day.earliest, day.latest
    if match["month_part"] and day.month:
        part, since, until = part_of_month(numbers[0], day.month, match["month_part"])
    return Day("", day.year, day.month, day.day, part=part, era=era, earliest=since, latest=until)


def _lunar(year: int, lunar: Lunar, era: str, part: str) -> Day:
    """Return a lunar date with its solar one; of a month alone the solar year in which it begins, and its bounds."""
    if lunar.day:
        when = lunar_to_solar(year, lunar.month, lunar.day, lunar.leap)
        return Day("", when.year, when.month, when.day, lunar=lunar, era=era, earliest=when, latest=when)
    since, until = lunar_month_span(year, lunar.month, lunar.leap)
    part = part.removeprefix("月")
    return Day("", since.year, part=part, lunar=lunar, era=era, earliest=since, latest=until)


def _in_words(match: re.Match[str], year: int, era: str) -> Day:
    """Return the year alone, month and day kept as words: they may be lunar or solar, and no precision is invented."""
    until = date(year, 12, 31)
    if (month_number(match["month"]) or 0) >= 10:  # lunar, these months reach into the next solar year
        until = max(until, lunar_year_span(year)[1])
    words = match["words"] + (match["month_part"] or "")
    return Day("", year, part=words, era=era, earliest=date(year, 1, 1), latest=until)
