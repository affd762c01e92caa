"""Any text gives facts or nothing: no exception, no evidence beside its words, no more than linear time.

``python -m benchmarks.fuzz --minutes 5 --seed 1`` tries one text after the other
and tells of each that fails, with the command that tries it again.
"""

from __future__ import annotations

import argparse
import random
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks import texts, yardstick
from builder import checking, finding, reading, sorting
from builder.lexicon import load
from builder.writing import data

TIMES_JIEBA = 50.0
"""Most CPU time that a text may cost, as a multiple of what jieba takes for ordinary text of its length.

Generous: in the densest nonsense every second character makes a target, in an article every fiftieth."""
GRACE = 0.05
"""CPU seconds that any text may cost, however short."""
LONGEST = 200_000
"""Characters of the longest texts."""
DENSE = (
    "0123456789０５9.,，%％～~—-–至到 　\t\n年月日旬周季度上下前后今去明底末初中“”‘’《》（）()【】、。；：！？…"
    "零〇一二两三四五六七八九十百千万亿半几多余"
    "个项条家元吨倍成分点第区县市镇乡街道局委办府会部处科室站组专班指挥中心集团公司的了在由将要把被为是达超过近约以内不低于确保力争计划完成启动"
    "表示说强调指出要求提出介绍责任单位牵头配合每按逐调度通报督查推进增长下降同比其中分别总投资项目*_#|<>&{}[]\\\u200b\ufeff"
)
"""Characters that the rules look for."""


def anything(chance: random.Random, sources: list[str]) -> str:
    """Any characters of Unicode, halves of surrogate pairs too."""
    blocks = ((0, 0x250), (0x2000, 0x2100), (0x3000, 0x3100), (0x4E00, 0x9FFF), (0xD800, 0xE000), (0xFF00, 0xFFF0), (0, 0x10FFFF))
    low, high = chance.choice(blocks)
    return "".join(chr(chance.randint(low, high)) for _ in range(chance.randint(0, 2000)))


def dense(chance: random.Random, sources: list[str]) -> str:
    """Nothing but characters that the rules look for."""
    return "".join(chance.choices(DENSE, k=chance.randint(1, 3000)))


def repeated(chance: random.Random, sources: list[str]) -> str:
    """A few characters over and over: what makes a careless pattern slow."""
    piece = "".join(chance.choices(DENSE, k=chance.randint(1, 6)))
    return (piece * LONGEST)[: chance.randint(100, LONGEST)]


def one_line(chance: random.Random, sources: list[str]) -> str:
    """Ordinary sentences in one endless paragraph."""
    source = "".join(chance.choice(sources).split())
    start = chance.randrange(len(source))
    piece = source[start : start + chance.randint(10, 400)]
    return (piece * LONGEST)[: chance.randint(1000, LONGEST)]


def mutated(chance: random.Random, sources: list[str]) -> str:
    """An article with pieces lost, doubled, moved, and with characters that do not belong there."""
    text = chance.choice(sources)
    for _ in range(chance.randint(1, 40)):
        text = chance.choice(MUTATIONS)(chance, text, sources)
    return text


def _lost(chance: random.Random, text: str, sources: list[str]) -> str:
    a, b = _ends(chance, text)
    return text[:a] + text[b:]


def _doubled(chance: random.Random, text: str, sources: list[str]) -> str:
    a, b = _ends(chance, text)
    return text[:b] + text[a:b] * chance.randint(1, 4) + text[b:]


def _moved(chance: random.Random, text: str, sources: list[str]) -> str:
    a, b = _ends(chance, text)
    rest, to = text[:a] + text[b:], chance.randint(0, len(text) - (b - a))
    return rest[:to] + text[a:b] + rest[to:]


def _strewn(chance: random.Random, text: str, sources: list[str]) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + "".join(chance.choices(DENSE, k=chance.randint(1, 8))) + text[at:]


def _foreign(chance: random.Random, text: str, sources: list[str]) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chr(chance.randint(0, 0x10FFFF)) + text[at:]


def _joined(chance: random.Random, text: str, sources: list[str]) -> str:
    a, b = _ends(chance, text, 2000)
    return text[:a] + text[a:b].replace("\n", "") + text[b:]


def _wrapped(chance: random.Random, text: str, sources: list[str]) -> str:
    width = chance.randint(8, 40)
    a, b = _ends(chance, text, 1000)
    return text[:a] + "\n".join(text[i : min(b, i + width)] for i in range(a, b, width)) + text[b:]


def _borrowed(chance: random.Random, text: str, sources: list[str]) -> str:
    other = chance.choice(sources)
    a, b = _ends(chance, other)
    at = chance.randint(0, len(text))
    return text[:at] + other[a:b] + text[at:]


def _ends(chance: random.Random, text: str, most: int = 120) -> tuple[int, int]:
    a = chance.randint(0, len(text))
    return a, min(len(text), a + chance.randint(0, most))


MUTATIONS = (_lost, _doubled, _moved, _strewn, _strewn, _foreign, _joined, _wrapped, _borrowed)
KINDS: tuple[Callable[[random.Random, list[str]], str], ...] = (anything, dense, repeated, one_line, mutated, mutated, mutated)


@dataclass(frozen=True, slots=True)
class Case:
    """One text to try; the same seed and number give the same text."""

    seed: int
    number: int

    def text(self, sources: list[str]) -> str:
        """The text to try."""
        chance = random.Random(f"{self.seed}/{self.number}")
        return chance.choice(KINDS)(chance, sources)

    @property
    def command(self) -> str:
        """How to try this one again."""
        return f"python -m benchmarks.fuzz --seed {self.seed} --only {self.number}"


def tried(text: str, second_of_jieba: float) -> str:
    """What is wrong with how ``text`` is read, in one line; empty where nothing is.

    Args:
        second_of_jieba: CPU seconds that jieba takes for one character of ordinary text
    """
    spent = 0.0
    wrong: list[str] = []

    def work() -> None:
        lexicon = load()
        article = reading.article(text, "x.txt", lexicon)
        briefing = sorting.sort([finding.find(article, lexicon)], [], lexicon)
        wrong.extend(checking.misplaced(briefing))
        data.sheets(briefing, {})[0].text.encode()

    try:
        spent = yardstick.cpu(work)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {error} in {place.name}, {place.filename}:{place.lineno}"
    if wrong:
        return wrong[0]
    allowed = GRACE + TIMES_JIEBA * second_of_jieba * len(text)
    return f"slow: {len(text)} characters took {spent / allowed:.1f} times what is allowed" if spent > allowed else ""


def main() -> int:
    """Try texts until the time is over; 1 where one failed."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    options.add_argument("--minutes", type=float, default=1.0, help="CPU minutes to spend")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", type=int, help="try the text of this number, nothing else")
    given = options.parse_args()
    sources = texts.seeds()
    yardstick.jieba()
    ordinary = "".join(sources)
    tried(sources[0], 1.0)  # patterns are compiled here
    rate = yardstick.cpu(lambda: yardstick.cut([ordinary])) / len(ordinary)
    end = time.process_time() + given.minutes * 60
    number = given.only or 0
    tries = failed = characters = 0
    while time.process_time() < end:
        case = Case(given.seed, number)
        text = case.text(sources)
        wrong = tried(text, rate)
        if wrong:
            failed += 1
            print(f"{case.command}  # {wrong}", flush=True)
        characters += len(text)
        number += 1
        tries += 1
        if given.only is not None:
            break
    print(f"{tries} texts, {characters} characters: {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
