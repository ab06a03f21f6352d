"""活动: a campaign of remembrance, education or care."""

from fengbei import chinese
from fengbei.fields import Choice, Day, Desk, Link, Many, Number, Parts, Prose, Text
from fengbei.record import Record


class Campaign(Record):
    """A campaign, by date and by the memorial day it belongs to."""

    folder, page, label, title, tab = "memorials/campaigns", "campaigns", "活动", "{name}", 4
    dated, ends, newest_first, feed, shared = "start", "end", True, True, True
    fresh = 14  # as news, by the standards for the sites of public bodies
    means = "Event"

    name = Text("名称", required=True, search=10, limit=120)
    type = Choice("活动类型", "祭扫纪念/宣讲/寻亲/征集/展览/研学/公祭/双拥慰问/其他",
                  required=True, facet="按类型", column=True)  # fmt: skip
    theme = Text("主题", search=2)
    start = Day("开始", means="startDate", ahead=True, required=True, facet="按年份", column=True)
    end = Day("结束", means="endDate", ahead=True)
    anniversary = Choice("相关纪念日", "清明/五四/七一/八一/九三/九一八/烈士纪念日/国庆/国家公祭日",
                         facet="按纪念日", column=True)  # fmt: skip
    organizer = Text("主办单位", means="organizer:Organization", required=True)
    places = Many(Link("地点", means="location", to="facility", back="在此举行的活动"))
    audience = Text("面向对象", means="audience:Audience.audienceType")
    stages = Many(Text("学段"))
    booking = Text("报名方式")
    agenda = Prose("议程")
    martyrs = Many(Link("缅怀的烈士", means="about", to="martyr", back="相关活动"))
    route = Many(Parts("研学线路", facility=Link("设施", to="facility", back="经过此地的研学线路", required=True),
                       minutes=Number("停留", unit="分钟"), task=Text("任务")))  # fmt: skip
    speakers = Many(Link("宣讲人", to="honouree", back="参加的宣讲"))
    materials = Many(Parts("材料", title=Text("标题", required=True), file=Text("文件")))
    results = Many(Parts("成果", what=Text("内容", required=True), value=Text("数据", required=True),
                         as_of=Day("截至"), source=Text("来源")))  # fmt: skip
    contact = Text("联系单位（办公）")

    def check(self, desk: Desk) -> None:
        """Refuse a campaign that ends before it starts."""
        if self.start and self.end and chinese.certainly_before(self.end, self.start):
            desk.refuse(self.at["end"], "结束", "早于开始日期", "请核对开始和结束两栏", "order")
