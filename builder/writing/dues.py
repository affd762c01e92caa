"""What is to be done by a day: targets with a figure, deadlines, and the milestones of projects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from builder.model import Briefing, Milestone, Period, Project, Target
from builder.writing import diagrams, standings, words
from builder.writing.atlas import anchor
from builder.writing.views import Desk, Link, Source


@dataclass(frozen=True, slots=True)
class Step:
    """One milestone of a project."""

    project: Project
    milestone: Milestone
    number: int
    """Its place among the project's milestones, from 1."""


Thing = Target | Step


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due on a day."""

    end: date
    when: str
    what: str
    id: str
    figure: str
    owner: Link
    project: str
    state: words.State
    sources: tuple[Source, ...]
    href: str
    """Where the record stands among its like."""
    about: str
    """The id of the target or project."""
    badge: standings.Badge | None = None
    """Where it stands, where something was reported or its day has passed."""


def things(briefing: Briefing) -> list[Thing]:
    """Deadlines and milestones; a deadline that a milestone tells in the same words counts once."""
    planned = [target for target in briefing.targets if target.status == "planned" and target.kind == "deadline"]
    deadlines = [target for target in planned if not diagrams.is_milestone(target, briefing.projects)]
    every: list[Thing] = [*deadlines, *_steps(briefing.projects)]
    return [thing for thing in every if end(thing) is not None]


def figures(briefing: Briefing) -> list[Thing]:
    """Planned targets with a value or a relation whose time has an end."""
    planned = (target for target in briefing.targets if target.status == "planned" and target.kind != "deadline")
    return [target for target in planned if end(target) is not None]


def _steps(projects: Iterable[Project]) -> Iterable[Step]:
    for project in projects:
        for number, milestone in enumerate(project.milestones, 1):
            yield Step(project, milestone, number)


def end(thing: Thing) -> date | None:
    """The day on which its time runs out."""
    period = thing.period if isinstance(thing, Target) else thing.milestone.due
    return period.end if period else None


def row(desk: Desk, thing: Thing) -> Due:
    """One thing that has an end, as a table shows it."""
    return _of_target(desk, thing) if isinstance(thing, Target) else _of_step(desk, thing)


def rows(desk: Desk, some: Iterable[Thing]) -> list[Due]:
    """Things in the order of tables: by day, then by body."""
    return sorted((row(desk, thing) for thing in some), key=lambda due: (due.end, due.owner.words, due.what, due.id))


def _of_target(desk: Desk, target: Target) -> Due:
    assert target.period is not None and target.period.end is not None
    shown = desk.target(target)
    return Due(
        end=target.period.end,
        when=shown.period,
        what=shown.metric,
        id=shown.id,
        figure="" if target.kind == "deadline" else shown.figure.plain,
        owner=shown.owner,
        project="",
        state=shown.state,
        sources=shown.sources,
        href=desk.record(target),
        about=target.id,
        badge=shown.badge,
    )


def _of_step(desk: Desk, step: Step) -> Due:
    due, key = step.milestone.due, anchor(step.project.id)
    assert due is not None and due.end is not None
    return Due(
        end=due.end,
        when=words.period_words(due),
        what=step.milestone.text,
        id=f"{key}.{step.number}",
        figure="",
        owner=desk.body(step.project.body),
        project=step.project.name,
        state=_state(due, desk.atlas.briefing.as_of),
        sources=desk.sources(step.project),
        href=desk.record(step.project),
        about=step.project.id,
        badge=desk.reached(step.project, step.milestone.text),
    )


def _state(due: Period, as_of: date | None) -> words.State:
    """What may be said of a milestone, in the words that targets use."""
    return words.state(Target("deadline", "", None, None, None, period=due), as_of)
