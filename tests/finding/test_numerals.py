"""Numerals: every number with its unit and bound, or with the reason why it is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from steps import grows_with_length_only
from twins import agree, twins

from builder.finding.numerals import Quantity, han_value, quantities
from builder.lexicon import load

LEXICON = load()
SIGNS = "0123456789.,%一二两三十百千万亿半零点第个项元亩年月日不少于以上超过约—至“”（）、，。分之多余 〔〕级期"


def told(plain: str, quantity: Quantity) -> str:
    words = plain[quantity.start : quantity.end]
    if quantity.noise:
        return f"{words} ✗ {quantity.noise}"
    value = f"{quantity.value:.12g}" + (f"–{quantity.high:.12g}" if quantity.high is not None else "")
    return f"{words} {quantity.comparator} {value} {quantity.unit}"


@pytest.mark.parametrize(("text", "expected"), twins("numerals"))
def test_numerals(text: str, expected: list[str]) -> None:
    agree([told(text, quantity) for quantity in quantities(text, LEXICON)], expected)


@pytest.mark.parametrize(
    ("digits", "value"),
    [("两千二百", 2200), ("百", 100), ("二〇", 20), ("十三", 13), ("一百零五", 105), ("三亿五千万", 350_000_000)],
)
def test_han_value(digits: str, value: float) -> None:
    assert han_value(digits) == value


@given(st.one_of(st.text(), st.text(alphabet=SIGNS)))
def test_any_text_gives_sorted_places_inside(text: str) -> None:
    found = quantities(text, LEXICON)
    for quantity in found:
        assert 0 <= quantity.start <= quantity.number_start < quantity.number_end <= quantity.end <= len(text)
    for left, right in pairwise(found):
        assert left.end <= right.start


@pytest.mark.parametrize("unit", ["1", "一", "12,345", "1 200 ", "百分之", "第三次", "“3个", "（2024", "1—", "十百千万亿", "半"])
def test_time_grows_with_length_only(unit: str) -> None:
    grows_with_length_only(lambda text: quantities(text, LEXICON), unit)
