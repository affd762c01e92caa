"""Geometry of the drawings, and what they may say."""

from __future__ import annotations

from datetime import date

import pytest

from builder.model import Frequency
from builder.writing import words
from builder.writing.charts import bars, cadence
from builder.writing.charts.lettering import fit, width
from builder.writing.rhythm import beats

QUARTER = words.quarter(date(2024, 2, 21))


@pytest.mark.parametrize(
    ("frequency", "in_quarter", "in_year"),
    [
        ("daily", 91, 366),
        ("weekly", 13, 52),
        ("ten-day", 9, 36),
        ("monthly", 3, 12),
        ("quarterly", 1, 4),
        ("half-yearly", 0, 2),
        ("yearly", 0, 1),
    ],
)
def test_beats_fall_by_the_calendar(frequency: Frequency, in_quarter: int, in_year: int) -> None:
    assert len(beats(frequency, date(2024, 1, 1), date(2024, 3, 31))) == in_quarter
    assert len(beats(frequency, date(2024, 1, 1), date(2024, 12, 31))) == in_year


@pytest.mark.parametrize(("frequency", "all_of_them", "due"), [("monthly", 3, 1), ("ten-day", 8, 4), ("weekly", 11, 5)])
def test_beats_are_counted_from_the_day_they_were_made_known(frequency: Frequency, all_of_them: int, due: int) -> None:
    beat = cadence.Beat("", "", frequency, date(2024, 1, 17))
    assert cadence.count(beat, QUARTER, date(2024, 2, 21)) == cadence.Count(all_of_them, due)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("as_of", [date(2024, 1, 1), date(2024, 2, 21), date(2024, 3, 31), date(2024, 5, 1), None])
def test_a_swimlane_stays_within_its_drawing(narrow: bool, as_of: date | None) -> None:
    rows = [cadence.Beat("旬督导", "很长" * 30, "ten-day", date(2024, 1, 17)), cadence.Beat("周调度", "", "weekly", None)]
    chart = cadence.swimlane("x", rows, QUARTER, as_of, narrow)
    assert chart.width == (344 if narrow else 680)
    for lane in chart.lanes:
        assert all(chart.left <= spot.x <= chart.right for spot in lane.spots)
        assert chart.top < lane.y < chart.bottom < chart.height
    assert (chart.as_of is None) == (as_of is None or as_of.month == 5)


def value(number: float, unit: str, inner: float | None = None) -> bars.Value:
    return bars.Value("指标", number, unit, f"{number}{unit}", "2024年", "=", False, inner)


def test_bars_of_one_unit_share_a_scale() -> None:
    chart = bars.bars("x", [value(100, "个"), value(50, "个"), value(3, "%")], "图")
    assert [group.unit for group in chart.groups] == ["个", "%"]
    long, short = chart.groups[0].bars
    assert long.width == pytest.approx(2 * short.width, abs=0.2)
    assert long.width == chart.groups[1].bars[0].width


def test_the_nearer_duty_is_drawn_to_the_same_scale() -> None:
    bar = bars.bars("x", [value(40, "个", 12)], "图").groups[0].bars[0]
    assert bar.inner == round(bar.width * 12 / 40, 1)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("numbers", [[0.0, 0.0], [1e-9, 1e12], [1.0, 2.0]])
def test_odd_values_still_give_a_bar_with_room_for_its_words(numbers: list[float], narrow: bool) -> None:
    chart = bars.bars("x", [value(number, "人次") for number in numbers], "图", narrow)
    for bar in chart.groups[0].bars:
        assert bar.width >= 1
        assert bar.words_x + width(bar.words, 13) <= chart.width - (0 if narrow else width(bar.period, 11))


def test_text_is_cut_to_its_space() -> None:
    assert fit("短", 100, 12) == "短"
    assert width(fit("很长的名称" * 20, 172, 12), 12) <= 172
