"""What libyaml complains of, said so that an editor can mend it."""

from __future__ import annotations

from typing import Any

from fengbei.load.text import Refused
from fengbei.problems import excerpt

TAB = ("行首不能用制表符（Tab）缩进", "请改用空格")
SAID = (  # what libyaml says, and what to tell the editor
    ("found a tab character", *TAB),
    ("mapping values are not allowed", "这一行里多了一个冒号", "值里有“: ”时请给整个值加引号"),
    ("found unexpected end of stream", "引号没有配对，一直到文件末尾", "请补上另一半引号"),
    ("expected ',' or ']'", "方括号没有配对", "请补上 ]"),
    ("expected ',' or '}'", "花括号没有配对", "请补上 }"),
    ("could not find expected ':'", "这一行没有“键: 值”的形式", "键后写英文冒号和一个空格，如 name: 张三"),
    ("did not find expected key", "缩进不齐，或这一行不成“键: 值”", "同一层的键要左对齐"),
    ("did not find expected '-' indicator", "列表的缩进不齐", "同一层的 - 要左对齐"),
    ("did not find expected node content", "这里缺少一个值", "请补上值，或给以符号开头的值加引号"),
    ("did not find expected alphabetic or numeric", "值不能以 & 或 * 开头", "请给整个值加引号"),
    ("did not find expected <document start>", "文件结构不对，前面已经写了别的内容", "一个文件只写一条记录或一个列表"),
    ("while scanning a directive", "行首的 % 被当成指令", "请给整个值加引号"),
    ("while scanning a tag", "值不能以 ! 开头", "请给整个值加引号"),
    ("found unknown escape character", "双引号里的反斜杠写法不对", "改用单引号，或把 \\ 写成 \\\\"),
    ("undefined tag handle", "值不能以 ! 开头", "请给整个值加引号"),
)  # fmt: skip
STOPS = {"\t": TAB}  # characters that no value begins with, when they are something else as well


def syntax(wrong: Any, text: str) -> Refused:
    """Return libyaml's complaint in Chinese, at the place the editor should look at."""
    said = f"{wrong.context or ''}: {wrong.problem or ''}"
    mark = wrong.problem_mark or wrong.context_mark
    if "quoted scalar" in said and wrong.context_mark:
        mark = wrong.context_mark  # the opening quote, not the end of the file
    if "flow" in said and wrong.context_mark:
        mark = wrong.context_mark  # the opening bracket
    lines = text.splitlines() or [""]
    here = lines[min(mark.line, len(lines) - 1)]
    if "cannot start any token" in said and (stop := here[mark.column : mark.column + 1]):
        message, hint = STOPS.get(stop, (f"值不能以 {stop} 开头", f'请给整个值加引号："{stop}…"'))
        return Refused(mark.line + 1, mark.column + 1, message, hint, "syntax")
    for at in (mark.line, mark.line - 1):  # libyaml notices one line late
        if 0 <= at < len(lines) and "：" in lines[at] and ": " not in lines[at]:
            column = lines[at].index("：") + 1
            return Refused(at + 1, column, "这里用了中文冒号“：”", "键后写英文冒号和一个空格，如 name: 张三", "syntax")
    for words, message, hint in SAID:
        if words in said:
            return Refused(mark.line + 1, mark.column + 1, message, hint, "syntax")
    return Refused(
        mark.line + 1, mark.column + 1, f"YAML 写法有误：{excerpt(here)}", "请对照 handbook 的样例", "syntax"
    )
