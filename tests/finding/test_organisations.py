"""Which organisations and areas lines name, by what names, and where."""

from __future__ import annotations

import pytest
from sample import LEXICON, article
from twins import agree, twins

from builder.finding.organisations import organisations
from builder.model import Body


def told(body: Body) -> str:
    return f"{body.kind} {body.name}" + (f" = {'、'.join(body.aliases)}" if body.aliases else "")


def in_order(bodies: tuple[Body, ...]) -> list[Body]:
    """By first mention. A name that stands only within a longer one (宁沅市人民政府督查室) has no place of its own."""
    return sorted((body for body in bodies if body.evidence), key=lambda body: body.evidence[0].start)


@pytest.mark.parametrize(("text", "expected"), twins("organisations"))
def test_organisations(text: str, expected: list[str]) -> None:
    bodies = organisations(article(text), LEXICON).bodies
    agree([told(body) for body in in_order(bodies)], expected)


def test_every_body_is_named_where_its_evidence_says() -> None:
    one = article("区发展和改革局表示，将强化统筹。\n区发改局、区商务局将每月通报，区发改局负责汇总。")
    found = organisations(one, LEXICON)
    for body in found.bodies:
        assert {place.text for place in body.evidence} <= {body.name, *body.aliases}
        assert all(one.text[place.start : place.end] == place.text for place in body.evidence)
    assert [len(body.evidence) for body in in_order(found.bodies)] == [3, 1]


def test_the_area_most_spoken_of_is_the_articles_own() -> None:
    assert organisations(article("云岭县召开大会。\n云岭县、河湾区参加。\n云岭县将扎实推进。"), LEXICON).home == "云岭县"


def test_of_two_areas_spoken_of_alike_neither_is_the_articles_own() -> None:
    assert organisations(article("云岭县召开大会。\n河湾区召开大会。"), LEXICON).home is None


def test_the_bureau_in_the_headline_speaks_for_its_own_paper() -> None:
    assert organisations(article("# 区商务局2024年工作要点\n云岭县将扩大消费。"), LEXICON).home == "区商务局"
