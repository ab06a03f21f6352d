"""What every field type shares: a label, a privacy class, and how it reads and shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, NamedTuple, Self, TypeVar, overload

from fengbei.fields.nodes import Leaf, shape
from fengbei.problems import Level, Problem, Spot, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fengbei.fields.nodes import Node
    from fengbei.regions import Regions

Privacy = Literal["P0", "P1", "P2"]  # P3 is refused before any field sees it
Schema = dict[str, Any]
T = TypeVar("T")
F = TypeVar("F", bound="Field[Any]")

LONGEST_TEXT = 2_000  # characters of a one-line field; a longer one belongs in a Prose field


class Ref(NamedTuple):
    """An id that a record points at, and where it was written."""

    id: str
    line: int
    column: int


class Step(NamedTuple):
    """One step of the way to a list: address part, name, and what it is sorted by."""

    slug: str
    label: str
    order: tuple[int | str, ...]


class Dimension(NamedTuple):
    """A way to leaf through a kind: address part, name, the field it follows."""

    key: str
    label: str
    field: str


@dataclass(slots=True)
class Desk:
    """Where one file is read: the facts a field may ask for, and the problems it finds."""

    file: str
    regions: Regions
    values: dict[tuple[Field[Any], type, str], Any] = field(default_factory=dict)  # what words were read as before
    suspects: Sequence[int] | None = None  # the lines that may hold personal data, None where any may
    problems: list[Problem] = field(default_factory=list)

    def spot(self, node: Node) -> Spot:
        """Return where a node stands."""
        return Spot(self.file, node.line, node.column)

    def refuse(self, node: Node, label: str, message: str, hint: str = "", code: str = "value") -> None:
        """Note a mistake that must be mended before the site is built."""
        self.note(node, label, message, hint=hint, code=code, level="error")

    def warn(self, node: Node, label: str, message: str, hint: str = "", code: str = "value") -> None:
        """Note something that should be looked at; the site is built all the same."""
        self.note(node, label, message, hint=hint, code=code, level="warning")

    def note(self, node: Node, label: str, message: str, *, hint: str, code: str, level: Level) -> None:
        """Note a problem of either level."""
        self.problems.append(Problem(self.spot(node), label, message, hint, code, level))


class Field(Generic[T]):
    """One attribute of a kind: how it is read, checked, shown, searched and explained."""

    fact = True  # whether it stands in the table of facts
    often = True  # whether many records say the same: what words were read as once is then used again
    json: ClassVar[Schema] = {"type": "string"}

    def __init__(  # noqa: PLR0913 - each is one word of the declaration
        self,
        label: str,
        *,
        required: bool = False,
        privacy: Privacy = "P0",
        search: int = 0,
        facet: str = "",
        column: bool = False,
        near: str = "",
        role: str = "",
        means: str = "",
        help: str = "",  # noqa: A002 - the word an editor would look for
        example: str = "",
    ) -> None:
        """Declare a field.

        `facet` names the way to browse by it, `near` the neighbours in that list, `column` puts it
        in the rows of rolls, `search` weighs its words. `role` says what the index of people takes it
        for: alias, place, born, died, unit, rest (where the person lies), period, event. `means` is the property of
        schema.org that the fact is: `birthDate`, `organizer:Organization` (the name of one), or
        `address:PostalAddress.streetAddress` (a property of one).
        """
        self.key = ""
        self.label, self.required, self.privacy = label, required, privacy
        self.search, self.facet, self.column, self.near = search, facet, column, near
        self.role, self.means = role, means
        self.help, self.example = help, example

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn the key from the attribute's name."""
        self.key = name

    @overload
    def __get__(self: F, record: None, owner: type) -> F: ...
    @overload
    def __get__(self, record: object, owner: type) -> T | None: ...
    def __get__(self, record: object | None, owner: type) -> Self | T | None:
        """Return the field of a kind, or None for a record that does not have it."""
        return self if record is None else None

    def read(self, node: Node, desk: Desk) -> T | None:
        """Return the value, or None after saying on the desk what is wrong."""
        raise NotImplementedError

    def show(self, value: T) -> str:
        """Return the value as a reader sees it."""
        return str(value)

    def brief(self, value: T) -> str:
        """Return the value as it stands in a row of a roll."""
        return self.show(value)

    def data(self, value: T) -> Any:
        """Return the value as machines read it (a text, number, mapping or list), None where it is not certain."""
        said = self.show(value)
        return None if said == "不详" else said

    def words(self, value: T) -> Iterable[str]:
        """Return the words a search may find the value by."""
        return (self.show(value),)

    def refs(self, value: T) -> Iterable[tuple[str, Ref]]:
        """Return (kind, reference) for every record the value points at."""
        del value
        return ()

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """Return the ways to browse a kind by this field."""
        return (Dimension(self.address, self.facet, self.key),) if self.facet else ()

    def fixed(self, regions: Regions) -> Iterable[tuple[Step, ...]]:
        """Return the lists that exist even when nothing stands in them."""
        del regions
        return ()

    def paths(self, value: T, dimension: str, regions: Regions) -> Iterable[tuple[Step, ...]]:
        """Return the lists the value stands in, each as its steps from the outermost."""
        del value, dimension, regions
        return ()

    def filed(self, value: T) -> T:
        """Return a value that stands in the same lists, and that many values have in common."""
        return value

    @property
    def address(self) -> str:
        """Return the field's key as it stands in an address."""
        return self.key.replace("_", "-")

    def schema(self) -> Schema:
        """Return the JSON Schema by which an editor completes and checks the value."""
        return {"title": self.label, "description": self.explain(), **self.json}

    def explain(self) -> str:
        """Return one sentence of help for the handbook, the form and the editor."""
        return self.help or self.label

    def text(self, node: Node, desk: Desk) -> str | None:
        """Return the node's words, or None after saying that it is no single text."""
        if isinstance(node, Leaf):
            return node.text.strip()
        hint = "这里只写一段文字；几种说法不一时写成 - {value: …, source: …}"
        desk.refuse(node, self.label, f"这里写成了{shape(node)}", hint, code="type")
        return None

    def doubt(self, doubts: Iterable[tuple[str, str, str]], node: Node, desk: Desk) -> None:
        """Ask about everything that looks damaged: what is wrong, what to write instead, the words in question."""
        for message, hint, words in doubts:
            desk.warn(node.find(words) if isinstance(node, Leaf) else node, self.label, message, hint, code="doubt")

    def refuse(self, node: Leaf, desk: Desk, wrong: str, hint: str = "") -> None:
        """Say that a value cannot be what it is meant to be."""
        desk.refuse(node, self.label, f"{excerpt(node.text)}{wrong}", hint)
