"""The grammar of dates: what may be written, and the value it has; what may not is explained in refusals."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from fengbei.chinese.days import Day, DayError, order, unknown_day
from fengbei.chinese.periods import read_period
from fengbei.chinese.refusals import explain
from fengbei.chinese.solar import solar_day
from fengbei.chinese.written import CALENDAR, read_written

LONGEST = 64  # characters; a longer text is a story, and is not worth taking apart
_UNKNOWN = re.compile(
    "(?:具体)?(?:出?生|卒|生卒|牺牲|逝世|入伍|参军|入党)?(?:年月日|年月|年份|年代|年|日期|时间)?均?"
    "(?:不详|未详|不明|未知|待考|待查|失考|无考)"
)
_REST_UNKNOWN = re.compile("(?<=[年月])[,(]?(?:具体)?(?:月日|日期|月份|时间|日)(?:不详|未详|不明|待考)[)]?$")
_ISO = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", re.ASCII)
_EIGHT = re.compile(r"([1-2]\d{3})(\d\d)(\d\d)", re.ASCII)
_ABOUT = re.compile("(?P<before>(?:大约|大概|约)(?:在|于)?)?(?P<words>.*?)(?P<after>前后|左右)?")
_BRACKET = re.compile(r"(?P<outer>.+)\((?P<inner>[^()]+)\)")
_SPAN = re.compile(r"(?P<since>.+?)(?:—+|–|~|至|到)(?P<until>.+)|(?P<first>\d{4})-(?P<last>\d{4})年?", re.ASCII)
# Full width to half width, old characters of date words to today's, the many dashes and circles to one; no spaces.
_PLAIN = str.maketrans(
    "０１２３４５６７８９－／．（）［］〔〕【】，～〜―─○◯Ｏ農曆歷陰舊陽國約詳緒統閏臘時間後戰爭紀號紅軍長設義對衛還擊內",
    "0123456789-/.()()()(),~~——〇〇〇农历历阴旧阳国约详绪统闰腊时间后战争纪号红军长设义对卫还击内",
    " \t\r\n\u00a0\u3000\u200b\ufeff",
)


@lru_cache(maxsize=1 << 14)  # a roll repeats its dates; the value cannot change
def parse_day(text: str) -> Day:
    """Return the date `text` says. DayError, with what to write instead, for what says none.

    Nothing is guessed: month and day whose calendar the words leave open stay words, and the value is the year.
    """
    if len(text) == 10 and text[4] == text[7] == "-" and text[0] != "0":
        try:
            when = date.fromisoformat(text)
        except ValueError:
            pass
        else:
            return Day(text, when.year, when.month, when.day, earliest=when, latest=when)
    words = _REST_UNKNOWN.sub("", text.translate(_PLAIN))
    day = _read(words) if len(words) <= LONGEST else None
    if day is None:
        raise explain(words, text.strip())
    return replace(day, text=text.strip())


def _read(words: str) -> Day | None:
    """Return the date of plain words, None where they follow no form."""
    if day := _numbers(words):
        return day
    return unknown_day(words) if _UNKNOWN.fullmatch(words) else _about(words)


def _numbers(words: str) -> Day | None:
    """Read 1934, 1934-12, 1934-12-18 and the 19341218 of registers."""
    match = _ISO.fullmatch(words) or _EIGHT.fullmatch(words)
    return solar_day(*(int(part) for part in match.groups() if part)) if match else None


def _about(words: str) -> Day | None:
    """Read a date with or without a word that says it is only about right."""
    match = _ABOUT.fullmatch(words)
    if match is None or not match["words"]:
        return None
    inner = match["words"]
    day = _numbers(inner) or read_period(inner) or _bracketed(inner) or _span(inner) or read_written(inner)
    return replace(day, circa=True) if day and (match["before"] or match["after"]) else day


def _bracketed(words: str) -> Day | None:
    """Read a date said twice, 民国二十三年（1934年）, or with its calendar behind, 1902年七月十四（农历）."""
    match = _BRACKET.fullmatch(words)
    if match is None:
        return None
    inner = match["inner"].removeprefix("即").removeprefix("合")
    if re.fullmatch(CALENDAR, inner):
        return read_written(inner + match["outer"])
    day = _about(match["outer"])
    return _joined(day, _again(inner, day.year)) if day else None


def _again(inner: str, year: int | None) -> list[Day]:
    """Return what the second saying may mean; without a year it is in that of the first, or the lunar one before."""
    if day := _about(inner):
        return [day]
    if year is None:
        return []
    in_years = f"{year}年{inner}", f"{year - 1}年{inner}"
    return [day for day in map(_lenient, in_years) if day]


def _lenient(words: str) -> Day | None:
    """Read a date, None also where the calendar has no such day."""
    try:
        return read_written(words)
    except DayError:
        return None


def _joined(day: Day, others: list[Day]) -> Day | None:
    """Return the date two sayings give, the narrower value with the words of both. DayError where they contradict."""
    if not others:
        return None
    other = next((one for one in others if _may_be_one(day, one)), None)
    if other is None:
        raise DayError("括号内外的日期不一致", "请查对原文，只留确定的一个；两说并存就写成两条，各注来源")
    narrow, wide = (other, day) if _detail(other) > _detail(day) else (day, other)
    era = day.era or other.era
    return replace(
        narrow, era=era, circa=day.circa or other.circa,
        part=narrow.part or (day.part if era else ""),
        lunar=narrow.lunar or (wide.lunar if wide.lunar and wide.lunar.day else None),
    )  # fmt: skip


def _detail(day: Day) -> tuple[bool, bool, bool, bool]:
    """Return how much a date says, in a form that compares."""
    return day.year is not None, day.day is not None, bool(day.month or day.lunar), bool(day.part)


def _may_be_one(one: Day, other: Day) -> bool:
    """Tell whether two sayings can mean the same day."""
    (since, until), (since_too, until_too) = order(one), order(other)
    return max(since, since_too) <= min(until, until_too)


def _span(words: str) -> Day | None:
    """Read a range: 1940—1943, 1940年至1943年春, 1934年3月至5月. DayError where it ends before it begins."""
    match = _SPAN.fullmatch(words)
    if match is None:
        return None
    since = _point(match["since"] or match["first"])
    until = since and _point(_completed(match["until"] or match["last"], since))
    if not since or not until or not (since.earliest and until.latest):
        return None
    if until.latest < since.earliest or (until.earliest and until.earliest < since.earliest):
        raise DayError("后一个日期早于前一个", "先写早的，如 1940—1943")
    return Day(
        words, year=since.year if since.year == until.year else None, circa=since.circa or until.circa,
        period=f"{replace(since, circa=False).show()}—{replace(until, circa=False).show()}",
        earliest=since.earliest, latest=until.latest,
    )  # fmt: skip


def _point(words: str) -> Day | None:
    """Read one end of a range."""
    return _about(words) if not _SPAN.fullmatch(words) else None


def _completed(words: str, since: Day) -> str:
    """Return the second end of a range with the year and month it leaves out."""
    if since.year is None:
        return words
    if re.match(r"(?:\d\d?|[一二三四五六七八九十]{1,2})月", words):
        return f"{since.year}年{words}"
    if re.match(r"\d\d?[日号]", words) and since.month:
        return f"{since.year}年{since.month}月{words}"
    return words
