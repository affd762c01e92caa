"""The book of days: which months have a page, which days a week and a 旬 have, and that no date makes it grow without end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from exports_sample import BRIEFING, EMPTY, article, beat, target

from builder.model import Briefing, Period
from builder.writing import chronicle
from builder.writing.atlas import survey
from builder.writing.chronicle import MOST, Chronicle, Month
from builder.writing.press import Press


def book(briefing: Briefing) -> Chronicle:
    return chronicle.chronicle(Press(survey(briefing)).desk("bulletins/index.html"))


def until(*ends: date) -> Briefing:
    """Nothing but targets that end on these days, seen from the first of January 2024."""
    targets = tuple(target(f"第{i}项", f"t{i}", period=Period(None, end)) for i, end in enumerate(ends))
    return replace(BRIEFING, targets=targets, cadences=(), projects=(), articles=(article(day=None),), as_of=date(2024, 1, 1))


# ---------------------------------------------------------------- weeks and ten-day periods


@pytest.mark.parametrize(
    ("month", "names", "first", "last"),
    [
        (Month(2024, 1), ["第1周", "第2周", "第3周", "第4周", "第5周"], date(2024, 1, 1), date(2024, 2, 4)),
        (Month(2020, 12), ["第49周", "第50周", "第51周", "第52周", "第53周"], date(2020, 11, 30), date(2021, 1, 3)),
        (Month(2021, 1), ["2020年第53周", "第1周", "第2周", "第3周", "第4周"], date(2020, 12, 28), date(2021, 1, 31)),
        (Month(2024, 12), [*(f"第{n}周" for n in range(48, 53)), "2025年第1周"], date(2024, 11, 25), date(2025, 1, 5)),
        (Month(2021, 2), ["第5周", "第6周", "第7周", "第8周"], date(2021, 2, 1), date(2021, 2, 28)),
        (Month(9999, 12), [f"第{n}周" for n in range(48, 53)], date(9999, 11, 29), date.max),
        (Month(1, 1), [f"第{n}周" for n in range(1, 6)], date(1, 1, 1), date(1, 2, 4)),
    ],
    ids=lambda value: value.key if isinstance(value, Month) else None,
)
def test_weeks_are_whole_and_bear_their_number(month: Month, names: list[str], first: date, last: date) -> None:
    found = chronicle.weeks(month)
    assert [week.name for week in found] == names
    assert (found[0].start, found[-1].end) == (first, last)


def test_weeks_and_ten_days_cover_thirty_years_without_a_gap() -> None:
    for number in range(30 * 12):
        month = Month(2000 + number // 12, number % 12 + 1)
        parts, weeks = chronicle.ten_days(month), chronicle.weeks(month)
        assert (parts[0].start, parts[2].end) == (month.first, month.last)
        for spans in (parts, weeks):
            assert all(a.end + timedelta(days=1) == b.start for a, b in pairwise(spans))
        assert all((week.end - week.start).days == 6 and week.start.isoweekday() == 1 for week in weeks)
        assert weeks[0].holds(month.first) and weeks[-1].holds(month.last)


@pytest.mark.parametrize(
    ("day", "name", "days"),
    [
        (date(2024, 2, 10), "上旬", "2月1日—10日"),
        (date(2024, 2, 11), "中旬", "2月11日—20日"),
        (date(2024, 2, 29), "下旬", "2月21日—29日"),
        (date(2023, 2, 28), "下旬", "2月21日—28日"),
        (date(2024, 1, 31), "下旬", "1月21日—31日"),
    ],
)
def test_a_day_lies_in_its_ten_days(day: date, name: str, days: str) -> None:
    part = chronicle.part_of(day)
    assert (part.name, part.days) == (name, days)


# ---------------------------------------------------------------- months


@pytest.mark.parametrize(
    ("ends", "months"),
    [
        ([], ["2024-01"]),
        ([date(2024, 3, 31)], ["2024-01", "2024-03"]),
        ([date(2035, 12, 31), date(2021, 5, 1)], ["2021-05", "2024-01", "2035-12"]),
        ([date.max], ["2024-01", "9999-12"]),
        ([date.min], ["0001-01", "2024-01"]),
    ],
)
def test_a_month_has_a_page_where_something_falls_into_it(ends: list[date], months: list[str]) -> None:
    assert [month.key for month in book(until(*ends)).months()] == months


def test_there_are_never_more_pages_than_the_nearest_months() -> None:
    ends = [date(2000 + i // 12, i % 12 + 1, 1) for i in range(600)]
    months = book(until(*ends)).months()
    assert len(months) == MOST
    assert Month(2024, 1) in months
    assert max(month.away(Month(2024, 1)) for month in months) <= MOST // 2
    assert list(months) == sorted(months)


def test_without_a_day_to_speak_from_the_latest_months_are_kept() -> None:
    ends = [date(2000 + i // 12, i % 12 + 1, 1) for i in range(200)]
    months = book(replace(until(*ends), as_of=None)).months()
    assert (len(months), months[-1].key) == (MOST, "2016-08")


def test_nothing_gives_no_month() -> None:
    assert book(EMPTY).months() == ()


def test_an_article_of_the_last_year_there_is_makes_no_endless_calendar() -> None:
    last = replace(BRIEFING, articles=(article(day=date(9999, 12, 30)),), cadences=(beat("daily"),), as_of=date(9999, 12, 31))
    assert list(book(last).beats) == [date(9999, 12, 30), date(9999, 12, 31)]


# ---------------------------------------------------------------- what falls on a day


def test_a_target_without_a_time_stands_in_no_month() -> None:
    undated = replace(BRIEFING, targets=(target("没有时限", "t1", period=None),), projects=())
    assert not book(undated).due


def test_a_beat_is_in_force_from_the_day_it_is_known_to_the_end_of_that_year() -> None:
    days = list(book(replace(BRIEFING, cadences=(beat("monthly"),))).beats)
    assert (days[0], days[-1], len(days)) == (date(2024, 2, 29), date(2024, 12, 31), 11)


def test_articles_without_a_day_are_counted() -> None:
    assert book(replace(BRIEFING, articles=(article(), article("乙", None)))).undated == 1


def test_what_is_not_due_yet_comes_nearest_first() -> None:
    far, near, past = (target(key, key, period=Period(None, end)) for key, end in (
        ("far", date(2024, 9, 1)), ("near", date(2024, 2, 21)), ("past", date(2024, 2, 20))))  # fmt: skip
    assert chronicle.coming([far, past, near], date(2024, 2, 21)) == [near, far]
