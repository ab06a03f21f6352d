"""What is drawn for those who share a page, some at a time; what would come out the same is left alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from fengbei import images, posters
from fengbei.catalogue import Shared
from fengbei.intake.stamps import name_of
from fengbei.problems import Problem, Spot
from fengbei.workers import portions

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from pathlib import Path

    from fengbei.catalogue import Card, Pictures
    from fengbei.intake.gathering import Read
    from fengbei.intake.making import Making
    from fengbei.kept import Kept
    from fengbei.progress import Progress
    from fengbei.publish import Writer
    from fengbei.site import Site
    from fengbei.workers import Crew

PORTION = 8  # pieces drawn in one go, some 20 ms each


class Piece(NamedTuple):
    """Something that is drawn of a record."""

    name: str  # its address
    stamp: str  # a name for all it is drawn from
    kept: Kept
    card: Card
    picture: tuple[Path, str] | None  # a file, and the point of it that must stay


class Drawn(NamedTuple):
    """What came of a piece: its sum, whether its bytes are new; or why it could not be drawn."""

    sum: str
    new: bool
    fault: str = ""


@dataclass(slots=True)
class Drawing:
    """Draws pieces, and writes them."""

    site: Site
    pieces: Sequence[Piece]
    writer: Writer

    def drawn(self, crew: Crew) -> Iterator[tuple[Piece, Drawn]]:
        """Go through what came of the pieces, in their order."""
        cut = portions(len(self.pieces), PORTION)
        done = (drawn for portion in crew.spread(self.draw, cut) for drawn in portion)
        return zip(self.pieces, done, strict=True)

    def draw(self, numbers: range) -> list[Drawn]:
        """Draw some pieces and write them."""
        return [self.one(self.pieces[number]) for number in numbers]

    def one(self, piece: Piece) -> Drawn:
        """Draw a piece and write it, unless no font has one of its characters."""
        try:
            data = drawn_of(self.site, piece)
        except posters.NoFontError as fault:
            return Drawn("", new=False, fault=str(fault))
        return Drawn(*self.writer.write(piece.name, data))


class Sort(NamedTuple):
    """What lies in a folder of the site: as `posters` calls it, and as people do."""

    piece: str
    label: str


FOLDERS = {"cards": Sort("card", "分享卡"), "posters": Sort("poster", "海报")}


def folder_of(name: str) -> str:
    """Return the folder that a piece lies in."""
    return name.partition("/")[0]


@cache
def hands(fonts: tuple[Path, ...]) -> tuple[posters.Type, posters.Type]:
    """Return the fonts to write with, opened once in a process. NoFontError."""
    return posters.hands(fonts)


def drawn_of(site: Site, piece: Piece) -> bytes:
    """Return the bytes of a piece. NoFontError where no font has one of its characters."""
    subject = posters.subject_of(piece.kept.record, piece.card, site.name, site.address, piece.picture)
    return posters.drawn(FOLDERS[folder_of(piece.name)].piece, subject, hands(tuple(site.fonts)))


def leading(pieces: Iterable[Piece], drawn: Container[str]) -> dict[str, Shared]:
    """Return which of the drawn pieces each page leads to, by its address."""
    names = ((piece.card.href, *names_of(piece.card.href)) for piece in pieces)
    return {
        href: Shared(card if card in drawn else "", poster if poster in drawn else "")
        for href, card, poster in names
        if card in drawn or poster in drawn
    }


def promised(got: Read, pictures: Pictures) -> dict[str, Piece]:
    """Return what a build would draw, by its address; the preview draws it when it is asked for."""
    return {piece.name: piece for piece in wanted(got, pictures)} if posters.there(got.site.fonts) else {}


def share(got: Read, making: Making, pictures: Pictures, crew: Crew, progress: Progress) -> dict[str, Shared]:
    """Put the cards and posters into the new site; return those of each page, by its address."""
    with progress.stage("cards", "画分享卡"):
        pieces = [*wanted(got, pictures)]
        left = [piece for piece in pieces if not making.recall(piece.name, piece.stamp)]
        draw(left, got, making, crew)
    return leading(pieces, making.stage.made)


def draw(left: list[Piece], got: Read, making: Making, crew: Crew) -> None:
    """Draw pieces into the new site, and complain of those that cannot be drawn."""
    if left and not posters.there(got.site.fonts):
        hint = "请安装 fonts-noto-cjk、fonts-hanazono，或在 mkdocs.yml 的 extra.fengbei.fonts 写明字体文件"
        got.problems.add(Problem(Spot("mkdocs.yml"), "", "没有字体，分享卡和海报没有做", hint, "font", "warning"))
        return
    for piece, drawn in Drawing(got.site, left, making.stage.writer).drawn(crew):
        if drawn.fault:
            said = f"“{piece.card.name}”的{FOLDERS[folder_of(piece.name)].label}没有做：{drawn.fault}"
            got.problems.add(Problem(Spot(piece.kept.record.file), "", said, code="font", level="warning"))
        else:
            making.enter(piece.name, piece.stamp, drawn.sum, new=drawn.new)


def wanted(got: Read, pictures: Pictures) -> Iterator[Piece]:
    """Go through what is to be drawn: a card of every page that tells of one; a poster where a code can lead home.

    A place gets neither: a shared sheet shows one picture, and where there are no pages files shall be few.
    """
    for kept in got.kept if got.site.shares else ():
        card = got.catalogue.cards.get(kept.key)
        if not kept.told or card is None or card.placed or not card.shown(got.day):
            continue
        picture = images.first_of(kept.record, pictures) if kept.pictured else None
        for name in names_of(card.href)[: 2 if got.site.address else 1]:
            said = (got.base, name, str(kept.stamp), str(card.stamp), picture[0].name if picture else "")
            yield Piece(name, name_of(said), kept, card, picture)


def names_of(href: str) -> tuple[str, str]:
    """Return the addresses of the card and the poster of a page."""
    name = href.removesuffix(".html")
    return f"cards/{name}.jpg", f"posters/{name}.jpg"
