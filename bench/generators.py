"""The other generators: how each is given the people of a site, and how it is run."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench import peer_facts, peers_hugo, peers_mkdocs
from fengbei import files

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator to be measured beside ours.

    `most` is the number of people beyond which it is not run: Hugo would need 65 GB for two million, MkDocs minutes.
    `prepare` writes its input from a corpus into a new folder; `command` takes the folder of its programs, that of
    its input and an output folder that does not exist yet.
    """

    most: int
    prepare: Callable[[Path, Path], None]
    command: Callable[[Path, Path, Path], list[str]]


PEERS = {
    "hugo-json": Peer(200_000, peers_hugo.from_json, peers_hugo.command),
    "hugo-md": Peer(200_000, peers_hugo.from_markdown, peers_hugo.command),
    "mkdocs": Peer(10_000, peers_mkdocs.prepare, peers_mkdocs.command),
}


def prepared(name: str, corpus: Path, folder: Path) -> Path:
    """Return the folder with a peer's input, made anew where the corpus or the code that makes it is another one."""
    sources = (peer_facts, peers_hugo, peers_mkdocs)
    digests = [files.digest(Path(str(module.__file__)).read_bytes()) for module in sources]
    told = "\n".join([str(corpus.resolve()), *digests])
    stamp = folder.with_name(f"{folder.name}.done")
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == told):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        PEERS[name].prepare(corpus, folder)
        stamp.write_text(told, encoding="utf-8")
    return folder


def check(name: str, corpus: Path, out: Path) -> None:
    """Look two people up in what a peer built. SystemExit if a fact is not on their pages: the ratio would be a lie."""
    for one in peer_facts.some(corpus):
        path = out / "martyrs" / one["code"] / f"{one['slug']}.html"
        lost = peer_facts.missing(path.read_text(encoding="utf-8"), one) if path.exists() else ["page"]
        if lost:
            raise SystemExit(f"{name}: {path} lacks {', '.join(lost)}")
