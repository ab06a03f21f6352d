"""Texts that mean the same are spelt the same: one folded form for comparing and searching."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opencc import OpenCC

# Written forms of one character that OpenCC's table of traditional characters leaves apart, each followed by the form
# used today: 异体字 of the 第一批异体字整理表 (1955), old printing forms, Japanese forms. Characters that are surnames
# of their own beside the other form (肖萧, 付傅, 闫阎, 仝同) are not joined.
VARIANTS = (
    "徳德 髙高 靑青 眞真 愼慎 淸清 旣既 緖绪 尙尚 郞郎 鄕乡 槪概 峩峨 秊年 皃貌 竝并 畧略 甯宁 喦岩 嵒岩 "
    "㟁岸 𪨷岩 巌岩 栢柏 柟楠 勲勋 俻备 凴凭 囘回 囬回 羗羌 廼乃 迺乃 諠喧 邨村 穉稚 叡睿 劒剑 剣剑 歛敛 "
    "𪿫炮 砲炮 珎珍 琹琴 櫂棹 菓果 疎疏 兎兔 丗世 朶朵 妬妒 姪侄 娯娱 媿愧 寃冤 堦阶 壻婿 夘卯 暎映 晧皓 "
    "暠皓 彊强 炤照 煖暖 竒奇 飬养 仭仞 倂并 伩信 濬浚 喆哲 堃坤 甦苏 锺钟 㐂喜 亜亚 恵惠 広广 沢泽 実实 "
    "竜龙 斉齐 栄荣 辺边 戸户 呉吴 黒黑 歩步 毎每 寛宽 曽曾 増增 徴征 頼赖 譲让 桒桑 冨富 冝宜 煕熙 凞熙 "
    "熈熙 冦寇 銕铁 鉄铁 関关 覇霸 爕燮 𪸩辉 𪟝绩 圀国 囯国"
)
KEPT = "乾"  # 乾 in a name is qián; OpenCC would make it 干
INTERPUNCTS = "•･・‧∙⋅"


@cache
def _converter() -> OpenCC:
    """Return OpenCC's traditional-to-simplified converter, loaded at first use: it costs 40 ms."""
    from opencc import OpenCC

    return OpenCC("t2s")


class _Folded(dict[int, str]):
    """Code point to folded character, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_one(chr(code))
        return folded


def _fold_one(char: str) -> str:
    """Return the folded form of one character, "" for spaces and for marks that do not show."""
    plain = "".join(unicodedata.normalize("NFKC", char).lower().split())
    if plain.isascii():
        return plain
    if unicodedata.category(char) == "Cf" or _is_selector(char):
        return ""
    convert = _converter().convert
    # twice, since 薴 becomes 苧, which is itself the old form of 苎
    simple = plain if plain in KEPT else convert(convert(plain))
    return _variants().get(simple, simple)


def _is_selector(char: str) -> bool:
    """Tell whether `char` only chooses between the shapes of the character before it."""
    return unicodedata.name(char, "").startswith("VARIATION SELECTOR")


@cache
def _variants() -> dict[str, str]:
    """Return every variant character with the one used today."""
    return {pair[0]: pair[1] for pair in VARIANTS.split()} | dict.fromkeys(INTERPUNCTS, "·")


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return `text` in simplified characters, half width, lower case, without spaces; variants and interpuncts as one.

    It goes character by character, so a table of characters made from it gives the same in another language.
    """
    return text.translate(_FOLDED)


def folding(ideographs: str) -> Iterator[tuple[str, str]]:
    """Go through those of many ideographs that fold into something else, each with that.

    Most are what they are: OpenCC is asked of all at once, with signs between them that are part of no word.
    """
    simple = _converter().convert("\n".join(ideographs)).split("\n")
    for char, other in zip(ideographs, simple, strict=True):
        if char != other or char in _variants() or unicodedata.normalize("NFKC", char) != char:
            folded = fold(char)
            if folded != char:
                yield char, folded
