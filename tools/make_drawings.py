"""Draw the schematic pictures of the sample site: a gate and a stele among pines. They are drawings and say so.

python tools/make_drawings.py: writes memorials/facilities/drawings/*.png.
"""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image, ImageDraw

SIZE = (1600, 1000)
TWICE = 2  # drawn at twice the size, so that lines are smooth
PAPER, INK, PINE, GOLD = "#f2ebdb", "#4a433a", "#2f4a3c", "#b08d3c"
FOLDER = Path(__file__).parent.parent / "memorials" / "facilities" / "drawings"


class Sheet:
    """A sheet of paper with a horizon."""

    def __init__(self) -> None:
        """Lay out the paper."""
        self.image = Image.new("RGB", (SIZE[0] * TWICE, SIZE[1] * TWICE), PAPER)
        self.pen = ImageDraw.Draw(self.image)
        self.line([(120, 820), (1480, 820)], GOLD, 3)

    def line(self, points: list[tuple[float, float]], colour: str = INK, width: float = 5) -> None:
        """Draw a line through points."""
        self.pen.line(
            [(x * TWICE, y * TWICE) for x, y in points], fill=colour, width=round(width * TWICE), joint="curve"
        )

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        """Draw a rectangle."""
        self.line([(left, top), (right, top), (right, bottom), (left, bottom), (left, top), (right, top)])

    def pine(self, x: float, foot: float, high: float) -> None:
        """Draw a pine: a trunk, and tiers of needles."""
        self.line([(x, foot), (x, foot - high * 0.94)], PINE, 6)
        for tier in range(6):
            y, half = foot - high * (0.22 + tier * 0.13), high * (0.30 - tier * 0.042)
            for needle in range(-7, 8):
                angle = math.pi / 2 + needle * 0.17
                end = (
                    x - half * math.cos(angle),
                    y + half * 0.34 - half * 0.5 * math.sin(angle) * (1 - abs(needle) / 14),
                )
                self.line([(x, y - half * 0.35), end], PINE, 2.5)

    def save(self, name: str) -> None:
        """Write the drawing in few colours."""
        small = self.image.resize(SIZE, Image.Resampling.LANCZOS)
        FOLDER.mkdir(exist_ok=True)
        small.quantize(48, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


def gate() -> None:
    """Draw a gate of three openings between pines."""
    sheet = Sheet()
    for x, top in ((480, 420), (660, 340), (940, 340), (1120, 420)):
        sheet.box(x - 24, top, x + 24, 820)
    sheet.box(430, 380, 640, 420)
    sheet.box(960, 380, 1170, 420)
    sheet.box(600, 290, 1000, 340)
    sheet.line([(560, 290), (600, 240), (1000, 240), (1040, 290), (560, 290)])
    for step in range(3):
        sheet.line([(440 - step * 40, 840 + step * 22), (1160 + step * 40, 840 + step * 22)], GOLD, 3)
    for x, high in ((260, 430), (360, 330), (1240, 330), (1340, 430)):
        sheet.pine(x, 820, high)
    sheet.save("gate")


def stele() -> None:
    """Draw a stele on its steps."""
    sheet = Sheet()
    sheet.line([(720, 640), (740, 230), (800, 170), (860, 230), (880, 640), (720, 640), (740, 230)])
    sheet.line([(800, 290), (800, 570)], GOLD, 5)
    for half, top in ((150, 640), (230, 700), (320, 760)):
        sheet.box(800 - half, top, 800 + half, top + 60)
    for x, high in ((240, 380), (340, 460), (1260, 460), (1360, 380)):
        sheet.pine(x, 820, high)
    sheet.save("stele")


if __name__ == "__main__":
    gate()
    stele()
