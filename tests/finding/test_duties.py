"""Who stands under whom, who leads and who helps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import of_paragraphs as article
from twins import agree, twins

from builder.finding.duties import duties, links
from builder.finding.organisations import organisations
from builder.finding.text import sentences
from builder.lexicon import load

LEXICON = load()
SIGNS = "区发改局县财政成立领导小组下设办公室及重点、和3个专班负责由牵头配合，；。：（）“”责任单位"


@pytest.mark.parametrize(("text", "expected"), twins("duties"))
def test_links(text: str, expected: list[str]) -> None:
    found = [link for sentence in sentences(text) for link in links(text, sentence, LEXICON)]
    agree(
        [f"{text[o.superior.start : o.superior.end]} {o.role} {text[o.inferior.start : o.inferior.end]}{o.tail}" for o in found],
        expected,
    )


def test_a_part_named_by_the_list_is_the_body_that_the_article_names_in_full() -> None:
    one = article("成立攻坚行动总指挥部，下设重点指标、重大项目2个专班。", "重点指标攻坚专班，主要负责重点指标的统筹调度。")
    found = duties(one, organisations(one, LEXICON), LEXICON)
    part = next(duty for duty in found if duty.inferior == "重点指标专班")
    assert part.inferior_body == "重点指标攻坚专班"
    assert next(duty for duty in found if duty.role == "charge").superior_body == part.inferior_body


def test_one_link_told_twice_has_two_places() -> None:
    one = article("成立县攻坚领导小组，办公室设在县发展和改革局。", "县攻坚领导小组办公室设在县发展和改革局。")
    (found,) = duties(one, organisations(one, LEXICON), LEXICON)
    assert len(found.evidence) == 2


@given(st.lists(st.text() | st.text(alphabet=SIGNS, max_size=80), max_size=3))
def test_any_text_keeps_its_places_inside(paragraphs: list[str]) -> None:
    one = article(*paragraphs)
    for found in duties(one, organisations(one, LEXICON), LEXICON):
        assert found.superior and (found.inferior or found.work)
        for place in found.evidence:
            assert one.text[place.start : place.end] == place.text
            assert len("".join(place.text.split())) <= 200
