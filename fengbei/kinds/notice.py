"""寻亲启事: a search for a martyr's relatives or grave."""

from fengbei.fields import Choice, Dated, Day, Link, Parts, Prose, Text
from fengbei.record import Record


class Notice(Record):
    """A public search; families answer to an office, never here."""

    folder, page, label, title, tab = "memorials/notices", "notices", "寻亲启事", "{name}", 5
    dated, newest_first, feed = "published", True, True
    fresh = 183  # as notices, by the standards for the sites of public bodies
    means = "Article"

    name = Text("标题", required=True, search=10, limit=120)
    kind = Choice("种类", "寻找烈士亲属/寻找烈士安葬地", required=True, facet="按种类", column=True)
    martyr = Link("烈士", means="about", to="martyr", back="寻亲启事", required=True)
    known = Prose("已知信息", required=True, search=2)
    wanted = Text("需要的线索")
    published = Day("发布时间", means="datePublished", required=True, column=True)
    progress = Choice("进度", "征集线索/核实中/已找到/暂停", facet="按进度", column=True)
    outcome = Text("结果", privacy="P1")
    contact = Parts("受理单位", required=True, office=Text("单位", required=True), phone=Dated("办公电话"))
