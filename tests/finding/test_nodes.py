"""Key nodes of projects: which are named, by when, and which are said to be behind the project."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import of_paragraphs
from steps import grows_with_length_only
from twins import agree, twins

from builder.finding.nodes import joined, node_rules
from builder.finding.projects import projects
from builder.lexicon import load
from builder.model import Node, NodeName, Period

LEXICON = load()
SIGNS = "滨河路工程项目已完成用地手续办理、初设概算批复等7大关键节点，。；6月底前50%正在施工许可证取得"


article = partial(of_paragraphs, day=date(2024, 9, 12))


def nodes(text: str, *listed: NodeName) -> list[Node]:
    found = projects(article(text), LEXICON, lambda _paragraph, _start: None, listed)
    return [node for project in found for node in project.nodes]


def told(node: Node) -> str:
    due = f" ({node.due.start or ''}..{node.due.end or ''})" if node.due else ""
    return f"{node.name}{due}" + (" 已办成" if node.reached else "")


@pytest.mark.parametrize(("text", "expected"), twins("nodes"))
def test_nodes(text: str, expected: list[str]) -> None:
    agree([told(node) for node in nodes(text)], [str(one) for one in expected])


@pytest.mark.parametrize(
    ("text", "names", "count"),
    [
        ("各单位要对照项目用地手续办理、初设概算批复等7大关键节点，绘制进度图。", ("用地手续办理", "初设概算批复"), 7),
        ("围绕立项、用地报批、场地平整等十二个重要节点挂图作战。", ("立项", "用地报批", "场地平整"), 12),
        ("盯紧施工许可等3项关键环节。", ("施工许可",), 3),
    ],
)
def test_a_plan_names_the_nodes_of_all_its_projects(text: str, names: tuple[str, ...], count: int) -> None:
    (rule,) = node_rules(article(text), LEXICON)
    assert (rule.names, rule.count) == (names, count)


@pytest.mark.parametrize(
    "text", ["紧盯7大关键节点。", "春节、元宵节等重要时间节点", "抓好征地拆迁、开工等工作。", "等7大关键节点"]
)
def test_a_list_without_nodes_is_no_rule(text: str) -> None:
    assert node_rules(article(text), LEXICON) == []


def test_a_person_defines_a_node_that_no_lexicon_knows_and_gives_one_another_name() -> None:
    listed = (NodeName("场地平整", ("三通一平",)), NodeName("领证", ("施工许可证",)))
    found = nodes("鼎新产业园项目已完成三通一平，取得施工许可证，10月开工。", *listed)
    assert [told(node) for node in found] == ["场地平整 已办成", "领证 已办成", "开工 (2024-10-01..2024-10-31)"]


def test_a_node_of_the_list_keeps_the_words_that_the_lexicon_has_for_it() -> None:
    (found,) = nodes("鼎新产业园项目正在办理用地报批。", NodeName("用地手续"))
    assert found.name == "用地手续"


def test_a_node_told_of_twice_is_reached_if_one_says_so_and_has_the_last_date() -> None:
    first, last = Period(None, date(2024, 6, 30)), Period(None, date(2024, 9, 30))
    (found,) = joined([Node("开工", first, True), Node("开工", last), Node("开工")])
    assert (found.reached, found.due) == (True, last)


@given(st.lists(st.text() | st.text(alphabet=SIGNS), max_size=4))
def test_any_text_keeps_its_places_inside(paragraphs: list[str]) -> None:
    one = article(*paragraphs)
    found = projects(one, LEXICON, lambda _paragraph, _start: None)
    places = [place for project in found for node in project.nodes for place in node.evidence]
    for place in [*places, *(place for rule in node_rules(one, LEXICON) for place in rule.evidence)]:
        assert one.text[place.start : place.end] == place.text


@pytest.mark.parametrize("unit", ["滨河路工程已开工，", "滨河路工程已开工。", "立项、", "立项等7大关键节点", "等7大关键节点"])
def test_time_grows_with_length_only(unit: str) -> None:
    grows_with_length_only(lambda text: projects(article(text), LEXICON, lambda _p, _s: None), unit)
    grows_with_length_only(lambda text: node_rules(article(text), LEXICON), unit)
