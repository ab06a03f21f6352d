"""Pages that are put together from pieces, which many of them have, are looked at together: each piece but once."""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING
from urllib.parse import unquote

from fengbei.checks.private import leaks
from fengbei.checks.ways import Anchors, anchors_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fengbei.checks import Checks

    Made = tuple[str, Sequence[str]]  # the address of a page, and what fills its frame


def look_together(checks: Checks, frame: str, pages: Iterable[Made]) -> None:
    """Look at pages with one frame, and guard them; see `Checks.look_together`."""
    for folder, beside in groupby(pages, key=lambda page: page[0].rpartition("/")[0]):
        look_in(checks, folder, frame, [*beside])


def look_in(checks: Checks, folder: str, frame: str, pages: Sequence[Made]) -> None:
    """Look at the pages of a folder: at each piece, on the first page that has it, where it is new in the folder."""
    known = checks.pieces.setdefault(folder, {})
    new = set(chain.from_iterable(pieces for _, pieces in pages)).difference(known)
    if frame not in known:
        path = pages[0][0]
        checks.guard(path, frame.encode())
        checks.look_at_title(path, frame)
        known[frame] = seen_in(checks, path, frame)
    if any(leaks("\n".join(new).encode())):
        guard_each(checks, pages, new.copy())
    tagged = {piece for piece in new if "<" in piece}  # the others have no address and no anchor
    for path, pieces in pages:
        for piece in sorted(tagged.intersection(pieces)):
            known[piece] = seen_in(checks, path, piece)
            tagged.discard(piece)
    meet_anchors(checks, known, frame, pages)


def guard_each(checks: Checks, pages: Sequence[Made], new: set[str]) -> None:
    """Refuse the pages in which something is certainly personal: each for what is new on it."""
    for path, pieces in pages:
        checks.guard(path, "\n".join(piece for piece in pieces if piece in new).encode())
        new.difference_update(pieces)


def meet_anchors(checks: Checks, known: Mapping[str, Anchors], frame: str, pages: Sequence[Made]) -> None:
    """Say which anchors a page leads to without having them; most lead to none."""
    own = known[frame]
    bare = own.names.issuperset(unquote(address[1:]) for address in own.wanted)
    wanting = {piece for piece, seen in known.items() if seen.wanted} - {frame}
    for path, pieces in pages:
        if not (bare and wanting.isdisjoint(pieces)):
            seen = [own, *(known[piece] for piece in pieces if piece in known)]
            names = frozenset[str]().union(*(each.names for each in seen))
            checks.meet(path, chain.from_iterable(each.wanted for each in seen), names)


def seen_in(checks: Checks, path: str, piece: str) -> Anchors:
    """Return the anchors a piece has, and those it leads to, after a look at where else it leads."""
    return Anchors(frozenset(anchors_of(piece)), checks.look_at_links(path, piece))
