"""Marks in text: nothing lost, nothing doubled, well nested."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.writing.marking import Mark, weave

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


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.integers(0, 9)), max_size=12))
def test_no_character_is_lost_or_doubled_and_every_anchor_stands_once(spans: list[tuple[int, int, int]]) -> None:
    marks = [Mark(min(a, b), max(a, b), "m", f"k{i}", rank=rank) for i, (a, b, rank) in enumerate(spans)]
    html = str(weave(TEXT, marks))
    assert shown(html) == TEXT
    assert html.count("<span") == html.count("</span>")
    for mark in marks:
        assert html.count(f'id="{mark.anchor}"') == 1
