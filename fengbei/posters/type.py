"""Words are set in type: every character in a font that has it, across or down, and measured before it is drawn."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import ImageDraw, ImageFont

from fengbei import files, fonts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL import Image

BOLD = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"
DOWN = str.maketrans("，、。：；！？《》〈〉（）“”‘’「」『』—…·", "︐︑︒︓︔︕︖︽︾︿﹀︵︶﹁﹂﹃﹄﹁﹂﹃﹄︱︙·")
SPACES = " \u3000"


class NoFontError(Exception):
    """No font on this machine has a character; a blank is never drawn in its place."""

    def __init__(self, chars: str) -> None:
        """Say which characters, and what to do."""
        named = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in chars[:5])
        super().__init__(
            f"{named}没有字体可用；请安装 fonts-noto-cjk、fonts-hanazono，或在 extra.fengbei.fonts 写明字体文件"
        )


class Type:
    """A hand of fonts: the first that has a character draws it."""

    def __init__(self, faces: Iterable[fonts.Face], bold: int = 0) -> None:
        """Take the fonts in their order; the first `bold` are heavy, and a lighter one after them is drawn thicker."""
        self.faces, self.bold = tuple(faces), bold
        self.font = cache(self.open)
        self.of = cache(self.find)
        self.advance = cache(self.measured)

    def open(self, number: int, size: int) -> ImageFont.FreeTypeFont:
        """Return a font at a size in pixels."""
        face = self.faces[number]
        return ImageFont.truetype(face.path, size, max(0, face.number), layout_engine=ImageFont.Layout.BASIC)

    def find(self, char: str) -> int:
        """Return the number of the font that has a character. NoFontError if none has."""
        for number, face in enumerate(self.faces):
            if ord(char) in face.chars:
                return number
        raise NoFontError(char)

    def stroke(self, number: int, size: int) -> int:
        """Return by how many pixels a font is drawn thicker, so that a rare character stands beside the others."""
        return round(size / 55) if self.bold and number >= self.bold else 0

    def measured(self, char: str, size: int) -> float:
        """Return how far a character goes on, in pixels; these fonts bring no pair of letters closer together."""
        return self.font(self.of(char), size).getlength(char)

    def width(self, text: str, size: int, gap: float = 0) -> float:
        """Return how wide a line is, with a gap between its characters; all in pixels."""
        return sum(self.advance(char, size) for char in text) + gap * max(0, len(text) - 1)

    def across(
        self, image: Image.Image, at: tuple[float, float], text: str, size: int, colour: str, *, gap: float = 0
    ) -> float:
        """Draw a line whose em boxes begin at a point. Return where it ends."""
        pen, (x, y) = ImageDraw.Draw(image), at
        for number, run in groupby(text, self.of):
            font = self.font(number, size)
            words = "".join(run)
            for piece in words if gap else (words,):
                thick = self.stroke(number, size)
                pen.text((x, y + size * 0.88), piece, colour, font, anchor="ls", stroke_width=thick)
                x += font.getlength(piece) + gap
        return x - gap

    def outline(self, text: str, size: float, middle: float, base: float) -> str:
        """Return a line as an SVG group of outlines, centred on a point of its base line."""
        drawn = [
            got for number, run in groupby(text, self.of) for got in fonts.outlines(self.faces[number], "".join(run))
        ]
        x = middle - sum(wide for _, wide in drawn) * size / 2
        paths = []
        for path, wide in drawn:
            paths.append(f'<path transform="translate({x:.3f} {base:.3f}) scale({size:.3f} {-size:.3f})" d="{path}"/>')
            x += wide * size
        return f'<g fill="#1f1b16">{"".join(paths)}</g>'

    def down(
        self, image: Image.Image, at: tuple[float, float], text: str, size: int, colour: str, *, step: float
    ) -> None:
        """Draw a column; `at` is the middle of its top, `step` the way from one character to the next."""
        pen, (x, y) = ImageDraw.Draw(image), at
        for char in text.translate(DOWN):
            if char not in SPACES:
                font, thick = self.font(self.of(char), size), self.stroke(self.of(char), size)
                corner = (x - font.getlength(char) / 2, y + size * 0.88)
                pen.text(corner, char, colour, font, anchor="ls", stroke_width=thick)
            y += step


def there(paths: Iterable[str | Path]) -> bool:
    """Say whether there is any font to write with."""
    return any(files.is_file(Path(path)) for path in (list(paths) or fonts.DEBIAN))


def hands(paths: Iterable[str | Path] = ()) -> tuple[Type, Type]:
    """Return the bold hand for names and the plain one for text. NoFontError if there is no font at all."""
    plain = fonts.faces(paths)
    if not plain:
        raise NoFontError("字")
    bold = [] if list(paths) else fonts.faces([BOLD])
    return Type([*bold, *plain], len(bold)), Type(plain)
