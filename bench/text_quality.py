"""Measure the full text: python bench/text_quality.py [--sections 3000] [--queries 300].

A site is made whose campaigns hold sections of the project's own prose (docs/, handbook/, stories of the sample
records): first the prose itself, then pieces of it dealt anew until there are enough, with units, numbers and Latin
words strewn in. Three questions are asked, each of a visitor who comes for the first time:

* substrings: any two to six neighbouring characters;
* words: units, numbers and Latin words, a number also in its other writing;
* pairs: two words with a space, both of which must stand there.

Recall: every section that holds what was asked must be among those the search lists, however many. Precision: the
share of the first ten that truly hold it. Marked: the share of the first six shown whose mark is what was asked.
Kilobytes: all that is loaded, scripts too, to the list; and with the words around the first six.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".work" / "bench" / "texts"
RUN = re.compile(r"[\u4e00-\u9fff]{6,}")
LENGTH = 500  # characters of a section
FIRST, SHOWN = 10, 6
FEW_STREWN = 3  # words strewn into a section
DIGITS = "〇一二三四五六七八九"
LATIN = "Smedley Snow Bethune OSS Hunan B29 T34 Мао"


class Asked(NamedTuple):
    """A question, the writings of which every right section holds one for each word, and the numbers of those."""

    question: str
    ways: list[list[str]]
    right: set[int]


def prose() -> list[str]:
    """Return the project's own Chinese prose, one text a file."""
    paths = [*ROOT.glob("docs/*.md"), *ROOT.glob("handbook/**/*.md"), *ROOT.glob("profiles/**/*.yml")]
    return [path.read_text(encoding="utf-8") for path in sorted(paths)]


def own(texts: list[str]) -> list[str]:
    """Return the prose cut into sections, markup and all."""
    flat = [" ".join(text.split()) for text in texts]
    pieces = [text[at : at + LENGTH] for text in flat for at in range(0, len(text), LENGTH)]
    return [piece for piece in pieces if RUN.search(piece)]


def strewn(rng: Random) -> str:
    """Return a unit, a year or a Latin word."""
    corps, division, regiment = rng.randint(11, 69), rng.randint(101, 209), rng.randint(401, 620)
    units = f"第{corps}军 第{other_number(str(corps))}军 {corps}军{division}师 {other_number(str(division))}师"
    others = f"第{division}师 {division}师{regiment}团 红四方面军 第４７军 {rng.randint(1921, 1953)}年"
    return rng.choice([*f"{units} {others}".split(), f" {rng.choice(LATIN.split())} "])


def section(pool: list[str], rng: Random) -> str:
    """Return a text of pieces of the runs, two to six characters each, a comma now and then, a few words strewn in."""
    pieces: list[str] = []
    while sum(map(len, pieces)) < LENGTH:
        run, size = rng.choice(pool), rng.randint(2, 6)
        start = rng.randint(0, len(run) - size)
        pieces.append(run[start : start + size] + ("，" if rng.random() < 0.2 else ""))
    for _ in range(FEW_STREWN):
        pieces.insert(rng.randint(0, len(pieces)), strewn(rng))
    return "".join(pieces)


def make(count: int, rng: Random) -> list[str]:
    """Write a site of so many sections, and return their texts."""
    texts = own(prose())[:count]
    pool = sorted({run for text in prose() for run in RUN.findall(text)})
    texts += [section(pool, rng) for _ in range(count - len(texts))]
    folder = WORK / "memorials" / "campaigns"
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"- id: t-{number:05}\n  name: 测试段落{number:05}\n  type: 其他\n  start: 2026-01-01\n  organizer: 测试\n"
        f"  agenda: {json.dumps(text, ensure_ascii=False)}\n  sources: [{{title: 测试}}]\n"
        for number, text in enumerate(texts)
    ]
    (folder / "texts.yml").write_text("".join(lines), encoding="utf-8")
    return texts


def plain(text: str) -> str:
    """Return a text as it is compared: half width, lower case, spaces only between words of letters and digits."""
    return re.sub(
        r"(?<![0-9a-zа-я]) +| +(?![0-9a-zа-я])", "", " ".join(unicodedata.normalize("NFKC", text).lower().split())
    )


def holds(text: str, word: str) -> bool:
    """Tell whether a text holds a word; one of digits or letters not as a part of a longer one."""
    before = r"(?<![0-9a-zа-я])" if re.match("[0-9a-zа-я]", word) else ""
    behind = r"(?![0-9a-zа-я])" if re.search("[0-9a-zа-я]$", word) else ""
    return re.search(before + re.escape(word) + behind, text) is not None


def question(said: str, ways: list[list[str]], texts: list[str]) -> Asked:
    """Return a question with the numbers of the sections that answer it."""
    right = {n for n, text in enumerate(texts) if all(any(holds(text, way) for way in word) for word in ways)}
    return Asked(said, ways, right)


def substrings(texts: list[str], count: int, rng: Random) -> list[Asked]:
    """Return questions of any two to six neighbouring characters."""
    found: list[Asked] = []
    while len(found) < count:
        run = rng.choice(RUN.findall(rng.choice(texts)) or ["烈士"])
        size = rng.randint(2, min(6, len(run)))
        start = rng.randint(0, len(run) - size)
        word = run[start : start + size]
        found.append(question(word, [[word]], texts))
    return found


