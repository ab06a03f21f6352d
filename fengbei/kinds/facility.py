"""烈士纪念设施: a cemetery, tomb, hall, stele or other memorial."""

from typing import Any

from fengbei.fields import (
    Choice,
    Dated,
    Day,
    Flag,
    Many,
    Number,
    Parts,
    Picture,
    Place,
    Prose,
    Text,
)  # fmt: skip
from fengbei.record import Record

KINDS_OF_PLACE = (  # 烈士褒扬条例（2024）第三十二条
    "烈士陵园/烈士墓/烈士骨灰堂/烈士英名墙/纪念堂馆/纪念碑亭/纪念塔祠/纪念塑像/纪念广场/其他"
)

BURIAL_GROUNDS = ("烈士陵园", "烈士墓")
WORLD_DATUMS = ("WGS-84", "CGCS2000")  # they differ by centimetres; GCJ-02 lies hundreds of metres off


class Facility(Record):
    """A memorial facility; its name is the approved one (烈士褒扬条例第四十条)."""

    folder, page, label, title, tab = "memorials/facilities", "facilities", "纪念设施", "{name}", 3
    shared = True
    means = "LandmarksOrHistoricalBuildings"

    name = Text("名称", required=True, search=10, limit=120)
    other_names = Many(Text("曾用名", search=8, means="alternateName"))
    category = Choice("设施类别", KINDS_OF_PLACE, required=True, facet="按类别", column=True)
    level = Choice("保护级别", "国家级/省级/设区的市级/县级/未定级", required=True, facet="按保护级别", column=True)
    batch = Text("批次")
    announced = Day("公布时间")
    approved_by = Text("批准机关")
    keeper = Text("保护单位")
    built = Day("建立时间")
    rebuilt = Day("改扩建时间")
    region = Place(
        "行政区划",
        means="address:PostalAddress.addressRegion",
        required=True,
        facet="按市州、县",
        near="附近的设施",
        column=True,
        search=3,
    )
    address = Text("地址", means="address:PostalAddress.streetAddress", search=2)
    coordinate = Parts("坐标", means="geo:GeoCoordinates", lat=Number("纬度", required=True, means="latitude"),
                       lon=Number("经度", required=True, means="longitude"),
                       datum=Choice("坐标系", "GCJ-02/WGS-84/CGCS2000", required=True),
                       precision=Text("精度"))  # fmt: skip
    land_area = Number("占地面积", unit="平方米")
    building_area = Number("建筑面积", unit="平方米")
    protection_scope = Prose("保护范围")
    scope_document = Text("划定文件")
    land_title = Parts("不动产登记", status=Text("状态"), number=Text("证号", privacy="P2"))
    heritage_level = Text("文物保护单位级别")
    martyrs_buried = Number("安葬烈士", unit="名")
    martyrs_named = Number("刻名（陈展）烈士", unit="名")
    unnamed = Number("无名烈士", unit="名")
    components = Many(Text("附属设施"))
    inscription = Prose("碑文")
    history = Prose("沿革")
    intro = Prose("简介", required=True, search=1)
    opening = Dated("开放时间")
    free = Dated("免费开放")
    booking = Dated("预约方式")
    phone = Dated("办公电话")
    guide = Dated("讲解服务")
    transport = Dated("交通")
    access = Dated("无障碍设施")
    etiquette = Dated("祭扫须知")
    designations = Many(Parts("教育基地", short="name", name=Text("名称", required=True),
                              level=Text("级别"), year=Text("年份")))  # fmt: skip
    plan = Picture("平面图")
    mark_permitted = Flag("保护标志使用许可", help="默认否：未经批准不得使用保护标志")

    def meaning(self) -> dict[str, Any]:
        """Call a burial ground one; give a position only in a datum that maps of the world share."""
        node = super().meaning()
        if self.category in BURIAL_GROUNDS:
            node["@type"] = "Cemetery"
        if self.coordinate and self.coordinate.datum not in WORLD_DATUMS:  # type: ignore[attr-defined]
            node.pop("geo", None)
        return node
