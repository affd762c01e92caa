"""The list of a unit on screen, on a phone and on paper, and the charts of projects."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from builder.writing import standings

if TYPE_CHECKING:
    from tests.browser.conftest import Open

LYING = (842, 595)
"""A4 landscape in points."""


def longest(site: Path) -> str:
    """The list with the most to print."""
    pages = [page for page in (site / "lists").glob("*.html") if page.name != "index.html"]
    return f"lists/{max(pages, key=lambda page: page.stat().st_size).name}"


def words_of(paper: bytes) -> list[str]:
    """The words of each sheet of a PDF, without blanks."""
    made = subprocess.run(["pdftotext", "-", "-"], input=paper, capture_output=True, check=True).stdout.decode()
    return ["".join(text.split()) for text in made.split("\f")[:-1]]


def test_a_list_prints_lying_with_its_head_on_every_sheet_and_a_line_to_sign(open_page: Open, site: Path) -> None:
    page = open_page(longest(site), "file")
    rows = page.locator(".t--worklist tbody tr").evaluate_all("rows => rows.map(row => row.querySelector('small').textContent)")
    title = "".join(page.locator("h1").inner_text().split())
    paper = page.pdf(prefer_css_page_size=True)
    sizes = {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in PdfReader(BytesIO(paper)).pages}
    assert sizes == {LYING}
    words = words_of(paper)
    assert len(words) > 1, "too short a list to tell"
    assert title in words[0]
    keys = [row.split()[-1] for row in rows]
    for number, text in enumerate(words, 1):
        if any(key in text for key in keys):
            assert all(head in text for head in ("序号", "任务", "数量", "时限", "节点", "牵头", "配合", "依据", "进度")), number
    whole = "".join(words)
    assert all(key in whole for key in keys), "a task is lost on paper"
    signed = [number for number, text in enumerate(words) if "主责单位负责人（签字）" in text]
    assert len(signed) == 1
    assert "分管领导（签字）" in words[signed[0]] and "日期：" in words[signed[0]]


@pytest.mark.parametrize("address", ["progress/index.html", "lists/index.html"])
def test_how_far_a_task_is_has_one_shape_of_its_own(open_page: Open, address: str) -> None:
    """Shapes are borders; a sign written into the same place would stand over them."""
    shapes = open_page(address).evaluate(
        """keys => keys.map(key => {
            const mark = document.createElement("b");
            mark.className = "standing standing--" + key;
            document.querySelector(".gt").append(mark);
            const look = getComputedStyle(mark, "::before");
            const said = ["borderTop", "borderRight", "borderBottom", "borderLeft", "borderTopLeftRadius", "height"];
            return {content: look.content, form: said.map(name => look[name]).join(" / ")};
        })""",
        [*standings.WORDS, "told"],
    )
    assert {shape["content"] for shape in shapes} == {'""'}
    assert len({shape["form"] for shape in shapes}) == len(shapes), shapes


def test_the_line_to_sign_is_for_paper_only(open_page: Open, site: Path) -> None:
    page = open_page(longest(site))
    assert not page.locator(".sign").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".sign").is_visible()


@pytest.mark.parametrize("address", ["list", "lists/index.html", "projects/index.html"])
def test_nothing_is_wider_than_a_phone(open_page: Open, site: Path, address: str) -> None:
    page = open_page(longest(site) if address == "list" else address, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_a_phone_every_field_has_its_name(open_page: Open, site: Path) -> None:
    page = open_page(longest(site), width=390)
    first = page.locator(".t--worklist tbody tr").first
    assert [first.locator(".t__label").nth(at).inner_text() for at in range(6)] == [
        "数量",
        "时限",
        "节点",
        "牵头",
        "配合",
        "进度",
    ]


def test_from_the_index_to_a_list_to_its_unit_and_back(open_page: Open) -> None:
    page = open_page("lists/index.html")
    page.locator(".t--lists tbody th a").first.click()
    name = page.locator(".lede a").first.inner_text()
    page.locator(".lede a").first.click()
    assert page.locator("h1").inner_text() == name
    page.get_by_text("任务清单").first.click()
    assert page.locator("h1").inner_text() == f"{name}任务清单"


def test_the_workbook_that_the_index_offers_opens(open_page: Open) -> None:
    page = open_page("lists/index.html")
    with page.expect_download() as taken:
        page.get_by_text("Excel", exact=False).first.click()
    book = load_workbook(BytesIO(Path(taken.value.path()).read_bytes()))
    assert len(book.sheetnames) == page.locator(".t--lists tbody tr").count() + 1


@pytest.mark.parametrize(("width", "form"), [(1280, "wide"), (390, "narrow")])
def test_a_project_has_its_chart_in_the_form_that_fits(open_page: Open, width: int, form: str) -> None:
    page = open_page("projects/index.html", width=width)
    charts = page.locator(".project").first.locator(".chart--nodes")
    assert [chart.is_visible() for chart in charts.all()] == [form == "wide", form == "narrow"]
    assert page.locator(".project").first.locator(".t--steps").is_visible()


def test_a_chart_of_nodes_is_whole_on_paper(open_page: Open) -> None:
    page = open_page("projects/index.html")
    labels = page.locator(".drawing__wide .chart--nodes").first.evaluate(
        "svg => [...svg.querySelectorAll('text')].map(t => t.textContent)"
    )
    words = words_of(page.pdf(prefer_css_page_size=True))
    assert any(all("".join(label.split()) in text for label in labels) for text in words), "the chart is torn apart"
