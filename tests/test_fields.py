"""Each type of field reads what a clerk writes, and says how to write what it cannot read."""

from __future__ import annotations

import pytest

from fengbei import chinese
from fengbei.fields import (
    Choice,
    Dated,
    Day,
    Flag,
    Id,
    Link,
    Many,
    Name,
    Number,
    Parts,
    Picture,
    Place,
    Prose,
    Text,
    is_empty,
)
from tests.support import desk, node, refusal, regions, value

LEVEL = Choice("级别", "国家级/省级/县级", also={"national": "国家级"})
HONOUR = Parts(
    "荣誉", short="name", name=Text("名称", required=True), secret=Text("密", privacy="P2"), date=Day("时间")
)


def warnings(field: Text, said: str) -> list[str]:
    at = desk()
    field.read(node(said), at)
    assert [p for p in at.problems if p.level == "error"] == []
    return [p.message for p in at.problems]


def test_a_line_of_text_loses_its_extra_spaces() -> None:
    assert value(Text("单位"), "  某部\n 三连 ") == "某部 三连"


def test_a_text_may_be_as_long_as_its_limit() -> None:
    assert value(Text("摘要", limit=5), "一二三四五") == "一二三四五"


def test_a_text_over_its_limit_is_refused_with_both_numbers() -> None:
    assert refusal(Text("摘要", limit=5), "一二三四五六").startswith("有 6 字，最多 5 字")


def test_a_list_where_a_text_belongs_is_refused() -> None:
    assert refusal(Text("单位"), ["甲", "乙"]).startswith("这里写成了一个列表")


def test_a_mapping_where_a_text_belongs_is_refused() -> None:
    assert refusal(Text("单位"), {"甲": "乙"}).startswith("这里写成了一组“键: 值”")


@pytest.mark.parametrize("said", ["", "  ", "~", "null", "Null", "NULL"])
def test_yaml_has_six_ways_to_write_nothing(said: str) -> None:
    assert is_empty(node(said))


@pytest.mark.parametrize("said", ["no", "0", "不详", "false"])
def test_a_word_that_means_no_is_still_a_word(said: str) -> None:
    assert not is_empty(node(said))


@pytest.mark.parametrize("said", ["a", "zhang-san", "430121-0001", "0", "a" * 64])
def test_an_id_is_made_of_letters_digits_and_hyphens(said: str) -> None:
    assert value(Id("编号"), said) == said


@pytest.mark.parametrize("said", ["A", "a_b", "-a", "a-", "张三", "a b", "a/b", "..", "a" * 65, "ａ", " a", "a ", "é"])
def test_any_other_id_is_refused(said: str) -> None:
    assert "不能作编号" in refusal(Id("编号"), said)


@pytest.mark.parametrize("said", ["con", "nul", "com1", "lpt9", "index", "search", "assets", "constructor"])
def test_an_id_that_means_something_else_is_refused(said: str) -> None:
    assert "不能作编号" in refusal(Id("编号"), said)


@pytest.mark.parametrize("said", ["张三", "阿不都·热依木", "张×", "张□□", "无名烈士", "A", "张（某）", "㐱"])
def test_a_name_is_kept_as_it_is_written(said: str) -> None:
    assert value(Name("姓名"), said) == said
    assert warnings(Name("姓名"), said) == []


@pytest.mark.parametrize("said", ["张 三", "张　三", "张  三"])
def test_a_name_that_was_padded_is_closed_up(said: str) -> None:
    assert value(Name("姓名"), said) == "张三"


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        ("张 三", "空格"),
        ("张?", "问号"),
        ("张？", "问号"),
        ("李⽟", "U+2F5F"),
        ("寮犱笁", "乱码"),
        ("å¼ ä¸", "乱码"),
        ("张&#x4E09;", "网页代码"),
    ],
)
def test_a_damaged_name_is_kept_but_questioned(said: str, doubt: str) -> None:
    assert any(doubt in message for message in warnings(Name("姓名"), said))


@pytest.mark.parametrize("said", ["José", "Müller", "诺尔曼·白求恩", "A&B 公司", "50°", "AT&T"])
def test_a_foreign_word_is_not_taken_for_damage(said: str) -> None:
    assert warnings(Text("单位"), said) == []


def test_a_compatibility_character_is_named_with_the_right_one() -> None:
    at = desk()
    Text("单位").read(node("李⽟"), at)
    assert at.problems[0].hint == "应写作“玉”"


