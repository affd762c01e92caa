"""What people type finds the right page among the first three, over http and by double click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page

if TYPE_CHECKING:
    from tests.browser.conftest import Open

QUERIES = {
    # query: (folder in which a good answer lies, words that its result must show)
    "发改局": ("departments/", "区发展和改革局"),
    "区发改局": ("departments/", "区发展和改革局"),
    "发改": ("departments/", "区发展和改革局"),
    "工信局": ("departments/", "区工业和信息化局"),
    "城市更新": ("", "城市更新"),
    "6.5%": ("", "6.5"),
    "151个": ("", "151"),
    "崂山 项目": ("districts/", "崂山区"),
    "动态清零": ("", "动态清零"),
    "楚冰": ("", "楚冰"),
    "qfgj": ("departments/", "区发展和改革局"),
    "laoshan": ("districts/", "崂山区"),
}


def results(page: Page, query: str) -> list[tuple[str, str]]:
    """Type ``query`` and return (address, words) of each page found."""
    meta = "document.querySelector('.md-search-result__meta').textContent"
    box = page.locator(".md-search__input")
    box.click()
    page.wait_for_function(f"() => !{meta}.includes('准备')")
    box.fill("")
    page.keyboard.press("Shift")
    page.wait_for_function(f"() => {meta}.includes('输入')")
    page.keyboard.insert_text(query)
    page.keyboard.press("Shift")
    page.wait_for_function(f"() => {meta}.includes('找到')")
    items = page.locator(".md-search-result__item")
    return items.evaluate_all("items => items.map(item => [item.querySelector('a').href, item.innerText])")


@pytest.mark.parametrize("way", ["http", "file"])
def test_every_query_finds_its_page_among_the_first_three(open_page: Open, way: str) -> None:
    page = open_page("index.html", way)
    missed = []
    for query, (folder, words) in QUERIES.items():
        first = results(page, query)[:3]
        if not any(folder in address and words in shown for address, shown in first):
            missed.append(f"{query}: {first}")
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize(
    ("query", "wrong"),
    [("5.5%", "15.5%"), ("51个", "151个")],
)
def test_a_number_is_not_found_inside_another(open_page: Open, query: str, wrong: str) -> None:
    page = open_page("index.html")
    found = results(page, query)
    assert all(wrong not in shown for _, shown in found), f"{query} found {wrong}: {found}"


def test_a_result_opens_the_passage_that_it_shows(open_page: Open) -> None:
    page = open_page("index.html")
    results(page, "动态清零")
    page.locator(".md-search-result__link[href*='#']").first.click()
    page.wait_for_url("**#*")
    target = page.locator(":target")
    target.wait_for()
    assert "动态清零" in target.inner_text()


def test_results_show_text_never_markup(open_page: Open) -> None:
    page = open_page("index.html")
    results(page, "目标")
    assert page.locator(".md-search-result__list script, .md-search-result__list img").count() == 0
    assert page.locator(".md-search-result__list mark").count() > 0
    assert "\u200b" not in page.locator(".md-search-result__list").inner_text()


def test_enter_opens_the_best_result(open_page: Open) -> None:
    page = open_page("index.html")
    results(page, "区发改局")
    page.keyboard.press("Enter")
    page.wait_for_url("**/departments/*.html")
    assert "区发展和改革局" in page.locator("h1").inner_text()


@pytest.mark.parametrize("width", [1440, 1280, 1230, 961, 390])
def test_the_open_search_stays_on_the_screen(open_page: Open, width: int) -> None:
    page = open_page("index.html", width=width)
    if width < 960:
        page.locator(".md-header__button[for=__search]").click()
    page.locator(".md-search__input").focus()
    page.wait_for_timeout(600)
    box = page.locator(".md-search__inner").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width, box
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_a_slip_of_the_pen_still_finds_the_body(open_page: Open) -> None:
    page = open_page("index.html")
    assert any("区工业和信息化局" in shown for _, shown in results(page, "工业和信心化局")[:3])
