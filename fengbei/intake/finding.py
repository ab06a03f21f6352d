"""The files of the search are made by a process of its own, of what it is given while the records are read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from time import process_time
from typing import TYPE_CHECKING, Any, NamedTuple

from fengbei import chinese, prose
from fengbei.search import VOUCHERS, page_of, sheaves
from fengbei.site import BEGINNING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from fengbei.catalogue import Sliced
    from fengbei.chinese import Learned
    from fengbei.intake.gathering import Read
    from fengbei.intake.making import Making
    from fengbei.search import Index, Text

UNSEARCHED = {"404.html", "search-help.html"}  # pages whose words answer no question


class Found(NamedTuple):
    """What came of making the files of the search."""

    made: dict[str, tuple[str, str]]  # by address: mark and sum
    written: int  # files with new bytes
    seconds: float  # of one core
    learned: Learned  # from the dictionaries


def find(making: Making, got: Read, given: Iterator[Any]) -> Found:
    """Put the files of the search into the new site; those whose rows have not changed are not made again.

    Given are what each input file brings (`Sliced`), the day on which it is asked, and the texts of no record: these
    come last, when most of the work is done.
    """
    begun, written, day = process_time(), 0, BEGINNING
    index, stage = got.index, making.stage
    for thing in given:
        if isinstance(thing, date):
            day = thing
            index.awaited = meanwhile(given)
            break
        enter(index, thing)
    before = making.store.parts(got.base)
    kept = {name: said for name, said in before.items() if stage.has(name, said[1])}
    if len(kept) < len(before):
        kept = {name: said for name, said in kept.items() if name not in VOUCHERS}  # some that they vouch for are gone
    made: dict[str, tuple[str, str]] = {}
    for part in index.parts(day, {name: mark for name, (mark, _) in kept.items()}):
        if part.data is None:
            made[part.name] = (part.mark, kept[part.name][1])
        else:
            known, new = stage.writer.write(part.name, part.data)
            made[part.name] = (part.mark, known)
            written += new
    return Found(made, written, process_time() - begun, chinese.learned())


def meanwhile(given: Iterator[Any]) -> Callable[[], Any]:
    """Take the next thing as soon as it is given, so that nobody waits until it is asked for; return a way to ask."""
    reader = ThreadPoolExecutor(1)
    taken = reader.submit(next, given)
    reader.shutdown(wait=False)
    return taken.result


def enter(index: Index, found: Sliced) -> None:
    """Enter what an input file brings."""
    for sheaf in sheaves(found[:]):
        index.add(sheaf)


def closing(making: Making, lists: Iterable[tuple[str, str]]) -> list[Text]:
    """Return what the search is told last: the words of docs/, and the names of lists with their addresses."""
    texts = making.texts.pages
    pages = [page_of(*prose.words_of(name, texts[name])) for name in sorted(texts.keys() - UNSEARCHED)]
    return pages + [page_of(name, title, "", "名录") for name, title in lists]
