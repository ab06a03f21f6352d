"""What the find page asks: small script files made from the records that may be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fengbei.catalogue import Catalogue
    from fengbei.record import Record


def search(records: Iterable[Record], seen: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Go through the files of the search: address and bytes."""
    del records, seen
    return iter(())
