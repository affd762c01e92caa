"""When things are to be done: a bar over 6月, a dotted line to a stop for 9月底前, words where no time is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from builder.model import Period
from builder.writing import words
from builder.writing.charts.cadence import Axis, Month
from builder.writing.charts.lettering import fit, width

MOST_ROWS = 40
"""Rows of one drawing; the table has them all."""
MOST_MONTHS = 36
"""Months that one axis shows; what is due later is told in words."""
LEAST_MONTHS = 6
UNDATED = "未给时限"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be done, as the chart needs it."""

    group: str
    """The project or body that it belongs to."""
    label: str
    due: Period | None
    since: date | None
    """The day on which it was told, from which a dotted line may run."""
    progress: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One drawn step; either a bar, a dotted line or words alone."""

    y: float
    head: str
    """The name of the group where a new one begins, else empty."""
    head_y: float
    label: str
    bar: tuple[float, float] | None
    """Left end and length."""
    line: tuple[float, float] | None
    """Where the dotted line begins and stops."""
    open: bool
    """Whether the time has not run out by the as-of date."""
    words: str
    words_x: float
    words_anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished drawing; all lengths in user units."""

    id: str
    width: int
    height: float
    left: float
    right: float
    top: float
    bottom: float
    months: tuple[Month, ...]
    years: tuple[Month, ...]
    rows: tuple[Row, ...]
    as_of: float | None
    as_of_label: str
    as_of_anchor: str
    title: str
    description: str
    narrow: bool
    more: int = 0
    """Steps that are not drawn because there are too many."""


def milestones(key: str, steps: Sequence[Step], as_of: date | None, title: str, narrow: bool = False) -> Chart | None:
    """The chart of some steps, 680 or 344 wide, in their order; None where no step has a date."""
    dates = [day for step in steps if step.due for day in (step.due.start, step.due.end) if day is not None]
    if not dates:
        return None
    more, steps = max(0, len(steps) - MOST_ROWS), steps[:MOST_ROWS]
    wide, left, right = (344, 4.0, 338.0) if narrow else (680, 236.0, 668.0)
    axis = _axis(dates, as_of, left, right)
    rows: list[Row] = []
    y, group = 40.0, ""
    for step in steps:
        head = step.group if step.group != group or not rows else ""
        group = step.group
        alone = bool(head) and not step.label
        y += (24.0 if head and (narrow or not alone) else 0.0) + (6.0 if head and rows else 0.0)
        rows.append(_row(step, head, axis, y, as_of, narrow))
        y += (22.0 if alone else 40.0) if narrow else 24.0
    at = axis.at(as_of) if as_of is not None and axis.holds(as_of) else None
    return Chart(
        id=key,
        width=wide,
        height=y + 26,
        left=left,
        right=right,
        top=40.0,
        bottom=y + 4,
        months=_months(axis),
        years=_years(axis),
        rows=tuple(rows),
        as_of=at,
        as_of_label=f"截至{words.month_day(as_of)}" if as_of else "",
        as_of_anchor="middle" if at is None or left + 40 < at < right - 40 else "start" if at <= left + 40 else "end",
        title=title,
        description="；".join(f"{step.group}{step.label}，{_due(step)}" for step in steps),
        narrow=narrow,
        more=more,
    )


def _axis(dates: Sequence[date], as_of: date | None, left: float, right: float) -> Axis:
    """Whole months around all dates; the as-of date too where it is near, so that its line can be seen."""
    first, last = min(dates), max(dates)
    if as_of is not None and _months_between(min(first, as_of), max(last, as_of)) <= MOST_MONTHS // 2:
        first, last = min(first, as_of), max(last, as_of)
    start = first.replace(day=1)
    while _months_between(start, last) < LEAST_MONTHS:
        start = (start - timedelta(days=1)).replace(day=1)
        if _months_between(start, last) < LEAST_MONTHS:
            last = _month_end(_month_end(last) + timedelta(days=1))
    months = min(_months_between(start, last), MOST_MONTHS)
    end = start
    for _ in range(months):
        end = _month_end(end) + timedelta(days=1)
    return Axis(start, end - timedelta(days=1), left, right)


def _months_between(start: date, end: date) -> int:
    """How many months a stretch touches."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _row(step: Step, head: str, axis: Axis, y: float, as_of: date | None, narrow: bool) -> Row:
    alone = bool(head) and not step.label
    centre = y + (26.0 if narrow and not alone else 10.0 if narrow else 12.0)
    bar = line = None
    end = step.due.end if step.due else None
    edge = axis.left
    if step.due is not None and end is not None and end >= axis.start:
        edge = axis.at(min(end, axis.end), 1)
        if step.due.start is not None:
            start = axis.at(max(step.due.start, axis.start), 0)
            bar = (start, round(max(edge - start, 2.0), 1))
        else:
            since = step.since if step.since is not None and axis.start <= step.since < end else axis.start
            line = (axis.at(since, 0), edge)
    past = end is not None and as_of is not None and end < as_of
    told = " · ".join(part for part in (_due(step), "期限已过" if past and not step.progress else "", step.progress) if part)
    told = fit(told, (axis.right - axis.left) * 0.9, 11)
    right = edge + 8 + width(told, 11) <= axis.right
    left_edge = bar[0] if bar else line[0] if line else edge
    inside = right or left_edge - 8 - width(told, 11) < axis.left
    at = edge + 8 if right or edge == axis.left else (axis.right if inside else left_edge - 8)
    return Row(
        y=centre,
        head=fit(head, axis.left - 14 if alone and not narrow else axis.right - 4, 13),
        head_y=centre + 4 if alone and not narrow else y - 8,
        label=fit(step.label, (axis.right - axis.left) if narrow else axis.left - 14, 12),
        bar=bar,
        line=line,
        open=not past,
        words=told,
        words_x=round(at, 1),
        words_anchor="start" if right or edge == axis.left else "end",
    )


def _due(step: Step) -> str:
    return words.due(step.due) if step.due is not None and step.due.end is not None else UNDATED


def _months(axis: Axis) -> tuple[Month, ...]:
    """Every month; its number is left out where there is no room for it."""
    found, day, i = [], axis.start, 0
    while day <= axis.end:
        x, end = axis.at(day, 0), axis.at(min(_month_end(day), axis.end), 1)
        wide = round(end - x, 1)
        label = f"{day.month}月" if wide >= 26 else str(day.month) if wide >= 15 or day.month % 3 == 1 else ""
        found.append(Month(x, wide, label, i % 2 == 1))
        day, i = _month_end(day) + timedelta(days=1), i + 1
    return tuple(found)


def _years(axis: Axis) -> tuple[Month, ...]:
    found = []
    for year in range(axis.start.year, axis.end.year + 1):
        start, end = max(axis.start, date(year, 1, 1)), min(axis.end, date(year, 12, 31))
        x = axis.at(start, 0)
        room = axis.at(end, 1) - x
        found.append(Month(x, round(room, 1), f"{year}年" if room >= 40 else "", False))
    return tuple(found)
