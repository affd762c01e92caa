"""The year's swimlane: counts by the calendar, nothing outside the drawing."""

from __future__ import annotations

from datetime import date

import pytest

from builder.model import Frequency
from builder.writing.charts import year
from builder.writing.charts.cadence import Beat, Count


@pytest.mark.parametrize(
    ("frequency", "since", "counted", "months"),
    [
        ("weekly", None, Count(52, 7), [4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5]),
        ("ten-day", None, Count(36, 5), [3] * 12),
        ("monthly", None, Count(12, 1), [1] * 12),
        ("quarterly", None, Count(4, 0), [1] * 4),
        ("half-yearly", None, Count(2, 0), [1] * 2),
        ("yearly", None, Count(1, 0), [1]),
        # nothing before the day on which it was made known
        ("ten-day", date(2024, 1, 17), Count(35, 4), [2, *[3] * 11]),
        ("monthly", date(2024, 11, 5), Count(2, 0), [1, 1]),
        ("monthly", date(2025, 1, 5), Count(0, 0), []),
    ],
)
def test_the_year_is_counted_by_months(frequency: Frequency, since: date | None, counted: Count, months: list[int]) -> None:
    (lane,) = year.lanes("x", [Beat("调度", "", frequency, since)], date(2024, 2, 21), date(2024, 2, 21)).lanes
    assert lane.count == counted
    assert [tally.count for tally in lane.tallies] == months
    assert len(lane.spots) == counted.all


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("as_of", [date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1), None])
def test_nothing_leaves_the_drawing(narrow: bool, as_of: date | None) -> None:
    rows = [Beat("日调度", "很长" * 40, "daily", None), Beat("旬督导", "", "ten-day", date(2024, 3, 3))]
    chart = year.lanes("x", rows, date(2024, 6, 1), as_of, narrow)
    assert [month.label.removesuffix("月") for month in chart.months] == [str(n) for n in range(1, 13)]
    for lane in chart.lanes:
        assert all(chart.left <= spot.x <= chart.right for spot in lane.spots)
        assert all(chart.left <= band.x and band.x + band.width <= chart.right + 0.2 for band in lane.bands)
        assert chart.top < lane.y < chart.bottom < chart.height
    assert (chart.as_of is None) == (as_of is None or as_of.year == 2025)


def test_every_day_is_a_band_parted_at_the_as_of_date() -> None:
    (lane,) = year.lanes("x", [Beat("日调度", "", "daily", None)], date(2023, 5, 1), date(2023, 5, 1)).lanes
    assert lane.spots == ()
    assert [band.due for band in lane.bands] == [True, False]
    assert lane.bands[0].x + lane.bands[0].width == pytest.approx(lane.bands[1].x, abs=0.2)


def test_too_many_beats_are_counted_not_drawn() -> None:
    assert year.lanes("x", [Beat("调度", "", "monthly", None)] * 23, date(2024, 1, 1), None).more == 3
