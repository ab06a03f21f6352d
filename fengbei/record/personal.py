"""What belongs to a living person and to no public record: numbers, accounts, addresses (class P3)."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, NamedTuple

from fengbei.fields import Items, Leaf, Pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from fengbei.fields import Desk, Field, Node
    from fengbei.problems import Level

# Most texts have none of these, so that the careful look is seldom needed. One class of characters
# stands first in each: the search then skips all others ten times as fast; a card is looked for where digits begin.
# The id of a roll (430121-00001) has too few digits for a card, and is no telephone number.
D, S = "[0-9０-９]", "[ \u3000－-]?"
NUMBER = re.compile(rf"{D}(?:(?<=[1１])[3-9３-９]{D}{S}{D}{{4}}{S}{D}{{4}}|(?<!{D}{D})(?:{S}{D}){{14}})")
# Where such a number may stand at all: a wide sign, or, spaces and dashes left out, a run of so many digits.
WIDE = "０１２３４５６７８９\u3000－"
ZEROS = bytes(ord("0") if ord("0") <= byte <= ord("9") else ord(" ") for byte in range(256))
SHORTEST = b"0" * 11  # a mobile number without what may stand between its digits
WORD = re.compile(
    r"[@＠QＱ微w照证元年号户一幺A-Z](?:(?<=[@＠])|(?<=[一幺])[三-九四五六七八][〇○零一二三四五六七八九幺]{9}"
    r"|(?<=[QＱ])[QＱ]|(?<=微)信|(?<=w)xid|(?<=护照)|(?<=[官兵部人]证)|(?<=\d单元)|(?<=现年)"
    r"|(?<=[账帐卡][号户])|(?<=[A-Z])·?[0-9A-Z]{5})"
)
NARROW: dict[int, str | int] = {0x3000: " ", **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}}  # to ASCII
WEB = re.compile(r"https?://[!-~]+")
COMMENT = re.compile(r"(?<!\S)#[^\n]*")  # a # inside a word begins no comment

PROVINCES = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"  # GB/T 2260, first two digits
MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
ID_CARD = re.compile(
    rf"(?<![0-9A-Za-z])({PROVINCES}\d{{4}})[ -]?((?:18|19|20)\d\d{MONTH_DAY})[ -]?(\d{{3}}[0-9Xx])(?![0-9A-Za-z])"
)
OLD_ID_CARD = re.compile(rf"(?<![0-9A-Za-z]){PROVINCES}\d{{4}}[ -]?\d\d{MONTH_DAY}[ -]?\d{{3}}(?![0-9A-Za-z])")
MOBILE = re.compile(r"(?<![0-9A-Za-z.])(?:\+?(?:00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z])")
BANK_CARD = re.compile(
    r"(?<![0-9A-Za-z])(?:(?:62|60|9558)[\d -]{12,21}|(?:4|5[1-5]|35)\d{2,3}(?:[ -]?\d{4}){3})(?![0-9A-Za-z])"
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999, MOD 11-2
CHECK_DIGITS = "10X98765432"

MAILBOX = re.compile(
    r"[\w.+-]+@(?:vip\.)?(?:qq|163|126|139|189|sina|sohu|tom|21cn|foxmail|aliyun|gmail|outlook|hotmail|live|icloud|yeah"
    r"|yahoo)\.(?:com|net|cn)(?:\.cn)?\b",
    re.ASCII | re.IGNORECASE,
)
PLATES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
ASKED = (  # said in words; probable, not certain
    ("手机号码", re.compile(r"[一幺][三四五六七八九][〇○零一二三四五六七八九幺]{9}(?![〇○零一二三四五六七八九幺])")),
    ("QQ 号", re.compile(r"QQ(?:号码?|群)?[: ]*\d{5,12}")),
    ("微信号", re.compile(r"微信(?:号|ID)?[: ]*[A-Za-z][\w-]{5,19}|wxid_\w+", re.ASCII)),
    ("车牌号", re.compile(rf"[{PLATES}][A-HJ-NP-Z]·?(?=\w*\d{{3}})[0-9A-Z]{{5,6}}(?![0-9A-Za-z])")),
    ("护照号", re.compile(r"护照(?:号码?)?[: ]*[A-Z]{1,2}\d{7,8}")),
    ("军人证件号", re.compile(r"(?:军官|士兵|文职干部|残疾军人)证\D{0,8}\d{5,}")),
    ("家庭住址", re.compile(r"\d{1,4}(?:栋|幢|座|号楼)?\d{1,2}单元\d{2,5}(?:室|房|户|号)")),
    ("未成年人信息", re.compile(r"现年(?:\d|1[0-7])岁[^。；;]{0,30}(?:幼儿园|小学|中学|年级|班)")),
    ("银行账号", re.compile(r"(?:[账帐][号户]|卡号)\D{0,6}\d(?:[ -]?\d){8,}")),
)  # fmt: skip


class Found(NamedTuple):
    """Something personal in a text: what it is, its characters, how sure that is."""

    what: str
    text: str
    level: Level


def find(text: str) -> Iterator[Found]:
    """Go through what is personal in a text; a number that its check digit disproves is no number."""
    if not suspicious(text):
        return
    flat = text.translate(NARROW)
    cards = [*ID_CARD.finditer(flat)]
    for card in cards:
        yield Found("身份证号", card[0], "error" if checked("".join(card.groups())) else "warning")
    rest = WEB.sub(" ", ID_CARD.sub(" ", flat))
    for what, grammar, proved in SURE:
        for said in [match[0] for match in grammar.finditer(rest) if proved(match[0])]:
            yield Found(what, said, "error")
            rest = rest.replace(said, " ")
    for what, grammar in ASKED:
        for match in grammar.finditer(rest):
            yield Found(what, match[0], "warning")


def suspicious(text: str) -> bool:
    """Say whether a text is worth a careful look."""
    return bool(NUMBER.search(text) or WORD.search(text))


def checked(card: str) -> bool:
    """Say whether the last of eighteen characters is the check digit of the others."""
    total = sum(int(digit) * weight for digit, weight in zip(card[:17], WEIGHTS, strict=True))
    return CHECK_DIGITS[total % 11] == card[17].upper()


def is_bank_card(said: str) -> bool:
    """Say whether the digits are as many as on a bank card, and pass Luhn's check."""
    digits = [int(char) for char in said if char.isdigit()]
    doubled = sum(divmod(2 * digit, 10)[0] + 2 * digit % 10 for digit in digits[-2::-2])
    return 16 <= len(digits) <= 19 and (doubled + sum(digits[-1::-2])) % 10 == 0


