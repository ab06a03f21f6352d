"""优待项目: a preferential-treatment offer."""

from fengbei import chinese
from fengbei.fields import Choice, Day, Desk, Many, Place, Prose, Text
from fengbei.record import Record

CATEGORIES = "交通出行/文化旅游/医疗健康/养老/金融/通信/教育培训/住房/法律/餐饮/住宿/商超/生活服务/荣誉/其他"
PEOPLE = "退役军人/烈士遗属/因公牺牲军人遗属/病故军人遗属/现役军人/军人家属/残疾军人/其他优抚对象"


class Offer(Record):
    """An offer to veterans, soldiers or families; one that has run out is not shown as valid."""

    folder, page, label, title, tab = "offers", "offers", "优待项目", "{name}", 6
    ends, over, means = "valid_to", "已过期", "Offer"

    name = Text("名称", required=True, search=10, limit=120)
    provider = Text("提供单位", means="offeredBy:Organization", required=True, search=3)
    provider_type = Text("单位性质")
    category = Choice("类别", CATEGORIES, required=True, means="category", facet="按类别", column=True)
    basis = Choice("依据", "法定/国家目录/省目录/协议/自愿", facet="按依据")
    document = Text("文号（条款）")
    beneficiaries = Many(Choice("优待对象", PEOPLE, required=True, facet="按优待对象", column=True))
    credentials = Many(Text("凭证", required=True))
    benefit = Prose("优待内容", required=True, search=2)
    limits = Text("限制条件")
    region = Place("适用区域", means="areaServed", required=True, facet="按适用区域", column=True)
    address = Text("地址")
    hours = Text("营业时间")
    phone = Text("办公电话")
    valid_from = Day("有效期起", means="validFrom", ahead=True)
    valid_to = Day("有效期止", means="validThrough", ahead=True, column=True)
    verified = Day("核实日期", required=True)
    how = Text("办理方式")

    def check(self, desk: Desk) -> None:
        """Refuse an offer that ends before it begins."""
        if self.valid_from and self.valid_to and chinese.certainly_before(self.valid_to, self.valid_from):
            desk.refuse(self.at["valid_to"], "有效期止", "早于有效期起", "请核对两栏", "order")
