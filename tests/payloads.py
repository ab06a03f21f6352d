"""Words that would run, load or lay out something if a page took them for markup, and records full of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from fengbei.fields import Choice, Day, Field, Link, Many, Number, Parts, Place, Prose, Text
from fengbei.kinds import all_kinds
from tests.support import FACILITY, MARTYR, PERSON, PLACE, build, desk, node, put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fengbei.record import Record

RUN = "alert(1)"
CALLS = (RUN, "top[`al`+`ert`] (1)", "&#97;lert(1)", "\\u0061lert(1)")
TEXT = [
    *(f"<script>{call}</script>" for call in CALLS),
    *(
        f"<{tag} src=x onerror={RUN}>"
        for tag in ("img", "video", "audio", "image", "object", "embed", "input type=image")
    ),
    *(
        f"<{tag} on{event}={RUN}>"
        for tag, event in (
            ("svg", "load"),
            ("svg/", "load"),
            ("body", "pageshow"),
            ("details open", "toggle"),
            ("marquee", "start"),
            ("select autofocus", "focus"),
            ("style", "load"),
            ("iframe src=about:blank", "load"),
            ("p tabindex=0 autofocus", "focus"),
        )
    ),
    *(
        f"{quote}{end}<img src=x onerror={RUN}>"
        for quote in ("'", '"', "`", "")
        for end in (">", "/>", "-->", "]]>", "</title>")
    ),
    *(f"{quote} onmouseover={RUN} autofocus onfocus={RUN} x={quote}" for quote in ("'", '"', "`")),
    *(
        f"</{tag}><script>{RUN}</script>"
        for tag in ("script", "style", "textarea", "noscript", "template", "main", "html")
    ),
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<link rel=stylesheet href=//evil.example/a.css>",
    "<style>@import '//evil.example/a.css';*{display:none}</style>",
    "<form action=//evil.example><button>提交</button></form>",
    "<div style='position:fixed;inset:0'>公告</div>",
    "<a id=fengbei name=fengbei href=x>甲</a>",
    "<img name=getElementById src=x>",
    "<math><mi xlink:href=javascript:alert(1)>甲",
    "{{7*7}}{{cycler.__init__.__globals__}}",
    "{% raw %}<script>alert(1)</script>{% endraw %}",
    "${alert(1)}",
    "@@body@@@@base@@",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "＜script＞alert(1)＜/script＞",
    "__proto__",
    "constructor",
    '{"a":1}</script><script>alert(1)</script>',
    "=cmd|'/c calc'!A1",
    "%3Cscript%3Ealert(1)%3C/script%3E",
]
PROSE = [
    *TEXT,
    *(
        f"[甲]({scheme})"
        for scheme in (
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "&#106;avascript:alert(1)",
            "java\tscript:alert(1)",
            "//evil.example/",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:alert(1)",
            "<javascript:alert(1)>",
        )
    ),
    "![甲](//evil.example/a.png)",
    "![甲](https://evil.example/a.png)",
    "<javascript:alert(1)>",
    "[甲]: javascript:alert(1)\n\n[甲]",
    "# 标题 {#x onclick=alert(1)}",
    "甲{: onclick=alert(1)}",
    "```html\n<script>alert(1)</script>\n```",
    "<div markdown=1>\n\n*甲*\n\n</div>",
]
HARMLESS = "无害的话"
NAMING = {"field": "name", "supports": ["name"]}  # parts that name a field of the record
FORMS: tuple[type[Text | Prose], ...] = (Text, Prose)


class Pair(NamedTuple):
    """A record full of a word that may do harm, and its twin of harmless words, both as YAML."""

    page: str
    hostile: str
    harmless: str


def filled(field: Field[Any], form: type[Field[Any]], word: str) -> Any:
    """Return a value for a field in which every text of a form is the word, None if it has no place for one."""
    if isinstance(field, Many):
        inner = filled(field.item, form, word)
        return None if inner is None else [inner]
    if isinstance(field, Parts):
        inner = {key: filled(part, form, word) for key, part in field.parts.items()}
        if not any(value is not None for value in inner.values()):
            return None
        needed = {key: stock(part) for key, part in field.parts.items() if part.required and inner[key] is None}
        return {key: NAMING.get(key, value) for key, value in (inner | needed).items() if value is not None}
    return word if type(field) is form else None


def stock(field: Field[Any]) -> Any:
    """Return a plain value for a field that a record cannot do without."""
    if isinstance(field, Many):
        return [stock(field.item)]
    if isinstance(field, Parts):
        return {key: stock(part) for key, part in field.parts.items() if part.required}
    if isinstance(field, Choice):
        return next(iter(field.options))
    forms: dict[type[Field[Any]], str] = {
        Day: "2020-01-01",
        Place: "湖南省长沙市望城区",
        Number: "1",
        Link: "zhang-san",
    }
    return next((said for of, said in forms.items() if isinstance(field, of)), HARMLESS)


def accepts(field: Field[Any], value: Any) -> bool:
    """Say whether a field takes a value without complaint."""
    at = desk()
    read = field.read(node(value), at)
    return read is not None and not list(at.problems)


def pairs(of: type[Record], form: type[Field[Any]], words: list[str]) -> Iterator[Pair]:
    """Go through a pair of records of a kind for each word; both have the same fields."""
    for number, word in enumerate(words):
        record_id = f"{of.kind_id}-{form.__name__.lower()}-{number:03}"
        said: dict[str, tuple[Any, Any]] = {"id": (record_id, record_id)}
        for key, field in of.fields.items():
            if key in ("id", "status", "pinyin"):
                continue
            first = f"{number:03}" if field.facet or key == "name" else ""  # what records are sorted by
            one, twin = (filled(field, form, first + each) for each in (word, f"{HARMLESS}{number}"))
            if one is not None and accepts(field, one) and accepts(field, twin):
                said[key] = one, twin
            elif field.required:
                plain = f"{form.__name__}{number}" if key == "name" and type(field) is Text else stock(field)
                said[key] = plain, plain
        said["name"] = said["name"] if type(of.fields["name"]) is Text else (f"测试{number}", f"测试{number}")
        said["reviewed"] = ({"status": "已审"},) * 2
        yield Pair(f"{of.page}/{record_id}.html", *(json.dumps({k: v[at] for k, v in said.items()}) for at in (0, 1)))


def sites() -> tuple[dict[str, str], dict[str, str], list[str]]:
    """Return the files of a site full of hostile words, those of its twin, and the addresses of their pages."""
    found = [
        (of, pair)
        for of in all_kinds()
        for form, words in ((Text, TEXT), (Prose, PROSE))
        for pair in pairs(of, form, words)
    ]
    first = {MARTYR: PERSON, FACILITY: PLACE.replace("id: ceshi", "id: zhang-san")}
    hostile, harmless = (
        first | {f"{of.folder}/{pair.page.rpartition('/')[2][:-5]}.yml": pair[at] for of, pair in found}
        for at in (1, 2)
    )
    return hostile, harmless, [pair.page for _, pair in found]


def build_both(folder: Path) -> tuple[Path, Path, list[str]]:
    """Build the site of hostile words and its twin; return them, and the addresses of their pages."""
    hostile, harmless, pages = sites()
    roots = [put(folder / name, said) for name, said in (("hostile", hostile), ("harmless", harmless))]
    for root in roots:
        done = build(root, "build", "--date", "2026-04-05")
        assert done.returncode == 0, done.stderr[-3000:]
    return roots[0] / "site", roots[1] / "site", pages
