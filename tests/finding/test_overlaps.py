"""Where two rules read the same words, one of them is right."""

from __future__ import annotations

from builder.finding.overlaps import settled
from builder.model import Evidence, Target, TargetKind


def target(kind: TargetKind, start: int, end: int, metric: str = "新建幼儿园") -> Target:
    value = 4.0 if kind == "number" else None
    return Target(kind, metric, None, value, None, evidence=(Evidence("a.txt", start, end, "x" * (end - start)),))


def test_a_figure_says_more_than_a_deadline_on_the_same_words() -> None:
    number, deadline = target("number", 4, 12), target("deadline", 0, 12)
    assert settled([deadline, number]) == [number]


def test_so_does_a_relation() -> None:
    relation, deadline = target("relative", 4, 12), target("deadline", 11, 20)
    assert settled([deadline, relation]) == [relation]


def test_words_side_by_side_do_not_meet() -> None:
    number, deadline = target("number", 0, 8), target("deadline", 8, 16)
    assert settled([number, deadline]) == [number, deadline]


def test_two_figures_on_the_same_words_are_both_kept() -> None:
    first, second = target("number", 0, 12, "重大项目"), target("number", 0, 12, "重大项目总投资")
    assert settled([first, second]) == [first, second]


def test_a_double_goes_and_the_order_is_that_of_the_text() -> None:
    early, late = target("number", 0, 8), target("number", 9, 16)
    assert settled([late, early, late]) == [early, late]


def test_nothing_stays_nothing() -> None:
    assert settled([]) == []
