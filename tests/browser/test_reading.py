"""A person reads: from the home page to a body, to the sentence that a figure stands in; dark, on a phone, on paper."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page

if TYPE_CHECKING:
    from tests.browser.conftest import Open

SPACE = re.compile(r"\s+")
ROW = "table.t--targets tbody tr:has(.t__number)"


def squeezed(text: str) -> str:
    """Without white space, in one form: the PDF writes ⼯ for 工."""
    return SPACE.sub("", unicodedata.normalize("NFKC", text))


def to_a_department(page: Page) -> None:
    """From the home page by the tab and the index to the first department that has figures."""
    page.locator(".guatu-tabs__link", has_text="部门").click()
    page.wait_for_url("**/departments/index.html")
    addresses = page.locator("main tbody th a").evaluate_all("links => links.map(link => link.href)")
    assert addresses, "the index of departments links to no department"
    for address in addresses:
        page.goto(address)
        if page.locator(ROW).count():
            return
    pytest.fail("no department has a figure")


@pytest.mark.parametrize("way", ["http", "file"])
def test_a_figure_opens_its_sentence(open_page: Open, way: str) -> None:
    page = open_page("index.html", way)
    to_a_department(page)
    row = page.locator(ROW).first
    figure = squeezed(row.locator(".t__number").inner_text())
    row.locator(".t__source a").first.click()
    page.wait_for_url("**/articles/*.html#*")
    target = page.locator(":target")
    target.wait_for()
    assert target.is_visible()
    assert figure in squeezed(target.inner_text()), f"{figure} is not in {target.inner_text()!r}"
    box = target.bounding_box()
    assert box and 0 <= box["y"] < 800, f"the sentence is not on the screen: {box}"


def test_every_evidence_link_of_a_page_lands(open_page: Open) -> None:
    page = open_page("targets/index.html")
    links = page.locator("a.src, a.ev").evaluate_all("links => [...new Set(links.map(link => link.href))]")
    assert len(links) > 20
    wanted: dict[str, set[str]] = {}
    for link in links:
        address, _, anchor = link.partition("#")
        wanted.setdefault(address, set()).add(anchor)
    for address, anchors in wanted.items():
        page.goto(address)
        missing = page.evaluate("ids => ids.filter(id => !document.getElementById(id))", sorted(anchors))
        assert not missing, f"{address} has no {missing}"


def test_dark_mode_can_be_switched_and_is_remembered(open_page: Open) -> None:
    page = open_page("index.html")
    colour = "() => getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(colour)
    page.locator("[data-md-component=palette] label:visible").click()
    assert page.evaluate("() => document.body.dataset.mdColorScheme") == "slate"
    dark = page.evaluate(colour)
    assert dark != light
    page.goto(page.url.replace("index.html", "districts/index.html"))
    assert page.evaluate(colour) == dark


def test_dark_is_the_first_choice_of_a_dark_system(open_page: Open) -> None:
    page = open_page("index.html", dark=True)
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'slate'")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_way_back_to_the_top_hides_no_text(open_page: Open, width: int) -> None:
    page = open_page("quotes/index.html", width=width)
    page.mouse.wheel(0, 2500)
    page.wait_for_function("() => scrollY > 2000")
    page.mouse.wheel(0, -300)  # it comes when one scrolls up
    button = page.locator(".md-top:not([hidden])")
    button.wait_for()
    box = button.bounding_box()
    assert box and box["height"] < 60, f"it covers the page: {box}"


@pytest.mark.parametrize("address", ["index.html", "targets/index.html", "cadence/index.html", "quotes/index.html"])
def test_a_phone_never_scrolls_sideways(open_page: Open, address: str) -> None:
    page = open_page(address, width=390)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390, widest(page)


def test_a_phone_reads_a_body_and_an_article(open_page: Open, site: Path) -> None:
    page = open_page("departments/index.html", width=390)
    base = page.url.removesuffix("departments/index.html")
    for folder in ("districts", "departments", "goals", "articles"):
        leaf = next(path for path in sorted((site / folder).glob("*.html")) if path.name != "index.html")
        page.goto(f"{base}{folder}/{leaf.name}")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390, f"{leaf.name}: {widest(page)}"


def widest(page: Page) -> str:
    """The elements that stick out, for the message."""
    return str(
        page.evaluate(
            """() => [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
                 .slice(0, 5).map(e => e.tagName + '.' + e.className)"""
        )
    )


def test_a_phone_reaches_every_section_through_the_drawer(open_page: Open) -> None:
    page = open_page("index.html", width=390)
    page.locator(".md-header label[for=__drawer]").click()
    link = page.locator(".md-nav--primary a", has_text="部门").first
    link.click()
    page.wait_for_url("**/departments/index.html")


def test_a_department_prints_with_its_table(open_page: Open, tmp_path: Path) -> None:
    page = open_page("index.html")
    to_a_department(page)
    figures = page.locator(ROW + " .t__number").all_inner_texts()
    title = page.locator("h1").inner_text()
    paper = tmp_path / "page.pdf"
    page.pdf(path=paper, format="A4")
    printed = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    words = squeezed(printed)
    assert squeezed(title) in words
    missing = [figure for figure in figures if squeezed(figure) not in words]
    assert not missing, f"not on paper: {missing}"
    assert "搜索单位" not in words, "the masthead's search box is printed"
