"""Numbers, relations and deadlines: what they measure, by when, how firmly, and whose they are."""

from __future__ import annotations

import pytest
from sample import DAY, LEXICON, days, found_in
from twins import agree, twins

from builder.finding import find
from builder.model import Article, Paragraph, Target


def figure(target: Target) -> str:
    """5个, 5–6%; what a target without a figure is told by."""
    if target.value is None:
        return target.benchmark or target.metric
    high = "" if target.value_high is None else f"–{target.value_high:g}"
    return f"{target.value:.10g}{high}{target.unit or ''}"


def whole(target: Target) -> str:
    return f"{target.metric} {target.comparator} {figure(target)}{days(target.period)}"


def measured(target: Target) -> str:
    return f"{target.metric}: {figure(target)}"


def owned(target: Target) -> str:
    return f"{figure(target)}: {target.owner or 'nobody'}"


def certain(target: Target) -> str:
    return " ".join(word for word in (figure(target), target.status, target.strength) if word)


@pytest.mark.parametrize(("text", "expected"), twins("targets"))
def test_targets(text: str, expected: list[str]) -> None:
    agree([whole(target) for target in found_in(text).targets if target.kind != "deadline"], expected)


@pytest.mark.parametrize(("text", "expected"), twins("metrics"))
def test_metrics(text: str, expected: list[str]) -> None:
    agree([measured(target) for target in found_in(text).targets if target.kind == "number"], expected)


@pytest.mark.parametrize(("text", "expected"), twins("scope"))
def test_owners(text: str, expected: list[str]) -> None:
    agree([owned(target) for target in found_in(text).targets], expected)


@pytest.mark.parametrize(("text", "expected"), twins("status"))
def test_status_and_strength(text: str, expected: list[str]) -> None:
    agree([certain(target) for target in found_in(text).targets if target.kind == "number"], expected)


@pytest.mark.parametrize(("text", "expected"), twins("deadlines"))
def test_deadlines(text: str, expected: list[str]) -> None:
    agree([f"{target.metric}{days(target.period)}" for target in found_in(text).targets if target.kind == "deadline"], expected)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("新区现有12个专班", "单位数量"),
        ("企业、园区、个体户等六条赛道", "列举的个数"),
        ("力争占比由45.6%提高到50%以上", "起点数"),
        ("园区占地面积300亩", "背景情况"),
        ("2月21日召开大会", "日期"),
        ("# 云岭县新建学校5所\n云岭县召开大会。", "标题，正文另有"),
    ],
)
def test_what_is_no_target_is_listed_with_its_reason(text: str, reason: str) -> None:
    assert reason in [left.reason for left in found_in(text).unplaced]


@pytest.mark.xfail(strict=True, reason="of a clause in two pieces the longer one is taken, though the figure stands in the other")
def test_where_a_caption_cuts_a_clause_the_piece_with_the_figure_is_the_evidence() -> None:
    source = "今年计划新建46个\n（图为工地）\n标志性产业园配套设施项目"
    words = "今年计划新建46个标志性产业园配套设施项目"
    offsets = (*range(source.index("\n")), *range(source.index("标志"), len(source)))
    one = Article("a.txt", "a.txt", source, "", (Paragraph(words, words, offsets),), date=DAY, year=DAY.year)
    (target,) = find(one, LEXICON).targets
    assert "46个" in target.evidence[0].text
