"""The same fact told twice becomes one record; every record gets a key that lasts."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from builder.model import Anchor, Cadence, Duty, Evidence, Mechanism, Node, NodeRule, Period, Project, Quote, Target

Fact = TypeVar("Fact", Target, Cadence, Quote, Mechanism, Project, Duty, NodeRule)


def merged(facts: Iterable[Fact], same: Callable[[Fact], Hashable], letter: str) -> tuple[Fact, ...]:
    """One record for all facts that ``same`` calls equal, with the evidence of each.

    The first one found gives the record its words. Keys are made of ``same``,
    so that they do not depend on the order of the articles.
    """
    groups: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[same(fact)].append(fact)
    out: list[Fact] = []
    for key, group in groups.items():
        evidence: dict[Evidence, None] = {}
        for fact in group:
            evidence |= dict.fromkeys(fact.evidence)
        out.append(replace(group[0], evidence=tuple(evidence), id=_id(letter, key)))
    return tuple(out)


def _id(letter: str, key: Hashable) -> str:
    return f"{letter}-" + hashlib.sha1(repr(key).encode()).hexdigest()[:10]


def same_target(target: Target) -> Hashable:
    """Kind, owner, metric, value, unit, bound, period and status."""
    period = (target.period.start, target.period.end) if target.period else None
    dates = tuple(d.isoformat() if d else None for d in period) if period else None
    return (target.kind, target.owner, target.metric, target.value, target.value_high, target.unit, target.comparator,
            target.benchmark, dates, target.status)  # fmt: skip


def without_period(target: Target) -> Hashable:
    """Everything that makes targets the same, but the period."""
    return (target.kind, target.owner, target.metric, target.value, target.value_high, target.unit, target.comparator,
            target.benchmark, target.status)  # fmt: skip


def told_again(targets: Iterable[Target]) -> list[Target]:
    """Give a target without a period the one that the same article gives for the same fact elsewhere.

    A plan says 全年 once and lists the figures again below; the list is no second fact.
    """
    known: dict[tuple[str, Hashable], set[Period]] = defaultdict(set)
    everything = list(targets)
    for target in everything:
        if target.period:
            known[target.evidence[0].article, without_period(target)].add(target.period)
    return [_with_only(target, known[target.evidence[0].article, without_period(target)]) for target in everything]


def _with_only(target: Target, periods: set[Period]) -> Target:
    return replace(target, period=next(iter(periods))) if target.period is None and len(periods) == 1 else target


def same_cadence(cadence: Cadence) -> Hashable:
    """Frequency, activity, subject and body."""
    return (cadence.frequency, cadence.activity, cadence.subject, cadence.body)


def told_days(cadences: Iterable[Cadence]) -> list[Cadence]:
    """Give a beat that is told without its day the one that is told of the same beat elsewhere, if it is one day."""
    everything = list(cadences)
    known: dict[Hashable, dict[tuple[int, int], Anchor]] = defaultdict(dict)
    for cadence in everything:
        if cadence.day:
            known[same_cadence(cadence)].setdefault((cadence.day.day, cadence.day.month), cadence.day)
    return [_on_only(cadence, known[same_cadence(cadence)]) for cadence in everything]


def _on_only(cadence: Cadence, days: Mapping[tuple[int, int], Anchor]) -> Cadence:
    return replace(cadence, day=next(iter(days.values()))) if cadence.day is None and len(days) == 1 else cadence


def same_quote(quote: Quote) -> Hashable:
    """The words and who said them."""
    return (quote.kind, quote.text, quote.body, quote.speaker)


def same_mechanism(mechanism: Mechanism) -> Hashable:
    """The name."""
    return mechanism.name


def same_project(project: Project) -> Hashable:
    """The name."""
    return project.name


def same_node_rule(rule: NodeRule) -> Hashable:
    """The nodes that it names and how many there are."""
    return (rule.names, rule.count)


def merged_projects(facts: Iterable[Project]) -> tuple[Project, ...]:
    """One record for each name, with what every article says of it, the oldest telling first.

    ``facts`` come newest article first, so that the newest one gives the date of a node that two articles tell of.
    """
    told = list(facts)
    groups: dict[Hashable, list[Project]] = defaultdict(list)
    for project in reversed(told):
        groups[same_project(project)].append(project)
    return tuple(_told_by_all(project, groups[same_project(project)]) for project in merged(told, same_project, "p"))


def _told_by_all(project: Project, group: Sequence[Project]) -> Project:
    body = next((one.body for one in reversed(group) if one.body is not None), None)
    milestones = tuple(dict.fromkeys(step for one in group for step in one.milestones))
    nodes: dict[str, Node] = {}
    for node in (node for one in group for node in one.nodes):
        before = nodes.get(node.name, node)
        places = tuple(dict.fromkeys((*before.evidence, *node.evidence)))
        due = node.due or before.due
        nodes[node.name] = replace(node, due=due, reached=before.reached or node.reached, evidence=places)
    return replace(project, body=body, milestones=milestones, nodes=tuple(nodes.values()))


def same_duty(duty: Duty) -> Hashable:
    """Both ends, the role and the work; a name that is no known body is the same within its article only."""
    article = duty.evidence[0].article
    above = duty.superior_body or f"{article}/{duty.superior}"
    below = duty.inferior_body or f"{article}/{duty.inferior}"
    return (above, duty.role, below, duty.work)


def with_conflicts(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Let records know of others that say another value for the same thing in the same days."""
    groups: dict[Hashable, list[Target]] = defaultdict(list)
    for target in targets:
        if target.kind == "number" and target.owner and target.period:
            key = (target.owner, target.metric, target.unit, target.period.start, target.period.end, target.status)
            groups[key].append(target)
    others = {
        target.id: tuple(o.id for o in group if o.id != target.id)
        for group in groups.values()
        if len({(t.value, t.value_high) for t in group}) > 1 and len({e.article for t in group for e in t.evidence}) > 1
        for target in group
    }
    return tuple(replace(t, conflicts=others[t.id]) if t.id in others else t for t in targets)
