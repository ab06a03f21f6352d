"""Cards and posters: how long one takes, and all of them on a few sheets to be looked at.

python -m bench.posters [OUT] [ROOT]: draws a card, a poster and a plate of names that are hard to set, and of every
record of a site (this one by default) that tells more than a line; sheets of them go to OUT (`posters-seen`).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from fengbei import link, load, posters
from fengbei.kept import has_more
from fengbei.kinds import all_kinds
from fengbei.problems import Problems
from fengbei.regions import Regions

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = (
    "张三",
    "张",
    "李𬎆",
    "王䶮",
    "买买提·阿不都热合曼·吐尔逊江·艾山江·库尔班大吉",
    "测试故居（测试烈士生平事迹陈列馆）",
)
TEXT = "测试摘要“引号里的话”，《书名》，1934年参加红军，（括号里的话）在战斗中英勇牺牲。" * 3
ADDRESS = "https://fengbei.example.org/"
ACROSS = {"card": 4, "poster": 8, "plate": 8}  # pieces beside each other on a sheet
WIDE = 1640  # pixels of a sheet


def hard() -> Iterator[posters.Subject]:
    """Go through invented people whose names are short, long or rare."""
    for name in NAMES:
        dates = (("出生", "1902年农历七月十四（公历1902年8月17日）"), ("牺牲", "约1934年"))
        href = "martyrs/430121/0001.html"
        yield posters.Subject(
            "a", name, "烈士", "土地革命战争·烈士", dates, "望城区", TEXT, href, "1902—约1934", "测试丰碑",
            ADDRESS + href, "资料来源：测试县志",
        )  # fmt: skip


def told(root: Path) -> Iterator[posters.Subject]:
    """Go through the records of a site that tell more than a line; pictures are left out."""
    site = load.open_site(root, all_kinds(), Problems())
    regions = Regions.read(*site.region_tables)
    records = [record for sheet in load.load(root, all_kinds(), regions) for record in sheet.records]
    catalogue, _ = link.link(records, regions)
    for record in records:
        if record.visible and record.shared and has_more(record):
            yield posters.subject_of(record, catalogue.cards[record.kind_id, str(record.id)], site.name, ADDRESS, None)


def sheet(pieces: list[Image.Image], across: int) -> Image.Image:
    """Return pieces beside and below each other, each as small as that needs."""
    wide = WIDE // across - 8
    small = [
        piece.resize((wide, round(piece.height * wide / piece.width)), Image.Resampling.LANCZOS) for piece in pieces
    ]
    high = max(piece.height for piece in small) + 8
    out = Image.new("RGB", (WIDE, high * -(-len(small) // across)), "#888")
    for number, piece in enumerate(small):
        out.paste(piece, (number % across * (wide + 8), number // across * high))
    return out


def main() -> None:
    """Draw all, and say how long one took."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "posters-seen")
    out.mkdir(parents=True, exist_ok=True)
    hands = posters.hands()
    subjects = [*hard(), *told(Path(sys.argv[2]) if len(sys.argv) > 2 else Path())]
    for kind in ("card", "poster"):
        begun = time.process_time()
        for subject in subjects:
            posters.drawn(kind, subject, hands)
        each = 1000 * (time.process_time() - begun) / len(subjects)
        sys.stdout.write(f"{len(subjects)} of {kind}: {each:.1f} ms of a processor each\n")
    for kind, draw in (("card", posters.card), ("poster", posters.poster), ("plate", posters.plate)):
        sheet([draw(subject, hands) for subject in subjects], ACROSS[kind]).save(out / f"{kind}s.png")


if __name__ == "__main__":
    main()
