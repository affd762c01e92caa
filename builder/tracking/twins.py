"""A project's milestone that is a deadline too: what a person enters of one is known of the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from builder.model import Briefing, Evidence, Milestone, Project, Report, Target


def lent(
    briefing: Briefing, entered: Mapping[str, Sequence[Report]], finished: Sequence[str]
) -> Mapping[str, tuple[Report, ...]]:
    """Target or project id → what was entered of its twin: only words that say that the very milestone, or all, is done."""
    found: dict[str, list[Report]] = defaultdict(list)
    for target, project, step in _twins(briefing):
        done = (*finished, step.text, target.metric)
        for report in entered.get(project.id, ()):
            if report.node in done:
                node = target.metric if report.node == step.text else report.node
                reason = f"这项期限是项目“{project.name}”的节点，登记写在项目上"
                found[target.id].append(replace(report, about=target.id, node=node, reason=reason))
        for report in entered.get(target.id, ()):
            if report.node in done:
                reason = f"这个节点是目标“{target.metric}”，登记写在目标上"
                found[project.id].append(replace(report, about=project.id, node=step.text, reason=reason))
    return {key: tuple(some) for key, some in found.items()}


def _twins(briefing: Briefing) -> Iterator[tuple[Target, Project, Milestone]]:
    """Deadlines that are told in the sentence of a project's milestone, for the same days."""
    near: dict[str, list[Project]] = defaultdict(list)
    for project in briefing.projects:
        for article in dict.fromkeys(place.article for place in project.evidence):
            near[article].append(project)
    for target in briefing.targets:
        if target.kind != "deadline" or target.status != "planned" or target.period is None:
            continue
        some = {project.id: project for place in target.evidence for project in near[place.article]}
        for project in some.values():
            steps = [step for step in project.milestones if step.due and _days(step) == (target.period.start, target.period.end)]
            if steps and _meet(target.evidence, project.evidence):
                yield target, project, steps[0]


def _days(step: Milestone) -> tuple[object, object]:
    return (step.due.start, step.due.end) if step.due else (None, None)


def _meet(some: Iterable[Evidence], others: Iterable[Evidence]) -> bool:
    spots = [(other.article, other.start, other.end) for other in others]
    return any(e.article == article and e.start < end and start < e.end for e in some for article, start, end in spots)
