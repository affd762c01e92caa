"""Time words and the days they mean."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from steps import grows_with_length_only
from twins import agree, twins

from builder.finding.periods import TimeWord, times
from builder.lexicon import load

LEXICON = load()
DAY = date(2024, 9, 12)
SIGNS = "0123456789年月日季度前后底末初上中下半旬一二三四至—到截今明去本“”十五国庆节春以来内起"


def told(plain: str, word: TimeWord) -> str:
    days = f"{word.period.start or ''}..{word.period.end or ''}" if word.period else "?"
    return f"{'by ' if word.deadline else ''}{plain[word.start : word.end]} {days}"


@pytest.mark.parametrize(("text", "expected"), twins("periods"))
def test_periods(text: str, expected: list[str]) -> None:
    agree([told(text, word) for word in times(text, 2024, DAY, LEXICON)], expected)


@pytest.mark.parametrize("text", ["一季度", "9月底前", "全年", "明年5月", "本月", "国庆前", "年底前"])
def test_without_a_year_nothing_is_computed(text: str) -> None:
    assert [word.period for word in times(text, None, None, LEXICON)] == [None]


@pytest.mark.parametrize("text", ["到2025年", "“十四五”末", "截至2023年10月31日"])
def test_a_year_that_is_said_needs_no_other(text: str) -> None:
    assert all(word.period for word in times(text, None, None, LEXICON))


def test_this_month_is_read_from_the_day_not_the_year() -> None:
    assert times("本月", 2024, None, LEXICON)[0].period is None


@given(st.text() | st.text(alphabet=SIGNS), st.none() | st.integers(1, 9999), st.none() | st.dates())
def test_any_text_gives_sorted_places_inside(text: str, year: int | None, day: date | None) -> None:
    found = times(text, year, day, LEXICON)
    for word in found:
        assert 0 <= word.start < word.end <= len(text)
        if word.period and word.period.start and word.period.end:
            assert word.period.start <= word.period.end
    for left, right in pairwise(found):
        assert left.end <= right.start


@pytest.mark.parametrize("unit", ["1", "一", "2024年", "1月—", "今年", "到", "“十四五", "前1", "12月31日至"])
def test_time_grows_with_length_only(unit: str) -> None:
    grows_with_length_only(lambda text: times(text, 2024, DAY, LEXICON), unit)
