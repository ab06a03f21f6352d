"""烈士: a person on the roll of martyrs."""

from __future__ import annotations

from datetime import date

from fengbei import chinese
from fengbei.fields import (
    Choice,
    Count,
    Day,
    Desk,
    Link,
    Many,
    Name,
    Number,
    Parts,
    Picture,
    Place,
    Prose,
    Text,
)  # fmt: skip
from fengbei.record import Record

YOUNGEST = 8  # years; younger than any child on the rolls
OLDEST = 110  # years; older than any soldier on the rolls, so probably a slip

# The divisions the published rolls use. Between October 1949 and July 1953 the date alone does not
# tell the war in Korea from the fighting at home, so nothing is derived there.
PERIODS = (
    (date(1924, 1, 1), date(1927, 7, 31), "大革命"),
    (date(1927, 8, 1), date(1937, 7, 6), "土地革命战争"),
    (date(1937, 7, 7), date(1945, 9, 2), "抗日战争"),
    (date(1945, 9, 3), date(1949, 9, 30), "解放战争"),
    (date(1953, 7, 28), date(2012, 11, 14), "社会主义建设"),
    (date(2012, 11, 15), date.max, "新时代"),
)


class Martyr(Record):
    """A person on the roll of martyrs."""

    folder, page, label, title, tab = "profiles/martyrs", "martyrs", "烈士", "{name}烈士", 1
    dated, life, bulk = "died", ("born", "joined", "party_joined", "died"), True
    shared = True
    means = "Person"

    name = Name("姓名", required=True, search=10, example="杨开慧")
    name_status = Choice("姓名情况", "全名/仅姓/仅名/绰号/代号/无名/待考")
    aliases = Many(Parts("曾用名", role="alias", means="alternateName", search=9, short="name",
                         name=Text("名字", required=True, limit=64),
                         kind=Choice("种类", "曾用名/原名/本名/别名/化名/笔名/学名/小名/字/号/碑刻写法"),
                         source=Text("依据")))  # fmt: skip
    pinyin = Text("拼音", help="推算的读音有误时填写，如 Qín Lǐ")
    gender = Choice("性别", "男/女/不详", means="gender")
    ethnicity = Text("民族", example="汉族")
    native_place = Place("籍贯", role="place", search=4, facet="按籍贯", near="同乡烈士",
                         column=True, example="湖南长沙县板仓")  # fmt: skip
    registered_place = Place("入录地")
    born = Day("出生", role="born", means="birthDate", column=True, example="1901-11-06")
    joined = Day("参加革命（入伍）")
    party_joined = Day("入党")
    died = Day("牺牲", role="died", means="deathDate", facet="按牺牲年份", near="同年牺牲的烈士",
               column=True, anniversary=True, example="1930-11-14")  # fmt: skip
    age = Number("牺牲年龄", unit="岁")
    political_status = Text("政治面貌", example="中共党员")
    unit = Text(
        "生前单位",
        role="unit",
        means="memberOf:Organization",
        search=2,
        facet="按部队（单位）",
        near="同部队（单位）烈士",
        column=True,
    )
    post = Text("职务", means="jobTitle", search=2)
    honours = Many(Parts("荣誉", means="award", short="name", name=Text("名称", required=True), level=Text("级别"),
                         date=Day("时间"), by=Text("授予机关")))  # fmt: skip
    period = Choice("时期", "大革命/土地革命战争/抗日战争/解放战争/抗美援朝/社会主义建设/新时代/其他",
                    role="period", facet="按时期", help="不填则由牺牲时间推算")  # fmt: skip
    campaign_name = Text("战役（事件）", role="event", search=2, facet="按战役（事件）")
    death_place = Place("牺牲地点", means="deathPlace:Place", search=1)
    death_cause = Text("牺牲原因")
    facility = Link(
        "安葬（纪念）设施",
        role="rest",
        to="facility",
        back="在此安葬、纪念的烈士",
        facet="按安葬（纪念）地",
        near="同地安葬、纪念的烈士",
    )
    grave = Parts("墓位", section=Text("区"), row=Text("排"), number=Text("号"))
    burial_place = Place("安葬地", search=1)
    burial_kind = Choice("安葬地类型", "烈士陵园/集中墓区/零散墓/骨灰堂/英名墙/境外/衣冠冢/不详")
    story = Prose("事迹", search=1)
    portrait = Picture("遗像")
    relatives_recorded = Many(Parts("史料所载亲属", privacy="P1", name=Text("姓名", required=True),
                                    relation=Text("关系"), source=Text("依据")))  # fmt: skip
    search_status = Choice("寻亲状态", "不需要/待寻亲/核实中/已找到")
    approval = Parts("评定", privacy="P1", by=Text("机关"), date=Day("时间"), number=Text("文号"))
    certificate_no = Text("证书编号", privacy="P2")
    national_id = Text("中华英烈网标识")

    def derive(self) -> None:
        """Fill in the age and the period that follow from the dates."""
        if self.died is None:
            return
        years = chinese.age(self.born, self.died) if self.born else None
        if self.age is None and years is not None and 0 < years <= OLDEST:
            self.__dict__["age"] = Count(years, "", None)
        if self.period is None and self.died.earliest and self.died.latest:
            for first, last, name in PERIODS:
                if first <= self.died.earliest and self.died.latest <= last:
                    self.__dict__["period"] = name

    def check(self, desk: Desk) -> None:
        """Refuse a life that runs backward; question one too short or too long for a soldier."""
        if self.born is None or self.died is None:
            return
        if chinese.certainly_before(self.died, self.born):
            desk.refuse(self.at["died"], "牺牲", "早于出生日期", "请核对出生和牺牲两栏", "order")
        elif self.born.earliest and self.born.latest and self.died.earliest and self.died.latest:
            least = self.died.earliest.year - self.born.latest.year - 1
            most = self.died.latest.year - self.born.earliest.year
            if most < YOUNGEST:
                desk.warn(self.at["died"], "牺牲", f"按两栏日期推算不满 {YOUNGEST} 岁", "请核对", "age")
            elif least > OLDEST:
                desk.warn(self.at["born"], "出生", f"按两栏日期推算超过 {OLDEST} 岁", "请核对", "age")
