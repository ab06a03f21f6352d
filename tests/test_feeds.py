"""What programs fetch of a site: maps, feeds and calendars hold what may be shown, and are what they claim to be."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date
from typing import TYPE_CHECKING, Any

from icalendar import Calendar

from fengbei import feeds, link
from fengbei.feeds import sitemaps
from fengbei.site import Site
from tests.support import build, put, record, regions

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from fengbei.record import Record

NAMES = "〇甲乙丙丁戊己庚辛壬"
DAY = date(2026, 4, 5)
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ADDRESS = "https://beilin.example/hn/"


def made(*records: Record, address: str = "", day: date = DAY, pages: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Return the files of a site of some records."""
    seen = link.link(records, regions())[0].shown(day)
    site = Site(root=None, name="测试碑林", address=address)  # type: ignore[arg-type]
    return {feed.name: feed.make() for feed in feeds.files(site, seen, pages, day)}


def star(number: int, **said: Any) -> Record:
    more = {
        "series": "每周一星",
        "issue": "第1期",
        "group": "个人",
        "story": "测试。",
        "contributor": "测试单位",
        "consent": {"basis": "本人同意"},
        "published": f"2026-03-{number:02}",
        **said,
    }
    return record("honouree", id=f"xing-{number}", name=f"测{NAMES[number]}", **more)


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_a_feed_names_the_newest_first_in_both_forms() -> None:
    files = made(star(1), star(9), star(5))
    atom = ET.fromstring(files["feeds/honourees.xml"])  # noqa: S314 - our own
    assert [entry.findtext(f"{ATOM}title") for entry in atom.iter(f"{ATOM}entry")] == ["测壬", "测戊", "测甲"]
    assert atom.findtext(f"{ATOM}updated", "").startswith("2026-03-09")
    listed = json.loads(files["feeds/honourees.json"])
    assert [item["title"] for item in listed["items"]] == ["测壬", "测戊", "测甲"]
    assert listed["version"] == "https://jsonfeed.org/version/1.1"
    assert listed["items"][0]["url"] == "../honourees/xing-9.html"


def test_addresses_are_whole_where_the_site_has_one() -> None:
    files = made(star(1), address=ADDRESS)
    assert json.loads(files["feeds/honourees.json"])["items"][0]["url"] == f"{ADDRESS}honourees/xing-1.html"
    assert f"Sitemap: {ADDRESS}sitemap.xml".encode() in files["robots.txt"]
    assert "opensearch.xml" not in made(star(1))
    assert b"find.html?q={searchTerms}" in files["opensearch.xml"]


def test_what_may_not_be_shown_is_in_no_file() -> None:
    hidden = (star(2, status="草稿"), star(3, publish_from="2026-05-01"), star(4, status="撤回"))
    whole = b"".join(made(star(1), *hidden, address=ADDRESS).values())
    assert b"xing-1" in whole
    assert [word for n in (2, 3, 4) for word in (f"测{NAMES[n]}", f"xing-{n}") if word.encode() in whole] == []


def test_words_cannot_break_out_of_the_markup() -> None:
    files = made(star(1, summary="]]></summary><script>&'\"\u2028"), address=ADDRESS)
    atom = ET.fromstring(files["feeds/honourees.xml"])  # noqa: S314
    assert atom.findtext(f"{ATOM}entry/{ATOM}summary", "").startswith("]]></summary><script>&'\"")


def test_corrections_are_told() -> None:
    erratum = {"date": "2026-02-01", "field": "籍贯", "old": "甲县", "new": "乙县", "reason": "原件如此"}
    files = made(star(1, errata=[erratum]))
    (item,) = json.loads(files["feeds/corrections.json"])["items"]
    assert item["title"].endswith("籍贯")
    assert item["content_text"] == "“甲县”改为“乙县”。理由：原件如此"


