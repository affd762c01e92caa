"""Briefings made by hand, and what tracking makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from builder import tracking
from builder.lexicon import load
from builder.model import Article, Body, Briefing, Evidence, Milestone, Paragraph, Period, Progress, Project, Target

AS_OF = date(2024, 6, 30)
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31), "全年")
QUARTER = Period(date(2024, 1, 1), date(2024, 3, 31), "一季度")
HALF = Period(date(2024, 1, 1), date(2024, 6, 30), "上半年")
NAMES = {"qu": "示例区", "ju": "区发展和改革局"}


def article(key: str, day: date | None) -> Article:
    """An article of that day, named after its key."""
    text = "一二三" * 40
    return Article(key, key, text, f"{key}的标题", (Paragraph(text, text, tuple(range(len(text)))),), date=day)


def target(key: str = "t1", told: str = "plan", **other: Any) -> Target:
    """开工重点项目 120个 in the year, promised by 示例区."""
    given = {"metric": "开工重点项目", "comparator": "=", "value": 120.0, "unit": "个", "period": YEAR, "owner": "qu", **other}
    return Target(given.pop("kind", "number"), evidence=(Evidence(told, 0, 3, "一二三", 0),), id=key, **given)


def fact(value: float, told: str = "report", key: str = "t9", **other: Any) -> Target:
    """As many of the same as an article reports."""
    return target(key, told, value=value, status="actual", **other)


def project(key: str = "p1", *steps: Milestone, told: str = "plan", **other: Any) -> Project:
    """A project with its milestones."""
    return Project("虚构湖大桥项目", "qu", steps, (Evidence(told, 0, 3, "一二三", 0),), id=key, **other)


def briefing(
    *targets: Target, projects: Sequence[Project] = (), as_of: date | None = AS_OF, days: dict[str, date | None] | None = None
) -> Briefing:
    """A briefing of two articles: ``plan`` of 10 May, ``report`` of 20 June."""
    told = {"plan": date(2024, 5, 10), "report": date(2024, 6, 20), **(days or {})}
    bodies = (
        Body("qu", NAMES["qu"], "district", ("本区",)),
        Body("ju", NAMES["ju"], "department", ("区发改局",), "qu"),
    )
    articles = tuple(article(key, day) for key, day in told.items())
    return Briefing(articles, bodies, (), targets, projects=tuple(projects), as_of=as_of)


def tracked(given: Briefing, folder: Path, text: str | bytes = "") -> Briefing:
    """What tracking makes of a briefing and a ``progress.yml``."""
    if text:
        (folder / "progress.yml").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return tracking.track(given, folder, load())


def standing(given: Briefing, folder: Path, text: str = "", about: str = "t1") -> Progress:
    """Where one plan stands."""
    return next(one for one in tracked(given, folder, text).progress if one.about == about)


def entry(**fields: object) -> str:
    """One entry; a right one of t1, with what ``fields`` say differently. None leaves a field out."""
    given = {"target": "t1", "date": "2024-06-20", "value": 58, "source": "调度表", **fields}
    lines = [f"{name}: {value}" for name, value in given.items() if value is not None]
    return "- " + "\n  ".join(lines) + "\n"


def without(given: Briefing, *articles: str) -> Briefing:
    """The briefing without some articles."""
    return replace(given, articles=tuple(a for a in given.articles if a.id not in articles))
