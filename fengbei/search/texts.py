"""The full-text index: every single character and every pair of neighbours, no dictionary anywhere.

A query of Chinese is cut the same way in the page, so whatever stands in a text is found in it. Words of
letters and digits are kept whole. Postings lie in shards by their first character; the texts themselves
lie in shards of their own, from which the page takes the words around a hit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from fengbei import chinese
from fengbei.search.pack import packed
from fengbei.search.people import base36

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FEWEST, MOST_SHARDS = 8, 256  # shards of postings; a word of two characters needs one or two
A_SHARD = 12  # texts a shard of postings is made for
DOCS = 16  # texts of a shard of texts
NAMES = 1000  # texts of a shard of their ids
MOST = 35  # a title counts this much at most: one digit of base 36
WORD = re.compile(r"[a-z0-9]+")
HAN = re.compile(r"[㐀-鿿𠀀-𳎯]+")


class Text(NamedTuple):
    """A page that can be found by its words: whose it is, and what it says."""

    kind: str
    id: str
    title: str
    href: str
    label: str
    body: str


def grams(folded: str) -> Iterator[str]:
    """Go through the single characters, the pairs and the words of a folded text."""
    for run in HAN.findall(folded):
        yield from run
        for at in range(len(run) - 1):
            yield run[at : at + 2]
    yield from WORD.findall(folded)


def shard_count(texts: int) -> int:
    """Return into how many shards the postings of so many texts are dealt."""
    return max(FEWEST, min(MOST_SHARDS, texts // A_SHARD))


def postings(texts: Sequence[Text]) -> dict[str, list[tuple[int, int]]]:
    """Return for each gram the texts it stands in, and how much it says of each (1 to MOST)."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, text in enumerate(texts):
        weight: dict[str, int] = defaultdict(int)
        for gram in grams(chinese.fold(text.title)):
            weight[gram] += 8
        for gram in grams(chinese.fold(text.body)):
            weight[gram] += 1
        for gram, said in weight.items():
            found[gram].append((number, min(said, MOST)))
    return found


def posted(entries: Sequence[tuple[int, int]]) -> str:
    """Return a gram's texts: for each the distance from the one before, and its weight where that is not 1."""
    words, last = [], -1
    for number, weight in entries:
        words.append(base36(number - last - 1) + ("" if weight == 1 else f".{base36(weight)}"))
        last = number
    return " ".join(words)


def shards(texts: Sequence[Text]) -> Iterator[tuple[str, bytes]]:
    """Go through the shards of postings and of texts."""
    lines: dict[int, list[str]] = defaultdict(list)
    count = shard_count(len(texts))
    for gram, entries in sorted(postings(texts).items()):
        lines[ord(gram[0]) % count].append(f"{gram}\t{posted(entries)}")
    for shard in range(count if texts else 0):  # an empty one too: the page may ask for it
        yield f"gram-{shard}", packed(f"gram-{shard}", "\n".join(lines[shard]).encode())
    for first in range(0, len(texts), NAMES):
        named = "\n".join(f"{text.kind}\t{text.id}" for text in texts[first : first + NAMES])
        yield f"docs-{first // NAMES}", packed(f"docs-{first // NAMES}", named.encode())
    for first in range(0, len(texts), DOCS):
        rows = ["\t".join(" ".join(part.split()) for part in text[2:]) for text in texts[first : first + DOCS]]
        name = f"text-{first // DOCS}"
        yield name, packed(name, "\n".join(rows).encode())
