"""Where everything stands: the folders of a site, its settings, and the address of each page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fengbei import files

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).resolve().parent.parent
ROLL = re.compile(r"(\d{6})-(.+)")  # 430121-0001: county code and number
MOST_RELEASES = 50
ALL, STORY, NONE = "all", "story", "none"  # which records of a kind have pages: those of STORY tell more than facts
BEGINNING = date(1921, 7, 23)  # a site without a single dated record still needs a day


@dataclass(frozen=True, slots=True)
class Site:
    """A site: its folder, its name, what the publisher set under `extra.fengbei`."""

    root: Path
    name: str
    address: str = ""  # site_url; "" where the site may stand anywhere
    description: str = ""
    rows: int = 200  # names on one page of a roll: prints on six sheets of A4
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def work(self) -> Path:
        """Return the folder of caches and half-made things."""
        return self.root / ".work"

    def own(self, name: str) -> Path:
        """Return the site's own folder or file of that name, else the program's."""
        return self.root / name if files.exists(self.root / name) else HERE / name

    @property
    def releases(self) -> int:
        """Return how many older sites are kept beside the one that is shown."""
        said = str(self.settings.get("releases") or "1")
        return min(max(int(said), 1), MOST_RELEASES) if said.isdigit() else 1

    def at(self, path: str) -> str:
        """Return the whole address of a page or file; only where the site has an address."""
        return f"{self.address.rstrip('/')}/{path}"

    @property
    def office(self) -> Mapping[str, str]:
        """Return the office that answers questions: name, phone, address as far as set."""
        said = self.settings.get("office") or {}
        return {key: str(value) for key, value in said.items()}

    @property
    def footer(self) -> Mapping[str, str]:
        """Return what a public body prints at the foot of each page, as far as set."""
        said = self.settings.get("footer") or {}
        return {key: str(value) for key, value in said.items()}

    @property
    def mourning(self) -> list[str]:
        """Return the days of mourning as set: MM-DD for every year, YYYY-MM-DD for one."""
        said = self.settings.get("mourning") or []
        return [str(day) for day in (said if isinstance(said, list) else [said])]

    def mourns(self, day: date) -> bool:
        """Say whether the site is without colours on a day: the day it is built for, never the reader's clock."""
        return not {day.isoformat(), f"{day:%m-%d}"}.isdisjoint(self.mourning)

    @property
    def fonts(self) -> list[Path]:
        """Return the font files for rare characters and posters that the publisher names; [] for the usual ones."""
        said = self.settings.get("fonts") or []
        return [self.root / str(name) for name in ([said] if isinstance(said, str) else said)]

    @property
    def shares(self) -> bool:
        """Say whether cards and posters are drawn: yes, unless `cards: false` is set."""
        return str(self.settings.get("cards")).lower() not in {"false", "no", "off"}

    @property
    def placed(self) -> dict[str, str]:
        """Return which records have a place on a sheet instead of a page, by the folder of their kind.

        STORY: those of which nothing is told but facts; NONE: every one.
        """
        said = self.settings.get("pages")
        pairs = said.items() if isinstance(said, dict) else ()
        return {page: str(how) for page, how in pairs if how in (STORY, NONE)}

    @property
    def region_tables(self) -> list[Path]:
        """Return the tables of another province that the site brings along."""
        said = self.settings.get("regions") or []
        return [self.root / str(name) for name in ([said] if isinstance(said, str) else said)]


def page_path(page: str, record_id: str) -> str:
    """Return the address of a record's page; a roll id's first hyphen becomes a slash."""
    roll = ROLL.fullmatch(record_id)
    return f"{page}/{roll[1]}/{roll[2]}.html" if roll else f"{page}/{record_id}.html"


def place_path(page: str, record_id: str) -> str:
    """Return the address of a record's place: a sheet, and the id as anchor. It follows from the id alone.

    So it stays, whoever comes or goes. A sheet of a roll holds a hundred numbers, another one the ids that begin alike.
    """
    if roll := ROLL.fullmatch(record_id):
        hundred = roll[2][:-2] or "0" if roll[2].isdigit() else "x"
        return f"{page}/{roll[1]}/list_{hundred}.html#{anchor_of(record_id)}"
    return f"{page}/list_id/{record_id[:2]}.html#{anchor_of(record_id)}"


def anchor_of(record_id: str) -> str:
    """Return the anchor of a record's place: a letter first, as in HTML; nothing else on a page is called so."""
    return f"n-{record_id}"


def list_path(page: str, dimension: str, slug: str = "index", number: int = 1) -> str:
    """Return the address of a list; `list_` names cannot meet an id, which has no underscore."""
    more = "" if number == 1 else f"_{number}"
    return f"{page}/list_{dimension}/{slug}{more}.html"


def base_of(path: str) -> str:
    """Return the way from a page to the top of the site: `.`, `..`, `../..`."""
    depth = path.count("/")
    return "/".join([".."] * depth) or "."
