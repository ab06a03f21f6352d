"""Numbers as Chinese writes them in dates: 二十三, 一九三四, 元, 正月, 初三, 廿二."""

from __future__ import annotations

DIGITS = "〇一二三四五六七八九"
VALUE = {char: value for value, char in enumerate(DIGITS)} | {"零": 0}
TENS = {"十": 10, "廿": 20, "卅": 30}
MONTHS = {"正": 1, "冬": 11, "腊": 12}


def number(word: str) -> int | None:
    """Return the value of a number below 100, Arabic or Chinese (元 is 1), None for what is none."""
    if word.isdecimal() and word.isascii():
        return int(word)
    if word == "元":
        return 1
    head, ten, tail = _cut(word)
    if not ten:
        return VALUE.get(word)
    if (head and (ten != "十" or VALUE.get(head, 0) < 1)) or (tail and VALUE.get(tail, 0) < 1):
        return None
    return TENS[ten] * VALUE.get(head, 1) + VALUE.get(tail, 0)


def _cut(word: str) -> tuple[str, str, str]:
    """Return what stands before the first ten-word, the word, and what stands after it."""
    at = next((place for place, char in enumerate(word) if char in TENS), None)
    return ("", "", "") if at is None else (word[:at], word[at], word[at + 1 :])


def year_number(word: str) -> int:
    """Return the value of four digits, Arabic or Chinese (一九三四)."""
    return int("".join(str(VALUE.get(char, char)) for char in word))


def month_number(word: str) -> int | None:
    """Return the number of a month written before 月, 正 and 腊 included, None for what is none."""
    return MONTHS.get(word) or number(word)


def day_number(word: str) -> int | None:
    """Return the number of a day, 初三 and 廿二 included, None for what is none."""
    return number(word.removeprefix("初"))


def numeral(value: int) -> str:
    """Return a number from 1 to 99 in Chinese characters: 二十三."""
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "")


def lunar_month(month: int, *, leap: bool) -> str:
    """Return the name of a lunar month: 正月, 闰六月, 十二月."""
    return f"{'闰' if leap else ''}{'正' if month == 1 else numeral(month)}月"


def lunar_day(day: int) -> str:
    """Return the name of a lunar day: 初三, 十五, 廿二, 三十."""
    if day <= 10:
        return f"初{numeral(day)}"
    return f"廿{numeral(day - 20)}" if 20 < day < 30 else numeral(day)
