"""The beats of a whole year: twelve months, one lane per beat, the count of each month below its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from builder.model import Period
from builder.writing import words
from builder.writing.charts.cadence import LABEL, MOST_LANES, SHAPES, Axis, Beat, Count, Month, Spot, due_days
from builder.writing.charts.lettering import fit, width

DENSE = 120
"""With more marks than this in a lane they are drawn as a band."""
NUMBERS = 160.0
"""Room for 全年52次，已到期5次 above a lane of the narrow drawing."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many beats one month has."""

    x: float
    count: int


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of daily beats."""

    x: float
    width: float
    due: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One drawn beat."""

    y: float
    text_y: float
    label: str
    detail: str
    shape: str
    spots: tuple[Spot, ...]
    bands: tuple[Band, ...]
    tallies: tuple[Tally, ...]
    since: float | None
    count: Count


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
    quarters: tuple[float, ...]
    """Where quarters begin, for the darker lines."""
    lanes: tuple[Lane, ...]
    as_of: float | None
    as_of_label: str
    as_of_anchor: str
    title: str
    description: str
    narrow: bool
    more: int = 0
    """Beats that are not drawn because there are too many."""


def lanes(key: str, rows: Sequence[Beat], day: date, as_of: date | None, narrow: bool = False) -> Chart:
    """The chart of the year of ``day``: 680 wide with names at the left, 344 wide with names above the lanes.

    Beats before a beat was made known are not drawn.
    """
    more, rows = max(0, len(rows) - MOST_LANES), rows[:MOST_LANES]
    year = words.year(day)
    assert year.start is not None and year.end is not None
    wide, left, right, pitch = (344, 4.0, 340.0, 72.0) if narrow else (680, 182.0, 668.0, 52.0)
    axis = Axis(year.start, year.end, left, right)
    top = 26.0
    bottom = top + pitch * len(rows)
    at = axis.at(as_of) if as_of is not None and axis.holds(as_of) else None
    drawn = tuple(_lane(row, axis, as_of, top + pitch * i, narrow) for i, row in enumerate(rows))
    return Chart(
        id=key,
        width=wide,
        height=bottom + 24,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        months=_months(axis, narrow),
        quarters=tuple(axis.at(date(day.year, month, 1), 0) for month in (4, 7, 10)),
        lanes=drawn,
        as_of=at,
        as_of_label=f"截至{words.month_day(as_of)}" if as_of else "",
        as_of_anchor="middle" if at is None or left + 40 < at < right - 40 else "start" if at <= left + 40 else "end",
        title=f"{day.year}年全年调度节奏",
        description="；".join(f"{lane.label}全年{lane.count.all}次，已到期{lane.count.due}次" for lane in drawn),
        narrow=narrow,
        more=more,
    )


def count(row: Beat, year: Period, as_of: date | None) -> Count:
    """Beats of a year, and those due by ``as_of``."""
    assert year.start is not None and year.end is not None
    days = due_days(row, year.start, year.end)
    return Count(len(days), sum(1 for day in days if as_of is not None and day <= as_of))


def _lane(row: Beat, axis: Axis, as_of: date | None, top: float, narrow: bool) -> Lane:
    days = due_days(row, axis.start, axis.end)
    y = top + (44.0 if narrow else 22.0)
    room = axis.right - axis.left - NUMBERS - width(row.label, 13) if narrow else LABEL
    dense = len(days) > DENSE
    return Lane(
        y=y,
        text_y=top + 20 if narrow else y - 2,
        label=row.label,
        detail=fit(row.detail, room, 11),
        shape=SHAPES[row.frequency],
        spots=() if dense else tuple(_spot(row, axis, day, as_of, y) for day in days),
        bands=_bands(axis, days, as_of) if dense else (),
        tallies=_tallies(axis, days),
        since=axis.at(row.since) if row.since is not None and axis.holds(row.since) else None,
        count=count(row, Period(axis.start, axis.end), as_of),
    )


def _spot(row: Beat, axis: Axis, day: date, as_of: date | None, y: float) -> Spot:
    due = as_of is not None and day <= as_of
    return Spot(axis.at(day), y, due, f"{row.label} {words.month_day(day)} {'已到期' if due else '未到期'}（按制度推算）")


def _bands(axis: Axis, days: Sequence[date], as_of: date | None) -> tuple[Band, ...]:
    """A beat of every day: one stretch up to the as-of date, one behind it."""
    due = [day for day in days if as_of is not None and day <= as_of]
    found = []
    for some, is_due in ((due, True), (days[len(due) :], False)):
        if some:
            start, end = axis.at(some[0], 0), axis.at(some[-1], 1)
            found.append(Band(start, round(end - start, 1), is_due))
    return tuple(found)


def _tallies(axis: Axis, days: Sequence[date]) -> tuple[Tally, ...]:
    counts: dict[int, int] = {}
    for day in days:
        counts[day.month] = counts.get(day.month, 0) + 1
    return tuple(Tally(axis.at(date(axis.start.year, month, 15), 0.9), count) for month, count in counts.items())


def _months(axis: Axis, narrow: bool) -> tuple[Month, ...]:
    edges = [axis.at(date(axis.start.year, month, 1), 0) for month in range(1, 13)] + [axis.right]
    return tuple(
        Month(edges[i], round(edges[i + 1] - edges[i], 1), str(i + 1) if narrow else f"{i + 1}月", i % 2 == 1) for i in range(12)
    )
