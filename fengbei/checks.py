"""The finished pages are looked at as they pass: links, titles, and what they would load."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from fengbei.problems import Problem, Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

PLAIN = re.compile(r"[A-Za-z0-9_.-][A-Za-z0-9_./-]*")
LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
LOADED = re.compile(
    r'<(?:script|img|iframe|source|audio|video|embed)\b[^>]*\ssrc="([^"]*)"'
    r'|<link\b(?![^>]*\srel="(?:canonical|alternate|license)")[^>]*\shref="([^"]*)"'
)
NAMED = re.compile(r'\s(?:id|name)="([^"]*)"')
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(slots=True)
class Checks:
    """What was seen on the pages so far; each link is kept once, with the page it was first seen on.

    Several processes look at pages of their own; `merge` brings together what they saw.
    """

    absolute: str = ""  # the site's own address, which only the 404 page may use
    frames: dict[int, frozenset[str]] = field(default_factory=dict)  # the ids of the frame, by depth of the folder
    followed: set[tuple[str, str]] = field(default_factory=set)  # folder and address
    links: dict[str, str] = field(default_factory=dict)
    anchors: dict[tuple[str, str], str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def look(self, path: str, html: str, body: str = "", *, titled: bool = True) -> None:
        """Look at one finished page.

        Where the frame around the `body` is the same on many pages, it is looked at once for each depth of folders.
        A page that is not `titled` has a title that no other can have.
        """
        depth = path.count("/")
        known = self.frames.get(depth) if body else None
        text = html if known is None else body
        names = frozenset(NAMED.findall(text)) | (known or frozenset())
        if body and known is None:
            self.frames[depth] = frozenset(NAMED.findall(html.replace(body, "", 1)))
        self.look_at_links(path, text, names)
        titles = html.count("<title>")
        title = TITLE.search(html)
        if titles != 1 or title is None:
            self.add(path, f"页面有 {titles} 个标题", "title")
        elif titled and (first := self.titles.setdefault(title[1], path)) != path:
            self.add(path, f"标题与 {first} 相同：{title[1]}", "title")

    def look_at_links(self, path: str, text: str, names: frozenset[str]) -> None:
        """Look at every address on a page whose anchors have these names."""
        folder = posixpath.dirname(path)
        for address in LINK.findall(text):
            if address.startswith("#"):
                if unquote(address[1:]) not in names:
                    self.add(path, f"页内没有锚点 {address}", "anchor")
            elif (folder, address) not in self.followed:
                self.followed.add((folder, address))
                self.follow(path, folder, address)
        for found in LOADED.findall(text):
            address = found[0] or found[1]
            if urlsplit(address).netloc:
                self.add(path, f"页面会向外部网站请求 {address}", "outside")

    def merge(self, other: Checks) -> None:
        """Add what another process saw."""
        self.problems += other.problems
        for target, path in other.links.items():
            self.links.setdefault(target, path)
        for anchor, path in other.anchors.items():
            self.anchors.setdefault(anchor, path)
        for title, path in other.titles.items():
            if (first := self.titles.setdefault(title, path)) != path:
                self.add(path, f"标题与 {first} 相同：{title}", "title")

    def follow(self, path: str, folder: str, address: str) -> None:
        """Note where a link leads."""
        if PLAIN.fullmatch(address):  # nearly all: a way through folders, nothing to take apart
            self.links.setdefault(posixpath.normpath(f"{folder}/{address}" if folder else address), path)
            return
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return
        if parts.path.startswith("/"):
            if self.absolute and path == "404.html":
                return
            self.add(path, f"链接 {address} 不是相对地址", "absolute")
            return
        target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        self.links.setdefault(target, path)
        if parts.fragment:
            self.anchors.setdefault((target, unquote(parts.fragment)), path)

    def add(self, path: str, message: str, code: str) -> None:
        """Note one thing that must not be published."""
        self.problems.append(Problem(Spot(path), "", message, code=code))

    def finish(self, made: Container[str], read: Callable[[str], str]) -> Iterator[Problem]:
        """Go through everything that is wrong with the site that was made; `read` gives the text of a page."""
        yield from self.problems
        for target, path in sorted(self.links.items()):
            if target not in made:
                yield Problem(Spot(path), "", f"链接指向不存在的页面 {target}", code="dead")
        pages: dict[str, set[str]] = {}
        for (target, name), path in sorted(self.anchors.items()):
            if target in made and target.endswith(".html"):
                if target not in pages:
                    pages[target] = {*NAMED.findall(read(target))}
                if name not in pages[target]:
                    yield Problem(Spot(path), "", f"{target} 里没有锚点 #{name}", code="anchor")
