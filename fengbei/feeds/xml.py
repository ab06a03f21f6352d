"""Words set into XML."""

from __future__ import annotations

import re
from html import escape

UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 has no character for


def text(words: str) -> str:
    """Return words as they stand between tags."""
    return escape(UNFIT.sub("", words), quote=False)


def attribute(words: str) -> str:
    """Return words as the value of an attribute, its quotes included."""
    return f'"{escape(UNFIT.sub("", words))}"'
