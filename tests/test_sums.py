"""The sums of a site's files, a folder in a block: what is done to blocks says the same as one file after another."""

from __future__ import annotations

import random
from hashlib import sha256

import pytest

from fengbei.publish.blocks import alike, all_in, blocks_of, cut, text_of, unlike, with_ones
from fengbei.publish.sums import Sums

NAMES = ["index.html", "a/1.html", "a/2.html", "a/b/1.html", "a-b/1.html", "b/甲乙.html", "b/c d.txt", "b.html"]


def said(name: str) -> str:
    return sha256(name.encode()).hexdigest()


def every(*names: str) -> dict[str, str]:
    return {name: said(name) for name in names}


def lines(sums: dict[str, str]) -> bytes:
    return "".join(f"{known}  {name}\n" for name, known in sums.items()).encode()


def test_a_text_is_cut_into_folders_and_joined_again() -> None:
    blocks = blocks_of(every(*NAMES))
    text = text_of(blocks)
    assert text == b"".join(block for _, block in sorted(blocks.items()))
    assert cut(text) == blocks
    assert dict(Sums(cut(text))) == every(*NAMES)


def large(seed: int) -> dict[str, str]:
    chance = random.Random(seed)  # noqa: S311 - a test
    sizes = [chance.choice([1, 2, 3, 40, 700]) for _ in range(30)]
    folders = [chance.choice(["", "a/", "a/b/", "名/", "x/y/z/"]) + f"{number}/" for number in range(30)]
    return every(*(f"{folder}{one}.html" for folder, size in zip(folders, sizes, strict=True) for one in range(size)))


@pytest.mark.parametrize("seed", range(5))
def test_large_texts_are_cut_without_reading_every_line(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = blocks_of(large(seed))
    text = text_of(blocks)
    monkeypatch.setattr("fengbei.publish.blocks.sums_in", None)
    assert cut(text) == blocks


@pytest.mark.parametrize("seed", range(5))
def test_a_text_in_another_order_is_read_all_the_same(seed: int) -> None:
    sums = large(seed)
    mixed = sorted(sums, key=said)
    for order in (sorted(sums), sorted(sums, reverse=True), mixed):
        assert dict(Sums(cut(lines({name: sums[name] for name in order})))) == sums


@pytest.mark.parametrize(
    "text",
    [
        lines(every("a/1"))[:-1],
        lines(every("a/1", "b/1"))[:-1],
        lines(every("b/1")) + b"\n" + lines(every("a/1", "b/2")),
        lines(every("b/1", "a/1", "b/2")).replace(b"  a", b" a"),
        lines(every("a/1")) + b"\xff\n",
        b"x\n",
        lines(every("a")) + b"\n",
    ],
)
def test_a_damaged_text_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"not as this program writes it|utf-8"):
        cut(text)


@pytest.mark.parametrize("seed", range(3))
def test_it_does_not_matter_how_lines_end(seed: int) -> None:
    text = text_of(blocks_of(large(seed)))
    assert cut(text.replace(b"\n", b"\r\n")) == cut(text)
    assert cut(b"") == {}


def test_a_folder_is_not_taken_for_the_one_around_it() -> None:
    text = lines(every("a/1", "a/b/1", "a/2"))
    assert not all_in(text, 0, len(text), b"a")
    assert cut(text) == blocks_of(every("a/1", "a/2", "a/b/1"))


def test_files_known_one_by_one_count_more_than_the_block_of_their_folder() -> None:
    sums = Sums(blocks_of(every("a/1", "a/2", "b/1")))
    sums["a/2"] = said("new")
    sums["c/1"] = said("c/1")
    expected = {**every("a/1", "b/1", "c/1"), "a/2": said("new")}
    assert dict(sums) == expected
    assert len(sums) == 4
    assert "a/2" in sums
    assert "a/3" not in sums
    assert "d/1" not in sums
    assert sums.get("d/1") is sums.get("a/3") is None
    assert sums.whole() == blocks_of(expected)
    sums["a/3"] = said("a/3")
    assert sums.whole() == blocks_of({**expected, **every("a/3")})


