"""The full-text index: where every character stands, told on by those behind it, no dictionary anywhere.

A text is cut into characters, and words of letters and digits. From each place the next four are a gram; the grams lie
sorted in shards of like size, so the texts that hold a word of up to four are one range, mostly in one shard, and
exactly those that hold it. A gram that few texts hold ends there: the page looks into those few. The texts themselves
lie in shards of their own, from which the page takes the words around a hit.

A text's number is its hash, so that it stays where others come and go; and no shard's bounds move with another's.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from itertools import accumulate, pairwise, takewhile
from operator import eq
from typing import TYPE_CHECKING, NamedTuple

from fengbei import chinese
from fengbei.search.cuts import cuts
from fengbei.search.tables import numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

DEEP = 4  # characters or words of a gram: most names of units, battles and places are no longer
FEW = 2  # texts a gram needs no more characters for
A_SHARD, MOST_SHARDS = 12_000, 1000  # bytes of a shard of grams, packed about half; shards at most, or near it
A_TEXT = 4000  # characters of a shard of texts, about 6 KB
NAMES = 1024  # numbers of a shard of the texts' ids
ROOM = 2  # numbers for each text: enough that few want the same
TITLE = 4  # a word of the title counts as much
MOST = 9  # a word said more often says no more
BYTE = 255
LONGEST = 24  # of a word of letters and digits: what is longer is no word
END, WORD_END = "!", "_"  # of a run of characters; of a word of letters and digits. Neither is part of any
NO_SCRIPT = 0x40000  # from here on no character is assigned
TOKEN = re.compile(r"([々-〇㐀-鿿𠀀-𳎯])|([0-9a-zß-ɏͰ-ԯ]+)|[\s·]+|(.)")

Gram = tuple[str, list[int]]  # what stands there, and in which texts: one that says it twice, twice


class Text(NamedTuple):
    """A page that can be found by its words: whose it is, and what it says."""

    kind: str
    id: str
    title: str
    href: str
    label: str
    body: str


def runs(text: str) -> Iterator[list[str]]:
    """Go through what stands between punctuation marks, as lists of characters and words. Spaces part words only."""
    run: list[str] = []
    for char, word, mark in TOKEN.findall(" ".join(map(chinese.fold, text.split()))):
        if mark and run:
            yield run
            run = []
        if char or word:
            run.append(char or word[:LONGEST] + WORD_END)
    if run:
        yield run


class Places:
    """Every place of every text in one string; a word of letters and digits is one character of no script there."""

    def __init__(self, texts: Mapping[int, Text]) -> None:
        """Cut the texts, given by their numbers."""
        self.words: dict[str, str] = {}  # each with its character
        self.texts = array("L")  # for each place
        cut: list[str] = []
        for number, text in texts.items():
            said = [*list(runs(text.title)) * TITLE, *runs(text.body)]
            cut += (token if len(token) == 1 else self.character(token) for run in said for token in (*run, END))
            self.texts.extend([number] * (len(cut) - len(self.texts)))
        self.said = "".join(cut)

    def character(self, word: str) -> str:
        """Return the character that stands for a word."""
        return self.words.setdefault(word, chr(NO_SCRIPT + len(self.words)))

    def grams(self) -> list[Gram]:
        """Return the grams in their order."""
        words = {ord(char): word for word, char in self.words.items()}
        firsts = self.by_character(range(len(self.said)), 0)
        found = (gram for char, places in firsts.items() if char != END for gram in self.branches(places, 1))
        return sorted((gram.translate(words), texts) for gram, texts in found)

    def branches(self, places: list[int], depth: int) -> Iterator[Gram]:
        """Go through the grams of places that are alike for `depth` characters."""
        gram = self.said[places[0] : places[0] + depth]
        texts = [self.texts[at] for at in places]
        if depth == DEEP or gram[-1] == END or len(set(texts)) <= FEW:
            yield gram, at_most(texts)
            return
        for further in self.by_character(places, depth).values():
            yield from self.branches(further, depth + 1)

    def by_character(self, places: Iterable[int], behind: int) -> dict[str, list[int]]:
        """Return places by the character that stands so far behind them."""
        found: dict[str, list[int]] = defaultdict(list)
        for at in places:
            found[self.said[at + behind]].append(at)
        return found


def at_most(texts: list[int]) -> list[int]:
    """Return the texts, none of them more than MOST times."""
    if len(texts) <= MOST:
        return texts
    return [number for number, said in Counter(texts).items() for _ in range(min(said, MOST))]


def alike(one: Sequence[object], other: Sequence[object]) -> int:
    """Return how many of the first members of two sequences are the same."""
    return sum(takewhile(bool, map(eq, one, other)))


def size_of(gram: Gram, before: Gram, wide: int) -> int:
    """Return how many bytes a gram takes behind the one before, not yet packed."""
    return 3 + 2 * (len(gram[0]) - alike(gram[0], before[0])) + wide * len(gram[1])


def dealt(grams: Sequence[Gram], wide: int) -> Iterator[tuple[str, Sequence[Gram]]]:
    """Go through the grams of each shard, with the beginning that tells them from those before."""
    upto = list(accumulate((size_of(gram, before, wide) for before, gram in pairwise([("", []), *grams])), initial=0))
    keys = [gram.encode("utf-16-be") for gram, _ in grams]
    for cut in cuts(keys, upto, [1] * (BYTE + 1), max(A_SHARD, upto[-1] // MOST_SHARDS)):
        yield cut.start.hex(), grams[cut.first : cut.end]


def written(shard: Sequence[Gram], wide: int) -> list[bytes]:
    """Return a shard column by column, since like bytes pack well.

    The number of rows in three bytes; for each row how many units of UTF-16 it shares with the one before, how many
    more it has, and its number of texts; the units' high bytes, their low bytes; the `wide` bytes of the texts'
    numbers, high ones first. A gram in more than 255 texts fills several rows.
    """
    rows = [(gram, texts[at : at + BYTE]) for gram, texts in shard for at in range(0, len(texts), BYTE)]
    keys = [[*memoryview(gram.encode("utf-16-le")).cast("H")] for gram, _ in rows]
    shared = [alike(before, key) for before, key in pairwise([[], *keys])]
    units = [unit for key, same in zip(keys, shared, strict=True) for unit in key[same:]]
    numbers = [number for _, texts in rows for number in texts]
    return [
        len(rows).to_bytes(3),
        bytes(shared),
        bytes(len(key) - same for key, same in zip(keys, shared, strict=True)),
        bytes(len(texts) for _, texts in rows),
        bytes(unit >> 8 for unit in units),
        bytes(unit & BYTE for unit in units),
        *(bytes(number >> 8 * byte & BYTE for number in numbers) for byte in reversed(range(wide))),
    ]


def together(texts: Mapping[int, Text]) -> Iterator[tuple[int, bytes]]:
    """Go through the shards of texts, each with its least number: a row for each text, its number first."""
    numbers = sorted(texts)
    upto = list(accumulate((len(texts[number].body) for number in numbers), initial=0))
    keys = [number.to_bytes(4) for number in numbers]
    for cut in cuts(keys, upto, [1] * (BYTE + 1), A_TEXT):
        rows = [f"{number}\t{row_of(texts[number])}" for number in numbers[cut.first : cut.end]]
        yield int.from_bytes(cut.start.ljust(4, b"\0")), "\n".join(rows).encode()


def row_of(text: Text) -> str:
    """Return what the page shows of a text: title, address, label, body, and the old forms in it."""
    return "\t".join([*(" ".join(part.split()) for part in text[2:]), old_forms(text.title + text.body)])


def old_forms(text: str) -> str:
    """Return the characters of a text that a page cannot fold without a table, each followed by its folded form."""
    strange = {char for char in set(text) if chinese.fold(char) != unicodedata.normalize("NFKC", char).lower()}
    return " ".join(char + chinese.fold(char) for char in sorted(strange) if not char.isspace())


def room_for(texts: Sequence[Text]) -> int:
    """Return how many numbers there are for some texts; more only where they are twice as many."""
    return 1 << (max(ROOM * len(texts), BYTE) - 1).bit_length()


def numbers_of(texts: Sequence[Text]) -> dict[int, Text]:
    """Return the texts by their numbers, in the order of these."""
    by_name = {f"{text.kind}\t{text.id}": text for text in texts}
    return {number: by_name[name] for name, number in numbered(by_name, room_for(texts)).items()}


def shards(texts: Sequence[Text]) -> Iterator[tuple[str, list[bytes]]]:
    """Go through the shards of grams, of ids and of texts, not yet packed.

    "texts" says with which gram each of the first begins, in the digits that name it, and with which number each of the
    last; a shard of ids has a line for each number, empty where no text has it.
    """
    known = numbers_of(texts)
    room = room_for(texts)
    wide = ((room - 1).bit_length() + 7) // 8
    grams = []
    for start, shard in dealt(Places(known).grams(), wide):
        grams.append(start or "0")
        yield f"gram-{grams[-1]}", written(shard, wide)
    for at in range(0, room if texts else 0, NAMES):
        named = (f"{t.kind}\t{t.id}" if (t := known.get(number)) else "" for number in range(at, min(at + NAMES, room)))
        yield f"docs-{at // NAMES}", ["\n".join(named).encode()]
    begin = []
    for first, rows in together(known):
        begin.append(str(first))
        yield f"text-{first}", [rows]
    yield "texts", [f"{' '.join(grams)}\n{' '.join(begin)}".encode()]
