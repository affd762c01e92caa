"""From records to drawings: what of a briefing each chart shows, wide and narrow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from builder.model import Body, Briefing, Cadence, Duty, Evidence, Project, Target
from builder.writing import words
from builder.writing.atlas import NOTHING, Atlas
from builder.writing.charts import matrix as squares
from builder.writing.charts import milestones, tree, year
from builder.writing.charts.milestones import Step
from builder.writing.views import Desk, Link, Source, in_force, sentence

FORMS = ("wide", "narrow")
ROLES = {"part": "下设", "office": "办公室设在", "leads": "牵头", "helps": "配合", "charge": "负责", "assigns": "界定责任"}
UNSAID = "文中未写明"


# ---------------------------------------------------------------- the year


def year_charts(key: str, desk: Desk, beats: Iterable[Cadence]) -> tuple[year.Chart, ...]:
    """The swimlane of the year of the as-of date: the beats that were made known in it."""
    as_of = desk.atlas.briefing.as_of
    if as_of is None:
        return ()
    rows = [row for beat in beats if in_force(row := desk.beat(beat), words.year(as_of))]
    return tuple(year.lanes(f"{key}-{form}", rows, as_of, as_of, form == "narrow") for form in FORMS) if rows else ()


# ---------------------------------------------------------------- milestones


def milestone_charts(
    key: str, desk: Desk, projects: Iterable[Project], deadlines: Iterable[Target], title: str, undated: bool = True
) -> tuple[milestones.Chart, ...]:
    """What is to be done when: the projects' milestones, those without a date too if ``undated``, and other deadlines."""
    projects = list(projects)
    told = [step for project in projects for step in _project_steps(desk, project) if undated or step.due is not None]
    own = [step for target in deadlines if not is_milestone(target, projects) for step in _deadline(desk, target)]
    as_of = desk.atlas.briefing.as_of
    drawn = (milestones.milestones(f"{key}-{form}", (*told, *own), as_of, title, form == "narrow") for form in FORMS)
    return tuple(chart for chart in drawn if chart is not None)


def _project_steps(desk: Desk, project: Project) -> list[Step]:
    """The milestones with a date; a project without one gives one line that says so, with the last progress told."""
    since = _since(desk.atlas, project.evidence)
    dated = [
        Step(project.name, step.text, step.due, since, f"{badge.said}{badge.words}" if badge else "")
        for step in project.milestones
        if step.due and step.due.end
        for badge in (desk.reached(project, step.text),)
    ]
    if dated:
        return dated
    progress = next((step.progress for step in reversed(project.milestones) if step.progress), "")
    latest = project.milestones[-1].text if project.milestones else ""
    return [Step(project.name, "" if progress in latest else latest, None, since, latest if progress in latest else progress)]


def _deadline(desk: Desk, target: Target) -> Iterable[Step]:
    if target.kind == "deadline" and target.status == "planned" and target.period and target.period.end:
        owner = desk.atlas.name(target.owner) or "未写明单位"
        badge = desk.badge(target.id)
        told = f"{badge.said}{badge.words}" if badge and badge.key == "done" else ""
        yield Step(owner, target.metric, target.period, _since(desk.atlas, target.evidence), told)


def is_milestone(target: Target, projects: Iterable[Project]) -> bool:
    """Whether a deadline is told in the words of a project's milestone already: the same days in the same sentence."""
    days = (target.period.start, target.period.end) if target.period else None
    return any(
        _meets(target.evidence, project.evidence)
        and any(step.due is not None and (step.due.start, step.due.end) == days for step in project.milestones)
        for project in projects
    )


def _meets(some: Iterable[Evidence], others: Iterable[Evidence]) -> bool:
    spots = [(other.article, other.start, other.end) for other in others]
    return any(e.article == article and e.start < end and start < e.end for e in some for article, start, end in spots)


def _since(atlas: Atlas, evidence: Iterable[Evidence]) -> date | None:
    days = [atlas.articles[e.article].date for e in evidence if e.article in atlas.articles]
    known = [day for day in days if day is not None]
    return min(known) if known else None


# ---------------------------------------------------------------- bodies and goals


@dataclass(frozen=True, slots=True)
class Matrix:
    """The drawing and its table."""

    charts: tuple[squares.Chart, ...]
    heads: tuple[Link, ...]
    lines: tuple[tuple[Link, tuple[int, ...]], ...]


def matrix(key: str, desk: Desk, bodies: Sequence[Body], title: str) -> Matrix | None:
    """How many targets each body has in each goal; None where there is less than a table of them."""
    atlas = desk.atlas
    counts = {body.id: Counter(goal for target in atlas.facts(body.id).targets for goal in target.goals[:1]) for body in bodies}
    shown = [body for body in bodies if counts[body.id]]
    goals = [goal for goal in atlas.briefing.goals if any(counts[body.id][goal.id] for body in shown)]
    if len(shown) < 2 or len(goals) < 2:
        return None
    shown.sort(key=lambda body: (-counts[body.id].total(), body.name))
    rows = [squares.Row(atlas.name(body.id), counts[body.id]) for body in shown]
    heads = [(goal.id, goal.name) for goal in goals]
    return Matrix(
        tuple(squares.matrix(f"{key}-{form}", rows, heads, title, form == "narrow") for form in FORMS),
        tuple(desk.goal(goal.id) for goal in goals),
        tuple((desk.body(body.id), tuple(counts[body.id][goal.id] for goal in goals)) for body in shown),
    )


