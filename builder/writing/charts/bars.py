"""Target bars: one shared scale per unit; “以上” ends in a point.

Dark is the nearest duty of the newest year, pale are the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.model import Comparator
from builder.writing.charts import lettering

MOST_BARS = 24
"""Bars of one unit that a drawing shows; the table has them all."""

LABELS = 250.0
"""Most width that the column of names takes."""
SHORTEST = 90.0
"""Least width that the longest bar keeps, however long the words beside it."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value as the chart needs it."""

    label: str
    value: float
    unit: str
    words: str
    """The value as text: 6%以上."""
    period: str
    comparator: Comparator
    dark: bool
    """Whether it belongs to the newest period."""
    inner: float | None = None
    """The nearer duty that is a part of it, drawn dark inside."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One drawn bar."""

    y: float
    x: float
    width: float
    pointed: bool
    dark: bool
    label: str
    words: str
    words_x: float
    period: str
    inner: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """The bars of one unit."""

    unit: str
    y: float
    bottom: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished drawing; all lengths in user units."""

    id: str
    width: int
    height: float
    left: float
    right: float
    groups: tuple[Group, ...]
    title: str
    description: str
    narrow: bool
    more: int = 0
    """Values that are not drawn because there are too many."""


def bars(key: str, values: Sequence[Value], title: str, narrow: bool = False) -> Chart:
    """Bars grouped by unit: 680 wide with names at the left, 344 wide with names above the bars."""
    width = 344 if narrow else 680
    label = 0.0 if narrow else min(LABELS, max((lettering.width(value.label, 12) for value in values), default=0.0))
    left = 1.0 if narrow else label + 10
    longest = max(SHORTEST, width - left - _beside(values, narrow))
    pitch = 40.0 if narrow else 24.0
    groups, y, more = [], 0.0, 0
    for unit in dict.fromkeys(value.unit for value in values):
        same = [value for value in values if value.unit == unit]
        more, same = more + max(0, len(same) - MOST_BARS), same[:MOST_BARS]
        most = max(value.value for value in same) or 1.0
        top = y + 22
        space = width * 0.66 if narrow else label
        drawn = tuple(
            _bar(value, top + i * pitch + (16 if narrow else 4), left, longest * value.value / most, space)
            for i, value in enumerate(same)
        )
        bottom = top + pitch * len(same)
        groups.append(Group(unit, y + 14, bottom, drawn))
        y = bottom + 12
    return Chart(
        id=key,
        width=width,
        height=max(y - 6, 1.0),
        left=left,
        right=width - 2,
        groups=tuple(groups),
        title=title,
        description="；".join(f"{value.label}{value.words}（{value.period}）" for value in values[:MOST_BARS]),
        narrow=narrow,
        more=more,
    )


def _beside(values: Sequence[Value], narrow: bool) -> float:
    """The room that words and, in the wide drawing, periods need to the right of the longest bar."""
    told = max((lettering.width(value.words, 13.5) for value in values), default=0.0)
    period = 0.0 if narrow else max((lettering.width(value.period, 11) for value in values), default=0.0)
    return told + period + (18 if narrow else 36)


def _bar(value: Value, y: float, left: float, length: float, space: float) -> Bar:
    width = round(max(length, 1.0), 1)
    pointed = value.comparator in (">=", ">")
    return Bar(
        y=y,
        x=left,
        width=width,
        pointed=pointed,
        dark=value.dark,
        label=lettering.fit(value.label, space, 12),
        words=value.words,
        words_x=round(left + width + (14 if pointed else 8), 1),
        period=value.period,
        inner=None if value.inner is None else round(length * value.inner / value.value, 1) if value.value else 0.0,
    )
