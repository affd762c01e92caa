"""The tables can be read back as they were meant, are the same bytes each time, and never run a formula."""

from __future__ import annotations

import csv
import subprocess
import sys
import zipfile
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from exports_sample import BRIEFING, EMPTY, QUARTER, article, files, make, target
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from builder.model import Body, Briefing, Period, Project
from builder.writing.exports.cells import LONGEST, clean, defused, number, risky

Rows = list[dict[str, str]]
TABLES = {
    "targets": "目标",
    "cadences": "调度节奏",
    "quotes": "言论",
    "projects": "项目",
    "bodies": "单位",
    "duties": "责任链条",
} | {
    "tours": "现场观摩",
    "themes": "年度主题",
    "escalations": "督促与问责",
}


def rows(stem: str, briefing: Briefing = BRIEFING) -> Rows:
    return list(csv.DictReader(StringIO(files(briefing)[f"{stem}.csv"].decode("utf-8-sig"), newline="")))


def sheet(title: str, briefing: Briefing = BRIEFING) -> Worksheet:
    return load_workbook(BytesIO(files(briefing)["briefing.xlsx"]))[title]


def part(name: str, briefing: Briefing = BRIEFING) -> str:
    return zipfile.ZipFile(BytesIO(files(briefing)["briefing.xlsx"])).read(name).decode()


# ---------------------------------------------------------------- CSV


