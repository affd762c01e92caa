"""The tables of targets: filters with counts, words, sorting, an address to send on, files of what is shown; 5,000 rows."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import Open

ROWS = ".t--targets tbody tr"
MANY = 5_000
LIMIT = 100
"""Milliseconds from an input to the next paint, with a processor four times slower."""
TRIES = 3
INTERACTIONS = """() => {
  window.durations = [];
  new PerformanceObserver(list => list.getEntries().forEach(e => { if (e.interactionId) window.durations.push(e.duration); }))
    .observe({type: 'event', durationThreshold: 16, buffered: false});
}"""


def facet(page: Page, name: str, value: str) -> None:
    """Choose one value of one facet."""
    group = page.locator(".facet", has=page.locator(".facet__head", has_text=name))
    group.locator(".facet__line", has_text=value).first.click()


def shown(page: Page) -> int:
    """How many rows the table has when it has taken in the last choice."""
    page.wait_for_function("() => !document.querySelector('.sortable[aria-busy]')")
    return page.locator(ROWS).count()


def saved(page: Page, form: str) -> Path:
    """The file that a button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"下载所示的目标，{form}").click()
    return Path(waiting.value.path())


def in_csv(path: Path) -> list[dict[str, str]]:
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "Excel would not read it as UTF-8"
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("way", ["http", "file"])
def test_a_filter_narrows_the_table_and_stands_in_the_address(open_page: Open, way: str) -> None:
    page = open_page("targets/index.html", way)
    every = shown(page)
    line = page.locator(".facet", has_text="年份").locator(".facet__line").first
    count = int(line.locator(".facet__count").inner_text())
    year = line.locator("span").first.inner_text()
    line.click()
    assert 0 < shown(page) == count < every
    expect(page.locator(".toolbar__count")).to_contain_text(f"{count} 项 ／ 共 {every} 项")
    page.wait_for_url(f"**/targets/index.html?year={year}")
    page.reload()
    assert shown(page) == count
    page.locator(".chip", has_text=year).click()
    assert shown(page) == every


def test_counts_say_what_a_further_choice_would_leave(open_page: Open) -> None:
    page = open_page("targets/index.html")
    page.locator(".facet", has_text="年份").locator(".facet__line").nth(1).click()
    lines = page.locator(".facet", has_text="领域").locator(".facet__line")
    for at in range(lines.count()):
        count = int(lines.nth(at).locator(".facet__count").inner_text())
        lines.nth(at).click()
        assert shown(page) == count
        lines.nth(at).click()


def test_choices_of_one_kind_add_up_and_of_two_kinds_narrow(open_page: Open) -> None:
    page = open_page("targets/index.html?year=2024&year=2023&unit=%25")
    years = set(page.locator(f"{ROWS} .t__period").all_inner_texts())
    assert {text[:4] for text in years} == {"2023", "2024"}
    assert all("%" in text for text in page.locator(f"{ROWS} .t__unit").all_inner_texts())


def test_words_narrow_the_table(open_page: Open) -> None:
    page = open_page("targets/index.html")
    page.locator(".facet--words input").fill("项目 开工")
    assert shown(page)
    rows = page.locator(ROWS).all_inner_texts()
    assert all("项目" in row and "开工" in row for row in rows)
    page.wait_for_url("**?q=*")
    page.locator(".facet--words input").fill("没有这样的目标")
    assert shown(page) == 0
    page.get_by_role("button", name="清除条件").click()
    assert shown(page) > len(rows)


def test_an_address_with_an_unknown_value_shows_none_and_can_be_cleared(open_page: Open) -> None:
    page = open_page("targets/index.html?owner=%E6%97%A0%E6%AD%A4%E5%8D%95%E4%BD%8D&sort=nothing")
    assert shown(page) == 0
    page.locator(".chip").click()
    assert shown(page) > 10


def test_a_column_sorts_up_down_and_back(open_page: Open) -> None:
    page = open_page("targets/index.html?unit=%E4%B8%AA")
    before = page.locator(f"{ROWS} .t__metric").all_inner_texts()
    head = page.get_by_role("button", name="目标值")
    head.click()
    shown(page)
    numbers = [float(re.sub(r"[^0-9.]", "", text)) for text in page.locator(f"{ROWS} .t__number").all_inner_texts()]
    assert numbers == sorted(numbers)
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("目标值")
    page.wait_for_url("**sort=value*")
    head.click()
    shown(page)
    down = [float(re.sub(r"[^0-9.]", "", text)) for text in page.locator(f"{ROWS} .t__number").all_inner_texts()]
    assert down == sorted(numbers, reverse=True)
    head.click()
    shown(page)
    assert page.locator(f"{ROWS} .t__metric").all_inner_texts() == before


def test_the_head_stays_in_view(open_page: Open) -> None:
    page = open_page("targets/index.html")
    page.locator(ROWS).nth(40).scroll_into_view_if_needed()
    box = page.locator(".t--targets thead th").first.bounding_box()
    assert box and 0 < box["y"] < 120


