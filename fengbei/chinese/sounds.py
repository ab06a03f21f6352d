"""Which syllables are taken for one another: by speakers of Hunan, and by anyone who only heard a name."""

from __future__ import annotations

from functools import cache

from fengbei.chinese import nearness

# How a syllable without a consonant is spelt, and what it is: yan = ian, wei = ui.
_ZERO = {
    "yi": "i", "ya": "ia", "ye": "ie", "yao": "iao", "you": "iu", "yan": "ian", "yin": "in", "yang": "iang",
    "ying": "ing", "yong": "iong", "yo": "o", "yu": "v", "yue": "ve", "yuan": "van", "yun": "vn",
    "wu": "u", "wa": "ua", "wo": "uo", "wai": "uai", "wei": "ui", "wan": "uan", "wen": "un", "wang": "uang",
    "weng": "ong", "n": "en", "ng": "en", "m": "en", "hm": "en", "hng": "en",
}  # fmt: skip
_ROUND = ("j", "q", "x", "y")  # after these, u is spelt for ü
_LONG = ("zh", "ch", "sh")

# Merged: what most of Hunan does not tell apart. zh/z ch/c sh/s, n/l, hu-/f-/w-, -ng/-n after a, e, i (长沙府志 1747:
# "黄曰王, 雷曰吕, 成臣曰仁"; surveys of Xiang and Southwestern Mandarin).
_MERGED_INITIAL = {"zh": "z", "ch": "c", "sh": "s", "n": "l", "f": "w"}
_MERGED_FINAL = {"ang": "an", "eng": "en", "ing": "in", "uang": "uan"}

# Loose: one class for all that some southern dialect hears as one. The old voiced consonants came out aspirated in
# one place and plain in the next (b/p d/t g/k), palatals are velars or sibilants (jie/gai, jian/zhan), medials go.
_LOOSE_INITIAL = {
    "p": "b", "t": "d", "k": "g", "z": "g", "c": "g", "j": "g", "q": "g", "x": "s", "r": "l", "h": "w",
}  # fmt: skip
_LOOSE_FINAL = {
    "ia": "a", "ua": "a", "o": "e", "uo": "e", "er": "e", "ve": "ie", "v": "i", "uai": "ai", "ui": "ai", "ei": "ai",
    "iao": "ao", "iu": "u", "ou": "u", "ian": "an", "iang": "an", "uan": "an", "van": "an",
    "in": "en", "un": "en", "vn": "en", "ong": "en", "iong": "en",
}  # fmt: skip

_INITIALS = {name: chr(97 + at) for at, name in enumerate("b p m w d t l g k h z c s j q x r".split())} | {"": "0"}
_INITIALS |= {"zh": "A", "ch": "B", "sh": "C", "n": "D", "f": "E"}
_BEGINNINGS = {"w": "W", "y": "Y"}  # of syllables without a consonant; in `fine` these all have one letter
_ENDS = "a o e i u v ai ei ao ou an en in ia ie iao iu ian iang ua uo uai ui uan un ve van vn ong iong er"
_FINALS = {name: "abcdefghijklmnopqrstuvwxyz0123456789"[at] for at, name in enumerate(_ENDS.split())}
_FINALS |= {"ang": "A", "eng": "B", "ing": "C", "uang": "D"}
UNKNOWN = "~~"  # the class of an unreadable character: after every other


@cache
def fine(syllable: str) -> str:
    """Return a toneless syllable as two letters, consonant and rest."""
    return _code(*_parts(syllable))


@cache
def merged(syllable: str) -> str:
    """Return the two-letter class of a syllable in which Hunan's mergers meet: huang, wang, fan."""
    initial, final = _parts(syllable)
    initial, final = _MERGED_INITIAL.get(initial, initial), _MERGED_FINAL.get(final, final)
    if initial in ("h", "") and final == "ong":  # hong meets feng
        initial, final = "w", "en"
    elif initial in ("h", "") and final[:1] == "u":  # hu- and w- meet f-
        initial, final = "w", {"u": "u", "uo": "o", "ui": "ei", "un": "en"}.get(final, final[1:])
    return _code(initial, final)


@cache
def loose(syllable: str) -> str:
    """Return the two-letter class in which syllables that sound somewhat alike meet: zhang, jian, kan."""
    initial, final = _parts(syllable)
    initial, final = _MERGED_INITIAL.get(initial, initial), _MERGED_FINAL.get(final, final)
    if initial == "" and (final[:1] == "u" or final == "ong"):
        initial = "w"
    return _code(_LOOSE_INITIAL.get(initial, initial), _LOOSE_FINAL.get(final, final))


def near() -> tuple[str, ...]:
    """Return how near the consonants and the rests of syllables are.

    First the letters of the consonants in `fine` and the digits of their pairs, row by row: each letter with all before
    it, a digit of `nearness.DIGITS` each. The same of the rests. Then for each consonant its series
    (`nearness.SERIES`), and for each rest the letter of what it is without its glide, and that of what it begins with
    where it has no consonant.
    """
    spelt = {name: letter for name, letter in _INITIALS.items() if name != "w"} | _BEGINNINGS  # that w is a class
    initials = [*spelt]
    series = "".join(str(nearness.SERIES.get(name, 0)) for name in initials)
    bare = "".join(_FINALS[nearness.glideless(name)] for name in _FINALS)
    begun = "".join(spelt[nearness.beginning(name)] for name in _FINALS)
    letters = ("".join(spelt.values()), "".join(_FINALS.values()))
    tables = (nearness.consonant_table(initials), nearness.rest_table([*_FINALS]))
    return letters[0], tables[0], letters[1], tables[1], series, bare, begun


def _parts(syllable: str) -> tuple[str, str]:
    """Return the consonant and the rest of a syllable as they sound: wang is u-ang, ju is j-ü."""
    if syllable in _ZERO:
        return "", _ZERO[syllable]
    initial = syllable[:2] if syllable[:2] in _LONG else syllable[:1]
    if initial[:1] in "aeo":
        return "", syllable
    final = syllable[len(initial) :]
    if initial in _ROUND and final[:1] == "u":
        final = "v" + final[1:]
    return initial, {"ue": "ve"}.get(final, final)


def _code(initial: str, final: str) -> str:
    """Return the class as two letters, UNKNOWN for what is no syllable."""
    if initial not in _INITIALS or final not in _FINALS:
        return UNKNOWN
    return _INITIALS[initial] + _FINALS[final]
