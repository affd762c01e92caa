"""What may stand side by side, and what may not."""

from __future__ import annotations

from datetime import date

import pytest

from builder.model import Body, BodyKind, Period, Status, Target
from builder.writing.comparing import across, same, through

YEAR = Period(date(2023, 1, 1), date(2023, 12, 31), "2023年")
NEXT = Period(date(2024, 1, 1), date(2024, 12, 31), "全年")
QUARTER = Period(date(2024, 1, 1), date(2024, 3, 31), "一季度")
KINDS: dict[str, BodyKind] = {"甲区": "district", "乙区": "district", "甲局": "department"}
BODIES = {name: Body(name, name, kind) for name, kind in KINDS.items()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新签约项目", "签约项目"),
        ("实现地区生产总值增长", "地区生产总值增长"),
        ("GDP增速", "地区生产总值同比增长"),
        ("生产总值增幅", "地区生产总值增速"),
        ("规模以上工业增加值增长", "规上工业增加值增速"),
        ("全区固定资产投资", "完成固投"),
        ("开工建设重大项目", "开工重大项目"),
        ("新开工 亿元以上项目", "新开工亿元以上项目"),
        ("“新开工”项目", "新开工项目"),
    ],
)
def test_the_same_metric(one: str, other: str) -> None:
    assert same(one) == same(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新签约项目", "新签约亿元以上项目"),
        ("重大项目", "项目"),
        ("地区生产总值", "地区生产总值增长"),
        ("工业增加值增长", "规上工业增加值增长"),
        # what is added is not what there is
        ("新增停车泊位", "停车泊位"),
        ("开工项目", "竣工项目"),
        ("过亿元项目", "亿元以上项目"),
        ("固定资产投资", "工业投资"),
        ("人均地区生产总值", "地区生产总值"),
        ("新能源汽车产值", "能源汽车产值"),
    ],
)
def test_not_the_same_metric(one: str, other: str) -> None:
    assert same(one) != same(other)


@pytest.mark.parametrize("metric", ["", "实现", "完成", "全市全市全市", "增长", "GDP", "新"])
def test_the_rule_always_leaves_something_and_changes_nothing_twice(metric: str) -> None:
    assert bool(same(metric)) == bool(metric)
    assert same(same(metric)) == same(metric)


def fact(
    owner: str | None = "甲区",
    value: float | None = 50.0,
    *,
    metric: str = "新签约项目",
    unit: str | None = "个",
    period: Period | None = YEAR,
    status: Status = "planned",
) -> Target:
    return Target(
        "number", metric, "=", value, unit, period=period, status=status, owner=owner, id=f"{owner}{value}{period}{status}"
    )


@pytest.mark.parametrize(
    ("other", "groups"),
    [
        (fact("乙区", 30.0), 1),
        (fact("乙区", 30.0, metric="签约项目"), 1),
        (fact("乙区", 30.0, status="actual"), 1),
        (fact("乙区", 30.0, unit="亿元"), 0),
        (fact("乙区", 30.0, metric="签约重大项目"), 0),
        (fact("乙区", 30.0, period=NEXT), 0),
        (fact("乙区", 30.0, period=None), 0),
        (fact("乙区", 30.0, status="context"), 0),
        (fact("甲局", 30.0), 0),
        (fact("甲区", 30.0), 0),
        (fact(None, 30.0), 0),
        (fact("乙区", None), 0),
    ],
)
def test_bodies_are_compared_where_all_but_the_body_is_the_same(other: Target, groups: int) -> None:
    assert len(across([fact(), other], BODIES)) == groups


@pytest.mark.parametrize(
    ("other", "groups"),
    [
        (fact(value=60.0, period=NEXT), 1),
        (fact(value=20.0, period=QUARTER), 1),
        # a plan beside what was reached in the same days
        (fact(value=48.0, status="actual"), 1),
        (fact(value=60.0), 0),
        (fact(value=60.0, period=None), 0),
        (fact(value=60.0, period=NEXT, status="context"), 0),
        (fact("乙区", 60.0, period=NEXT), 0),
        (fact(value=60.0, period=NEXT, unit="项"), 0),
    ],
)
def test_one_body_is_compared_over_time(other: Target, groups: int) -> None:
    assert len(through([fact(), other], BODIES)) == groups


def test_both_wordings_are_told_and_time_gives_the_order() -> None:
    half = Period(date(2023, 1, 1), date(2023, 6, 30), "上半年")
    reached = fact(value=6.0, metric="地区生产总值增长", unit="%", period=half, status="actual")
    planned = fact(value=6.5, metric="GDP增速", unit="%", period=QUARTER)
    (group,) = through([planned, reached], BODIES)
    assert [target.value for target in group.targets] == [6.0, 6.5]
    assert {group.metric, *group.others} == {"地区生产总值增长", "GDP增速"}
