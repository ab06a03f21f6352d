"""How names and words sound: pinyin to show, to sort by, to search by and to build addresses from."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2s
from typing import TYPE_CHECKING

from fengbei.chinese.folding import fold
from fengbei.chinese.lasting import Lasting
from fengbei.chinese.surnames import GIVEN, is_han, surname, surname_readings

if TYPE_CHECKING:
    from collections.abc import Callable

VOWELS = ("a", "o", "e")  # that a syllable may begin with
SLUG = 40  # characters of pinyin kept in a slug
WORD = re.compile(r"[^\W_]+")
_AFTER_PROVINCE = "沙shā 春chūn 治zhì 乐lè 岛dǎo 垣yuán 汀tīng 泰tài 阳yáng 宁níng"  # 长沙, 长春 … behind 省


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable three ways: with its tone mark, without tone (ü as v), and with the tone as a number."""

    shown: str
    plain: str
    numbered: str


@cache
def _sounds() -> dict[int, str]:
    """Return pypinyin's readings of single characters, by code point: kāi or zhǎng,cháng.

    Left to itself it would load its words at once, copy them and cut all of them up: 0.3 s that few processes need.
    """
    bare = {"PYPINYIN_NO_PHRASES": "1", "PYPINYIN_NO_DICT_COPY": "1"}
    os.environ |= bare
    try:
        from pypinyin.constants import PINYIN_DICT
    finally:
        for name in bare:
            del os.environ[name]
    return PINYIN_DICT


@lru_cache(maxsize=1 << 12)
def _syllable(shown: str) -> Syllable:
    """Return the syllable written `shown`, for instance kāi."""
    _sounds()
    from pypinyin.contrib.tone_convert import to_normal, to_tone3

    return Syllable(
        shown,
        to_normal(shown, v_to_u=False),
        to_tone3(shown, v_to_u=False, neutral_tone_with_five=True),
    )


def _reading(char: str) -> Syllable | None:
    """Return a character's reading inside a given name, None for what has no reading."""
    listed = _likeliest(char)
    return _syllable(listed) if listed else None


def _likeliest(char: str) -> str:
    """Return that reading as the dictionary writes it, "" for none."""
    return GIVEN.get(char) or _sounds().get(ord(char), "").partition(",")[0]


def _family(family: str) -> tuple[Syllable, ...]:
    """Return the reading of a surname."""
    listed = surname_readings(family)
    read = (_syllable(shown) for shown in listed[0].split()) if listed else (_READINGS[char] for char in family)
    return tuple(_unread(char) if one is None else one for char, one in zip(family, read, strict=True))


def _plainly(text: str) -> tuple[Syllable, ...]:
    """Return the reading of a text character by character."""
    return tuple([_READINGS[char] or _unread(char) for char in text])


def _unread(char: str) -> Syllable:
    """Return what stands for a character without a reading: itself, sorted after every syllable."""
    return Syllable(char, fold(char), f"~{fold(char)}") if is_han(char) else Syllable(char, fold(char), fold(char))


def _odd(first: str) -> dict[str, tuple[Syllable, ...]]:
    """Return the words beginning with a character that are not read as their characters are one by one."""
    words = {word: [choice[0] for choice in _phrases()[word]] for word in _by_first().get(first, ())}
    return {
        word: tuple(map(_syllable, read))
        for word, read in words.items()
        if read != [*map(_likeliest, word)] and not any(char in GIVEN for char in word)
    }


@cache
def _by_first() -> dict[str, list[str]]:
    """Return pypinyin's words by their first characters."""
    words: dict[str, list[str]] = {}
    for word in _phrases():
        if len(word) > 1:
            words.setdefault(word[0], []).append(word)
    return words


@cache
def _phrases() -> dict[str, list[list[str]]]:
    """Return pypinyin's words with the readings of their characters, loaded at first use: it costs 100 ms."""
    from pypinyin.phrases_dict import phrases_dict

    return phrases_dict


@lru_cache(maxsize=1 << 12)
def _read(name: str) -> tuple[tuple[Syllable, ...], tuple[Syllable, ...]]:
    """Return the syllables of the surname and those of the rest; what is not Chinese stands for itself."""
    family = surname(name)
    given = name[len(family) :]
    rest = (_ODD[given[0]].get(given) if len(given) > 1 else None) or _plainly(given)
    return _SURNAMES[family], rest


