"""What the publisher wants to know of a site besides its mistakes: what each column holds, and where links lead out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from fengbei.catalogue.cards import Card
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


def survey(kinds: Iterable[type[Record]], shown: Iterable[Card], named: Counter[str], prose: Iterable[Shell]) -> Survey:
    """Return what is to be said of a site: of the cards it shows, the hosts that records name, its prose pages."""
    counts: Counter[str] = Counter()
    newest: dict[str, date] = {}
    for card in shown:
        counts[card.kind] += 1
        if day := card.edited or card.updated:
            newest[card.kind] = max(day, newest.get(card.kind, day))
    hosts = named + Counter(host.lower() for page in prose for host in HOST.findall("".join(page.parts)))
    return Survey(
        tuple(Column(kind.label, counts[kind.kind_id], newest.get(kind.kind_id), kind.fresh) for kind in kinds),
        tuple(sorted(hosts.items(), key=lambda pair: (-pair[1], pair[0]))),
    )
