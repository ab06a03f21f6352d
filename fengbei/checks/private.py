"""The last look for what is personal, at the very bytes that would be published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fengbei.problems import Problem, Spot
from fengbei.record import personal
from fengbei.record.personal import SHORTEST, ZEROS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A page is looked at in some microseconds: spaces and dashes are dropped, every digit becomes a 0 and all else a space,
# and a run of so many zeros is searched for. Only a run that may be a telephone, an account or a card is read closely.
MAYBE = re.compile(rb"1[3-9][0-9]{9}|[0-9]{15}")
WIDE = re.compile(rb"\xef\xbc[\x90-\x99](?:[ -]?\xef\xbc[\x90-\x99]){10}")  # full-width digits in UTF-8
MAILBOX = re.compile(rb"@(?:vip\.)?[0-9a-z]{2,10}\.(?:com|net|cn)", re.IGNORECASE)
INLINE = re.compile(rb"</?(?:strong|em|code)>")
# The address and the anchor of a place, as only this program writes them: of ids that begin with 13 to 15, Hebei's to
# Inner Mongolia's, nearly every roll has some that look like mobile numbers, and to read it closely takes 16 ms.
PLACE = re.compile(rb'[#"]n-[0-9]{6}-[0-9]+(?=")')
# Such an id where it stands alone, or begins a span of them: nobody parts a telephone so, and a card is longer. What
# may stand around it is told one by one: behind another, a full-width dash, a number could go on.
ALONE = re.compile(r'(?:(?<=[">\n])|(?<=·))[0-9]{6}-[0-9]{1,8}(?=["<\n]|至|，)'.encode())
TEXTS = (".html", ".xml", ".json", ".ics", ".txt", ".csv", ".webmanifest")


def leaks(data: bytes) -> Iterator[str]:
    """Go through what is certainly personal in UTF-8 text: what it is, with all but its ends left out."""
    if b"<strong" in data or b"<em" in data or b"<code" in data:  # Markdown may put them into the middle of a number
        data = INLINE.sub(b"", data)
    if not suspicious(data) or not suspicious(data := PLACE.sub(b"", data)):
        return
    if not suspicious(data := ALONE.sub(b"", data)):
        return
    for found in dict.fromkeys(personal.find(data.decode(errors="replace"))):
        if found.level == "error":
            yield f"{found.what}（{found.text[:3]}…{found.text[-1:]}）"


def suspicious(data: bytes) -> bool:
    """Say whether a text is worth a careful look."""
    if WIDE.search(data) or (b"@" in data and MAILBOX.search(data)):
        return True
    plain = data.translate(ZEROS, b" -")
    at = plain.find(SHORTEST)
    close = data.translate(None, b" -") if at >= 0 else b""
    while at >= 0:
        end = plain.find(b" ", at)
        if MAYBE.search(close, at, end if end >= 0 else len(close)):
            return True
        at = plain.find(SHORTEST, end) if end >= 0 else -1
    return False


def named(made: Iterable[str]) -> Iterator[Problem]:
    """Complain of names of files that are certainly personal."""
    for name in worth_a_look("\n".join(made).encode()):
        for leak in leaks(name):
            yield Problem(Spot("site"), "", f"成品的文件名里有{leak}", code="personal")


def worth_a_look(names: bytes) -> Iterator[bytes]:
    """Go through the names, one a line, that hold many digits or an @: of a hundred thousand hardly any do."""
    close = names.translate(None, b" -")
    plain = close.translate(ZEROS)
    begins = [found.start() for found in (*WIDE.finditer(close), *re.finditer(b"@", close))]
    at = plain.find(SHORTEST)
    while at >= 0:
        begins.append(at)
        at = plain.find(SHORTEST, max(plain.find(b" ", at), at + 1))
    for at in sorted({close.rfind(b"\n", 0, begin) + 1 for begin in begins}):
        end = close.find(b"\n", at)
        yield close[at : end if end >= 0 else len(close)]