def test_a_day_of_remembrance_comes_every_year() -> None:
    files = made(record("martyr", died="1930-11-14"), record("martyr", id="li-si", name="李四", died="1935-11-14"))
    found = [event for event in events(files["feeds/anniversaries.ics"]) if event.get("rrule")]
    assert [str(event["summary"]) for event in found] == ["张三烈士（1930年牺牲）等2人"]
    assert found[0]["dtstart"].dt == date(1930, 11, 14)
    assert dict(found[0]["rrule"]) == {"FREQ": ["YEARLY"]}
    assert "李四烈士（1935年牺牲）" in found[0]["description"]


def test_a_day_by_the_moon_is_reckoned_for_each_year() -> None:
    files = made(record("martyr", died="1930年农历八月十五"))
    found = [event for event in events(files["feeds/anniversaries.ics"]) if "农历" in str(event["summary"])]
    assert [event["dtstart"].dt for event in found] == [date(2026, 9, 25), date(2027, 9, 15)]


def test_those_who_share_a_day_by_the_moon_share_an_event() -> None:
    later = record("martyr", id="li-si", name="李四", died="1935年农历八月十五")
    files = made(record("martyr", died="1930年农历八月十五"), later)
    found = [event for event in events(files["feeds/anniversaries.ics"]) if "农历" in str(event["summary"])]
    assert {str(event["summary"]) for event in found} == {"农历八月十五：张三烈士（1930年牺牲）等2人"}
    assert [event["dtstart"].dt for event in found] == [date(2026, 9, 25), date(2027, 9, 15)]
    assert "李四烈士（1935年牺牲）" in found[0]["description"]


def test_a_day_nobody_knows_is_no_event() -> None:
    files = made(record("martyr", died="1930年11月"), record("martyr", id="li-si", name="李四", died="1935年"))
    assert [event for event in events(files["feeds/anniversaries.ics"]) if event.get("rrule")] == []


def test_the_name_of_an_event_stays_when_the_words_change() -> None:
    one, other = (
        events(made(record("martyr", name=name, died="1930-11-14"))["feeds/anniversaries.ics"])
        for name in ("张三", "张山")
    )
    assert [event["uid"] for event in one] == [event["uid"] for event in other]


def test_records_and_other_pages_stand_in_maps_apart() -> None:
    pages = ("index.html", "martyrs/index.html", "martyrs/list_died/1930.html", "martyrs/zhang-san.html", "404.html")
    files = made(record("martyr", updated="2026-03-02"), address=ADDRESS, pages=pages)
    index = ET.fromstring(files["sitemap.xml"])  # noqa: S314
    assert [place.text for place in index.iter(f"{MAP}loc")] == [
        f"{ADDRESS}sitemaps/pages-1.xml",
        f"{ADDRESS}sitemaps/records-1.xml",
    ]
    assert b"404.html" not in files["sitemaps/pages-1.xml"]
    assert b"zhang-san" not in files["sitemaps/pages-1.xml"]
    assert files["sitemaps/pages-1.xml"].count(b"<url>") == 3
    assert b"zhang-san.html</loc><lastmod>2026-03-02</lastmod>" in files["sitemaps/records-1.xml"]


def test_no_map_holds_more_than_the_protocol_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST", 2)
    files = made(*(star(number) for number in range(1, 6)), address=ADDRESS)
    assert [files[f"sitemaps/records-{at}.xml"].count(b"<url>") for at in (1, 2, 3)] == [2, 2, 1]


def test_a_built_site_links_to_its_feeds_and_has_them(tmp_path: Path) -> None:
    put(tmp_path / "data", {"profiles/martyrs/a.yml": "id: a\nname: 甲\nsources: [{title: 测试县志}]\n"})
    done = build(tmp_path / "data", "build", "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    listed = (tmp_path / "out/everything.html").read_text()
    assert "feeds/honourees.xml" in listed
    assert (tmp_path / "out/feeds/honourees.xml").is_file()
    assert 'type="application/atom+xml"' in (tmp_path / "out/honourees/index.html").read_text()
