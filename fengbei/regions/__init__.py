"""Places of China as they are called now and were called before."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fengbei.regions.names import Entry, scopes
from fengbei.regions.tables import BUILT_IN, TableError, Tables
from fengbei.regions.units import Former, Match, Region, Tree

__all__ = ["Former", "Match", "Region", "Regions", "TableError"]

_NOW = re.compile(r"[（(，,]\s*[今现](?:为|属|名|在)?([^（）()，,]+)[）)]?")
_GAPS = " 　\t·,，、-—"


class Regions:
    """All regions, and the names and codes they had before."""

    def __init__(
        self,
        regions: dict[str, Region],
        codes: dict[str, tuple[str, ...]],
        formers: Sequence[Former],
    ) -> None:
        """Prepare the look-up; every code named in `codes` and `formers` must be in `regions`."""
        self._tree = Tree(regions)
        self._codes = codes
        self.formers = tuple(formers)
        self._scopes = scopes(self._tree, self.formers)
        own = [self._tree.line(code)[0].code for code, region in regions.items() if region.level == "county"]
        # the province whose counties are known; of several the one read last, a site's own
        self.home = own[-1] if own else ""

    @classmethod
    def read(cls, *tables: Path) -> "Regions":
        """Read the built-in tables and a site's own after them; later rows win.

        A table is known by its first row, which must be that of one of the built-in tables.
        Raises TableError for the first row that cannot be used.
        """
        read = Tables()
        for table in (*BUILT_IN, *tables):
            read.add(table)
        read.check()
        return cls(read.regions, read.codes, tuple(read.formers.values()))

    def get(self, code: str) -> Region | None:
        """Return the present region of this six-digit code."""
        return self._tree.regions.get(code)

    def present(self, code: str) -> tuple[Region, ...]:
        """Return the present regions of a code in use now or once (1981–2024); none if never."""
        codes = (code,) if code in self._tree.regions else self._codes.get(code, ())
        return tuple(self._tree.regions[code] for code in codes)

    def line(self, code: str) -> tuple[Region, ...]:
        """Return province, prefecture and county down to this present code."""
        return self._tree.line(code)

    def children(self, code: str) -> tuple[Region, ...]:
        """Return the regions next below this one in code order; the provinces for an empty code."""
        return tuple(self._tree.below.get(code, ()))

    def today(self, former: Former) -> str:
        """Say where a former region lies now: 今属炎陵县; all districts of a city are 邵阳市区."""
        names: dict[str, None] = {}
        for code in former.codes:
            region = self._tree.regions[code]
            districts = [r.code for r in self.children(region.parent) if r.name.endswith("区")]
            city = code in districts and len(districts) > 1 and set(districts) <= set(former.codes)
            names[self._tree.regions[region.parent].name + "区" if city else region.name] = None
        return "今属" + "、".join(names)

    def find(self, text: str) -> Match:
        """Read a free text such as 湖南酃县（今炎陵县）; what is uncertain stays a candidate.

        Where no region is certain, `rest` is the whole text.
        """
        now = _NOW.search(text) if "今" in text or "现" in text else None
        if now is None:
            return self._walk(text, "")
        outer = self._walk(text[: now.start()] + text[now.end() :], "")
        province = self.line(outer.region.code)[0].code if outer.region else ""
        inner = self._walk(now[1].strip(), province)
        if inner.region is None and province:
            inner = self._walk(now[1].strip(), "")
        if inner.region is None:
            return self._walk(text, "")
        if outer.region and inner.region in self.line(outer.region.code):
            return outer
        rest = f"{outer.rest}（今{inner.rest}）" if outer.rest and inner.rest else outer.rest + inner.rest
        return replace(inner, rest=rest, former=outer.former or inner.former)

    def _walk(self, text: str, scope: str) -> Match:
        """Follow names from the start of a text, each within the region before it."""
        region: Region | None = None
        former: Former | None = None
        candidates: tuple[Region, ...] = ()
        at = _skip(text, 0)
        while entry := self._entry(text, at, scope) or self._moved(text, at, scope):
            candidates, former = entry.candidates, entry.former
            if entry.region is None:
                break
            region, scope = entry.region, entry.region.code
            at = _skip(text, at + len(entry.name))
        return Match(region, text[at:] if region else text, former, candidates)

    def _entry(self, text: str, at: int, scope: str) -> Entry | None:
        for entry in self._scopes.get(scope, {}).get(text[at : at + 2], ()):
            if entry.stands(text, at):
                return entry
        return None

    def _moved(self, text: str, at: int, scope: str) -> Entry | None:
        """Return a county named after a prefecture it has left since, as in 湘西州桑植县."""
        line = self.line(scope)
        if not line or line[-1].level != "prefecture":
            return None
        entry = self._entry(text, at, line[0].code)
        if entry is None or entry.region is None or entry.region.level == "province":
            return None
        whole = entry.not_before is None or text[at:].rstrip() == entry.name
        return entry if whole else None


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _GAPS:
        at += 1
    return at
