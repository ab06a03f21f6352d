"""Characters that many screens lack travel with the site in a small font of exactly those; what no font has is told."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import uharfbuzz as harfbuzz

from fengbei import files

if TYPE_CHECKING:
    from collections.abc import Iterable

FAMILY = "Fengbei Rare"  # stands last in the stacks of theme/css/tokens.css: asked only for what the system lacks
DEBIAN = (  # packages fonts-noto-cjk and fonts-hanazono
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf",
    "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
)
SIMPLIFIED = "Serif CJK SC"  # of the faces of a collection, the one with the forms of the mainland
FAMILY_ENTRY = 1  # of a font's table of names
ABOUT = (0, 13, 14)  # of the same table: copyright, licence, its address
FEATURES = ("vert", "locl")  # that are kept: forms for columns, forms of a language
IDEOGRAPHS = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


def in_gb2312() -> frozenset[str]:
    """Return the characters of GB 2312, which every Chinese font has."""
    every = "".join(map(chr, (*range(0x80, 0xD800), *range(0xE000, 0x10000))))
    return frozenset(every.encode("gb2312", "ignore").decode("gb2312"))


COMMON = in_gb2312() | frozenset(map(chr, range(0x2000)))


def rare_in(text: str) -> frozenset[str]:
    """Return the ideographs of a text that are not in GB 2312."""
    if COMMON.issuperset(text):
        return frozenset()
    return frozenset(char for char in set(text) - COMMON if any(low <= ord(char) <= high for low, high in IDEOGRAPHS))


@dataclass(slots=True)
class Face:
    """A font on this machine; a collection is opened at its face for simplified Chinese."""

    path: Path
    number: int = -1
    chars: frozenset[int] = field(default_factory=frozenset)

    @classmethod
    def open(cls, path: Path) -> Face | None:
        """Return the face of a file, None where there is none that can be read."""
        try:
            blob = harfbuzz.Blob.from_file_path(str(path))
        except (OSError, harfbuzz.HarfBuzzError):
            return None
        number = simplified(blob) if path.suffix.lower() == ".ttc" else -1
        chars = frozenset(harfbuzz.Face(blob, max(0, number)).unicodes)
        return cls(path, number, chars) if chars else None

    @property
    def opened(self) -> harfbuzz.Face:
        """Return the face as the library knows it; the file is not read, but mapped into memory."""
        return harfbuzz.Face(harfbuzz.Blob.from_file_path(str(self.path)), max(0, self.number))

    def subset(self, chars: Iterable[str]) -> bytes:
        """Return a woff2 of some characters under the family name FAMILY; the same ones give the same bytes."""
        from fontTools.ttLib import TTFont  # noqa: PLC0415 - few builds make a font

        wanted = harfbuzz.SubsetInput()
        wanted.unicode_set.update(map(ord, chars))
        wanted.flags = harfbuzz.SubsetFlags.NO_HINTING | harfbuzz.SubsetFlags.NOTDEF_OUTLINE
        for kept, only in ((wanted.name_id_set, ABOUT), (wanted.layout_feature_tag_set, map(tag, FEATURES))):
            kept.clear()
            kept.update(only)
        font = TTFont(io.BytesIO(harfbuzz.subset(self.opened, wanted).blob.data), recalcTimestamp=False)
        for entry in (1, 4, 6):
            font["name"].setName(FAMILY.replace(" ", "") if entry == 6 else FAMILY, entry, 3, 1, 0x409)
        out = io.BytesIO()
        font.flavor = "woff2"
        font.save(out, reorderTables=True)
        return out.getvalue()

    @property
    def licence(self) -> str:
        """Return what the font says of its copyright and licence."""
        face = self.opened
        said = (face.get_name(entry) or "" for entry in ABOUT)
        return "\n".join(dict.fromkeys(line.strip() for line in said if line.strip()))


def tag(feature: str) -> int:
    """Return the name of a feature as the number that a font holds."""
    return int.from_bytes(feature.encode())


def simplified(blob: harfbuzz.Blob) -> int:
    """Return the number of the face for simplified Chinese in a collection, else the first."""
    for number in range(harfbuzz.Face(blob).count):
        if SIMPLIFIED in (harfbuzz.Face(blob, number).get_name(FAMILY_ENTRY) or ""):
            return number
    return 0


def faces(paths: Iterable[str | Path] = ()) -> list[Face]:
    """Return the fonts of some files, or those of Debian's packages; what is not there is left out."""
    there = [Path(path) for path in (list(paths) or DEBIAN) if files.is_file(Path(path))]
    return [face for path in there if (face := Face.open(path))]


