"""Write what the handbook and the editors' schemas take from the code; `--check` only tells what is out of date.

The tables in handbook/fields/ stand between two marks in pages written by hand; handbook/regions.md, schemas/ and
.vscode/ are written whole. Running it twice changes nothing.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from fengbei import files, forms  # noqa: E402 - the program is found from a clone, without an installation
from fengbei.kinds import all_kinds  # noqa: E402
from fengbei.regions import Regions  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fengbei.record import Record
    from fengbei.regions import Former

BEGIN, END = "<!-- 以下表格由 tools/make_handbook.py 生成，请勿手改 -->", "<!-- 表格到此为止 -->"
MARKED = re.compile(rf"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
EXTENSIONS = {"recommendations": ["redhat.vscode-yaml"]}
SETTINGS = {
    "files.encoding": "utf8",
    "files.autoGuessEncoding": False,
    "files.eol": "\n",
    "editor.unicodeHighlight.allowedLocales": {"zh-hans": True},
    "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
    "yaml.schemaStore.enable": False,
    "yaml.customTags": [],
}
REGIONS = """# 区划代码和旧名

“籍贯”等地点栏里的 `code` 写这里的六位代码。写法见[地点](places.md)。
本页由 `tools/make_handbook.py` 从 `fengbei/data/` 的三张表生成，请改表，不要改本页。
"""


def pages() -> Iterator[tuple[str, str]]:
    """Go through everything the tool writes: path below the root, and text."""
    for kind in all_kinds():
        yield f"handbook/fields/{kind.kind_id}.md", field_page(kind)
        yield f"schemas/{kind.kind_id}.schema.json", schema_file(kind)
    yield "handbook/regions.md", "\n".join([REGIONS, *region_tables(Regions.read())])
    yield ".vscode/settings.json", as_json({**SETTINGS, "yaml.schemas": dict(schema_globs())})
    yield ".vscode/extensions.json", as_json(EXTENSIONS)


def schema_file(kind: type[Record]) -> str:
    """Return the schema of a kind as JSON, one definition a line: a change is seen where it is."""
    schema = forms.schema(kind)
    definitions = schema.pop("definitions")
    lines = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in definitions.items())
    head = json.dumps(schema, ensure_ascii=False).removesuffix("}")
    return f'{head}, "definitions": {{\n' + ",\n".join(lines) + "\n}}\n"


def as_json(value: object) -> str:
    """Return a value as the JSON of a file that people read."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def schema_globs() -> Iterator[tuple[str, list[str]]]:
    """Go through the schemas, each with the files it is for."""
    for kind in all_kinds():
        yield f"./schemas/{kind.kind_id}.schema.json", [f"{kind.folder}/**/*.{end}" for end in ("yml", "yaml")]


def field_page(kind: type[Record]) -> str:
    """Return the page of a kind with its table made anew; a kind without a page gets a plain one."""
    path = ROOT / "handbook" / "fields" / f"{kind.kind_id}.md"
    page = path.read_text() if path.exists() else f"# {kind.label}的栏目\n\n{BEGIN}\n{END}\n"
    table = f"{BEGIN}\n\n{forms.table(kind)}\n{END}"
    return MARKED.sub(lambda _: table, page)


def table(head: str, rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table; `head` is written as `代码 | 名称`."""
    lines = [f"| {head} |", "|" + "---|" * (head.count("|") + 1)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def region_tables(regions: Regions) -> Iterator[str]:
    """Go through the parts of the page of regions."""
    home = regions.get(regions.home)
    assert home is not None  # noqa: S101 - the table of regions was checked when it was read
    yield f"## {home.name}的市州和县（市、区）\n"
    for prefecture in regions.children(home.code):
        yield f"### {prefecture.name} {prefecture.code}\n"
        yield table("代码 | 名称", ((unit.code, unit.name) for unit in regions.children(prefecture.code)))
    yield "## 省级代码\n"
    yield table("代码 | 名称", ((unit.code, unit.name) for unit in regions.children("")))
    yield "## 旧名\n\n旧名可以直接写，页面会注明“今属”何处；范围大于一县的旧名，只认到市州或省。\n"
    yield table("旧名 | 起止 | 变更 | 今属 | 说明 | 依据", (former_row(old, regions) for old in regions.formers))
    yield "## 旧代码\n\n1981年以来用过、现已不用的代码。写旧代码也可以，只要它今天只对应一个县（市、区）。\n"
    yield table("旧代码 | 旧名 | 起止 | 今代码 | 依据", former_codes())


def former_row(old: Former, regions: Regions) -> tuple[str, ...]:
    """Return the row of a former name."""
    today = regions.today(old).removeprefix("今属")
    return old.name, span(old.since, old.until), old.kind, today, old.note, old.source


def former_codes() -> Iterator[tuple[str, ...]]:
    """Go through the rows of the codes no longer in use."""
    with (ROOT / "fengbei" / "data" / "former_codes.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            codes = row["codes"].replace(";", "、")
            yield row["code"], row["name"], span(row["from_year"], row["until_year"]), codes, row["source"]


def span(since: str, until: str) -> str:
    """Return two years, either of which may be unknown: 1913—1953, —1953, ""."""
    return f"{since}—{until}" if since or until else ""


def main(arguments: list[str]) -> int:
    """Write what differs, or with `--check` only name it. Return the exit code."""
    if set(arguments) - {"--check"}:
        print("用法：python tools/make_handbook.py [--check]", file=sys.stderr)
        return 2
    stale = [(name, text) for name, text in pages() if not files.same(ROOT / name, text.encode())]
    for name, text in stale:
        print(f"不是最新：{name}" if arguments else f"已写：{name}")
        if not arguments:
            files.write_if_changed(ROOT / name, text)
    return 1 if arguments and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
