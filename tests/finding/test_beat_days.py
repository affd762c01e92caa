"""The days that articles name for their beats, and the words that only look like one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from steps import grows_with_length_only

from builder.finding.beat_days import named
from builder.model import Anchor, Cadence, Frequency
from builder.sorting.records import merged, same_cadence, told_days

DAYS: list[tuple[Frequency, str, int, int, str]] = [
    ("weekly", "每周五下班前报送进展", 5, 0, "每周五"),
    ("weekly", "每周日通报", 7, 0, "每周日"),
    ("weekly", "每个星期一召开例会", 1, 0, "每个星期一"),
    ("weekly", "每星期天调度", 7, 0, "每星期天"),
    ("ten-day", "每旬第一天调度", 1, 0, "每旬第一天"),
    ("ten-day", "每旬第5日前通报", 5, 0, "每旬第5日前"),
    ("ten-day", "每旬末汇总", 10, 0, "每旬末"),
    ("monthly", "每月10日前通报各乡镇排名", 10, 1, "每月10日前"),
    ("monthly", "每月25日通报", 25, 1, "每月25日"),
    ("monthly", "每个月的5号调度", 5, 1, "每个月的5号"),
    ("monthly", "每月底汇总", 31, 1, "每月底"),
    ("monthly", "每月月末通报", 31, 1, "每月月末"),
    ("quarterly", "每季度末月20日督导", 20, 3, "每季度末月20日"),
    ("quarterly", "每季首月10日前报告", 10, 1, "每季首月10日前"),
    ("quarterly", "每季度第二个月15日评估", 15, 2, "每季度第二个月15日"),
    ("quarterly", "每季度末通报", 31, 3, "每季度末"),
    ("yearly", "每年12月底考核", 31, 12, "每年12月底"),
    ("yearly", "每年6月30日前报告", 30, 6, "每年6月30日前"),
]


@pytest.mark.parametrize(("frequency", "words", "day", "month", "read"), DAYS, ids=[case[1] for case in DAYS])
def test_a_named_day_is_read(frequency: Frequency, words: str, day: int, month: int, read: str) -> None:
    assert named(frequency, f"县发改局{words}。", 4) == Anchor(frequency, day, month, words=read)


@pytest.mark.parametrize(
    ("frequency", "words"),
    [
        ("weekly", "每周一通报"),
        ("weekly", "每周一次"),
        ("weekly", "每周三次调度"),
        ("weekly", "每周二、周四调度"),
        ("weekly", "每周三至周五值守"),
        ("weekly", "每周会商"),
        ("weekly", "每周五天开放"),
        ("ten-day", "每旬第12天调度"),
        ("ten-day", "每旬分析一次"),
        ("monthly", "每月5日、15日、25日调度"),
        ("monthly", "每月5日至10日调度"),
        ("monthly", "每月40日通报"),
        ("monthly", "每月0日通报"),
        ("monthly", "每月3次督查"),
        ("monthly", "每月初通报"),
        ("monthly", "每月开行班列30列"),
        ("quarterly", "每季度通报"),
        ("quarterly", "每季度末月召开"),
        ("yearly", "每年13月5日考核"),
        ("yearly", "每年12月考核"),
        ("daily", "每日17时报送"),
        ("half-yearly", "每半年末评议"),
    ],
)
def test_what_only_looks_like_a_day_names_none(frequency: Frequency, words: str) -> None:
    assert named(frequency, words, 0) is None


def test_words_elsewhere_are_not_read() -> None:
    assert named("weekly", "月通报，每周五报送", 0) is None


def test_reading_takes_time_that_grows_with_length_only() -> None:
    grows_with_length_only(lambda text: named("monthly", text, 0), "每月5日、")


def beat(day: Anchor | None, key: str) -> Cadence:
    return Cadence("weekly", "报送", "进展", key, day=day)


FRIDAY = Anchor("weekly", 5, words="每周五")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([None, FRIDAY], FRIDAY),
        ([FRIDAY, None], FRIDAY),
        ([None, FRIDAY, replace(FRIDAY, words="每星期五")], FRIDAY),
        ([None, FRIDAY, Anchor("weekly", 3, words="每周三")], None),
        ([None, None], None),
    ],
)
def test_a_beat_told_without_its_day_has_the_one_that_is_told_elsewhere(
    days: list[Anchor | None], expected: Anchor | None
) -> None:
    (one,) = merged(told_days(beat(day, "b") for day in days), same_cadence, "c")
    assert one.day == expected


def test_the_day_of_another_body_is_not_taken() -> None:
    found = list(told_days([beat(None, "a"), beat(FRIDAY, "b")]))
    assert [one.day for one in found] == [None, FRIDAY]


def test_a_day_is_no_part_of_what_makes_a_beat_the_same() -> None:
    assert same_cadence(beat(None, "a")) == same_cadence(beat(FRIDAY, "a"))
    assert date(2024, 1, 5).isoweekday() == FRIDAY.day
