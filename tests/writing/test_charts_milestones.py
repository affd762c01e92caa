"""Milestones: a bar over a month, a dotted line to a stop, words where no time is given."""

from __future__ import annotations

from datetime import date

import pytest

from builder.model import Period
from builder.writing.charts.lettering import width
from builder.writing.charts.milestones import MOST_MONTHS, Chart, Step, milestones

JUNE = Period(date(2023, 6, 1), date(2023, 6, 30), "6月")
SEPTEMBER = Period(None, date(2023, 9, 30), "9月底前")


def chart(*steps: Step, as_of: date | None = date(2023, 8, 1), narrow: bool = False) -> Chart:
    made = milestones("x", steps, as_of, "节点", narrow)
    assert made is not None
    return made


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(
    ("due", "progress", "shape", "words"),
    [
        (JUNE, "", "bar", "2023年6月内 · 期限已过"),
        (SEPTEMBER, "", "line", "2023年9月底前"),
        (Period(date(2023, 6, 1), date(2024, 3, 31)), "", "bar", "2023年6月1日至2024年3月31日内"),
        (None, "", "", "未给时限"),
        (None, "完成50%", "", "未给时限 · 完成50%"),
        # a day after which something goes on is no time limit
        (Period(date(2023, 1, 1), None), "", "", "未给时限"),
    ],
)
def test_a_step_is_drawn_as_it_is_told(due: Period | None, progress: str, shape: str, words: str, narrow: bool) -> None:
    row = chart(Step("项目", "竣工", due, None, progress), Step("项目", "交付", SEPTEMBER, None), narrow=narrow).rows[0]
    assert ("bar" if row.bar else "line" if row.line else "") == shape
    assert row.words == words


def test_a_bar_covers_its_month_and_a_line_runs_from_the_day_it_was_told() -> None:
    made = chart(Step("项目", "竣工", JUNE, None), Step("项目", "交付", SEPTEMBER, date(2023, 6, 16)))
    june = next(month for month in made.months if month.label == "6月")
    bar, line = made.rows[0].bar, made.rows[1].line
    assert bar is not None
    assert bar == pytest.approx((june.x, june.width), abs=0.3)
    assert line is not None
    assert line[0] == pytest.approx(june.x + june.width / 2, abs=2)


def test_without_an_as_of_date_nothing_is_past() -> None:
    made = chart(Step("项目", "竣工", JUNE, None), as_of=None)
    assert made.rows[0].open
    assert made.as_of is None
    assert "已过" not in made.rows[0].words


def test_no_date_at_all_gives_no_drawing() -> None:
    assert milestones("x", [Step("项目", "", None, None)], date(2024, 1, 1), "节点") is None
    assert milestones("x", [], None, "节点") is None


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("as_of", [date(1990, 1, 1), date(2023, 6, 15), date(2060, 1, 1), None])
@pytest.mark.parametrize("far", [date(2023, 6, 30), date(2025, 12, 31), date(2050, 12, 31)])
def test_nothing_leaves_the_drawing(far: date, as_of: date | None, narrow: bool) -> None:
    steps = [
        Step("很长的项目名称" * 9, "很长" * 30, JUNE, None),
        Step("乙", "", None, None, "正在施工" * 30),
        Step("丙", "建成", Period(None, far), None),
    ]
    made = chart(*steps, as_of=as_of, narrow=narrow)
    assert 6 <= len(made.months) <= MOST_MONTHS
    for row in made.rows:
        start = row.words_x - (width(row.words, 11) if row.words_anchor == "end" else 0)
        assert start >= 0
        assert start + width(row.words, 11) <= made.width
        for left, right in ((row.bar[0], sum(row.bar)),) if row.bar else (row.line,) if row.line else ():
            assert made.left <= left <= right <= made.right + 0.2


def test_a_project_is_named_once() -> None:
    made = chart(Step("甲", "竣工", JUNE, None), Step("甲", "交付", SEPTEMBER, None), Step("乙", "", None, None))
    assert [row.head for row in made.rows] == ["甲", "", "乙"]