def share(chars: Iterable[str], among: list[Face]) -> tuple[list[tuple[Face, str]], str]:
    """Return which characters each face gives, the first that has one giving it, and those that none has."""
    rest = sorted(set(chars))
    shared: list[tuple[Face, str]] = []
    for face in among:
        if given := "".join(char for char in rest if ord(char) in face.chars):
            shared.append((face, given))
        rest = [char for char in rest if ord(char) not in face.chars]
    return shared, "".join(rest)


@dataclass(slots=True)
class Rare:
    """What goes into a site for its rare characters."""

    files: dict[str, bytes] = field(default_factory=dict)  # by address
    css: str = ""
    licence: str = ""
    missing: str = ""  # characters no font has
    there: bool = True  # False where there is no font at all


def rare(chars: Iterable[str], paths: Iterable[str | Path], store: Path) -> Rare:
    """Return the fonts for some characters, made anew only where characters or fonts have changed."""
    wanted = "".join(sorted(set(chars)))
    made = Rare()
    if not wanted:
        return made
    among = faces(paths)
    made.there = bool(among)
    shared, made.missing = share(wanted, among)
    for face, given in shared:
        about = face.path.stat()
        key = f"{harfbuzz.__version__} {face.path} {about.st_size} {about.st_mtime_ns} {given}"
        kept = store / f"{files.digest(key.encode())}.woff2"
        licence = kept.with_suffix(".txt")
        if not (files.is_file(kept) and files.is_file(licence)):
            files.write_whole(licence, face.licence.encode())
            files.write_whole(kept, face.subset(given))
        data = kept.read_bytes()
        name = f"fonts/{files.digest(data)[:20]}.woff2"
        made.files[name] = data
        made.css += (
            f'@font-face {{ font-family: "{FAMILY}"; src: url("../{name}") format("woff2"); font-display: swap; '
            f"unicode-range: {ranges(given)}; }}\n"
        )
        said = f"{name} holds {len(given)} characters of {face.path.stem}, under the name {FAMILY}"
        made.licence += f"\n{said}:\n{licence.read_text()}\n"
    if made.files:
        made.licence += "\n" + (Path(__file__).parent / "OFL.txt").read_text()
    return made


def ranges(chars: str) -> str:
    """Return the characters as the value of unicode-range."""
    points = sorted(map(ord, chars))
    said: list[list[int]] = []
    for point in points:
        if said and said[-1][1] == point - 1:
            said[-1][1] = point
        else:
            said.append([point, point])
    return ", ".join(f"U+{low:X}" if low == high else f"U+{low:X}-{high:X}" for low, high in said)


def outlines(face: Face, text: str) -> list[tuple[str, float]]:
    """Return each character as an SVG path, y upward, and how far it goes on; both for an em of 1."""
    from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415 - no build draws
    from fontTools.pens.transformPen import TransformPen  # noqa: PLC0415

    opened = face.opened
    font, em = harfbuzz.Font(opened), opened.upem
    found = []
    for char in text:
        pen = SVGPathPen(None, lambda number: f"{number:.4f}".rstrip("0").rstrip("."))
        glyph = font.get_nominal_glyph(ord(char))
        font.draw_glyph_with_pen(glyph, TransformPen(pen, (1 / em, 0, 0, 1 / em, 0, 0)))
        found.append((pen.getCommands(), font.get_glyph_h_advance(glyph) / em))
    return found
