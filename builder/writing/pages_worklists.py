"""一单位一清单 as pages: an index of units, and a list for each that can be printed and signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from builder.model import Duty, Sheet
from builder.writing import diagrams, words, worklists
from builder.writing.atlas import anchor
from builder.writing.press import HUB, Meta, Press
from builder.writing.views import Desk, Link, Source
from builder.writing.worklists import Name, Task, Worklist


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as a line of the table; what is empty is shown as 文中未写明."""

    number: int
    id: str
    """The number that lasts; also the line's anchor."""
    kind: str
    what: Link
    quantity: str
    due: str
    node: str
    lead: tuple[Link, ...]
    partners: tuple[Link, ...]
    said: str
    standing: str
    key: str
    """The standing as the style sheet knows it."""
    report: str
    """The last report in words: its day and who says it."""
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ListLine:
    """One list in the index."""

    link: Link
    tasks: int
    targets: int
    projects: int
    charges: int
    next: str
    """The nearest deadline that has not passed."""


def index(press: Press) -> Sheet:
    """All units with a list, by kind."""
    desk = press.desk(worklists.INDEX)
    groups: dict[str, list[ListLine]] = {}
    for one in press.worklists:
        groups.setdefault(one.kind, []).append(_line(desk, one))
    return press.sheet(
        desk.page,
        "pages/worklists.md.j2",
        Meta("一单位一清单", f"{len(press.worklists)}份单位任务清单，可打印、签字，可下载", HUB),
        groups=groups,
        count=len(press.worklists),
        tasks=sum(len(one.tasks) for one in press.worklists),
    )


def _line(desk: Desk, one: Worklist) -> ListLine:
    as_of = desk.atlas.briefing.as_of
    open_ends = [task.due for task in one.tasks if task.due and task.due.end and (as_of is None or task.due.end >= as_of)]
    nearest = min(open_ends, key=lambda period: str(period.end), default=None)
    return ListLine(
        Link(one.name, desk.to(one.address)),
        len(one.tasks),
        one.count("目标"),
        one.count("项目"),
        one.count("职责"),
        words.period_words(nearest) if nearest else "",
    )


def pages(press: Press) -> Iterable[Sheet]:
    """The index and one page for each list."""
    yield index(press)
    for at, one in enumerate(press.worklists):
        yield _worklist(press, one, at)


def _worklist(press: Press, one: Worklist, at: int) -> Sheet:
    desk = press.desk(one.address)
    every = press.worklists
    named = one.body is not None
    title = f"{one.name}任务清单" if named else "未写明单位的任务"
    return press.sheet(
        desk.page,
        "pages/worklist.md.j2",
        Meta(title, f"{one.name}：任务{len(one.tasks)}项，各附原句，可打印签字", HUB),
        unit=desk.body(one.body) if named else Link(one.name),
        named=named,
        rows=[_row(desk, task) for task in one.tasks],
        index=desk.to(worklists.INDEX),
        before=_neighbour(desk, every[at - 1]) if at else None,
        after=_neighbour(desk, every[at + 1]) if at + 1 < len(every) else None,
        place=f"{at + 1}／{len(every)}",
    )


def _neighbour(desk: Desk, one: Worklist) -> Link:
    return Link(one.name, desk.to(one.address))


def _row(desk: Desk, task: Task) -> TaskRow:
    day, source = worklists.reported(task)
    key, standing = worklists.standing(task)
    return TaskRow(
        number=task.number,
        id=anchor(task.id),
        kind=task.kind,
        what=_what(desk, task),
        quantity=task.quantity,
        due=words.due(task.due) if task.due and task.due.end else "",
        node=task.node,
        lead=tuple(_named(desk, name) for name in task.lead),
        partners=tuple(_named(desk, name) for name in task.partners),
        said=task.said,
        standing=standing,
        key=key,
        report="，".join(filter(None, (words.day(day) if day else "", source))),
        sources=_sources(desk, task),
    )


def _what(desk: Desk, task: Task) -> Link:
    return Link(task.what, "" if isinstance(task.record, Duty) else desk.record(task.record))


def _named(desk: Desk, name: Name) -> Link:
    told, body = name
    return Link(told, desk.body(body).href if body else "")


def _sources(desk: Desk, task: Task) -> tuple[Source, ...]:
    """Where the task is stated; a charge has no mark in its article, so its paragraph is shown."""
    if not isinstance(task.record, Duty):
        return desk.sources(task.record)
    found: list[Source] = []
    for place in task.record.evidence:
        source = diagrams.spot(desk, place)
        found.append(replace(source, again=bool(found) and found[-1].name == source.name))
    return tuple(found)
