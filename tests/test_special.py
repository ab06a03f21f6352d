"""The home page, the calendar, the sources: what comes from all records at once."""

from __future__ import annotations

from datetime import date

import pytest

from fengbei.catalogue import Catalogue
from fengbei.pages import special
from fengbei.pages.tiles import Tiles

Built = dict[str, str]
TODAY = date(2026, 4, 5)


def test_the_home_page_names_who_is_remembered_today(built: Built) -> None:
    assert "清明人" in built["index.html"]


def test_the_home_page_leads_to_every_kind(built: Built) -> None:
    kinds = ("martyrs", "facilities", "honourees", "campaigns", "notices", "offers")
    assert [kind for kind in kinds if f"{kind}/index.html" not in built["index.html"]] == []


def test_the_home_page_has_no_hole_left(built: Built) -> None:
    assert "@@" not in built["index.html"]


def test_a_day_of_the_calendar_names_its_people(built: Built) -> None:
    assert "李四" in built["calendar/1218.html"]


@pytest.mark.parametrize("path", ["calendar/1218.html", "calendar/index.html"])
def test_only_certain_days_are_on_the_calendar(path: str, built: Built) -> None:
    assert "同名人" not in built[path]


def test_a_memorial_day_has_its_page_without_anybody(built: Built) -> None:
    assert "烈士纪念日" in built["calendar/0930.html"]


def test_the_calendar_leads_to_its_days(built: Built) -> None:
    assert "1218.html" in built["calendar/index.html"]


def test_the_home_page_looks_a_few_weeks_ahead_and_over_the_new_year() -> None:
    days = special.calendar(Catalogue(), date(2025, 12, 20))
    names = [m.name for m in special.home([], days, date(2025, 12, 20), Tiles(0, [], []), []).memorials]
    assert names[0] == "学雷锋纪念日"


def test_the_years_since_are_counted_to_the_day_of_the_site() -> None:
    assert len(special.memorials_of(2026)) == len({m.day for m in special.memorials_of(2026)})


def test_every_source_is_named_once(built: Built) -> None:
    assert built["sources.html"].count("测试名册") == 1


def test_the_address_of_a_copied_page_is_never_printed(built: Built) -> None:
    assert [path for path, html in built.items() if "example.org/copy" in html] == []


@pytest.mark.parametrize("title", ["测试草稿来源", "测试撤回来源"])
def test_the_sources_of_what_is_not_shown_are_not_named(title: str, built: Built) -> None:
    assert title not in built["sources.html"]


def test_a_withdrawn_record_leaves_a_page_without_its_content(built: Built) -> None:
    page = built["martyrs/wang-er.html"]
    assert "已撤回" in page
    assert "撤回的事迹" not in page


@pytest.mark.parametrize("path", ["martyrs/wang-yi.html", "martyrs/wang-san.html"])
def test_a_draft_or_an_early_record_has_no_page(path: str, built: Built) -> None:
    assert path not in built


def test_namesakes_are_told_apart_in_their_titles(built: Built) -> None:
    titles = [built[f"martyrs/tong-ming-{n}.html"].split("<title>")[1].split("</title>")[0] for n in (1, 2)]
    assert titles[0] != titles[1]


def test_all_statements_of_a_fact_are_shown(built: Built) -> None:
    assert "甲部队" in built["martyrs/li-si.html"]
    assert "乙部队" in built["martyrs/li-si.html"]


def test_what_the_sources_do_not_agree_on_is_shown(built: Built) -> None:
    assert "两书不同" in built["martyrs/li-si.html"]


def test_a_correction_is_shown(built: Built) -> None:
    assert "校对" in built["martyrs/li-si.html"]


def test_markup_in_a_story_is_shown_as_text(built: Built) -> None:
    page = built["martyrs/li-si.html"]
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert 'href="javascript' not in page


def test_a_link_in_a_story_is_kept(built: Built) -> None:
    assert 'href="https://example.org/a"' in built["martyrs/li-si.html"]


def test_a_campaign_that_is_over_says_so(built: Built) -> None:
    assert "已结束" in built["campaigns/jisao.html"]


def test_a_link_to_a_draft_is_not_on_the_page(built: Built) -> None:
    assert "wang-yi" not in built["campaigns/jisao.html"]


def test_links_lead_both_ways(built: Built) -> None:
    assert "facilities/ceshi.html" in built["martyrs/li-si.html"]
    assert "martyrs/li-si.html" in built["facilities/ceshi.html"]
