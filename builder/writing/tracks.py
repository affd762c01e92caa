"""What an article says of a project's key nodes, as the chart and the table beside it show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.model import Milestone, Node, Project
from builder.writing import diagrams, standings, words
from builder.writing.charts import nodes
from builder.writing.charts.nodes import Stop
from builder.writing.views import Desk, Link, Source

REACHED = "文中写到已办成"
UNDATED = "未给时限"
UNNAMED = "文中未提及"
PASSED = "已过期未见报道"
CAPTION = (
    "按一般的先后次序排列，有自定节点表的，表里的在前；实心打勾为文章写到已办成，空心为文章写到、没有写已办成，小圆为自定的节点、文中未提及。"
    "没有写到不等于没有办。"
)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One line of a project's table: a node, a milestone, or both in one."""

    node: str
    """Empty where the words name no key node."""
    text: str
    """What the article says."""
    due: str
    progress: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Track:
    """One project: its nodes as a chart, everything that is said of it as a table, and how far it is."""

    id: str
    name: str
    owner: Link
    sources: tuple[Source, ...]
    charts: tuple[nodes.Chart, ...]
    rows: tuple[StepRow, ...]
    unnamed: tuple[str, ...]
    """Nodes of the person's list that no article names for it."""
    due: str
    """The last deadline that is told; empty where none is."""
    badge: standings.Badge | None
    """How far it is by the published rule; None where nothing was reported and no day has passed."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """The key nodes that a plan sets up for its projects: those that it names, and how many it leaves unnamed."""

    names: tuple[str, ...]
    count: int
    unnamed: int
    sources: tuple[Source, ...]


def rules(desk: Desk) -> tuple[RuleRow, ...]:
    """Every set of key nodes that an article tells of."""
    return tuple(
        RuleRow(
            rule.names,
            rule.count,
            max(0, rule.count - len(rule.names)),
            tuple(diagrams.spot(desk, place) for place in rule.evidence[:3]),
        )
        for rule in desk.atlas.briefing.node_rules
    )


def track(desk: Desk, project: Project) -> Track:
    """Everything that a page shows of one project."""
    row = desk.project(project)
    stops = _stops(desk, project)
    named = {node.name for node in project.nodes}
    drawn = (nodes.track(f"{row.id}-{form}", stops, f"{project.name}：关键节点", form == "narrow") for form in diagrams.FORMS)
    due = max((step.due for step in project.milestones if step.due and step.due.end), key=lambda p: str(p.end), default=None)
    return Track(
        id=row.id,
        name=project.name,
        owner=row.owner,
        sources=row.sources,
        charts=tuple(chart for chart in drawn if chart is not None),
        rows=_rows(desk, project),
        unnamed=tuple(name.name for name in desk.atlas.briefing.node_names if name.name not in named),
        due=words.due(due) if due else "",
        badge=desk.badge(project.id),
    )


def _stops(desk: Desk, project: Project) -> list[Stop]:
    """The nodes of the person's list in its order, named or not; behind them what the articles name besides."""
    known = {node.name: node for node in project.nodes}
    progress = {step.text: step.progress for step in project.milestones}
    listed = [name.name for name in desk.atlas.briefing.node_names]
    order = [*listed, *(name for name in known if name not in listed)]
    return [
        _stop(desk, known[name], progress.get(known[name].text, "")) if name in known else Stop(name, "unsaid", (UNNAMED,))
        for name in order
    ]


def _stop(desk: Desk, node: Node, progress: str) -> Stop:
    """One node with its date and, where it is not behind the project, the progress that is told with it."""
    due = words.due(node.due) if node.due and node.due.end else ""
    if node.reached:
        return Stop(node.name, "reached", tuple(filter(None, ("已办成", due))))
    as_of = desk.atlas.briefing.as_of
    past = PASSED if due and as_of and node.due and node.due.end and node.due.end < as_of else ""
    return Stop(node.name, "open", tuple(filter(None, (progress, due or ("" if progress else UNDATED), past))))


def _rows(desk: Desk, project: Project) -> tuple[StepRow, ...]:
    """The milestones in the order of the articles, each with its nodes."""
    steps = [(step, [node for node in project.nodes if node.text == step.text]) for step in project.milestones]
    told = {step.text for step in project.milestones}
    steps += [(Milestone(node.text, node.due), [node]) for node in project.nodes if node.text not in told]
    return tuple(_row(desk, project, step, of) for step, of in steps)


def _row(desk: Desk, project: Project, step: Milestone, of: Sequence[Node]) -> StepRow:
    due = words.due(step.due) if step.due and step.due.end else UNDATED
    entered = desk.reached(project, step.text)
    said = step.progress or (f"{entered.said}{entered.words}" if entered else "")
    done = REACHED if any(node.reached for node in of) and not said else said
    places = [place for node in of[:1] for place in node.evidence[-1:]]
    return StepRow(
        "、".join(node.name for node in of), step.text, due, done, tuple(diagrams.spot(desk, place) for place in places)
    )