def test_what_comes_after_9999_is_10000() -> None:
    sums = Sums()
    for parts in (["a/9998", "a/9999"], ["a/10000", "a/10001"]):
        sums.take(blocks_of(every(*parts)))
    assert cut(text_of(sums.whole())) == sums.blocks == blocks_of(every("a/10001", "a/10000", "a/9999", "a/9998"))


@pytest.mark.parametrize("between", ["looked at", "not looked at"])
@pytest.mark.parametrize("parts", ["12 34 5", "34 12", "13 24", "12 23", "5 3 1"])
def test_parts_of_a_folder_come_together_in_any_order(parts: str, between: str) -> None:
    sums = Sums()
    for part in parts.split():
        sums.take(blocks_of(every(*(f"a/{one}" for one in part))))
        assert between != "looked at" or f"a/{part[0]}" in sums
    assert sums
    assert len(sums) == len({*parts} - {" "})
    assert sums.whole() == blocks_of(every(*(f"a/{one}" for one in {*parts} - {" "})))


def test_what_differs_is_named_and_only_that() -> None:
    here, there = every("a/1", "a/2", "b/1", "d/1"), every("a/1", "a/2", "b/1", "c/1")
    there["a/2"] = said("other")
    assert [*unlike(blocks_of(here), blocks_of(there))] == ["a/2", "c/1"]
    assert Sums(blocks_of(here)).lost(Sums(blocks_of(there))) == ["c/1"]
    assert [*unlike(blocks_of(here), blocks_of(here))] == []


def test_a_part_of_a_folder_is_found_in_it_only_as_it_is() -> None:
    sums = Sums(blocks_of(every("a/1", "a/2", "a/3")))
    for part, held in (("12", True), ("23", True), ("2", True), ("13", True), ("34", False), ("4", False), ("1", True)):
        ((folder, block),) = blocks_of(every(*(f"a/{one}" for one in part))).items()
        assert sums.holds(folder, block) is held
    changed = blocks_of({**every("a/1"), "a/2": said("other")})["a"]
    assert not sums.holds("a", changed)
    assert not sums.holds("b", changed)


@pytest.mark.parametrize("ones", ["", "0", "2", "5", "9", "0 1", "2 3", "10 100 11", "1 2 4 5 9 10", "乙", "zz 乙丙"])
def test_more_files_come_to_a_block_at_their_places(ones: str) -> None:
    there = every("a/1", "a/3", "a/5", "a/甲", "a/10", "a/甲乙")
    more = {f"a/{one}": said(f"new {one}") for one in ones.split()}
    assert with_ones(blocks_of(there)["a"], more) == blocks_of(there | more)["a"]


@pytest.mark.parametrize(("other", "same"), [("12345", 5), ("1234", 4), ("1235", 3), ("2", 0), ("13", 1)])
def test_blocks_are_alike_up_to_a_line(other: str, same: int) -> None:
    one, block = (blocks_of(every(*(f"a/{each}" for each in names)))["a"] for names in ("12345", other))
    length = len(one) // 5
    assert alike(one, 0, block, 0) == same * length
    assert alike(one, 0, block, length) == 0


def test_lines_that_begin_alike_are_not_alike() -> None:
    one, other = (f"{'0' * 63}{end}  a/1\n".encode() * 2 for end in "12")
    length = len(one) // 2
    assert alike(one, length, other, length) == alike(one, 0, other, 0) == 0


@pytest.mark.parametrize("seed", range(20))
def test_lines_between_which_others_stand_are_found_in_order(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test
    there = sorted(chance.sample(range(1000), 100))
    sums = Sums(blocks_of(every(*(f"a/{one}" for one in there))))
    for begin in [*range(0, 100, 10), 50, 0, 90]:
        part = sorted(chance.sample(there[begin : begin + 10], 7))
        block = blocks_of(every(*(f"a/{one}" for one in part)))["a"]
        assert sums.holds("a", block)
        assert not sums.holds("a", block_with_another(part))
        assert sums.holds("a", block)


def block_with_another(part: list[int]) -> bytes:
    return blocks_of(every(*(f"a/{one}" for one in part)) | {f"a/{part[3]}": said("other")})["a"]
