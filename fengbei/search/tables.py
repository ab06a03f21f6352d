"""What the page must know to read a query: how characters sound, old forms, names of places."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING
from zlib import crc32

from fengbei import chinese
from fengbei.search.integers import stepped, varint, varints
from fengbei.search.letters import ENCODING, LAST_ROW, LEVEL_2, common, gb2312

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fengbei.regions import Regions

LOOKS = 36  # shards of look-alikes; a name asks two or three
GRADES = 9  # of likeness; the last is that of twins
HALF = 4  # the grade of two characters that share a half, as the page knows by itself
READINGS = 2  # a third reading of a character is hardly ever that of a name
BIG5 = (b"\xa4\x40", b"\xc6\x7e")  # the common characters of Big5, those of traditional Chinese


def likely(used: Iterable[str]) -> set[str]:
    """Return the characters of the names, and the common ones."""
    return {*common(), *used}


def sounds(used: Iterable[str]) -> tuple[bytes, bytes]:
    """Return how the likely characters sound, and how the rest of GB 2312 does.

    The first begins with the syllables, a line each: spelling, fine, merged and loose class; an empty line follows.
    Then, in both, lists of numbers: for the common characters, in their order, the number of a syllable and how many
    in a row sound so (none in the second); for other characters the code point, as the distance from the one before,
    and the syllable; the same for second readings. Each list begins with its length.
    """
    first, known = common(), likely(used)
    rare = set(gb2312(LEVEL_2, LAST_ROW)) - known
    read = {char: list(chinese.readings(char))[:READINGS] for char in known | rare}
    spelt = sorted({syllable for listed in read.values() for syllable in listed})
    numbers = {syllable: number for number, syllable in enumerate(spelt)}
    heads = "\n".join(map(head, spelt)).encode() + b"\n\n"
    runs = [(numbers[syllable], len(list(same))) for syllable, same in groupby(first, lambda char: read[char][0])]
    said = voiced(known, set(first), read, numbers)
    return heads + listed(runs) + said, listed([]) + voiced(rare, set(), read, numbers)


def voiced(chars: set[str], said: set[str], read: Mapping[str, list[str]], numbers: Mapping[str, int]) -> bytes:
    """Return the first readings of characters but for those said already, then the second readings."""
    order = sorted(chars)
    first = [(ord(char), numbers[read[char][0]]) for char in order if char not in said and read[char]]
    second = [(ord(char), numbers[syllable]) for char in order for syllable in read[char][1:]]
    return listed(steps(first)) + listed(steps(second))


def steps(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return pairs with the first number as the distance from the one before."""
    return list(zip(stepped(code for code, _ in pairs), (number for _, number in pairs), strict=True))


def listed(pairs: Sequence[tuple[int, int]]) -> bytes:
    """Return pairs as their number, then all the first halves, then all the second: like beside like."""
    return varint(len(pairs)) + varints(pair[side] for side in (0, 1) for pair in pairs)


def head(syllable: str) -> str:
    """Return a syllable with its classes."""
    return f"{syllable} {chinese.fine(syllable)} {chinese.merged(syllable)} {chinese.loose(syllable)}"


def looks(used: Iterable[str]) -> list[list[bytes]]:
    """Return the shards that say which characters look alike, dealt by code point.

    The number of characters; for each how many of the names' characters look like it by grade 1, by grade 2 to 9; the
    characters, and all those that look like the first, like the second, in GB 18030: the first bytes of all, and the
    second ones. Those of more than two bytes are left out.
    """
    known = {char for char in used if two_bytes(char)}
    dealt: list[list[str]] = [[] for _ in range(LOOKS)]
    for char in sorted(filter(two_bytes, likely(known))):
        dealt[ord(char) % LOOKS].append(char)
    return [alike(chars, known) for chars in dealt]


def two_bytes(char: str) -> bool:
    """Tell whether a character is two bytes of GB 18030."""
    return len(char.encode(ENCODING)) == 2


