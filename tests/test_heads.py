"""What pages say to machines: only what is certain, in a vocabulary that exists, in a block that nothing ends."""

from __future__ import annotations

import json
import posixpath
import re
from html import unescape
from typing import Any

import pytest

from fengbei.catalogue import Size
from fengbei.pages import heads
from fengbei.pages.views import PictureShown
from fengbei.site import Site
from tests.conftest import HOUSE
from tests.small import SMALL
from tests.support import build, pages, put, record
from tests.vocabulary import faults

Built = dict[str, str]
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
META = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">')
ADDRESS = "https://example.org/sub/"


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return every page of the small site where it has an address of its own."""
    settings = (HOUSE / "mkdocs.yml").read_text().replace("docs_dir: docs", f"site_url: {ADDRESS}\ndocs_dir: docs")
    root = put(tmp_path_factory.mktemp("placed"), {**SMALL, "mkdocs.yml": settings})
    done = build(root, "build", "--date", "2026-04-05")
    assert done.returncode == 0, done.stderr
    return pages(root / "site")


def nodes(page: str) -> list[dict[str, Any]]:
    """Return the nodes of a page's data block."""
    found = BLOCK.findall(page)
    assert len(found) <= 1
    said = json.loads(found[0]) if found else {}
    assert said.get("@context", "https://schema.org") == "https://schema.org"
    return said.get("@graph") or [said] if found else []


def node(page: str, kind: str) -> dict[str, Any]:
    """Return the node of a type on a page."""
    return next(each for each in nodes(page) if each["@type"] == kind)


def metas(page: str) -> dict[str, str]:
    """Return the meta tags of a page."""
    return {name: unescape(words) for name, words in META.findall(page)}


@pytest.mark.parametrize("site", ["built", "placed"])
def test_every_block_keeps_to_the_vocabulary(site: str, request: pytest.FixtureRequest) -> None:
    made: Built = request.getfixturevalue(site)
    said = [(path, fault) for path, page in made.items() for each in nodes(page) for fault in faults(each)]
    assert said == []
    assert len([page for page in made.values() if nodes(page)]) > len(made) / 2


def test_the_check_against_the_vocabulary_can_fail() -> None:
    assert list(faults({"@type": "Martyr", "name": "甲"}))
    assert list(faults({"@type": "Person", "died": "1934"}))
    assert list(faults({"@type": "Person", "birthDate": "约1934年"}))
    assert list(faults({"@type": "Event", "location": {"@type": "Person", "name": "甲"}}))


def test_a_person_is_described_by_what_is_certain(built: Built) -> None:
    person = node(built["martyrs/li-si.html"], "Person")
    assert person["name"] == "李四"
    assert person["birthDate"] == "1901"
    assert person["deathDate"] == "1934-12-18"
    assert person["alternateName"] == ["李测试", "李小名"]
    assert person["memberOf"]["name"] == "乙部队"  # the one of two statements that is preferred


def test_what_may_not_be_published_is_not_in_the_data(built: Built) -> None:
    said = json.dumps([nodes(page) for page in built.values()], ensure_ascii=False)
    assert [words for words in ("不公开", "李待审", "撤回的事迹", "王一", "王三未到") if words in said] == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1934-12-18", "1934-12-18"),
        ("1934-12", "1934-12"),
        ("1934", "1934"),
        ("约1934", None),
        ("抗日战争时期", None),
        ("不详", None),
        ("1902年农历七月十四", "1902-08-17"),
        ("1934年冬", None),  # it runs into the next year
        ("20世纪30年代", None),
    ],
)
def test_a_date_is_as_exact_as_the_record(written: str, said: str | None) -> None:
    assert record("martyr", died=written).meaning().get("deathDate") == said


def test_where_witnesses_differ_and_none_is_preferred_nothing_is_said() -> None:
    two = [{"value": "1934", "source": "1"}, {"value": "1935", "source": "1"}]
    assert "deathDate" not in record("martyr", died=two).meaning()
    two[1]["preferred"] = "是"
    assert record("martyr", died=two).meaning()["deathDate"] == "1935"
    assert record("martyr", died=[two[0], {**two[0], "note": "同"}]).meaning()["deathDate"] == "1934"


PLACE = {"category": "纪念碑亭", "level": "县级", "region": "湖南省长沙市望城区", "intro": "为测试而设。"}