def readings(char: str) -> tuple[str, ...]:
    """Return the toneless syllables of one character, the likeliest in a name first, ü as v."""
    return _EVERY_READING[char]


def _every_reading(char: str) -> tuple[str, ...]:
    """Return the same from the dictionary."""
    surnames = " ".join(surname_readings(char)).split()
    listed = (GIVEN.get(char, ""), _sounds().get(ord(char), "").partition(",")[0], *surnames)
    rest = _sounds().get(ord(char), "").split(",")
    return tuple(dict.fromkeys(_syllable(shown).plain for shown in (*listed, *rest) if shown))


def name_syllables(name: str) -> tuple[str, ...]:
    """Return the toneless syllables of a name, ü as v, the surname read as one: 覃 qin; a foreign word stays whole."""
    if not any(map(is_han, name)):
        return tuple(WORD.findall(name.lower()))
    family, rest = _read(name)
    return tuple(one.plain for one in family + rest if one.plain.isalnum())


def name_pinyin(name: str) -> str:
    """Return the name as GB/T 28039 writes it, with tones: Yáng Kāihuì, Ōuyáng Hǎi; what is not Chinese is kept."""
    words = [_joined(word) for word in _read(name) if word]
    if "·" in name:
        return " ".join("·".join(part[:1].upper() + part[1:] for part in word.split("·")) for word in words)
    return " ".join([word[:1].upper() + word[1:] for word in words])


def _joined(word: tuple[Syllable, ...]) -> str:
    """Return the syllables as one word, with an apostrophe before a vowel that would run on: Jiàn'ān."""
    text = ""
    for one in word:
        runs_on = one.plain.startswith(VOWELS) and text[-1:].isalpha() and one.numbered != one.plain
        text += f"'{one.shown}" if runs_on else one.shown
    return text


def sort_key(name: str) -> tuple[str, ...]:
    """Return a key that sorts names as a dictionary does: sound, tone, character, place by place; the text last."""
    family, rest = _read(name)
    return (*[one.numbered + char for one, char in zip(family + rest, name, strict=True)], name)


def initial(name: str) -> str:
    """Return the letter A to Z a name is filed under, # for one that has none."""
    letter = "".join(name_syllables(name)[:1])[:1].upper()
    return letter if "A" <= letter <= "Z" else "#"


@cache
def _reader() -> Callable[[str], list[str]]:
    """Return pypinyin's reader, taught the places whose names it cuts after 省长, as in 湖南省长沙市."""
    _sounds()
    from pypinyin import lazy_pinyin, load_phrases_dict

    places = ((entry[0], entry[1:]) for entry in _AFTER_PROVINCE.split())
    load_phrases_dict(_phrases() | {f"省长{place}": [["shěng"], ["cháng"], [sound]] for place, sound in places})
    return lazy_pinyin


def pinyin(text: str) -> str:
    """Return the toneless syllables of any text, ü as v, words read as words: 长沙 chang sha; signs are left out."""
    return _PINYIN[text]


def _pinyin(text: str) -> str:
    """Return the same from the dictionary."""
    return " ".join(WORD.findall(" ".join(_reader()(text)).lower()))


@lru_cache(maxsize=1 << 16)
def slug(text: str) -> str:
    """Return an address part for `text`: its pinyin, at most 40 of [a-z0-9-], and six hex digits of its hash.

    Texts that sound alike so have different addresses. A single character is taken for a surname: 覃 gives qin.
    """
    read = pinyin(text) if len(text) > 1 else " ".join(name_syllables(text))
    sound = "-".join(re.findall("[a-z0-9]+", read))
    if len(sound) > SLUG:
        sound = sound[: SLUG + 1].rpartition("-")[0] or sound[:SLUG]
    mark = blake2s(text.encode(), digest_size=3).hexdigest()
    return f"{sound}-{mark}" if sound else mark


_READINGS = Lasting("readings", _reading)
_SURNAMES = Lasting("surnames", _family)
_ODD = Lasting("odd words", _odd)
_EVERY_READING = Lasting("every reading", _every_reading)
_PINYIN = Lasting("pinyin", _pinyin)
