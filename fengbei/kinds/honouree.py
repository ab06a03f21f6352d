"""先进典型: a publicly honoured veteran, mostly a living person."""

from typing import Any

from fengbei import chinese
from fengbei.fields import Choice, Day, Link, Many, Name, Parts, Picture, Place, Prose, Text
from fengbei.record import Record


class Honouree(Record):
    """A publicly honoured veteran; a living person is shown only as far as publicity allows."""

    folder, page, label, title, tab = "profiles/honourees", "honourees", "先进典型", "{name}", 2
    dated, newest_first, feed, shared = "published", True, True, True
    fresh = 14  # as news, by the standards for the sites of public bodies
    means = "Person"

    name = Name("姓名", required=True, search=10)
    series = Choice("栏目", "每周一星/最美退役军人/最美拥军人物/双拥模范/模范退役军人/老兵宣讲员/荣耀三湘/其他",
                    required=True, facet="按栏目", near="同栏目", column=True)  # fmt: skip
    issue = Text("期号", required=True, facet="按期号（年度、批次）", column=True, example="2022年度")
    group = Choice("个人/集体", "个人/集体", required=True)
    gender = Choice("性别", "男/女/不详", means="gender")
    ethnicity = Text("民族", privacy="P1")
    born = Day("出生", role="born", means="birthDate", privacy="P1", help="页面只显示年份")
    native_place = Place("籍贯", role="place", facet="按籍贯", column=True, help="只写到县")
    enlisted = Day("入伍")
    discharged = Day("退役")
    branch = Choice("军兵种", "陆军/海军/空军/火箭军/战略支援部队/联勤保障部队/武警/其他")
    unit = Text("服役部队", privacy="P1")
    post = Text("现工作单位及职务", means="jobTitle", role="unit", search=2, column=True)
    deed_class = Text("事迹类别", help="如 爱岗敬业、无私奉献、服务社会")
    citation = Text("颁奖词", limit=400)
    story = Prose("事迹", required=True, search=1)
    portrait = Picture("照片", help="须有本人许可")
    honours = Many(Parts("荣誉", means="award", short="name", name=Text("名称", required=True), level=Text("级别"),
                         date=Day("时间"), by=Text("授予机关")))  # fmt: skip
    contributor = Text("供稿单位", required=True)
    published = Day("发布时间", required=True)
    consent = Parts("公开依据", required=True, basis=Choice("依据", "本人同意/官方公开宣传", required=True),
                    date=Day("日期"), scope=Text("范围"))  # fmt: skip
    deceased = Day("逝世", means="deathDate")
    martyr = Link("烈士记录", to="martyr", back="先进典型报道")

    def derive(self) -> None:
        """Show no more of a living person's birth than the year."""
        if self.born is not None:
            self.__dict__["born"] = chinese.parse_day(str(self.born.year or "不详"))
            self.witnesses.pop("born", None)  # a witness would tell the day after all

    def meaning(self) -> dict[str, Any]:
        """Call a group what it is: a group has no birth and no post."""
        node = super().meaning()
        if self.group == "集体":
            return {"@type": "Organization", **{k: v for k, v in node.items() if k in ("name", "award")}}
        return node
