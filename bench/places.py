"""Where the invented people come from: the counties of Hunan by size, and nearly as many elsewhere as there are."""

from __future__ import annotations

from functools import cache
from itertools import islice, permutations
from typing import NamedTuple

from fengbei.regions import Regions

HUNAN = "430000"
# Shares of Hunan's roll in thousandths: two counties hold a fifth, some dozens are large, districts of cities small.
LARGE = {
    "430626": 105, "430181": 100, "430281": 28, "430224": 24, "430822": 24, "431022": 20, "431026": 17, "431027": 15,
    "430623": 22, "430624": 18, "430681": 20, "430682": 18, "430621": 20, "430223": 20, "430225": 14, "430481": 22,
    "430726": 20, "430821": 18, "430725": 16, "433127": 16, "433130": 16, "430723": 12, "430182": 16, "430121": 14,
    "430381": 12, "430321": 12, "431023": 12, "431081": 12, "430525": 8, "430524": 9, "431322": 9, "430421": 10,
}  # fmt: skip
DISTRICT, OTHER = 2, 6.5  # thousandths: of a district, of any county not named above
BASES = 0.4  # of another province's roll are from its old bases, by estimate
OLD_NAMES = 0.15  # of all people are entered with a name their county no longer has

# Every other province with its share of China's roll, about how many counties it has, and some of them: old bases.
_ELSEWHERE = """
110000 北京市 4 16 房山区 平谷区 密云区 延庆区
120000 天津市 3 16 蓟州区 武清区 宝坻区
130000 河北省 95 167 平山县 阜平县 易县 涞源县 涉县 武安市 饶阳县 献县 沧县 遵化市 丰润区 赤城县
140000 山西省 85 117 武乡县 左权县 黎城县 沁源县 五台县 兴县 临县 平定县 盂县 阳城县 汾阳市 定襄县
150000 内蒙古自治区 12 103 武川县 凉城县 宁城县 清水河县 开鲁县
210000 辽宁省 35 100 本溪县 清原县 庄河市 建昌县 凌源市 盖州市 海城市
220000 吉林省 35 60 延吉市 和龙市 汪清县 靖宇县 磐石市 桦甸市 珲春市
230000 黑龙江省 35 121 尚志市 依兰县 汤原县 宾县 通河县 巴彦县 饶河县
310000 上海市 4 16 浦东新区 奉贤区 崇明区 松江区
320000 江苏省 90 95 盱眙县 沭阳县 泗阳县 涟水县 如东县 启东市 东台市 溧阳市 泰兴市 睢宁县 邳州市
330000 浙江省 22 90 永嘉县 平阳县 余姚市 慈溪市 诸暨市 开化县 遂昌县
340000 安徽省 80 104 金寨县 霍山县 六安市裕安区 岳西县 寿县 无为市 泾县 凤阳县 定远县 天长市 泗县
350000 福建省 60 84 长汀县 上杭县 永定区 宁化县 建宁县 龙岩市新罗区 武夷山市 福安市 闽侯县
360000 江西省 150 100 兴国县 于都县 瑞金市 宁都县 永新县 莲花县 吉安县 泰和县 修水县 铜鼓县 万载县 弋阳县 横峰县 宁冈县
370000 山东省 125 136 沂水县 沂南县 莒南县 蒙阴县 莱芜区 乳山市 文登区 海阳市 招远市 昌邑市 冠县 单县 郯城县
410000 河南省 85 158 新县 光山县 商城县 固始县 确山县 滑县 内黄县 清丰县 濮阳县 永城市 济源市
420000 湖北省 130 103 红安县 麻城市 大悟县 黄梅县 阳新县 洪湖市 监利市 鹤峰县 宣恩县 英山县 罗田县 天门市
440000 广东省 42 122 海丰县 陆丰市 五华县 兴宁市 大埔县 惠阳区 东莞市 琼山区 台山市
450000 广西壮族自治区 30 111 东兰县 凤山县 百色市右江区 田东县 灌阳县 全州县 兴安县 融水县
460000 海南省 22 25 文昌市 琼海市 万宁市 定安县 儋州市
500000 重庆市 30 38 酉阳县 秀山县 城口县 江津区 合川区 云阳县
510000 四川省 130 183 通江县 南江县 巴中市巴州区 平昌县 万源市 宣汉县 仪陇县 阆中市 苍溪县 旺苍县 剑阁县 南部县
520000 贵州省 22 88 遵义市 赤水市 习水县 黎平县 沿河县 印江县 毕节市
530000 云南省 20 129 宣威市 会泽县 祥云县 昭通市 腾冲市 宾川县
540000 西藏自治区 1 74 江孜县 亚东县
610000 陕西省 45 107 子长市 绥德县 佳县 米脂县 旬邑县 延川县 安塞区 洛川县 三原县
620000 甘肃省 14 86 华池县 合水县 庆城县 会宁县 秦安县 榆中县
630000 青海省 1 44 湟中区 门源县
640000 宁夏回族自治区 3 22 盐池县 同心县 海原县
650000 新疆维吾尔自治区 2 107 疏附县 和田县 伊宁县
"""
_HEADS = [
    "石",
    "双",
    "大",
    "长",
    "东",
    "西",
    "南",
    "北",
    "白",
    "金",
    "龙",
    "青",
    "高",
    "三",
    "桥",
    "新",
    "上",
    "下",
    "黄",
    "清",
    "官",
    "沙",
    "罗",
    "杨",
    "马",
    "竹",
    "枫",
    "团",
    "水",
    "木",
]
_TAILS = [
    "塘",
    "桥",
    "江",
    "坪",
    "溪",
    "山",
    "湾",
    "田",
    "冲",
    "市",
    "口",
    "洲",
    "庙",
    "岭",
    "坡",
    "湖",
    "铺",
    "井",
    "峰",
    "林",
]
TOWNSHIPS = [head + tail + "镇乡"[(i + j) % 2] for i, head in enumerate(_HEADS) for j, tail in enumerate(_TAILS)]


