"""一项目一图谱: the key nodes of one project as stops on a line, left to right, or from top to bottom on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from builder.writing.charts.lettering import wrap

Mark = Literal["reached", "open", "unsaid"]
"""Behind the project; named, not said to be behind it; not named by any article."""

PER_LINE = 7
"""Most stops side by side in the wide drawing."""
MOST = 48
"""Stops of one drawing; the table has them all."""
WIDE, NARROW = 680, 344
NAME, TOLD = 16.0, 15.0
"""Heights of a line of a name, and of the words below it."""
RADIUS = 7.0
INSET = 30.0
"""How far words stand in from the line of the narrow drawing."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One node, as the chart needs it."""

    name: str
    mark: Mark
    told: tuple[str, ...]
    """What is said of it, each in a line of its own: 已办成; 2024年9月底前; 期限已过; 文中未提及."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One drawn stop: its mark, its name, and what is said of it."""

    x: float
    y: float
    mark: Mark
    words_x: float
    anchor: str
    name: tuple[tuple[float, str], ...]
    """Lines of letters, each with where it stands."""
    told: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished drawing; all lengths in user units."""

    id: str
    width: int
    height: float
    spots: tuple[Spot, ...]
    lines: tuple[str, ...]
    """The ways between stops."""
    title: str
    description: str
    narrow: bool
    more: int = 0
    """Stops that are not drawn because there are too many."""


def track(key: str, stops: Sequence[Stop], title: str, narrow: bool = False) -> Chart | None:
    """The chart of a project's nodes in their order, 680 or 344 wide; None without any."""
    if not stops:
        return None
    kept = stops[:MOST]
    spots, lines, bottom = _downwards(kept) if narrow else _across(kept)
    return Chart(
        id=key,
        width=NARROW if narrow else WIDE,
        height=round(bottom, 1),
        spots=spots,
        lines=lines,
        title=title,
        description="；".join("，".join((stop.name, *stop.told)) for stop in stops),
        narrow=narrow,
        more=len(stops) - len(kept),
    )


def _across(stops: Sequence[Stop]) -> tuple[tuple[Spot, ...], tuple[str, ...], float]:
    """Rows of stops, each row on a line of its own; a row that goes on leads out at its right end."""
    spots: list[Spot] = []
    lines: list[str] = []
    top = 6.0
    side_by_side = -(-len(stops) // -(-len(stops) // PER_LINE))  # rows of one length, none with a single stop left over
    column = WIDE / max(side_by_side, 3)
    for first in range(0, len(stops), side_by_side):
        row = stops[first : first + side_by_side]
        y, bottom = top + RADIUS, top
        for at, stop in enumerate(row):
            x = round(column * (at + 0.5), 1)
            spot, end = _spot(stop, x, y, x, "middle", y + RADIUS + 16, column - 10)
            spots.append(spot)
            bottom = max(bottom, end)
        start = 0.0 if first else column / 2
        goes_on = first + side_by_side < len(stops)
        end = WIDE if goes_on else column * (len(row) - 0.5)
        lines.append(f"M{round(start, 1)} {y}H{round(end, 1)}")
        top = bottom + 10
    return tuple(spots), tuple(lines), top - 4


def _downwards(stops: Sequence[Stop]) -> tuple[tuple[Spot, ...], tuple[str, ...], float]:
    """One stop below the other on one line."""
    spots: list[Spot] = []
    top = 6.0
    for stop in stops:
        spot, end = _spot(stop, 12.0, top + RADIUS, INSET, "start", top + RADIUS + 4, NARROW - INSET - 4)
        spots.append(spot)
        top = end + 12
    return tuple(spots), (f"M12.0 {spots[0].y}V{spots[-1].y}",), top - 4


def _spot(stop: Stop, x: float, y: float, words_x: float, anchor: str, first: float, space: float) -> tuple[Spot, float]:
    """One stop, and where its words end."""
    name = wrap(stop.name, space, 13, 2)
    told = [line for words in stop.told for line in wrap(words, space, 11, 2)]
    named = tuple((round(first + NAME * at, 1), line) for at, line in enumerate(name))
    under = first + NAME * len(name)
    said = tuple((round(under + TOLD * at, 1), line) for at, line in enumerate(told))
    return Spot(x, y, stop.mark, words_x, anchor, named, said), under + TOLD * max(len(told) - 1, 0) + 4
