"""The days of a beat of follow-up work, by the calendar alone: which they are, as a rule for calendars, and why those.

Every frequency has an anchor, the day of its period on which the beat is reckoned
to fall. Where nobody has set one it is the period's end: a week ends on its
Sunday, a 旬 on the 10th, the 20th and the last of the month. A day that a short
month does not have is the month's last.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from builder.model import Anchor, Frequency

LAST = 31
"""As a day of the month: its last."""
ENDS: dict[Frequency, Anchor] = {
    "daily": Anchor("daily", 1),
    "weekly": Anchor("weekly", 7),
    "ten-day": Anchor("ten-day", 10),
    "monthly": Anchor("monthly", LAST, 1),
    "quarterly": Anchor("quarterly", LAST, 3),
    "half-yearly": Anchor("half-yearly", LAST, 6),
    "yearly": Anchor("yearly", LAST, 12),
}
"""The end of each period, which holds where no anchor is set."""
MONTHS: dict[Frequency, int] = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
"""Frequencies that count in months → how many months their period has."""
WEEKDAYS = "一二三四五六日"
_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SHORTEST = 28


# ---------------------------------------------------------------- days


def beats(frequency: Frequency, start: date, end: date, anchor: Anchor | None = None) -> tuple[date, ...]:
    """The days of a beat from ``start`` to ``end``, both counted; no anchor is the end of the period."""
    at = anchor or ENDS[frequency]
    return tuple(day for day in _days(start, end) if falls(at, day))


def next_beat(frequency: Frequency, after: date, until: date, anchor: Anchor | None = None) -> date | None:
    """The first day of a beat behind ``after`` and not behind ``until``."""
    at = anchor or ENDS[frequency]
    return next((day for day in _days(after, until) if day > after and falls(at, day)), None)


def falls(anchor: Anchor, day: date) -> bool:
    """Whether a beat falls on a day."""
    if anchor.frequency == "daily":
        return True
    if anchor.frequency == "weekly":
        return day.isoweekday() == anchor.day
    last = calendar.monthrange(day.year, day.month)[1]
    if anchor.frequency == "ten-day":
        return day.day in _ten_days(anchor.day, last)
    return (day.month - anchor.month) % MONTHS[anchor.frequency] == 0 and day.day == min(anchor.day, last)


def _ten_days(day: int, last: int) -> tuple[int, int, int]:
    """The days of a month on which the ``day``-th of each 旬 falls; the tenth is its last, also where it has eleven."""
    return day, day + 10, last if day == 10 else min(day + 20, last)


def _days(start: date, end: date) -> Iterator[date]:
    for i in range((end - start).days + 1):
        yield start + timedelta(days=i)


# ---------------------------------------------------------------- rules for calendars


@dataclass(frozen=True, slots=True)
class Rule:
    """One recurrence of RFC 5545 without its end; the first day of its event must be one of its days."""

    text: str
    part: str = ""
    """Tells it apart from the other rules of its beat, for good; empty where it is the only one."""
    fits: Callable[[date], bool] = lambda _: True
    """Which of the due days are its own."""


def rules(frequency: Frequency, anchor: Anchor | None = None) -> tuple[Rule, ...]:
    """The rules of a beat. Outlook takes no rule with several days of the month, so that a 旬 is three."""
    at = anchor or ENDS[frequency]
    if frequency == "daily":
        return (Rule("FREQ=DAILY"),)
    if frequency == "weekly":
        return (Rule(f"FREQ=WEEKLY;BYDAY={_BYDAY[at.day - 1]}"),)
    if frequency == "ten-day":
        return _three(at.day)
    if frequency == "yearly":
        return (Rule(f"FREQ=YEARLY;BYMONTH={at.month};{month_day(at.day)}"),)
    # Steps of three and six months count from the event's first day: calendars that know no list of months read this too.
    step = f"INTERVAL={MONTHS[frequency]};" if MONTHS[frequency] > 1 else ""
    return (Rule(f"FREQ=MONTHLY;{step}{month_day(at.day)}"),)


def recurrence(frequency: Frequency, anchor: Anchor | None = None) -> str:
    """The rules of a beat in one cell."""
    return "、".join(rule.text for rule in rules(frequency, anchor))


def month_day(day: int) -> str:
    """A day of the month in a rule. A rule passes over a month that has no such day; the last of several days it does have."""
    if day == LAST:
        return "BYMONTHDAY=-1"
    if day <= _SHORTEST:
        return f"BYMONTHDAY={day}"
    return f"BYMONTHDAY={','.join(map(str, range(_SHORTEST, day + 1)))};BYSETPOS=-1"


def _three(day: int) -> tuple[Rule, ...]:
    """The parts bear the ends of the ten days, whatever day is set: an event whose day is changed stays the same event."""
    third = month_day(LAST if day == 10 else day + 20)
    return (
        Rule(f"FREQ=MONTHLY;{month_day(day)}", "10", lambda on: on.day <= 10),
        Rule(f"FREQ=MONTHLY;{month_day(day + 10)}", "20", lambda on: 10 < on.day <= 20),
        Rule(f"FREQ=MONTHLY;{third}", "last", lambda on: on.day > 20),
    )


# ---------------------------------------------------------------- which anchor holds, in words


def anchor_of(anchors: Iterable[Anchor], frequency: Frequency, names: Iterable[str], told: Anchor | None = None) -> Anchor | None:
    """The anchor of a beat: set for the body with these names, else ``told`` by an article, else set for all bodies."""
    known = set(names)
    fitting = [anchor for anchor in anchors if anchor.frequency == frequency]
    own = next((anchor for anchor in fitting if anchor.body and anchor.body in known), None)
    return own or told or next((anchor for anchor in fitting if not anchor.body), None)


def basis(frequency: Frequency, anchor: Anchor | None) -> str:
    """Why the days are those: 文中写明“每周五”, 按设置：每周五, or that nothing says more than the period."""
    if anchor is None:
        return UNSET[frequency]
    return f"文中写明“{anchor.words}”，按{when(anchor)}计" if anchor.words else f"按设置：{when(anchor)}"


UNSET: dict[Frequency, str] = {
    "daily": "按每日计",
    "weekly": "文中未写明星期几，按周日计",
    "ten-day": "文中未写明哪一天，按10日、20日、月末计",
    "monthly": "文中未写明几日，按月末计",
    "quarterly": "文中未写明哪一天，按季末计",
    "half-yearly": "文中未写明哪一天，按6月底、12月底计",
    "yearly": "文中未写明哪一天，按年底计",
}


def when(anchor: Anchor) -> str:
    """An anchor in words: 每周五, 每旬第5天（5日、15日、25日）, 每月25日, 每季第3个月25日."""
    if anchor.frequency == "daily":
        return "每日"
    if anchor.frequency == "weekly":
        return f"每周{WEEKDAYS[anchor.day - 1]}"
    if anchor.frequency == "ten-day":
        return _ten_day_words(anchor.day)
    day = "最后一天" if anchor.day == LAST else f"{anchor.day}日"
    short = f"，没有{anchor.day}日的月份按最后一天" if _SHORTEST < anchor.day < LAST else ""
    return f"{_month_words(anchor)}{day}{short}"


def _ten_day_words(day: int) -> str:
    if day == 10:
        return "每旬最后一天"
    short = "，没有29日的月份按最后一天" if day + 20 > _SHORTEST else ""
    return f"每旬第{day}天（{day}日、{day + 10}日、{day + 20}日{short}）"


def _month_words(anchor: Anchor) -> str:
    names: dict[Frequency, str] = {"quarterly": "每季第{}个月", "half-yearly": "每半年第{}个月", "yearly": "每年{}月"}
    return names.get(anchor.frequency, "每月").format(anchor.month)
