"""Findings of all articles → one briefing: bodies merged, doubles joined, everything keyed and in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from builder.lexicon import Lexicon
from builder.model import Article, Briefing, Cadence, Duty, Findings, Goal, Project, Quote, Target, Unread
from builder.sorting import bodies, records, systems

Owned = TypeVar("Owned", Cadence, Quote, Project)


def sort(findings: Sequence[Findings], unread: Sequence[Unread], lexicon: Lexicon, as_of: date | None = None) -> Briefing:
    """Put the findings of a folder together.

    Args:
        findings: one per article, in any order
        unread: the files that gave no article
        lexicon: names of the goals
        as_of: 截至; the newest date of the articles where the user gave none
    """
    found = sorted(findings, key=_newest_first)
    known = bodies.merged(found, _wanted(found))
    told = records.told_again(t for f in found for t in _targets(f, known))
    targets = records.merged(told, records.same_target, "t")
    newest = max((f.article.date for f in found if f.article.date), default=None)
    return Briefing(
        articles=tuple(f.article for f in found),
        bodies=known.bodies,
        goals=tuple(Goal(id, names[0]) for id, names in lexicon.groups("goals", "names").items()),
        targets=records.with_conflicts(targets),
        cadences=records.merged(
            records.told_days(c for f in found for c in _owned(f, f.cadences, known)), records.same_cadence, "c"
        ),
        quotes=records.merged((q for f in found for q in _owned(f, f.quotes, known)), records.same_quote, "q"),
        mechanisms=records.merged((m for f in found for m in f.mechanisms), records.same_mechanism, "m"),
        projects=records.merged_projects(p for f in found for p in _owned(f, f.projects, known)),
        unplaced=tuple(u for f in found for u in f.unplaced),
        unread=tuple(sorted(unread, key=lambda u: u.file)),
        duties=records.merged((d for f in found for d in _duties(f, known)), records.same_duty, "d"),
        tours=systems.tours(found, known.ids),
        themes=systems.themes(found, known.ids, known.bodies),
        escalations=systems.escalations(found, known.ids),
        node_rules=records.merged((r for f in found for r in f.node_rules), records.same_node_rule, "k"),
        as_of=as_of or newest,
        as_of_source="由用户给出" if as_of else ("收录文章中最新的日期" if newest else ""),
    )


def _newest_first(finding: Findings) -> tuple[int, str]:
    """Of an article whose year alone is known nothing newer is said than the year's first day."""
    article: Article = finding.article
    day = article.date or (date(article.year, 1, 1) if article.year else None)
    return (-day.toordinal() if day else 0, article.id)


def _wanted(found: Sequence[Findings]) -> set[bodies.Key]:
    """The bodies that deserve a page: they own a fact, or open a clause of an article as its subject."""
    wanted: set[bodies.Key] = set()
    for f in found:
        owners = (
            {t.owner for t in f.targets}
            | {c.body for c in f.cadences}
            | {q.body for q in f.quotes}
            | {p.body for p in f.projects}
            | systems.owners(f)
        )
        wanted |= {(f.article.id, b.id) for b in f.bodies if b.id in owners or b.id == f.home or b.id in f.topics}
    return wanted


def _targets(finding: Findings, known: bodies.Merged) -> list[Target]:
    return [replace(t, owner=known.ids.get((finding.article.id, t.owner or ""))) for t in finding.targets]


def _owned(finding: Findings, facts: Sequence[Owned], known: bodies.Merged) -> list[Owned]:
    return [replace(fact, body=known.ids.get((finding.article.id, fact.body or ""))) for fact in facts]


def _duties(finding: Findings, known: bodies.Merged) -> list[Duty]:
    def lasting(body: str | None) -> str | None:
        return known.ids.get((finding.article.id, body or ""))

    return [replace(d, superior_body=lasting(d.superior_body), inferior_body=lasting(d.inferior_body)) for d in finding.duties]
