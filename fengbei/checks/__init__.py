"""The finished pages are looked at as they pass: links, titles, and what they would load."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from fengbei.checks.learning import Rows, learn
from fengbei.checks.private import TEXTS, leaks, named
from fengbei.checks.together import look_together
from fengbei.checks.ways import (
    DIGITS,
    NOWHERE,
    PLAIN,
    UNKNOWN,
    Anchors,
    Seen,
    Way,
    anchors_of,
    hashed,
    leads_to,
    links_of,
    packed,
    print_of,
    unpacked,
)  # fmt: skip
from fengbei.problems import Problem, Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence


__all__ = ["Checks", "Rows", "Seen", "leaks", "named", "print_of"]

LOADED = {  # what a page loads, by what stands in each text that has such
    'src="': re.compile(r'<(?:script|img|iframe|source|audio|video|embed)\b[^>]*\ssrc="([^"]*)"'),
    "<link": re.compile(r'<link\b(?![^>]*\srel="(?:canonical|alternate|license)")[^>]*\shref="([^"]*)"'),
}
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(slots=True)
class Checks:
    """What was seen on the pages so far; each link is kept once, with the page it was first seen on.

    Several processes look at pages of their own; `merge` brings together what they saw.
    """

    absolute: str = ""  # the site's own address, which only the 404 page may use
    rows: Rows = field(default_factory=dict)  # that were learned
    frames: dict[int, frozenset[str]] = field(default_factory=dict)  # the ids of the frame, by depth of the folder
    followed: dict[tuple[str, str], Way] = field(default_factory=dict)  # by folder and address
    links: dict[str, str] = field(default_factory=dict)
    anchors: dict[tuple[str, str], str] = field(default_factory=dict)
    places: dict[str, dict[str, str]] = field(default_factory=dict)  # anchors of rows: by target, then by name
    named: dict[str, bytes] = field(default_factory=dict)  # by page, the anchors of those whose rows have some, packed
    titles: dict[str, str] = field(default_factory=dict)
    pieces: dict[str, dict[str, Anchors]] = field(default_factory=dict)  # by folder, then by the HTML of the piece
    problems: list[Problem] = field(default_factory=list)

    def look(
        self, path: str, html: str, body: str = "", rows: Sequence[str] = (), scroll: str = "",
        numbers: Sequence[int] = (),
    ) -> Seen:  # fmt: skip
        """Look at one finished page, and return what of it concerns other pages.

        Where the frame around the `body` is the same on many pages, it is looked at once for each depth of folders.
        Of `rows` that html and body leave out, perhaps those with some `numbers` of a `scroll`, what was learned needs
        no second look.
        """
        depth = path.count("/")
        known = self.frames.get(depth) if body else None
        text = html if known is None else body
        names = frozenset(anchors_of(text)) | (known or frozenset())
        if body and known is None:
            self.frames[depth] = frozenset(anchors_of(html.replace(body, "", 1)))
        seen = Seen()
        wanted = self.look_at_links(path, text, seen)
        learned = self.rows.get(scroll, b"")
        marks = [learned[DIGITS * number : DIGITS * (number + 1)] for number in numbers] if learned else []
        seen.marks.update(marks)
        if not marks or UNKNOWN in seen.marks:
            new = "".join([rows[at] for at in range(len(rows)) if not marks or marks[at] == UNKNOWN])
            wanted += self.look_at_links(path, new, seen)
            seen.names.update(anchors_of(new))
            seen.marks.discard(UNKNOWN)
        names |= seen.names
        if seen.names:
            seen.packed = self.named[path] = packed(names)
        self.meet(path, wanted, names)
        seen.title = self.look_at_title(path, html) or ""
        self.entitle(path, seen.title)
        return seen

    def learn(self, path: str, rows: Sequence[str]) -> bytes:
        """Look at rows that stand on many pages, on one at `path`, and guard them; return where they lead."""
        return learn(self, path, rows)

    def look_together(self, frame: str, pages: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Look at pages made of a frame with holes and of pieces, and guard them: at each piece where it is new.

        Of each page its address and its pieces; what they say may concern no other page. The title of such a page ends
        with the id of its record, which no other has.
        """
        look_together(self, frame, pages)

    def look_at_title(self, path: str, html: str) -> str | None:
        """Return the title of a page; None after saying that it does not have exactly one."""
        titles = html.count("<title>")
        if titles == 1 and (title := TITLE.search(html)):
            return title[1]
        self.add(path, f"页面有 {titles} 个标题", "title")
        return None

    def meet(self, path: str, wanted: Iterable[str], names: frozenset[str]) -> None:
        """Say which anchors a page leads to without having them."""
        for address in wanted:
            if unquote(address[1:]) not in names:
                self.add(path, f"页内没有锚点 {address}", "anchor")

    def forget(self) -> None:
        """Forget what only helps while one looks; the rest may travel to another process."""
        self.pieces.clear()
        self.followed.clear()
        self.rows = {}

    def look_at_links(self, path: str, text: str, seen: Seen | None = None) -> tuple[str, ...]:
        """Look at every address in a page or a piece of one, and return those that are anchors of the page itself."""
        folder = posixpath.dirname(path)
        wanted: list[str] = []
        for address in links_of(text):
            if address.startswith("#"):
                wanted.append(address)
                continue
            if (way := self.followed.get((folder, address))) is None:
                way = self.followed[folder, address] = self.follow(path, folder, address)
            if seen and way.target:
                seen.targets.add(way.target)
            if seen and way.anchor:
                seen.anchors.add(way)
        for address in chain.from_iterable(LOADED[said].findall(text) for said in LOADED if said in text):
            if urlsplit(address).netloc:
                self.add(path, f"页面会向外部网站请求 {address}", "outside")
        return tuple(wanted)

    def merge(self, other: Checks, there: Container[str] = ()) -> None:
        """Add what another process saw; links to pages that are there are good."""
        self.problems += other.problems
        for target, path in other.links.items():
            if target not in there:
                self.links.setdefault(target, path)
        for target, places in other.places.items():
            known = self.places.setdefault(target, {})
            for place, path in places.items():
                known.setdefault(place, path)
        for anchor, path in other.anchors.items():
            self.anchors.setdefault(anchor, path)
        self.named |= other.named
        for title, path in other.titles.items():
            self.entitle(path, title)

    def recall(self, path: str, title: str, anchors: Iterable[tuple[str, str]], names: bytes) -> None:
        """Add what an earlier build saw on a page that was not made again."""
        self.entitle(path, title)
        self.named[path] = names
        for anchor in anchors:
            self.anchors.setdefault(anchor, path)

    def entitle(self, path: str, title: str) -> None:
        """Note a page's title, which no other page may have."""
        if title and (first := self.titles.setdefault(title, path)) != path:
            self.add(path, f"标题与 {first} 相同：{title}", "title")

    def follow(self, path: str, folder: str, address: str) -> Way:
        """Note where a link leads, and return it; nowhere that concerns us if it leaves the site."""
        if PLAIN.fullmatch(address):  # nearly all: a way through folders, nothing to take apart
            way = Way(posixpath.normpath(f"{folder}/{address}" if folder else address), "")
        else:
            parts = urlsplit(address)
            if parts.scheme:
                return NOWHERE
            if parts.netloc or parts.path.startswith(("/", "\\")):
                if not (self.absolute and path == "404.html"):
                    self.add(path, f"链接 {address} 不是相对地址", "absolute")
                return NOWHERE
            way = Way(posixpath.normpath(posixpath.join(folder, unquote(parts.path))), unquote(parts.fragment))
        self.links.setdefault(way.target, path)
        if way.anchor:
            self.anchors.setdefault(way, path)
        return way

    def guard(self, path: str, data: bytes) -> None:
        """Refuse a file of text in which something is certainly personal."""
        for leak in leaks(data) if path.endswith(TEXTS) else ():
            self.add(path, f"成品里有{leak}", "personal")

    def add(self, path: str, message: str, code: str) -> None:
        """Note one thing that must not be published."""
        self.problems.append(Problem(Spot(path), "", message, code=code))

    def finish(
        self, made: Container[str], read: Callable[[str], str], removed: Iterable[str] = (),
        quiet: Iterable[tuple[str, bytes]] = (), names: Iterable[str] = (),
    ) -> Iterator[Problem]:  # fmt: skip
        """Go through everything that is wrong with the site that was made; `read` gives the text of a page.

        `quiet` are the pages (or files of records) that were not made again, each with the print of its links: these
        were all there in the earlier site, so only what was `removed` since can be missing. `names` are those of files
        that nobody has looked at yet.
        """
        gone = [(target, hashed(target)) for target in removed]
        for path, print_ in quiet if gone else ():
            for target, mark in gone:
                if leads_to(print_, mark):
                    yield Problem(Spot(path), "", f"链接指向不再有的页面 {target}", code="dead")
        yield from self.problems
        yield from named(names)
        for target, path in sorted(self.links.items()):
            if target not in made:
                yield Problem(Spot(path), "", f"链接指向不存在的页面 {target}", code="dead")
        for (target, name), path in self.anchors.items():
            self.places.setdefault(target, {}).setdefault(name, path)
        for target in sorted(name for name in self.places if name in made and name.endswith(".html")):
            wanted = self.places[target]
            there = unpacked(said) if (said := self.named.get(target)) else anchors_of(read(target))
            for name in sorted(wanted.keys() - there):
                yield Problem(Spot(wanted[name]), "", f"{target} 里没有锚点 #{name}", code="anchor")
