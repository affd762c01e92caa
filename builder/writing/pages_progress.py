"""The ledger of progress: the rule in words, where every plan stands, every entry and report, and what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from builder.model import Progress, Project, Refused, Report, Sheet, Target
from builder.writing import standings, words
from builder.writing.atlas import anchor
from builder.writing.press import HUB, Meta, Press
from builder.writing.views import Desk, Link, Source, table_order

IN_COLUMNS = ("目标", "项目", "期限", "资料截至", "判断")
"""Inputs of the rule that the table shows in columns of their own, or the page at its head."""


@dataclass(frozen=True, slots=True)
class Row:
    """Where one plan stands."""

    id: str
    what: Link
    """Leads to its row among its like."""
    owner: Link
    goal: str
    """What is to be reached, in words."""
    period: str
    badge: standings.Badge
    why: str
    """The sentence of the rule that answered."""
    inputs: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    told: bool
    """Whether somebody reported something."""
    key: str
    """Its id, to be written in ``progress.yml``."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry or report of the ledger."""

    id: str
    day: str
    what: Link
    """Leads to the row of the plan on this page."""
    figure: str
    said: str
    source: str
    why: str
    """For a report why it speaks of this plan, for an entry the person's note."""
    place: Link
    """The article's sentence, or the file and line."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that was refused."""

    place: str
    field: str
    reason: str


def progress(press: Press) -> Sheet:
    """The page."""
    desk = press.desk(standings.PAGE)
    briefing = press.atlas.briefing
    rows = _rows(desk)
    counts = Counter(row.badge.key for row in rows)
    lines = _lines(desk)
    return press.sheet(
        desk.page,
        "pages/progress.md.j2",
        Meta("进展台账", f"{len(rows)}项目标和项目的进展，登记和报道{len(lines)}条，判断规则和依据", HUB),
        rows=rows,
        summary=[(standings.plain(key), counts[key]) for key in standings.WORDS if counts[key]],
        rule=[(standings.plain(key), told) for key, told in briefing.yardstick],
        lines=lines,
        slips=slips(briefing.refused),
        entered=len(briefing.entries),
    )


def slips(refused: Iterable[Refused]) -> list[Slip]:
    """What was refused, ready to be set."""
    return [Slip(f"{one.file}:{one.line}" if one.line else one.file, one.field, one.reason) for one in refused]


def _rows(desk: Desk) -> list[Row]:
    """Every plan: those that somebody reported of first, then those whose day has passed, then the others."""
    atlas = desk.atlas
    projects = {project.id: project for project in atlas.briefing.projects}
    found: list[tuple[tuple[object, ...], Row]] = []
    for one in atlas.briefing.progress:
        record = atlas.targets.get(one.about) or projects.get(one.about)
        if record is not None:
            found.append((_order(one, record), _row(desk, one, record)))
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def _order(one: Progress, record: Target | Project) -> tuple[object, ...]:
    newest = max((r.day for r in one.reports if r.day), default=date.min)
    behind = table_order(record) if isinstance(record, Target) else (2, record.name)
    return (not one.reports, one.standing != "overdue", -newest.toordinal(), isinstance(record, Project), *behind)


def _row(desk: Desk, one: Progress, record: Target | Project) -> Row:
    target = record if isinstance(record, Target) else None
    name = target.metric if target else record.name  # type: ignore[union-attr]
    figure = words.figure(target).plain if target and target.kind != "deadline" else ""
    return Row(
        id=standings.anchor(anchor(one.about)),
        what=Link(name, desk.record(record)),
        owner=desk.body(target.owner if target else record.body),  # type: ignore[union-attr]
        goal=figure,
        period=words.period_words(target.period) if target else "",
        badge=standings.badge(one),
        why=dict(one.inputs).get("判断", ""),
        inputs=tuple(pair for pair in one.inputs if pair[0] not in IN_COLUMNS),
        sources=desk.sources(record),
        told=bool(one.reports),
        key=one.about,
    )


def _lines(desk: Desk) -> list[Line]:
    """Every entry and report, newest first; those without a day last."""
    notes = {entry.id: entry for entry in desk.atlas.briefing.entries}
    projects = {project.id: project for project in desk.atlas.briefing.projects}
    found: list[tuple[tuple[object, ...], Line]] = []
    for one in desk.atlas.briefing.progress:
        for report in one.reports:
            entry = notes.get(report.fact)
            if entry and entry.about != report.about:
                continue  # the milestone of a project that is a deadline too: it stands in the ledger once
            place = Link(f"{entry.file}:{entry.line}") if entry else _sentence(desk, report)
            why = entry.note if entry else report.reason
            order = (report.day is None, -(report.day or date.min).toordinal(), report.about, report.fact, report.node)
            found.append((order, _line(desk, report, place, why, projects)))
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


def _line(desk: Desk, report: Report, place: Link, why: str, projects: Mapping[str, Project]) -> Line:
    target = desk.atlas.targets.get(report.about)
    figure = report.node if report.value is None else f"{words.number(report.value)}{(target.unit if target else '') or ''}"
    return Line(
        id=f"l-{anchor(report.fact)}" if report.entered else "",
        day=words.day(report.day),
        what=Link(_name(desk, report.about, projects), f"#{standings.anchor(anchor(report.about))}"),
        figure=figure,
        said=standings.ENTERED if report.entered else standings.REPORTED,
        source=report.source,
        why=why,
        place=place,
    )


def _name(desk: Desk, about: str, projects: Mapping[str, Project]) -> str:
    target = desk.atlas.targets.get(about)
    if target is None:
        return projects[about].name if about in projects else about
    return f"{desk.atlas.name(target.owner)}{target.metric}"


def _sentence(desk: Desk, report: Report) -> Link:
    """The place in the article that says it."""
    places = desk.atlas.of_record.get(report.fact, ())
    return Link("看原句", desk.source(places[0]).href) if places else Link("")
