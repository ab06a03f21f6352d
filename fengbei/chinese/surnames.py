"""What is special about surnames: compound ones, and those read otherwise than the character is elsewhere."""

from __future__ import annotations

import re

from fengbei.chinese.folding import fold

_HAN = "㐀-鿿𠀀-𳎯"
# A surname and at most three more characters, which may be unreadable; longer names are transcribed from abroad.
_CHINESE_NAME = re.compile(f"(?!无名|無名|佚名)[{_HAN}][{_HAN}□○〇×*?]{{0,3}}")

_COMPOUND = (
    "欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 长孙 宇文 慕容 令狐 司徒 司空 司寇 东方 独孤 南宫 万俟 闻人 "
    "赫连 澹台 淳于 濮阳 单于 申屠 钟离 端木 轩辕 拓跋 呼延 鲜于 闾丘 公冶 宗政 太史 太叔 仲孙 亓官 颛孙 "
    "巫马 公西 漆雕 乐正 壤驷 公良 谷梁 段干 百里 东郭 南门 西门 羊舌 微生 梁丘 左丘 即墨 哥舒 完颜 纳兰 "
    "叶赫 那拉 贺兰 屈突 贯丘 豆卢"
)
COMPOUND = frozenset(_COMPOUND.split())
_HEADS = {name[0] for name in COMPOUND} | set("歐諸長獨東萬聞單鍾鐘軒鮮閭顓樂壤納葉賀貫")  # in old characters too

# The reading as a surname first, then others that families use. 现代汉语词典 (第7版) marks these as 姓; second readings
# are those met in Hunan and in mozillazg/python-pinyin issue 297. Surnames read as elsewhere are not listed.
_READINGS = (
    "覃qín/tán 谌chén/shèn 单shàn 解xiè 仇qiú 查zhā 区ōu 曾zēng 缪miào/móu 翟zhái/dí 任rén 朴piáo/pǔ 盖gě/gài "
    "华huà/huá 纪jǐ/jì 葛gě/gé 宁níng/nìng 甯nìng 员yùn/yuán 贠yùn 乐yuè/lè 折shé/zhé 召shào 种chóng 秘bì 句gōu "
    "燕yān 乜niè 黑hè/hēi 哈hǎ 那nā 令líng 祭zhài 都dū 郇xún/huán 郗xī/chī 尉wèi/yù 相xiàng 要yāo 占zhān 粘nián "
    "隗wěi/kuí 於yū/yú 干gān 薄bó 泌bì 卜bǔ 撒sǎ 藏zāng 费fèi/bì 宓mì/fú 牟mù/móu 郄qiè/xì 莘shēn/xīn 洗xiǎn 么yāo "
    "蔚yù/wèi 笮zé/zuó 过guō 观guàn/guān 冠guàn 炅guì 隽juàn/jùn 圈juàn 角jué 阚kàn 佴nài 能nài/néng 兒ní "
    "繁pó/fán 番pān/fān 舍shè 贲bēn/féi 訾zī/zǐ 柏bǎi/bó 重chóng 镡tán/xín 鲜xiān/xiǎn"
)
READINGS = {entry[0]: tuple(entry[1:].split("/")) for entry in _READINGS.split()}
_COMPOUND_READINGS = (
    "尉迟yù-chí 长孙zhǎng-sūn 令狐líng-hú 万俟mò-qí 澹台tán-tái 单于chán-yú 亓官qí-guān 鲜于xiān-yú 乐正yuè-zhèng "
    "宗政zōng-zhèng 拓跋tuò-bá 那拉nà-lā 叶赫yè-hè"
)
COMPOUND_READINGS = {entry[:2]: entry[2:].replace("-", " ") for entry in _COMPOUND_READINGS.split()}

# Characters whose first reading in the dictionaries is not the one they have inside given names.
_GIVEN = (
    "少shào 长cháng 更gēng 着zhuó 了liǎo 卜bǔ 薄bó 沈shěn 都dū 还huán 泊bó 曾zēng 隽jùn 朝cháo 么me 柏bǎi 于yú 茜qiàn"
)
GIVEN = {entry[0]: entry[1:] for entry in _GIVEN.split()}


def is_han(char: str) -> bool:
    """Tell whether `char` is a Chinese character."""
    return "㐀" <= char <= "鿿" or "𠀀" <= char <= "𳎯"


def surname(name: str) -> str:
    """Return the surname as written: 欧阳 of 欧阳海, 杨 of 杨开慧.

    It is "" where none can be told: 阿不都·热依木, 无名烈士, John.
    """
    if not _CHINESE_NAME.fullmatch(name):
        return ""
    return name[:2] if name[0] in _HEADS and fold(name[:2]) in COMPOUND else name[0]


def surname_readings(name: str) -> tuple[str, ...]:
    """Return the listed readings of the surname of `name`, with tone marks, likeliest first.

    Syllables of a compound surname are parted by a space. It is () where the character's plain reading holds.
    """
    family = surname(name)
    if len(family) == 1:
        return READINGS.get(family) or READINGS.get(fold(family)) or ()
    compound = COMPOUND_READINGS.get(fold(family))
    return (compound,) if compound else ()