def always(said: str) -> bool:
    """Say yes: the shape alone is proof enough."""
    return bool(said)


SURE: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("身份证号（15 位）", OLD_ID_CARD, always),
    ("银行卡号", BANK_CARD, is_bank_card),
    ("手机号码", MOBILE, always),
    ("私人邮箱", MAILBOX, always),
)


def lines(text: str) -> list[int]:
    """Return the lines of a file that are worth a careful look, in a file in which every value is written out."""
    grammars = (NUMBER, WORD) if has_number(text) else (WORD,)
    found = sorted({match.start() for grammar in grammars for match in grammar.finditer(text)})
    return sorted({line for _, line in numbered(text, found)})


def has_number(text: str) -> bool:
    """Say whether NUMBER may be found in a text: to search for it takes longer, and most rolls have none."""
    return any(map(text.__contains__, WIDE)) or SHORTEST in text.encode().translate(ZEROS, b" -")


def numbered(text: str, found: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Go through rising offsets of a text, each with its line; the text is counted through once."""
    line, counted = 1, 0
    for at in found:
        line, counted = line + text.count("\n", counted, at), at
        yield at, line


def look(node: Pairs, known: Mapping[str, Field[Any]], desk: Desk) -> None:
    """Look at every text of a record; what is certainly personal is refused, the rest questioned."""
    if desk.suspects is not None:
        at = bisect_left(desk.suspects, node.line)
        if at == len(desk.suspects) or desk.suspects[at] > last_line(node):
            return
    if not suspicious("\n".join(leaf.text for leaf in leaves(node))):
        return
    for key, value in node.pairs:
        label = known[key.text].label if key.text in known else key.text
        for leaf in leaves(value):
            for found in find(leaf.text):
                say(place(leaf, found), label, found, desk, found.level)


def place(leaf: Leaf, found: Found) -> Leaf:
    """Return where in a text something personal stands; it was made narrow character by character to be found."""
    at = leaf.text.translate(NARROW).find(found.text)
    return leaf.find(leaf.text[at : at + len(found.text)]) if at >= 0 else leaf


def last_line(node: Node) -> int:
    """Return the last line on which a value says something."""
    if isinstance(node, Leaf):
        return node.line
    return last_line(node.items[-1] if isinstance(node, Items) else node.pairs[-1][1])


def leaves(node: Node) -> list[Leaf]:
    """Return the texts of a value."""
    if isinstance(node, Leaf):
        return [node]
    inner = node.items if isinstance(node, Items) else [value for _, value in node.pairs]
    return [leaf for item in inner for leaf in leaves(item)]


def comments(text: str, desk: Desk) -> None:
    """Look at the comments of a file: they are not published, but they are in the repository."""
    said = {comment.start(): comment[0] for comment in COMMENT.finditer(text) if suspicious(comment[0])}
    for at, line in numbered(text, said):
        for found in find(said[at]):
            leaf = Leaf("", line, at - text.rfind("\n", 0, at))
            say(leaf, "注释", found, desk, "warning")


def say(leaf: Leaf, label: str, found: Found, desk: Desk, level: Level) -> None:
    """Note what was found without repeating it: reports are passed on."""
    seen = f"{found.text[:3]}…{found.text[-1:]}"
    sure = "这里写有" if found.level == "error" else "这里像是写有"
    hint = "个人信息不得写入本资料库，请删去，并清除已提交的历史" if level == "error" else "请核对；个人信息请删去"
    desk.note(leaf, label, f"{sure}{found.what}（{seen}）", hint=hint, code="personal", level=level)
