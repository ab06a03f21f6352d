"""The lists of a kind: by place, by name, by every other facet; lists known beforehand are there even when empty."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from fengbei.catalogue import Picked
from fengbei.fields import Field, Many, Parts, Place
from fengbei.pages.facts import Shown
from fengbei.pages.groups import Cards, Group, has_any, some, sort_in
from fengbei.pages.stood import NOTHING, Before, Stood, packed, shape_of_lists
from fengbei.pages.views import FEW, Near
from fengbei.site import list_path

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from fengbei.catalogue import Card, Catalogue, Listed
    from fengbei.fields import Dimension, Step
    from fengbei.record import Record
    from fengbei.regions import Regions

ORDER = attrgetter("order")
KEPT = 1 << 16  # statements kept to be used again


@dataclass(slots=True)
class Shelf:
    """All lists of one kind."""

    kind: type[Record]
    regions: Regions
    seen: Catalogue
    cards: Cards
    dimensions: tuple[Dimension, ...]
    trees: dict[str, Group]
    stamps: Sequence[int]
    shape: bytes  # a hash of who stands in which lists
    changed: set[int] | None = None  # the places of the cards that changed where the lists stand as they did
    said: dict[Hashable, Shown] = field(default_factory=dict)  # what many records say alike

    @classmethod
    def fill(cls, kind: type[Record], seen: Catalogue, regions: Regions, before: Before = NOTHING) -> Shelf:
        """Sort the cards of a kind into its lists, unless these stand as they did `before`.

        Lists known beforehand exist even when empty.
        """
        cards = seen.of(kind.kind_id)
        dimensions = tuple(d for f in kind.fields.values() for d in f.dimensions)
        names = {d.key: target_kind(kind.fields[d.field]) for d in dimensions}
        stamps, shape = some(seen.register.stamps, cards.places), shape_of_lists(kind.kind_id, seen, names.values())
        shelf = cls(kind, regions, seen, cards, dimensions, {}, stamps, shape)
        stood = before.stood.get(kind.kind_id)
        if stood and stood.shape == shape:
            shelf.trees, shelf.changed = stood.lists(cards), stood.changed(stamps)
        else:
            shelf.sort(names)
        return shelf

    def sort(self, names: Mapping[str, str]) -> None:
        """Sort the cards into lists; `names` are the kinds after whose records those of a dimension are called."""
        kind, seen, whole = self.kind, self.seen, Picked(self.cards, range(len(self.cards)))
        self.trees = {d.key: Group("index", d.label, (), list_path(kind.page, d.key), whole) for d in self.dimensions}
        for dimension in self.dimensions:
            for path in kind.fields[dimension.field].fixed(self.regions):
                self.group(dimension.key, path)
        ends: dict[int, Callable[[int], None]] = {}  # decks whose cards stand in one list hold the same way to it

        def enter(way: Listed) -> Callable[[int], None]:
            if (end := ends.get(id(way))) is None:
                *_, last = self.along(*way, names[way[0]], seen)
                end = ends[id(way)] = last.cards.places.append
            return end

        sort_in(seen, self.cards, enter)
        for tree in self.trees.values():
            for group in tree.groups.values():
                group.gather()

    def stand(self, stood: Stood | None) -> Stood:
        """Return how the lists stand, for the next build."""
        trees = stood.trees if stood and self.changed is not None else packed(self.trees)
        return Stood(self.shape, array("Q", self.stamps), trees)

    def still(self, group: Group) -> bool:
        """Say whether a list and all who stand in it are as they were."""
        return self.changed is not None and not has_any(group.cards.places, self.changed)

    def along(self, dimension: str, path: tuple[Step, ...], target: str, seen: Catalogue) -> Iterator[Group]:
        """Go through the lists on the way to a list; those of a record are called by its name."""
        for length in range(1, len(path) + 1):
            group = self.group(dimension, path[:length])
            if target:
                group.label = seen.name(target, group.slug)
            yield group

    def group(self, dimension: str, path: tuple[Step, ...]) -> Group:
        """Return the list at the end of a path, making what is missing on the way."""
        group = self.trees[dimension]
        for step in path:
            if step.slug not in group.groups:
                href = list_path(self.kind.page, dimension, step.slug)
                group.groups[step.slug] = Group(step.slug, step.label, step.order, href, Picked(self.cards))
            group = group.groups[step.slug]
        return group

    def statement(self, kept: Field[Any], value: Any, marks: tuple[int, ...]) -> Shown:
        """Return a value as it is shown, with the roll it leads to."""
        if isinstance(kept, Parts):
            return Shown(kept.show(value), self.roll_of(kept, value), "", marks)
        key = (kept.key, value, marks)
        if (shown := self.said.get(key)) is None:
            if len(self.said) > KEPT:
                self.said.clear()
            shown = self.said[key] = Shown(kept.show(value), self.roll_of(kept, value), "", marks)
        return shown

    def roll_of(self, kept: Field[Any], value: Any) -> str:
        """Return the address of the smallest roll a value stands in, or ""."""
        for dimension in self.dimensions:
            if dimension.field == kept.key:
                for path in kept.paths(value, dimension.key, self.regions):
                    return list_path(self.kind.page, dimension.key, path[-1].slug)
        return ""

    def place(self, card: Card) -> int:
        """Return the place of a card in the order of its kind; of one that does not stand there, where it would."""
        register, numbers = self.seen.register, self.cards.places
        number = register.number(card.key)
        if number < 0 or register.stamps[number] != card.stamp:  # from its file: somebody may be editing it
            return bisect_left(self.cards, card.order, key=ORDER)
        return bisect_left(numbers, register.ranks[number], key=register.ranks.__getitem__)

    def id_at(self, place: int) -> str:
        """Return the id of the card at a place."""
        return self.seen.register.ids[self.cards.places[place]]

    def initial(self, place: int) -> str:
        """Return the first character of the name of the card at a place."""
        return self.seen.register.initials[self.cards.places[place]]

    def beside(self, card: Card) -> tuple[Cards, Cards]:
        """Return the card before a card and the one after it in the order of its kind, each if there is one."""
        at = self.place(card)
        if at == len(self.cards) or self.id_at(at) != card.id:
            return Picked(), Picked()
        return Picked(self.cards, [at - 1] if at else []), Picked(self.cards, range(len(self.cards))[at + 1 : at + 2])

    def near(self, card: Card) -> Iterator[Near]:
        """Go through the rolls the card stands in whose field promises neighbours."""
        for dimension in self.dimensions:
            label = self.kind.fields[dimension.field].near
            for key, path in card.lists if label else ():
                if key == dimension.key:
                    group = self.company(dimension, path)
                    others = self.around(group.cards, card)
                    if others:
                        yield Near(label, group.label, group.href, group.total, others)
                    break

    def company(self, dimension: Dimension, path: tuple[Step, ...]) -> Group:
        """Return the list at the end of a path; of places the smallest in which a card is not alone."""
        place = isinstance(self.kind.fields[dimension.field], Place)
        lists = (self.group(dimension.key, path[:length]) for length in range(len(path), 0, -1))
        found = (group for group in lists if group.total > 1 or not place)
        return next(found, self.group(dimension.key, path[:1]))

    def around(self, cards: Cards, card: Card) -> Cards:
        """Return the few cards that stand closest to a card in a list, itself left out."""
        at = bisect_left(cards.places, self.place(card))
        first = max(0, min(at - FEW // 2, len(cards) - FEW - 1))
        others = [place for place in cards.places[first : first + FEW + 1] if self.id_at(place) != card.id]
        return Picked(self.cards, others[:FEW])


def target_kind(kept: Field[Any]) -> str:
    """Return the kind whose names label the lists of a field of links, or ""."""
    item = kept.item if isinstance(kept, Many) else kept
    return str(getattr(item, "to", ""))
