"""When and how the invented people lived: times, units, posts, and dates written as sources write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bench.people import evenly, stream

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random


class Time(NamedTuple):
    """One of the times people died in: its share, first and last year, the units and the posts of it."""

    share: float
    first: int
    last: int
    units: str
    posts: str


_SOLDIERS = (
    "战士 战士 战士 战士 战士 战士 班长 班长 副班长 排长 副排长 连长 副连长 指导员 营长 团长 "
    "通信员 卫生员 炊事员 司务长"
)
_LOCAL = "赤卫队员 赤卫队员 农会委员 乡苏维埃主席 党支部书记 交通员 游击队员 游击队长 县委委员 妇女主任 少先队长"
TIMES = (
    Time(4, 1925, 1927, "农民自卫军 工人纠察队 国民革命军第四军 国民革命军第八军 区农民协会", _LOCAL),
    Time(52, 1927, 1937, "红三军团 红一军团 红二军团 红六军团 红八军 红十六军 红五军 湘鄂赣军区独立团 红军第三师 "
         "湘赣独立师 区苏维埃政府 县赤卫大队 红九军团 红三十四师", f"{_SOLDIERS} {_LOCAL}"),
    Time(14, 1937, 1945, "八路军一二〇师 八路军一二九师三八五旅 新四军第五师 新四军第一支队 八路军南下支队 冀中军区 "
         "国民革命军第七十三军 抗日游击大队", _SOLDIERS),
    Time(12, 1945, 1949, "第四野战军四十七军 第四野战军四十六军一三六师 华东野战军九纵 第二野战军十二军 湘南游击司令部 "
         "中国人民解放军湖南人民解放总队 中原军区", _SOLDIERS),
    Time(13, 1950, 1953, "中国人民志愿军第四十七军一三九师 志愿军第三十九军 志愿军第六十七军二〇一师 志愿军第十二军 "
         "志愿军炮兵第二十一师 志愿军铁道兵团 区人民政府", _SOLDIERS),
    Time(3, 1954, 1978, "县人民武装部 铁道兵某部 空军某部 广州军区某部 县公安局 民兵营", _SOLDIERS),
    Time(1.6, 1979, 1989, "边防部队某团 第五十五军某部 第四十一军某部 云南前线某部", _SOLDIERS),
    Time(0.4, 1990, 2024, "武警某支队 县公安局 消防救援大队 空军某部", "民警 消防员 战士 飞行员 村支书"),
)  # fmt: skip
FEMALE = 0.025
PRECISE = {"day": 30, "month": 20, "year": 38, "part": 4, "era": 1.5, "lunar": 2, "about": 2, "unknown": 2.5}
BORN = {"none": 14, "day": 12, "month": 10, "year": 54, "about": 4, "era": 1, "lunar": 2, "unknown": 3}
_DIGITS = "〇一二三四五六七八九"
_MONTHS = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"]
_TENS = ["初一", "初三", "初五", "初八", "初十", "十一", "十三", "十五", "十八", "二十", "廿二", "廿四", "廿六", "廿九"]


class Life(NamedTuple):
    """What stands in a record beside name and place; dates as they are written, "" for none."""

    year: int  # of birth, known or not
    died_year: int
    born: str
    died: str
    unit: str
    post: str
    female: bool


def reign_year(year: int) -> str:
    """Return a year of the Republic in words: 民国二十三年."""
    tens, ones = divmod(year - 1911, 10)
    words = ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
    return f"民国{'元' if words == '一' else words}年"


class Lives:
    """Draws one life after another."""

    def __init__(self, rng: Random) -> None:
        """Prepare the draws."""
        self.rng = rng
        self._time = stream(rng, {str(number): time.share for number, time in enumerate(TIMES)})
        self._units = [evenly_listed(rng, time.units) for time in TIMES]
        self._posts = [evenly_listed(rng, time.posts) for time in TIMES]
        self._precise, self._known = stream(rng, PRECISE), stream(rng, BORN)
        self._season, self._month, self._ten = evenly(rng, "春夏秋冬底"), evenly(rng, _MONTHS), evenly(rng, _TENS)

    def draw(self) -> Life:
        """Return the next life."""
        chance = self.rng.random
        which = int(next(self._time))
        time = TIMES[which]
        died = time.first + int(chance() * (time.last - time.first + 1))
        born = died - 17 - int((chance() + chance()) * 14)
        known = next(self._known)
        return Life(
            born,
            died,
            "" if known == "none" else self.date(born, known),
            self.date(died, next(self._precise)),
            next(self._units[which]) if chance() < 0.8 else "",
            next(self._posts[which]),
            chance() < FEMALE,
        )

    def date(self, year: int, known: str) -> str:
        """Return a date of that year in YAML, as precise as `known` says."""
        if known == "year":
            return f'"{year}"'
        month = 1 + int(self.rng.random() * 12)
        if known == "day":
            return f"{year}-{month:02}-{1 + int(self.rng.random() * 28):02}"
        if known == "month":
            return f"{year}-{month:02}"
        return self._in_words(year, known)

    def _in_words(self, year: int, known: str) -> str:
        """Return a date in words."""
        if known == "unknown":
            return "不详"
        if known == "about":
            return f"约{year}年"
        if known == "lunar":
            return f"{year}年农历{next(self._month)}月{next(self._ten)}"
        reign = 1912 <= year <= 1949 and known == "era"
        return (reign_year(year) if reign else f"{year}年") + ("" if known == "era" else next(self._season))


def evenly_listed(rng: Random, words: str) -> Iterator[str]:
    """Go on drawing from words written in one line; one written twice comes twice as often."""
    listed = words.split()
    return stream(rng, {word: float(listed.count(word)) for word in listed})
