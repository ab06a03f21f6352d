"""How near two sounds are follows from how they are made, not from a list."""

from __future__ import annotations

import pytest

from fengbei import chinese
from fengbei.chinese import nearness


@pytest.mark.parametrize(
    ("close", "far"),
    [
        ("n l", "n z"),
        ("k h", "k m"),
        ("f h", "f d"),
        ("j q", "j b"),
        ("zh z", "zh p"),
        ("r l", "r b"),
        ("g k", "g s"),
        ("y n", "y b"),
        ("m b", "m d"),
    ],
)
def test_consonants_made_alike_are_nearer(close: str, far: str) -> None:
    assert nearness.consonants(*close.split()) > nearness.consonants(*far.split()) + 0.2


@pytest.mark.parametrize(
    ("close", "far"),
    [
        ("an ang", "an u"),
        ("in ing", "in ao"),
        ("uo o", "uo in"),
        ("v i", "v ang"),
        ("ian an", "ian ou"),
        ("ui v", "ui a"),
        ("iu ao", "iu an"),
    ],
)
def test_rests_made_alike_are_nearer(close: str, far: str) -> None:
    assert nearness.rests(*close.split()) > nearness.rests(*far.split()) + 0.2


def test_nearness_goes_both_ways_and_nothing_is_nearer_than_the_same() -> None:
    names = ["b", "p", "m", "f", "zh", "j", "h", ""]
    pairs = [(one, other) for one in names for other in names]
    assert all(nearness.consonants(one, other) == nearness.consonants(other, one) for one, other in pairs)
    assert all((nearness.consonants(one, other) == 1) == (one == other) for one, other in pairs)


def test_the_page_is_told_the_nearness_of_every_pair_once() -> None:
    letters, digits, rests, more, series, bare, begun = chinese.near()
    assert len(digits) == len(letters) * (len(letters) - 1) // 2
    assert len(more) == len(rests) * (len(rests) - 1) // 2
    assert len({*letters}) == len(letters)
    assert len({*rests}) == len(rests)
    assert len(series) == len(letters)
    assert len(bare) == len(rests)
    assert {*bare} <= {*rests}
    assert len(begun) == len(rests)
    assert {*begun} <= {*letters}
    assert {*digits, *more} <= {*nearness.DIGITS}


@pytest.mark.parametrize(
    ("rest", "left"), [("iang", "ang"), ("vn", "un"), ("v", "u"), ("iong", "ong"), ("an", "an"), ("uan", "uan")]
)
def test_a_rest_without_its_glide_is_a_rest_again(rest: str, left: str) -> None:
    assert nearness.glideless(rest) == left
