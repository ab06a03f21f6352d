"""What must hold of places: present names, former names, former codes, and free texts."""

from pathlib import Path

import pytest

from fengbei.regions import Former, Region, Regions, TableError

HUNAN = "430000"


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions.read()


def former(regions: Regions, name: str) -> Former:
    found = regions.find("湖南" + name).former
    assert found is not None
    return found


def counties(regions: Regions) -> list[Region]:
    return [county for city in regions.children(HUNAN) for county in regions.children(city.code)]


def test_china_has_34_provinces(regions: Regions) -> None:
    assert len(regions.children("")) == 34
    assert {region.level for region in regions.children("")} == {"province"}


def test_hunan_has_14_prefectures_and_122_counties(regions: Regions) -> None:
    assert len(regions.children(HUNAN)) == 14
    assert len(counties(regions)) == 122


def test_children_come_in_code_order(regions: Regions) -> None:
    codes = [region.code for region in regions.children("430100")]
    assert codes == sorted(codes)
    assert codes[0] == "430102"


def test_a_line_runs_from_province_to_county(regions: Regions) -> None:
    assert [region.name for region in regions.line("430225")] == ["湖南省", "株洲市", "炎陵县"]
    assert regions.line("999999") == ()


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("430000", "湖南"),
        ("430100", "长沙"),
        ("433100", "湘西"),
        ("431227", "新晃"),
        ("431229", "靖州"),
        ("430781", "津市"),
        ("430921", "南县"),
        ("150000", "内蒙古"),
        ("650000", "新疆"),
        ("820000", "澳门"),
    ],
)
def test_a_short_name_lacks_its_kind_but_keeps_two_characters(regions: Regions, code: str, short: str) -> None:
    region = regions.get(code)
    assert region is not None
    assert region.short == short


def test_every_present_name_of_hunan_finds_itself(regions: Regions) -> None:
    for region in (*regions.children(HUNAN), *counties(regions)):
        match = regions.find("湖南省" + region.name)
        assert (match.region, match.rest, match.former) == (region, "", None), region.name


def test_every_province_finds_itself_by_its_short_name(regions: Regions) -> None:
    assert all(regions.find(region.short).region == region for region in regions.children(""))


def test_a_former_code_is_no_present_region(regions: Regions) -> None:
    assert regions.get("431121") is None
    assert regions.get("430102") is not None


def test_every_former_code_of_hunan_leads_to_present_counties(regions: Regions) -> None:
    blocks = {
        "4301": (22, 23, 24),
        "4302": (19, 21, 22),
        "4303": (3, 5, 6, 11, 12, 22),
        "4304": (2, 3, 4, 11, 25, 27),
        "4305": (4, 21, 26),
        "4306": (22, 25),
        "4311": (21,),
        "4321": (0, *range(21, 28)),
        "4322": (0, 1, *range(22, 27)),
        "4323": (0, 1, 2, *range(21, 27)),
        "4324": (0, 1, 2, *range(21, 29)),
        "4325": (0, 1, 2, 3, *range(21, 26)),
        "4326": (0, *range(21, 28)),
        "4327": (0, *range(21, 28)),
        "4328": (0, 1, 2, *range(21, 32)),
        "4329": (0, 1, 2, *range(21, 31)),
        "4330": (0, 1, 2, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31),
        "4331": (2, 21, 28, 29),
        "4390": range(1, 6),
    }
    for block, ends in blocks.items():
        for end in ends:
            found = regions.present(f"{block}{end:02}")
            assert found, f"{block}{end:02}"
            assert all(regions.line(region.code)[0].code == HUNAN for region in found)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("431121", ["祁阳市"]),
        ("430521", ["邵东市"]),
        ("430122", ["望城区"]),
        ("432127", ["炎陵县"]),
        ("432122", ["湘乡市"]),
        ("432921", ["零陵区", "冷水滩区"]),
        ("432821", ["北湖区", "苏仙区"]),
        ("433128", ["永定区", "武陵源区"]),
        ("433021", ["洪江市"]),
        ("439005", ["津市市"]),
        ("430225", ["炎陵县"]),
        ("430104", ["岳麓区"]),
    ],
)
def test_a_code_leads_to_its_regions_of_today(regions: Regions, code: str, names: list[str]) -> None:
    assert [region.name for region in regions.present(code)] == names


