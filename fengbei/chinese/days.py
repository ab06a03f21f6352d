"""A date as far as it is known: the value, how it is shown, and what can be told from two of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fengbei.chinese.numerals import lunar_day, lunar_month

CIRCA = timedelta(days=5 * 366)  # a year said to be "about" may be off by as much
LAST = date.max  # dates without a bound sort last


class DayError(ValueError):
    """A text that is no date: `message` says what is wrong, `hint` what to write instead; Chinese."""

    def __init__(self, message: str, hint: str) -> None:
        """Keep both for the person who can mend it."""
        super().__init__(f"{message}，{hint}")
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Lunar:
    """A date in the lunar calendar within its year; day 0 where only the month is known."""

    month: int
    day: int
    leap: bool = False

    def show(self) -> str:
        """Return the words: 七月十四, 闰六月."""
        return lunar_month(self.month, leap=self.leap) + (lunar_day(self.day) if self.day else "")


@dataclass(frozen=True, slots=True)
class Day:
    """A date of which any part may be missing.

    text: the source's own words. year, month, day: solar, None where not known; a lunar month runs over two solar
    ones and has `month` None. part: what narrows the year or month in words (冬, 初, 上旬), or a month and day whose
    calendar is uncertain (八月十五). era: the reign year (民国二十三年). period: a named time, a decade or a range
    (抗日战争时期, 20世纪30年代, 1940年—1943年). earliest, latest: bounds of what the words say, both included, None
    where open. circa: the words themselves are only about right.
    """

    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    circa: bool = False
    part: str = ""
    lunar: Lunar | None = None
    era: str = ""
    period: str = ""
    earliest: date | None = None
    latest: date | None = None
    unknown: bool = False

    def __hash__(self) -> int:
        """Return a hash of the words: days are looked up by the hundred thousand."""
        return hash(self.text)

    def show(self) -> str:
        """Return the date in full as Chinese writes it: 约1934年, 1902年农历七月十四（公历1902年8月17日）, 不详."""
        if self.unknown:
            return "不详"
        words = self._period_words() or self._lunar_words() or self._era_words() or self._solar_words()
        return f"约{words}" if self.circa else words

    def short(self) -> str:
        """Return the year for a narrow place: 1934, 约1934, "" where there is no one year."""
        if self.year is None:
            return ""
        return f"约{self.year}" if self.circa else str(self.year)

    def iso(self) -> str:
        """Return what is known of the solar date: 1934-12-18, 1934-12, 1934 or ""."""
        if self.year is None:
            return ""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def precision(self) -> str:
        """Return the smallest unit known: day, month, year, period or unknown."""
        if self.period or self.unknown:
            return "period" if self.period else "unknown"
        if self.day:
            return "day"
        return "month" if self.month or self.lunar else "year"

    def _period_words(self) -> str:
        """Return the words of a period: 抗日战争时期, 抗日战争初期."""
        return self.period.removesuffix("时期" if self.part else "") + self.part if self.period else ""

    def _solar_words(self) -> str:
        """Return the words of a solar date: 1934年12月18日, 1934年冬."""
        month = f"{self.month}月" if self.month else ""
        day = f"{self.day}日" if self.day else ""
        return f"{self.year}年{month}{day}{self.part}"

    def _era_words(self) -> str:
        """Return the words of a reign year, "" where there is none: 民国二十三年冬（1934年）."""
        if not self.era:
            return ""
        with_month = self.part if self.month and not self.day else ""
        year = f"{self.era}{'' if with_month else self.part}"
        month = f"{self.month}月" if self.month else ""
        day = f"{self.day}日" if self.day else ""
        return f"{year}（{self.year}年{month}{day}{with_month}）"

    def _lunar_words(self) -> str:
        """Return the words of a lunar date, "" where it is none."""
        if not self.lunar or not self.earliest:
            return ""
        # the last lunar months run into January and February of the next solar year
        late = self.lunar.month >= 10 and self.earliest.month <= 2
        year = self.era or f"{self.earliest.year - late}年"
        solar = self.earliest
        said = f"（公历{solar.year}年{solar.month}月{solar.day}日）" if self.lunar.day else ""
        return f"{year}农历{self.lunar.show()}{self.part}{said}"


def unknown_day(text: str = "不详") -> Day:
    """Return the day of which nothing is known, said in the source's words."""
    return Day(text, unknown=True)


def order(day: Day) -> tuple[date, date]:
    """Return a key that sorts days by when they began, then by when they ended; the unknown last."""
    return day.earliest or LAST, day.latest or LAST


def certainly_before(first: Day, second: Day) -> bool:
    """Tell whether `first` ended before `second` began; what is only about right is given five years' room."""
    if first.latest is None or second.earliest is None:
        return False
    room = CIRCA * (first.circa + second.circa)
    return first.latest < second.earliest - room


def age(born: Day, died: Day) -> int | None:
    """Return the age in full years (周岁), None unless every reading of the two days gives the same one."""
    if born.circa or died.circa:
        return None
    if not (born.earliest and born.latest and died.earliest and died.latest):
        return None
    most = _years(born.earliest, died.latest)
    least = _years(born.latest, died.earliest)
    return most if most == least and most >= 0 else None


def _years(since: date, until: date) -> int:
    """Return the full years between two dates."""
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))
