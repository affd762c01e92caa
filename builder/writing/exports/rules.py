"""A frequency as the recurrence rule of RFC 5545, on the days that the charts mark."""

from __future__ import annotations

from builder.model import Frequency

# Steps of three and six months count from the first day of the event, which is a quarter's or half-year's last:
# calendars that know no list of months read this too.
RULES: dict[Frequency, str] = {
    "daily": "FREQ=DAILY",
    "weekly": "FREQ=WEEKLY;BYDAY=SU",
    "ten-day": "FREQ=MONTHLY;BYMONTHDAY=10,20,-1",
    "monthly": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
    "half-yearly": "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1",
    "yearly": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
}


def recurrence(frequency: Frequency) -> str:
    """The rule without its end; the first day must be a due day."""
    return RULES[frequency]
