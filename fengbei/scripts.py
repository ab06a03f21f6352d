"""The scripts of the theme as they are published: without comments and indentation, which a phone need not load.

The find page's own scripts become one, `js/find.js`, and those that ask the index another, `js/find-core.js`; what
loads the index (`find-load`) stays apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rjsmin

from fengbei import files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


PAGE = ("find-ask", "find-view", "find-facets", "find-help", "find-address", "find")  # in the order they build on
CORE = (
    "find-data", "find-parts", "find-query", "find-plan", "find-rank", "find-hits", "find-people", "find-texts",
    "find-core",
)  # fmt: skip


def scripts(theme: Path) -> Iterator[tuple[str, bytes]]:
    """Go through the scripts of a theme folder: address and bytes."""
    found = {path.stem: path.read_text(encoding="utf-8") for path in files.walk(theme / "js", ".js")}
    bundled = {parts[-1]: "".join([found.pop(name, "") for name in parts]) for parts in (CORE, PAGE)}
    for name, text in (found | bundled).items():
        yield f"js/{name}.js", rjsmin.jsmin(text).encode() + b"\n"
