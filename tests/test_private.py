"""The last gate: what is certainly personal is in no byte that is published, however it came there."""

from __future__ import annotations

import csv
import json
import time
from typing import TYPE_CHECKING

import pytest

from fengbei.checks import Checks, leaks
from fengbei.record import personal
from tests.support import FACILITY, MARTYR, PERSON, PLACE, build, put
from tests.test_hostile import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

CARD, MOBILE = "430199193001010018", "13800138000"
GB = 1_000_000_000


def samples() -> list[tuple[str, bool]]:
    """Return texts with whether they must be flagged."""
    try:
        with (HOSTILE / "pii.tsv").open(encoding="utf-8", newline="") as lines:
            return [(r["text"], r["must_flag"] == "1") for r in csv.DictReader(lines, delimiter="\t", quoting=3)]
    except OSError:
        return []


@pytest.mark.parametrize(("text", "flagged"), samples())
def test_the_output_gate_refuses_what_the_input_gate_does(text: str, *, flagged: bool) -> None:
    certain = any(found.level == "error" for found in personal.find(text))
    assert bool([*leaks(f"<!doctype html><p>{text}</p>".encode())]) is certain
    assert bool([*personal.find(text)]) is flagged or not certain


@pytest.mark.parametrize(
    "text",
    [
        MOBILE, "138 0013 8000", "１３８００１３８０００", "138<strong>0013</strong>8000", CARD, "430199 19300101 0018",
        "6222021900000000018", "zhangsan@qq.com", f"https://example.org/?id={CARD}", f"430121-00001 {MOBILE}",
    ],
)  # fmt: skip
def test_what_is_certain_is_found_in_a_page(text: str) -> None:
    assert len([*leaks(f"<p>{text}</p>".encode())]) == 1


@pytest.mark.parametrize(
    "text",
    ["430121-00001", "1934-12-18 1935-01-02", "0731-88888888", "tyjrswt@hunan.gov.cn", "a13800138000b", "28.228209"],
)
def test_public_numbers_are_left_in_peace(text: str) -> None:
    assert [*leaks(f"<p>{text}</p>".encode())] == []


IN_HEBEI = (
    '<meta content="名册·130102-38000至38099，共100条"><a href="../130102/list_380.html#n-130102-38000">甲</a>'
    '<article id="n-130102-38000"><h2>甲</h2><p>130102-38000</p>\n130102-38001\n'
)


def test_the_id_of_a_roll_is_not_taken_for_a_mobile_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [*leaks(f"{IN_HEBEI}{MOBILE}".encode())] == ["手机号码（138…0）"]
    monkeypatch.delattr(personal, "find")  # nothing is read closely
    assert [*leaks(IN_HEBEI.encode())] == []


@pytest.mark.parametrize(
    "text",
    [
        "#n-1380013-8000", 'id="n-13800138000"', "#n-138-0013-8000", "138-0013-8000", "至13800138000",
        "130102-38000 13800138000",
    ],
)  # fmt: skip
def test_a_mobile_number_cannot_hide_as_an_id(text: str) -> None:
    assert [*leaks(f"<p>{text}</p>".encode())] == ["手机号码（138…0）"]


@pytest.mark.parametrize("dash", ["", "-", "－", "<em>-</em>", " ", "\u3000"])
def test_an_id_card_cannot_hide_as_one(dash: str) -> None:
    assert len([*leaks(f"<p>{CARD[:6]}-{CARD[6:14]}{dash}{CARD[14:]}</p>".encode())]) == 1


def test_a_report_does_not_repeat_the_number() -> None:
    assert [*leaks(MOBILE.encode())] == ["手机号码（138…0）"]


def test_a_number_in_the_name_of_a_file_is_found() -> None:
    (wrong,) = Checks().finish((), lambda _: "", names=[f"a/{MOBILE}.html"])
    assert wrong.message == "成品的文件名里有手机号码（138…0）"


@pytest.mark.parametrize("said", ["联系138**0013**8000。", "联系1380013&#56;000。"])
def test_a_number_that_only_the_page_spells_out_stops_the_build(said: str, tmp_path: Path) -> None:
    old = f"{PERSON}story: 事迹。\n"
    put(tmp_path, {MARTYR: old, FACILITY: PLACE})
    assert build(tmp_path).returncode == 0
    put(tmp_path, {MARTYR: f"{PERSON}story: '{said}'\n"})
    done = build(tmp_path)
    assert done.returncode == 1
    assert "成品里有手机号码（138…0）" in done.stderr
    assert "事迹。" in (tmp_path / "site/martyrs/zhang-san.html").read_text()


def test_a_gigabyte_is_looked_through_in_ten_seconds(built: dict[str, str]) -> None:
    every = [page.encode() for page in built.values()]
    begun = time.process_time()
    found = [leak for page in every for leak in leaks(page)]
    assert found == []
    assert (time.process_time() - begun) / sum(map(len, every)) * GB < 10


def test_what_is_not_to_be_seen_is_in_no_packed_part_of_the_search(small: Path) -> None:
    from tests.test_privacy import HIDDEN  # noqa: PLC0415 - the same words

    seen = "".join(map(unpacked, sorted((small / "site/find").glob("*.js"))))
    assert "wang-si" in seen
    assert [word for word in HIDDEN if word in seen] == []


def unpacked(path: Path) -> str:
    """Return what a part of the search says, as far as it is text."""
    import base64  # noqa: PLC0415
    import gzip  # noqa: PLC0415

    name, _, rest = path.read_text().removeprefix("fengbei.part(").rpartition(",")
    assert json.loads(name)
    return gzip.decompress(base64.b64decode(json.loads(rest.removesuffix(");\n")))).decode(errors="replace")
