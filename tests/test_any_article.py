"""What holds for every text, however odd: facts or nothing, each where it says, in time that grows with the length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from steps import steps

from builder import finding, reading, sorting
from builder.checking import misplaced
from builder.finding.numerals import quantities
from builder.finding.text import Span, evidence
from builder.lexicon import load
from builder.model import Evidence, Findings

LEXICON = load()
EVERY_TIME = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

PIECES = re.findall(
    r"\S+",
    """
云岭县 区发展和改革局 （区发改局） 县攻坚办 白鹭镇 青岛经济技术开发区 局长王娟 会议 他 该局 全县
表示， 要求 说： 指出， “ ” 《方案》 （责任单位： ） 由 会同
一季度 9月底前 到2025年 2023年 今年以来 全年 6月 每月 旬 周 月通报 旬调度
46个 6.5%以上 5%—6% 两个以上 过亿元 1,200 １２ 〇 十三大 〔2024〕3号 12345热线 110千伏
新开工 项目 增长 力争 确保 完成 分别 由45%提高到50% 高于全省 不低于 工程 总投资500亿元的
， 。 、 ； ： 1. 一、 ** # | 和 的 等 的3个
""",
)
CLAUSES = [
    "今年，云岭县将新开工项目46个",
    "“工地不停工，车间不停产。”区商务局局长王娟说，",
    "区商务局表示，将紧盯目标抓落地。",
    "9月底前建成县体育馆，",
    "一季度固定资产投资增速高于全省平均水平",
    "对重点项目实行旬调度、月通报",
    "实施“一单位一清单”制度。",
    "滨河路雨污分流工程已完成50%，",
    "领导小组下设综合协调组，",
    "7月4日，全区“攻坚突破年”现场观摩会举行，",
    "对23个镇街的106个项目进行了现场观摩，",
    "云岭县把2023年确定为“突破提升年”，",
    "对连续三个月排名末位的，由县政府分管领导约谈；",
]
LAYOUT = ["\n", "\n\n", "　　", " "]
LETTERS = st.text(alphabet=st.characters(exclude_categories=["C"]), max_size=4)
TEXTS = st.lists(st.sampled_from(CLAUSES) | st.sampled_from(PIECES + LAYOUT) | LETTERS, min_size=1, max_size=40).map("".join)


def found_in(text: str) -> Findings:
    return finding.find(reading.article(text, "a.txt", LEXICON), LEXICON)


def places(found: Findings) -> Iterator[tuple[Any, Evidence]]:
    """Every fact with each of its places."""
    facts = [*found.bodies, *found.targets, *found.cadences, *found.quotes, *found.mechanisms, *found.projects, *found.duties]
    facts += [*found.tours, *found.themes, *found.escalations]
    yield from ((fact, place) for fact in facts for place in fact.evidence)
    yield from ((left, left.evidence) for left in found.unplaced)


@EVERY_TIME
@given(TEXTS | st.text())
def test_every_fact_stands_where_it_says(text: str) -> None:
    found = found_in(text)
    for fact, place in places(found):
        assert found.article.text[place.start : place.end] == place.text, fact
        assert place.text.strip(), fact
        assert 0 <= place.paragraph < len(found.article.paragraphs), fact
        assert len("".join(place.text.split())) <= (1000 if fact in found.quotes else 200), fact


@EVERY_TIME
@given(TEXTS)
def test_every_fact_is_whole(text: str) -> None:
    found = found_in(text)
    bodies = {body.id for body in found.bodies}
    for target in found.targets:
        assert target.evidence
        assert target.rule
        assert target.metric
        assert target.owner is None or target.owner in bodies
        assert (target.kind == "number") == (target.value is not None)
        assert (target.kind == "deadline") == (target.comparator is None)
        assert (target.kind == "relative") == (target.benchmark is not None)
        assert target.kind != "deadline" or (target.period is not None and target.period.end is not None)
        if target.period and target.period.start and target.period.end:
            assert target.period.start <= target.period.end
        if target.value is not None and target.value_high is not None:
            assert target.value <= target.value_high
    for fact in (*found.cadences, *found.quotes, *found.projects):
        assert fact.rule
        assert fact.evidence
        assert fact.body is None or fact.body in bodies
    assert set(found.topics) <= bodies
    assert found.home is None or found.home in bodies
    assert all(left.reason for left in found.unplaced)


@EVERY_TIME
@given(TEXTS)
def test_no_figure_is_dropped_silently(text: str) -> None:
    found = found_in(text)
    told = [place for target in found.targets for place in target.evidence] + [left.evidence for left in found.unplaced]
    for number, paragraph in enumerate(found.article.paragraphs):
        for figure in quantities(paragraph.plain, LEXICON):
            place = evidence(found.article, number, Span(figure.start, figure.end))
            assert place is not None
            assert any(one.start < place.end and place.start < one.end for one in told), place


@EVERY_TIME
@given(st.lists(TEXTS, max_size=3))
def test_any_folder_gives_a_briefing_without_misplaced_facts(texts: list[str]) -> None:
    findings = [finding.find(reading.article(text, f"{n}.txt", LEXICON), LEXICON) for n, text in enumerate(texts)]
    briefing = sorting.sort(findings, (), LEXICON)
    assert misplaced(briefing) == []
    ids = [fact.id for kind in (briefing.targets, briefing.cadences, briefing.quotes, briefing.bodies) for fact in kind]
    assert len(ids) == len(set(ids))
    assert sorting.sort(findings[::-1], (), LEXICON) == briefing


@EVERY_TIME
@given(TEXTS)
def test_the_same_text_says_the_same_twice(text: str) -> None:
    assert found_in(text) == found_in(text)


UNITS = [
    "云岭县将新开工项目46个，",
    "云岭县将新开工项目46个。",
    "云岭县将新开工项目46个。\n",
    "区商务局局长王娟表示，要抓项目。",
    "“工地不停工，车间不停产。”区商务局表示，",
    "“",
    "区",
    "县",
    "（",
    "9月底前，",
    "46个、",
    "表示，",
    "（责任单位：区民政局）",
    "该局",
    "由45%提高到50%，",
]


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_costs_twice_the_steps(unit: str) -> None:
    work = [partial(found_in, unit * (size // len(unit))) for size in (len(unit), 800, 1600)]
    _, once, twice = (steps(one) for one in work)
    assert twice < 2.6 * once + 2000, f"{once} steps grew to {twice}"


@pytest.mark.parametrize("unit", UNITS)
def test_a_long_text_comes_to_an_end(unit: str) -> None:
    """Patterns are no lines of Python: one that grows faster than the text is seen here as a suite that hangs."""
    found = found_in(unit * (3000 // len(unit)))
    assert found.article.text
