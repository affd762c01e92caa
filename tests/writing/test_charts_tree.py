"""The chain of responsibility: every link one right-angled line with its word."""

from __future__ import annotations

import re

import pytest

from builder.writing.charts.lettering import fit, width, wrap
from builder.writing.charts.tree import MOST_NODES, Node, tree

CHAIN = Node(
    "西岭新区“打头阵、当先锋”攻坚行动总指挥部",
    below=(
        Node("办公室", "下设", below=(Node("文中未写明", "负责", True),)),
        Node("重点指标攻坚专班", "下设", below=(Node("全区重点经济指标的统筹调度、跟踪预警和分析研判", "负责", True),)),
    ),
)


@pytest.mark.parametrize("narrow", [False, True])
def test_every_link_is_a_line_with_its_word(narrow: bool) -> None:
    chart = tree("x", [CHAIN], "图", narrow)
    assert len(chart.names) == 5
    assert sorted(edge.word for edge in chart.edges) == ["下设", "下设", "负责", "负责"]
    for edge in chart.edges:
        assert re.fullmatch(r"M[\d.]+ [\d.]+(H[\d.]+V[\d.]+|V[\d.]+)H[\d.]+", edge.path), edge.path


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_nothing_leaves_the_drawing_and_no_name_covers_another(depth: int, narrow: bool) -> None:
    node = Node("很长的单位名称" * 6, "办公室设在", True)
    for _ in range(depth - 1):
        node = Node("很长的单位名称" * 3, "办公室设在", below=(node, node))
    chart = tree("x", [node, node], "图", narrow)
    boxes = []
    for name in chart.names:
        wide = max(width(line, 12 if name.quiet else 13) for line in name.lines)
        assert name.x >= 0
        assert name.x + wide <= chart.width
        assert name.first - 12 > 0
        assert name.first + 16 * (len(name.lines) - 1) < chart.height
        boxes.append((name.x, name.first - 12, name.x + wide, name.first + 16 * (len(name.lines) - 1) + 3))
    for i, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[i + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_trees_that_do_not_fit_are_left_to_the_table_whole() -> None:
    big = Node("甲", below=tuple(Node(f"组{i}", "下设") for i in range(MOST_NODES)))
    assert tree("x", [big, CHAIN], "图").more == 5
    assert tree("x", [CHAIN, big], "图").more == MOST_NODES + 1


@pytest.mark.parametrize(
    ("text", "space", "lines"),
    [
        ("", 100, ()),
        ("一二三", 100, ("一二三",)),
        ("一二三四五六", 45, ("一二三四", "五六")),
        # a comma does not open a line
        ("一二三四，五六", 45, ("一二三", "四，五六")),
        ("一二三四五六七八九十一二三四五", 45, ("一二三四", "五六七八", fit("九十一二三四五", 45, 10))),
    ],
)
def test_names_are_broken_into_lines(text: str, space: float, lines: tuple[str, ...]) -> None:
    assert wrap(text, space, 10) == lines
