"""Recurring beats of follow-up work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import of_paragraphs as article
from steps import grows_with_length_only
from twins import agree, twins

from builder.finding.cadences import Beat, beats, cadences
from builder.lexicon import load

LEXICON = load()
SIGNS = "每日周旬月季年度半一两调度通报督查会商、，。“”按逐对实行汇总不少于1次"


def told(beat: Beat) -> str:
    return f"{beat.frequency} {beat.activity}" + (f" / {beat.subject}" if beat.subject else "")


def nobody(_paragraph: int, _start: int) -> str | None:
    return None


@pytest.mark.parametrize(("text", "expected"), twins("cadences"))
def test_beats(text: str, expected: list[str]) -> None:
    agree([told(beat) for beat in beats(text, LEXICON)], expected)


def test_the_same_beat_told_again_is_one_record_with_two_places() -> None:
    found = cadences(article("实施“图督办、月通报”制度。按图督办、每月通报。"), LEXICON, nobody)
    assert [(c.frequency, c.activity, len(c.evidence)) for c in found] == [("monthly", "通报", 2)]


def test_two_subjects_in_two_paragraphs_are_two_records() -> None:
    found = cadences(article("对重点项目实行月通报。", "对滞后任务实行月通报。"), LEXICON, nobody)
    assert [c.subject for c in found] == ["重点项目", "滞后任务"]


def test_a_beat_that_stands_alone_is_about_the_line_above() -> None:
    found = cadences(article("招引开工重大项目", "旬督导"), LEXICON, nobody)
    assert [(c.frequency, c.subject) for c in found] == [("ten-day", "招引开工重大项目")]


def test_the_owner_is_asked_for_the_place_of_the_beat() -> None:
    asked: list[tuple[int, int]] = []

    def owner(paragraph: int, start: int) -> str | None:
        asked.append((paragraph, start))
        return "b"

    assert cadences(article("前言。", "专班每月通报。"), LEXICON, owner)[0].body == "b"
    assert asked == [(1, 2)]


@given(st.lists(st.one_of(st.text(), st.text(alphabet=SIGNS)), max_size=4))
def test_any_text_keeps_its_places_inside(paragraphs: list[str]) -> None:
    one = article(*paragraphs)
    for paragraph in one.paragraphs:
        for beat in beats(paragraph.plain, LEXICON):
            assert 0 <= beat.start < beat.end <= len(paragraph.plain)
    for cadence in cadences(one, LEXICON, nobody):
        for place in cadence.evidence:
            assert one.text[place.start : place.end] == place.text
            assert len("".join(place.text.split())) <= 200


@pytest.mark.parametrize("unit", ["每月", "月调度、", "周、", "每周不少于1次", "一月一", "对", "月通报“"])
def test_time_grows_with_length_only(unit: str) -> None:
    grows_with_length_only(lambda text: beats(text, LEXICON), unit)
