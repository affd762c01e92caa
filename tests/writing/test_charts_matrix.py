"""Squares by area: four times the count, twice the side."""

from __future__ import annotations

import pytest

from builder.writing.charts.matrix import MOST_ROWS, Row, matrix

GOALS = [("economy", "经济运行"), ("projects", "项目建设")]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("counts", [(4, 1), (400, 100), (36, 9)])
def test_the_area_tells_the_count(counts: tuple[int, int], narrow: bool) -> None:
    chart = matrix("x", [Row("甲区", {"economy": counts[0], "projects": counts[1]})], GOALS, "图", narrow)
    large, small = chart.lines[0].cells
    assert (large.count, small.count) == counts
    assert large.side == pytest.approx(2 * small.side, abs=0.15)


@pytest.mark.parametrize("narrow", [False, True])
def test_no_count_no_square(narrow: bool) -> None:
    chart = matrix("x", [Row("甲区", {"economy": 3}), Row("乙区", {"projects": 0})], GOALS, "图", narrow)
    assert [len(line.cells) for line in chart.lines] == [1, 0]
    assert chart.description == "甲区：经济运行3项；乙区：没有目标"


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("columns", [1, 2, 12])
def test_squares_stay_in_their_cell(columns: int, narrow: bool) -> None:
    goals = [(f"g{i}", "四字领域") for i in range(columns)]
    rows = [Row("名字很长很长的一个区市", dict.fromkeys((goal for goal, _ in goals), 9 + i)) for i in range(MOST_ROWS + 2)]
    chart = matrix("x", rows, goals, "图", narrow)
    assert chart.more == 2
    assert chart.right <= chart.width
    for line in chart.lines:
        for left, right in zip(line.cells, line.cells[1:], strict=False):
            assert left.x + left.side < right.x
        assert all(cell.x + cell.side <= chart.right and cell.y + cell.side < line.rule for cell in line.cells)
