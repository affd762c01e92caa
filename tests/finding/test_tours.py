"""Observation tours that were held, and what is said of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import LEXICON, article, days, found_in
from steps import grows_with_length_only
from twins import agree, twins

from builder.finding import find
from builder.finding.tours import details, joined, openings

SIGNS = "全区“攻坚突破年”现场观摩会举行、，。对23个镇街的106项目进行了总投资1787亿元评议打分先后来到将每季度7月4日"


def told(text: str) -> list[str]:
    places, projects, investment, scoring = details(text, LEXICON)
    found = [one.name for one in openings(text, LEXICON)] + [f"地{place}" for place in places]
    found += [f"个{projects:g}"] if projects is not None else []
    return found + ([f"投{investment}"] if investment else []) + (["评"] if scoring else [])


@pytest.mark.parametrize(("text", "expected"), twins("tours"))
def test_tours(text: str, expected: list[str]) -> None:
    agree(told(text), expected)


def test_the_sentences_of_one_article_make_one_record() -> None:
    (tour,) = found_in(
        "# 全区“攻坚突破年”现场观摩会举行\n"
        "7月4日至5日，西岭区组织开展2024年全区“攻坚突破年”现场观摩会。\n"
        "此次观摩对大功能区和23个镇街的106个项目进行了现场观摩，总投资1787亿元。观摩后，大家评议打分。"
    ).tours
    assert tour.name == "2024年全区“攻坚突破年”现场观摩会"
    assert days(tour.held) == " (2024-07-04..2024-07-05)"
    assert (tour.places, tour.projects, tour.investment) == (("大功能区", "23个镇街"), 106.0, "1787亿元")
    assert (tour.scoring, tour.body) == ("观摩后，大家评议打分。", "西岭区")
    assert len(tour.evidence) == 4


def test_two_tours_of_other_days_are_two() -> None:
    found = found_in("3月2日，云岭县举行一季度重点项目现场观摩会。\n6月5日，云岭县举行二季度重点项目现场观摩会。").tours
    assert [(tour.name, days(tour.held)) for tour in found] == [
        ("一季度重点项目现场观摩会", " (2024-03-02..2024-03-02)"),
        ("二季度重点项目现场观摩会", " (2024-06-05..2024-06-05)"),
    ]


def test_the_day_of_a_dateline_is_not_the_day_of_the_tour() -> None:
    (tour,) = found_in("本报7月5日讯 日前，云岭县举行重点项目现场观摩会。").tours
    assert tour.held is None


def test_what_an_article_says_of_no_tour_is_none() -> None:
    assert found_in("全县重点项目总投资1787亿元，各乡镇对项目评议打分。").tours == ()


def test_a_place_told_in_full_elsewhere_is_told_once() -> None:
    assert joined(["大功能区", "全区各大功能区", "23个镇街", "23个镇街"]) == ("全区各大功能区", "23个镇街")


@given(st.lists(st.text() | st.text(alphabet=SIGNS, max_size=80), max_size=3))
def test_any_text_keeps_its_places_inside(paragraphs: list[str]) -> None:
    one = replace(article("\n".join(line.replace("\n", "") for line in paragraphs)), title="")
    for tour in find(one, LEXICON).tours:
        assert tour.name and tour.evidence
        for place in tour.evidence:
            assert one.text[place.start : place.end] == place.text
            assert len("".join(place.text.split())) <= 200


@pytest.mark.parametrize("unit", ["全区现场观摩会", "对项目、", "现场观摩会举行，", "先后来到高新区、观摩", "“现场观摩"])
def test_time_grows_with_length_only(unit: str) -> None:
    grows_with_length_only(told, unit)
