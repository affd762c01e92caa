"""The swimlane of a quarter: one lane per beat, a mark for every due day, a red line for the as-of date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from builder.model import Anchor, Frequency, Period
from builder.writing import words
from builder.writing.charts.lettering import fit
from builder.writing.rhythm import beats

SHAPES: dict[Frequency, str] = {
    "daily": "tick",
    "weekly": "circle",
    "ten-day": "diamond",
    "monthly": "square",
    "quarterly": "triangle",
    "half-yearly": "triangle",
    "yearly": "triangle",
}
MOST_LANES = 20
"""Lanes of one drawing; the table has them all."""
LABEL = 172.0
"""Width of the column of names in the wide drawing."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One beat as the chart needs it."""

    label: str
    """旬督导."""
    detail: str
    """Whose beat it is and what it is done to, or empty."""
    frequency: Frequency
    since: date | None
    """The day it was made known; beats before it are not drawn."""
    address: str = ""
    """Where the beat stands in the table."""
    anchor: Anchor | None = None
    """The day that is set for it; without one it falls on the end of its period."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many beats fall into a quarter and how many of them were due by the as-of date."""

    all: int
    due: int


@dataclass(frozen=True, slots=True)
class Spot:
    """One mark of a lane."""

    x: float
    y: float
    due: bool
    title: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One drawn beat."""

    y: float
    label: str
    detail: str
    shape: str
    spots: tuple[Spot, ...]
    ticks: tuple[float, ...]
    """Ends of the periods that the lane counts in, where they help: month ends in a lane of 旬."""
    since: float | None
    count: Count
    text_y: float

    @property
    def brief(self) -> str:
        """The detail, cut to the width of the label column."""
        return fit(self.detail, LABEL, 11)


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the axis."""

    x: float
    width: float
    label: str
    shaded: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished swimlane chart; all lengths in user units of the drawing."""

    id: str
    width: int
    height: float
    left: float
    right: float
    top: float
    bottom: float
    months: tuple[Month, ...]
    lanes: tuple[Lane, ...]
    as_of: float | None
    as_of_label: str
    as_of_anchor: str
    since_label: str
    title: str
    description: str
    narrow: bool
    more: int = 0
    """Beats that are not drawn because there are too many."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Days to lengths: the first day starts at ``left``, the last one ends at ``right``."""

    start: date
    end: date
    left: float
    right: float

    def at(self, day: date, part: float = 0.5) -> float:
        """Where a day lies; ``part`` 0 is its morning, 1 its night."""
        days = words.days_between(self.start, self.end)
        return round(self.left + ((day - self.start).days + part) / days * (self.right - self.left), 1)

    def holds(self, day: date) -> bool:
        """Whether a day lies on the axis."""
        return self.start <= day <= self.end


def due_days(beat: Beat, start: date, end: date) -> tuple[date, ...]:
    """The days from ``start`` to ``end`` on which a beat falls due, none before it was made known."""
    first = max(start, beat.since) if beat.since else start
    return beats(beat.frequency, first, end, beat.anchor)


def count(beat: Beat, quarter: Period, as_of: date | None) -> Count:
    """Beats of a quarter, and those due by ``as_of``."""
    days = due_days(beat, *_ends(quarter))
    return Count(len(days), sum(1 for day in days if as_of is not None and day <= as_of))


def swimlane(key: str, rows: Sequence[Beat], quarter: Period, as_of: date | None, narrow: bool = False) -> Chart:
    """The chart of a quarter: 680 wide with names at the left, 344 wide with names above the lanes."""
    more, rows = max(0, len(rows) - MOST_LANES), rows[:MOST_LANES]
    start, end = _ends(quarter)
    width, left, right, pitch = (344, 10.0, 334.0, 62.0) if narrow else (680, 182.0, 668.0, 46.0)
    axis = Axis(start, end, left, right)
    top = 30.0
    lanes = tuple(_lane(row, axis, as_of, _lane_y(top, i, pitch, narrow), narrow) for i, row in enumerate(rows))
    bottom = top + pitch * len(rows)
    at = axis.at(as_of) if as_of is not None and axis.holds(as_of) else None
    published = sorted({row.since for row in rows if row.since is not None and axis.holds(row.since)})
    return Chart(
        id=key,
        width=width,
        height=bottom + 26,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        months=_months(axis),
        lanes=lanes,
        as_of=at,
        as_of_label=f"截至{words.month_day(as_of)}" if as_of else "",
        as_of_anchor=_anchor(at, left, right),
        since_label="、".join(words.month_day(day) for day in published),
        title=f"{start.year}年{words.quarter(start).words}调度节奏",
        description="；".join(f"{lane.label}{lane.count.all}次，已到期{lane.count.due}次" for lane in lanes),
        narrow=narrow,
        more=more,
    )


def strip(key: str, row: Beat, quarter: Period, as_of: date | None) -> Chart:
    """One lane in a small drawing, 300 × 44, for the wall chart."""
    start, end = _ends(quarter)
    axis = Axis(start, end, 6.0, 294.0)
    lane = _lane(row, axis, as_of, 30.0, True)
    at = axis.at(as_of) if as_of is not None and axis.holds(as_of) else None
    return Chart(
        id=key,
        width=300,
        height=44,
        left=6.0,
        right=294.0,
        top=20.0,
        bottom=40.0,
        months=_months(axis),
        lanes=(lane,),
        as_of=at,
        as_of_label="",
        as_of_anchor="middle",
        since_label="",
        title=f"{row.label}：{words.quarter(start).words}{lane.count.all}次，已到期{lane.count.due}次",
        description="按制度推算，不代表已召开。",
        narrow=True,
    )


def _ends(quarter: Period) -> tuple[date, date]:
    assert quarter.start is not None and quarter.end is not None
    return quarter.start, quarter.end


def _lane_y(top: float, i: int, pitch: float, narrow: bool) -> float:
    return top + pitch * i + (42.0 if narrow else pitch / 2)


def _lane(row: Beat, axis: Axis, as_of: date | None, y: float, narrow: bool) -> Lane:
    days = due_days(row, axis.start, axis.end)
    spots = tuple(Spot(axis.at(day), y, as_of is not None and day <= as_of, _spot_title(row, day, as_of)) for day in days)
    return Lane(
        y=y,
        label=row.label,
        detail=row.detail,
        shape=SHAPES[row.frequency],
        spots=spots,
        ticks=tuple(axis.at(month.replace(day=1), 0) for month in _starts(axis)[1:]),
        since=axis.at(row.since) if row.since is not None and axis.holds(row.since) else None,
        count=count(row, Period(axis.start, axis.end), as_of),
        text_y=y - 20 if narrow else y - 3,
    )


def _spot_title(row: Beat, day: date, as_of: date | None) -> str:
    due = "已到期" if as_of is not None and day <= as_of else "未到期"
    return f"{row.label} {words.month_day(day)} {due}（按制度推算）"


def _starts(axis: Axis) -> list[date]:
    day, found = axis.start, []
    while day <= axis.end:
        found.append(day)
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return found


def _months(axis: Axis) -> tuple[Month, ...]:
    starts = _starts(axis)
    edges = [axis.at(day, 0) for day in starts] + [axis.right]
    return tuple(Month(edges[i], round(edges[i + 1] - edges[i], 1), f"{day.month}月", i % 2 == 1) for i, day in enumerate(starts))


def _anchor(at: float | None, left: float, right: float) -> str:
    """How the as-of label is aligned, so that it never leaves the drawing."""
    if at is None or left + 40 < at < right - 40:
        return "middle"
    return "start" if at <= left + 40 else "end"
