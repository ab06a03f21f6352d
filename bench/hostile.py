"""Questions nobody should ask: markup, names of prototypes, endless lines, broken characters; the same from a seed."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = 10_000  # characters
SCRIPTS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "javascript:alert(1)",
    "'-alert(1)-'", "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "</textarea><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "' OR 1=1 --", "../../../../etc/passwd", "%3Cscript%3Ealert(1)",
)  # fmt: skip
PROTOTYPES = (
    "__proto__ constructor prototype toString hasOwnProperty __defineGetter__ valueOf isPrototypeOf __proto__.x then "
    "constructor.prototype toJSON length NaN undefined null Infinity -0"
).split()
PATTERNS = (
    r"(a+)+$",
    r"[",
    r"(?<=",
    r"\\",
    r".*.*.*.*x",
    r"^$",
    r"*+?{}|()[]\^$.",
    r"(?:)",
    r"\u{110000}",
    r"[^",
    r"$&$`$'$1",
)
CONTROLS = "".join(map(chr, [*range(32), *range(127, 160)]))
BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
BLANKS = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u3000\u00a0\u2028\u2029\u180e\u3164"
EMOJI = "😀👨‍👩‍👧‍👦🇨🇳🏴󠁧󠁢󠁥󠁮󠁧󠁿❤️‍🔥🫠"
SURROGATES = "\ud800\udbff\udc00\udfff"
MARKS = "".join(map(chr, range(0x300, 0x350)))
HAN = "李王张刘陈杨黄周吴明华国德成文志义春生□?？·烈士县市区一𠮷㐀龘"
LETTERS = "lisizhangxwngaeiou'ü "


class Asked(TypedDict):
    """A question as the find page puts it: a name, a place, a year."""

    q: str
    place: str
    year: int


def strewn(rng: Random, chars: str) -> str:
    """Return a name with such characters in it."""
    name = rng.choices(HAN, k=rng.randint(1, 5)) + rng.choices(chars, k=rng.randint(1, 8))
    rng.shuffle(name)
    return "".join(name)


def endless(rng: Random) -> str:
    """Return ten thousand characters of one kind or another."""
    chars = rng.choice((HAN, LETTERS, "a", "李", "xi'an", " ", "□", "?", CONTROLS, BIDI, EMOJI, SURROGATES, "·", MARKS))
    return "".join(rng.choices(chars, k=LONG))


def mixed(rng: Random) -> str:
    """Return pieces of everything."""
    pieces = [*SCRIPTS, *PROTOTYPES, *PATTERNS, EMOJI, BIDI, SURROGATES, "李明", "li ming", "1934年", CONTROLS, BLANKS]
    return rng.choice(("", " ", "\t", "，")).join(rng.choices(pieces, k=rng.randint(2, 12)))


KINDS: tuple[Callable[[Random], str], ...] = (
    lambda rng: rng.choice(SCRIPTS),
    lambda rng: rng.choice(PROTOTYPES),
    lambda rng: rng.choice(PATTERNS),
    lambda rng: strewn(rng, CONTROLS),
    lambda rng: strewn(rng, BIDI + BLANKS),
    lambda rng: strewn(rng, EMOJI),
    lambda rng: strewn(rng, SURROGATES),
    lambda rng: strewn(rng, MARKS),
    endless,
    mixed,
)


def make(count: int, seed: int) -> list[Asked]:
    """Return so many questions, each kind in turn; a third have a hostile place too, a fifth a year out of reach."""
    rng = Random(f"hostile {seed}")  # noqa: S311 - the same every time
    found: list[Asked] = []
    for number in range(count):
        place = rng.choice(KINDS)(rng) if number % 3 == 0 else ""
        year = rng.choice((-1, 0, 1934, 10**21, 99_999)) if number % 5 == 0 else 0
        found.append({"q": KINDS[number % len(KINDS)](rng), "place": place, "year": year})
    return found
