"""The tables of regions, former codes and former names are read and checked here."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fengbei.regions.units import Former, Region

_DATA = Path(__file__).parents[1] / "data"
BUILT_IN = tuple(_DATA / name for name in ("regions.csv", "former_codes.csv", "former_names.csv"))

_HEADS = (
    ("code", "name", "parent", "level"),
    ("code", "name", "codes", "from_year", "until_year", "source"),
    ("name", "parent_hint", "codes", "from_year", "until_year", "kind", "note", "source"),
)
_NEEDED = ("code", "name", "level", "codes", "kind", "source")
_ABOVE = {"province": ("",), "prefecture": ("province",), "county": ("province", "prefecture")}


class TableError(Exception):
    """A table that cannot be read; says where and why in Chinese."""

    def __init__(self, file: str, line: int, message: str) -> None:
        """Keep the place beside the message."""
        super().__init__(f"{file}:{line}: {message}")
        self.file, self.line, self.message = file, line, message


@dataclass(slots=True)
class Tables:
    """All rows read so far; a later row takes the place of an earlier one of the same key."""

    regions: dict[str, Region] = field(default_factory=dict)
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    formers: dict[tuple[str, ...], Former] = field(default_factory=dict)
    places: list[tuple[str, int, dict[str, str]]] = field(default_factory=list)

    def add(self, table: Path) -> None:
        """Read a table, known by its first row; TableError where it cannot be used."""
        for line, row in _rows(table):
            self.places.append((table.name, line, row))
            if "level" in row:
                self.regions.pop(row["code"], None)  # so that a site's own province stands last
                self.regions[row["code"]] = Region(**row)
            elif "code" in row:
                self.codes[row["code"]] = tuple(row["codes"].split(";"))
            else:
                key = row["name"], row["parent_hint"], row["until_year"], row["kind"]
                self.formers[key] = _former(row)

    def check(self) -> None:
        """Refuse a code that is no present region, or a region in one that is not above it."""
        for file, line, row in self.places:
            for code in (*row.get("codes", "").split(";"), row.get("parent_hint", "")):
                if code and code not in self.regions:
                    raise TableError(file, line, f"没有代码为“{code}”的现行政区")
            if "level" in row and self._above(row["parent"]) not in _ABOVE.get(row["level"], ()):
                raise TableError(file, line, f"“{row['name']}”的上级“{row['parent']}”不对")

    def _above(self, parent: str) -> str:
        if not parent:
            return ""
        return self.regions[parent].level if parent in self.regions else "?"


def _former(row: dict[str, str]) -> Former:
    codes = tuple(row["codes"].split(";"))
    since, until, hint = row["from_year"], row["until_year"], row["parent_hint"]
    return Former(row["name"], codes, since, until, row["kind"], row["note"], row["source"], hint)


def _rows(table: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = table.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(table.name, 1, "读不出来：须是 UTF-8 编码的 CSV 文件") from error
    reader = csv.reader(text.splitlines())
    head = tuple(next(reader, ()))
    if head not in _HEADS:
        shapes = " 或 ".join(",".join(columns) for columns in _HEADS)
        raise TableError(table.name, 1, f"第一行应是 {shapes}")
    for cells in reader:
        if len(cells) != len(head):
            message = f"有 {len(cells)} 栏，应是 {len(head)} 栏"
            raise TableError(table.name, reader.line_num, message)
        row = dict(zip(head, (cell.strip() for cell in cells), strict=True))
        for column in _NEEDED:
            if row.get(column) == "":
                raise TableError(table.name, reader.line_num, f"“{column}”没有填写")
        yield reader.line_num, row