@pytest.mark.parametrize("way", ["http", "file"])
def test_files_hold_exactly_what_is_shown(open_page: Open, way: str) -> None:
    page = open_page("targets/index.html?year=2024&sort=-value", way)
    metrics = [row.split("另说")[0].strip() for row in page.locator(f"{ROWS} .t__metric").all_inner_texts()]
    rows = in_csv(saved(page, "CSV"))
    assert [row["指标"] for row in rows] == metrics
    assert all(row["止"].startswith("2024") and row["原句地址"].startswith(way) for row in rows)
    told = json.loads(saved(page, "JSON").read_text(encoding="utf-8"))
    assert [target["metric"] for target in told["targets"]] == metrics
    assert told["conditions"] == "年份：2024"
    book = openpyxl.load_workbook(io.BytesIO(saved(page, "Excel").read_bytes()))
    sheet = book.active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    assert heads == list(rows[0])
    assert [row[heads.index("指标")] for row in sheet.iter_rows(min_row=2, values_only=True)] == metrics
    numbers = [row[heads.index("数值")] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert any(isinstance(number, int | float) for number in numbers)


@pytest.mark.parametrize("words", ["=1+1", "+8", "-8", "@SUM(A1)", "＝1+1", " =1", "\u200b=1", "好;=1+1", '"=1"'])
def test_no_cell_of_a_file_is_run_as_a_formula(open_page: Open, words: str) -> None:
    page = open_page("targets/index.html")
    made = page.evaluate("words => guatuFiles.csv([['头'], [words]]).text()", words)
    (cell,) = next(row for row in list(csv.reader(io.StringIO(made)))[1:])
    assert not any(re.match(r"[\s\u200b]*[=+\-@＝]", part) for part in cell.split(";"))
    raw = page.evaluate(
        "async words => [...new Uint8Array(await guatuFiles.xlsx([['头'], [words, 5]], [9, 9], 't').arrayBuffer())]", words
    )
    sheet = openpyxl.load_workbook(io.BytesIO(bytes(raw))).active
    assert sheet is not None
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == words
    assert sheet["B2"].value == 5


def test_the_table_of_a_body_has_the_same_helps(open_page: Open, site: Path) -> None:
    pages = sorted((site / "districts").glob("*.html"), key=lambda path: path.stat().st_size)
    page = open_page(f"districts/{pages[-1].name}", "file")
    every = shown(page)
    page.locator(".facets > summary").click()
    facet(page, "年份", "202")
    assert 0 < shown(page) < every
    assert {row["单位"] for row in in_csv(saved(page, "CSV"))} == {page.locator("h1").inner_text()}


def test_without_script_the_table_is_whole(open_page: Open, site: Path) -> None:
    page = open_page("targets/index.html", "file", java_script_enabled=False)
    source = (site / "targets" / "index.html").read_text(encoding="utf-8")
    assert shown(page) == source.count('<tr id="t-')
    assert page.locator(".facets, .toolbar").count() == 0


def test_keys_alone_are_enough(open_page: Open) -> None:
    page = open_page("targets/index.html")
    every = shown(page)
    page.locator(".facet--words input").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert shown(page) < every
    assert page.evaluate("() => document.activeElement.getAttribute('aria-pressed')") == "true"


# ---------------------------------------------------------------- thousands of rows


@pytest.fixture(scope="module")
def many(site: Path) -> Iterator[str]:
    """The page of all targets with its rows repeated, each a little different."""
    source = (site / "targets" / "index.html").read_text(encoding="utf-8")
    before, body, after = re.split(r"(?<=<tbody>)|(?=</tbody>)", source, maxsplit=2)
    rows = re.findall(r"<tr id=.{1,9000}?</tr>", body, re.DOTALL)
    assert len(rows) > 40
    made = [_varied(rows[i % len(rows)], i) for i in range(MANY)]
    page = site / "targets" / "many.html"
    page.write_text(before + "\n".join(made) + after, encoding="utf-8")
    yield "targets/many.html"
    page.unlink()


def _varied(row: str, i: int) -> str:
    row = re.sub(r'<tr id="t-[^"]{1,40}"', f'<tr id="t-{i}"', row)
    row = re.sub(r'(class="t__metric">)', rf"\g<1>第{i}项", row)
    row = re.sub(r'data-value="[0-9.]{1,20}"', f'data-value="{i * 7919 % 9973}"', row)
    return re.sub(r'(class="t__owner">)<a ([^>]{1,300})>', rf"\g<1><a \g<2>>第{i % 300}组", row)


def test_thousands_of_rows_can_be_reached_narrowed_and_printed(open_page: Open, many: str) -> None:
    page = open_page(f"{many}#t-2500")
    assert page.locator("#t-2500").is_visible()
    assert shown(page) < MANY
    page.locator(".facet--words input").fill("第4321项")
    assert shown(page) == 1
    page.get_by_role("button", name="清除条件").click()
    first = shown(page)
    page.locator(".more-rows").scroll_into_view_if_needed()
    page.wait_for_function("first => document.querySelectorAll('.t--targets tbody tr').length > first", arg=first)
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert shown(page) == MANY
    assert len(in_csv(saved(page, "CSV"))) == MANY
