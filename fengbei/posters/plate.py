"""A plate for a grave (name, years, code, short address), drawn in millimetres; sheets of plates with cut marks."""

from __future__ import annotations

import time
from html import escape
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from fengbei.posters import ground
from fengbei.posters.setting import broken, fit, headed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fengbei.posters.ground import Subject
    from fengbei.posters.type import Type

WIDE, HIGH = 60, 84  # millimetres of a plate: nine stand on a sheet of A4
A4 = (210, 297)
GRID = (3, 3)
DPI = 300
MM = DPI / 25.4  # pixels
CODE = 50  # millimetres of the code, its quiet zone included
BEGINNING = time.struct_time((2000, 1, 1, 0, 0, 0, 5, 1, 0))  # the same plates give the same file


def plate(subject: Subject, hands: tuple[Type, Type]) -> Image.Image:
    """Return a plate at 300 dpi; its code survives the loss of three tenths (level H). NoFontError."""
    bold, plain = hands
    image = Image.new("RGB", (round(WIDE * MM), round(HIGH * MM)), "white")
    pen = ImageDraw.Draw(image)
    inset = round(1.5 * MM)
    pen.rectangle((inset, inset, image.width - inset, image.height - inset), outline=ground.INK, width=3)
    made = ground.code(subject.address, "h", round(CODE * MM), ground.INK, "white")
    image.paste(made, ((image.width - made.width) // 2, round(3 * MM)))
    y, middle = 3 * MM + made.height + 0.5 * MM, image.width / 2
    heading = f"{subject.name}{subject.after}"
    got = headed(heading, (52 * MM, 11 * MM), range(round(8 * MM), round(3 * MM), -4), bold, 1.15)
    for line in got.lines:
        bold.across(image, (middle - bold.width(line, got.size) / 2, y), line, got.size, ground.INK)
        y += got.step
    y += 0.8 * MM
    for words, size in ((subject.years, 3.4), (short(subject.address), 2.3)):
        if words:
            small = fit(words, (52 * MM, 7 * MM), range(round(size * MM), 12, -1), plain, 1.25)
            for each in small.lines:
                plain.across(image, (middle - plain.width(each, small.size) / 2, y), each, small.size, ground.INK_2)
                y += small.step
            y += 0.4 * MM
    return image


def short(address: str) -> str:
    """Return an address as it is read out."""
    return address.removeprefix("https://").removeprefix("http://")


def plate_svg(subject: Subject, hands: tuple[Type, Type]) -> str:
    """Return the plate as SVG in millimetres; letters are drawn as outlines, so that any workshop can open it."""
    import segno  # noqa: PLC0415 - no build draws one

    bold, plain = hands
    made = segno.make(subject.address, error="h", micro=False, boost_error=False)
    rows = [list(row) for row in made.matrix_iter(scale=1, border=4)]
    unit = CODE / len(rows)
    left, top = (WIDE - CODE) / 2, 3.0
    squares = "".join(
        f"M{left + x * unit:.3f} {top + y * unit:.3f}h{unit:.3f}v{unit:.3f}h-{unit:.3f}z"
        for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )  # fmt: skip
    words, y = [], top + CODE + 1.0
    heading = headed(f"{subject.name}{subject.after}", (5200, 1100), range(800, 300, -20), bold, 1.15)
    parts = [(line, heading.size / 100, bold) for line in heading.lines]
    parts += [(line, 3.4, plain) for line in broken(subject.years, 5200, 340, plain) if line]
    parts += [(line, 2.3, plain) for line in broken(short(subject.address), 5200, 230, plain)]
    for line, size, hand in parts:
        words.append(hand.outline(line, size, WIDE / 2, y + size * 0.88))
        y += size * 1.2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}mm" height="{HIGH}mm" viewBox="0 0 {WIDE} {HIGH}">'
        f"<title>{escape(subject.name)}</title>"
        f'<rect width="{WIDE}" height="{HIGH}" fill="#fff"/>'
        f'<rect x="1.5" y="1.5" width="{WIDE - 3}" height="{HIGH - 3}" fill="none" stroke="#1f1b16"/>'
        f'<path fill="#1f1b16" shape-rendering="crispEdges" d="{squares}"/>{"".join(words)}</svg>\n'
    )


def sheets(plates: Sequence[tuple[str, Image.Image]], title: str, hands: tuple[Type, Type]) -> list[Image.Image]:
    """Return sheets of A4 with nine plates each, the place of each grave above its plate, and marks to cut along."""
    most = GRID[0] * GRID[1]
    return [
        sheet(plates[at : at + most], f"{title}　第{at // most + 1}张，共{-(-len(plates) // most)}张", hands[1])
        for at in range(0, len(plates), most)
    ]


def sheet(plates: Sequence[tuple[str, Image.Image]], title: str, plain: Type) -> Image.Image:
    """Return one sheet."""
    image = Image.new("RGB", (round(A4[0] * MM), round(A4[1] * MM)), "white")
    pen = ImageDraw.Draw(image)
    plain.across(image, (8 * MM, 5 * MM), title, 36, ground.INK_2)
    gap_x, gap_y = (A4[0] - GRID[0] * WIDE) / (GRID[0] + 1), 8.0
    for number, (place, made) in enumerate(plates):
        x = (gap_x + (number % GRID[0]) * (WIDE + gap_x)) * MM
        y = (16 + (number // GRID[0]) * (HIGH + gap_y)) * MM
        image.paste(made, (round(x), round(y)))
        plain.across(image, (x + 3 * MM, y - 3.6 * MM), place, 30, ground.MUTED)
        for cx in (x, x + made.width):
            for cy in (y, y + made.height):
                out_x, out_y = (-1 if cx == x else 1), (-1 if cy == y else 1)
                pen.line((cx + out_x * MM, cy, cx + out_x * 4 * MM, cy), fill="black", width=2)
                pen.line((cx, cy + out_y * MM, cx, cy + out_y * 3 * MM), fill="black", width=2)
    return image


def save_pdf(pages: Sequence[Image.Image], path: Path, title: str) -> None:
    """Write sheets as one PDF; the same sheets give the same bytes."""
    pages[0].save(
        path, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=92, title=title,
        creationDate=BEGINNING, modDate=BEGINNING,
    )  # fmt: skip
