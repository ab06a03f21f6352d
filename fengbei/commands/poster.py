"""The command that makes cards, posters, plates and sheets of some records."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fengbei import images, link, load, posters
from fengbei.kept import has_more
from fengbei.kinds import all_kinds
from fengbei.pages.places import place_of
from fengbei.problems import Problems
from fengbei.regions import Regions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fengbei.catalogue import Catalogue, Pictures
    from fengbei.record import Record
    from fengbei.site import Site

KINDS = ("card", "poster", "a3", "plate", "sheet")
NUMBERS = 6  # digits a number of a grave is padded to, so that 10 follows 9


@dataclass(slots=True)
class Bench:
    """All that is needed to make pieces."""

    site: Site
    address: str
    records: dict[tuple[str, str], Record]
    catalogue: Catalogue
    pictures: Pictures
    hands: Any

    def subject(self, record: Record) -> posters.Subject:
        """Return what a piece says of a record."""
        card = self.catalogue.cards[record.kind_id, str(record.id)]
        if place := place_of(record, self.site.placed):
            card = card._replace(address=place)
        picture = images.first_of(record, self.pictures)
        return posters.subject_of(record, card, self.site.name, self.address, picture)


@click.command(
    "poster", help="做分享卡（card）、海报（poster、a3）、墓牌（plate）、成张的墓牌（sheet，写设施的编号）。"
)
@click.argument("ids", nargs=-1)
@click.option(
    "--root", type=click.Path(path_type=Path), default=Path(), show_default="当前文件夹", help="网站资料所在的文件夹"
)
@click.option("--kind", "piece", type=click.Choice(KINDS), default="poster", show_default=True, help="做哪一种")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="放到哪个文件夹")
@click.option(
    "--address", default="", metavar="网址", help="二维码里的网址，可以是内网的；默认用 mkdocs.yml 的 site_url"
)
@click.option("--all", "every", is_flag=True, help="全部记录，一行的除外")
def make_posters(ids: tuple[str, ...], root: Path, piece: str, out: Path, address: str, *, every: bool) -> None:
    """Make the pieces and say where they are."""
    problems = Problems()
    site = load.open_site(root, all_kinds(), problems)
    address = address or site.address
    if not address and piece in ("plate", "sheet"):
        raise click.UsageError("墓牌的二维码要有网址：请用 --address 写明，或在 mkdocs.yml 里填 site_url")
    records = read(site, problems)
    wanted = [r for r in records if r.visible and ((every and has_more(r)) or str(r.id) in ids)]
    if missing := [name for name in ids if name not in {str(r.id) for r in wanted}]:
        raise click.UsageError(f"没有编号是“{'”“'.join(missing)}”的公开记录")
    catalogue, _ = link.link(records, Regions.read(*site.region_tables))
    pictures, _ = images.images(wanted, site.root)
    by_key = {(r.kind_id, str(r.id)): r for r in records if r.visible}
    try:
        bench = Bench(site, address, by_key, catalogue, pictures, posters.hands(site.fonts))
        out.mkdir(parents=True, exist_ok=True)
        made = [path for record in wanted for path in pieces(bench, record, piece, out)]
    except posters.NoFontError as missing_font:
        click.echo(str(missing_font), err=True)
        sys.exit(1)
    click.echo(f"做了 {len(made)} 个文件，在 {out}")


def read(site: Site, problems: Problems) -> list[Record]:
    """Return the records of a site that are without error."""
    records: list[Record] = []
    for sheet in load.load(site.root, all_kinds(), Regions.read(*site.region_tables)):
        records += [record for record in sheet.records if record.id is not None and record.name is not None]
        problems.extend(sheet.problems)
    return records


def pieces(bench: Bench, record: Record, piece: str, out: Path) -> Iterator[Path]:
    """Go through the files made of a record."""
    path = out / f"{record.id}-{piece}"
    if piece == "sheet":
        yield sheet_of(bench, record, path.with_suffix(".pdf"))
        return
    subject = bench.subject(record)
    if piece == "card":
        posters.card(subject, bench.hands).save(path.with_suffix(".png"), compress_level=6)
        yield path.with_suffix(".png")
    elif piece == "plate":
        posters.plate(subject, bench.hands).save(path.with_suffix(".png"), dpi=(300, 300))
        path.with_suffix(".svg").write_text(posters.plate_svg(subject, bench.hands))
        yield from (path.with_suffix(".png"), path.with_suffix(".svg"))
    else:
        size, dpi = (posters.A3, 300) if piece == "a3" else (posters.PHONE, 72)
        made = posters.poster(subject, bench.hands, size)
        made.save(path.with_suffix(".jpg"), quality=92, subsampling=0, optimize=True, dpi=(dpi, dpi))
        yield path.with_suffix(".jpg")


def sheet_of(bench: Bench, place: Record, path: Path) -> Path:
    """Make the plates of all who rest in a place, by section and row. UsageError where nobody does."""
    backs = bench.catalogue.backs.get((place.kind_id, str(place.id)), {})
    keys = {bench.catalogue.register.key(number) for numbers in backs.values() for number in numbers}
    resting = [
        bench.records[key] for key in sorted(keys) if key in bench.records and "grave" in bench.records[key].fields
    ]
    if not resting:
        raise click.UsageError(f"没有记录写明安葬在“{place.name}”")
    plates = [
        (grave_of(record), posters.plate(bench.subject(record), bench.hands))
        for record in sorted(resting, key=order_of)
    ]
    posters.save_pdf(posters.sheets(plates, str(place.name), bench.hands), path, str(place.name))
    return path


def order_of(record: Record) -> tuple[str, ...]:
    """Return what the graves are sorted by: section, row, number, then the id."""
    grave = record.__dict__.get("grave")
    said = [getattr(grave, part, None) or "" for part in ("section", "row", "number")]
    return (*(part.zfill(NUMBERS) for part in said), str(record.id))


def grave_of(record: Record) -> str:
    """Return where a grave lies, or the id of a record that does not say."""
    grave = record.__dict__.get("grave")
    units = (("section", "区"), ("row", "排"), ("number", "号"))
    said = "".join(
        f"{str(got).removesuffix(unit)}{unit}" for part, unit in units if (got := getattr(grave, part, None))
    )
    return said or str(record.id)
