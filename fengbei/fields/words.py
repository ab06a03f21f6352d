"""Fields that hold words: names, lines, choices, Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from fengbei import chinese
from fengbei.fields import doubts
from fengbei.fields.base import LONGEST_TEXT, Dimension, Field, Step
from fengbei.fields.nodes import Leaf
from fengbei.problems import excerpt, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fengbei.fields.base import Desk, Schema
    from fengbei.fields.nodes import Node
    from fengbei.regions import Regions

LONGEST_PROSE = 200_000  # characters: a long biography has 20,000
DEVICES = ("con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(10)))
RESERVED = frozenset(  # names that Windows refuses for files, the site's own, and what every script object has
    (*DEVICES, "index", "search", "assets", "sitemap", "robots", "constructor")
)
# Brackets or quotes opened one within another by the hundred: no text, and slow to lay out.
TANGLED = re.compile(r"(?:!?\[[^\[\]]{0,8}\]?\(?){200}|^(?:[ \t]*>){33}", re.MULTILINE)


class Text(Field[str]):
    """One line of words."""

    def __init__(self, label: str, *, limit: int = LONGEST_TEXT, **options: Any) -> None:
        """Declare a line of at most `limit` characters."""
        super().__init__(label, **options)
        self.limit = limit

    def read(self, node: Node, desk: Desk) -> str | None:
        """Return the line with its white space folded."""
        said = self.text(node, desk)
        if said is None:
            return None
        line = " ".join(said.split())
        if len(line) > self.limit:
            wrong = f"有 {len(line)} 字，最多 {self.limit} 字"
            desk.refuse(node, self.label, wrong, "请缩短；长文写在“事迹”“简介”一类的栏目里")
            return None
        self.doubt(doubts.in_text(line), node, desk)
        return line

    def paths(self, value: str, dimension: str, regions: Regions) -> Iterable[tuple[Step, ...]]:
        """Return one list for each distinct text."""
        del dimension, regions
        return ((Step(chinese.slug(value), value, chinese.sort_key(value)),),)


class Name(Text):
    """The name of a person: browsed by pinyin initial and by stroke count of the surname."""

    def __init__(self, label: str, **options: Any) -> None:
        """Declare a name; 64 characters hold the longest that the rules of registration allow."""
        super().__init__(label, limit=64, **options)

    def read(self, node: Node, desk: Desk) -> str | None:
        """Return the name; spaces that only made it as wide as the others in a table are left out."""
        said = super().read(node, desk)
        if said is None:
            return None
        self.doubt(doubts.in_name(said), node, desk)
        return doubts.PADDED.sub("", said)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """Return the two indexes every Chinese roll has."""
        return (
            Dimension("pinyin", "按姓氏拼音", self.key),
            Dimension("strokes", "按姓氏笔画", self.key),
        )

    def filed(self, value: str) -> str:
        """Return somebody of the same surname."""
        surname = chinese.surname(value)
        return f"{surname}某" if surname else value

    def paths(self, value: str, dimension: str, regions: Regions) -> Iterable[tuple[Step, ...]]:
        """Return initial › surname, or stroke count › surname; where no surname can be told, the first alone."""
        del regions
        surname = chinese.surname(value)
        if dimension == "pinyin":
            initial = chinese.initial(value)
            first = Step("other" if initial == "#" else initial.lower(), initial, (initial,))
        else:
            count = chinese.strokes(surname[:1]) or 0
            first = Step(f"s{count}", f"{count}画" if count else "其他", (count or 99,))
        if not surname:
            return ((first,),)
        return ((first, Step(chinese.slug(surname), surname, chinese.sort_key(surname))),)


class Id(Text):
    """The name of a record in addresses and links; it never changes."""

    fact = False
    often = False
    grammar = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
    json: ClassVar[Schema] = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,63}$"}

    def read(self, node: Node, desk: Desk) -> str | None:
        """Return the id, or None after saying how one is written."""
        if self.text(node, desk) is None or not isinstance(node, Leaf):
            return None
        said = node.text  # a space within the quotes is a mistake, too
        if self.grammar.fullmatch(said) and said not in RESERVED and not said.endswith("-"):
            return said
        hint = "编号只用小写字母、数字和连字符，如 yang-kaihui 或 430121-0001，且不用系统保留名"
        desk.refuse(node, self.label, f"{excerpt(said)}不能作编号", hint)
        return None


class Prose(Field[str]):
    """Text of several paragraphs, in Markdown without HTML."""

    fact = False

    def read(self, node: Node, desk: Desk) -> str | None:
        """Return the Markdown as it was written."""
        said = self.text(node, desk)
        if said is not None and len(said) > LONGEST_PROSE:
            desk.refuse(node, self.label, f"有 {len(said)} 字，最多 {LONGEST_PROSE} 字")
            return None
        if said is not None and (found := TANGLED.search(said)):
            at = node.find(found[0]) if isinstance(node, Leaf) else node
            desk.refuse(at, self.label, "括号或引用符号 > 嵌套太多", "请删去多余的符号", "depth")
            return None
        self.doubt(doubts.in_prose(said or ""), node, desk)
        return said


class Choice(Field[str]):
    """One of a few words; other spellings may stand for them."""

    def __init__(self, label: str, options: str, *, also: Mapping[str, str] | None = None, **more: Any) -> None:
        """Declare the choice. `options` is written as in the handbook: 男/女/不详."""
        super().__init__(label, **more)
        self.options = tuple(options.split("/"))
        self.also = {**(also or {}), **{word: word for word in self.options}}

    def read(self, node: Node, desk: Desk) -> str | None:
        """Return the word chosen, or None after naming the words there are."""
        said = self.text(node, desk)
        if said is None or said in self.also:
            return self.also[said] if said is not None else None
        hint = nearest(said, self.also) or f"请写其中之一：{'、'.join(self.options)}"
        desk.refuse(node, self.label, f"没有{excerpt(said)}这一项", hint)
        return None

    def fixed(self, regions: Regions) -> Iterable[tuple[Step, ...]]:
        """Return the list of every word there is."""
        del regions
        return tuple((self.step(word),) for word in self.options)

    def step(self, word: str) -> Step:
        """Return the list of one word."""
        return Step(chinese.slug(word), word, (self.options.index(word),))

    def paths(self, value: str, dimension: str, regions: Regions) -> Iterable[tuple[Step, ...]]:
        """Return the list of the word."""
        del dimension, regions
        return ((self.step(value),),)

    def schema(self) -> Schema:
        """Return the words as an enumeration."""
        return {**super().schema(), "enum": list(self.also)}

    def explain(self) -> str:
        """Return the help with the words there are."""
        return f"{self.help}（{' / '.join(self.options)}）" if self.help else " / ".join(self.options)


class Flag(Choice):
    """Yes or no, as a clerk writes it."""

    def __init__(self, label: str, **more: Any) -> None:
        """Declare a yes-or-no field."""
        super().__init__(label, "是/否", also={"true": "是", "false": "否", "yes": "是", "no": "否"}, **more)

    def show(self, value: str) -> str:
        """Return 是 or 否."""
        return value