def test_a_code_that_never_was_leads_nowhere(regions: Regions) -> None:
    assert regions.present("439999") == ()


def test_every_former_name_has_a_source_a_kind_and_a_place(regions: Regions) -> None:
    assert all(old.source and old.kind and old.codes for old in regions.formers)


def test_every_former_name_can_be_found(regions: Regions) -> None:
    for old in regions.formers:
        before = "".join(region.name for region in regions.line(old.hint))
        match = regions.find(before + old.name)
        assert {*old.codes} & {region.code for region in match.candidates} or old.name in {
            region.name for region in regions.line(match.region.code if match.region else "")
        }, old.name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("永绥", "433124"),
        ("永绥厅", "433124"),
        ("乾城", "433101"),
        ("乾州厅", "433101"),
        ("晃县", "431227"),
        ("晃州厅", "431227"),
        ("大庸县", "430800"),
        ("酃县", "430225"),
        ("龙阳", "430722"),
        ("安福县", "430724"),
        ("永明", "431125"),
        ("巴陵", "430600"),
        ("善化", "430100"),
        ("清泉县", "430400"),
        ("武陵县", "430700"),
        ("兴宁县", "431081"),
        ("道州", "431124"),
        ("茶陵州", "430224"),
        ("靖县", "431229"),
        ("黔阳县", "431281"),
        ("麻阳县", "431226"),
        ("宝庆县", "430500"),
        ("沅州", "431200"),
        ("古丈坪厅", "433126"),
        ("凤凰厅", "433123"),
        ("株洲县", "430212"),
        ("宁乡县", "430182"),
    ],
)
def test_a_name_of_old_hunan_leads_to_the_smallest_certain_region(regions: Regions, name: str, code: str) -> None:
    match = regions.find("湖南" + name)
    assert match.region == regions.get(code)
    assert match.former is not None


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("湖南省长沙市望城区", "430112", ""),
        ("湖南酃县（今炎陵县）", "430225", ""),
        ("湖南湘乡永丰（今双峰县）", "431321", "永丰"),
        ("湖南宝庆（今邵东市范家山）", "430582", "范家山"),
        ("湖南衡山南峡谷（今衡东县新塘镇）", "430424", "南峡谷（今新塘镇）"),
        ("湖南宝庆(今属邵东市)", "430582", ""),
        ("湖南长沙县板仓（今开慧镇）", "430121", "板仓（今开慧镇）"),
        ("河北阜平", "130000", "阜平"),
        ("湖南", "430000", ""),
        ("汉口余记里", "", "汉口余记里"),
        ("长沙浏阳门外识字岭", "430100", "浏阳门外识字岭"),
        ("湖南长沙望城坡", "430100", "望城坡"),
        ("湖南浏阳河畔", "430000", "浏阳河畔"),
        ("湖南浏阳镇头", "430181", "镇头"),
        ("湖南衡山县马庙坪", "430423", "马庙坪"),
        ("江西瑞金红林山区", "360000", "瑞金红林山区"),
        ("湖南省 邵阳市 邵东县 团山", "430582", "团山"),
        ("湘西永顺塔卧", "433127", "塔卧"),
        ("湖南湘西沅陵", "431222", ""),
        ("湖南邵阳专区武冈县", "430581", ""),
        ("湖南新晃县波洲", "431227", "波洲"),
        ("湖南浏阳（今属长沙市）", "430181", ""),
        ("湖南湘西州桑植县洪家关", "430822", "洪家关"),
        ("湘西自治州桑植", "430822", ""),
        ("湖南益阳宁乡县", "430182", ""),
        ("湖南岳阳地区岳阳市", "430600", ""),
        ("长沙市平江里", "430100", "平江里"),
        ("福建永定", "350000", "永定"),
        ("雨花台", "", "雨花台"),
        ("平江区", "", "平江区"),
        ("海南藏族自治州", "", "海南藏族自治州"),
        ("北京路12号", "", "北京路12号"),
        ("", "", ""),
    ],
)
def test_a_free_text_is_read_as_far_as_it_is_certain(regions: Regions, text: str, code: str, rest: str) -> None:
    match = regions.find(text)
    assert (match.region.code if match.region else "", match.rest) == (code, rest)


