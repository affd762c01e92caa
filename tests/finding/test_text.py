"""Sentences, and the way from a stretch of a paragraph to its place in the source."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.finding.text import LONGEST, Span, evidence, sentences
from builder.model import Article, Paragraph

EVERY_TIME = settings(deadline=None, derandomize=True)


def torn(source: str, words: str) -> Article:
    """An article with one paragraph whose characters stand in ``source`` in this order, with other text between them."""
    offsets, at = [], -1
    for character in words:
        at = source.index(character, at + 1)
        offsets.append(at)
    return Article("a.txt", "a.txt", source, "", (Paragraph(words, words, tuple(offsets)),))


@pytest.mark.parametrize(
    ("plain", "parts"),
    [
        ("甲。乙！丙", ["甲。", "乙！", "丙"]),
        ("“甲。”乙说。", ["“甲。”", "乙说。"]),
        ("甲；乙?", ["甲；", "乙?"]),
        ("（甲。）乙", ["（甲。）", "乙"]),
        ("增长6.5%，甲", ["增长6.5%，甲"]),
        ("", []),
    ],
)
def test_sentences(plain: str, parts: list[str]) -> None:
    assert [plain[span.start : span.end] for span in sentences(plain)] == parts


@EVERY_TIME
@given(st.text() | st.text(alphabet="甲乙。！？”」；"))
def test_sentences_lose_no_character(plain: str) -> None:
    assert "".join(plain[span.start : span.end] for span in sentences(plain)) == plain


def test_layout_within_the_words_is_part_of_the_place() -> None:
    one = torn("计划新\n　　开工46个", "计划新开工46个")
    place = evidence(one, 0, Span(0, 8))
    assert place is not None
    assert (place.start, place.end, place.text) == (0, 11, "计划新\n　　开工46个")


def test_text_set_into_the_middle_is_left_out_with_the_shorter_piece() -> None:
    one = torn("计划新\n（图片说明）\n开工项目46个", "计划新开工项目46个")
    place = evidence(one, 0, Span(0, 10))
    assert place is not None
    assert place.text == "开工项目46个"


def test_no_piece_is_longer_than_allowed() -> None:
    one = torn("甲" * 500, "甲" * 500)
    place = evidence(one, 0, Span(0, 500))
    assert place is not None
    assert len(place.text) == LONGEST


def test_an_empty_stretch_has_no_place() -> None:
    assert evidence(torn("甲", "甲"), 0, Span(1, 1)) is None


def test_spans_hold_and_meet() -> None:
    assert Span(0, 5).holds(Span(0, 5))
    assert not Span(0, 5).holds(Span(4, 6))
    assert Span(0, 5).meets(Span(4, 6))
    assert not Span(0, 5).meets(Span(5, 6))
