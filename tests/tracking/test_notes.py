"""What a person writes: what is right is taken, what is wrong is refused with its line, field and the way to mend it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builder.model import Milestone, Period
from builder.tracking import notes, strict
from tests.tracking.plans import HALF, QUARTER, YEAR, briefing, entry, fact, project, target, tracked

KNOWN = briefing(
    target("t1"),
    target("t2", metric="新签约项目", period=QUARTER, value=18.0),
    target("t3", metric="新签约项目", period=YEAR, value=50.0),
    target("t4", metric="控制投诉", comparator="<="),
    target("t5", kind="deadline", metric="整体交付", value=None, unit=None, comparator=None, period=HALF),
    target("t6", metric="新签约项目", owner="ju", period=YEAR),
    fact(31, key="t9"),
    projects=[project("p1", Milestone("5月底前通车", Period(None, date(2024, 5, 31))))],
)
RIGHT = entry(source="调度表", note="试")


def refused(folder: Path, text: str | bytes) -> list[tuple[int, str, str]]:
    return [(one.line, one.field, one.reason) for one in tracked(KNOWN, folder, text).refused]


# ------------------------------------------------------------ what is right


def test_an_entry_is_taken_with_its_place(tmp_path: Path) -> None:
    found = tracked(KNOWN, tmp_path, f"# 三月\n{RIGHT}").entries
    assert [(e.about, e.day, e.value, e.node, e.source, e.note, e.file, e.line) for e in found] == [
        ("t1", date(2024, 6, 20), 58.0, "", "调度表", "试", "progress.yml", 2)
    ]
    assert found[0].id.startswith("e-")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (entry(target=None, body="示例区", metric="开工重点项目"), "t1"),
        (entry(target=None, body="本区", metric="开工重点项目"), "t1"),
        (entry(target=None, body="qu", metric="新签约项目", period="一季度"), "t2"),
        (entry(target=None, body="示例区", metric="新签约项目", period="2024年一季度"), "t2"),
        (entry(target=None, body="示例区", metric="新签约项目", period="2024年"), "t3"),
        (entry(target=None, body="示例区", metric="新签约项目", period=2024), "t3"),
        (entry(target=None, body="示例区", metric="新签约项目", period="2024-01-01/2024-12-31"), "t3"),
        (entry(target=None, body="区发改局", metric="新签约项目"), "t6"),
        (entry(target=None, body="区发展和改革局", metric="新签约项目", unit="个"), "t6"),
        (entry(unit="个"), "t1"),
        (entry(date="2024-6-20"), "t1"),
        (entry(date="'2024-06-20'"), "t1"),
        (entry(value=-3.25), "t1"),
        (entry(note=None), "t1"),
        (entry(note="''"), "t1"),
        (entry(node=None, value=58), "t1"),
        (entry(target="t5", value=None, node="交付"), "t5"),
        (entry(target=None, project="p1", value=None, node="通车"), "p1"),
        (f"entries:\n{entry()}", "t1"),
        ("entries:\n" + "\n".join(f"    {line}" for line in entry().splitlines()), "t1"),
        ('[{target: t1, date: 2024-06-20, value: 58, source: "a: b"}]', "t1"),
        (f"---\n{entry()}", "t1"),
        (entry().replace("\n", "\r\n"), "t1"),
        ("\ufeff" + entry(), "t1"),
    ],
)
def test_ways_to_say_what_it_is_about(tmp_path: Path, text: str, about: str) -> None:
    found = tracked(KNOWN, tmp_path, text)
    assert not found.refused
    assert [e.about for e in found.entries] == [about]


def test_a_file_of_the_windows_editor_is_read(tmp_path: Path) -> None:
    found = tracked(KNOWN, tmp_path, b"\xff\xfe" + entry().encode("utf-16-le"))
    assert [e.source for e in found.entries] == ["调度表"]


@pytest.mark.parametrize("text", ["", "# 还没有\n", "entries:\n", "steps:\n", "entries: []\nsteps: {}\n", "---\n", "~"])
def test_an_empty_file_says_nothing(tmp_path: Path, text: str) -> None:
    found = tracked(KNOWN, tmp_path, text)
    assert (found.entries, found.refused) == ((), ())


def test_two_sources_for_one_day_are_kept_side_by_side(tmp_path: Path) -> None:
    found = tracked(KNOWN, tmp_path, entry() + entry(source="通报", value=61))
    assert [e.value for e in found.entries] == [58, 61]
    assert not found.refused


def test_entries_stand_in_the_order_of_days(tmp_path: Path) -> None:
    found = tracked(KNOWN, tmp_path, entry() + entry(date="2024-03-20", value=20))
    assert [e.value for e in found.entries] == [20, 58]


# ------------------------------------------------------------ what is wrong

WRONG: list[tuple[str, int, str, str]] = [
    (entry(target="t11"), 1, "target", "最接近的是 t1"),
    (entry(target="zzzz"), 1, "target", "没有编号为 zzzz 的目标"),
    (entry(target="p1"), 1, "target", "请写 project"),
    (entry(target=None, project="t1", value=None, node="竣工"), 3, "project", "请写 target"),
    (entry(target="t9"), 1, "target", "不是目标"),
    (entry(target=None), 1, "target", "要写明是哪一项"),
    (entry(project="p1"), 1, "target", "三者取一"),
    (entry(metric="开工重点项目"), 5, "metric", "请删去"),
    (entry(target=None, body="示例县", metric="开工"), 4, "body", "最接近的是 示例区"),
    (entry(target=None, body="示例区"), 4, "metric", "还要写 metric"),
    (entry(target=None, body="示例区", metric="开工重点项"), 5, "metric", "最接近的是 开工重点项目"),
    (entry(target=None, body="示例区", metric="新签约项目"), 5, "metric", "t2（新签约项目，18个"),
    (entry(target=None, body="示例区", metric="新签约项目", period="二季度"), 6, "period", "有的是 t2"),
    (entry(target=None, body="示例区", metric="新签约项目", unit="家"), 6, "unit", "计量单位不同"),
    (entry(unit="家"), 5, "unit", "计量单位是“个”"),
    (entry(date="2024-06-31"), 2, "date", "不是日期"),
    (entry(date="2024年6月20日"), 2, "date", "请写成 2024-03-05"),
    (entry(date="20240620"), 2, "date", "不是日期"),
    (entry(date="２０２４-06-20"), 2, "date", "不是日期"),
    (entry(date=None), 1, "date", "缺日期"),
    (entry(date="2024-07-01"), 2, "date", "晚于资料截至日"),
    (entry(date="2023-12-31"), 2, "date", "早于"),
    (entry(value=None), 1, "value", "缺报数"),
    (entry(value="58个"), 3, "value", "不是数"),
    (entry(value="'58'"), 3, "value", "不带单位、引号"),
    (entry(value="1,058"), 3, "value", "千分位"),
    (entry(value="1e3"), 3, "value", "不是数"),
    (entry(value="0x10"), 3, "value", "不是数"),
    (entry(value="1:30"), 3, "value", "不是数"),
    (entry(value=".inf"), 3, "value", "不是数"),
    (entry(value="９６"), 3, "value", "不是数"),
    (entry(value="[58]"), 3, "value", "一个词"),
    (entry(node="竣工"), 5, "node", "请写 value"),
    (entry(target="t5"), 3, "value", "请写 node"),
    (entry(target="t5", value=None), 1, "node", "缺节点"),
    (entry(source=None), 1, "source", "缺来源"),
    (entry(source="''"), 1, "source", "缺来源"),
    (entry(source="{a: b}"), 4, "source", "一个词"),
    (entry(source="!!binary aGk="), 4, "source", "一个词"),
    (entry(source="!!python/object/apply:os.system [ls]"), 4, "source", "一个词"),
    (entry(source='"甲\\x1b乙"'), 4, "source", "看不见的字符"),
    (entry(source='"甲\\u202e乙"'), 4, "source", "看不见的字符"),
    (entry(source="|\n    甲\n    乙"), 4, "source", "换行"),
    (entry(note="长" * 501), 5, "note", "太长"),
    (entry(sorce="表"), 5, "sorce", "最接近的是 source"),
    (entry() + "  value: 59\n", 5, "value", "写了两次"),
    (entry() + entry(), 5, "", "与第1行的一条相同"),
    ("- 58\n", 1, "", "名称: 内容"),
    ("58\n", 1, "", "清单"),
    ("entries: 58\n", 1, "entries", "清单"),
    ("entrys: []\n", 1, "entrys", "最接近的是 entries"),
    ("target: t1\n", 1, "target", "前面要有“- ”"),
    ("- target: &x t1\n", 1, "", "锚点"),
    ("- " * 40 + "1\n", 1, "", "层次太深"),
    ("[" * 5000, 1, "", "层次太深"),
    ("- target: t1\n\tdate: 2024-06-20\n", 2, "", "制表符"),
    ("- source: a: b\n", 1, "", "冒号"),
    ('- source: "甲\n', 1, "", "引号"),
    ('- source: "\\q"\n', 1, "", "反斜杠"),
    ("- source: 甲\x00乙\n", 1, "", "控制字符"),
    ("steps: 5\n", 1, "steps", "date"),
    ("steps:\n  t11: [{date: 2024-06-30, value: 3}]\n", 2, "steps", "最接近的是 t1"),
    ("steps:\n  t5: [{date: 2024-06-30, value: 3}]\n", 2, "steps", "没有编号为 t5 的数量目标"),
    ("steps:\n  t4: [{date: 2024-06-30, value: 3}]\n", 2, "steps", "上限类"),
    ("steps:\n  t1: []\n", 2, "steps", "应当是清单"),
    ("steps:\n  t1: [3]\n", 2, "steps", "date"),
    ("steps:\n  t1:\n    - {date: 2024-06-30}\n", 3, "steps", "只有 date 和 value"),
    ("steps:\n  t1:\n    - {date: 2024-06-30, value: 三}\n", 3, "value", "不是数"),
    ("steps:\n  t1: [{date: 2024-06-30, value: 3}, {date: 2024-06-30, value: 4}]\n", 2, "steps", "从早到晚"),
    ("steps:\n  t1: [{date: 2024-06-30, value: 3}]\n  t1: [{date: 2024-06-30, value: 4}]\n", 3, "steps", "写了两次"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "field", "said"), WRONG)
def test_a_slip_is_refused_with_its_line_and_field(tmp_path: Path, text: str, line: int, field: str, said: str) -> None:
    found = refused(tmp_path, text)
    assert [(at, name) for at, name, _ in found] == [(line, field)], found
    assert said in found[0][2]


@pytest.mark.parametrize(("text", "line", "field", "said"), [case for case in WRONG if case[0].startswith("- ")])
def test_a_slip_costs_its_own_entry_only(tmp_path: Path, text: str, line: int, field: str, said: str) -> None:
    neighbour = entry(target="t2", value=7, source="邻居")
    found = tracked(KNOWN, tmp_path, f"{neighbour}{text.rstrip()}\n{entry(target='t3', value=9, source='邻居')}")
    assert [e.about for e in found.entries if e.source == "邻居"] == ["t2", "t3"]
    assert [(one.line, one.field) for one in found.refused] == [(line + 4, field)]


def test_every_slip_of_an_entry_is_told_at_once(tmp_path: Path) -> None:
    found = refused(tmp_path, entry(target="t11", date="x", value="y", source=None))
    assert [(line, field) for line, field, _ in found] == [(1, "target"), (1, "source"), (2, "date"), (3, "value")]


def test_sections_that_do_not_parse_cost_themselves(tmp_path: Path) -> None:
    text = f"entries:\n{entry()}- target: [\n{entry(target='t2', value=3)}steps:\n  t3: [{{date: 2024-06-30, value: 20}}]\n"
    found = tracked(KNOWN, tmp_path, text)
    assert [e.about for e in found.entries] == ["t1", "t2"]
    assert [one.line for one in found.refused] == [6]
    other = tracked(KNOWN, tmp_path, f"steps: [\nentries:\n{entry()}")
    assert [e.about for e in other.entries] == ["t1"]
    assert len(other.refused) == 1


def test_bytes_that_are_no_utf8_cost_the_entry_that_they_stand_in(tmp_path: Path) -> None:
    found = tracked(KNOWN, tmp_path, entry(source="ok").encode() + entry(target="t2", source="区发改局").encode("gb18030"))
    assert [e.about for e in found.entries] == ["t1"]
    assert [(one.line, one.field) for one in found.refused] == [(8, "source")]
    assert "UTF-8" in found.refused[0].reason


def test_a_file_that_is_too_large_or_no_file_is_refused_whole(tmp_path: Path) -> None:
    assert "太大" in refused(tmp_path, "#" * (strict.LARGEST + 1))[0][2]
    (tmp_path / "progress.yml").unlink()
    (tmp_path / "progress.yml").mkdir()
    assert "无法打开" in refused(tmp_path, "")[0][2]


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "else.yml").write_text(entry(), encoding="utf-8")
    (tmp_path / "seeds" / "progress.yml").symlink_to(tmp_path / "else.yml")
    found = tracked(KNOWN, tmp_path / "seeds")
    assert not found.entries
    assert "链接" in found.refused[0].reason


def test_more_entries_than_anybody_reads_are_cut_with_a_word(tmp_path: Path) -> None:
    found = tracked(KNOWN, tmp_path, "- 1\n" * (strict.MOST + 5))
    assert len(found.refused) == strict.MOST + 1
    assert "只读前" in found.refused[-1].reason


def test_progress_yaml_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "progress.yaml").write_text(entry(target="t2"), encoding="utf-8")
    found = tracked(KNOWN, tmp_path, entry())
    assert sorted((e.about, e.file) for e in found.entries) == [("t1", "progress.yml"), ("t2", "progress.yaml")]


# ------------------------------------------------------------ whatever stands in the file

ATOMS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.text(max_size=12),
    st.sampled_from(["t1", "p1", "示例区", "开工重点项目", "2024-06-20", "竣工"]),
)  # fmt: skip
KEYS = st.sampled_from([*notes.FIELDS, *notes.SECTIONS, "t1", "x"]) | st.text(max_size=5)
THINGS = st.recursive(ATOMS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=20)
TEXTS = st.one_of(
    st.text(),
    st.text(alphabet="-: \n[]{}&*!|>'\"#?%@`t1,\t\\0xU甲"),
    THINGS.map(lambda thing: yaml.safe_dump(thing, allow_unicode=True)),
    st.lists(st.sampled_from([RIGHT, *(case[0] for case in WRONG if len(case[0]) < 200)]), max_size=4).map("".join),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=TEXTS | st.binary())
@example(text="%YAML " + "9" * 5000 + "\n---\n- 1")
@example(text='- "\\UFFFFFFFF"')
@example(text='- source: "\\uD800"')
@example(text="? [a, b]\n: c\n")
@example(text="- ? {a: b}\n  : c\n")
@example(text="<<: {a: 1}\n")
@example(text="- {<<: [x], target: t1}\n")
def test_nothing_in_a_file_is_an_exception(tmp_path: Path, text: str | bytes) -> None:
    found = tracked(KNOWN, tmp_path, text)
    assert len(found.progress) == 7
    for one in found.refused:
        assert one.reason
        assert one.line >= 0
        one.reason.encode("utf-8")
        one.field.encode("utf-8")
    for e in found.entries:
        assert e.source
        assert e.line >= 1
