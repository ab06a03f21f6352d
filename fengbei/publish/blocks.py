"""The sums of the files of a folder, as SHA256SUMS has them: one piece of bytes, a line a file.

Shorter names come first, so that 10000.html follows 9999.html and the people of one input file stay together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

HEX = 64  # digits of a sum
GAP = "  "  # between the sum and the name, as sha256sum writes it
NAME = HEX + len(GAP)  # where the name begins
NO_SUM = "0" * HEX  # of a file that was not made
BROKEN = "not as this program writes it, nor as sha256sum does"
STEP = 1 << 12  # bytes to look ahead at first

Blocks: TypeAlias = Mapping[str, bytes]  # by folder, "" for the top


def folder_of(name: str) -> str:
    """Return the folder in which a file lies, "" for the top."""
    return name.rpartition("/")[0]


def first_of(block: bytes) -> bytes:
    """Return the first name of a block."""
    return block[NAME : block.find(b"\n")]


def last_of(block: bytes) -> bytes:
    """Return the last name of a block."""
    return block[block.rfind(b"\n", 0, -1) + 1 + NAME : -1]


def joined(parts: Sequence[bytes]) -> bytes:
    """Return parts of a folder as its block."""
    ends = zip(map(last_of, parts), map(first_of, parts[1:]), strict=False)
    if all(order_of(before) < order_of(after) for before, after in ends):
        return b"".join(parts)
    (block,) = blocks_of(dict(chain.from_iterable(map(sums_in, parts)))).values()
    return block


def order_of(name: bytes) -> tuple[int, str]:
    """Return what names in a folder are sorted by."""
    text = name.decode()
    return len(text), text


def sums_in(block: bytes) -> Iterator[tuple[str, str]]:
    """Go through the files of a block: name and sum."""
    return ((line[NAME:], line[:HEX]) for line in block.decode().split("\n") if line)


def blocks_of(sums: Mapping[str, str]) -> dict[str, bytes]:
    """Return sums as blocks."""
    lines = defaultdict[str, list[str]](list)
    for name in sorted(sorted(sums), key=len):
        lines[folder_of(name)].append(f"{sums[name]}{GAP}{name}\n")
    return {folder: "".join(held).encode() for folder, held in lines.items()}


def unlike(here: Blocks, there: Blocks) -> Iterator[str]:
    """Go through the names of the files that are there, and are not here or not so."""
    for folder, block in there.items():
        if (own := here.get(folder, b"")) != block:
            known = dict(sums_in(own))
            yield from (name for name, said in sums_in(block) if known.get(name) != said)


def with_ones(block: bytes, ones: Mapping[str, str]) -> bytes:
    """Return a block with the lines of some more files, or others in place of those that it has."""
    pieces: list[bytes] = []
    done = 0
    for name in sorted(sorted(ones), key=len):
        line = f"{ones[name]}{GAP}{name}\n".encode()
        at = first_line(block, done, len(block), partial(comes_before, order_of(name.encode()), block))
        pieces += (block[done:at], line)
        done = line_end(block, at) + 1 if lies_at(block, at, line) else at
    return b"".join((*pieces, block[done:]))


def comes_before(order: tuple[int, str], block: bytes, at: int) -> bool:
    """Say whether the line at a place of a block comes before a name."""
    return order_of(block[at + NAME : line_end(block, at)]) < order


def lies_at(block: bytes, at: int, line: bytes) -> bool:
    """Say whether the line at a place of a block is of the same file as another line."""
    return block.startswith(line[HEX:], at + HEX)


def found_in(there: bytes, block: bytes, begin: int) -> int:
    """Return where lines end that all stand in another block, in the same order, perhaps behind a place; -1 if not.

    Lines of other files may stand between them: few do.
    """
    at, done = begin, 0
    while True:
        same = alike(there, at, block, done)
        at, done = at + same, done + same
        if done == len(block):
            return at
        line = block[done : line_end(block, done) + 1]
        found = there.find(line, at)
        if found < 0 and not done:  # it is asked for before the parts that stand before it
            found = there.find(line)
        if found < 0:
            return -1
        at = found


def alike(one: bytes, at: int, other: bytes, begin: int) -> int:
    """Return how many bytes two blocks have alike from two places on, as far as these are whole lines."""
    same, step, growing = 0, STEP, True
    most = min(len(one) - at, len(other) - begin)
    while step:
        upto = same + step
        if upto <= most and one[at + same : at + upto] == other[begin + same : begin + upto]:
            same = upto
        else:
            growing = False
        step = 2 * step if growing else step // 2
    return max(other.rfind(b"\n", begin, begin + same) + 1 - begin, 0)


def text_of(blocks: Blocks) -> bytes:
    """Return the text of SHA256SUMS: folder after folder."""
    return b"".join(blocks[folder] for folder in sorted(blocks))


def cut(text: bytes) -> dict[str, bytes]:
    """Return the blocks of a text of SHA256SUMS. ValueError where it is damaged.

    The end of a folder is looked for as one looks up a word, and what lies before it counted; where the lines are not
    in the order in which `text_of` writes them, they are read one by one.
    """
    text = text.replace(b"\r\n", b"\n") if b"\r" in text else text  # as some systems and programs end lines
    if text and text[-1:] != b"\n":
        raise ValueError(BROKEN)
    if not text.isascii():
        text.decode()
    blocks: dict[str, bytes] = {}
    at = 0
    while at < len(text):
        folder = text[at + NAME : line_end(text, at)].rpartition(b"/")[0]
        end = end_of(text, at, folder)
        if folder.decode() in blocks or not all_in(text, at, end, folder):
            return read(text)
        blocks[folder.decode()] = text[at:end]
        at = end
    return blocks


def read(text: bytes) -> dict[str, bytes]:
    """Return the blocks of a text whose lines stand in any order. ValueError."""
    if not are_sums(text):
        raise ValueError(BROKEN)
    return blocks_of(dict(sums_in(text)))


def are_sums(text: bytes) -> bool:
    """Say whether each line has a sum and a name."""
    return all(len(line) > NAME and line[HEX:NAME] == GAP.encode() for line in text.split(b"\n")[:-1])


def line_end(text: bytes, at: int) -> int:
    """Return where a line ends, without its end mark."""
    end = text.find(b"\n", at)
    return len(text) if end < 0 else end


def end_of(text: bytes, at: int, folder: bytes) -> int:
    """Return where the lines of a folder end that begin at a place."""
    step = STEP
    while (ahead := begun(text, at + step)) < len(text) and lies_in(folder, text, ahead):
        at, step = ahead, 2 * step
    return first_line(text, at, ahead, partial(lies_in, folder, text))


def first_line(text: bytes, begin: int, end: int, passed: Callable[[int], bool]) -> int:
    """Return where the first line begins that is not `passed`, as those before it are; the end if there is none."""
    while begin < end:
        middle = begun(text, (begin + end) // 2)
        if passed(middle):
            begin = line_end(text, middle) + 1
        else:
            end = middle
    return begin


def begun(text: bytes, at: int) -> int:
    """Return where the line begins in which a place lies, the end of the text for a place behind it."""
    return len(text) if at >= len(text) else text.rfind(b"\n", 0, at) + 1


def lies_in(folder: bytes, text: bytes, at: int) -> bool:
    """Say whether the file of the line that begins at a place lies in a folder."""
    return text[at + NAME : line_end(text, at)].rpartition(b"/")[0] == folder


def all_in(text: bytes, begin: int, end: int, folder: bytes) -> bool:
    """Say whether all lines of a part of a text are of files in a folder."""
    if not folder:
        return b"/" not in text[begin:end] and are_sums(text[begin:end])
    lines, depth = text.count(b"\n", begin, end), folder.count(b"/") + 1
    within = text.count(GAP.encode() + folder + b"/", begin, end) == lines
    return within and text.count(b"/", begin, end) == lines * depth
