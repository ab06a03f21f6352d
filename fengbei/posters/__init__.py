"""What people hang up and share: cards, posters, plates for graves, each leading to the page of its record."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from fengbei.fields import Prose
from fengbei.posters.card import card
from fengbei.posters.ground import Subject
from fengbei.posters.plate import plate, plate_svg, save_pdf, sheets
from fengbei.posters.poster import A3, PHONE, poster
from fengbei.posters.type import NoFontError, Type, hands, there

if TYPE_CHECKING:
    from pathlib import Path

    from fengbei.catalogue import Card
    from fengbei.record import Record

__all__ = [
    "A3", "PHONE", "NoFontError", "Subject", "Type", "card", "drawn", "hands", "plate", "plate_svg", "poster",
    "save_pdf", "sheets", "subject_of", "there",
]  # fmt: skip

PIECES = {"card": card, "poster": poster}  # that go into a site
JPEG = {"quality": 82}  # the shortest code is not looked for: it takes long and saves little
EMPTY = ("其他", "未定级")  # that say nothing of a record
ENOUGH = 150  # characters of a passage; whole sentences, as many as that allows
MARKS = re.compile(r"[#*_`>]+|\[([^\]]*)\]\([^)]*\)")  # of Markdown
SENTENCE = re.compile(r"[^。！？]*[。！？]”?|[^。！？]+$")
ITEM = re.compile(r"\s*(?:[-+*]|\d+[.)])\s")  # of a list
ENDS = tuple("。！？”…）")
FOCAL = re.compile(r"(\d{1,3})% +(\d{1,3})%")


def drawn(piece: str, subject: Subject, hands: tuple[Type, Type]) -> bytes:
    """Return a card or a poster as a JPEG; the same subject gives the same bytes. NoFontError."""
    out = io.BytesIO()
    PIECES[piece](subject, hands).save(out, "JPEG", **JPEG)
    return out.getvalue()


def subject_of(record: Record, found: Card, site: str, address: str, picture: tuple[Path, str] | None) -> Subject:
    """Return what a piece says of a record; `address` stands before the page's, "" for none."""
    said = record.__dict__
    dates = [(record.fields[key].label, day) for key in record.life if (day := said.get(key)) and not day.unknown]
    ends = [day for _, day in dates if day.year]
    years = "—".join(
        f"{'约' if day.circa else ''}{day.year}" for day in (ends[:1] + ends[-1:] if len(ends) > 1 else ends)
    )
    shown = [
        (label, record.fields[key].show(said[key]))
        for key in record.life
        for label in (record.fields[key].label,)
        if said.get(key)
    ]
    first = [*shown[:1], *shown[-1:]] if len(shown) > 1 else shown
    when = [("", record.when.show())] if record.when and record.until and not first else []
    after = record.heading.removeprefix(found.name)
    focal = FOCAL.fullmatch(picture[1]) if picture else None
    sources = record.sources or []
    return Subject(
        id=found.id,
        name=found.name,
        after="" if found.name.endswith(after) else after,
        kicker=kicker_of(record, found),
        dates=tuple(first or when),
        place=found.place,
        text=text_of(record),
        href=found.href,
        years=years if len(ends) > 1 else "",
        site=site,
        address=f"{address.rstrip('/')}/{found.href}" if address else "",
        source=f"资料来源：{sources[0].publisher or sources[0].title}" if sources else "",
        picture=picture[0] if picture else None,
        focal=(int(focal[1]) / 100, int(focal[2]) / 100) if focal else (0.5, 0.35),
    )


def kicker_of(record: Record, found: Card) -> str:
    """Return the line above the name: what kind of record, and its series, level or period."""
    short = [
        text
        for text in found.texts
        if 0 < len(text) <= 8 and text not in (found.place, *EMPTY) and not text[:4].isdigit()
    ]
    period = record.__dict__.get(record.roles.get("period", ""))
    return "·".join(dict.fromkeys([*([period] if period else short[:1]), record.label]))


def text_of(record: Record) -> str:
    """Return what is told: the summary, else the first whole sentences of a passage."""
    if record.summary:
        return str(record.summary)
    for key in record.own:
        words = record.__dict__.get(key)
        if isinstance(record.fields[key], Prose) and words:
            return beginning(MARKS.sub(r"\1", str(words)))
    return ""


def beginning(words: str) -> str:
    """Return as many whole sentences of the first paragraph as a piece holds; what leads on to a list is none."""
    lines = (line.strip() for line in words.splitlines() if not ITEM.match(line))
    first = next((line for line in lines if line.endswith(ENDS)), "")
    told = ""
    for sentence in SENTENCE.findall(first):
        if told and len(told) + len(sentence) > ENOUGH:
            break
        told += sentence
    return told
