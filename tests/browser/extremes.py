"""Invented records that ask the most of a page: the longest names, ten disputes, a picture, nothing at all."""

from __future__ import annotations

from tests.small import SMALL, picture, roll
from tests.test_places import FEW

DISPUTED = "\n".join(
    f"  - {{field: {field}, values: [甲书记作这样一个很长的说法以看换行, 乙书记作那样, 丙碑无此项], note: 三处不同}}"
    for field in (
        "born", "joined", "party_joined", "died", "unit", "post", "death_place", "native_place", "ethnicity", "gender",
    )
)  # fmt: skip
PERSON = f"""- id: chang-ming
  name: 阿卜杜热西提·买买提艾力·阿卜杜外力·测试用很长的名字
  aliases: [{{name: 测试甲, kind: 化名}}, {{name: 测试乙, kind: 小名}}, 测试丙, 测试丁, 测试戊, 测试己]
  native_place: 湖南省湘西土家族苗族自治州花垣县测试乡很长很长的村名以看它怎样换行的那个测试村
  born: 约民国二年冬
  died: 抗日战争时期
  unit: 国民革命军第十八集团军第一一五师三四三旅六八五团第二营机枪连第三排测试班
  ethnicity: 土家族
  facility: ceshi
  disputed:
{DISPUTED}
  errata:
    - {{date: 2025-01-02, field: 牺牲, old: 很长的原文很长的原文, new: 很长的改文很长的改文, reason: 校对}}
  story: |
    {"这是为测试而写的一段很长的文字，没有一个字是真的。" * 30}

    ## 小标题

    > 引文。{"很长的引文。" * 20}

    1. 甲
    2. 乙
  sources:
    - title: 测试县志里一篇题目很长很长很长很长很长很长很长很长很长很长很长很长的文章
      url: https://example.org/{"a" * 120}
- id: sheng-pi
  name: 𠮷㛃䶮
  story: 生僻字。
  portrait: {{file: li.png, alt: 测试像, source: 测试照相馆}}
  sources: [{{title: 测试名册}}]
- id: wu-ming
  name: 无名烈士
  name_status: 无名
  sources: [{{title: 测试名册}}]
"""
LINE = """- id: 433124-0001
  name: 石测试
  aliases: [石小名]
  native_place: 湖南花垣县
  born: 1910
  died: 1934-12-18
  unit: 红军第二军团第六师测试团第三营第九连
  facility: ceshi
  sources: [{title: 花垣测试名录, publisher: 测试出版社, date: 1990}]
"""
NOTICE = """id: xun-zhao
name: 寻找石测试烈士亲属
kind: 寻找烈士亲属
martyr: chang-ming
known: 只知道这些。
wanted: 村名、兄弟姊妹的名字
published: 2026-03-01
progress: 征集线索
contact: {office: 测试县退役军人事务局, phone: 0743-0000000}
sources: [{title: 测试通知}]
"""
LONG_OFFER = """id: chang
name: 测试用的一个名称很长很长很长很长很长很长很长很长很长很长的优待项目
provider: 测试单位
category: 交通出行
beneficiaries: [退役军人, 烈士遗属, 因公牺牲军人遗属, 病故军人遗属, 现役军人, 军人家属, 残疾军人, 其他优抚对象]
credentials: [优待证]
benefit: 免费。
region: 全省
valid_to: 2025-01-01
verified: 2024-01-01
sources: [{title: 测试通知}]
"""
LONG_LINE = f"""- id: 430121-0098
  name: 阿卜杜热西提·买买提艾力·阿卜杜外力·测试用很长的名字
  aliases: [{{name: 测试甲, kind: 化名}}, {{name: 测试乙, kind: 小名}}, 测试丙, 测试丁, 测试戊, 测试己]
  native_place: 湖南省长沙县测试乡很长很长的村名以看它怎样换行的那个测试村
  born: 约民国二年冬
  died: 抗日战争时期
  unit: 国民革命军第十八集团军第一一五师三四三旅六八五团第二营机枪连第三排测试班
  sources:
    - title: 测试县志里一篇题目很长很长很长很长很长很长很长很长很长很长很长很长的文章
      url: https://example.org/{"a" * 120}
"""
OTHERS = "".join(
    f"- {{id: {record}, name: {name}, died: 1934, sources: [{{title: 测试县志}}]}}\n"
    for record, name in [("430121-12345", "测壬壬"), ("430121-a7", "测癸癸"), ("ce-zi", "测子子"), ("0-chou", "测丑丑")]
)
EXTREMES: dict[str, str | bytes] = {
    **SMALL,
    "profiles/martyrs/extremes.yml": PERSON,
    "profiles/martyrs/433124.yml": LINE,
    "profiles/martyrs/430112.yml": roll(1200),
    "profiles/martyrs/li.png": picture(600, 800),
    "memorials/notices/xun.yml": NOTICE,
    "offers/chang.yml": LONG_OFFER,
}
PLACES: dict[str, str | bytes] = {  # a site whose lines have no pages, nor has any offer or facility
    **FEW,
    "mkdocs.yml": FEW["mkdocs.yml"].replace("martyrs: story", "martyrs: story, offers: none, facilities: none"),
    "offers/chang.yml": LONG_OFFER,
    "profiles/martyrs/long.yml": LONG_LINE,
    "profiles/martyrs/others.yml": OTHERS,
}