def test_a_name_borne_in_two_provinces_is_left_open(regions: Regions) -> None:
    match = regions.find("永定区")
    assert match.region is None
    assert [region.name for region in match.candidates] == ["永定区", "福建省"]
    assert regions.find("湖南永定区").region == regions.get("430802")


def test_a_district_called_by_its_side_of_a_city_needs_the_city(regions: Regions) -> None:
    assert regions.find("东区").region is None
    assert len(regions.find("东区").candidates) > 1
    assert regions.find("长沙市东区").region == regions.get("430102")


def test_baoqing_gives_every_county_it_may_be(regions: Regions) -> None:
    match = regions.find("宝庆")
    assert match.region == regions.get(HUNAN)
    assert {"邵东市", "新邵县", "隆回县", "新化县"} <= {region.name for region in match.candidates}


def test_a_county_that_was_split_keeps_its_name_and_names_the_parts(regions: Regions) -> None:
    match = regions.find("湖南湘乡县")
    assert match.region == regions.get("430381")
    assert [region.name for region in match.candidates] == ["湘乡市", "双峰县", "涟源市"]


def test_a_name_in_use_again_means_what_it_means_now(regions: Regions) -> None:
    match = regions.find("湖南桂阳县")
    assert (match.region, match.former) == (regions.get("431021"), None)


def test_a_dissolved_province_gives_its_heirs(regions: Regions) -> None:
    assert regions.find("绥远").region == regions.get("150000")
    match = regions.find("热河省承德")
    assert match.region is None
    assert [region.short for region in match.candidates] == ["河北", "内蒙古", "辽宁"]


def test_today_names_the_county_of_now(regions: Regions) -> None:
    assert regions.today(former(regions, "酃县")) == "今属炎陵县"


def test_today_says_a_city_for_all_its_districts(regions: Regions) -> None:
    told = regions.today(former(regions, "宝庆县"))
    assert told == "今属邵阳市区、新邵县、邵阳县、隆回县、邵东市"


def test_a_sites_own_table_wins(regions: Regions, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("code,name,parent,level\n360781,瑞金市,360000,county\n", encoding="utf-8")
    match = Regions.read(own).find("江西瑞金红林山区")
    assert (match.region, match.rest) == (
        Region("360781", "瑞金市", "county", "360000"),
        "红林山区",
    )
    assert regions.get("360781") is None


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("名称,代码\n", "own.csv:1: 第一行应是 code,name,parent,level 或 "),
        ("code,name,parent,level\n1,甲\n", "own.csv:2: 有 2 栏，应是 4 栏"),
        ("code,name,parent,level\n,甲,360000,county\n", "own.csv:2: “code”没有填写"),
        ("code,name,parent,level\n1,甲,1,county\n", "own.csv:2: “甲”的上级“1”不对"),
        ("code,name,parent,level\n1,甲,2,county\n", "own.csv:2: “甲”的上级“2”不对"),
        (
            "name,parent_hint,codes,from_year,until_year,kind,note,source\n甲,,7,,,改名,,乙\n",
            "own.csv:2: 没有代码为“7”的现行政区",
        ),
    ],
)
def test_a_table_that_cannot_be_used_says_where_and_why(tmp_path: Path, table: str, said: str) -> None:
    own = tmp_path / "own.csv"
    own.write_text(table, encoding="utf-8")
    with pytest.raises(TableError) as error:
        Regions.read(own)
    assert str(error.value).startswith(said)
    assert (error.value.file, str(error.value.line)) == ("own.csv", said.split(":")[1])
