"""A page in a few sentences: counts and names out of the records, and nothing that they do not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from builder.model import Article, Body, Cadence, Goal, Project, Quote, Target
from builder.writing import standings, words
from builder.writing.atlas import NOTHING, Atlas

NAMED = 3
"""Most names that a sentence lists; the rest is counted."""
UNDATED = "未写明期限"


def of_body(atlas: Atlas, body: Body) -> str:
    """收录的2篇文章写到这个单位。目标5项：2024年1项，2023年4项……"""
    facts = atlas.facts(body.id)
    sentences = (
        _told_by(atlas, body),
        _targets(atlas, facts.targets),
        _quotes(facts.quotes),
        _cadences(facts.cadences),
        _projects(facts.projects),
        _fields(atlas, facts.targets),
    )
    return "".join(filter(None, sentences))


def of_goal(atlas: Atlas, goal: Goal, quotes: Sequence[Quote]) -> str:
    """目标26项：2024年14项……分属7个单位：青岛西海岸新区14项……"""
    facts = atlas.by_goal.get(goal.id, NOTHING)
    sentences = (
        _targets(atlas, facts.targets),
        _owners(atlas, facts.targets),
        _cadences(facts.cadences),
        f"说到这些目标的言论{len(quotes)}段。" if quotes else "",
    )
    return "".join(filter(None, sentences))


def _told_by(atlas: Atlas, body: Body) -> str:
    """How many articles name a body, and the newest of them."""
    found = naming(atlas, body)
    if not found:
        return ""
    newest = f"{words.dated(found[0])}《{found[0].title}》"
    return f"收录的{len(found)}篇文章写到它，最近一篇是{newest}。" if len(found) > 1 else f"收录的1篇文章写到它：{newest}。"


def naming(atlas: Atlas, body: Body) -> tuple[Article, ...]:
    """The articles that name a body, newest first."""
    keys = {evidence.article for evidence in body.evidence}
    return tuple(article for article in atlas.briefing.articles if article.id in keys) if keys else ()


def _targets(atlas: Atlas, targets: Sequence[Target]) -> str:
    """Targets by year and by what may be said of them on the as-of date."""
    if not targets:
        return ""
    years = Counter(_year(target) for target in targets)
    in_order = sorted(years, key=lambda year: (year != UNDATED, year), reverse=True)
    listed = "，".join(f"{year}{years[year]}项" for year in in_order)
    states = Counter(standings.told(atlas.standing_of(target.id), target, atlas.briefing.as_of) for target in targets)
    dated = {state: count for state, count in states.items() if state != UNDATED}
    said = "；".join(f"{state}的{count}项" for state, count in dated.items())
    return f"目标{len(targets)}项：{listed}。" + (f"其中{said}。" if said else "")


def _year(target: Target) -> str:
    period = target.period
    day = (period.end or period.start) if period else None
    return f"{day.year}年" if day else UNDATED


def _owners(atlas: Atlas, targets: Sequence[Target]) -> str:
    owners = Counter(atlas.name(target.owner) for target in targets if target.owner)
    if not owners:
        return ""
    return f"分属{len(owners)}个单位：{_most(owners, '项')}。"


def _quotes(quotes: Sequence[Quote]) -> str:
    direct = sum(1 for quote in quotes if quote.kind == "direct")
    parts = (f"直接引语{direct}段" if direct else "", f"转述{len(quotes) - direct}段" if direct < len(quotes) else "")
    speakers = list(dict.fromkeys(quote.speaker for quote in quotes if quote.speaker))
    said = f"，发言人{_some(speakers, '人')}" if speakers else ""
    return f"言论{len(quotes)}段：{'，'.join(filter(None, parts))}{said}。" if quotes else ""


def _cadences(cadences: Sequence[Cadence]) -> str:
    beats = Counter(f"{words.FREQUENCIES[beat.frequency]}{beat.activity}" for beat in cadences)
    return f"定期的调度、督导、通报{len(cadences)}项：{'，'.join(beats)}。" if beats else ""


def _projects(projects: Sequence[Project]) -> str:
    return f"项目{len(projects)}个：{_some([project.name for project in projects], '个')}。" if projects else ""


def _fields(atlas: Atlas, targets: Sequence[Target]) -> str:
    fields = Counter(atlas.goals[goal].name for target in targets for goal in target.goals[:1] if goal in atlas.goals)
    return f"所涉领域：{_most(fields, '项', len(fields))}。" if len(fields) > 1 else ""


def _most(counts: Counter[str], unit: str, most: int = NAMED) -> str:
    listed = "，".join(f"{name}{count}{unit}" for name, count in counts.most_common(most))
    return f"{listed}等" if len(counts) > most else listed


def _some(names: Iterable[str], unit: str) -> str:
    known = list(names)
    listed = "、".join(known[:NAMED])
    return f"{listed}等{len(known)}{unit}" if len(known) > NAMED else listed
