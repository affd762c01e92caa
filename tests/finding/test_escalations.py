"""What rules foresee for those who lag, step by step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import LEXICON, article, found_in
from steps import grows_with_length_only
from twins import agree, twins

from builder.finding import find
from builder.finding.escalations import steps

SIGNS = "对连续两三个月排名末位推进不力的，。；由县政府分管领导约谈问责通报批评经后仍未达标首次两次以上了3家"


def told(text: str) -> list[str]:
    return [f"{'1' if s.first else '+'} {s.condition}｜{s.by}｜{s.step}" for s in steps(text, LEXICON)]


@pytest.mark.parametrize(("text", "expected"), twins("escalations"))
def test_steps(text: str, expected: list[str]) -> None:
    agree(told(text), expected)


def test_the_steps_of_one_rule_share_their_ladder_and_their_body() -> None:
    one, two, other = found_in(
        "# 云岭县推进会召开\n"
        "云岭县加强督查，对推进不力的，进行约谈，经约谈后仍未达标的，由县纪委监委问责；对虚报瞒报的，通报批评。"
    ).escalations
    assert (one.order, two.order, other.order) == (1, 2, 1)
    assert one.ladder == two.ladder != other.ladder
    assert one.body == two.body == "云岭县"


def test_a_step_in_the_next_sentence_that_takes_up_the_last_one_goes_on_with_it() -> None:
    one, two = found_in("对推进不力的，约谈主要负责人。约谈后仍无起色、进度滞后的，严肃问责。").escalations
    assert (one.order, two.order) == (1, 2)
    assert one.ladder == two.ladder


def test_headings_give_no_rule() -> None:
    assert found_in("## 对推进不力的，严肃问责").escalations == ()


@given(st.lists(st.text() | st.text(alphabet=SIGNS, max_size=80), max_size=3))
def test_any_text_keeps_its_places_inside(paragraphs: list[str]) -> None:
    one = article("\n".join(line.replace("\n", "") for line in paragraphs))
    for step in find(one, LEXICON).escalations:
        assert step.step and step.condition and step.order >= 1
        for place in step.evidence:
            assert one.text[place.start : place.end] == place.text
            assert len("".join(place.text.split())) <= 200


@pytest.mark.parametrize("unit", ["对推进不力的，", "约谈，", "对连续两个月末位的约谈；", "由县政府", "首次约谈两次以上问责，"])
def test_time_grows_with_length_only(unit: str) -> None:
    grows_with_length_only(lambda text: steps(text, LEXICON), unit)


def test_a_bureau_in_a_bracket_of_duties_is_not_the_one_that_gives_the_rule() -> None:
    (one,) = found_in(
        "# 云岭县攻坚行动启动\n云岭县统筹治理资金4200万元。（责任单位：县财政局）对连续两次排名末位的乡镇，由县领导约谈。"
    ).escalations
    assert one.body == "云岭县"