def test_a_name_is_browsed_by_initial_and_surname() -> None:
    (path,) = Name("姓名").paths("欧阳测试", "pinyin", regions())
    assert [step.label for step in path] == ["O", "欧阳"]


@pytest.mark.parametrize("name", ["阿不都·热依木", "无名烈士", "John"])
@pytest.mark.parametrize("dimension", ["pinyin", "strokes"])
def test_a_name_without_a_surname_stands_in_no_list_of_one(name: str, dimension: str) -> None:
    (path,) = Name("姓名").paths(name, dimension, regions())
    assert len(path) == 1


def test_a_name_is_browsed_by_the_strokes_of_its_surname() -> None:
    (path,) = Name("姓名").paths("王测试", "strokes", regions())
    assert [step.label for step in path] == ["4画", "王"]


def test_prose_keeps_its_lines() -> None:
    assert value(Prose("事迹"), "第一段。\n\n第二段。\n") == "第一段。\n\n第二段。"


@pytest.mark.parametrize("said", ["[a](" * 4000, "![" * 4000, "> " * 100 + "x"])
def test_prose_of_a_thousand_open_brackets_is_refused(said: str) -> None:
    assert "嵌套太多" in refusal(Prose("事迹"), said)


def test_a_choice_is_one_of_its_words() -> None:
    assert value(LEVEL, "省级") == "省级"


def test_a_choice_knows_other_spellings() -> None:
    assert value(LEVEL, "national") == "国家级"


def test_a_near_miss_of_a_choice_names_the_word() -> None:
    assert refusal(LEVEL, "省极") == "没有“省极”这一项；是否想写“省级”？"


def test_any_other_choice_is_answered_with_all_words() -> None:
    assert refusal(LEVEL, "xyz") == "没有“xyz”这一项；请写其中之一：国家级、省级、县级"


@pytest.mark.parametrize(("said", "read"), [("是", "是"), ("true", "是"), ("no", "否"), ("false", "否")])
def test_a_flag_is_yes_or_no_as_a_clerk_writes_it(said: str, read: str) -> None:
    assert value(Flag("转载"), said) == read


@pytest.mark.parametrize(
    ("said", "shown"), [("18523", "18,523名"), ("1,234", "1,234名"), ("0", "0名"), ("3.50", "3.5名")]
)
def test_a_number_is_shown_with_its_unit(said: str, shown: str) -> None:
    field = Number("安葬", unit="名")
    assert field.show(value(field, said)) == shown


def test_a_number_is_true_as_of_a_date() -> None:
    field = Number("安葬", unit="名")
    read = value(field, {"value": "21000", "note": "余", "as_of": "2007-12"})
    assert field.show(read) == "21,000余名（截至2007年12月）"


def test_a_number_may_be_written_with_chinese_keys() -> None:
    assert value(Number("安葬"), {"数值": "12", "截至": "2020"}).value == 12


@pytest.mark.parametrize("said", ["约100", "0x1F", "1_000", "1,00", "-5", "一百", "1e3", ".5", "12abc"])
def test_what_is_no_plain_number_is_refused(said: str) -> None:
    assert "不是数字" in refusal(Number("安葬"), said)


def test_an_unknown_part_of_a_number_is_named() -> None:
    assert refusal(Number("安葬"), {"valeu": "3"}).startswith("不认识“valeu”")


def test_a_dated_line_says_when_it_was_true() -> None:
    field = Dated("开放时间")
    assert field.show(value(field, {"text": "9时—17时", "as_of": "2024-05"})) == "9时—17时（截至2024年5月）"


def test_a_dated_line_may_stand_alone() -> None:
    field = Dated("开放时间")
    assert field.show(value(field, "9时—17时")) == "9时—17时"


def test_a_day_keeps_the_words_of_its_source() -> None:
    assert value(Day("牺牲"), "约1934年冬").text == "约1934年冬"


def test_a_day_that_does_not_exist_is_refused() -> None:
    assert refusal(Day("牺牲"), "1934-02-30").startswith("1934年2月没有30日")


def test_an_era_date_is_converted_and_questioned() -> None:
    at = desk()
    read = Day("牺牲").read(node("民国二十三年"), at)
    assert read is not None
    assert read.year == 1934
    assert [p.level for p in at.problems] == ["warning"]


def test_a_day_is_browsed_by_decade_and_year() -> None:
    (path,) = Day("牺牲").paths(chinese.parse_day("1934-12-18"), "died", regions())
    assert [step.label for step in path] == ["1930—1939年", "1934年"]


