"""Ids become records: every link is followed once, in both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fengbei.catalogue import Catalogue, make_card
from fengbei.fields import Day
from fengbei.problems import Problem, Spot, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from fengbei.fields import Field, Ref
    from fengbei.record import Record
    from fengbei.regions import Regions


def link(records: Iterable[Record], regions: Regions) -> tuple[Catalogue, list[Problem]]:
    """Return the catalogue of the records, and every doubled id and link to nobody."""
    catalogue, problems = Catalogue(), list[Problem]()
    written: dict[tuple[str, str], Record] = {}
    for record in records:
        if record.id is None or record.name is None:
            continue
        card = make_card(record, regions)
        key = (record.page, card.href.lower())
        if key in written:
            problems.append(doubled(record, written[key]))
        else:
            written[key] = record
            catalogue.cards[card.key] = card
    for record in written.values():
        for field, to, ref in record.refs():
            follow(catalogue, record, field, to, ref, problems)
    return catalogue, problems


def follow(
    catalogue: Catalogue, record: Record, field: Field[object], to: str, ref: Ref, problems: list[Problem]
) -> None:
    """Enter one link at its target, or say that there is no such record."""
    target = catalogue.cards.get((to, ref.id))
    spot = Spot(record.file, ref.line, ref.column)
    if target is None:
        ids = [card_id for kind, card_id in catalogue.cards if kind == to]
        hint = nearest(ref.id, ids).replace("是否想写", "是") if ids else ""
        message = f"没有编号为“{ref.id}”的记录"
        problems.append(Problem(spot, field.label, message, hint, code="link"))
        return
    source = catalogue.cards[(record.kind_id, str(record.id))]
    if source.visible and not target.visible and not source.withdrawn:
        message = f"“{ref.id}”是草稿或已撤回，页面上不显示这个链接"
        problems.append(Problem(spot, field.label, message, code="link", level="warning"))
    back = record.back_label(field, to)
    if back:
        catalogue.backs[target.key][back][source.key] = source


def ahead(records: Iterable[Record], latest: date) -> Iterator[Problem]:
    """Go through the events that would lie in the future of `latest`."""
    for record in records:
        for key, field in record.fields.items():
            day = record.__dict__.get(key) if isinstance(field, Day) and not field.ahead else None
            if day and day.earliest and day.earliest > latest:
                node = record.at[key]
                message, hint = f"日期 {day.text} 还没有到", f"本站的日期是 {latest.isoformat()}，请核对年份"
                yield Problem(Spot(record.file, node.line, node.column), field.label, message, hint, "future")


def doubled(record: Record, first: Record) -> Problem:
    """Return the problem of an id, or an address, that another record already has."""
    node = record.at.get("id")
    line, column = (node.line, node.column) if node else (record.line, record.column)
    message = f"编号“{record.id}”已用于 {first.file} 第 {first.line} 行的记录"
    return Problem(Spot(record.file, line, column), "编号", message, "请改用另一个编号", code="double")
