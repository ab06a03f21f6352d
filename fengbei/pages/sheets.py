"""Sheets: pages of a hundred places, put together once the whole catalogue is known (see places.py)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from fengbei.catalogue import PLACED, WITHDRAWN, Picked
from fengbei.pages import heads
from fengbei.pages.frame import slim
from fengbei.pages.groups import some
from fengbei.pages.lines import Lines, is_line, leads
from fengbei.pages.places import Places, unpack
from fengbei.pages.rolls import HOME
from fengbei.pages.stamps import Route
from fengbei.pages.told import Tellers, Told
from fengbei.pages.views import Crumb, backs_of, root_of
from fengbei.site import ROLL, anchor_of, list_path, place_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fengbei.catalogue import Card, Catalogue, Pictures, Register
    from fengbei.kept import Kept
    from fengbei.pages.frame import Frame, Page
    from fengbei.pages.groups import Cards
    from fengbei.pages.lists import Shelf
    from fengbei.pages.places import Place
    from fengbei.pages.stamps import Stamps
    from fengbei.record import Record


@dataclass(slots=True)
class Sheet:
    """A page of places: whose they are, and what they are put together from."""

    path: str
    kind: str
    register: Register
    cards: Cards  # in the order of their numbers; some of them have pages
    withdrawn: list[str] = field(default_factory=list)  # ids
    parts: Sequence[bytes] = ()  # the places that were made, packed, file by file
    late: list[Kept] = field(default_factory=list)  # whose places are still to be made
    before: str = ""  # the address of the sheet before, and after
    after: str = ""

    @property
    def ids(self) -> list[str]:
        """Return the ids of the cards."""
        return [self.register.ids[number] for number in self.cards.places]

    @property
    def words(self) -> tuple[object, ...]:
        """Return all the sheet is made from besides its cards."""
        parts = [blake2b(part, digest_size=8).digest() for part in self.parts]
        return (self.path, self.withdrawn, parts, [each.stamp for each in self.late], self.before, self.after)


class SheetView(NamedTuple):
    """Everything the template of a sheet may use, as `page`. Addresses need `root` before them."""

    kind: str
    heading: str
    total: int
    before: str
    after: str
    crumbs: tuple[Crumb, ...]
    scripts: tuple[str, ...]


def in_order(record_id: str) -> tuple[int, str]:
    """Return what ids are sorted by: 99 stands before 100."""
    return len(record_id), record_id


class Sheets:
    """Makes the sheets of a site."""

    def __init__(
        self, frame: Frame, shelves: Mapping[str, Shelf], catalogue: Catalogue, seen: Catalogue, pictures: Pictures
    ) -> None:
        """Begin with no sheet; `seen` is what of the catalogue may be shown."""
        self.frame, self.shelves, self.catalogue, self.seen = frame, shelves, catalogue, seen
        self.tellers = Tellers(frame, shelves, seen, pictures)
        self.places: dict[str, Places] = {}

    def make(self, entries: Sequence[tuple[Record, Card]]) -> list[Place]:
        """Return the places of records of one kind."""
        if not entries:
            return []
        if (places := self.places.get(kind := entries[0][1].kind)) is None:
            site, shell, templates = self.frame.site, self.frame.shell, self.frame.templates
            lines = Lines(site, shell, templates, self.seen, self.shelves[kind], "kind/folder/sheet.html")
            places = self.places[kind] = Places(lines)
        return places.make(entries)

    def all(self, kept: Iterable[Kept], packed: Mapping[str, Sequence[bytes]]) -> list[Sheet]:
        """Return the sheets in the order of their addresses; `packed` holds by these the places that were made.

        Whoever may be seen has an entry, also with a page: an address that was given to anyone stays good.
        """
        register, hidden = self.seen.register, self.seen.hidden
        pages = {kind: shelf.kind.page for kind, shelf in self.shelves.items()}
        placed = [kind for kind, page in pages.items() if page in self.frame.site.placed]
        sheets: dict[str, Sheet] = {}

        def sheet_of(kind: str, record_id: str) -> Sheet:
            path = place_path(pages[kind], record_id).partition("#")[0]
            if (sheet := sheets.get(path)) is None:
                sheet = sheets[path] = Sheet(path, kind, register, Picked(register), parts=packed.get(path, ()))
            return sheet

        for first, deck in (each for kind in placed for each in register.of(kind)):
            for number, record_id in enumerate(deck.every_id, first):
                if number not in hidden:
                    sheet_of(deck.kind, record_id).cards.places.append(number)
        for card in self.catalogue.flagged(WITHDRAWN):
            if card.kind in placed:  # nobody can say any more whether it had a page or a place
                sheet_of(card.kind, card.id).withdrawn.append(card.id)
        for each in kept if placed else ():
            if (number := self.seen.cards.number(each.key)) >= 0 and register.flags[number] & PLACED:
                sheet_of(*each.key).late.append(each)
        return beside([sheets[path] for path in sorted(sheets, key=in_order_of_folder)])

    def routes(self, kept: Iterable[Kept], packed: Mapping[str, Sequence[bytes]], stamps: Stamps) -> Iterator[Route]:
        """Go through the ways to make the sheets."""
        for sheet in self.all(kept, packed):
            yield Route(sheet.path, self.stamp_of(sheet, stamps), partial(self.page, sheet))

    def stamp_of(self, sheet: Sheet, stamps: Stamps) -> str:
        """Return a name for all that a sheet is made from; "" where that cannot be said beforehand."""
        if any(each.pictured for each in sheet.late):
            return ""
        keys = [(sheet.kind, record_id) for record_id in sheet.ids]
        pointed = {key: self.seen.look_back(key) for key in keys if key in self.seen.backs}
        backs = [(key, [(label, len(cards)) for label, cards in others]) for key, others in pointed.items()]
        face = stamps.face(self.frame.templates.record(sheet.kind).name or "") if sheet.late else ""
        ended = [self.seen.cards[each.key].ended(self.frame.day) for each in sheet.late]
        words = (*sheet.words, backs, face, ended)
        return stamps.name("lists/sheet.html", words, self.stamps_of(sheet, pointed.values()))

    def stamps_of(self, sheet: Sheet, backs: Iterable[Sequence[tuple[str, Cards]]]) -> Iterator[int]:
        """Go through the stamps of a sheet's cards, of those that point at them and at whom they point."""
        stamps = self.seen.register.stamps
        yield from some(stamps, sheet.cards.places)
        for _, others in chain.from_iterable(backs):
            yield from some(stamps, others.places)
        for each in sheet.late:
            yield from map(self.seen.cards.stamp, each.targets)

    def page(self, sheet: Sheet) -> Page:
        """Return a sheet. KeyError for a record whose place nobody made."""
        made: dict[str, Place | Told] = {place.id: place for part in sheet.parts for place in unpack(part)}
        for each in sheet.late:
            record, card = each.record, self.seen.cards[each.key]
            made[card.id] = self.make([(record, card)])[0] if is_line(record) else self.tellers.tell(record, card)
        rows = [self.entry(sheet, number, made) for number in sheet.cards.places]
        stone = partial(self.frame.templates.part, "place.tombstone")
        rows += [f"{stone(number, anchor_of(number))}\n" for number in sheet.withdrawn]
        data = heads.graph([place.data for record_id in sheet.ids if (place := made.get(record_id)) and place.data])
        scripts = {script for place in made.values() if isinstance(place, Told) for script in place.scripts}
        page = view_of(sheet, self.shelves[sheet.kind].kind, sorted(scripts))
        return self.frame.list("sheet", sheet.path, page.heading, rows, data, page=page, crumbs=page.crumbs)

    def entry(self, sheet: Sheet, number: int, made: Mapping[str, Place | Told]) -> str:
        """Return what stands at the place of a record: of a line those who point at it are told here.

        Of one that has a page, where that is. The card is looked at only where it has to be.
        """
        record_id = sheet.register.ids[number]
        anchor = anchor_of(record_id)
        if not sheet.register.flags[number] & PLACED:
            pointer = self.frame.templates.part("place.pointer", sheet.register[number], anchor, root_of(sheet.path))
            return slim(f"{pointer}\n", sheet.path)
        if isinstance(place := made[record_id], Told):
            return f'<article class="entry entry--told" id="{anchor}">\n{place.html}\n</article>\n'
        if (sheet.kind, record_id) not in self.seen.backs:
            return f"{place.html}</article>\n"
        backs = backs_of(sheet.register[number], self.seen)
        said = self.frame.templates.part("place.backs", backs, root_of(sheet.path)) if backs else ""
        return f"{place.html}{said}</article>\n"


