"""What every printed piece shares: the colours of the site, the frame, the seal, the stele, the code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw, ImageOps

if TYPE_CHECKING:
    from pathlib import Path

    from fengbei.posters.type import Type

PAPER, PAPER_2, INK, INK_2, MUTED, RED, GOLD, HAIR, LINE = (  # as theme/css/tokens.css
    "#faf6ec", "#f2ebdb", "#1f1b16", "#4a433a", "#6b6255", "#8c1d18", "#7e6019", "#b08d3c", "#d9ceb5",
)  # fmt: skip


class Subject(NamedTuple):
    """Whom or what a piece is made for."""

    id: str
    name: str
    after: str  # what a heading adds to the name
    kicker: str
    dates: tuple[tuple[str, str], ...]  # label and words
    place: str
    text: str
    href: str
    years: str
    site: str
    address: str  # of the page, whole; "" where the site has none
    source: str
    picture: Path | None = None
    focal: tuple[float, float] = (0.5, 0.35)


def frame(image: Image.Image, inset: float, unit: float) -> None:
    """Draw the double line around a piece."""
    pen = ImageDraw.Draw(image)
    for more, colour, width in ((0.0, HAIR, max(2, round(2 * unit))), (9 * unit, LINE, max(1, round(unit)))):
        at = inset + more
        pen.rectangle((at, at, image.width - 1 - at, image.height - 1 - at), outline=colour, width=width)


def code(address: str, error: str, most: int, colour: str = INK, ground: str = PAPER) -> Image.Image:
    """Return a QR code of at most so many pixels a side with its quiet zone; a module is whole pixels."""
    import segno  # noqa: PLC0415 - few builds draw

    made = segno.make(address, error=error, micro=False, boost_error=False)
    rows = [list(row) for row in made.matrix_iter(scale=1, border=4)]
    bits = Image.new("1", (len(rows), len(rows)))
    bits.putdata([255 if dark else 0 for row in rows for dark in row])
    scale = max(1, most // len(rows))
    big = bits.resize((len(rows) * scale,) * 2, Image.Resampling.NEAREST)
    out = Image.new("RGB", big.size, ground)
    out.paste(colour, (0, 0, *big.size), big)
    return out


def seal(image: Image.Image, corner: tuple[float, float], side: float, words: str, hand: Type) -> None:
    """Draw a cinnabar seal with up to four characters, from the right and down."""
    pen, (x, y) = ImageDraw.Draw(image), corner
    pen.rounded_rectangle((x, y, x + side, y + side), side * 0.08, fill=RED)
    inner = side * 0.07
    pen.rounded_rectangle(
        (x + inner, y + inner, x + side - inner, y + side - inner),
        side * 0.04,
        outline=PAPER,
        width=max(1, round(side / 60)),
    )
    words = words[-4:]
    size = round(side * (0.34 if len(words) > 1 else 0.6))
    spots = [(0.70, 0.15), (0.70, 0.50), (0.30, 0.15), (0.30, 0.50)] if len(words) > 2 else [(0.5, 0.15), (0.5, 0.50)]
    if len(words) == 1:
        spots = [(0.5, 0.2)]
    for char, (left, top) in zip(words, spots, strict=False):
        hand.down(image, (x + side * left, y + side * top), char, size, PAPER, step=size)


def stele(image: Image.Image, middle: tuple[float, float], height: float, colour: str = HAIR) -> None:
    """Draw a stele on its steps in thin lines, the mark of the site; `middle` is the middle of its foot."""
    pen, (x, y), unit = ImageDraw.Draw(image), middle, height / 48
    width = max(2, round(unit * 0.5))
    shape = [(-9, -14), (-9, -40), (0, -48), (9, -40), (9, -14), (-9, -14)]
    pen.line([(x + a * unit, y + b * unit) for a, b in shape], fill=colour, width=width, joint="curve")
    pen.line([(x, y - 36 * unit), (x, y - 19 * unit)], fill=colour, width=width)
    for half, top in ((14, 11), (19, 5)):
        pen.rectangle(
            (x - half * unit, y - top * unit, x + half * unit, y - (top - 4) * unit), outline=colour, width=width
        )


def mounted(path: Path, size: tuple[int, int], focal: tuple[float, float], mat: int) -> Image.Image:
    """Return a photograph in its paper mat, cut to a size around the point that must stay."""
    room = (size[0] - 2 * mat, size[1] - 2 * mat)
    with Image.open(path) as photo:
        photo.draft("RGB", room)  # decoded no larger than it need be
        inner = ImageOps.fit(photo.convert("RGB"), room, centering=focal)
    out = Image.new("RGB", size, PAPER_2)
    out.paste(inner, (mat, mat))
    ImageDraw.Draw(out).rectangle((0, 0, size[0] - 1, size[1] - 1), outline=LINE, width=max(1, mat // 14))
    return out
