"""Which pages of a long list each of them leads to."""

from __future__ import annotations

EACH = 60  # pages of a list that each of them leads to; of more, to some
NEAR = 5  # pages before and after, then tens, hundreds, thousands


def ways_on(number: int, count: int) -> list[int]:
    """Return the numbers of the pages that a page leads to; none where it is the only one.

    Of very many these are the nearest, then the nearest tens, hundreds, thousands, the first and the last: a nation's
    list of a period has thousands of pages, and every one is a few steps away.
    """
    if count <= EACH:
        return [*range(1, count + 1)] if count > 1 else []
    shown, step = {1, count}, 1
    while step <= count:
        here = number // step
        near = (step * other for other in range(here - NEAR, here + NEAR + 1))
        shown.update(other for other in near if 1 <= other <= count)
        step *= 10
    return sorted(shown)