def districts(atlas: Atlas) -> list[Body]:
    """The districts that have targets."""
    return [body for body in atlas.briefing.bodies if body.kind == "district" and atlas.by_body.get(body.id, NOTHING).targets]


# ---------------------------------------------------------------- the chain of responsibility


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One link in the table."""

    superior: Link
    role: str
    inferior: Link


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence with the links that it states."""

    source: Source
    rows: tuple[DutyRow, ...]


def duties_of(desk: Desk, body: str) -> tuple[Duty, ...]:
    """The links in which a body stands: who is above it, below it, helps it, and what it is charged with."""
    return tuple(duty for duty in desk.atlas.briefing.duties if body in (duty.superior_body, duty.inferior_body))


def duty_table(desk: Desk, duties: Sequence[Duty]) -> tuple[Told, ...]:
    """Each link under the sentence that states it."""
    found: dict[tuple[str, int, int], tuple[Source, list[DutyRow]]] = {}
    for duty in duties:
        for place in duty.evidence[:1]:
            key = (place.article, place.start, place.end)
            _, rows = found.setdefault(key, (spot(desk, place), []))
            below = Link(duty.work) if duty.role == "charge" else _named(desk, duty.inferior, duty.inferior_body)
            rows.append(DutyRow(_named(desk, duty.superior, duty.superior_body), ROLES[duty.role], below))
    return tuple(Told(source, tuple(rows)) for source, rows in found.values())


def _named(desk: Desk, name: str, body: str | None) -> Link:
    link = desk.body(body) if body else Link(name)
    return Link(name, link.href)


def spot(desk: Desk, place: Evidence) -> Source:
    """The sentence at a place that has no mark of its own; the link leads to its paragraph."""
    article = desk.atlas.articles[place.article]
    at = f"p{place.paragraph + 1}" if place.paragraph >= 0 else ""
    href = desk.to(desk.atlas.addresses[f"article:{article.id}"], at)
    return Source(href, desk.atlas.shorts[article.id], article.title, sentence(article, place), words.dated(article))


def duty_charts(key: str, desk: Desk) -> tuple[tree.Chart, ...]:
    """The chains as trees; empty where no article states one."""
    roots = _Chains(desk.atlas, desk.atlas.briefing).roots()
    return tuple(tree.tree(f"{key}-{form}", roots, "责任链条", form == "narrow") for form in FORMS) if roots else ()


class _Chains:
    """Puts links together: a name that stands in two links is one name."""

    def __init__(self, atlas: Atlas, briefing: Briefing) -> None:
        self.names: dict[str, str] = {}
        self.below: dict[str, list[tuple[str, Duty]]] = {}
        self.inferior: set[str] = set()
        self.assigned: set[str] = set()
        """Units by their part in the work (主责单位): named below those who assign, with their work in a tree of their own."""
        for duty in briefing.duties:
            above = self._key(duty, duty.superior_body, duty.superior)
            self.names[above] = max(self.names.get(above, ""), duty.superior, key=len)
            self.below.setdefault(above, [])
        for duty in briefing.duties:
            above, end = self._key(duty, duty.superior_body, duty.superior), self._key(duty, duty.inferior_body, duty.inferior)
            if duty.role == "assigns":
                self.names.setdefault(end, duty.inferior)
                self.below.setdefault(end, [])
                self.assigned.add(end)
            elif duty.role != "charge":
                body = atlas.bodies.get(duty.inferior_body or "")
                self.names.setdefault(end, body.name if body else duty.inferior)
                self.inferior.add(end)
            self.below[above].append((end, duty))
        self._share_out()

    def _share_out(self) -> None:
        """What is said of 攻坚专班 as such is said of each group that bears the word in its name."""
        for key in [key for key in self.below if key not in self.inferior]:
            edges = [edge for edge in self.below[key] if edge[1].role == "assigns"]
            each = (
                [other for other in self.inferior if other != key and self.names[other].endswith(self.names[key])]
                if edges
                else []
            )
            for other in each:
                self.below.setdefault(other, []).extend(edges)
            if each:
                self.below[key] = [edge for edge in self.below[key] if edge[1].role != "assigns"]
                if not self.below[key]:
                    del self.below[key]

    @staticmethod
    def _key(duty: Duty, body: str | None, name: str) -> str:
        return body or f"{duty.evidence[0].article}/{name}"

    def roots(self) -> list[tree.Node]:
        """The names that stand under nobody, with all below them; a ring is opened at its first name."""
        starts = [key for key in self.below if key not in self.inferior] or list(self.below)[:1]
        return [self._node(key, "", ()) for key in starts]

    def _node(self, key: str, role: str, path: tuple[str, ...]) -> tree.Node:
        below = []
        for end, duty in self.below.get(key, ()):
            if duty.role == "charge":
                below.append(tree.Node(duty.work, ROLES["charge"], True))
            elif duty.role == "assigns":
                below.append(tree.Node(self.names[end], ROLES["assigns"]))
            elif end not in (*path, key) and len(path) < tree.DEEPEST - 1:
                below.append(self._node(end, ROLES[duty.role], (*path, key)))
        if not below and (role == ROLES["part"] or (not role and key in self.assigned)):
            below.append(tree.Node(UNSAID, ROLES["charge"], True))
        return tree.Node(self.names[key], role, False, tuple(below))
