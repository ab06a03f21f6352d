"""What is wrong with a text that is no date, and how the date would be written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fengbei.chinese.days import DayError

if TYPE_CHECKING:
    from collections.abc import Callable

FORMS = "写法如 1949、1949-08、1949-08-12"
SHOWN = 40  # characters of a wrong text that are shown; more would hide the message


def explain(words: str, text: str) -> DayError:
    """Return the error for `text`, whose plain form is `words`; the first rule that fits speaks."""
    if not words:
        return DayError("日期是空的", "不知道就写“不详”，或者不写这一项")
    quoted = f"“{text if len(text) <= SHOWN else text[:SHOWN] + '…'}”"
    for pattern, wrong, hint in RULES:
        if match := pattern.fullmatch(words[:SHOWN]):
            shown = hint.format(*match.groups()) if isinstance(hint, str) else hint(match)
            return DayError(quoted + wrong, shown)
    year = re.search(r"(?<!\d)[12]\d{3}(?!\d)", words)
    forms = f"写法如 {year[0]}、{year[0]}-08、{year[0]}-08-12；其余的话写进事迹或备注" if year else FORMS
    return DayError(f"{quoted}不是日期", forms)


def _iso(match: re.Match[str]) -> str:
    """Return the hint for numbers in the right order with the wrong sign between them."""
    year, month, *day = (part for part in match.groups() if part)
    zeros = [part.zfill(2) for part in (month, *day)]
    shown = "-".join([year, *(part for part in zeros if part != "00")])
    return f"写作 {shown}"


def _day_first(match: re.Match[str]) -> str:
    """Return the hint for a date that begins with the day; which is the month is not guessed."""
    first, second, year = int(match[1]), int(match[2]), match[3]
    if first > 12 >= second:
        return f"年在前，写作 {year}-{second:02}-{first:02}"
    return f"年在前，月、日在后，如 {year}-08-12"


def _century(match: re.Match[str]) -> str:
    """Return the hint for a span whose second year is cut short."""
    return f"两个年份都写四位，写作 {match[1]}—{match[1][:2]}{match[2]}"


_FOUR = r"([12]\d{3})"
_TO = "(?:—|–|~|-|/|至|到)"
_MONTH = "(?:[0-9]{1,2}|[正冬腊一二三四五六七八九十]{1,2})月"

# Pattern of the plain form, what is wrong, what to write; {0} is the first group of the pattern.
_RULES: tuple[tuple[str, str, str | Callable[[re.Match[str]], str]], ...] = (
    (rf"{_FOUR}[./](\d\d?)(?:[./](\d\d?))?[日号.]?", "的分隔不对", _iso),
    (rf"{_FOUR}[—–~](\d\d?)[—–~](\d\d?)", "的分隔不对", _iso),
    (rf"{_FOUR}[—–~](0?[1-9]|1[0-2])", "看不出是年月还是起止", _iso),
    (rf"{_FOUR}{_TO}(\d\d)年?", "的后一个年份只有两位", _century),
    (rf"{_FOUR}/([12]\d{{3}})", "的分隔不对", "起止之间用一字线，写作 {0}—{1}"),
    (rf"{_FOUR}(0[1-9]|1[0-2])", "不是日期", _iso),
    (rf"(\d\d?)[-./]+(\d\d?)[-./]+{_FOUR}", "先写了日", _day_first),
    (rf"(\d\d?)[-./]{_FOUR}", "先写了月", "年在前，写作 {1}-{0:0>2}"),
    (r"'?\d\d[-./]\d\d?(?:[-./]\d\d?)?", "的年份只有两位", "年份写四位，如 1934-12、1934-12-18"),
    (r"'?\d\d年.*", "不是日期，年份只有两位", FORMS),
    (r"\d\d", "不是日期，年份要写四位", FORMS),
    (
        rf"(?:农历|阴历|旧历|夏历|公历|阳历|国历|新历)?闰?{_MONTH}.*",
        "没有年份",
        "加上年份，如 1902年农历七月十四、1902-08-17",
    ),
    ("[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?.*", "只有干支", "写公元年份，如 1934、1934年农历九月十八"),
    (r".*\d[余多]?岁", "是年龄，不是日期", "年龄写进“牺牲年龄”，这里写日期或“不详”"),
    (r"(?:[一二三四五六七八九]十|\d0)年代.*", "没有世纪", "写作 20世纪30年代，或 1930—1939"),
    (rf"{_FOUR}(-\d\d?-\d\d?)T?\d\d?:.*", "带了钟点", "只写到日，写作 {0}{1}"),
    (rf"{_FOUR}年?.*[前后]", "只有一头", "写能确定的起止，如 1930—1934；不能确定就写“不详”，原话写进备注"),
    (rf"{_FOUR}年?.*[或、,;/].*", "有两说", "两说并存就写成两条，各注来源"),
    (rf"{_FOUR}年?.*[?？×xX□*].*", "有看不清的数字", "只写能确定的，如 {0}；年份不准就写“约{0}”"),
    (rf"(.*{_FOUR}年\d\d?月\d\d?日).+", "在日期后还有别的话", "只写到日，写作 {0}；时辰等写进事迹"),
)
RULES = [(re.compile(pattern, re.ASCII), wrong, hint) for pattern, wrong, hint in _RULES]
