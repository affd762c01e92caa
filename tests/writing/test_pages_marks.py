"""Marks in text: nothing lost, nothing doubled, well nested."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import finding, reading
from builder.lexicon import load
from builder.writing.marking import Mark, figure_place, head_levels, weave

LEXICON = load()

TEXT = "确保一季度151个<b>项目&开工"


def shown(html: str) -> str:
    return unescape(re.sub(r"<[^>]{0,200}>", "", html))


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], "abcdef"),
        ([Mark(1, 3, "x", "a")], 'a<span class="x" id="a">bc</span>def'),
        ([Mark(1, 5, "x"), Mark(2, 3, "y")], 'a<span class="x">b<span class="y">c</span>de</span>f'),
        (
            [Mark(0, 2, "x", "a"), Mark(0, 2, "y", "b", rank=1)],
            '<span class="x" id="a"><span class="y" id="b">ab</span></span>cdef',
        ),
        (
            [Mark(0, 3, "x", "a"), Mark(2, 5, "y", "b")],
            '<span class="x" id="a">ab<span class="y" id="b">c</span></span><span class="y">de</span>f',
        ),
        ([Mark(2, 2, "x", "a")], '<span class="x" id="a"></span>abcdef'),
        ([Mark(1, 2, "x"), Mark(2, 3, "y")], 'a<span class="x">b</span><span class="y">c</span>def'),
    ],
    ids=["none", "one", "nested", "same words", "crossing", "empty", "side by side"],
)
def test_marks_become_nested_spans(marks: list[Mark], expected: str) -> None:
    assert weave("abcdef", marks) == expected


@pytest.mark.parametrize(
    ("of_source", "of_page"),
    [([2, 2, 3, 3, 2], [2, 2, 3, 3, 2]), ([3, 3, 2, 4, 4], [2, 2, 2, 3, 3]), ([0, 2, 0, 4, 3], [0, 2, 0, 3, 3])],
    ids=["一、二、（一）", "（一） first", "between paragraphs"],
)
def test_headings_of_one_level_stand_side_by_side_and_skip_none(of_source: list[int], of_page: list[int]) -> None:
    assert head_levels(of_source) == of_page


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.integers(0, 9)), max_size=12))
def test_no_character_is_lost_or_doubled_and_every_anchor_stands_once(spans: list[tuple[int, int, int]]) -> None:
    marks = [Mark(min(a, b), max(a, b), "m", f"k{i}", rank=rank) for i, (a, b, rank) in enumerate(spans)]
    html = str(weave(TEXT, marks))
    assert shown(html) == TEXT
    assert html.count("<span") == html.count("</span>")
    for mark in marks:
        assert html.count(f'id="{mark.anchor}"') == 1


@pytest.mark.parametrize("figure", ["61,238元", "2,106.4万元", "9600元"])
def test_a_figure_is_marked_as_the_source_writes_it(figure: str) -> None:
    article = reading.article(f"云岭县公报\n2024年3月1日\n\n　　云岭县人均可支配收入达到{figure}。\n", "a.txt", LEXICON)
    (target,) = finding.find(article, LEXICON).targets
    paragraph = next(p for p in article.paragraphs if figure in p.plain)
    start, end = figure_place(paragraph, 0, len(paragraph.plain), target) or (0, 0)
    assert paragraph.plain[start:end] == figure
