"""The texts that are measured: the seeds, and as many articles as wanted made of their sentences."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"
DENSE = Path(__file__).parent.parent / "tests" / "gold" / "practice"
"""Short reports and lists in which nearly every sentence holds figures."""
PARAGRAPHS = (6, 10)
SENTENCES = (1, 4)


def seeds(folder: Path = SEEDS) -> list[str]:
    """The texts of the articles in ``folder``, in the order of their names."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def synthetic(count: int, sources: list[str], seed: int = 1) -> Iterator[str]:
    """``count`` articles in the manner of ``sources``: headlines and sentences of theirs, put together anew.

    The same arguments give the same articles on every machine. Each names its own
    number in its headline, so that no two are equal.
    """
    chance = random.Random(seed)
    sentences = [said for text in sources for said in _sentences(text)]
    heads = [head for text in sources if (head := _headline(text))]
    for number in range(count):
        paragraphs = [
            "　　" + "".join(chance.choices(sentences, k=chance.randint(*SENTENCES))) for _ in range(chance.randint(*PARAGRAPHS))
        ]
        day = f"{chance.randint(2021, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        yield "\n".join([f"{chance.choice(heads)}（之{number}）", f"发布日期：{day}", *paragraphs]) + "\n"


def _sentences(text: str) -> list[str]:
    """The sentences of a text that are told in full, without the breaks of its layout."""
    whole = re.sub(r"\s", "", text)
    return [said for said in re.findall("[^。！？]{8,160}[。！？]", whole) if said.count("“") == said.count("”")]


def _headline(text: str) -> str:
    lines = (re.sub(r"\s", "", line) for line in text.splitlines())
    return next((line for line in lines if 8 <= len(line) <= 40 and "。" not in line), "")
