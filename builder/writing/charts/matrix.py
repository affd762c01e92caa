"""Bodies against goals: a square for each pair, as large as its count, with the number beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from builder.writing.charts.lettering import fit

MOST_ROWS = 24
"""Bodies of one drawing; the table has them all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One body with its counts."""

    label: str
    counts: Mapping[str, int]
    """Goal id → how many targets."""


@dataclass(frozen=True, slots=True)
class Head:
    """The name of a goal above its column, one character a line."""

    x: float
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One square; without a count there is none."""

    x: float
    y: float
    side: float
    number_x: float
    number_y: float
    count: int
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """One drawn row."""

    y: float
    """Where the letters stand."""
    rule: float
    """Where the line below it runs."""
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished drawing; all lengths in user units."""

    id: str
    width: int
    height: float
    top: float
    right: float
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    title: str
    description: str
    narrow: bool
    more: int = 0
    """Bodies that are not drawn because there are too many."""


def matrix(key: str, rows: Sequence[Row], goals: Sequence[tuple[str, str]], title: str, narrow: bool = False) -> Chart:
    """Squares by area on one scale: 680 wide with the number at the right of each square, 344 wide with it below.

    Args:
        key: the id of the drawing, unique on its page
        rows: the bodies
        goals: id and name of each column
        title: what a reader who cannot see the drawing is told first
        narrow: whether it is the drawing for phones
    """
    more, rows = max(0, len(rows) - MOST_ROWS), rows[:MOST_ROWS]
    width, label, pitch = (344, 92.0, 40.0) if narrow else (680, 150.0, 34.0)
    step = min((width - label) / max(len(goals), 1), 72.0)
    side = min(step - 4, 20.0) if narrow else min(step - 18, 24.0)
    letters = max((len(name) for _, name in goals), default=0)
    top = letters * 14.0 + 10
    most = max((n for row in rows for n in row.counts.values()), default=1)
    columns = [(goal, name, label + step * (j + 0.5)) for j, (goal, name) in enumerate(goals)]
    lines = []
    for i, row in enumerate(rows):
        y = top + pitch * i
        cells = tuple(
            _cell(x, y, row.counts[goal], side * sqrt(row.counts[goal] / most), narrow, f"{row.label}，{name}")
            for goal, name, x in columns
            if row.counts.get(goal)
        )
        lines.append(Line(y + pitch / 2 + 4, y + pitch, fit(row.label, label - 4, 12), cells))
    return Chart(
        id=key,
        width=width,
        height=top + pitch * len(rows) + 2,
        top=top,
        right=label + step * len(goals),
        heads=tuple(Head(round(x, 1), tuple(name)) for _, name, x in columns),
        lines=tuple(lines),
        title=title,
        description="；".join(_told(row, goals) for row in rows),
        narrow=narrow,
        more=more,
    )


def _cell(x: float, top: float, count: int, side: float, narrow: bool, title: str) -> Cell:
    side = round(max(side, 2.0), 1)
    if narrow:
        return Cell(round(x - side / 2, 1), round(top + 13 - side / 2, 1), side, round(x, 1), top + 35, count, title)
    return Cell(round(x - 8 - side / 2, 1), round(top + 17 - side / 2, 1), side, round(x + 7, 1), top + 21, count, title)


def _told(row: Row, goals: Sequence[tuple[str, str]]) -> str:
    said = "、".join(f"{name}{row.counts[goal]}项" for goal, name in goals if row.counts.get(goal))
    return f"{row.label}：{said or '没有目标'}"
