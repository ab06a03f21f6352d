"""What is wrong in a record, said to the person who can mend it."""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Level = Literal["error", "warning"]

PER_FILE = 100  # one broken file must not bury the others: 100,000 unknown keys are one mistake


class Spot(NamedTuple):
    """A place in a file: path below the root, 1-based line, 1-based column (in characters)."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: where it stands, which field, what is wrong, what to write instead."""

    spot: Spot
    field: str
    message: str
    hint: str = ""
    code: str = "value"
    level: Level = "error"

    def __str__(self) -> str:
        """Return the one line that is shown: `file:line:column: 「字段」message，hint`."""
        name = f"「{self.field}」" if self.field else ""
        said = f"{self.message}；{self.hint}" if self.hint else self.message
        mark = "" if self.level == "error" else "提醒："
        return printable(f"{self.spot.file}:{self.spot.line}:{self.spot.column}: {mark}{name}{said}")

    def as_dict(self) -> dict[str, str | int]:
        """Return the problem as the JSON form promises it."""
        return {
            "file": printable(self.spot.file),
            "line": self.spot.line,
            "column": self.spot.column,
            "field": printable(self.field),
            "code": self.code,
            "level": self.level,
            "message": printable(self.message),
            "hint": printable(self.hint),
        }


@dataclass(slots=True)
class Problems:
    """Everything found wrong in one run; nothing stops at the first."""

    found: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Keep one more problem."""
        self.found.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Keep many more problems."""
        self.found.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        """Go through the problems by file, line and column, at most PER_FILE of a file."""
        shown: Counter[str] = Counter()
        for problem in sorted(set(self.found)):
            shown[problem.spot.file] += 1
            if shown[problem.spot.file] <= PER_FILE:
                yield problem
        for file, count in sorted(shown.items()):
            if count > PER_FILE:
                rest = f"此文件另有 {count - PER_FILE} 处问题未列出"
                yield Problem(Spot(file), "", rest, hint="请先改正以上各处，再检查一次", code="more")

    @property
    def errors(self) -> int:
        """Count what must be mended before the site may be built."""
        return sum(p.level == "error" for p in set(self.found))

    @property
    def warnings(self) -> int:
        """Count what should be looked at."""
        return len(set(self.found)) - self.errors


def printable(text: str) -> str:
    """Return the text with control and invisible characters spelled out, safe for a terminal."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else f"<U+{ord(char):04X}>" if char not in "\n\t" else " " for char in text
    )


def excerpt(text: str, limit: int = 24) -> str:
    """Return the text as it is quoted in a message: one line, cut when long."""
    flat = " ".join(text.split())
    return f"“{flat[:limit]}…”" if len(flat) > limit else f"“{flat}”"


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the hint naming the word that was probably meant, or ""."""
    close = difflib.get_close_matches(word[:64], list(words), n=1, cutoff=0.5)
    return f"是否想写“{close[0]}”？" if close else ""


def character(char: str) -> str:
    """Return a character as it is named in a message: `U+200B ZERO WIDTH SPACE`."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()
