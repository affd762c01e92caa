"""Who speaks, and what is said."""

from __future__ import annotations

import pytest
from sample import LEXICON, article, found_in
from twins import agree, twins

from builder.finding.organisations import organisations
from builder.finding.quotes import quoted
from builder.finding.speakers import Attribution, attributions, persons
from builder.model import Quote


def speaker(said: Attribution) -> str:
    return " ".join(word for word in (said.body, said.post if said.speaker else "", said.speaker) if word)


def told(quote: Quote) -> str:
    return f"{' '.join(word for word in (quote.kind, quote.body, quote.speaker) if word)}: {quote.text}"


@pytest.mark.parametrize(("text", "expected"), twins("speakers"))
def test_speakers(text: str, expected: list[str]) -> None:
    one = article(text)
    named = organisations(one, LEXICON)
    people = persons(one, named, LEXICON)
    agree([speaker(said) for said in attributions(one, len(one.paragraphs) - 1, named, people, LEXICON)], expected)


@pytest.mark.parametrize(("text", "expected"), twins("quotes"))
def test_quotes(text: str, expected: list[str]) -> None:
    agree([told(quote) for quote in found_in(text).quotes], expected)


def test_a_quote_stands_where_its_evidence_says_without_its_marks() -> None:
    (quote,) = found_in("区商务局局长王娟说：“我们将全力以赴促招商。”").quotes
    assert (quote.text, quote.evidence[0].text, quote.post) == ("我们将全力以赴促招商。", "我们将全力以赴促招商。", "局长")


@pytest.mark.parametrize(
    ("plain", "inside"),
    [("“甲”和“乙”", ["甲", "乙"]), ("“甲“乙”丙”", ["甲“乙”丙"]), ("甲”乙“丙", []), ("", []), ("“”", [""])],
)
def test_what_stands_between_outer_marks(plain: str, inside: list[str]) -> None:
    assert [plain[span.start : span.end] for span in quoted(plain)] == inside
