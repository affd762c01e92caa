"""The days of beats by the calendar: held against dateutil over thirty years, whatever day is set."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from functools import cache

import pytest
from dateutil.rrule import rrulestr

from builder.model import Anchor, Frequency
from builder.writing.rhythm import ENDS, MONTHS, anchor_of, basis, beats, falls, next_beat, recurrence, rules, when

START, END = date(2000, 1, 1), date(2029, 12, 31)
"""Thirty years: eight leap days, and five years that have a week 53."""

ANCHORS = [
    *ENDS.values(),
    *(Anchor("weekly", day) for day in range(1, 8)),
    *(Anchor("ten-day", day) for day in range(1, 11)),
    *(Anchor("monthly", day, 1) for day in range(1, 32)),
    *(Anchor("quarterly", day, month) for month in (1, 2, 3) for day in (1, 15, 28, 29, 30, 31)),
    *(Anchor("half-yearly", day, month) for month in (1, 2, 5, 6) for day in (10, 29, 31)),
    *(Anchor("yearly", day, month) for month in (1, 2, 4, 12) for day in (1, 29, 30, 31)),
]


def name(anchor: Anchor) -> str:
    return f"{anchor.frequency}-{anchor.month}-{anchor.day}"


@cache
def thirty_years(anchor: Anchor) -> tuple[date, ...]:
    return beats(anchor.frequency, START, END, anchor)


def reckoned(anchor: Anchor) -> list[date]:
    """The days of the rules as dateutil reckons them, each rule from its own first day."""
    found: list[date] = []
    for rule in rules(anchor.frequency, anchor):
        first = next(day for day in thirty_years(anchor) if rule.fits(day))
        moments = rrulestr(f"{rule.text};UNTIL=20291231", dtstart=datetime(first.year, first.month, first.day))
        found += [moment.date() for moment in moments]
    return sorted(found)


@pytest.mark.parametrize("anchor", ANCHORS, ids=name)
def test_the_rule_gives_the_days_over_thirty_years(anchor: Anchor) -> None:
    assert reckoned(anchor) == list(thirty_years(anchor))


@pytest.mark.parametrize("anchor", [a for a in ANCHORS if a.frequency in MONTHS], ids=name)
def test_every_period_of_months_has_its_beat_once(anchor: Anchor) -> None:
    length = MONTHS[anchor.frequency]
    periods = [(day.year * 12 + day.month - 1) // length for day in thirty_years(anchor)]
    assert periods == list(range(2000 * 12 // length, 2030 * 12 // length))


@pytest.mark.parametrize("anchor", [a for a in ANCHORS if a.frequency == "ten-day"], ids=name)
def test_every_ten_days_have_their_beat_once(anchor: Anchor) -> None:
    parts = [(day.year, day.month, min((day.day - 1) // 10, 2)) for day in thirty_years(anchor)]
    assert parts == [(year, month, part) for year in range(2000, 2030) for month in range(1, 13) for part in range(3)]


@pytest.mark.parametrize("anchor", [a for a in ANCHORS if a.frequency == "weekly"], ids=name)
def test_every_week_has_its_beat_once_also_the_53rd(anchor: Anchor) -> None:
    weeks = [day.isocalendar()[:2] for day in thirty_years(anchor)]
    assert len(set(weeks)) == len(weeks)
    days = [START + timedelta(days=i) for i in range((END - START).days + 1)]
    whole = {day.isocalendar()[:2] for day in days if day - timedelta(days=6) >= START and day + timedelta(days=6) <= END}
    assert whole <= set(weeks)
    assert {week for week in weeks if week[1] == 53} >= {(year, 53) for year in (2004, 2009, 2015, 2020, 2026)}


@pytest.mark.parametrize(
    ("anchor", "month", "days"),
    [
        (Anchor("monthly", 25, 1), (2024, 2), [25]),
        (Anchor("monthly", 29, 1), (2024, 2), [29]),
        (Anchor("monthly", 29, 1), (2023, 2), [28]),
        (Anchor("monthly", 30, 1), (2024, 2), [29]),
        (Anchor("monthly", 31, 1), (2024, 4), [30]),
        (Anchor("monthly", 31, 1), (2023, 2), [28]),
        (Anchor("ten-day", 5), (2024, 1), [5, 15, 25]),
        (Anchor("ten-day", 9), (2023, 2), [9, 19, 28]),
        (Anchor("ten-day", 9), (2024, 2), [9, 19, 29]),
        (Anchor("ten-day", 10), (2024, 1), [10, 20, 31]),
        (Anchor("quarterly", 25, 3), (2024, 3), [25]),
        (Anchor("quarterly", 25, 3), (2024, 4), []),
        (Anchor("quarterly", 10, 1), (2024, 4), [10]),
        (Anchor("half-yearly", 31, 6), (2024, 6), [30]),
        (Anchor("yearly", 29, 2), (2023, 2), [28]),
        (Anchor("weekly", 5), (2024, 3), [1, 8, 15, 22, 29]),
    ],
    ids=lambda value: name(value) if isinstance(value, Anchor) else None,
)
def test_a_short_month_has_its_last_day(anchor: Anchor, month: tuple[int, int], days: list[int]) -> None:
    last = calendar.monthrange(*month)[1]
    assert [day.day for day in beats(anchor.frequency, date(*month, 1), date(*month, last), anchor)] == days


@pytest.mark.parametrize("frequency", ENDS)
def test_without_an_anchor_a_beat_falls_on_the_end_of_its_period(frequency: Frequency) -> None:
    assert beats(frequency, START, date(2001, 12, 31)) == beats(frequency, START, date(2001, 12, 31), ENDS[frequency])
    assert recurrence(frequency) == recurrence(frequency, ENDS[frequency])


@pytest.mark.parametrize(
    ("frequency", "anchor", "after", "until", "expected"),
    [
        ("weekly", None, date(2024, 2, 21), date(2024, 12, 31), date(2024, 2, 25)),
        ("weekly", Anchor("weekly", 5), date(2024, 2, 23), date(2024, 12, 31), date(2024, 3, 1)),
        ("ten-day", None, date(2024, 2, 20), date(2024, 12, 31), date(2024, 2, 29)),
        ("monthly", Anchor("monthly", 25, 1), date(2024, 1, 25), date(2024, 12, 31), date(2024, 2, 25)),
        ("yearly", None, date(2024, 12, 31), date(2024, 12, 31), None),
        ("daily", None, date(9999, 12, 31), date(9999, 12, 31), None),
    ],
)
def test_the_next_beat_lies_behind_the_day(
    frequency: Frequency, anchor: Anchor | None, after: date, until: date, expected: date | None
) -> None:
    assert next_beat(frequency, after, until, anchor) == expected


@pytest.mark.parametrize("anchor", ANCHORS, ids=name)
def test_the_words_name_the_days(anchor: Anchor) -> None:
    told = when(anchor)
    if anchor.frequency == "weekly":
        assert told == f"每周{'一二三四五六日'[anchor.day - 1]}"
    elif anchor.frequency != "daily" and anchor.day not in (10, 31):
        assert f"{anchor.day}日" in told
    assert ("没有" in told) == (anchor.day in (29, 30) or (anchor.frequency, anchor.day) == ("ten-day", 9))
    assert basis(anchor.frequency, anchor) == f"按设置：{told}"


def test_what_is_not_set_is_said_to_be_reckoned() -> None:
    assert basis("weekly", None) == "文中未写明星期几，按周日计"
    assert basis("monthly", None) == "文中未写明几日，按月末计"


def test_a_day_that_an_article_names_is_quoted() -> None:
    assert basis("monthly", Anchor("monthly", 10, 1, words="每月10日前")) == "文中写明“每月10日前”，按每月10日计"


TOLD = Anchor("weekly", 3, words="每周三")


@pytest.mark.parametrize(
    ("anchors", "expected"),
    [
        ((), TOLD),
        ((Anchor("weekly", 5),), TOLD),
        ((Anchor("weekly", 5), Anchor("weekly", 2, 0, "区发改局")), Anchor("weekly", 2, 0, "区发改局")),
    ],
)
def test_what_an_article_names_comes_before_what_is_set_for_all(anchors: tuple[Anchor, ...], expected: Anchor) -> None:
    assert anchor_of(anchors, "weekly", ("区发改局",), TOLD) == expected


FRIDAY, MONDAY, OWN = Anchor("weekly", 5), Anchor("weekly", 1), Anchor("weekly", 2, 0, "区发改局")


@pytest.mark.parametrize(
    ("anchors", "frequency", "names", "expected"),
    [
        ((), "weekly", ("区发改局",), None),
        ((FRIDAY,), "weekly", (), FRIDAY),
        ((FRIDAY,), "monthly", (), None),
        ((FRIDAY, OWN), "weekly", ("fagai", "区发改局"), OWN),
        ((OWN, FRIDAY), "weekly", ("别的局",), FRIDAY),
        ((OWN,), "weekly", ("别的局",), None),
        ((FRIDAY, MONDAY), "weekly", (), FRIDAY),
    ],
)
def test_a_body_s_own_anchor_comes_first(
    anchors: tuple[Anchor, ...], frequency: Frequency, names: tuple[str, ...], expected: Anchor | None
) -> None:
    assert anchor_of(anchors, frequency, names) == expected


def test_a_day_at_the_end_of_time_is_a_day() -> None:
    assert falls(ENDS["yearly"], date.max)
    assert beats("daily", date.max, date.max) == (date.max,)
