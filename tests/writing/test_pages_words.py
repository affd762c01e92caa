"""Figures, periods and statuses in words."""

from __future__ import annotations

from datetime import date

import pytest

from builder.model import Period, Target
from builder.writing import words


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-01-01", "2024-12-31", "2024年全年"),
        ("2024-01-01", "2024-03-31", "2024年一季度"),
        ("2024-10-01", "2024-12-31", "2024年四季度"),
        ("2024-02-01", "2024-04-30", "2024年2—4月"),
        ("2024-01-01", "2024-06-30", "2024年上半年"),
        ("2024-07-01", "2024-12-31", "2024年下半年"),
        ("2024-02-01", "2024-02-29", "2024年2月"),
        ("2024-06-11", "2024-06-20", "2024年6月中旬"),
        ("2024-06-21", "2024-06-30", "2024年6月下旬"),
        ("2024-06-05", "2024-06-05", "2024年6月5日"),
        ("2024-06-05", "2024-07-09", "2024年6月5日至7月9日"),
        ("2023-12-05", "2024-01-09", "2023年12月5日至2024年1月9日"),
        ("2021-01-01", "2025-12-31", "2021—2025年"),
        ("", "2023-09-30", "2023年9月底前"),
        ("", "2025-12-31", "2025年底前"),
        ("", "2023-09-15", "2023年9月15日前"),
        ("2023-09-15", "", "2023年9月15日以来"),
        ("", "", "未写明期限"),
    ],
)
def test_a_period_has_its_usual_name(start: str, end: str, expected: str) -> None:
    assert words.period_words(Period(day(start), day(end))) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (Target("number", "", "=", 230.0, "个"), "230个"),
        (Target("number", "", ">=", 6.5, "%"), "6.5%以上"),
        (Target("number", "", ">", 100.0, "亿元"), "超100亿元"),
        (Target("number", "", "<=", 3.0, "天"), "3天以内"),
        (Target("number", "", "~", 1e21, "元"), "约1000000000000000000000元"),
        (Target("number", "", "=", 5.0, "%", value_high=6.0), "5–6%"),
        (Target("number", "", "=", 1.8, None), "1.8"),
        (Target("relative", "", ">", None, None, benchmark="全省增速"), "高于全省增速"),
        (Target("relative", "", ">=", None, None, benchmark="引导目标"), "不低于引导目标"),
        (Target("deadline", "", None, None, None, period=Period(None, date(2023, 9, 30))), "2023年9月底前"),
        (Target("deadline", "", None, None, None, period=Period(date(2023, 6, 1), date(2023, 6, 30))), "2023年6月内"),
    ],
)
def test_a_value_is_said_as_the_source_bounds_it(target: Target, expected: str) -> None:
    assert words.figure(target).plain == expected


@pytest.mark.parametrize(
    ("status", "strength", "end", "expected"),
    [
        ("planned", "", "2024-03-31", "期限内"),
        ("planned", "", "2024-03-20", "期限内"),
        ("planned", "确保", "2024-03-19", "已过期未见报道"),
        ("planned", "完成", "2024-03-19", "已过期未见报道"),
        ("planned", "", "", "未写明期限"),
        ("actual", "完成", "2023-12-31", "据报道完成"),
        ("actual", "", "2023-12-31", "据报道已达"),
        ("context", "", "", "背景数字"),
    ],
)
def test_a_status_never_claims_more_than_the_record(status: str, strength: str, end: str, expected: str) -> None:
    period = Period(None, day(end)) if end else None
    target = Target("number", "", "=", 1.0, "个", period=period, status=status, strength=strength)  # type: ignore[arg-type]
    assert words.state(target, date(2024, 3, 20)).words == expected


def test_without_an_as_of_date_nothing_is_judged() -> None:
    target = Target("number", "", "=", 1.0, "个", period=Period(None, date(2024, 3, 19)))
    assert words.state(target, None).words == "截至日期不明，不作判断"


@pytest.mark.parametrize(
    ("title", "expected"),
    [("闻风而动 跑起来", "闻风而动"), ("抓落实 开新局", "抓落实 开新局"), ("一" * 30, "一" * 9 + "…"), ("", "")],
)
def test_a_title_has_a_short_form(title: str, expected: str) -> None:
    assert words.short(title) == expected
