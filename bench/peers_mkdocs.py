"""The same people for MkDocs with Material: one Markdown file a record, none of them in the navigation, with search."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from typing import TYPE_CHECKING

from bench.peer_facts import LABELS, facilities, people
from bench.peers_hugo import put

if TYPE_CHECKING:
    from pathlib import Path

    from bench.peer_facts import Facts

SETTINGS = """site_name: 三湘丰碑
use_directory_urls: false
nav:
  - 首页: index.md
not_in_nav: |
  martyrs/**
  facilities/**
theme:
  name: material
  language: zh
  font: false
plugins:
  - search
"""


def prepare(corpus: Path, folder: Path) -> None:
    """Write the settings, a page a person, a roll a county, the cemeteries."""
    put(folder / "mkdocs.yml", SETTINGS)
    docs = folder / "docs"
    rolls: dict[str, list[str]] = defaultdict(list)
    counties: dict[str, str] = {}
    for one in people(corpus):
        counties[one["code"]] = one["county"]
        life = f"{one['born']}—{one['died']} {one['unit']}"
        rolls[one["code"]].append(f"- [{one['name']}]({one['slug']}.md) {one['place']} · {life}\n")
        put(docs / "martyrs" / one["code"] / f"{one['slug']}.md", page(one))
    for code, lines in rolls.items():
        put(docs / "martyrs" / code / "index.md", f"# {counties[code]}\n\n{''.join(lines)}")
    for one in facilities(corpus):
        put(docs / "facilities" / f"{one['id']}.md", f"# {one['name']}\n\n{one['region']}\n\n{one['intro']}\n")
    index = "".join(f"- [{name}](martyrs/{code}/index.md)\n" for code, name in sorted(counties.items()))
    put(docs / "index.md", f"# 烈士\n\n{index}")


def page(one: Facts) -> str:
    """Return the page of a person."""
    story = f"## 生平事迹\n\n{one['story']}\n\n" if one["story"] else ""
    rows = "".join(f"| {label} | {one[key]} |\n" for key, label in LABELS.items() if one[key])
    place = f"| 籍贯 | [{one['place']}](index.md) |\n"
    rest = ""
    if one["facility"]:
        rest = f"\n## 安葬、纪念的地方\n\n[{one['cemetery']}](../../facilities/{one['facility']}.md)\n"
    head = f"# {one['name']}\n\n烈士 · [{one['county']}](index.md) · {one['born']}—{one['died']}\n\n"
    return f"{head}{story}## 生平要素\n\n| | |\n|---|---|\n{place}{rows}{rest}\n编号 {one['id']}\n"


def command(_: Path, folder: Path, out: Path) -> list[str]:
    """Return the command that builds the site of a folder."""
    order = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", os.fspath(folder / "mkdocs.yml")]
    return [*order, "-d", os.fspath(out)]
