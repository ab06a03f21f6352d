"""Records whose pages need the whole catalogue, packed until then: most of the time nobody looks into them."""

from __future__ import annotations

import io
import pickle
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from fengbei.catalogue import cite
from fengbei.fields import Many, Picture, Prose
from fengbei.record import Record

if TYPE_CHECKING:
    from fengbei.catalogue import Card, Cited, Key, SourceKey


class Kept(NamedTuple):
    """A packed record, and what is asked of it without unpacking."""

    key: Key
    stamp: int  # eight bytes of a hash of all it says
    packed: bytes
    pictured: bool
    told: bool  # whether there is more to it than facts, and its kind is drawn on cards and posters
    targets: tuple[Key, ...]  # at what it points
    cited: dict[SourceKey, Cited]

    @property
    def record(self) -> Record:
        """Return the record."""
        record: Record = pickle.loads(self.packed)  # noqa: S301 - what this program packed, under the site's own .work/
        return record


@cache
def pictures_of(kind: str) -> tuple[str, ...]:
    """Return the keys of a kind's fields that hold pictures."""
    fields = Record.kinds[kind].fields.items()
    return tuple(key for key, said in fields if isinstance(said.item if isinstance(said, Many) else said, Picture))


@cache
def told_in(kind: str) -> frozenset[str]:
    """Return the keys of a kind's fields that give a card something to say: a summary, prose, a picture of its own."""
    fields = Record.kinds[kind].fields.items()
    return frozenset(("summary", *(key for key, said in fields if isinstance(said, (Prose, Picture)))))


def has_more(record: Record) -> bool:
    """Say whether there is more to a record than a line of facts."""
    return not record.bulk or not told_in(record.kind_id).isdisjoint(record.__dict__)


def keep(record: Record, card: Card) -> Kept:
    """Pack a record; of where its values were written only the places of its pictures are kept."""
    pictures = [key for key in pictures_of(record.kind_id) if key in record.__dict__]
    at, record.at = record.at, {key: record.at[key] for key in pictures}
    out = io.BytesIO()
    packer = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    packer.fast = True  # no references inside: the same record gives the same bytes, whatever was read before it
    packer.dump(record)
    record.at = at
    packed = out.getvalue()
    cited: dict[SourceKey, Cited] = {}
    cite(record, card.key, cited)
    told = record.shared and has_more(record)
    stamp = int.from_bytes(blake2b(packed, digest_size=8).digest())
    targets = tuple((to, ref.id) for _, to, ref in record.refs())
    return Kept(card.key, stamp, packed, bool(pictures), told, targets, cited)
