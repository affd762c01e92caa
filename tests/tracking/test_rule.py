"""The published rule, case by case: what was promised, what was reported when, and the one word for it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.lexicon import load
from builder.model import Milestone, Node, Period, Report
from builder.tracking import rule
from builder.tracking.likeness import likeness
from tests.tracking.plans import AS_OF, QUARTER, briefing, entry, project, standing, target

LIKE = likeness(load())
FINISHED = load().words("progress", "finished")
BEFORE_SEPTEMBER = Period(None, date(2024, 9, 30), "9月底前")
RATE: dict[str, Any] = {"metric": "增加值增长", "unit": "%", "value": 7.0}
CAP: dict[str, Any] = {"comparator": "<=", "period": QUARTER}
LAST_YEAR = Period(date(2023, 1, 1), date(2023, 12, 31), "全年")


def day(text: str) -> date:
    return date.fromisoformat(text)


def told(*reports: tuple[str, float | str]) -> tuple[Report, ...]:
    """Reports as (day, figure or node)."""
    return tuple(
        Report("t1", day(on), None if isinstance(what, str) else what, what if isinstance(what, str) else "", "表", "", f"r{n}")
        for n, (on, what) in enumerate(reports)
    )


def judged(reports: tuple[Report, ...], as_of: date | None = AS_OF, mentioned: str | None = "2024-05-10", **plan: Any) -> str:
    steps = plan.pop("steps", ())
    case = rule.Case(target(**plan), reports, as_of, day(mentioned) if mentioned else None, steps)
    return rule.judge(case, LIKE, FINISHED)[0]


# 120 in a leap year of 366 days: 182 days by 30 June make 59.67; a tenth more is 65.6, a tenth less 53.7.
NUMBERS: list[tuple[str, str, dict[str, Any], tuple[tuple[str, float | str], ...]]] = [
    ("as many as were due", "on-track", {}, (("2024-06-30", 60),)),
    ("a tenth more is still what was due", "on-track", {}, (("2024-06-30", 65.6),)),
    ("more than a tenth more", "ahead", {}, (("2024-06-30", 66),)),
    ("a tenth less is still what was due", "on-track", {}, (("2024-06-30", 53.8),)),
    ("more than a tenth less", "behind", {}, (("2024-06-30", 53.6),)),
    ("measured on the day of the report, not on the as-of day", "on-track", {}, (("2024-04-30", 40),)),
    ("the newest report counts", "behind", {}, (("2024-03-31", 40), ("2024-06-30", 45))),
    ("of two for one day the lower one", "behind", {}, (("2024-06-30", 70), ("2024-06-30", 45))),
    ("a report of a later day is not known yet", "on-track", {}, (("2024-06-30", 60), ("2024-07-15", 119))),
    ("reached before the end", "done", {}, (("2024-06-20", 120),)),
    ("reached, 以上", "done", {"comparator": ">="}, (("2024-06-20", 121),)),
    ("超120 is not reached with 120", "ahead", {"comparator": ">"}, (("2024-06-20", 120),)),
    ("nothing reported, not due", "not-due", {}, ()),
    ("nothing is 0 before a word is said", "behind", {}, (("2024-06-30", 0),)),
    ("the quarter is over, nothing reported", "overdue", {"period": QUARTER}, ()),
    ("the quarter is over, the last figure is older", "overdue", {"period": QUARTER}, (("2024-03-20", 100),)),
    ("the quarter is over, its last day is reported", "behind", {"period": QUARTER}, (("2024-03-31", 100),)),
    ("reported after the end", "behind", {"period": QUARTER}, (("2024-04-20", 119),)),
    ("reached after the end", "done", {"period": QUARTER}, (("2024-04-20", 120),)),
    ("reached before the end, the end has passed", "done", {"period": QUARTER}, (("2024-03-20", 120),)),
    ("the last day itself has not passed", "not-due", {"period": Period(day("2024-01-01"), AS_OF)}, ()),
    ("no first day: no share", "not-due", {"period": BEFORE_SEPTEMBER}, (("2024-06-20", 60),)),
    ("no first day, reached", "done", {"period": BEFORE_SEPTEMBER}, (("2024-06-20", 120),)),
    ("no period, nothing reported", "unreported", {"period": None}, ()),
    ("no period, some", "listed", {"period": None}, (("2024-06-20", 60),)),
    ("no period, reached", "done", {"period": None}, (("2024-06-20", 130),)),
    ("only a beginning", "unreported", {"period": Period(day("2024-01-01"), None)}, ()),
    # Of a range of 100 to 120, 49.7 to 59.7 are due; a tenth to either side.
    ("between the shares of a range", "on-track", {"value": 100.0, "value_high": 120.0}, (("2024-06-30", 64),)),
    ("above the share of a range", "ahead", {"value": 100.0, "value_high": 120.0}, (("2024-06-30", 66),)),
    ("below the share of a range", "behind", {"value": 100.0, "value_high": 120.0}, (("2024-06-30", 44),)),
    ("the lower end of a range is enough", "done", {"value": 100.0, "value_high": 120.0}, (("2024-06-30", 100),)),
    # Rates and levels have no share of a day.
    ("a rate before the end", "not-due", RATE, (("2024-06-30", 7.5),)),
    ("a rate at the end", "done", RATE | {"period": QUARTER}, (("2024-03-31", 7.5),)),
    ("a rate short of it", "behind", RATE | {"period": QUARTER}, (("2024-03-31", 6),)),
    ("a rate past its day", "overdue", RATE | {"period": QUARTER}, (("2024-03-01", 8),)),
    ("a stock does not grow from nothing", "not-due", {"metric": "规上企业总数"}, (("2024-06-30", 119),)),
    ("nor does what names no act", "not-due", {"metric": "口袋公园"}, (("2024-06-30", 119),)),
    ("money flows", "on-track", {"metric": "固定资产投资", "unit": "亿元"}, (("2024-06-30", 60),)),
    ("the sum of projects does not", "not-due", {"metric": "项目总投资", "unit": "亿元"}, (("2024-06-30", 60),)),
    # Caps: nobody is done early with staying below.
    ("a cap before the end", "not-due", {"comparator": "<="}, (("2024-06-30", 10),)),
    ("a cap before the end, above it", "not-due", {"comparator": "<="}, (("2024-06-30", 130),)),
    ("a cap at the end", "done", CAP, (("2024-03-31", 120),)),
    ("a cap of less than", "behind", {"comparator": "<", "period": QUARTER}, (("2024-03-31", 120),)),
    ("a cap passed", "behind", CAP, (("2024-03-31", 121),)),
    ("of two the higher one", "behind", CAP, (("2024-03-31", 119), ("2024-03-31", 121))),
    ("a cap past its day", "overdue", CAP, ()),
    # Less may be better, nobody says so.
    ("unclear before the end", "not-due", {"metric": "压减事故"}, (("2024-06-30", 60),)),
    ("unclear at the end", "listed", {"metric": "压减事故", "period": QUARTER}, (("2024-03-31", 130),)),
    ("clear with a bound", "done", {"metric": "压减产能", "comparator": ">=", "period": QUARTER}, (("2024-03-31", 130),)),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "plan", "reports"), [case[1:] for case in NUMBERS], ids=[case[0] for case in NUMBERS])
def test_a_number(expected: str, plan: dict[str, Any], reports: tuple[tuple[str, float | str], ...]) -> None:
    assert judged(told(*reports), **plan) == expected


@pytest.mark.parametrize(
    ("expected", "plan", "reports"),
    [
        ("done", {"period": BEFORE_SEPTEMBER}, (("2024-06-01", "竣工"),)),
        ("done", {"period": BEFORE_SEPTEMBER}, (("2024-06-01", "整体交付使用"),)),
        ("not-due", {"period": BEFORE_SEPTEMBER}, (("2024-06-01", "主体完成"),)),
        ("not-due", {"period": BEFORE_SEPTEMBER}, (("2024-06-01", "未完成"),)),
        ("not-due", {"period": BEFORE_SEPTEMBER}, (("2024-06-01", "完成50%"),)),
        ("overdue", {"period": QUARTER}, (("2024-06-01", "完成50%"),)),
        ("overdue", {"period": QUARTER}, ()),
        ("unreported", {"period": None}, ()),
        ("listed", {"period": None}, (("2024-06-01", "完成50%"),)),
    ],
)
def test_a_deadline(expected: str, plan: dict[str, Any], reports: tuple[tuple[str, float | str], ...]) -> None:
    given = {"kind": "deadline", "metric": "整体交付使用", "value": None, "unit": None, "comparator": None}
    assert judged(told(*reports), **(given | plan)) == expected


@pytest.mark.parametrize(
    ("expected", "mentioned", "reports"),
    [
        ("not-due", "2024-04-01", ()),
        ("stale", "2024-03-31", ()),
        ("on-track", "2024-01-10", (("2024-04-01", 30),)),
        ("stale", "2024-01-10", (("2024-03-31", 30),)),
        ("done", "2024-01-10", (("2024-03-31", 120),)),
        ("not-due", None, ()),
    ],
)
def test_after_ninety_days_without_a_word(expected: str, mentioned: str | None, reports: tuple[tuple[str, float], ...]) -> None:
    assert judged(told(*reports), mentioned=mentioned) == expected


@pytest.mark.parametrize(
    ("expected", "on", "value"),
    [
        ("not-due", "2024-04-29", 1),  # before the first step nothing is due
        ("on-track", "2024-04-30", 10),
        ("behind", "2024-06-20", 5),
        ("ahead", "2024-06-20", 12),
    ],
)
def test_steps_take_the_place_of_the_even_pace(expected: str, on: str, value: float) -> None:
    steps = ((day("2024-04-30"), 10.0), (day("2024-09-30"), 60.0))
    assert judged(told((on, value)), steps=steps) == expected
    assert judged(told((on, value)), steps=steps, metric="规上企业总数", period=None) == expected


def test_without_an_as_of_day_nothing_is_judged() -> None:
    assert judged(told(("2024-06-20", 120)), as_of=None) == "unreported"


def test_every_answer_prints_what_it_was_given() -> None:
    standing, inputs = rule.judge(rule.Case(target(), told(("2024-06-30", 60)), AS_OF, day("2024-05-10")), LIKE, FINISHED)
    assert standing == "on-track"
    assert dict(inputs) == {
        "目标": "120个",
        "期限": "2024年1月1日至2024年12月31日",
        "报数": "60个（2024年6月30日，表）",
        "当日应有": "59.67个（按日子平均）",
        "最近提及": "2024年5月10日",
        "资料截至": "2024年6月30日",
        "判断": "报数是应有的100.5%，相差在10%以内",
    }


def test_a_node_is_printed_with_its_day_and_source() -> None:
    plan = target(kind="deadline", metric="交付", value=None, unit=None, comparator=None, period=BEFORE_SEPTEMBER)
    inputs = rule.judge(rule.Case(plan, told(("2024-06-01", "竣工")), AS_OF), LIKE, FINISHED)[1]
    assert dict(inputs)["节点"] == "竣工（2024年6月1日，表）"
    assert dict(inputs)["期限"] == "到2024年9月30日为止"
    assert dict(inputs)["最近提及"] == "日期不明"


def test_the_published_rule_names_every_word_once_and_its_constants() -> None:
    words = dict(rule.YARDSTICK)
    assert len(words) == len(rule.YARDSTICK) == 9
    assert f"{rule.TOLERANCE:.0%}" in words["behind"]
    assert str(rule.SILENCE) in words["stale"]
    assert not any("未完成" in told for told in words.values())


@settings(max_examples=200, deadline=None)
@given(
    value=st.floats(0.1, 1e6),
    high=st.none() | st.floats(0.1, 1e6),
    bound=st.sampled_from(["=", ">=", ">", "<=", "<", "~"]),
    start=st.none() | st.integers(0, 700),
    length=st.none() | st.integers(0, 700),
    reports=st.lists(st.tuples(st.integers(0, 1000), st.floats(-1e6, 1e6)), max_size=4),
    as_of=st.none() | st.integers(0, 1000),
)
def test_whatever_is_promised_and_reported_there_is_one_answer(
    value: float, high: float | None, bound: str, start: int | None, length: int | None, reports: Any, as_of: int | None
) -> None:
    first = date(2023, 1, 1)
    end = first + timedelta((start or 0) + length) if length is not None else None
    period = Period(first + timedelta(start) if start is not None else None, end)
    some = tuple(Report("t1", first + timedelta(on), much, "", "表", "", str(n)) for n, (on, much) in enumerate(reports))
    plan = target(value=value, value_high=high, comparator=bound, period=period)
    standing, inputs = rule.judge(rule.Case(plan, some, first + timedelta(as_of) if as_of is not None else None), LIKE, FINISHED)
    assert standing in dict(rule.YARDSTICK)
    assert inputs[-1][0] == "判断"
    if not some:
        assert standing in ("overdue", "not-due", "unreported")


# ------------------------------------------------------------ projects


OPENED = Milestone("5月底前实现通车", Period(None, day("2024-05-31"), "5月底前"))
LATER = Milestone("计划12月竣工", Period(day("2024-12-01"), day("2024-12-31"), "12月"))
TOPPED = Milestone("主体结构已封顶", None, "已封顶")


@pytest.mark.parametrize(
    ("expected", "steps", "text"),
    [
        ("unreported", (), ""),
        ("listed", (TOPPED,), ""),
        ("not-due", (TOPPED, LATER), ""),
        ("overdue", (OPENED, LATER), ""),
        ("not-due", (OPENED, LATER), entry(target=None, project="p1", value=None, node="5月底前实现通车")),
        ("overdue", (OPENED, LATER), entry(target=None, project="p1", value=None, node="正在铺装")),
        ("done", (OPENED, LATER), entry(target=None, project="p1", value=None, node="竣工")),
        ("listed", (), entry(target=None, project="p1", value=None, node="正在铺装")),
    ],
)
def test_a_project(tmp_path: Path, expected: str, steps: tuple[Milestone, ...], text: str) -> None:
    assert standing(briefing(projects=[project("p1", *steps)]), tmp_path, text, "p1").standing == expected


def test_a_project_that_nobody_named_for_long(tmp_path: Path) -> None:
    quiet = briefing(projects=[project("p1", LATER)], days={"plan": day("2024-01-10")})
    assert standing(quiet, tmp_path, about="p1").standing == "stale"


def test_a_node_that_an_article_calls_passed_is_a_report(tmp_path: Path) -> None:
    nodes = (Node("用地手续办理", reached=True), Node("初设概算批复", Period(None, day("2024-09-30"))))
    found = standing(briefing(projects=[project("p1", nodes=nodes)]), tmp_path, about="p1")
    assert [report.node for report in found.reports] == ["用地手续办理"]
    assert found.standing == "not-due"


def test_what_is_entered_of_a_milestone_is_known_of_the_deadline_told_in_the_same_words(tmp_path: Path) -> None:
    deadline = target("t1", kind="deadline", metric="实现通车", value=None, unit=None, comparator=None, period=OPENED.due)
    both = briefing(deadline, projects=[project("p1", OPENED)])
    on_project = entry(target=None, project="p1", value=None, node="通车")
    on_target = entry(value=None, node="通车")
    assert standing(both, tmp_path).standing == "overdue"
    assert standing(both, tmp_path, on_project).standing == "done"
    assert standing(both, tmp_path, on_target, "p1").standing == "listed", "the one milestone with a day is behind it"
    elsewhere = briefing(deadline, projects=[project("p1", OPENED, told="report")])
    assert standing(elsewhere, tmp_path, on_project).standing == "overdue"


def test_a_year_that_is_over_is_overdue_with_its_last_mention(tmp_path: Path) -> None:
    found = standing(briefing(target(period=LAST_YEAR)), tmp_path)
    assert (found.standing, found.last_mentioned) == ("overdue", day("2024-05-10"))
    assert ("最近提及", "2024年5月10日") in found.inputs
