"""一项目一图谱: every node one stop, in its order, within the drawing; nothing invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from exports_sample import BRIEFING, at

from builder.model import Briefing, Milestone, Node, NodeName, NodeRule, Period, Project, Refused
from builder.writing import tracks
from builder.writing.atlas import survey
from builder.writing.charts.lettering import width
from builder.writing.charts.nodes import MOST, PER_LINE, Stop, track
from builder.writing.pages import sheets
from builder.writing.press import Press

PARK = Project(
    "停车场",
    None,
    (Milestone("停车场9月底前交付", Period(None, date(2024, 9, 30))), Milestone("已封顶", None, "已封顶")),
    at("停车场9月底前交付"),
    id="p1",
    nodes=(
        Node("主体封顶", None, True, at("停车场"), "已封顶"),
        Node("交付", Period(None, date(2024, 9, 30)), False, at("9月底前交付"), "停车场9月底前交付"),
    ),
)


def shown(**more: object) -> tracks.Track:
    briefing = replace(BRIEFING, projects=(PARK,), **more)  # type: ignore[arg-type]
    return tracks.track(Press(survey(briefing)).desk("projects/index.html"), PARK)


def page(briefing: Briefing) -> str:
    return next(str(sheet.text) for sheet in sheets(briefing) if sheet.path == "projects/index.md")


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("several", [1, 2, PER_LINE, PER_LINE + 1, 3 * PER_LINE, MOST + 4])
@pytest.mark.parametrize("name", ["开工", "很长很长的节点名称很长很长的节点名称"])
def test_stops_keep_their_order_stay_inside_and_cover_no_other(several: int, name: str, narrow: bool) -> None:
    chart = track("x", [Stop(name, "open", ("2024年9月底前", "已过期未见报道"))] * several, "图", narrow)
    assert chart is not None
    assert len(chart.spots) == min(several, MOST)
    assert chart.more == several - len(chart.spots)
    boxes = []
    for spot in chart.spots:
        words = [(13, y, line) for y, line in spot.name] + [(11, y, line) for y, line in spot.told]
        wide = max(width(line, size) for size, _, line in words)
        left = spot.words_x - (wide / 2 if spot.anchor == "middle" else 0)
        assert left >= 0
        assert left + wide <= chart.width
        assert 0 < spot.y < max(y for _, y, _ in words) <= chart.height
        boxes.append((left, spot.y - 7, left + wide, max(y for _, y, _ in words)))
    for i, (_, _, right, bottom) in enumerate(boxes):
        for other in boxes[i + 1 :]:
            assert right <= other[0] or bottom <= other[1], "two stops cover one another or stand in the wrong order"


def test_without_nodes_there_is_no_drawing() -> None:
    assert track("x", [], "图") is None


def test_a_reached_node_a_planned_one_and_no_other() -> None:
    wide, narrow = shown().charts
    assert [(spot.name[0][1], spot.mark) for spot in wide.spots] == [("主体封顶", "reached"), ("交付", "open")]
    assert [spot.mark for spot in narrow.spots] == ["reached", "open"]
    assert [line for _, line in wide.spots[1].told] == ["2024年9月底前"]
    assert wide.description == "主体封顶，已办成；交付，2024年9月底前"


def test_a_deadline_that_has_passed_is_said_to_have_no_result_not_to_be_missed() -> None:
    (spot,) = shown(as_of=date(2025, 1, 1)).charts[0].spots[1:]
    assert [line for _, line in spot.told] == ["2024年9月底前", "已过期未见报道"]


def test_the_list_of_a_person_gives_the_order_and_what_no_article_names_is_called_so() -> None:
    found = shown(node_names=(NodeName("施工许可"), NodeName("主体封顶")))
    assert [(spot.name[0][1], spot.mark) for spot in found.charts[0].spots] == [
        ("施工许可", "unsaid"),
        ("主体封顶", "reached"),
        ("交付", "open"),
    ]
    assert found.charts[0].spots[0].told[0][1] == "文中未提及"
    assert found.unnamed == ("施工许可",)
    assert len(found.rows) == 2, "the table holds what articles say"


def test_the_table_has_every_milestone_with_its_node() -> None:
    assert [(row.node, row.text, row.due, row.progress) for row in shown().rows] == [
        ("交付", "停车场9月底前交付", "2024年9月底前", ""),
        ("主体封顶", "已封顶", "未给时限", "已封顶"),
    ]


def test_a_plan_with_seven_nodes_that_names_two_shows_five_as_unsaid() -> None:
    rule = NodeRule(("用地手续办理", "初设概算批复"), 7, at("月调度"), id="n1")
    text = page(replace(BRIEFING, node_rules=(rule,)))
    assert text.count("<li>用地手续办理</li>") == 1
    assert text.count('<li class="nodelist__unsaid">文中未写明</li>') == 5


def test_lines_of_a_long_track_are_of_one_length() -> None:
    chart = track("x", [Stop("开工", "open", ())] * (PER_LINE + 1), "图")
    assert chart is not None
    ys = [spot.y for spot in chart.spots]
    assert [ys.count(y) for y in sorted(set(ys))] == [4, 4]


def test_what_of_a_persons_list_was_refused_is_told() -> None:
    text = page(replace(BRIEFING, refused=(Refused("nodes.yml", 8, "name", "应是文字"), Refused("other.yml", 1, "", "别处"))))
    assert "nodes.yml 第8行 name：应是文字" in text
    assert "别处" not in text


def test_without_a_rule_or_a_list_the_page_speaks_of_no_nodes() -> None:
    assert "nodelist" not in page(BRIEFING)


def test_hostile_names_stay_words() -> None:
    bad = "</text><script>alert(1)</script>"
    project = replace(PARK, name=bad, nodes=(Node(bad, None, False, at("停车场"), bad),))
    text = page(replace(BRIEFING, projects=(project,), node_names=(NodeName(bad),)))
    assert "<script>" not in text
