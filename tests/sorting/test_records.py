"""The same fact told twice becomes one record; what differs stays side by side."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from made import QUARTER, YEAR, place, target

from builder.model import Cadence, Mechanism, Period, Project, Quote, Target
from builder.sorting.records import (
    merged,
    same_cadence,
    same_mechanism,
    same_project,
    same_quote,
    same_target,
    told_again,
    with_conflicts,
)


def records(*targets: Target) -> tuple[Target, ...]:
    return merged(targets, same_target, "t")


def test_a_fact_of_two_articles_is_one_record_with_two_places() -> None:
    (one,) = records(target("a", owner="b-1"), target("b", owner="b-1"))
    assert [place.article for place in one.evidence] == ["a", "b"]


def test_a_place_told_twice_is_listed_once() -> None:
    (one,) = records(target("a"), target("a"))
    assert len(one.evidence) == 1


def test_the_words_of_a_time_make_no_second_fact() -> None:
    again = Period(QUARTER.start, QUARTER.end, "1—3月")
    assert len(records(target("a"), target("b", period=again))) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"value": 47.0},
        {"unit": "家"},
        {"metric": "新竣工项目"},
        {"comparator": ">="},
        {"period": YEAR},
        {"period": None},
        {"status": "actual"},
        {"owner": "b-1"},
        {"value_high": 50.0},
    ],
    ids="".join,
)
def test_what_differs_in_one_thing_is_another_fact(other: dict[str, Any]) -> None:
    one, two = records(target("a"), target("b", **other))
    assert one.id != two.id


def test_how_firmly_it_is_said_makes_no_second_fact_and_the_first_one_is_shown() -> None:
    (one,) = records(target("a", strength="力争"), target("b", strength="确保"))
    assert one.strength == "力争"


def test_keys_do_not_depend_on_the_order() -> None:
    everything = [target("a"), target("b", value=47.0), target("c", period=None)]
    assert len({frozenset(one.id for one in records(*order)) for order in permutations(everything)}) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Cadence("monthly", "调度", "项目", "b-1"), Cadence("weekly", "调度", "项目", "b-1"), same_cadence),
        (Cadence("monthly", "调度", "项目", "b-1"), Cadence("monthly", "调度", "项目", "b-2"), same_cadence),
        (Cadence("monthly", "调度", "项目", "b-1"), Cadence("monthly", "调度", "", "b-1"), same_cadence),
        (Quote("direct", "抓项目", "b-1", "王娟"), Quote("indirect", "抓项目", "b-1", "王娟"), same_quote),
        (Quote("direct", "抓项目", "b-1", "王娟"), Quote("direct", "抓项目", "b-1", "李文"), same_quote),
        (Mechanism("月通报", "甲"), Mechanism("旬督导", "甲"), same_mechanism),
        (Project("滨河路", "b-1"), Project("环湖路", "b-1"), same_project),
    ],
)
def test_records_of_other_kinds(one: Any, other: Any, same: Any) -> None:
    given = merged([one, other, one], same, "x")
    assert len(given) == 2
    assert len({fact.id for fact in given}) == 2
    assert all(fact.id.startswith("x-") for fact in given)


# ------------------------------------------------------------ a list that repeats a plan


def test_what_the_same_article_tells_again_without_a_time_is_the_same_fact() -> None:
    assert {one.period for one in told_again([target("a", period=YEAR), target("a", 9, period=None)])} == {YEAR}


def test_another_articles_time_is_not_taken() -> None:
    assert [one.period for one in told_again([target("a", period=YEAR), target("b", period=None)])] == [YEAR, None]


def test_of_two_times_neither_is_taken() -> None:
    given = told_again([target("a", period=YEAR), target("a", 9), target("a", 20, period=None)])
    assert [one.period for one in given] == [YEAR, QUARTER, None]


def test_another_value_takes_no_time() -> None:
    given = told_again([target("a", period=YEAR), target("a", 9, period=None, value=47.0)])
    assert [one.period for one in given] == [YEAR, None]


# ------------------------------------------------------------ contradictions


def conflicts(*targets: Target) -> list[int]:
    return [len(one.conflicts) for one in with_conflicts(records(*targets))]


def test_two_articles_with_two_values_know_of_each_other() -> None:
    one, two = with_conflicts(records(target("a", owner="b-1"), target("b", owner="b-1", value=47.0)))
    assert (one.conflicts, two.conflicts) == ((two.id,), (one.id,))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (target("a", owner="b-1"), target("a", 9, owner="b-1", value=47.0)),
        (target("a", owner="b-1"), target("b", owner="b-2", value=47.0)),
        (target("a", owner="b-1"), target("b", owner="b-1", value=47.0, period=YEAR)),
        (target("a", owner="b-1"), target("b", owner="b-1", value=47.0, status="actual")),
        (target("a", owner="b-1"), target("b", owner="b-1", value=47.0, unit="家")),
        (target("a", owner="b-1"), target("b", owner="b-1", comparator=">=")),
        (target("a"), target("b", value=47.0)),
        (target("a", owner="b-1", period=None), target("b", owner="b-1", value=47.0, period=None)),
    ],
    ids=["one article", "two owners", "two periods", "plan and result", "two units", "one value", "no owner", "no period"],
)
def test_what_is_no_contradiction(one: Target, other: Target) -> None:
    assert conflicts(one, other) == [0, 0]


def test_a_day_is_compared_by_its_date() -> None:
    day = Period(None, date(2024, 9, 30), "9月底前")
    assert len(records(target("a", period=day), target("b", period=Period(None, date(2024, 9, 30))))) == 1
    assert place("a") == place("a")
