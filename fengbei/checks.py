"""The finished pages are looked at as they pass: links, titles, and what they would load."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from fengbei.problems import Problem, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
LOADED = re.compile(
    r'<(?:script|img|iframe|source|audio|video|embed)\b[^>]*\ssrc="([^"]*)"'
    r'|<link\b(?![^>]*\srel="(?:canonical|alternate|license)")[^>]*\shref="([^"]*)"'
)
NAMED = re.compile(r'\s(?:id|name)="([^"]*)"')
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(slots=True)
class Checks:
    """What was seen on the pages so far; each link is kept once, with the page it was first seen on."""

    absolute: str = ""  # the site's own address, which only the 404 page may use
    followed: set[tuple[str, str]] = field(default_factory=set)  # folder and address
    links: dict[str, str] = field(default_factory=dict)
    anchors: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def look(self, path: str, html: str) -> None:
        """Look at one finished page."""
        folder = posixpath.dirname(path)
        names = frozenset(NAMED.findall(html))
        self.names[path] = names
        for address in LINK.findall(html):
            if address.startswith("#"):
                if unquote(address[1:]) not in names:
                    self.add(path, f"页内没有锚点 {address}", "anchor")
            elif (folder, address) not in self.followed:
                self.followed.add((folder, address))
                self.follow(path, folder, address)
        for found in LOADED.findall(html):
            address = found[0] or found[1]
            if urlsplit(address).netloc:
                self.add(path, f"页面会向外部网站请求 {address}", "outside")
        titles = TITLE.findall(html)
        if len(titles) != 1:
            self.add(path, f"页面有 {len(titles)} 个标题", "title")
        elif (first := self.titles.setdefault(titles[0], path)) != path:
            self.add(path, f"标题与 {first} 相同：{titles[0]}", "title")

    def follow(self, path: str, folder: str, address: str) -> None:
        """Note where a link leads."""
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

    def finish(self, made: set[str]) -> Iterator[Problem]:
        """Go through everything that is wrong with the site that was made."""
        yield from self.problems
        for target, path in sorted(self.links.items()):
            if target not in made:
                yield Problem(Spot(path), "", f"链接指向不存在的页面 {target}", code="dead")
        for (target, name), path in sorted(self.anchors.items()):
            if target in self.names and name not in self.names[target]:
                yield Problem(Spot(path), "", f"{target} 里没有锚点 #{name}", code="anchor")
