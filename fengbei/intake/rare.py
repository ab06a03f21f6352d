"""The fonts of the rare characters go beside the styles, their licence with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fengbei import fonts, link

if TYPE_CHECKING:
    from fengbei.intake.gathering import Read
    from fengbei.prose import Prose


def add_fonts(got: Read, texts: Prose) -> None:
    """Add to the files of a site the fonts of its rare characters, and complain of those that no font has."""
    made = fonts.rare(got.rare, got.site.fonts, got.site.work / "fonts")
    got.problems.extend(link.unshown(made.missing, got.rare, fonts_there=made.there))
    texts.assets.update(made.files)
    for name, more in (("css/site.css", made.css), ("licences.txt", made.licence)):
        texts.assets[name] = texts.assets.get(name, b"") + more.encode()
