"""What a region is, what a former region is, and how regions lie in one another."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_FOLKS = "(?:土家族|苗族|侗族|瑶族|壮族|回族|维吾尔)*"
_SUFFIX = re.compile(rf"{_FOLKS}(?:特别行政区|自治区|自治州|自治县|行政区|[省市州县区厅府])$")


@dataclass(frozen=True, slots=True)
class Region:
    """A present province, prefecture or county; `parent` is a code, empty for a province."""

    code: str
    name: str
    level: str
    parent: str

    @property
    def short(self) -> str:
        """The name without its kind (长沙, 新晃), or whole where one character would be left."""
        return shorten(self.name)

    @property
    def nicknames(self) -> tuple[str, ...]:
        """What an autonomous county or prefecture is called in passing: 新晃县, 湘西州."""
        for kind in ("自治县", "自治州"):
            if self.name.endswith(kind):
                return self.short + kind[-1], self.short + kind
        return ()


@dataclass(frozen=True, slots=True)
class Former:
    """A name no longer in use, the present regions it covers, and who says so.

    `codes` begin with the region that carries the name on; `since` and `until` are years or empty;
    `hint` is the code of the present region the name is to be read in.
    """

    name: str
    codes: tuple[str, ...]
    since: str
    until: str
    kind: str
    note: str
    source: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What a text says for certain, what else it may mean, and what is left of it."""

    region: Region | None
    rest: str
    former: Former | None
    candidates: tuple[Region, ...]


class Tree:
    """Regions by code, each with the regions above and below it."""

    def __init__(self, regions: dict[str, Region]) -> None:
        """Order the regions by code; every parent must be among them."""
        self.regions = dict(sorted(regions.items()))
        self.lines = {code: tuple(self._climb(code))[::-1] for code in self.regions}
        self.below: dict[str, list[Region]] = {}
        for region in self.regions.values():
            self.below.setdefault(region.parent, []).append(region)

    def _climb(self, code: str) -> Iterator[Region]:
        while code:
            yield self.regions[code]
            code = self.regions[code].parent

    def line(self, code: str) -> tuple[Region, ...]:
        """Return province, prefecture and county down to this code; nothing for an unknown one."""
        return self.lines.get(code, ())

    def inside(self, code: str, above: str) -> bool:
        """Return whether a region is this one or lies in it; all lie in the empty code."""
        return not above or any(region.code == above for region in self.line(code))

    def common(self, codes: Iterable[str]) -> Region | None:
        """Return the smallest region that holds all of these, if one province does."""
        lines = [self.line(code) for code in codes]
        shared = [step[0] for step in zip(*lines, strict=False) if len(set(step)) == 1]
        return shared[-1] if shared else None


def shorten(name: str) -> str:
    """Return a name without its kind, or whole where one character would be left."""
    short = _SUFFIX.sub("", name)
    return short if len(short) > 1 else name
