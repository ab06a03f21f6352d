"""What an invented site has beside its rolls: people with a story, cemeteries, honourees, campaigns."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from bench.lives import Lives
from bench.people import People

if TYPE_CHECKING:
    from pathlib import Path

    from bench.places import County

_SAID = '{0}sources: [{{title: 测试名录（虚构）, publisher: 丰碑测试, date: "2026"}}]\n{0}remark: 虚构测试数据\n'
SOURCES, SOURCES_ALONE = _SAID.format("  "), _SAID.format("")
STORIES = 200  # one person in so many has a story, but never more than MOST
MOST = 1000
CEMETERIES = 40  # counties with one
_DEEDS = (
    "{year}年参加{unit}，行军途中把仅有的干粮让给同乡，自己以野菜充饥。",
    "一次夜袭中，带领全班从侧翼的山沟绕到敌后，切断了电话线，为主力赢得了时间。",
    "负伤后仍坚持不下火线，用绑腿缠住伤口，继续向前运送弹药。",
    "在给家里的信中写道：“等到胜利那天，我一定回来看塘边的那棵樟树。”",
    "战友回忆，每到一地，总是先帮老乡挑水、劈柴，再坐下来擦枪。",
    "部队转移时奉命留下掩护，坚守渡口整整一昼夜，直到最后一发子弹打完。",
    "当地群众把遗体安葬在村后的松林里，每年清明都有人来添土。",
    "幼年读过两年私塾，后随父亲烧窑、撑船，十六岁参加农民协会。",
    "被捕后受尽酷刑，始终没有说出联络站的地点。",
    "{died}年冬，在一次阻击战中牺牲，所在连队荣立集体二等功。",
)
_CAMPAIGNS = (("清明祭扫", "祭扫纪念", "04-02", "清明"), ("烈士纪念日公祭", "公祭", "09-30", "烈士纪念日"),
              ("为烈士寻亲", "寻亲", "05-10", ""), ("英烈故事宣讲", "宣讲", "07-01", "七一"))  # fmt: skip
_CONSENT = "consent: {basis: 官方公开宣传, date: 2025-08-01, scope: 虚构人物，仅供测试}"


class Extras:
    """Writes everything that is not a roll."""

    def __init__(self, seed: int, counties: list[County]) -> None:
        """Choose the counties that have a cemetery: the largest."""
        self.rng = Random(f"extras {seed}")  # noqa: S311 - invented people, the same every time
        self.people, self.lives = People(self.rng), Lives(self.rng)
        self.counties = sorted(counties, key=lambda county: (-county.share, county.code))[:CEMETERIES]
        self.cemeteries = frozenset(county.code for county in self.counties)

    def write(self, folder: Path, people: int) -> int:
        """Write all files for a site of that many people. Return how many of these have been written: with stories."""
        stories = min(MOST, people // STORIES)
        for number in range(1, stories + 1):
            _write(folder, f"profiles/martyrs/ceshi-{number:04}.yml", self.story(number))
        for county in self.counties:
            _write(folder, f"memorials/facilities/ceshi-{county.code}.yml", cemetery(county))
        for number in range(1, 13):
            _write(folder, f"profiles/honourees/ceshi-h{number:02}.yml", self.honouree(number))
        for year in (2024, 2025):
            for number, campaign in enumerate(_CAMPAIGNS, 1):
                places = ", ".join(f"ceshi-{county.code}" for county in self.counties[:3])
                _write(folder, f"memorials/campaigns/ceshi-c{year}-{number}.yml", event(year, number, campaign, places))
        (folder / "profiles" / "martyrs").mkdir(parents=True, exist_ok=True)
        return stories

    def story(self, number: int) -> str:
        """Return the record of a martyr with a story."""
        life = self.lives.draw()
        county = self.rng.choice(self.counties)
        name, _ = self.people.name(county.code, life.year, female=life.female)
        deeds = [deed.format(year=life.died_year - 2, died=life.died_year, unit=life.unit or "队伍") for deed in _DEEDS]
        told = "\n".join(f"  {name}{deed}\n" for deed in self.rng.sample(deeds, 5))
        born = f"born: {life.born}\n" if life.born else ""
        return (
            f"id: ceshi-{number:04}\nname: {name}\ngender: {'女' if life.female else '男'}\n"
            f'native_place: {{text: {county.said}, code: "{county.code}"}}\n{born}died: {life.died}\n'
            f"post: {life.post}\nfacility: ceshi-{county.code}\nsummary: 虚构人物，仅供测试。\n"
            f"story: |\n  {name}是为测试虚构的人物，{county.said}人。\n\n{told}{SOURCES_ALONE}"
        )

    def honouree(self, number: int) -> str:
        """Return the record of an honoured veteran."""
        name, _ = self.people.name("430000", 1965, female=number % 4 == 0)
        return (
            f"id: ceshi-h{number:02}\nname: {name}\nseries: 每周一星\nissue: 2025年第{number}期\ngroup: 个人\n"
            f"post: 测试村党支部书记（虚构）\nstory: {name}是为测试虚构的人物，退役后回乡修路、种树、办学。\n"
            f"contributor: 丰碑测试\npublished: 2025-08-01\n{_CONSENT}\n{SOURCES_ALONE}"
        )


def cemetery(county: County) -> str:
    """Return the record of a county's cemetery."""
    short = county.said.removeprefix("湖南")
    return (
        f"id: ceshi-{county.code}\nname: {short}测试烈士陵园（虚构）\ncategory: 烈士陵园\nlevel: 县级\n"
        f'region: {{text: {county.said}, code: "{county.code}"}}\n'
        f"intro: 为测试虚构的设施，园内设纪念碑、英名墙和墓区。\n{SOURCES_ALONE}"
    )


def event(year: int, number: int, campaign: tuple[str, str, str, str], places: str) -> str:
    """Return the record of a campaign."""
    title, kind, day, anniversary = campaign
    told = f"anniversary: {anniversary}\n" if anniversary else ""
    return (
        f"id: ceshi-c{year}-{number}\nname: {year}年{title}（虚构）\ntype: {kind}\nstart: {year}-{day}\n{told}"
        f"organizer: 丰碑测试\nplaces: [{places}]\n{SOURCES_ALONE}"
    )


def _write(folder: Path, name: str, text: str) -> None:
    """Write one file and the folders above it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