@pytest.mark.parametrize(("datum", "given"), [("WGS-84", True), ("CGCS2000", True), ("GCJ-02", False)])
def test_a_position_is_given_only_in_a_datum_of_the_world(datum: str, *, given: bool) -> None:
    spot = {"lat": "28.1", "lon": "112.9", "datum": datum}
    assert ("geo" in record("facility", **PLACE, coordinate=spot).meaning()) is given


def test_a_burial_ground_is_a_cemetery_and_a_stele_is_not() -> None:
    assert record("facility", **PLACE).meaning()["@type"] == "LandmarksOrHistoricalBuildings"
    assert record("facility", **PLACE | {"category": "烈士陵园"}).meaning()["@type"] == "Cemetery"


def test_a_group_is_no_person() -> None:
    said = {
        "series": "双拥模范", "issue": "2022年度", "group": "集体", "story": "为测试而设。", "contributor": "测试单位",
        "published": "2022", "consent": {"basis": "官方公开宣传"}, "post": "测试单位", "gender": "不详",
    }  # fmt: skip
    assert record("honouree", **said).meaning() == {"@type": "Organization", "name": "张三"}


def test_an_event_names_its_places(placed: Built) -> None:
    event = node(placed["campaigns/jisao.html"], "Event")
    assert event["startDate"] == "2025-04-04"
    assert event["location"]["url"] == f"{ADDRESS}facilities/ceshi.html"


def test_the_way_to_a_page_leads_through_pages_that_exist(built: Built) -> None:
    way = node(built["martyrs/li-si.html"], "BreadcrumbList")["itemListElement"]
    assert [step["position"] for step in way] == list(range(1, len(way) + 1))
    assert [step["item"] for step in way if posixpath.normpath(f"martyrs/{step['item']}") not in built] == []


def test_nothing_in_a_record_ends_the_block() -> None:
    hostile = "</script><script>alert(1)//<!--\u2028\u2029&amp;"
    block = heads.block([{"@type": "Person", "name": hostile}])
    inner = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not re.search("[<>&\u2028\u2029]", inner)
    assert json.loads(inner)["name"] == hostile


def test_what_is_shared_is_escaped() -> None:
    said = heads.shared(Site(HOUSE, '"><script>'), '"><img src=x onerror=alert(1)>')
    assert "<script>" not in said
    assert "<img" not in said


def test_every_page_has_a_description(built: Built) -> None:
    assert [path for path, page in built.items() if not metas(page).get("description")] == []


def test_a_page_says_its_title_where_it_is_shared(built: Built) -> None:
    said = metas(built["martyrs/li-si.html"])
    assert said["og:title"].startswith("李四烈士")
    assert said["og:type"] == "profile"
    assert "og:image" not in said  # without an address of the site it would lead nowhere


def test_a_site_with_an_address_says_where_each_page_is(placed: Built) -> None:
    lost = [
        path
        for path, page in placed.items()
        if path != "404.html" and f'<link rel="canonical" property="og:url" href="{ADDRESS}{path}">' not in page
    ]
    assert [path for path in lost if path != "index.html"] == []
    assert f'<link rel="canonical" property="og:url" href="{ADDRESS}' in placed["index.html"]


def test_a_picture_is_given_by_its_whole_address(placed: Built) -> None:
    assert node(placed["martyrs/li-si.html"], "Person")["image"].startswith(f"{ADDRESS}pictures/")


def test_a_picture_stands_for_a_page_that_has_no_card() -> None:
    sizes = (Size(240, 300, "pictures/a.jpg", "pictures/a.avif"),)
    picture = PictureShown(sizes, "", "李四像", "测试", "", "")
    said = metas(heads.shared(Site(HOUSE, "测试", ADDRESS), "李四", seen=heads.seen_of(None, "李四", picture)))
    assert said["og:image"] == f"{ADDRESS}pictures/a.jpg"
    assert (said["og:image:width"], said["og:image:height"], said["og:image:alt"]) == ("240", "300", "李四像")


def test_a_withdrawn_record_asks_not_to_be_indexed(built: Built) -> None:
    assert metas(built["martyrs/wang-er.html"])["robots"] == "noindex"
    assert "robots" not in metas(built["martyrs/li-si.html"])


def test_every_kind_says_what_it_is_and_every_field_what_exists() -> None:
    from fengbei.kinds import all_kinds  # noqa: PLC0415
    from tests.vocabulary import PARENTS, PROPERTIES  # noqa: PLC0415

    assert [kind.kind_id for kind in all_kinds() if kind.means not in PARENTS] == []
    means = [f.means for kind in all_kinds() for f in kind.fields.values() if f.means]
    assert [word for word in means if word.partition(":")[0] not in PROPERTIES] == []
