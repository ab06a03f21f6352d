"""A card for where a page is shared: 1200 by 630 pixels, read at the size of a stamp."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from fengbei.catalogue import CARD as SIZE
from fengbei.posters import ground
from fengbei.posters.setting import columns, fit
from fengbei.posters.setting import headed as heading

if TYPE_CHECKING:
    from fengbei.posters.ground import Subject
    from fengbei.posters.type import Type

PANEL = 340  # pixels of the panel with the portrait or the name
LEFT, RIGHT, FOOT = PANEL + 60, SIZE[0] - 60, SIZE[1] - 106  # of the words
LONGEST = 5  # characters of a name that is written down in the panel


def card(subject: Subject, hands: tuple[Type, Type]) -> Image.Image:
    """Return the card. NoFontError if a character cannot be drawn."""
    bold, plain = hands
    image = blank(subject.site, bold).copy()
    panel(image, subject, bold)
    y = headed(image, subject, hands, LEFT, RIGHT)
    text = fit(subject.text, (RIGHT - LEFT, FOOT - y - 20), [32, 30, 28, 26, 24, 22, 20], plain, 1.6)
    for line in text.lines:
        plain.across(image, (LEFT, y), line, text.size, ground.INK_2)
        y += text.step
    return image


@lru_cache(maxsize=4)
def blank(site: str, bold: Type) -> Image.Image:
    """Return what all cards of a site share: the ground, the panel, the name of the site and its seal."""
    image = Image.new("RGB", SIZE, ground.PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, PANEL, SIZE[1]), fill=ground.PAPER_2)
    pen.line((PANEL, 0, PANEL, SIZE[1]), fill=ground.HAIR, width=2)
    pen.line((LEFT, FOOT, RIGHT, FOOT), fill=ground.LINE, width=1)
    bold.across(image, (LEFT, FOOT + 30), site, 28, ground.INK, gap=3)
    ground.seal(image, (RIGHT - 64, FOOT + 18), 64, site, bold)
    return image


def headed(image: Image.Image, subject: Subject, hands: tuple[Type, Type], x: float, right: float) -> float:
    """Draw the kind, the name and the dates. Return where the text may begin."""
    bold, plain = hands
    bold.across(image, (x, 58), subject.kicker, 28, ground.RED, gap=8)
    y, end = 116.0, x
    got = heading(subject.name, (right - x, 140), [84, 76, 68, 60, 54, 48, 42, 38], bold, 1.2)
    for line in got.lines:
        gap = got.size * 0.06 if len(got.lines) == 1 and len(line) <= LONGEST else 0
        end = bold.across(image, (x, y), line, got.size, ground.INK, gap=gap)
        y += got.step
    if subject.after and end + 90 < right:
        small = max(24, round(got.size * 0.36))
        plain.across(image, (end + 18, y - got.step + got.size * 0.55), subject.after, small, ground.INK_2)
    y += 8
    if said := "　".join(f"{words}{label}" for label, words in subject.dates[:3]) or subject.place:
        dates = fit(said, (right - x, 64), [28, 26, 24, 22], bold, 1.4)
        for line in dates.lines:
            bold.across(image, (x, y), line, dates.size, ground.GOLD)
            y += dates.step
        y += 20
    return y


def panel(image: Image.Image, subject: Subject, bold: Type) -> None:
    """Draw the panel: the portrait, or the name written down, or the stele beside a long name."""
    if subject.picture:
        image.paste(ground.mounted(subject.picture, (268, 350), subject.focal, 12), (36, 140))
        return
    pen = ImageDraw.Draw(image)
    for inset, colour in ((34, ground.HAIR), (42, ground.LINE)):
        pen.rectangle((inset, inset, PANEL - inset, SIZE[1] - inset), outline=colour, width=1)
    if len(subject.name) > LONGEST:
        ground.stele(image, (PANEL / 2, 430), 230)
        return
    size, lines, step = columns(subject.name, (PANEL - 110, SIZE[1] - 170), 128)
    start = (SIZE[1] - step * (len(lines[0]) - 1) - size) / 2
    bold.down(image, (PANEL / 2, start), lines[0], size, ground.INK, step=step)
