"""A small site of invented people that shows every case a page can have."""

from __future__ import annotations

import io

from PIL import Image

LI_SI = """id: li-si
name: 李四
aliases: [李测试, {name: 李小名, kind: 小名}]
native_place: 湖南省长沙市望城区
born: 1901
died: 1934-12-18
unit:
  - {value: 甲部队, source: "1", note: 卷一}
  - {value: 乙部队, source: "2", preferred: 是}
facility: ceshi
story: |
  第一段。

  ## 小标题

  <script>alert(1)</script> [坏链接](javascript:alert(1)) [好链接](https://example.org/a)
portrait: {file: li.png, alt: 李四像, source: 测试照相馆, year: "1930"}
remark: 不公开的备注甲乙丙
relatives_recorded: [{name: 李待审, relation: 子}]
disputed: [{field: born, values: ["1901", "1902"], note: 两书不同}]
errata: [{date: 2025-01-02, field: 牺牲, old: "1935", new: "1934", reason: 校对}]
sources:
  - {title: 测试县志, publisher: 测试出版社, date: 1990, supports: [born, 籍贯]}
  - {title: 测试网页, url: "https://example.org/copy", mirror: 是}
"""

PEOPLE = """
- {id: wang-yi, name: 王一, died: 1934-12-18, status: 草稿, sources: [{title: 测试草稿来源}]}
- {id: wang-er, name: 王二撤回, story: 撤回的事迹, status: 撤回, sources: [{title: 测试撤回来源}]}
- {id: wang-san, name: 王三未到, publish_from: 2026-04-06, sources: [{title: 测试名册}]}
- {id: wang-si, name: 王四已到, publish_from: 2026-04-05, sources: [{title: 测试名册}]}
- {id: tong-ming-1, name: 同名人, died: 约1934-12-18, sources: [{title: 测试名册}]}
- {id: tong-ming-2, name: 同名人, died: 1934-12, sources: [{title: 测试名册}]}
- {id: qing-ming, name: 清明人, died: 1949-04-05, facility: ceshi, sources: [{title: 测试名册}]}
"""

CESHI = """id: ceshi
name: 测试烈士陵园
category: 烈士陵园
level: 县级
region: 湖南省长沙市望城区
intro: 为测试而设。
martyrs_buried: {value: 1234, as_of: 2020, note: 余}
land_title: {status: 已登记, number: 不公开的证号丁戊}
sources: [{title: 测试县志}]
"""

CAMPAIGN = """id: jisao
name: 测试祭扫
type: 祭扫纪念
start: 2025-04-04
end: 2025-04-05
organizer: 测试局
places: [ceshi]
martyrs: [li-si, wang-yi]
sources: [{title: 测试通知}]
"""


def roll(count: int) -> str:
    """Return a list of invented soldiers of one county, told apart by a number."""
    line = "- {{id: 430112-{0:04}, name: 王测试{0}, native_place: 湖南省长沙市望城区, sources: [{{title: 测试名册}}]}}"
    return "\n".join(line.format(number) for number in range(1, count + 1)) + "\n"


def picture(width: int = 40, height: int = 30) -> bytes:
    """Return the bytes of a plain picture with a hidden text chunk."""
    out = io.BytesIO()
    image = Image.new("RGB", (width, height), (120, 30, 30))
    image.save(out, "PNG", pnginfo=None)
    return out.getvalue()


SMALL: dict[str, str | bytes] = {
    "profiles/martyrs/li-si.yml": LI_SI,
    "profiles/martyrs/li.png": picture(),
    "profiles/martyrs/people.yml": PEOPLE,
    "profiles/martyrs/430112.yml": roll(205),  # five more than a page of a roll has rows
    "memorials/facilities/ceshi.yml": CESHI,
    "memorials/campaigns/jisao.yml": CAMPAIGN,
}
