"""Which names may stand in a text after a region, and what each of them means there."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from fengbei.regions.units import Former, Region, Tree, shorten

# What turns a short name into another thing: 衡阳路, 平江区 (of 苏州), 浏阳门, 望城坡, 雨花台.
_AREA = "专区|地区|行署|专署|[区县市州]"
_AFTER_PROVINCE = re.compile(r"[路街巷区]|藏族|蒙古族|黎族")
_AFTER_PREFECTURE = re.compile(rf"{_AREA}|[路街巷府道]")
_AFTER_NEAR = re.compile(
    rf"{_AREA}|[村社府厅]|[门路街巷桥坡河江镇乡冲岭山洞湖岛台](?:$|[外内上下畔边口东西南北\s、，。（(])"
)
_AFTER_ANY = re.compile(rf"{_AREA}|[门路街巷桥坡河江村社乡山岭湖洞岛台府厅]|镇(?!头)")  # 镇头 is in 浏阳

_NO_SHORT = re.compile(r"(?:地区|专区|道)$")  # 常德地区 reached far beyond today's 常德


@dataclass(frozen=True, slots=True)
class Entry:
    """A name as it may stand in a text; `not_before` is what must not follow it."""

    name: str
    region: Region | None
    candidates: tuple[Region, ...]
    former: Former | None
    not_before: re.Pattern[str] | None

    def stands(self, text: str, at: int) -> bool:
        """Return whether the text has this name at this place."""
        if not text.startswith(self.name, at):
            return False
        return self.not_before is None or not self.not_before.match(text, at + len(self.name))


Scope = dict[str, list[Entry]]  # by the first two characters, longest name first


@dataclass(slots=True)
class _Names:
    """The names of one scope: in use, no longer in use, and shortened."""

    present: dict[str, Region]
    olds: dict[str, list[Former]] = field(default_factory=dict)
    loose: dict[str, tuple[list[Region], list[Former]]] = field(default_factory=dict)

    def add_olds(self, formers: Iterable[Former]) -> None:
        """Add former names; one in use again (桂阳县) means what it means now."""
        for former in formers:
            if former.name not in self.present or former.kind == "同名":
                self.olds.setdefault(former.name, []).append(former)

    def add_shorts(self, regions: Sequence[Region]) -> None:
        """Add 长沙 for 长沙市, 新晃县 for 新晃侗族自治县; and 宝庆 for every 宝庆县 of old."""
        for region in regions:
            nicknames = (name for name in region.nicknames if name not in self.olds)
            for name in dict.fromkeys((region.short, *nicknames)):
                self.loose.setdefault(name, ([], []))[0].append(region)
        shorts = {region.short for region in self.present.values()}
        for former in [former for olds in self.olds.values() for former in olds]:
            name = shorten(former.name)
            if not _NO_SHORT.search(former.name) and not (former.kind == "废府" and name in shorts):
                self.loose.setdefault(name, ([], []))[1].append(former)

    def meanings(self, name: str) -> tuple[list[Region], list[Former]]:
        """Return what a name means; a whole name in use beats a shortened one."""
        olds = self.olds.get(name, [])
        if name in self.present:
            return [self.present[name]], olds
        regions, formers = self.loose.get(name, ([], []))
        return regions, list(dict.fromkeys([*olds, *formers]))


def scopes(tree: Tree, formers: Sequence[Former]) -> dict[str, Scope]:
    """Return the names that may follow each region; under the empty code, those that may begin."""
    return {code: _scope(code, tree, formers) for code in ("", *tree.below)}


def _scope(scope: str, tree: Tree, formers: Sequence[Former]) -> Scope:
    within = [r for r in tree.regions.values() if r.code != scope and tree.inside(r.code, scope)]
    names = _Names({region.name: region for region in within})
    names.add_olds(former for former in formers if _belongs(former, scope, tree))
    names.add_shorts([r for r in within if scope or r.level != "county" or r.name[-1] != "区"])
    for region in tree.line(scope)[1:]:
        names.loose.pop(region.short, None)  # 岳阳地区岳阳市 is not 岳阳县
    entries: Scope = {}
    for name in sorted({*names.present, *names.olds, *names.loose}, key=lambda n: (-len(n), n)):
        entries.setdefault(name[:2], []).append(_entry(name, names, scope, tree))
    return entries


def _belongs(former: Former, scope: str, tree: Tree) -> bool:
    if not scope:
        return True
    common = tree.common(former.codes)
    whole = common is not None and tree.inside(common.code, scope)
    return former.kind != "同名" and (whole or (bool(former.hint) and tree.inside(former.hint, scope)))


def _entry(name: str, names: _Names, scope: str, tree: Tree) -> Entry:
    regions, formers = names.meanings(name)
    sure = [region.code for region in regions]
    wide = sure.copy()
    for former in formers:
        sure += former.codes[:1] if former.kind == "析置" else former.codes
        wide += former.codes
    nameless = not scope and any(len(tree.line(f.hint)) > 1 for f in formers)  # 东区 of which city?
    region = None if nameless else tree.common(sure)
    plain = region is not None and region in regions
    if plain and region and region.level == "county":
        wide = [region.code]
    whole = name in names.present or name in names.olds
    return Entry(
        name,
        region,
        tuple(tree.regions[code] for code in dict.fromkeys(wide)),
        None if plain else _chosen(formers),
        None if whole else _not_before(region, scope, tree),
    )


def _chosen(formers: Sequence[Former]) -> Former | None:
    """Return the former region to speak of: the widest, but none where two places share the name."""
    if not formers or len({former.hint for former in formers}) > 1 or formers[0].kind == "同名":
        return None
    return min(formers, key=lambda former: (former.kind == "析置", -len(former.codes)))


def _not_before(region: Region | None, scope: str, tree: Tree) -> re.Pattern[str]:
    if region and region.level != "county":
        return _AFTER_PROVINCE if region.level == "province" else _AFTER_PREFECTURE
    return _AFTER_NEAR if len(tree.line(scope)) == 1 else _AFTER_ANY
