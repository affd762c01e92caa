"""The days on which a beat of follow-up work falls due, by the calendar alone.

A week ends on its Sunday, a 旬 on the 10th, the 20th and the last of the month.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from builder.model import Frequency


def beats(frequency: Frequency, start: date, end: date) -> tuple[date, ...]:
    """The due days of a beat from ``start`` to ``end``, both counted."""
    return tuple(day for day in _days(start, end) if DUE[frequency](day))


def _days(start: date, end: date) -> Iterator[date]:
    for i in range((end - start).days + 1):
        yield start + timedelta(days=i)


def _last(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


DUE: dict[Frequency, Callable[[date], bool]] = {
    "daily": lambda day: True,
    "weekly": lambda day: day.weekday() == 6,
    "ten-day": lambda day: day.day in (10, 20) or _last(day),
    "monthly": _last,
    "quarterly": lambda day: _last(day) and day.month % 3 == 0,
    "half-yearly": lambda day: _last(day) and day.month % 6 == 0,
    "yearly": lambda day: _last(day) and day.month == 12,
}
