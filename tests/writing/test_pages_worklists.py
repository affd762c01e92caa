"""一单位一清单: what stands in a unit's list, what is left open, and the files made of it."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import pytest
from exports_sample import BRIEFING, at, target
from openpyxl import load_workbook

from builder.model import Body, Briefing, Duty, Milestone, Node, Period, Progress, Project, Report
from builder.writing import exports, worklists
from builder.writing.atlas import survey
from builder.writing.exports.lists import ALL, MOST_SHEETS
from builder.writing.pages import sheets
from builder.writing.press import Press
from builder.writing.worklists import NOBODY, Task, Worklist

PARK = Project(
    "停车场",
    "fagai",
    (Milestone("停车场9月底前交付", Period(None, date(2024, 9, 30), "9月底前")), Milestone("已封顶", None, "已封顶")),
    at("停车场9月底前交付"),
    id="p1",
    nodes=(
        Node("主体封顶", None, True, at("停车场")),
        Node("交付", Period(None, date(2024, 9, 30), "9月底前"), False, at("9月底前交付")),
    ),
)
DEADLINE = replace(
    target("停车场交付", "t9", None, evidence=at("9月底前交付")),
    kind="deadline",
    comparator=None,
    unit=None,
    period=Period(None, date(2024, 9, 30), "9月底前"),
)
CHARGE = Duty("区发改局", "charge", "", "日常调度", "fagai", None, at("月调度"), id="d1")
HELP = Duty("区发改局", "helps", "区财政局", "", "fagai", None, at("区发改局"), id="d2")


def made(**more: object) -> Briefing:
    """The sample with one target, one project and one charge of 区发展和改革局."""
    given: dict[str, object] = {"targets": (target("新开工项目", "t1"),), "projects": (PARK,), "duties": (CHARGE,)}
    return replace(BRIEFING, **(given | more))  # type: ignore[arg-type]


def lists(briefing: Briefing) -> tuple[Worklist, ...]:
    return worklists.worklists(survey(briefing))


def only(briefing: Briefing) -> tuple[Task, ...]:
    (found,) = lists(briefing)
    return found.tasks


def files(briefing: Briefing) -> dict[str, bytes]:
    found = {sheet.path: sheet.text for sheet in exports.sheets(Press(survey(briefing)))}
    return {path: text.encode() if isinstance(text, str) else text for path, text in found.items()}


def rows(briefing: Briefing) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(files(briefing)["data/lists.csv"].decode("utf-8-sig"), newline="")))


def page(briefing: Briefing, path: str) -> str:
    found = next(sheet.text for sheet in sheets(briefing) if sheet.path == path)
    assert isinstance(found, str)
    return found


# ---------------------------------------------------------------- what stands in a list


def test_a_list_has_targets_then_projects_then_charges_under_their_lasting_numbers() -> None:
    assert [(task.number, task.kind, task.id, task.what) for task in only(made())] == [
        (1, "目标", "t1", "新开工项目"),
        (2, "项目", "p1", "停车场"),
        (3, "职责", "d1", "日常调度"),
    ]


def test_another_target_changes_the_order_and_no_lasting_number() -> None:
    earlier = target("引进项目", "t0", period=Period(date(2024, 1, 1), date(2024, 1, 31)))
    found = only(made(targets=(target("新开工项目", "t1"), earlier)))
    assert [(task.number, task.id) for task in found] == [(1, "t0"), (2, "t1"), (3, "p1"), (4, "d1")]


def test_a_project_shows_its_nodes_its_last_deadline_and_what_is_told_of_it() -> None:
    task = only(made())[1]
    assert task.node == "主体封顶（已办成）；交付（2024年9月底前）"
    assert (task.due and task.due.end, task.said) == (date(2024, 9, 30), "已封顶")
    assert worklists.standing(task) == ("told", "文中写到")


def test_a_deadline_that_a_project_tells_is_no_task_of_its_own() -> None:
    tasks = only(made(targets=(DEADLINE,)))
    assert [task.id for task in tasks] == ["p1", "d1"]
    assert [one.id for one in tasks[0].folded] == ["t9"]


def test_what_was_reached_and_what_is_background_are_no_tasks() -> None:
    done, context = target("已开工", "t2", status="actual"), target("背景", "t3", status="context")
    assert lists(made(targets=(done, context), projects=(), duties=())) == ()


def test_who_helps_stands_beside_the_work_of_that_paragraph_only() -> None:
    near = only(made(duties=(HELP,)))
    assert near[0].partners == (("区财政局", None),)
    elsewhere = replace(HELP, evidence=(replace(HELP.evidence[0], paragraph=7),))
    assert only(made(duties=(elsewhere,)))[0].partners == ()


def test_who_leads_a_group_stands_beside_it() -> None:
    led = Duty("区发改局", "leads", "区政府办公室", "", "fagai", None, at("区发改局"), id="d3")
    assert [name for name, _ in only(made(duties=(led,)))[0].lead] == ["区发展和改革局", "区政府办公室"]


def test_work_that_nobody_is_named_for_has_a_list_of_its_own_at_the_end() -> None:
    loose = replace(CHARGE, superior="主责单位", superior_body=None)
    first, last = lists(made(targets=(target("甲", "t1", owner=None), target("乙", "t2")), projects=(), duties=(loose,)))
    assert (first.body, last.body, last.name) == ("fagai", None, NOBODY)
    assert [(task.id, task.lead) for task in last.tasks] == [("t1", ()), ("d1", (("主责单位", None),))]


@pytest.mark.parametrize(
    ("standing", "word"),
    [("done", "已完成"), ("behind", "欠进度"), ("overdue", "已过期未见报道"), ("not-due", "未到期"), ("unreported", "未见报道")],
)
def test_progress_is_told_in_the_words_of_the_rule_with_its_last_report(standing: str, word: str) -> None:
    report = Report("t1", date(2024, 2, 1), 20.0, "", "区统计局月报", "")
    progress = Progress("t1", standing, (), (report,))  # type: ignore[arg-type]
    task = only(made(progress=(progress,)))[0]
    assert worklists.standing(task)[1] == word
    assert worklists.reported(task) == (date(2024, 2, 1), "区统计局月报")


def test_without_a_word_on_progress_it_says_so() -> None:
    assert worklists.standing(only(made())[0]) == ("unreported", "未见报道")


# ---------------------------------------------------------------- pages


def test_a_body_and_its_list_lead_to_each_other() -> None:
    body, address = "departments/qu-fa-zhan-he-gai-ge-ju", "lists/qu-fa-zhan-he-gai-ge-ju"
    assert f'href="../{address}.html">任务清单（3项）' in page(made(), f"{body}.md")
    assert f'href="../{body}.html"' in page(made(), f"{address}.md")


def test_what_the_sources_leave_open_is_called_so() -> None:
    text = page(made(projects=(), duties=()), "lists/qu-fa-zhan-he-gai-ge-ju.md")
    row = text[text.index('<tr id="t1"') :].partition("</tr>")[0]
    assert row.count("文中未写明") == 2, "neither a node nor a partner is told"
    assert "未见报道" in row


def test_a_place_for_signatures_is_on_every_list() -> None:
    assert "（签字）" in page(made(), "lists/qu-fa-zhan-he-gai-ge-ju.md")


def test_a_site_without_tasks_has_an_index_that_says_so() -> None:
    assert "还没有写到任务" in page(Briefing((), (), ()), "lists/index.md")


# ---------------------------------------------------------------- files


def test_the_table_of_all_tasks() -> None:
    first, second, third = rows(made())
    assert first["单位"] == first["牵头"] == "区发展和改革局"
    assert (first["序号"], first["编号"], first["任务"], first["数量"]) == ("1", "t1", "新开工项目", "46个")
    assert (first["时限"], first["止"], first["节点"], first["配合"]) == (
        "2024年一季度内",
        "2024-03-31",
        "文中未写明",
        "文中未写明",
    )
    assert (first["进度"], first["原句"], first["文章日期"]) == ("未见报道", "新开工项目46个", "2024-02-21")
    assert (second["节点"], second["进度"], second["进度依据"]) == (
        "主体封顶（已办成）；交付（2024年9月底前）",
        "文中写到",
        "已封顶",
    )
    assert (third["类别"], third["原句"]) == ("职责", "月调度")
    assert first["网页"] == "lists/qu-fa-zhan-he-gai-ge-ju.html#t1"


def test_the_workbook_has_a_sheet_for_each_unit_with_a_title_and_a_line_for_signatures() -> None:
    book = load_workbook(BytesIO(files(made())["data/lists.xlsx"]))
    assert book.sheetnames == [ALL, "区发展和改革局"]
    sheet = book["区发展和改革局"]
    assert [row[4].value for row in sheet.iter_rows(min_row=2)] == ["新开工项目", "停车场", "日常调度"]
    assert sheet.oddHeader.center.text == "区发展和改革局任务清单"
    assert "签字" in sheet.oddFooter.left.text
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize), sheet.print_title_rows) == ("landscape", "9", "$1:$1")


def test_names_that_no_sheet_may_have_are_mended_and_stay_apart() -> None:
    names = ["[甲]:乙/局", "甲 乙 局", "A" * 40, "a" * 40, "'局'", "History", ALL, "𠀀" * 20, "&[Page]"]
    bodies = tuple(Body(f"b{i}", name, "department") for i, name in enumerate(names))
    targets = tuple(target("数", f"t{i}", owner=f"b{i}") for i in range(len(names)))
    book = load_workbook(BytesIO(files(made(bodies=bodies, targets=targets, projects=(), duties=()))["data/lists.xlsx"]))
    assert len(book.sheetnames) == len(names) + 1
    assert len({name.casefold() for name in book.sheetnames}) == len(names) + 1
    assert all(len(name.encode("utf-16-le")) <= 62 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)
    assert all(not name.startswith("'") and not name.endswith("'") for name in book.sheetnames)


def test_the_workbook_has_an_end_and_the_table_of_all_has_the_rest() -> None:
    several = MOST_SHEETS + 3
    bodies = tuple(Body(f"b{i}", f"第{i}局", "department") for i in range(several))
    targets = tuple(target("数", f"t{i}", owner=f"b{i}") for i in range(several))
    many = made(bodies=bodies, targets=targets, projects=(), duties=())
    book = load_workbook(BytesIO(files(many)["data/lists.xlsx"]))
    assert len(book.sheetnames) == MOST_SHEETS + 1
    assert book[ALL].max_row == several + 1
    assert "另有3个只在第一页里" in files(many)["data/README.txt"].decode()


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "＝1"])
def test_no_text_is_run_as_a_formula(start: str) -> None:
    hostile = made(targets=(target(start, "t1"),), duties=(replace(CHARGE, work=f"{start};{start}"),))
    assert [row["任务"][:1] for row in rows(hostile)] == ["'", "停", "'"]
    for sheet in load_workbook(BytesIO(files(hostile)["data/lists.xlsx"])):
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert files(made())["data/lists.xlsx"] == files(made())["data/lists.xlsx"]
