"""Times that have a name: the periods martyrs are counted by, the decades, the parts of a year and of a month."""

from __future__ import annotations

import re
from datetime import date, timedelta

from fengbei.chinese.days import Day
from fengbei.chinese.numerals import numeral

# Canonical name, first and last day, and other words for it. The bounds are the widest in use, since they serve to
# refute, not to date: 抗日战争 from 1931 (十四年抗战), 抗美援朝 until the last volunteers left Korea (1958).
_PERIODS = (
    ("辛亥革命时期", "1894-11-24", "1912-04-01", "辛亥革命"),
    ("大革命时期", "1924-01-20", "1927-08-01", "大革命 第一次国内革命战争 国民革命"),
    ("北伐战争时期", "1926-05-01", "1928-12-29", "北伐战争 北伐"),
    ("土地革命战争时期", "1927-04-12", "1937-07-07", "土地革命战争 土地革命 第二次国内革命战争 十年内战"),
    ("长征时期", "1934-10-10", "1936-10-22", "长征 红军长征"),
    ("抗日战争时期", "1931-09-18", "1945-09-03", "抗日战争 抗战 抗日 十四年抗战"),
    ("全民族抗战时期", "1937-07-07", "1945-09-03", "全民族抗战 全面抗战 全国抗战 八年抗战"),
    ("解放战争时期", "1945-08-15", "1950-06-30", "解放战争 第三次国内革命战争"),
    ("抗美援朝战争时期", "1950-06-25", "1958-10-26", "抗美援朝战争 抗美援朝"),
    ("社会主义革命和建设时期", "1949-10-01", "1978-12-22", "社会主义革命和建设 社会主义建设"),
    ("“文化大革命”时期", "1966-05-16", "1976-10-06", "“文化大革命” 文化大革命 文革"),
    ("对越自卫反击战时期", "1979-02-17", "1989-10-31", "对越自卫反击战 对越自卫反击作战 对越自卫还击作战"),
    ("改革开放时期", "1978-12-18", "", "改革开放 改革开放和社会主义现代化建设"),
    ("和平建设时期", "1949-10-01", "", "和平建设 和平"),
    ("新时代", "2012-11-08", "", "新时代 中国特色社会主义新时代"),
)
PERIODS = {word: (name, since, until) for name, since, until, words in _PERIODS for word in words.split()}

_NAMES = "|".join(sorted(PERIODS, key=len, reverse=True))
_PERIOD = re.compile(f"(?P<name>{_NAMES})(?:时期|期间|时|途?中|(?P<part>[初前早中后末晚]期))?")
_DECADE = re.compile(
    r"(?:(?P<century>\d\d|[一二十]{1,3})世纪(?P<ten>[一二三四五六七八九]十|\d0)|(?P<full>\d{3}0))年代"
    r"(?P<part>[初中后末前]期?)?",
    re.ASCII,
)
_CENTURY = {"十九": 19, "二十": 20, "二十一": 21}

# Months from and until, counted on into the next year: wide enough for the solar and the lunar reckoning.
_SEASONS = {"春": (1, 5), "夏": (4, 8), "秋": (7, 11), "冬": (10, 14)}
_YEAR_PARTS = {
    "初": (1, 4),
    "中": (4, 9),
    "底": (9, 12),
    "末": (9, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
}
_MONTH_PARTS = {
    "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "上半月": (1, 15), "下半月": (16, 31),
    "初": (1, 12), "中": (8, 23), "底": (18, 31), "末": (18, 31),
}  # fmt: skip
SEASON = "(?:[初早仲晚暮深末孟季隆寒]?[春夏秋冬][季天]?[初末]?|春夏之交|夏秋之交|秋冬之交|冬春之交)"
YEAR_PART = f"(?:年?[初中底末]|上半年|下半年|{SEASON})"
MONTH_PART = "(?:[上中下]旬|[上下]半月|月?[初中底末])"


def read_period(words: str) -> Day | None:
    """Return the day that is a named period or a decade, None for other words."""
    if named := _PERIOD.fullmatch(words):
        name, since, until = PERIODS[named["name"]]
        latest = date.fromisoformat(until) if until else None
        return Day(
            words,
            period=name,
            part=named["part"] or "",
            earliest=date.fromisoformat(since),
            latest=latest,
        )
    decade = _DECADE.fullmatch(words)
    return _decade(words, decade) if decade else None


def _decade(words: str, match: re.Match[str]) -> Day | None:
    """Return the ten years of 1930年代 or 20世纪三十年代, None for a century that is none."""
    if match["full"]:
        first = int(match["full"])
    else:
        century = _CENTURY.get(match["century"]) or (int(match["century"]) if match["century"].isdecimal() else 0)
        tens = {numeral(ten): ten for ten in range(10, 100, 10)} | {"一十": 10}
        ten = tens.get(match["ten"])
        first = (century - 1) * 100 + (int(match["ten"]) if ten is None else ten)
    if first < 1000:
        return None
    name = f"{first // 100 + 1}世纪{first % 100}年代"
    return Day(
        words,
        period=name,
        part=match["part"] or "",
        earliest=date(first, 1, 1),
        latest=date(first + 9, 12, 31),
    )


def part_of_year(year: int, part: str) -> tuple[str, date, date]:
    """Return the part's plain word and its widest bounds: 年底 gives 底, September to December."""
    word = part if part in _YEAR_PARTS else part.removeprefix("年")
    months = [_SEASONS[char] for char in word if char in _SEASONS]
    since, until = (min(months)[0], max(months)[1]) if months else _YEAR_PARTS[word]
    return word, _first(year, since), _first(year, until + 1) - timedelta(days=1)


def part_of_month(year: int, month: int, part: str) -> tuple[str, date, date]:
    """Return the part's plain word and its widest bounds: 月底 gives 底, the 18th to the last."""
    word = part.removeprefix("月")
    since, until = _MONTH_PARTS[word]
    last = _first(year, month + 1) - timedelta(days=1)
    return word, date(year, month, since), min(date(year, month, min(until, last.day)), last)


def _first(year: int, month: int) -> date:
    """Return the first day of a month counted on over the end of the year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
