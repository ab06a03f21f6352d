"""How near two sounds are, by how they are made: where and how a consonant, which glide, vowel and ending a rest has.

No list of one dialect's habits: what a mouth does with little change, some ear hears as the same. So the search finds
names by accents nobody has described to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# Of a consonant: where it is made, how, and whether with breath. What has none begins with its vowel, or with the glide
# of wa or ya, each of which has other neighbours: 文 wen is men in the south, 人 ren is yin, 爱 ai is ngai.
_CONSONANTS = {
    "b": ("lip", "stop", 0), "p": ("lip", "stop", 1), "m": ("lip", "nasal", 0), "f": ("lip", "rub", 1),
    "d": ("tooth", "stop", 0), "t": ("tooth", "stop", 1), "n": ("tooth", "nasal", 0), "l": ("tooth", "side", 0),
    "z": ("tooth", "burst", 0), "c": ("tooth", "burst", 1), "s": ("tooth", "rub", 1),
    "zh": ("curl", "burst", 0), "ch": ("curl", "burst", 1), "sh": ("curl", "rub", 1), "r": ("curl", "side", 0),
    "j": ("palate", "burst", 0), "q": ("palate", "burst", 1), "x": ("palate", "rub", 1),
    "g": ("back", "stop", 0), "k": ("back", "stop", 1), "h": ("back", "rub", 1),
    "": ("none", "none", 0), "w": ("none", "none", 0), "y": ("none", "none", 0),
}  # fmt: skip
# The numbers were fitted so that readings of Guangzhou, Sichuan, Shanghai, Suzhou and Wenzhou, and rules described for
# Hunan and its neighbours, are told apart from other syllables; each dialect was judged by what the others gave.
_PLACES = {
    "tooth curl": 0.05, "curl palate": 0.15, "tooth palate": 0.1, "palate back": 0.1, "curl back": 0.5,
    "tooth back": 0.6, "lip back": 0.6, "lip tooth": 0.7, "lip palate": 0.8, "lip curl": 0.8,
    "none back": 0.3, "none palate": 0.4, "none curl": 0.4, "none lip": 0.4, "none tooth": 0.5,
}  # fmt: skip
_MANNERS = {
    "stop burst": 0.2, "burst rub": 0.2, "stop rub": 0.3, "nasal side": 0.1, "stop side": 0.25, "stop nasal": 0.5,
    "burst side": 0.3, "rub side": 0.3, "burst nasal": 0.7, "rub nasal": 0.7,
    "none side": 0.1, "none nasal": 0.1, "none rub": 0.25, "none stop": 0.3, "none burst": 0.5,
}  # fmt: skip
_BREATH = 0.1
# What is nearer than its making says: f and hu, w and hu, ü and its neighbours are one sound in half of the country.
# What began with ng- has lost it, keeps it, or is heard as g or n; of p, t, s the breath may be left, of m, n the stop.
_CLOSE = {
    "f h": 0.1, "n l": 0.05, "k h": 0.2, "p h": 0.5, "t h": 0.4, "s h": 0.5, "m b": 0.3, "n d": 0.3,
    "f w": 0.1, "h w": 0.2, "m w": 0.2, "b w": 0.6, "g w": 0.4,
    "r y": 0.05, "n y": 0.1, "x y": 0.3, "j y": 0.4, "h y": 0.4, "l y": 0.4,
    "h ": 0.2, "n ": 0.3, "g ": 0.35, "k ": 0.4, "r ": 0.4, "l ": 0.4,
}  # fmt: skip

# Of a rest, in one letter each: its glide, its vowel, how it ends.
_RESTS = {
    "a": " a ", "o": " o ", "e": " e ", "er": " er", "i": " i ", "u": " u ", "v": " v ",
    "ai": " ai", "ei": " ei", "ao": " au", "ou": " ou", "an": " an", "en": " en", "ang": " aN", "eng": " eN",
    "ong": "ueN", "ia": "ia ", "ie": "ie ", "iao": "iau", "iu": "iou", "ian": "ian", "in": "ien", "iang": "iaN",
    "ing": "ieN", "iong": "veN", "ua": "ua ", "uo": "uo ", "uai": "uai", "ui": "uei", "uan": "uan", "un": "uen",
    "uang": "uaN", "ve": "ve ", "van": "van", "vn": "ven",
}  # fmt: skip
# Consonants that take a glide in or let it go as they change: a sum of 3 or 8 of two means that they do so.
SERIES = {
    **dict.fromkeys(("j", "q", "x"), 1), **dict.fromkeys(("g", "k", "h", "z", "c", "s", "zh", "ch", "sh"), 2),
    **dict.fromkeys(("r", "", "w", "y"), 4),
}  # fmt: skip
_GLIDES = {" i": 0.1, " u": 0.15, " v": 0.3, "iv": 0.2, "uv": 0.1, "iu": 0.35}
_VOWELS = {
    "ae": 0.1, "ao": 0.2, "eo": 0.05, "ei": 0.3, "eu": 0.4, "ou": 0.2, "ev": 0.35, "ov": 0.35, "iv": 0.1, "uv": 0.15,
    "iu": 0.3, "ai": 0.35, "au": 0.6, "av": 0.6,
}  # fmt: skip
_ENDS = {
    "nN": 0.1, " i": 0.2, " u": 0.15, " n": 0.35, " N": 0.4, " r": 0.1, "iu": 0.3, "in": 0.3, "iN": 0.45, "un": 0.45,
    "uN": 0.4, "ir": 0.3, "ur": 0.3, "nr": 0.3, "Nr": 0.4,
}  # fmt: skip
# Rests nearer than their making says: old endings lost in one place and kept in the next (天 tian, tie; 药 yao, yue),
# vowels that went up or down together (谢 xie, xia; 水 shui, shu).
_ALIKE = {
    "ian ie": 0.2, "van ve": 0.25, "uan uo": 0.4, "iang iong": 0.2, "an a": 0.3, "in i": 0.35, "in ing": 0.05,
    "ve iao": 0.25, "ve ie": 0.1, "uo ao": 0.3, "ie ai": 0.35, "ie i": 0.3, "ui v": 0.2, "ui u": 0.4, "ui i": 0.2,
    "ei i": 0.2, "ao ou": 0.15, "iao iu": 0.15, "ou u": 0.15, "iu u": 0.3, "u uo": 0.25, "er i": 0.3,
}  # fmt: skip
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"  # of the nearness as it is sent


def _of(table: Mapping[str, float], one: str, other: str, gap: str) -> float:
    """Return what a table says of two things in either order, nothing of one and the same."""
    if one == other:
        return 0.0
    return table.get(f"{one}{gap}{other}", table.get(f"{other}{gap}{one}", 1.0))


def consonants(one: str, other: str) -> float:
    """Return how near two consonants are: 1 the same, 0 nothing in common."""
    (here, how, breath), (there, what, wind) = _CONSONANTS[one], _CONSONANTS[other]
    made = _of(_PLACES, here, there, " ") + _of(_MANNERS, how, what, " ") + _BREATH * (breath != wind)
    return max(0.0, 1 - min(made, _of(_CLOSE, one, other, " ")))


def rests(one: str, other: str) -> float:
    """Return how near the rests of two syllables are: 1 the same, 0 nothing in common."""
    tables = (_GLIDES, _VOWELS, _ENDS)
    steps = (_of(table, mine, their, "") for table, mine, their in zip(tables, _RESTS[one], _RESTS[other], strict=True))
    return max(0.0, 1 - min(sum(steps), _of(_ALIKE, one, other, " ")))


def beginning(rest: str) -> str:
    """Return what a syllable begins with that has a rest and no consonant: w, y, or "" for its vowel."""
    shape = _RESTS[rest]
    return {"u": "w", "i": "y", "v": "y"}.get(shape.strip() if shape[0] == shape[2] == " " else shape[0], "")


def glideless(rest: str) -> str:
    """Return what is left of a rest where a consonant takes in the glide: ang of iang, un of ün."""
    if rest == "v":
        return "u"
    made = {shape: name for name, shape in _RESTS.items()}
    glide, tail = _RESTS[rest][0], _RESTS[rest][1:]
    ways = {"i": " ", "v": "u "}.get(glide, glide)
    return next((made[way + tail] for way in ways if way + tail in made), rest)


def consonant_table(names: Sequence[str]) -> str:
    """Return the nearness of each of some consonants to all before it, a digit of DIGITS each, the last of them 1."""
    return _table(consonants, names)


def rest_table(names: Sequence[str]) -> str:
    """Return the nearness of each of some rests to all before it, a digit of DIGITS each, the last of them 1."""
    return _table(rests, names)


def _table(near: Callable[[str, str], float], names: Sequence[str]) -> str:
    """Return how near each of some sounds is to all before it, a digit each."""
    grades = len(DIGITS) - 1
    return "".join(DIGITS[round(grades * near(one, other))] for at, one in enumerate(names) for other in names[:at])
