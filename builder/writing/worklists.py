"""一单位一清单: what each unit has to do, by when and with whom, in an order and under numbers that last.

Only what the sources say stands in a list: a field that they leave open stays open, and work that
nobody is named for has a list of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from builder.model import Duty, Evidence, Period, Progress, Project, Target
from builder.writing import addresses, standings, words
from builder.writing.atlas import Atlas
from builder.writing.diagrams import is_milestone
from builder.writing.views import table_order

FOLDER = "lists"
INDEX = "lists/index.html"
NOBODY = "未写明单位"
"""What the list of work is called that no unit is named for."""
Source = Target | Project | Duty
Kind = Literal["目标", "项目", "职责"]
Name = tuple[str, str | None]
"""A name as written, and the id of the body that it names, if it is one."""


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a list."""

    number: int
    """Its place in the list, from 1; ``record.id`` is the number that lasts when other articles come."""
    kind: Kind
    record: Source
    what: str
    quantity: str
    """Empty where nothing is said, like all that follows."""
    due: Period | None
    node: str
    lead: tuple[Name, ...]
    partners: tuple[Name, ...]
    said: str
    """How far it is in the words of the articles; empty where they say nothing."""
    progress: Progress | None
    folded: tuple[Target, ...] = ()
    """Deadlines that say the same as this project's milestones."""

    @property
    def id(self) -> str:
        """The number that lasts: that of the record."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class Worklist:
    """The list of one unit."""

    body: str | None
    """The unit's id; None for work that nobody is named for."""
    name: str
    kind: str
    """The word for its kind: 区市, 部门 …; empty for nobody's list."""
    address: str
    """Its built page."""
    tasks: tuple[Task, ...]

    def count(self, kind: Kind) -> int:
        """How many tasks are of one kind."""
        return sum(task.kind == kind for task in self.tasks)


def worklists(atlas: Atlas) -> tuple[Worklist, ...]:
    """Every unit that has something to do, by kind and in the order of the bodies; nobody's list last."""
    given: dict[str | None, list[Source]] = defaultdict(list)
    for target in atlas.briefing.targets:
        if target.status == "planned":
            given[_known(atlas, target.owner)].append(target)
    for project in atlas.briefing.projects:
        given[_known(atlas, project.body)].append(project)
    for duty in atlas.briefing.duties:
        if duty.role == "charge":
            given[_known(atlas, duty.superior_body)].append(duty)
    kinds = list(words.KINDS.values())
    bodies = sorted((body for body in atlas.briefing.bodies if body.id in given), key=lambda b: kinds.index(words.KINDS[b.kind]))
    named = [(body.id, atlas.name(body.id), words.KINDS[body.kind]) for body in bodies]
    pages = addresses.assign([(f"list:{key}", name) for key, name, _ in named] + [("list", NOBODY)])
    plan = _Plan(atlas)
    lists = [Worklist(key, name, kind, _page(pages[f"list:{key}"]), plan.tasks(given[key])) for key, name, kind in named]
    if None in given:
        lists.append(Worklist(None, NOBODY, "", _page(pages["list"]), plan.tasks(given[None])))
    return tuple(lists)


def _known(atlas: Atlas, body: str | None) -> str | None:
    return body if body in atlas.bodies else None


def _page(slug: str) -> str:
    return f"{FOLDER}/{slug}.html"


TOLD = "文中写到"
"""Stands for how far a project is where no rule says it but its articles tell of progress."""


def standing(task: Task) -> tuple[str, str]:
    """How far a task is, as a key for the style sheet and in words; nothing reported is 未见报道, never 未完成."""
    known = task.progress.standing if task.progress else "unreported"
    return ("told", TOLD) if known == "unreported" and task.said else (known, standings.WORDS[known])


def reported(task: Task) -> tuple[date | None, str]:
    """The day of the last report on a task and who says it; None and empty where there is none."""
    last = task.progress.reports[-1] if task.progress and task.progress.reports else None
    return (last.day, last.source) if last else (None, "")


class _Plan:
    """Turns records into tasks; knows who leads and helps, and what is reported of each."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.led: dict[str, list[Name]] = defaultdict(list)
        self.helped: dict[tuple[str, int, str], list[Name]] = defaultdict(list)
        for duty in atlas.briefing.duties:
            below = (duty.inferior, duty.inferior_body)
            if duty.role == "leads" and duty.superior_body:
                self.led[duty.superior_body].append(below)
            elif duty.role == "helps" and duty.superior_body:
                for place in duty.evidence:
                    self.helped[place.article, place.paragraph, duty.superior_body].append(below)

    def tasks(self, given: Sequence[Source]) -> tuple[Task, ...]:
        """Targets in the order of tables, then projects, then charges, numbered from 1."""
        projects = [record for record in given if isinstance(record, Project)]
        folded = {
            project.id: tuple(t for t in given if isinstance(t, Target) and is_milestone(t, (project,))) for project in projects
        }
        twice = {target.id for some in folded.values() for target in some}
        targets = sorted((t for t in given if isinstance(t, Target) and t.id not in twice), key=table_order)
        charges = [record for record in given if isinstance(record, Duty)]
        ordered: list[Source] = [*targets, *projects, *charges]
        return tuple(self._task(at, record, folded) for at, record in enumerate(ordered, 1))

    def _task(self, number: int, record: Source, folded: Mapping[str, tuple[Target, ...]]) -> Task:
        if isinstance(record, Target):
            what, quantity = record.metric, "" if record.kind == "deadline" else words.figure(record).plain
            return self._made(number, "目标", record, record.owner, what, quantity, record.period)
        if isinstance(record, Project):
            due = max((step.due for step in record.milestones if step.due and step.due.end), key=_end, default=None)
            told = tuple(dict.fromkeys(step.progress for step in record.milestones if step.progress))
            task = self._made(number, "项目", record, record.body, record.name, "", due)
            return replace(task, node=_nodes(record), said="，".join(told), folded=folded.get(record.id, ()))
        return self._made(number, "职责", record, record.superior_body, record.work, "", None, name=record.superior)

    def _made(
        self,
        number: int,
        kind: Kind,
        record: Source,
        owner: str | None,
        what: str,
        quantity: str,
        due: Period | None,
        name: str = "",
    ) -> Task:
        name = self.atlas.name(owner) or name
        own: list[Name] = [(name, owner)] if name else []
        return Task(
            number=number,
            kind=kind,
            record=record,
            what=what,
            quantity=quantity,
            due=due,
            node="",
            lead=tuple(dict.fromkeys((*own, *self.led.get(owner or "", ())))),
            partners=self._partners(record.evidence, owner),
            said="",
            progress=self.atlas.standing_of(record.id),
        )

    def _partners(self, places: Iterable[Evidence], owner: str | None) -> tuple[Name, ...]:
        """Who helps with this very work: those named beside its owner in the paragraph that tells of it."""
        found = (name for place in places for name in self.helped.get((place.article, place.paragraph, owner or ""), ()))
        return tuple(dict.fromkeys(found))


def _end(period: Period) -> date:
    return period.end or date.min


def _nodes(project: Project) -> str:
    """竣工（2023年6月内）；主体封顶（已办成）"""
    told = (f"{node.name}（已办成）" if node.reached else _with_due(node.name, node.due) for node in project.nodes)
    return "；".join(dict.fromkeys(told))


def _with_due(name: str, due: Period | None) -> str:
    return f"{name}（{words.due(due)}）" if due and due.end else name
