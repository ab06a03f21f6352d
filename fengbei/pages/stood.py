"""How the lists of a kind stood when the site was last built: what stands as it did is not sorted or named anew."""

from __future__ import annotations

import marshal
from array import array
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from fengbei.catalogue import Picked
from fengbei.pages.groups import Cards, Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fengbei.catalogue import Catalogue


class Stood(NamedTuple):
    """The lists of a kind as they stood."""

    shape: bytes  # a hash of who stands in which lists, and of the names of these
    stamps: array[int]  # of the cards, in the order of the kind
    trees: bytes  # the lists, packed

    def lists(self, cards: Cards) -> dict[str, Group]:
        """Return the lists."""
        whole = range(len(cards))
        trees = {key: unfolded(said, cards) for key, said in marshal.loads(self.trees).items()}  # noqa: S302 - ours
        for tree in trees.values():
            tree.cards = Picked(cards, whole)
        return trees

    def changed(self, stamps: Sequence[int]) -> set[int]:
        """Return the places of the cards that are not what they were."""
        return {place for place, (old, new) in enumerate(zip(self.stamps, stamps, strict=True)) if old != new}


class Before(NamedTuple):
    """What is known of the last build."""

    face: str  # a name for all else that the pages of lists were made from
    stood: Mapping[str, Stood]  # the lists of each kind
    order: tuple[bytes, array[int]]  # of the cards of all kinds, and for which cards (`Register.shape`)
    stamps: Mapping[str, str] = {}  # of the pages, by address

    def made_from(self, face: str) -> Before:
        """Return this if the pages of lists were made from the same then, else nothing."""
        return self if face and face == self.face else NOTHING


NOTHING = Before("", {}, (b"", array("I")))


def packed(trees: Mapping[str, Group]) -> bytes:
    """Return lists as bytes; in the outermost ones all cards stand."""
    return marshal.dumps({key: folded(tree) for key, tree in trees.items()}, 2)


def folded(group: Group) -> tuple[Any, ...]:
    """Return a list as plain values."""
    inner = tuple(map(folded, group.groups.values()))
    return (group.slug, group.label, group.order, group.href, group.cards.places.tobytes(), inner)


def unfolded(said: tuple[Any, ...], cards: Cards) -> Group:
    """Return the list of plain values."""
    slug, label, order, href, places, inner = said
    groups = {group.slug: group for group in (unfolded(each, cards) for each in inner)}
    return Group(slug, label, order, href, Picked(cards, array("I", places)), groups)


def shape_of_lists(kind: str, seen: Catalogue, targets: Iterable[str]) -> bytes:
    """Return a hash of who of a kind stands in which lists; after the records of the `targets` lists are called."""
    shape, hidden = blake2b(digest_size=16), sorted(seen.hidden)
    shape.update(repr(hidden).encode())
    for first, deck in seen.register.of(kind):
        shape.update(deck.shape + (b"%d" % first if hidden else b""))
    for target in sorted({*targets} - {""}):
        for first, deck in seen.register.of(target):
            shape.update(deck.shape + deck.stamps.tobytes() + (b"%d" % first if hidden else b""))
    return shape.digest()