@pytest.mark.parametrize("stem", TABLES)
def test_a_csv_opens_in_chinese(stem: str) -> None:
    content = files()[f"{stem}.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == len(rows(stem)) + 1


def test_a_target() -> None:
    found = next(row for row in rows("targets") if row["编号"] == "t1")
    assert found == {
        "编号": "t1",
        "单位": "区发展和改革局",
        "单位类别": "部门",
        "指标": "新开工项目",
        "种类": "数量",
        "目标值": "46个",
        "界限": "等于",
        "数值": "46",
        "数值上端": "",
        "计量单位": "个",
        "比照": "",
        "期限": "2024年一季度",
        "起": "2024-01-01",
        "止": "2024-03-31",
        "期限原话": "一季度",
        "性质": "计划",
        "状态": "期限内",
        "力度": "力争",
        "领域": "项目建设",
        "另说": "t2",
        "原句": "新开工项目46个",
        "文章": "一季度“开门红”",
        "文章日期": "2024-02-21",
        "文章年份": "2024",
        "年份依据": "电头",
        "媒体": "某报",
        "文件": "2024/甲 a.txt",
        "出处数": "1",
        "网页": "departments/qu-fa-zhan-he-gai-ge-ju.html#t1",
        "进展": "",
        "进展依据": "",
    }


def test_targets_of_other_kinds() -> None:
    found = {row["编号"]: row for row in rows("targets")}
    assert (found["t2"]["数值"], found["t2"]["数值上端"], found["t2"]["性质"]) == ("760.9", "800", "据报道已达")
    assert (found["t2"]["起"], found["t2"]["止"], found["t2"]["期限"]) == ("", "2024-09-30", "2024年9月底前")
    assert (found["t3"]["种类"], found["t3"]["界限"], found["t3"]["比照"], found["t3"]["数值"]) == ("相对", "高于", "全市", "")
    assert (found["t3"]["期限"], found["t3"]["单位"]) == ("未写明期限", "")
    assert (found["t4"]["种类"], found["t4"]["界限"], found["t4"]["止"]) == ("时限", "", "2024-09-30")


def test_background_figures_are_no_targets() -> None:
    assert "t5" not in {row["编号"] for row in rows("targets")}


def test_numbers_stand_without_quotation_marks_and_texts_within() -> None:
    line = next(line for line in files()["targets.csv"].decode("utf-8-sig").splitlines() if line.startswith('"t1"'))
    assert ',"等于",46,"","个",' in line


def test_a_beat() -> None:
    one, other = rows("cadences")
    assert (one["节奏"], one["做什么"], one["对什么"], one["单位"]) == ("月", "调度", "经济运行", "区发展和改革局")
    assert (one["见报日期"], one["推算规则"], one["领域"]) == ("2024-02-21", "FREQ=MONTHLY;BYMONTHDAY=-1", "经济运行")
    assert (other["节奏"], other["对什么"]) == ("旬", "")
    assert other["推算规则"] == "FREQ=MONTHLY;BYMONTHDAY=10、FREQ=MONTHLY;BYMONTHDAY=20、FREQ=MONTHLY;BYMONTHDAY=-1"


def test_a_quote() -> None:
    (found,) = rows("quotes")
    shown = [found[head] for head in ("种类", "言论", "单位", "发言人", "职务")]
    assert shown == ["直接引语", "新开工项目46个", "区发展和改革局", "周远", "局长"]


def test_a_project_has_a_row_for_each_milestone_with_its_own_sentence() -> None:
    found = rows("projects")
    assert [(row["项目"], row["序号"], row["进展或节点"], row["止"], row["进度"]) for row in found] == [
        ("停车场", "1", "停车场9月底前交付", "2024-09-30", ""),
        ("停车场", "2", "已封顶", "", "已封顶"),
        ("新校区", "", "", "", ""),
    ]
    assert found[0]["原句"] == "停车场9月底前交付"
    assert found[1]["原句"] == "区发改局"


def test_a_body_counts_its_records() -> None:
    found = rows("bodies")[0]
    assert (found["名称"], found["其他名称"], found["类别"], found["所属"]) == (
        "区发展和改革局",
        "区发改局、发改",
        "部门",
        "某区",
    )
    assert [found[head] for head in ("目标数", "调度数", "言论数", "项目数", "提到处数")] == ["2", "2", "1", "1", "1"]


def test_a_link_of_the_chain_of_responsibility() -> None:
    led, charged = rows("duties")
    shown = ("编号", "上级或牵头", "关系", "下级", "事项", "上级单位", "下级单位")
    assert [led[head] for head in shown] == ["d1", "区发改局", "牵头", "住建局", "", "区发展和改革局", ""]
    assert [charged[head] for head in shown] == ["d2", "协调组", "负责", "", "日常调度", "", ""]
    assert (led["原句"], led["文章"], led["出处数"]) == ("区发改局", "一季度“开门红”", "1")
    assert led["网页"] == "mechanisms/index.html#chain"


@pytest.mark.parametrize("stem", TABLES)
def test_a_briefing_without_anything_gives_heads_alone(stem: str) -> None:
    assert rows(stem, EMPTY) == []
    assert files(EMPTY)[f"{stem}.csv"].count(b"\r\n") == 1


def test_what_no_article_holds_leaves_cells_empty() -> None:
    lost = replace(BRIEFING, articles=(), bodies=())
    assert {row["文章"] for row in rows("targets", lost)} == {""}
    assert rows("targets", lost)[0]["单位类别"] == ""


def test_a_tour() -> None:
    (found,) = rows("tours")
    assert (found["名称"], found["时间"], found["起"]) == ("全区现场观摩会", "2024年2月1日至2月2日", "2024-02-01")
    assert (found["项目数"], found["总投资"], found["看了什么"]) == ("106", "1787亿元", "各大功能区、23个镇街")
    assert (found["文章年份"], found["网页"]) == ("2024", "compare/index.html#v1")


def test_a_theme_of_nobody_known_says_whose_it_is_in_the_words_of_the_article() -> None:
    one, other = rows("themes")
    assert (one["单位"], one["年份"], one["主攻方向"]) == ("某区", "2024", "三大突破；六个提升")
    assert (other["单位"], other["网页"]) == ("全市", "themes/index.html#n2")


def test_the_steps_of_a_rule_stand_in_their_order() -> None:
    assert [(row["规定"], row["第几步"], row["怎么办"], row["由谁"]) for row in rows("escalations")] == [
        ("l1", "1", "约谈", ""),
        ("l1", "2", "问责", "区纪委监委"),
    ]


# ---------------------------------------------------------------- the workbook


def test_the_workbook_has_a_sheet_for_each_table_and_one_that_explains() -> None:
    book = load_workbook(BytesIO(files()["briefing.xlsx"]))
    assert book.sheetnames == [*TABLES.values(), "说明"]
    assert {(row[0].value, row[1].value) for row in book["说明"]} >= {("目标", "数值"), ("单位", "所属"), ("全部", "许可")}


@pytest.mark.parametrize("briefing", [BRIEFING, EMPTY], ids=["full", "empty"])
@pytest.mark.parametrize(("stem", "title"), TABLES.items())
def test_sheet_and_csv_say_the_same(stem: str, title: str, briefing: Briefing) -> None:
    head, *lines = sheet(title, briefing).iter_rows(values_only=True)
    shown = [dict(zip(head, map(_as_csv, line), strict=True)) for line in lines]
    assert shown == rows(stem, briefing)


def _as_csv(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def test_numbers_and_days_are_numbers_and_days() -> None:
    page = sheet("目标")
    at = {cell.value: cell.column for cell in page[1]}
    line = next(row for row in page.iter_rows(min_row=2) if row[0].value == "t1")
    assert line[at["数值"] - 1].value == 46
    assert line[at["起"] - 1].value == datetime(2024, 1, 1)
    assert line[at["起"] - 1].is_date


def test_a_day_before_spreadsheets_is_text() -> None:
    old = replace(BRIEFING, targets=(target("修路", "t1", period=Period(date(1899, 1, 1), date(1899, 12, 31))),))
    assert "1899-12-31" in [cell.value for cell in sheet("目标", old)[2]]


@pytest.mark.parametrize("title", TABLES.values())
def test_a_sheet_is_ready_to_read_and_print(title: str) -> None:
    page = sheet(title)
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == page.dimensions
    assert page.column_dimensions["B"].width >= 10
    assert page.print_title_rows == "$1:$1"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)


def test_the_workbook_says_it_was_made_on_the_as_of_day() -> None:
    assert "2024-02-21T00:00:00Z" in part("docProps/core.xml")
    assert "2000-01-01T00:00:00Z" in part("docProps/core.xml", EMPTY)


# ---------------------------------------------------------------- formulas

FORMULAS = [
    "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u3000=1", "\ufeff=1", "\u200b=1", "\u00a0=1",
    "＝1+1", "＋1", "－1", "＠SUM(A1)", "=cmd|'/c calc'!A1", '=HYPERLINK("http://x","y")', '",=1+1', ";=1+1", "x\r\n=1+1",
]  # fmt: skip


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", " =1", "\u200b=1"])
def test_what_a_spreadsheet_might_run_gets_an_apostrophe(text: str) -> None:
    assert risky(text)
    assert defused(text) == f"'{text}"
    assert defused(f"一;{text}") == f"一;'{text}"


@pytest.mark.parametrize("text", ["", "6.5%", "增长-5", "x=1", "“=”", "—1", "'=1", "①", "一;二；=1"])
def test_harmless_words_stay_as_they_are(text: str) -> None:
    assert defused(text) == text


def hostile(text: str) -> Briefing:
    """The sample with ``text`` in every place that words of an article come to."""
    return replace(
        BRIEFING,
        articles=(replace(article(title=text), outlet=text, year_source=text),),
        bodies=tuple(Body(body.id, text, body.kind, (text, text), None, body.evidence) for body in BRIEFING.bodies),
        targets=tuple(replace(t, metric=text, unit=text, strength=text, benchmark=text) for t in BRIEFING.targets),
        cadences=tuple(replace(c, activity=text, subject=text) for c in BRIEFING.cadences),
        quotes=tuple(replace(q, text=text, speaker=text, post=text) for q in BRIEFING.quotes),
        tours=tuple(replace(t, name=text, places=(text,), investment=text, scoring=text) for t in BRIEFING.tours),
        themes=tuple(replace(t, name=text, focus=(text, text), level=text) for t in BRIEFING.themes),
        escalations=tuple(replace(e, step=text, condition=text, by=text, ladder=text) for e in BRIEFING.escalations),
        projects=tuple(Project(text, p.body, p.milestones, p.evidence, id=p.id) for p in BRIEFING.projects),
        duties=tuple(replace(d, superior=text, inferior=text, work=text) for d in BRIEFING.duties),
    )


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_any_csv_can_run(text: str) -> None:
    briefing = hostile(text)
    for stem in TABLES:
        found = rows(stem, briefing)
        assert len(found) == len(rows(stem))
        for row in found:
            assert None not in row, "a cell was parted"
            assert [cell for cell in row.values() if risky(cell)] == []


@pytest.mark.parametrize("text", FORMULAS)
def test_a_semicolon_as_separator_parts_no_cell(text: str) -> None:
    """Where ``;`` is the system's separator of lists, spreadsheets part cells at it."""
    content = files(hostile(f"x{text}"))["targets.csv"].decode("utf-8-sig")
    for row in csv.reader(StringIO(content, newline=""), delimiter=";"):
        assert [cell for cell in row if risky(cell)] == []


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_the_workbook_is_a_formula_or_a_link(text: str) -> None:
    book = zipfile.ZipFile(BytesIO(files(hostile(text))["briefing.xlsx"]))
    for name in book.namelist():
        if name.startswith("xl/worksheets/"):
            content = book.read(name).decode()
            assert "<f>" not in content and "<f " not in content and "<hyperlink" not in content
    page = load_workbook(BytesIO(files(hostile(text))["briefing.xlsx"]))["目标"]
    shown = page.cell(2, 4)
    assert (shown.data_type, shown.value, shown.quotePrefix) == ("s", clean(text), risky(clean(text)))


# ---------------------------------------------------------------- texts of any kind


def test_a_cell_is_one_line_of_fit_characters() -> None:
    assert clean(" 一\r\n二\t三\u3000 ") == "一 二 三"
    assert clean("一\x00二\ud800三\ufffe") == "一\ufffd二\ufffd三\ufffd"
    assert clean("长" * LONGEST) == "长" * LONGEST
    assert clean("长" * (LONGEST + 1)) == "长" * (LONGEST - 1) + "…"


def test_a_text_that_no_cell_holds_is_cut_with_a_sign() -> None:
    found = hostile("𠀀" * 40_000)
    assert sheet("言论", found).cell(2, 3).value == "𠀀" * (LONGEST - 1) + "…"


@pytest.mark.parametrize(("value", "shown"), [(46.0, "46"), (760.9, "760.9"), (-2.0, "-2"), (None, "None"), (0.5, "0.5")])
def test_counts_are_whole(value: float | None, shown: str) -> None:
    assert str(number(value)) == shown


def test_every_id_stands_once_but_in_the_rows_of_a_project() -> None:
    for stem in set(TABLES) - {"projects"}:
        keys = [row["编号"] for row in rows(stem)]
        assert len(keys) == len(set(keys))


# ---------------------------------------------------------------- the same bytes


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert make(BRIEFING) == make(deepcopy(BRIEFING))


def test_the_bytes_do_not_depend_on_zone_day_language_or_hash_seed(tmp_path: Path) -> None:
    code = "import sys; sys.path[:0] = [sys.argv[1]]; import hashlib, exports_sample as s; "
    code += "print(hashlib.sha256(b''.join(k.encode() + v for k, v in s.make().items())).hexdigest())"
    here = str(Path(__file__).parent)
    given = [
        {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "America/New_York", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"},
    ]
    found = {
        subprocess.run(
            [sys.executable, "-c", code, here], env=env, cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout
        for env in given
    }
    assert len(found) == 1


def test_the_workbook_is_not_compressed_and_carries_no_moment() -> None:
    for one in zipfile.ZipFile(BytesIO(files()["briefing.xlsx"])).infolist():
        assert one.compress_type == zipfile.ZIP_STORED, "compressed bytes differ from machine to machine"
        assert (one.date_time, one.create_system) == ((1980, 1, 1, 0, 0, 0), 0)


def test_targets_stand_in_the_order_of_the_page() -> None:
    undated, late = target("甲", "ta", period=None), target("乙", "tb", period=QUARTER)
    one = replace(BRIEFING, targets=(undated, late))
    assert [row["编号"] for row in rows("targets", one)] == ["tb", "ta"]
