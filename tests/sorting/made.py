"""Findings made by hand: what sorting is given."""

from __future__ import annotations

from datetime import date
from typing import Any

from builder.model import Article, Body, BodyKind, Evidence, Findings, Period, Target

QUARTER = Period(date(2024, 1, 1), date(2024, 3, 31), "一季度")
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31), "全年")


def place(article: str, start: int = 0) -> Evidence:
    """Three characters of an article."""
    return Evidence(article, start, start + 3, "一二三")


def body(article: str, name: str, kind: BodyKind = "department", aliases: tuple[str, ...] = (), start: int = 0) -> Body:
    """A body as finding gives it: its name is its id."""
    return Body(name, name, kind, aliases, None, (place(article, start),))


def target(article: str, start: int = 0, **other: Any) -> Target:
    """新开工项目 46个 in the first quarter, with what ``other`` says differently."""
    given = {"metric": "新开工项目", "comparator": "=", "value": 46.0, "unit": "个", "period": QUARTER, **other}
    return Target("number", evidence=(place(article, start),), **given)


def findings(article: str, *bodies: Body, home: str | None = None, day: date | None = None, **facts: Any) -> Findings:
    """What one article says; every body in it is spoken of."""
    topics = facts.pop("topics", tuple(b.id for b in bodies))
    return Findings(Article(article, article, "一二三" * 50, article, (), date=day), home, bodies, topics, **facts)