def in_order_of_folder(path: str) -> tuple[str, int, str]:
    """Return what the addresses of sheets are sorted by."""
    folder, _, name = path.rpartition("/")
    return folder, len(name), name


def beside(sheets: list[Sheet]) -> list[Sheet]:
    """Return sheets that are in order, each told which is before and after it in its folder, and sorted by number."""
    folders = defaultdict[str, list[Sheet]](list)
    for sheet in sheets:
        register = sheet.register
        places = sorted(sheet.cards.places, key=lambda number: in_order(register.ids[number]))
        sheet.cards = Picked(register, places)
        sheet.withdrawn.sort(key=in_order)
        folders[sheet.path.rpartition("/")[0]].append(sheet)
    for together in folders.values():
        for one, other in pairwise(together):
            one.after, other.before = other.path, one.path
    return sheets


def view_of(sheet: Sheet, kind: type[Record], scripts: Sequence[str]) -> SheetView:
    """Return what the template of a sheet is given. No other sheet has the same first and last number."""
    numbers = sorted([*sheet.ids, *sheet.withdrawn], key=in_order)
    county = f"{roll[1]}-" if (roll := ROLL.fullmatch(numbers[0])) else ""
    said = f"{numbers[0]}至{numbers[-1].removeprefix(county)}" if len(numbers) > 1 else numbers[0]
    place = next((kept.address for kept in kind.fields.values() if leads(kept)), "")
    ways = [way for number in sheet.cards.places for key, way in sheet.register.lists(number) if key == place]
    steps = [same[0] for same in zip(*ways, strict=False) if len({step.slug for step in same}) == 1]
    where = steps[-1].label if steps else ""
    heading = f"{kind.label}名册·{where}·{said}" if where else f"{kind.label}名册·{said}"
    inner = (Crumb(step.label, list_path(kind.page, place, step.slug)) for step in steps)
    crumbs = (HOME, Crumb(kind.label, f"{kind.page}/index.html"), *inner, Crumb(said, ""))
    return SheetView(kind.kind_id, heading, len(sheet.cards), sheet.before, sheet.after, crumbs, tuple(scripts))