def test_a_day_without_a_year_stands_in_no_list() -> None:
    assert list(Day("牺牲").paths(chinese.parse_day("不详"), "died", regions())) == []


def test_a_place_keeps_the_words_of_its_source() -> None:
    assert value(Place("籍贯"), "湖南酃县（今炎陵县）").text == "湖南酃县（今炎陵县）"


def test_a_place_is_found_under_its_name_of_today() -> None:
    assert value(Place("籍贯"), "湖南酃县").line[-1].name == "炎陵县"


def test_a_place_of_old_says_where_it_lies_today() -> None:
    field = Place("籍贯")
    assert field.show(value(field, "湖南酃县")) == "湖南酃县（今属炎陵县）"


def test_a_place_nobody_knows_is_kept() -> None:
    read = value(Place("籍贯"), "某山沟")
    assert (read.text, read.line) == ("某山沟", ())


def test_a_code_decides_where_a_place_lies() -> None:
    assert value(Place("籍贯"), {"text": "东乡", "code": "430121"}).line[-1].name == "长沙县"


def test_a_code_that_does_not_exist_is_refused() -> None:
    assert "不是现行的区划代码" in refusal(Place("籍贯"), {"text": "东乡", "code": "999999"})


def test_a_place_at_home_is_browsed_by_prefecture_county_and_township() -> None:
    field = Place("籍贯", facet="按籍贯")
    (path,) = field.paths(value(field, "湖南省长沙市望城区白箬铺镇"), "native-place", regions())
    assert [step.label for step in path] == ["长沙市", "望城区", "白箬铺镇"]


def test_a_place_elsewhere_is_browsed_by_province() -> None:
    field = Place("籍贯", facet="按籍贯")
    (path,) = field.paths(value(field, "河北阜平"), "native-place", regions())
    assert [step.label for step in path] == ["河北省"]


def test_a_link_is_an_id_and_its_place() -> None:
    read = Link("安葬地", to="facility").read(node("ceshi", line=7), desk())
    assert read == ("ceshi", 7, 1)


def test_parts_may_be_written_with_chinese_keys() -> None:
    assert value(HONOUR, {"名称": "一等功"}).name == "一等功"


def test_the_short_part_may_be_written_alone() -> None:
    assert value(HONOUR, "一等功").name == "一等功"


def test_a_part_of_class_p2_is_read_and_left_out() -> None:
    assert value(HONOUR, {"name": "一等功", "secret": "甲"}).secret is None


def test_a_missing_part_is_named() -> None:
    at = desk()
    HONOUR.read(node({"date": "1950"}), at)
    assert [p.message for p in at.problems] == ["缺少名称"]


def test_an_unknown_part_is_named_with_the_nearest() -> None:
    at = desk()
    HONOUR.read(node({"nmae": "一等功", "name": "一等功"}), at)
    assert [str(p) for p in at.problems] == ["a.yml:1:1: 「荣誉」没有“nmae”这一项；是否想写“name”？"]


def test_parts_are_shown_the_first_before_the_others() -> None:
    assert HONOUR.show(value(HONOUR, {"name": "一等功", "date": "1950"})) == "一等功（1950年）"


def test_many_may_be_one_without_its_dash() -> None:
    assert value(Many(Text("标签")), "甲") == ["甲"]


def test_many_leave_out_what_is_empty() -> None:
    assert value(Many(Text("标签")), ["甲", "", "乙"]) == ["甲", "乙"]


def test_every_bad_one_of_many_is_named() -> None:
    at = desk()
    assert Many(LEVEL).read(node(["省级", "甲级", "乙级"]), at) == ["省级"]
    assert len(at.problems) == 2


def test_many_are_parted_by_a_mark_their_own_words_do_not_use() -> None:
    field = Many(HONOUR)
    assert field.show(value(field, [{"name": "甲", "date": "1950"}, "乙"])) == "甲（1950年）；乙"


def test_a_picture_needs_its_words_and_its_source() -> None:
    at = desk()
    Picture("遗像").read(node({"file": "a.png"}), at)
    assert [p.message for p in at.problems] == ["缺少说明文字", "缺少图片来源"]


@pytest.mark.parametrize("field", [Text("甲"), LEVEL, Day("甲"), Place("甲"), Number("甲"), HONOUR, Many(HONOUR)])
def test_every_field_has_a_schema_with_its_label(field: Text) -> None:
    assert field.schema()["title"] == field.label
