"""Characters that were damaged on the way: they can be read, but they are probably not what was meant."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from fengbei.problems import character, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

# Kangxi radicals and compatibility forms: a PDF gives them in place of the character (⽟ for 玉).
# U+FA0E … U+FA29 has twelve that are characters in their own right (Unicode standard, 23.2).
FORMS = re.compile(
    "[\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufad9]"
)
ENTITY = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|(?:amp|lt|gt|quot|apos|nbsp|middot|ldquo|rdquo|hellip|mdash));"
)
# UTF-8 read as Latin-1 or Windows-1252: å¼ for 张. No language writes these pairs.
LATIN = re.compile(
    "[\u00c2-\u00f4][\u00a0-\u00a9\u00ab-\u00b9\u00bb-\u00bf\u0152\u0160\u0178\u017d\u2018-\u203a\u20ac]"
)
PADDED = re.compile("(?<=[\u3400-\u9fff])[ \u3000]+(?=[\u3400-\u9fff])")

Doubt = tuple[str, str, str]  # what is wrong, what to write instead, the words in question


def in_prose(text: str) -> Iterator[Doubt]:
    """Go through what looks damaged in any text, Markdown included."""
    if found := FORMS.search(text):
        meant = unicodedata.normalize("NFKC", found[0])
        hint = f"应写作“{meant}”" if meant != found[0] else "请改用正式的汉字"
        yield f"有部首或兼容字 {character(found[0])}，查找时找不到", hint, found[0]
    if found := LATIN.search(text):
        near = text[max(0, found.start() - 4) : found.end() + 4]
        yield f"{excerpt(near)}看来是乱码", "请从原文件重新复制，存为 UTF-8", near


def in_text(text: str) -> Iterator[Doubt]:
    """Go through what looks damaged in a line that is shown as it is written."""
    yield from in_prose(text)
    if found := ENTITY.search(text):
        yield f"有网页代码 {excerpt(found[0])}", "请改写成字符本身", found[0]


def in_name(name: str) -> Iterator[Doubt]:
    """Go through what looks damaged in the name of a person."""
    if PADDED.search(name):
        yield f"{excerpt(name)}的字之间有空格", "空格已略去，请删去", name
    if "?" in name or "？" in name:
        yield f"{excerpt(name)}里有问号，可能丢了生僻字", "请补上原字；原件看不清的字写作 □", name
    if meant := misread(name):
        yield f"{excerpt(name)}看来是乱码", f"是否应为“{meant}”？请从原文件重新复制，存为 UTF-8", name


def misread(name: str) -> str:
    """Return what a name was before its UTF-8 bytes were read as GBK, or ""."""
    meant = name.encode("gb18030").decode(errors="replace")  # an exception would take longer, for nearly every name
    return meant if len(meant) > 1 and all("\u4e00" <= char <= "\u9fff" for char in meant) else ""
