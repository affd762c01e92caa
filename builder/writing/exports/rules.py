"""A frequency as recurrence rules of RFC 5545, on the days that the charts mark.

A rule names one day of the month: Outlook takes no rule with several, so that a
旬 is three rules, each an event of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from builder.model import Frequency


@dataclass(frozen=True, slots=True)
class Rule:
    """One recurrence without its end; the first day of its event must be one of its days."""

    text: str
    part: str = ""
    """Tells it apart from the other rules of its frequency, for good; empty where it is the only one."""
    fits: Callable[[date], bool] = lambda _: True
    """Which of the due days are its own."""


# Steps of three and six months count from the first day of the event, which is a quarter's or half-year's last:
# calendars that know no list of months read this too.
RULES: dict[Frequency, tuple[Rule, ...]] = {
    "daily": (Rule("FREQ=DAILY"),),
    "weekly": (Rule("FREQ=WEEKLY;BYDAY=SU"),),
    "ten-day": (
        Rule("FREQ=MONTHLY;BYMONTHDAY=10", "10", lambda day: day.day == 10),
        Rule("FREQ=MONTHLY;BYMONTHDAY=20", "20", lambda day: day.day == 20),
        Rule("FREQ=MONTHLY;BYMONTHDAY=-1", "last", lambda day: day.day > 20),
    ),
    "monthly": (Rule("FREQ=MONTHLY;BYMONTHDAY=-1"),),
    "quarterly": (Rule("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),),
    "half-yearly": (Rule("FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1"),),
    "yearly": (Rule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"),),
}


def recurrence(frequency: Frequency) -> str:
    """The rules of a frequency in one cell."""
    return "、".join(rule.text for rule in RULES[frequency])
