"""A poster: the name written down, the dates, what is to be remembered, the way to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from fengbei.posters import ground
from fengbei.posters.setting import columns, fit

if TYPE_CHECKING:
    from fengbei.posters.ground import Subject
    from fengbei.posters.type import Type

PHONE = (1080, 1920)  # pixels
A3 = (3508, 4961)  # pixels at 300 dpi
SHORT = 3  # characters; a shorter name is written wider apart


def poster(subject: Subject, hands: tuple[Type, Type], size: tuple[int, int] = PHONE) -> Image.Image:
    """Return a poster. NoFontError if a character cannot be drawn."""
    image = Image.new("RGB", size, ground.PAPER)
    unit = min(size[0] / 1080, size[1] / 1700)
    ground.frame(image, 40 * unit, unit)
    bold, plain = hands
    middle, top = size[0] / 2, 118 * unit
    kicker = subject.kicker
    wide = bold.width(kicker, round(34 * unit), 14 * unit)
    bold.across(image, (middle - wide / 2, top), kicker, round(34 * unit), ground.RED, gap=14 * unit)
    pen = ImageDraw.Draw(image)
    pen.line(
        (middle - 60 * unit, top + 70 * unit, middle + 60 * unit, top + 70 * unit),
        fill=ground.HAIR,
        width=round(2 * unit),
    )
    foot = size[1] - 330 * unit
    text_top = upper(image, subject, bold, plain, unit, top + 120 * unit, top + 120 * unit + (foot - top) * 0.56)
    lower(image, subject, hands, unit, text_top, foot)
    below(image, subject, hands, unit, foot)
    return image


def upper(  # noqa: PLR0913, PLR0917 - where to draw, whom, in which hands
    image: Image.Image, subject: Subject, bold: Type, plain: Type, unit: float, top: float, bottom: float
) -> float:
    """Draw the name, beside the portrait where there is one, and the dates below. Return where the text may begin."""
    room = bottom - top - 90 * unit
    middle = image.width / 2
    if subject.picture:
        high = round(room)
        wide = round(min(room * 0.78, image.width * 0.52))
        photo = ground.mounted(subject.picture, (wide, high), subject.focal, round(18 * unit))
        image.paste(photo, (round(image.width * 0.12), round(top)))
        left, right = image.width * 0.12 + wide + (70 * unit if subject.after else 0), image.width - 90 * unit
        middle = (left + right) / 2
    else:
        right, left = image.width * 0.82, image.width * 0.18
    size, lines, step = columns(
        subject.name, (right - left - 40 * unit, room), round((250 if len(subject.name) <= SHORT else 200) * unit)
    )
    apart, long = size * 1.3, max(map(len, lines))
    start = top + (room - (step * (long - 1) + size)) / 2
    for number, line in enumerate(lines):
        x = middle + (len(lines) - 1) * apart / 2 - number * apart
        end = step * (len(line) - 1) + size
        bold.down(image, (x, start), line, size, ground.INK, step=step)
        if number == len(lines) - 1 and subject.after:
            small = round(max(22 * unit, min(44 * unit, size * 0.3)))
            plain.down(
                image, (x - size * 0.5 - small * 0.95, start + end - len(subject.after) * small * 1.3),
                subject.after, small, ground.RED, step=small * 1.3,
            )  # fmt: skip
    return bottom


def lower(
    image: Image.Image, subject: Subject, hands: tuple[Type, Type], unit: float, top: float, bottom: float
) -> None:
    """Draw the dates in one line, and the text below them."""
    bold, plain = hands
    middle, wide = image.width / 2, image.width - 240 * unit
    y = top - 40 * unit
    said = "　".join(f"{words}{label}" for label, words in subject.dates) or subject.place
    if subject.dates and subject.place:
        said = f"{said}\n{subject.place}"
    for line in said.splitlines():
        got = fit(line, (wide, 44 * unit), [round(s * unit) for s in (34, 32, 30, 28, 26, 24)], bold, 1.3)
        for part in got.lines:
            bold.across(image, (middle - bold.width(part, got.size) / 2, y), part, got.size, ground.GOLD)
            y += got.size * 1.6
    y += 26 * unit
    if not subject.text:
        ground.stele(image, (middle, bottom - 60 * unit), min(220 * unit, bottom - y - 80 * unit))
        return
    got = fit(subject.text, (wide, bottom - y - 50 * unit), [round(s * unit) for s in range(44, 21, -2)], plain, 1.75)
    short = len(got.lines) == 1
    y += max(0, (bottom - 50 * unit - y - got.height) * 0.3)
    for line in got.lines:
        x = middle - plain.width(line, got.size) / 2 if short else 120 * unit
        plain.across(image, (x, y), line, got.size, ground.INK)
        y += got.step


def below(image: Image.Image, subject: Subject, hands: tuple[Type, Type], unit: float, top: float) -> None:
    """Draw the foot: the code, where it leads, the seal of the site."""
    bold, plain = hands
    pen = ImageDraw.Draw(image)
    left, right = 110 * unit, image.width - 110 * unit
    pen.line((left, top, right, top), fill=ground.LINE, width=max(1, round(unit)))
    x = left
    if subject.address:
        made = ground.code(subject.address, "m", round(210 * unit))
        image.paste(made, (round(left - 8 * unit), round(top + 26 * unit)))
        x = left + made.width + 20 * unit
    side = 96 * unit
    y = top + 62 * unit
    room = right - side - 30 * unit - x
    bold.across(image, (x, y), subject.site, round(34 * unit), ground.INK, gap=3 * unit)
    said = ["扫一扫，读完整的记录" if subject.address else "", subject.source]
    y += 60 * unit
    for words in filter(None, said):
        got = fit(words, (room, 70 * unit), [round(s * unit) for s in (26, 24, 22, 20)], plain, 1.4)
        for line in got.lines:
            plain.across(image, (x, y), line, got.size, ground.MUTED)
            y += got.step
    ground.seal(image, (right - side, top + 62 * unit), side, subject.site, bold)
