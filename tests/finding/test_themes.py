"""What bodies call their year, whose the name is, and the main lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import LEXICON, article, found_in
from steps import grows_with_length_only
from twins import agree, twins

from builder.finding import find
from builder.finding.themes import focus_lines, names

SIGNS = "把2023年今年确定为“突破提升年”部署全市全区三大六个提升、，。聚焦以抓手活动西岭县"


def told(text: str) -> list[str]:
    named = names(text, LEXICON)
    lines = [f"线{line}" for line in focus_lines(text[named[-1].end :], LEXICON)] if named else []
    return [" ".join(filter(None, (one.level, one.name, one.rule))) for one in named] + lines


@pytest.mark.parametrize(("text", "expected"), twins("themes"))
def test_themes(text: str, expected: list[str]) -> None:
    agree(told(text), expected)


def found(text: str) -> list[tuple[str, int | None, str | None, str]]:
    return [(t.name, t.year, t.body, t.level) for t in found_in(text).themes]


def test_who_declares_a_theme_has_it() -> None:
    assert found("会上，北滨区把2023年确定为“突破提升年”。\n莱西市将今年确定为“攻坚克难年”。") == [
        ("突破提升年", 2023, "北滨区", ""),
        ("攻坚克难年", 2024, "莱西市", ""),
    ]


def test_the_theme_of_the_area_above_is_not_that_of_the_area() -> None:
    text = "# 西岭新区干部大会召开\n西岭新区召开大会，落实全市“项目落地年”和全区“攻坚突破年”部署要求。西岭新区加快建设。"
    assert found(text) == [("项目落地年", 2024, None, "全市"), ("攻坚突破年", 2024, "西岭新区", "")]


def test_a_bureau_that_only_refers_to_a_theme_does_not_have_it() -> None:
    assert found("区发改局表示，以“创新突破年”为抓手，勇于担当。") == [("创新突破年", 2024, None, "")]


def test_what_an_article_says_once_of_a_theme_holds_all_through_it() -> None:
    assert found("云岭县开展“项目攻坚年”活动。\n要以“项目攻坚年”为抓手，狠抓落实。") == [("项目攻坚年", 2024, "云岭县", "")] * 2


def test_last_years_theme_is_last_years() -> None:
    assert found("去年，云岭县开展“项目攻坚年”活动。")[0][1] == 2023


def test_main_lines_come_from_the_passage_only() -> None:
    (theme,) = found_in("崂山区把2023年确定为“突破提升年”。聚焦“强突破、促提升”，实现三大突破。今年打好六大战役。").themes
    assert theme.focus == ("强突破、促提升", "三大突破")


@given(st.lists(st.text() | st.text(alphabet=SIGNS, max_size=80), max_size=3))
def test_any_text_keeps_its_places_inside(paragraphs: list[str]) -> None:
    one = article("\n".join(line.replace("\n", "") for line in paragraphs))
    for theme in find(one, LEXICON).themes:
        for place in theme.evidence:
            assert one.text[place.start : place.end] == place.text
            assert len("".join(place.text.split())) <= 200


@pytest.mark.parametrize("unit", ["把2023年确定为", "“突破提升年”", "全市“", "三大突破、", "将今年作为项目"])
def test_time_grows_with_length_only(unit: str) -> None:
    grows_with_length_only(lambda text: (names(text, LEXICON), focus_lines(text, LEXICON)), unit)


def test_the_theme_that_a_county_committee_gives_is_the_countys() -> None:
    assert found("# 云岭县委全会召开\n县委全会将2025年确定为“改革攻坚年”。云岭县要加快发展。云岭县要落实。")[0] == (
        "改革攻坚年",
        2025,
        "云岭县",
        "",
    )
