"""The full-text index: where every character stands, told on by those behind it, no dictionary anywhere.

A text is cut into characters, and words of letters and digits. From each place the next four are a gram; the grams lie
sorted in shards of equal size, so the texts that hold a word of up to four are one range, mostly in one shard, and
exactly those that hold it. A gram that few texts hold ends there: the page looks into those few. The texts themselves
lie in shards of their own, from which the page takes the words around a hit.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from itertools import pairwise, takewhile
from operator import eq
from typing import TYPE_CHECKING, NamedTuple

from fengbei import chinese
from fengbei.search.pack import packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

DEEP = 4  # characters or words of a gram: most names of units, battles and places are no longer
FEW = 2  # texts a gram needs no more characters for
A_SHARD, MOST_SHARDS = 14_000, 1000  # bytes of a shard of grams, packed about half; shards at most
A_TEXT = 2400  # characters of a shard of texts, about 4 KB
NAMES = 1000  # texts of a shard of their ids
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

    def __init__(self, texts: Sequence[Text]) -> None:
        """Cut the texts."""
        self.words: dict[str, str] = {}  # each with its character
        self.texts = array("L")  # for each place
        cut: list[str] = []
        for number, text in enumerate(texts):
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


def dealt(grams: Sequence[Gram], wide: int) -> Iterator[list[Gram]]:
    """Go through the grams of each shard; a new one begins, if it can, where the first two characters change."""
    sizes = [size_of(gram, before, wide) for before, gram in pairwise([("", []), *grams])]
    most = max(A_SHARD, sum(sizes) // MOST_SHARDS)
    shard: list[Gram] = []
    size = 0
    for gram, more in zip(grams, sizes, strict=True):
        if size >= most * 5 // 4 or (size >= most and gram[0][:2] != shard[-1][0][:2]):
            yield shard
            shard, size = [], 0
        shard.append(gram)
        size += more
    if shard:
        yield shard


def written(shard: Sequence[Gram], wide: int) -> bytes:
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
    columns = [
        len(rows).to_bytes(3),
        bytes(shared),
        bytes(len(key) - same for key, same in zip(keys, shared, strict=True)),
        bytes(len(texts) for _, texts in rows),
        bytes(unit >> 8 for unit in units),
        bytes(unit & BYTE for unit in units),
        *(bytes(number >> 8 * byte & BYTE for number in numbers) for byte in reversed(range(wide))),
    ]
    return b"".join(columns)


def together(texts: Sequence[Text]) -> Iterator[list[str]]:
    """Go through the shards of texts: a row for each text."""
    shard: list[str] = []
    size = 0
    for text in texts:
        if shard and size + len(text.body) > A_TEXT:
            yield shard
            shard, size = [], 0
        shard.append("\t".join([*(" ".join(part.split()) for part in text[2:]), old_forms(text.title + text.body)]))
        size += len(text.body)
    if shard:
        yield shard


def old_forms(text: str) -> str:
    """Return the characters of a text that a page cannot fold without a table, each followed by its folded form."""
    strange = {char for char in set(text) if chinese.fold(char) != unicodedata.normalize("NFKC", char).lower()}
    return " ".join(char + chinese.fold(char) for char in sorted(strange) if not char.isspace())


def shards(texts: Sequence[Text]) -> Iterator[tuple[str, bytes]]:
    """Go through the shards of grams, of ids and of texts.

    "texts" says with which gram each of the first begins, and how many texts each of the last has.
    """
    begin: list[str] = []
    last = ""
    wide = max(1, (len(texts).bit_length() + 7) // 8)
    for number, shard in enumerate(dealt(Places(texts).grams(), wide)):
        first = shard[0][0]
        begin.append(first[: alike(last, first) + 1])  # enough to tell it from the one before
        last = shard[-1][0]
        yield f"gram-{number}", packed(f"gram-{number}", written(shard, wide))
    for at in range(0, len(texts), NAMES):
        named = "\n".join(f"{text.kind}\t{text.id}" for text in texts[at : at + NAMES])
        yield f"docs-{at // NAMES}", packed(f"docs-{at // NAMES}", named.encode())
    counts: list[str] = []
    for number, rows in enumerate(together(texts)):
        counts.append(str(len(rows)))
        yield f"text-{number}", packed(f"text-{number}", "\n".join(rows).encode())
    yield "texts", packed("texts", f"{' '.join(begin)}\n{' '.join(counts)}".encode())
