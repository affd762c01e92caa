"""Findings of all articles → one briefing."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from made import body, findings, place, target

from builder.lexicon import load
from builder.model import Briefing, Cadence, Findings, Quote, Unplaced, Unread
from builder.sorting import sort

LEXICON = load()
NEW, OLD = date(2024, 3, 1), date(2024, 1, 5)


def sorted_out(*everything: Findings, as_of: date | None = None) -> Briefing:
    return sort(everything, (), LEXICON, as_of)


def test_nothing_gives_an_empty_briefing_that_knows_its_goals() -> None:
    empty = sorted_out()
    assert (empty.articles, empty.targets, empty.as_of, empty.as_of_source) == ((), (), None, "")
    assert len(empty.goals) == 12
    assert all(goal.name for goal in empty.goals)


def test_articles_stand_newest_first_and_those_without_a_day_last() -> None:
    given = sorted_out(findings("c"), findings("b", day=OLD), findings("a", day=NEW), findings("d", day=NEW))
    assert [article.id for article in given.articles] == ["a", "d", "b", "c"]


def test_as_of_is_the_newest_day_of_the_articles() -> None:
    given = sorted_out(findings("a", day=OLD), findings("b", day=NEW), findings("c"))
    assert (given.as_of, given.as_of_source) == (NEW, "收录文章中最新的日期")


def test_as_of_that_the_user_gives_wins_and_says_so() -> None:
    given = sorted_out(findings("a", day=NEW), as_of=OLD)
    assert (given.as_of, given.as_of_source) == (OLD, "由用户给出")


def test_without_any_day_as_of_stays_unknown() -> None:
    assert sorted_out(findings("a")).as_of is None


def test_owners_become_lasting_ids() -> None:
    area, bureau = body("a", "河湾区", "district"), body("a", "区财政局")
    given = sorted_out(
        findings(
            "a",
            area,
            bureau,
            home="河湾区",
            targets=(target("a", owner="区财政局"),),
            cadences=(Cadence("monthly", "调度", "", "区财政局", evidence=(place("a"),)),),
            quotes=(Quote("indirect", "抓项目", "河湾区", evidence=(place("a"),)),),
        )
    )
    ids = {one.name: one.id for one in given.bodies}
    assert (given.targets[0].owner, given.cadences[0].body, given.quotes[0].body) == (
        ids["区财政局"],
        ids["区财政局"],
        ids["河湾区"],
    )


def test_a_fact_that_nobody_owns_stays_so() -> None:
    given = sorted_out(findings("a", targets=(target("a"),), quotes=(Quote("direct", "抓项目", evidence=(place("a"),)),)))
    assert (given.targets[0].owner, given.quotes[0].body) == (None, None)


def test_a_body_gets_a_record_where_something_is_said_of_it() -> None:
    bodies = [body("a", name, "town") for name in ("甲子镇", "乙丑镇", "丙寅镇", "丁卯镇")]
    area = body("a", "河湾区", "district")
    given = sorted_out(
        findings("a", area, *bodies, home="河湾区", topics=("乙丑镇",), targets=(target("a", owner="甲子镇"),)),
    )
    assert {one.name for one in given.bodies} == {"河湾区", "甲子镇", "乙丑镇"}


def test_the_same_fact_of_one_area_named_in_two_ways_is_one_record() -> None:
    given = sorted_out(
        *(
            findings(key, body(key, name, "district"), home=name, targets=(target(key, owner=name),))
            for key, name in (("a", "西海岸新区"), ("b", "青岛西海岸新区"))
        )
    )
    (one,) = given.targets
    assert {place.article for place in one.evidence} == {"a", "b"}


def test_two_areas_with_the_same_figure_are_two_records() -> None:
    given = sorted_out(
        *(
            findings(key, body(key, name, "district"), home=name, targets=(target(key, owner=name),))
            for key, name in (("a", "河湾区"), ("b", "青堰区"))
        )
    )
    assert len(given.targets) == 2


def test_what_was_left_out_and_what_could_not_be_read_is_kept() -> None:
    left = Unplaced(place("a"), "日期")
    unread = (Unread("b.txt", "空"), Unread("a.txt", "坏"))
    given = sort([findings("a", unplaced=(left,))], unread, LEXICON)
    assert given.unplaced == (left,)
    assert [one.file for one in given.unread] == ["a.txt", "b.txt"]


def test_the_order_in_which_files_are_read_changes_nothing() -> None:
    everything = [
        findings("a", body("a", "河湾区", "district"), home="河湾区", day=NEW, targets=(target("a", owner="河湾区"),)),
        findings(
            "b", body("b", "河湾区", "district"), home="河湾区", day=NEW, targets=(target("b", owner="河湾区", value=47.0),)
        ),
        findings("c", body("c", "青堰区", "district"), home="青堰区", targets=(target("c", owner="青堰区"),)),
    ]
    first, *others = [sorted_out(*order) for order in permutations(everything)]
    assert all(other == first for other in others)
