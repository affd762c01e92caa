"""Which plan a reported figure speaks of: body, act, thing, unit and days must agree; the reason is kept in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from builder.model import Article, Briefing, Evidence, Period, Report, Target
from builder.tracking import said
from builder.tracking.likeness import Core, Likeness

Key = tuple[str, Core, str | None]


def reports(briefing: Briefing, like: Likeness) -> Mapping[str, tuple[Report, ...]]:
    """Planned target id → what later articles report of it, oldest first."""
    plans: dict[Key, list[Target]] = defaultdict(list)
    for target in briefing.targets:
        if target.status == "planned" and target.kind == "number" and target.owner:
            plans[_key(target, like)].append(target)
    articles = {article.id: article for article in briefing.articles}
    names = {body.id: body.name for body in briefing.bodies}
    found: dict[str, list[Report]] = defaultdict(list)
    for fact in briefing.targets:
        if fact.status != "actual" or fact.kind != "number" or not fact.owner:
            continue
        for plan in plans.get(_key(fact, like), ()):
            scope = within(_told(fact, articles), plan.period)
            if scope and not _before(fact, plan, articles):
                found[plan.id].append(_report(plan, fact, articles, f"{_same(plan, fact, names)}；{scope}"))
    return {key: tuple(sorted(some, key=_in_order)) for key, some in found.items()}


def within(told: Period | None, planned: Period | None) -> str:
    """Why a reported stretch of days lies in a planned one; empty where it does not, or nobody can tell.

    It must begin on the same day: what happened in the second quarter is no answer to a plan for the year.
    """
    if told is None or planned is None or None in (told.end, planned.end) or told.start != planned.start:
        return ""
    if told.end == planned.end:
        return f"期限相同（{said.period(planned)}）"
    if told.start is None or told.end > planned.end:  # type: ignore[operator]
        return ""
    return f"从期限的第一天算起（{said.period(told)}，期限是{said.period(planned)}）"


def _told(fact: Target, articles: Mapping[str, Article]) -> Period | None:
    """The days of a report; 今年以来 runs to the day of its article."""
    period, days = fact.period, _days(fact, articles)
    return replace(period, end=min(days)) if period and period.start and period.end is None and days else period


def mentioned(evidence: Sequence[Evidence], articles: Mapping[str, Article], until: date | None) -> date | None:
    """The newest date, not after ``until``, of the articles that hold the evidence of a record."""
    days = (articles[place.article].date for place in evidence if place.article in articles)
    return max((day for day in days if day is not None and (until is None or day <= until)), default=None)


def _key(target: Target, like: Likeness) -> Key:
    core = like.core(target.metric)
    # An act done to nothing that is named is only equal to itself.
    return (target.owner or "", core if core.thing else Core("", target.metric), target.unit)


def _same(plan: Target, fact: Target, names: Mapping[str, str]) -> str:
    """What agrees, in words."""
    metric = (
        f"指标相同（{plan.metric}）" if plan.metric == fact.metric else f"同一件事（计划“{plan.metric}”，报道“{fact.metric}”）"
    )
    return f"单位相同（{names.get(plan.owner or '', plan.owner)}）；{metric}；计量单位相同（{plan.unit or '无'}）"


def _before(fact: Target, plan: Target, articles: Mapping[str, Article]) -> bool:
    """Whether the report is older than every article with the plan."""
    told = _days(fact, articles)
    planned = _days(plan, articles)
    return bool(told and planned) and max(told) < min(planned)


def _days(target: Target, articles: Mapping[str, Article]) -> list[date]:
    days = (articles[place.article].date for place in target.evidence if place.article in articles)
    return [day for day in days if day is not None]


def _report(plan: Target, fact: Target, articles: Mapping[str, Article], reason: str) -> Report:
    """The fact as a report; it speaks of the day of its first article, or of the last day of its period if that is earlier."""
    first = min(fact.evidence, key=lambda place: _age(articles.get(place.article)), default=None)
    article = articles.get(first.article) if first else None
    known = [day for day in (article.date if article else None, fact.period.end if fact.period else None) if day]
    source = f"《{article.title}》" if article else "收录的文章"
    return Report(plan.id, min(known, default=None), fact.value, "", source, reason, fact.id)


def _age(article: Article | None) -> date:
    return article.date if article and article.date else date.max


def _in_order(report: Report) -> tuple[date, str]:
    return (report.day or date.min, report.fact)


def in_order(some: Iterable[Report]) -> tuple[Report, ...]:
    """Oldest first; those without a day in front."""
    return tuple(sorted(some, key=_in_order))
