"""The scripts of the theme as they are published: without comments and indentation, which a phone need not load.

The find page's own scripts become one, `js/find.js`; what asks the index (`find-core`) and what loads it (`find-load`)
stay apart, for others use them, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rjsmin

from fengbei import files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


PAGE = ("find-ask", "find-view", "find-facets", "find-help", "find-address", "find")  # in the order they build on


def scripts(theme: Path) -> Iterator[tuple[str, bytes]]:
    """Go through the scripts of a theme folder: address and bytes."""
    found = {path.stem: path.read_text(encoding="utf-8") for path in files.walk(theme / "js", ".js")}
    page = "".join(found.pop(name, "") for name in PAGE)
    for name, text in (*found.items(), ("find", page)):
        yield f"js/{name}.js", rjsmin.jsmin(text).encode() + b"\n"