class County(NamedTuple):
    """A county people are from: `code` is entered with them, `stem` begins the names of its files."""

    code: str
    stem: str
    said: str  # the name of today with the province before it, as a roll writes it
    olds: tuple[str, ...]
    share: float


@cache
def regions() -> Regions:
    """Return the tables of regions, read once."""
    return Regions.read()


def old_names(code: str) -> tuple[str, ...]:
    """Return the former names of a county of Hunan that was a county, 州 or 厅 when it bore them."""
    former = (
        old.name
        for old in regions().formers
        if code in old.codes[:2] and old.name[-1] in "县厅" and old.hint == HUNAN and old.kind != "析置"
    )
    return tuple(dict.fromkeys(former))


def hunan() -> list[County]:
    """Return the counties of Hunan; their shares sum to one."""
    units = [unit for above in regions().children(HUNAN) for unit in regions().children(above.code)]
    shares = {unit.code: LARGE.get(unit.code, DISTRICT if unit.name[-1] == "区" else OTHER) for unit in units}
    total = sum(shares.values())
    return [
        County(unit.code, unit.code, f"湖南{unit.name}", old_names(unit.code), shares[unit.code] / total)
        for unit in units
    ]


def elsewhere() -> list[County]:
    """Return the counties of the other provinces, most under invented names; their shares sum to one."""
    rows = [line.split() for line in _ELSEWHERE.strip().splitlines()]
    total = sum(float(row[2]) for row in rows)
    invented = (f"{one}{other}{tail}县" for tail in _TAILS for one, other in permutations(_HEADS, 2))
    counties = []
    for code, province, share, count, *bases in rows:
        others = [*islice(invented, int(count) - len(bases))]
        parts = [(name, part / len(names)) for part, names in ((BASES, bases), (1 - BASES, others)) for name in names]
        counties += [
            County(code, f"{code}-{number:03}", province + name, (), part * float(share) / total)
            for number, (name, part) in enumerate(parts, 1)
        ]
    return counties
