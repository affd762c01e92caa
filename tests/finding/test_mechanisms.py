"""Named working systems and the sentence that explains them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import of_paragraphs as article
from twins import agree, twins

from builder.finding.mechanisms import mechanisms, names
from builder.lexicon import load

LEXICON = load()
SIGNS = "“”一单位清单制度机制建立实行周月调度通报、，。台账红黄绿灯"


@pytest.mark.parametrize(("text", "expected"), twins("mechanisms"))
def test_names(text: str, expected: list[str]) -> None:
    agree([one.name for one in names(text, LEXICON)], expected)


def test_a_sentence_that_only_names_it_takes_the_next_one_along() -> None:
    (found,) = mechanisms(article("实施“一单位一清单”制度。各单位要明确责任人，逐一落实到位。会议还说别的。"), LEXICON)
    assert found.text == "实施“一单位一清单”制度。各单位要明确责任人，逐一落实到位。"


def test_one_system_named_twice_is_one_record() -> None:
    (found,) = mechanisms(article("实施“一单位一清单”制度。", "要落实“一单位一清单”制度，责任到人。"), LEXICON)
    assert len(found.evidence) == 2


@given(st.lists(st.text() | st.text(alphabet=SIGNS), max_size=4))
def test_any_text_keeps_its_places_inside(paragraphs: list[str]) -> None:
    one = article(*paragraphs)
    for found in mechanisms(one, LEXICON):
        for place in found.evidence:
            assert one.text[place.start : place.end] == place.text
            assert len("".join(place.text.split())) <= 200
