"""The bytes of a file become text: UTF-8 only, and no character that nobody can see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fengbei import files
from fengbei.problems import Problem, Spot, character

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_FILE = 64_000_000  # bytes; a county's roll of 20,000 people has about 20 MB


# Characters nobody writes on purpose: controls, invisible and direction marks, private use,
# noncharacters, and U+FFFD, which says that a character was already lost.
BAD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u2069\ufeff\ufffd\ufff9-\ufffb\ufdd0-\ufdef\ue000-\uf8ff"
    "\U000f0000-\U0010ffff\ufffe\uffff]"
)

# Characters that GB 18030-2000 put into the private area, and what GB 18030-2005 and 2022 made of them;
# files and spreadsheets converted from GBK still carry them.
ONCE_PRIVATE = {
    chr(int(once, 16)): chr(int(today, 16))
    for once, _, today in (
        pair.partition(":")
        for pair in (
            "E81E:9FB4 E826:9FB5 E82B:9FB6 E82C:9FB7 E832:9FB8 E843:9FB9 E854:9FBA E864:9FBB "
            "E816:20087 E817:20089 E818:200CC E831:215D7 E83B:2298F E855:241FE E7C7:1E3F "
            "E78D:FE10 E78E:FE12 E78F:FE11 E790:FE13 E791:FE14 E792:FE15 E793:FE16 E794:FE17 E795:FE18 E796:FE19"
        ).split()
    )
}

# UTF-8 read as Latin-1 and saved again leaves controls behind letters such as å. They are shown as
# every browser shows them (WHATWG Encoding, windows-1252), so that the field can ask about them.
LEFT_OVER = re.compile("(?<=[\u0080-\u00ff])[\u0080-\u009f]")


class Refused(Exception):  # noqa: N818 - it is a refusal, not a fault of the program
    """A file that cannot be read further: where, and why."""

    def __init__(self, line: int, column: int, message: str, hint: str, code: str) -> None:
        """Keep what the editor must be told."""
        super().__init__(message)
        self.line, self.column = line, column
        self.message, self.hint, self.code = message, hint, code

    def problem(self, file: str) -> Problem:
        """Return it as a problem of a file."""
        spot = Spot(file, self.line, self.column)
        return Problem(spot, "", self.message, self.hint, self.code)


def decode(path: Path, begin: int = 0, end: int | None = None) -> str:
    """Return the text of a UTF-8 file, or of a part of it. Refused names the encoding it seems to have."""
    try:
        data = files.read(path, LONGEST_FILE, begin, end).removeprefix(b"\xef\xbb\xbf")
    except files.TooLargeError as large:
        said = f"文件有 {large.size:,} 字节，最多 {LONGEST_FILE:,}"
        raise Refused(1, 1, said, "请按县或乡镇分成几个文件", "size") from None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused(1, 1, "这是 UTF-16 编码", "请在编辑器里另存为 UTF-8", "encoding")
    try:
        text = data.decode()
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        start = data.rfind(b"\n", 0, wrong.start) + 1
        column = len(data[start : wrong.start].decode(errors="replace")) + 1
        raise Refused(line, column, guess_encoding(data), "请在编辑器里另存为 UTF-8", "encoding") from None
    if found := BAD.search(text):
        text = LEFT_OVER.sub(lambda c: c[0].encode("latin-1").decode("cp1252", "ignore") or c[0], text)
        if found := BAD.search(text):
            raise bad_character(text, found.start())
    return text


def guess_encoding(data: bytes) -> str:
    """Return what to tell the editor of bytes that are no UTF-8."""
    for name, codec in (("GBK（GB18030）", "gb18030"), ("Big5", "big5")):
        try:
            data.decode(codec)
        except UnicodeDecodeError:
            continue
        return f"这不是 UTF-8，看来是 {name} 编码"
    return "这不是 UTF-8，或文件在保存时被截断"


def bad_character(text: str, at: int) -> Refused:
    """Return the refusal of the character at an offset of the text."""
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    message = f"有看不见或不能用的字符 {character(text[at])}"
    hint = "请删去这个字符；生僻字请改用 Unicode 正式编码的字"
    if today := ONCE_PRIVATE.get(text[at]):
        message = f"{character(text[at])} 是旧国标借用的编码"
        hint = f"GB 18030-2022 起应写作“{today}”（U+{ord(today):04X}），请替换"
    return Refused(line, column, message, hint, "character")
