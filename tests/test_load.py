"""A file becomes records; what YAML or an editor's program would spoil in silence is refused in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fengbei import load
from fengbei.kinds import all_kinds
from fengbei.problems import Problems
from tests.support import MARTYR, PERSON, PLACE, SOURCE, problems, put, read

if TYPE_CHECKING:
    from tests.conftest import Sites

TWO = f"- id: a\n  name: 张三\n  {SOURCE}- id: b\n  name: 李四\n  {SOURCE}"
REFUSED = {  # a file, and the one line it must earn
    "name: 张三\nname: 李四": "2:1: “name”写了两次，第一次在第 1 行；请删去其中一处",
    "name: &a 张三": "1:7: 不能用 & 锚点（YAML 锚）；请把内容直接写出来；以 & 开头的文字请加引号",
    "name: *a": "1:7: 不能用 * 引用（YAML 别名）；请把内容直接写出来；以 * 开头的文字请加引号",
    "name: !!binary aGk=": "1:7: 不能用 ! 标签（YAML 标签）；以 ! 开头的文字请加引号",
    "<<: {name: 张三}": "1:1: 不能用 << 合并键；请把内容直接写出来",
    "name: 张三\n---\nname: 李四": "2:1: 一个文件里写了两份文档（---）；几条记录请写成一个列表，每条以 - 开头",
    "name：张三": "1:1: 这里不是一条记录；键后写英文冒号和一个空格，如 name: 张三",
    "id: a\nname：张三": "2:5: 这里用了中文冒号“：”；键后写英文冒号和一个空格，如 name: 张三",
    "# 待补": "1:1: 文件里没有记录；请写一条记录，或删去这个文件",
    "name: @某部": '1:7: 值不能以 @ 开头；请给整个值加引号："@…"',
    "id: a\n\tname: 张三": "2:1: 行首不能用制表符（Tab）缩进；请改用空格",
    "name: %某部": '1:7: 值不能以 % 开头；请给整个值加引号："%…"',
    "name: `某部": '1:7: 值不能以 ` 开头；请给整个值加引号："`…"',
    "name: !某部": "1:8: 值不能以 ! 开头；请给整个值加引号",
    "id:\n\tname: 张三": "2:1: 行首不能用制表符（Tab）缩进；请改用空格",
    "name: {a: 1": "1:7: 花括号没有配对；请补上 }",
    "name: [张三": "1:7: 方括号没有配对；请补上 ]",
    'name: "张三': "1:7: 引号没有配对，一直到文件末尾；请补上另一半引号",
    "name: 张三: 烈士": "1:9: 这一行里多了一个冒号；值里有“: ”时请给整个值加引号",
    "name: 张\ue000": "1:8: 有看不见或不能用的字符 U+E000；请删去这个字符；生僻字请改用 Unicode 正式编码的字",
    'name: "张\\u200b三"': "1:7: 引号里有看不见或不能用的字符 U+200B ZERO WIDTH SPACE；请删去这个字符",
    "- 张三": "1:3: 这里不是一条记录；请写成“键: 值”，每行一项",
    "[" * 40 + "]" * 40: "1:33: 嵌套超过 32 层；请检查括号和缩进",
}  # fmt: skip


@pytest.mark.parametrize(("said", "message"), REFUSED.items(), ids=range(len(REFUSED)))
def test_what_could_be_misread_is_refused_in_place(said: str, message: str, temporary_site: Sites) -> None:
    assert problems(temporary_site({MARTYR: said})) == [f"{MARTYR}:{message}"]


@pytest.mark.parametrize("said", ["no", "yes", "1:20", "012", "0x1F", "1_000", "<<", "1949-10-01", "~x", "=", "on"])
def test_a_word_stays_the_word_it_is(said: str, temporary_site: Sites) -> None:
    (person,), _ = read(temporary_site({MARTYR: f"{PERSON}unit: {said}"}))
    assert person.__dict__["unit"] == said


def test_a_file_may_hold_many_records(temporary_site: Sites) -> None:
    records, wrong = read(temporary_site({MARTYR: TWO}))
    assert [(r.id, r.line) for r in records] == [("a", 1), ("b", 4)]
    assert not wrong.found


def test_one_bad_record_does_not_hide_the_next(temporary_site: Sites) -> None:
    records, wrong = read(temporary_site({MARTYR: TWO.replace("id: a", "id: A")}))
    assert [r.name for r in records] == ["张三", "李四"]
    assert len(wrong.found) == 1


def test_files_are_read_in_the_order_of_their_names(temporary_site: Sites) -> None:
    site = temporary_site({f"profiles/martyrs/{n}.yml": f"id: a{n}\nname: 张三\n{SOURCE}" for n in (10, 2, 1)})
    assert [r.id for r in read(site)[0]] == ["a1", "a10", "a2"]


def test_folders_below_a_kinds_folder_are_read(temporary_site: Sites) -> None:
    records, _ = read(temporary_site({"profiles/martyrs/430112/a.yaml": PERSON}))
    assert [r.file for r in records] == ["profiles/martyrs/430112/a.yaml"]


def test_a_byte_order_mark_at_the_start_is_harmless(temporary_site: Sites) -> None:
    assert problems(temporary_site({MARTYR: b"\xef\xbb\xbf" + PERSON.encode()})) == []


def test_a_file_in_gbk_is_named_as_such(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: "id: a\nname: 张三烈士".encode("gbk")})
    assert problems(site) == [f"{MARTYR}:2:7: 这不是 UTF-8，看来是 GBK（GB18030） 编码；请在编辑器里另存为 UTF-8"]


def test_a_file_in_utf_16_is_named_as_such(temporary_site: Sites) -> None:
    assert problems(temporary_site({MARTYR: PERSON.encode("utf-16")})) == [
        f"{MARTYR}:1:1: 这是 UTF-16 编码；请在编辑器里另存为 UTF-8"
    ]


def test_utf_8_once_read_as_latin_is_built_and_questioned(temporary_site: Sites) -> None:
    spoilt = "张三".encode().decode("latin-1")
    (said,) = problems(temporary_site({MARTYR: PERSON.replace("张三", spoilt)}))
    assert said.startswith(f"{MARTYR}:2:7: 提醒：「姓名」“å¼")


def test_a_mobile_number_in_a_comment_is_questioned(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: f"{PERSON}# 亲属电话 13800138000"})
    assert problems(site) == [f"{MARTYR}:4:1: 提醒：「注释」这里写有手机号码（138…0）；请核对；个人信息请删去"]


def test_a_file_that_may_not_be_read_is_named(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: PERSON})
    (site / MARTYR).unlink()
    sheet = load.read_sheet(site / MARTYR, MARTYR, all_kinds()[0], None)  # type: ignore[arg-type]
    assert [p.code for p in sheet.problems] == ["io"]


def test_a_folder_without_records_is_a_problem(temporary_site: Sites) -> None:
    found = Problems()
    load.open_site(temporary_site({"README": ""}), all_kinds(), found)
    assert [p.message for p in found] == ["没有找到记录"]


def test_a_folder_that_is_not_there_is_a_problem(temporary_site: Sites) -> None:
    found = Problems()
    load.open_site(temporary_site({}) / "nowhere", all_kinds(), found)
    assert [p.message for p in found] == ["没有这个文件夹"]


def test_the_settings_of_a_site_are_read_from_its_mkdocs_yml(temporary_site: Sites) -> None:
    site = temporary_site({"mkdocs.yml": "site_name: 测试\nextra: {fengbei: {rows: 50}}", MARTYR: PERSON})
    opened = load.open_site(site, all_kinds(), Problems())
    assert (opened.name, opened.rows) == ("测试", 50)


@pytest.mark.parametrize("rows", ["0", "9", "2001", "-1", "many", "1e3"])
def test_a_senseless_number_of_rows_is_refused(rows: str, temporary_site: Sites) -> None:
    site = temporary_site({"mkdocs.yml": f"extra: {{fengbei: {{rows: {rows}}}}}", MARTYR: PERSON})
    found = Problems()
    assert load.open_site(site, all_kinds(), found).rows == 200
    assert [p.field for p in found] == ["rows"]


def test_settings_that_are_no_yaml_are_a_problem(temporary_site: Sites) -> None:
    found = Problems()
    load.open_site(temporary_site({"mkdocs.yml": "a: [", MARTYR: PERSON}), all_kinds(), found)
    assert [p.code for p in found] == ["settings"]


def test_a_symbolic_link_is_not_followed(temporary_site: Sites) -> None:
    site = temporary_site({"memorials/facilities/ceshi.yml": PLACE})
    secret = put(site.parent / "outside", {"a.yml": PERSON}) / "a.yml"
    (site / "profiles/martyrs").mkdir(parents=True)
    (site / MARTYR).symlink_to(secret)
    assert [r.name for r in read(site)[0]] == ["测试烈士陵园"]


def test_a_character_of_the_old_standard_is_told_as_it_is_written_today(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: PERSON.replace("张三", "张\ue81e")})
    assert problems(site) == [
        f"{MARTYR}:2:8: U+E81E 是旧国标借用的编码；GB 18030-2022 起应写作“\u9fb4”（U+9FB4），请替换"
    ]


@pytest.mark.parametrize(
    ("story", "place"),
    [
        ("story: |\n  甲\n\n  乙13800138000丙\n", "6:4"),
        ("story: |4\n      甲\n    乙丙 １３８００１３８０００\n", "5:8"),
        ("story: |\r\n\r\n   电话13800138000\r\n", "5:6"),
        ("story: >\n  甲\n  乙13800138000丙\n", "3:8"),
    ],
    ids=str,
)
def test_what_is_wrong_within_a_text_is_told_where_it_stands(story: str, place: str, temporary_site: Sites) -> None:
    (said,) = problems(temporary_site({MARTYR: f"id: a\nname: 张三\n{story}{SOURCE}"}))
    assert said.startswith(f"{MARTYR}:{place}: 「事迹」这里写有手机号码")


def test_a_damaged_word_within_a_text_is_told_where_it_stands(temporary_site: Sites) -> None:
    (said,) = problems(temporary_site({MARTYR: f"{PERSON}story: |\n  甲\n  乙\u2f00丙\n"}))
    assert said.startswith(f"{MARTYR}:6:4: ")


def test_comments_are_each_told_on_their_line(temporary_site: Sites) -> None:
    said = problems(temporary_site({MARTYR: f"# 一\n# 13800138000\n{PERSON}\n  # 13900139000\n"}))
    assert [line.removeprefix(f"{MARTYR}:").partition(": ")[0] for line in said] == ["2:1", "7:3"]
