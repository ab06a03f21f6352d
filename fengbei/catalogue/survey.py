"""What the publisher wants to know of a site besides its mistakes: what each column holds, and where links lead out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from fengbei.catalogue.decks import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from fengbei.catalogue import Catalogue
    from fengbei.record import Record
    from fengbei.shell import Shell

HOST = re.compile(r"\shref=\"https?://([^/\"?#]+)")


class Column(NamedTuple):
    """A kind of records on the site: its name, how many are shown, the last work on one, how soon that is stale."""

    label: str
    records: int
    newest: date | None
    fresh: int  # days

    def said(self, today: date) -> str:
        """Say what is wrong with the column on a day; "" where nothing is."""
        if not self.records:
            return "空栏目"
        days = (today - self.newest).days if self.newest else 0
        return f"{days} 天没有更新（不宜超过 {self.fresh} 天）" if days > self.fresh else ""


class Survey(NamedTuple):
    """The columns of a site, and the other hosts it names, the most frequent first, each with how often."""

    columns: tuple[Column, ...] = ()
    hosts: tuple[tuple[str, int], ...] = ()


def survey(kinds: Iterable[type[Record]], shown: Catalogue, named: Counter[str], prose: Iterable[Shell]) -> Survey:
    """Return what is to be said of a site: of the cards it shows, the hosts that records name, its prose pages."""
    hosts = named + Counter(host.lower() for page in prose for host in HOST.findall("".join(page.parts)))
    return Survey(
        tuple(column(kind, shown) for kind in kinds),
        tuple(sorted(hosts.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def column(kind: type[Record], shown: Catalogue) -> Column:
    """Return what is to be said of a kind."""
    numbers, register = shown.numbers(kind.kind_id), shown.register
    edited, updated = (map(days.__getitem__, numbers) for days in (register.edited, register.updated))
    newest = max((own or day for own, day in {*zip(edited, updated, strict=True)}), default=0)
    return Column(kind.label, len(numbers), day_of(newest), kind.fresh)