def words(texts: list[str], count: int, rng: Random) -> list[Asked]:
    """Return questions of strewn words, as they are written or the number in its other writing."""
    found: list[Asked] = []
    while len(found) < count:
        ways = both_ways(plain(strewn(rng)).strip())
        found.append(question(rng.choice(ways), [ways], texts))
    return found


def both_ways(word: str) -> list[str]:
    """Return a word with its numbers in digits and in characters; 红四方面军 and B29 are written one way only."""
    if re.search("[a-zа-я]|四方面", word):
        return [word]
    tens = re.sub("([一二三四五六]?)十([一二三四五六七八九]?)", lambda n: f"{n[1] or '一'}{n[2] or '〇'}", word)
    digits = re.sub(f"[{DIGITS}]", lambda digit: str(DIGITS.index(digit[0])), tens)
    return [digits, re.sub(r"\d+", lambda number: other_number(number[0]), digits)]


def other_number(number: str) -> str:
    """Return a number of digits as it is written in characters."""
    if len(number) != 2:  # 四十七, but 一二九
        return "".join(DIGITS[int(digit)] for digit in number)
    tens, one = int(number[0]), int(number[1])
    return f"{DIGITS[tens] if tens > 1 else ''}十{DIGITS[one] if one else ''}"


def pairs(texts: list[str], count: int, rng: Random) -> list[Asked]:
    """Return questions of two words of one section."""
    found: list[Asked] = []
    while len(found) < count:
        runs = RUN.findall(rng.choice(texts))
        if len(runs) > 1:
            both = [run[1:4] for run in rng.sample(runs, 2)]
            found.append(question(" ".join(both), [[word] for word in both], texts))
    return found


def sections_of(site: Path) -> dict[int, int]:
    """Return for the number each text has in the index the number of its section, as its title says it."""
    found = {}
    for path in (site / "find").glob("text-*.js"):
        packed = base64.b64decode(json.loads(f"[{path.read_text().partition('(')[2].rpartition(')')[0]}]")[1])
        for line in gzip.decompress(packed).decode().splitlines():
            number, title = line.split("\t")[:2]
            found[int(number)] = int(title[-5:])
    return found


def ask(site: Path, asked: list[Asked], sections: dict[int, int]) -> list[dict[str, Any]]:
    """Return what the search of a site answers to each question; texts by the numbers of their sections."""
    lines = WORK / "queries.jsonl"
    lines.write_text("".join(json.dumps({"q": one.question}, ensure_ascii=False) + "\n" for one in asked))
    node = ["node", str(ROOT / "bench" / "find.mjs"), "--site", str(site), "--queries", str(lines)]
    done = subprocess.run([*node, "--texts", str(SHOWN)], check=True, capture_output=True, text=True)  # noqa: S603
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    for answer in answers:
        answer["numbers"] = [sections[number] for number in answer["numbers"] if number in sections]
    return answers


def mean(shares: list[float]) -> float:
    """Return the mean, 1 of nothing."""
    return sum(shares) / len(shares) if shares else 1.0


def marked(one: Asked, shown: list[dict[str, Any]]) -> list[float]:
    """Return for each text shown whether its first mark is a word that was asked."""
    right = {way for word in one.ways for way in word}
    return [float(len(text["words"]) > 1 and plain(text["words"][1]) in right) for text in shown]


def report(name: str, asked: list[Asked], answers: list[dict[str, Any]]) -> str:
    """Return a line of figures."""
    both = [(one, answer) for one, answer in zip(asked, answers, strict=True) if one.right]
    recall = mean([len(one.right & set(answer["numbers"])) / len(one.right) for one, answer in both])
    tops = [(one.right, answer["numbers"][:FIRST]) for one, answer in both]
    first = mean([len(right & set(top)) / len(top) for right, top in tops if top])
    marks = mean([share for one, answer in both for share in marked(one, answer["shown"])])
    sizes = [sorted(answer[key] / 1024 for answer in answers) for key in ("bytes", "total")]
    said = [f"{size[len(size) // 2]:.0f} / {size[int(len(size) * 0.95)]:.0f}" for size in sizes]
    return (
        f"{name}: {len(asked)} queries  recall {recall:.4f}  precision@10 {first:.4f}  marked {marks:.3f}  "
        f"KB p50 / p95: list {said[0]}, with words around {said[1]}\n"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sections", type=int, default=3000)
    parser.add_argument("--queries", type=int, default=300)
    given = parser.parse_args()
    rng = Random(7)  # noqa: S311 - the same every time
    texts = [plain(text) for text in make(given.sections, rng)]
    site = WORK / "site"
    order = [sys.executable, str(ROOT / "build.py"), "build", "--only", "search", "--root", str(WORK)]
    subprocess.run([*order, "--out", str(site)], check=True, capture_output=True)  # noqa: S603
    sections = sections_of(site)
    for makes in (substrings, words, pairs):
        asked = makes(texts, given.queries, rng)
        sys.stdout.write(report(makes.__name__, asked, ask(site, asked, sections)))
    files = [path for kind in ("gram", "text", "docs") for path in (site / "find").glob(f"{kind}*.js")]
    sizes = sum(path.stat().st_size for path in files)
    length = sum(map(len, texts))
    sys.stdout.write(f"index of texts: {len(files)} files, {sizes / 2**20:.1f} MB for {length} characters\n")


if __name__ == "__main__":
    main()
