"""Which of the twelve goals a fact serves."""

from __future__ import annotations

import pytest
from sample import LEXICON, found_in
from twins import agree, twins

from builder.finding.goals import MOST, Words, goals


@pytest.mark.parametrize(("text", "expected"), twins("goals"))
def test_goals(text: str, expected: list[str]) -> None:
    agree([target.goals[0] if target.goals else "none" for target in found_in(text).targets], expected)


def test_what_is_measured_counts_more_than_what_stands_around_it() -> None:
    assert goals(Words("高标准农田", "产业园旁新建高标准农田", "", "", ""), LEXICON)[0] == "rural"


def test_the_background_is_asked_only_where_nothing_nearer_answers() -> None:
    assert goals(Words("甲", "乙", "丙", "丁", "全县旅游大会"), LEXICON)[0] == "culture"
    assert goals(Words("高标准农田", "", "", "", "全县旅游大会"), LEXICON)[0] == "rural"


def test_no_more_goals_than_can_be_shown_and_none_twice() -> None:
    given = goals(Words("学校医院污水粮食旅游科技外贸营商环境", "", "", "", ""), LEXICON)
    assert len(given) == len(set(given)) == MOST


def test_where_no_word_speaks_for_a_goal_there_is_none() -> None:
    assert goals(Words("", "", "", "", ""), LEXICON) == ()


def test_every_goal_has_words_and_a_name() -> None:
    assert list(LEXICON.groups("goals", "names")) == list(LEXICON.groups("goals", "words"))