def alike(chars: Iterable[str], known: set[str]) -> list[bytes]:
    """Return a shard of look-alikes: of these characters those that are known, and more alike than any two halves."""
    grades: dict[str, list[list[str]]] = {char: [[] for _ in range(GRADES)] for char in chars}
    for char, graded in grades.items():
        for other, much in chinese.lookalikes(char).items():
            grade = round(GRADES * much)
            if other in known and (grade > HALF or not chinese.half_alike(char, other)):
                graded[grade - 1].append(other)
    heads = [char for char, graded in grades.items() if any(graded)]
    said = [*heads, *(other for char in heads for listed in grades[char] for other in sorted(listed))]
    coded = "".join(said).encode(ENCODING)
    counts = bytes(len(listed) for char in heads for listed in grades[char])
    return [varint(len(heads)), counts, coded[::2], coded[1::2]]


def halves(used: Iterable[str]) -> bytes:
    """Return the groups of characters that are half alike: of each its size, then the steps of its code points."""
    known = likely(used)
    groups = [
        codes for group in chinese.halves() if len(codes := sorted(ord(char) for char in group if char in known)) > 1
    ]
    return varints((len(groups), *map(len, groups), *(step for codes in groups for step in stepped(codes))))


def old_forms() -> tuple[bytes, bytes]:
    """Return the characters that fold into another one, the common traditional ones apart from all others.

    Each is a line of the characters and a line of what they fold into, in GB 18030.
    """
    han = "".join(map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFAD9))))
    pairs = [(char, folded) for char, folded in chinese.folding(han) if len(folded) == 1]
    often = [pair for pair in pairs if BIG5[0] <= pair[0].encode("big5", "ignore") <= BIG5[1]]
    known = set(often)
    seldom = [pair for pair in pairs if pair not in known]
    return two_lines(often), two_lines(seldom)


def two_lines(pairs: Sequence[tuple[str, str]]) -> bytes:
    """Return the first halves and the second halves of pairs of characters."""
    return "\n".join("".join(pair[side] for pair in pairs) for side in (0, 1)).encode(ENCODING)


def places(counties: Iterable[str], said: Mapping[str, Iterable[str]], regions: Regions) -> bytes:
    """Return the names of places, a line a code: those of the index, what they lie in, and all of the home province.

    `said` holds, for codes that the table of regions does not know, the words the records use.
    """
    former: dict[str, list[str]] = defaultdict(list)
    for old in regions.formers:
        for code in old.codes:
            former[code].append(old.name)
    lines = []
    own = {*counties}
    wider = {code[:length] + "0" * (6 - length) for code in own if code for length in (2, 4)}
    inner = {r.code for p in regions.children(regions.home) for r in (p, *regions.children(p.code))}
    for code in sorted(own | wider | inner):
        unit = regions.get(code)
        known = [unit.name, *unit.nicknames] if unit else []
        names = dict.fromkeys((*known, *former[code], *filter(None, (code[6:],)), *said.get(code, ())))
        lines.append("\t".join((code, *names)))
    return "\n".join(lines).encode()


def numbered(values: Iterable[str], room: int) -> dict[str, int]:
    """Return a number below `room` for each value that hardly ever changes where another value comes or goes.

    It is the value's hash, or where another has that, the next free one. There must be room for all.
    """
    taken: dict[int, str] = {}
    for wanted, value in sorted((hashed(value, room), value) for value in values):
        number = wanted
        while number in taken:
            number = (number + 1) % room
        taken[number] = value
    return {value: number for number, value in sorted(taken.items())}


def hashed(value: str, room: int) -> int:
    """Return the number that a value would like to have."""
    return crc32(value.encode()) % room


def resting(rests: Iterable[str], named: Mapping[str, str]) -> bytes:
    """Return the names of where people rest, a line each: the id and the name."""
    return "\n".join(f"{rest}\t{named.get(rest, rest)}" for rest in sorted(rests)).encode()
