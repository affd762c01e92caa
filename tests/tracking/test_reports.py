"""Which plan a reported figure speaks of; near misses are many, and each of them must give nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builder.lexicon import load
from builder.model import Period
from builder.tracking.likeness import Core, likeness
from tests.tracking.plans import HALF, QUARTER, YEAR, briefing, fact, standing, target

LIKE = likeness(load())
SINCE = Period(date(2024, 1, 1), None, "今年以来")
SECOND = Period(date(2024, 4, 1), date(2024, 6, 30), "二季度")
BEFORE = Period(None, date(2024, 6, 30), "6月底前")


@pytest.mark.parametrize(
    ("metric", "act", "thing"),
    [
        ("开工重点项目", "开工", "重点项目"),
        ("新开工重点项目", "开工", "重点项目"),
        ("重点项目开工建设", "开工", "重点项目"),
        ("全区开工建设重点项目", "开工", "重点项目"),
        ("累计完成固定资产投资", "完成", "固定资产投资"),
        ("固定资产投资完成", "完成", "固定资产投资"),
        ("实现地区生产总值", "", "地区生产总值"),
        ("竣工投产项目", "竣工投产", "项目"),
        ("竣工项目", "竣工", "项目"),
        ("推进实施城市更新项目", "", "推进实施城市更新项目"),
        ("开工", "开工", ""),
        ("的", "", ""),
        ("", "", ""),
    ],
)
def test_a_metric_is_an_act_and_a_thing(metric: str, act: str, thing: str) -> None:
    assert LIKE.core(metric) == Core(act, thing)


LINKED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("the same words for the same days", {}, {}),
    ("the first quarter of the year", {}, {"period": QUARTER}),
    ("another word for the act", {"metric": "开工建设重大项目"}, {"metric": "开工重大项目"}),
    ("the act behind the thing", {"metric": "老旧小区改造"}, {"metric": "改造老旧小区"}),
    ("the very words, whatever they name", {"metric": "开工"}, {"metric": "开工"}),
    ("since the year began", {}, {"period": SINCE}),
    ("until the same day", {"period": BEFORE}, {"period": BEFORE}),
    ("about so many", {}, {"comparator": "~"}),
    ("a rate for the same days", {"unit": "%", "period": HALF}, {"unit": "%", "period": HALF}),
]
APART: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("another act: 推进实施 is not 开工", {"metric": "推进实施城市更新项目"}, {"metric": "开工城市更新项目"}),
    ("竣工 is not 竣工投产", {"metric": "竣工投产项目"}, {"metric": "竣工项目"}),
    ("完工 is not 竣工", {"metric": "竣工项目"}, {"metric": "完工项目"}),
    ("no act is not an act", {"metric": "开工重点项目"}, {"metric": "重点项目"}),
    ("an act done to nothing that is named", {"metric": "新开工"}, {"metric": "开工"}),
    ("another thing: 重大 is not 重点", {}, {"metric": "开工重大项目"}),
    ("a part of the thing", {}, {"metric": "开工省级重点项目"}),
    ("another unit", {"unit": "亿元"}, {"unit": "万元"}),
    ("no unit", {}, {"unit": None}),
    ("another body", {}, {"owner": "ju"}),
    ("no body", {"owner": None}, {"owner": None}),
    ("the second quarter is no part that anybody may add", {}, {"period": SECOND}),
    ("the year says nothing about its quarter", {"period": QUARTER}, {"period": YEAR}),
    ("last year", {}, {"period": Period(date(2023, 1, 1), date(2023, 12, 31), "去年")}),
    ("no days reported", {}, {"period": None}),
    ("no days planned", {"period": None}, {}),
    ("since the year began, told after the quarter", {"period": QUARTER}, {"period": SINCE}),
    ("until a day, since nobody knows when", {}, {"period": BEFORE}),
    ("a figure of the background", {}, {"status": "context"}),
    ("another plan", {}, {"status": "planned"}),
    ("a deadline", {"kind": "deadline"}, {"kind": "deadline"}),
]


@pytest.mark.parametrize(("plan", "told"), [case[1:] for case in LINKED], ids=[case[0] for case in LINKED])
def test_a_report_of_the_same_thing_is_linked(tmp_path: Path, plan: dict[str, Any], told: dict[str, Any]) -> None:
    found = standing(briefing(target("t1", **plan), fact(31, **(plan | told))), tmp_path)
    assert [report.value for report in found.reports] == [31]


@pytest.mark.parametrize(("plan", "told"), [case[1:] for case in APART], ids=[case[0] for case in APART])
def test_a_report_of_something_else_is_not(tmp_path: Path, plan: dict[str, Any], told: dict[str, Any]) -> None:
    status = {"status": told["status"]} if "status" in told else {"status": "actual"}
    other = target("t9", "report", **{"value": 31, **plan, **told, **status})
    assert standing(briefing(target("t1", **plan), other), tmp_path).reports == ()


def test_the_reason_of_a_link_is_kept_in_words(tmp_path: Path) -> None:
    told = fact(31, metric="新开工重点项目", period=QUARTER)
    report = standing(briefing(target(), told), tmp_path).reports[0]
    assert report.reason == (
        "单位相同（示例区）；同一件事（计划“开工重点项目”，报道“新开工重点项目”）；计量单位相同（个）；"
        "从期限的第一天算起（2024年1月1日至2024年3月31日，期限是2024年1月1日至2024年12月31日）"
    )
    assert (report.source, report.fact, report.entered) == ("《report的标题》", "t9", False)


@pytest.mark.parametrize(
    ("days", "period", "day"),
    [
        ({"report": date(2024, 4, 9)}, QUARTER, date(2024, 3, 31)),
        ({"report": date(2024, 6, 20)}, YEAR, date(2024, 6, 20)),
        ({"report": date(2024, 6, 20)}, SINCE, date(2024, 6, 20)),
        ({"report": None}, QUARTER, date(2024, 3, 31)),
    ],
)
def test_a_report_speaks_of_its_article_s_day_or_of_the_end_of_its_period(
    tmp_path: Path, days: dict[str, date | None], period: Period, day: date
) -> None:
    given = briefing(target(), fact(31, period=period), days={"plan": date(2024, 1, 10), **days})
    assert [report.day for report in standing(given, tmp_path).reports] == [day]


def test_a_report_older_than_the_plan_says_nothing_about_it(tmp_path: Path) -> None:
    days = {"plan": date(2024, 6, 20), "report": date(2024, 5, 10)}
    assert standing(briefing(target(), fact(31), days=days), tmp_path).reports == ()


def test_a_plan_and_a_report_of_one_article_belong_together(tmp_path: Path) -> None:
    assert len(standing(briefing(target(), fact(31, told="plan")), tmp_path).reports) == 1


def test_one_report_answers_the_quarter_and_is_a_part_of_the_year(tmp_path: Path) -> None:
    both = briefing(target("t1"), target("t2", value=30.0, period=QUARTER), fact(31, period=QUARTER))
    assert standing(both, tmp_path, about="t1").standing == "on-track"
    assert standing(both, tmp_path, about="t2").standing == "done"
