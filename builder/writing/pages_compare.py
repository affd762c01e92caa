"""The same metric side by side, and what is due in the order of the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from builder.lexicon import load
from builder.model import Period, Project, Sheet, Target
from builder.writing import comparing, diagrams, standings, words
from builder.writing.atlas import anchor
from builder.writing.press import HUB, Meta, Press
from builder.writing.views import Desk, Link, Source, TargetRow

SCALE = 200.0
"""Length of the longest bar of a comparison, in pixels."""


# ---------------------------------------------------------------- side by side


@dataclass(frozen=True, slots=True)
class Line:
    """One target in a comparison, with its bar."""

    row: TargetRow
    length: float
    pointed: bool
    """Whether the figure is a least one (以上): the bar ends in a point."""
    reached: bool
    """Whether a source reports it as reached: the bar is dark."""


@dataclass(frozen=True, slots=True)
class Block:
    """One comparison."""

    id: str
    metric: str
    others: tuple[str, ...]
    unit: str
    about: str
    """The period that all lines share, or the kind of body."""
    owner: Link
    lines: tuple[Line, ...]


def compare(press: Press) -> Sheet:
    """The same metric of several bodies, and of one body in several periods; the rule is printed."""
    desk = press.desk("compare/index.html")
    briefing = press.atlas.briefing
    across = comparing.across(briefing.targets, press.atlas.bodies)
    through = comparing.through(briefing.targets, press.atlas.bodies)
    return press.sheet(
        desk.page,
        "pages/compare.md.j2",
        Meta("对比", f"同一指标放在一起看：单位之间{len(across)}组，一个单位前后{len(through)}组", HUB),
        across=[_block(desk, group, "x", i) for i, group in enumerate(across, 1)],
        through=[_block(desk, group, "y", i) for i, group in enumerate(through, 1)],
        rule=_rule(),
    )


def _block(desk: Desk, group: comparing.Group, letter: str, number: int) -> Block:
    most = max((_far(target) for target in group.targets), default=0.0) or 1.0
    first = group.targets[0]
    kind = words.KINDS[desk.atlas.bodies[first.owner or ""].kind]
    return Block(
        id=f"{letter}{number}",
        metric=group.metric,
        others=group.others,
        unit=group.unit or "比值",
        about=f"{words.period_words(first.period)} · {kind}" if letter == "x" else "",
        owner=desk.body(first.owner),
        lines=tuple(
            Line(
                desk.target(target),
                round(max(SCALE * _far(target) / most, 1.0), 1),
                target.comparator in (">=", ">"),
                target.status == "actual",
            )
            for target in group.targets
        ),
    )


def _far(target: Target) -> float:
    return target.value_high or target.value or 0.0


def _rule() -> tuple[tuple[str, str], ...]:
    """The rule in the words of the page: what is done, and to which words."""
    lexicon = load()

    def listed(section: str) -> str:
        return "、".join(f"“{word}”" for word in lexicon.words("writing", section))

    def paired(section: str) -> str:
        groups = lexicon.groups("writing", section)
        return "；".join(f"{'、'.join(others)}＝{name}" for name, others in groups.items())

    return (
        ("开头不计", listed("compare_dropped")),
        ("“新”字不计", f"在{listed('compare_new')}之前"),
        ("同一名称", paired("compare_names")),
        ("同一说法（只在末尾）", paired("compare_growth")),
    )


# ---------------------------------------------------------------- the calendar


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
    badge: standings.Badge | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """Everything whose time runs out on one day."""

    id: str
    day: date
    past: bool
    items: tuple[Due, ...]


def timeline(press: Press) -> Sheet:
    """Deadlines and milestones one by one; targets with a figure under the day on which their time runs out."""
    desk = press.desk("timeline/index.html")
    briefing = press.atlas.briefing
    planned = [target for target in briefing.targets if target.status == "planned"]
    deadlines = [target for target in planned if target.kind == "deadline"]
    things = [due for target in deadlines if not diagrams.is_milestone(target, briefing.projects) for due in _due(desk, target)]
    things += [due for project in briefing.projects for due in _milestones(desk, project)]
    figures = [due for target in planned if target.kind != "deadline" for due in _due(desk, target)]
    return press.sheet(
        desk.page,
        "pages/timeline.md.j2",
        Meta("时间线", f"有时限的事项{len(things)}件，到期的指标{len(figures)}项，按时间排列", HUB),
        things=_days(things, briefing.as_of, "d"),
        figures=_days(figures, briefing.as_of, "f"),
        steps=diagrams.milestone_charts("steps", desk, briefing.projects, deadlines, "有时限的事项", undated=False),
    )


def _due(desk: Desk, target: Target) -> Iterable[Due]:
    if target.period is None or target.period.end is None:
        return
    row = desk.target(target)
    figure = "" if target.kind == "deadline" else row.figure.plain
    yield Due(target.period.end, row.period, row.metric, row.id, figure, row.owner, "", row.state, row.sources, row.badge)


def _milestones(desk: Desk, project: Project) -> Iterable[Due]:
    row = desk.project(project)
    for i, step in enumerate(project.milestones, 1):
        if step.due is not None and step.due.end is not None:
            state = _state(step.due, desk.atlas.briefing.as_of)
            key = f"{anchor(project.id)}.{i}"
            when, badge = words.period_words(step.due), desk.reached(project, step.text)
            yield Due(step.due.end, when, step.text, key, "", row.owner, project.name, state, row.sources, badge)


def _state(due: Period, as_of: date | None) -> words.State:
    """What may be said of a milestone, in the words that targets use."""
    return words.state(Target("deadline", "", None, None, None, period=due), as_of)


def _days(items: Sequence[Due], as_of: date | None, letter: str) -> tuple[Day, ...]:
    found: dict[date, list[Due]] = {}
    for item in sorted(items, key=lambda item: (item.end, item.owner.words, item.what, item.id)):
        found.setdefault(item.end, []).append(item)
    return tuple(Day(f"{letter}{day:%Y%m%d}", day, as_of is not None and day < as_of, tuple(some)) for day, some in found.items())
