"""The snippets for web servers are what those servers read, and say the same policy as every page."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import crossplane  # type: ignore[import-untyped]
import pytest

from tests.support import HOUSE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = (HOUSE / "handbook/publish.md").read_text()
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
META = re.compile(r'<meta http-equiv="?Content-Security-Policy"? content="([^"]*)"')


def snippet(name: str) -> str:
    """Return the block of the handbook that follows the name of a server."""
    found = re.search(rf"^{name}.*?^```\w*\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def parts(policy: str) -> set[str]:
    return {part.strip() for part in policy.split(";")}


def commands(block: list[dict[str, Any]]) -> Iterator[tuple[str, list[str]]]:
    """Go through the directives of nginx, whatever they stand in."""
    for each in block:
        yield each["directive"], each["args"]
        yield from commands(each.get("block", []))


def nginx(folder: Path) -> dict[str, str]:
    path = folder / "nginx.conf"
    path.write_text("events {}\nhttp {\n" + snippet("nginx") + "}\n")
    read = crossplane.parse(str(path))
    assert (read["status"], read["errors"]) == ("ok", [])
    said = list(commands(read["config"][0]["parsed"]))
    assert ("error_page", ["404", "/404.html"]) in said
    assert all(args[-1] == "always" for name, args in said if name == "add_header")
    return {args[0]: args[1] for name, args in said if name == "add_header"}


def apache(folder: Path) -> dict[str, str]:
    del folder
    return dict(re.findall(r'^Header always set (\S+) "(.*)"$', snippet("Apache"), re.MULTILINE))


def caddy(folder: Path) -> dict[str, str]:
    del folder
    said = re.findall(r'^\t\t([A-Z][\w-]+) "?([^"\n]*)"?$', snippet("Caddy"), re.MULTILINE)
    return dict(said)


def iis(folder: Path) -> dict[str, str]:
    del folder
    tree = ET.fromstring(snippet("IIS"))  # noqa: S314 - our own
    return {add.attrib["name"]: add.attrib["value"] for add in tree.findall(".//customHeaders/add")}


@pytest.mark.parametrize("server", [nginx, apache, caddy, iis])
def test_a_server_says_what_the_pages_say(server: Any, built: dict[str, str], tmp_path: Path) -> None:
    said = server(tmp_path)
    meta = META.search(built["index.html"])
    assert meta
    assert parts(said.pop("Content-Security-Policy")) == parts(html.unescape(meta[1])) | {"frame-ancestors 'none'"}
    assert said.items() >= HEADERS.items()
