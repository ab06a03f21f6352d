"""What every process needs is loaded once, before processes are forked: they find it in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fengbei import chinese
from fengbei.pages import Templates
from fengbei.pages.markdown import to_html

if TYPE_CHECKING:
    from fengbei.site import Site

LUNAR = range(1890, 1955)  # years in which nearly all were born and fell; a year takes 5 ms to work out
READ = "王小明"  # any name: the first one that was not asked before loads the words of the dictionary


def make_ready(site: Site) -> None:
    """Load the readings of names, the calendar and the reader of Markdown, and compile the templates of a site."""
    Templates(site).compile()
    chinese.name_syllables(chinese.fold(READ))
    chinese.pinyin(READ)
    to_html(READ)
    for year in LUNAR:
        chinese.lunar_to_solar(year, 1, 1)
