"""Tables that stand in the text: Markdown's bars, tabs, and the wide gaps of a paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import reading
from builder.finding import find
from builder.finding.tables import heads, rows
from builder.lexicon import load
from builder.model import Findings

LEXICON = load()
TASKS = [("单位", "任务数（个）", "完成数", "完成率", "整改时限"), ("云台街道", "1,236", "33", "91.7%", "9月20日前")]
MARKDOWN = "| {} |\n| --- | --- | --- | --- | --- |\n| {} |".format(*(" | ".join(row) for row in TASKS))
TABS = "\n".join("\t".join(row) for row in TASKS)
GAPS = "\n".join("　　".join(row) for row in TASKS)


def found_in(table: str) -> Findings:
    text = f"云岭县督查通报\n发布时间：2024-09-10 09:00\n\n　　云岭县情况如下：\n\n## 办理情况（截至8月31日）\n\n{table}\n"
    return find(reading.article(text, "a.txt", LEXICON), LEXICON)


def told(found: Findings) -> list[tuple[object, ...]]:
    return [(t.metric, t.value, t.unit, t.status, t.owner, str(t.period.end if t.period else "")) for t in found.targets]


@pytest.mark.parametrize("table", [MARKDOWN, TABS, GAPS], ids=["bars", "tabs", "gaps"])
def test_each_cell_is_told_by_its_head_and_its_row(table: str) -> None:
    assert told(found_in(table)) == [
        ("任务数", 1236.0, "个", "planned", "云台街道", "2024-08-31"),
        ("完成数", 33.0, "个", "actual", "云台街道", "2024-08-31"),
        ("完成率", 91.7, "%", "actual", "云台街道", "2024-08-31"),
        ("整改", None, None, "planned", "云台街道", "2024-09-20"),
    ]


def test_where_rows_are_indicators_the_row_says_what_is_measured() -> None:
    found = found_in("指标\t绝对值（亿元）\t同比增长（%）\n固定资产投资\t88.2\t-3.2")
    assert [t[:3] for t in told(found)] == [("固定资产投资", 88.2, "亿元"), ("固定资产投资同比增长", -3.2, "%")]


def test_a_figure_in_words_takes_unit_and_day_from_its_row() -> None:
    found = found_in("| 序号 | 任务内容 | 责任单位 | 完成时限 |\n| 1 | 新建幼儿园5所 | 建设管理局 | 12月底前 |")
    assert told(found) == [("新建幼儿园", 5.0, "所", "planned", "建设管理局", "2024-12-31")]


def test_a_figure_that_only_counts_the_rows_is_left_with_its_reason() -> None:
    found = found_in("| 序号 | 单位 | 完成率 |\n| 1 | 云台街道 | 90% |")
    assert [(u.evidence.text, u.reason) for u in found.unplaced if u.evidence.text == "1"] == [("1", "序号")]


@pytest.mark.parametrize(
    "text",
    [
        "记者　王一　李二　张三\n2024年　云岭　36　33",
        "| 单位 | 任务数 | 完成数 |",
        "| 1 | 2 | 3 |\n| 4 | 5 | 6 |",
        "单位\t任务数\t完成数\n云台街道\t36",
    ],
    ids=["a byline", "a head alone", "no head", "a cell is missing"],
)
def test_what_is_no_table_has_no_rows(text: str) -> None:
    assert rows(reading.article(f"某县通报\n\n　　情况如下。\n{text}\n", "a.txt", LEXICON), heads(LEXICON)) == {}


def test_an_empty_cell_is_a_cell() -> None:
    found = found_in("| 单位 | 任务数（个） | 完成率 | 备注 |\n| 云台街道 | 36 | 91.7% |  |\n| 白鹭镇 | 12 | 75% | 滞后 |")
    assert [t[:2] for t in told(found)] == [("任务数", 36.0), ("完成率", 91.7), ("任务数", 12.0), ("完成率", 75.0)]


def test_a_head_that_begins_with_the_plan_is_planned() -> None:
    found = found_in("| 单位 | 责任人 | 计划完成投资（万元） | 完成（累计） |\n| 云台街道 | 李明 | 3,600 | 12 |")
    assert told(found) == [
        ("计划完成投资", 3600.0, "万元", "planned", "云台街道", "2024-08-31"),
        ("完成", 12.0, "万元", "actual", "云台街道", "2024-08-31"),
    ]


CELLS = st.text(alphabet="单位完成率云台街道（）个", min_size=1, max_size=6)
FIGURES = st.integers(0, 99_999).map(str)


@given(
    st.integers(3, 6).flatmap(
        lambda n: st.tuples(st.lists(CELLS, min_size=n, max_size=n), st.lists(FIGURES, min_size=n, max_size=n))
    )
)
def test_every_cell_of_a_row_is_found_where_it_stands(table: tuple[list[str], list[str]]) -> None:
    head, figures = table
    article = reading.article(
        f"某县通报\n\n　　情况如下。\n\n| {' | '.join(head)} |\n| {' | '.join(figures)} |\n", "a.txt", LEXICON
    )
    (row,) = rows(article, heads(LEXICON)).values()
    assert [row.text(column) for column in range(len(row.cells))] == figures
    assert all(row.is_figure(column) for column in range(len(figures)))
