"""The rules of reading on short examples: one test for each entry of the case files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder import reading
from builder.lexicon import load
from builder.model import Article, Paragraph
from builder.reading.forms import plain
from builder.reading.layout import paragraphs
from builder.reading.words import Vocabulary

CASES = Path(__file__).parents[1] / "cases"
LEXICON = load()
WORDS = Vocabulary.of(LEXICON)


def cases(name: str) -> Any:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


def named(name: str) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in cases(name)]


def read(source: str) -> Article:
    return reading.article(source, "x.txt", LEXICON)


def told(paragraph: Paragraph) -> str:
    return f"{paragraph.role}{paragraph.level or ''}: {paragraph.text}"


@pytest.mark.parametrize("case", named("reading_layout"))
def test_layout(case: dict[str, Any]) -> None:
    assert [told(p) for p in paragraphs(case["source"], WORDS)] == case["gives"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(a, b, id=f"{group}: {a}") for group, pairs in cases("reading_forms").items() for a, b in pairs.items()],
)
def test_forms(text: str, expected: str) -> None:
    assert plain(text) == expected
    assert plain(expected) == expected


@pytest.mark.parametrize("case", named("reading_headline"))
def test_headline(case: dict[str, Any]) -> None:
    article = read(case["source"])
    assert (article.title, article.deck) == (case["title"], case["deck"])


@pytest.mark.parametrize("case", named("reading_dateline"))
def test_dateline(case: dict[str, Any]) -> None:
    article = read(case["source"])
    said = {key: getattr(article, key) for key in case if key not in ("name", "source")}
    said = {key: list(value) if isinstance(value, tuple) else value for key, value in said.items()}
    assert said == {key: case[key] for key in said}
