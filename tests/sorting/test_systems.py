"""Tours, themes and rules that several articles tell of become one record each."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from made import body, findings, place

from builder.lexicon import load
from builder.model import Briefing, Escalation, Findings, Period, Theme, Tour
from builder.sorting import sort

DAYS = Period(date(2021, 7, 4), date(2021, 7, 5), "7月4日至5日")
OTHER = Period(date(2021, 10, 8), date(2021, 10, 8), "10月8日")
NAME = "2021年全区“攻坚突破年”现场观摩会"


def briefing(*found: Findings) -> Briefing:
    return sort(found, (), load())


def article(key: str, **facts: object) -> Findings:
    return findings(key, body(key, "西岭区", "district"), home="西岭区", **facts)


def tour(key: str, **other: object) -> Tour:
    given = {"name": NAME, "held": DAYS, "body": "西岭区", "evidence": (place(key),), **other}
    return Tour(**given)  # type: ignore[arg-type]


def theme(key: str, **other: object) -> Theme:
    given = {"name": "突破年", "year": 2021, "body": "西岭区", "evidence": (place(key),), "rule": "declared", **other}
    return Theme(**given)  # type: ignore[arg-type]


def ladder(key: str, *steps: str) -> tuple[Escalation, ...]:
    return tuple(
        Escalation(step, "推进不力", "", order, "西岭区", (place(key, order),), ladder=f"{key}:1")
        for order, step in enumerate(steps, 1)
    )


def test_a_tour_told_in_two_articles_is_one_record_that_knows_what_both_say() -> None:
    one = article("a", tours=(tour("a", places=("各大功能区",), projects=106.0),))
    two = article("b", tours=(tour("b", name="现场观摩会", places=("全区各大功能区",), investment="1787亿元"),))
    for order in permutations([one, two]):
        (found,) = briefing(*order).tours
        assert found.name == NAME
        assert (found.places, found.projects, found.investment) == (("全区各大功能区",), 106.0, "1787亿元")
        assert {spot.article for spot in found.evidence} == {"a", "b"}


@pytest.mark.parametrize(
    ("other", "count"),
    [
        ({"held": OTHER}, 2),
        ({"held": None}, 1),
        ({"held": None, "name": "现场观摩会"}, 2),
        ({"body": None}, 2),
    ],
)
def test_what_makes_two_tours_one(other: dict[str, object], count: int) -> None:
    found = briefing(article("a", tours=(tour("a"),)), article("b", tours=(tour("b", **other),)))
    assert len(found.tours) == count
    assert len({one.id for one in found.tours}) == count


def test_the_id_of_a_tour_does_not_hang_on_how_the_article_names_it() -> None:
    (one,) = briefing(article("a", tours=(tour("a"),))).tours
    (other,) = briefing(article("b", tours=(tour("b", name="全区现场观摩会"),))).tours
    assert one.id == other.id


def test_a_theme_that_is_only_referred_to_is_that_of_the_area_that_declares_it() -> None:
    one = article("a", themes=(theme("a", focus=("三大突破",)),))
    two = article("b", themes=(theme("b", body=None, rule="referred"),))
    for order in permutations([one, two]):
        (found,) = briefing(*order).themes
        assert found.rule == "declared"
        assert found.focus == ("三大突破",)
        assert found.evidence[0].article == "a"


@pytest.mark.parametrize("other", [{"year": 2022}, {"name": "提升年"}, {"level": "全市"}])
def test_another_year_name_or_level_is_another_theme(other: dict[str, object]) -> None:
    found = briefing(article("a", themes=(theme("a"),)), article("b", themes=(theme("b", body=None, rule="referred", **other),)))
    assert len(found.themes) == 2
    assert {one.body is None for one in found.themes} == {True, False}


def test_the_citys_theme_goes_to_the_city_whose_name_the_area_begins_with() -> None:
    city = findings("c", body("c", "河东市", "district"), home="河东市")
    area = findings(
        "a",
        body("a", "河东西岭新区", "district"),
        home="河东西岭新区",
        themes=(theme("a", body=None, level="全市", rule="referred"),),
    )
    found = briefing(city, area)
    (one,) = found.themes
    assert {b.id: b.name for b in found.bodies}[one.body or ""] == "河东市"
    assert one.level == ""
    (alone,) = briefing(area).themes
    assert (alone.body, alone.level) == (None, "全市")


def test_a_rule_in_the_same_words_is_one_with_the_places_of_both() -> None:
    found = briefing(
        article("a", escalations=ladder("a", "约谈", "问责")), article("b", escalations=ladder("b", "约谈", "问责"))
    ).escalations
    assert [step.order for step in found] == [1, 2]
    assert len({step.ladder for step in found}) == 1
    assert len({step.id for step in found}) == 2
    assert [{spot.article for spot in step.evidence} for step in found] == [{"a", "b"}, {"a", "b"}]


def test_a_rule_with_another_step_is_another_rule() -> None:
    found = briefing(
        article("a", escalations=ladder("a", "约谈", "问责")), article("b", escalations=ladder("b", "约谈", "通报批评"))
    ).escalations
    assert len({step.ladder for step in found}) == 2


def test_whoever_holds_a_tour_or_gives_a_rule_has_a_page() -> None:
    named = findings("a", body("a", "县督查室"), topics=(), tours=(tour("a", body="县督查室"),))
    assert [b.name for b in briefing(named).bodies] == ["县督查室"]
