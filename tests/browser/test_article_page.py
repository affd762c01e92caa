"""An article's page: marks that tell their record, the fact that one came for, the text alone; quotes with their source."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import Open

LONGEST = 150_000
"""Bytes of a page as it is sent, packed as every web server packs it."""
PICKED = "() => { getSelection().selectAllChildren(document.querySelector('.text')); return String(getSelection()); }"


@pytest.fixture
def article(site: Path) -> str:
    """The article with the most marks."""
    pages = (page for page in (site / "articles").glob("*.html") if page.name != "index.html")
    most = max(pages, key=lambda page: page.read_text(encoding="utf-8").count('class="m-figure"'))
    return f"articles/{most.name}"


def popover(page: Page) -> str:
    expect(page.locator(".popover")).to_be_visible()
    return page.locator(".popover").inner_text()


@pytest.mark.parametrize(("width", "media"), [(390, "screen"), (1280, "print")])
def test_a_headline_is_no_larger_than_those_of_other_pages_where_room_is_short(
    open_page: Open, article: str, width: int, media: Literal["screen", "print"]
) -> None:
    sizes = []
    for address in (article, "departments/index.html"):
        page = open_page(address, width=width)
        page.emulate_media(media=media)
        sizes.append(page.locator(".mast h1").evaluate("e => getComputedStyle(e).fontSize"))
    assert sizes[0] == sizes[1]


@pytest.mark.parametrize("way", ["http", "file"])
def test_one_who_comes_from_a_record_sees_its_words_and_the_way_back(open_page: Open, way: str) -> None:
    page = open_page("targets/index.html?year=2024", way)
    row = page.locator(".t--targets tbody tr").nth(2)
    key, metric = row.get_attribute("id"), row.locator(".t__metric").inner_text()
    row.locator(".src").first.click()
    page.wait_for_url("**/articles/*.html#*")
    banner = page.locator(".banner")
    expect(banner).to_contain_text("由“目标总表”转来")
    expect(banner).to_contain_text(metric)
    assert banner.is_visible()
    box = page.locator(":target").bounding_box()
    assert box and 80 < box["y"] < 760
    assert page.locator(":target").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    expect(page.locator(".side__now")).to_have_count(1)
    banner.locator("a").click()
    page.wait_for_url(f"**/targets/index.html?year=2024#{key}")


def test_one_who_comes_by_an_address_is_told_what_it_is(open_page: Open, article: str) -> None:
    page = open_page(article)
    key = page.locator(".m-target[id]").first.get_attribute("id")
    page = open_page(f"{article}#{key}")
    expect(page.locator(".banner")).to_contain_text("正在查看 数")
    assert "转来" not in page.locator(".banner").inner_text()


def test_a_mark_under_the_pointer_tells_its_record_and_a_click_goes_there(open_page: Open, article: str) -> None:
    page = open_page(article)
    mark = page.locator(".m-target .m-figure").first
    key = mark.evaluate("e => e.closest('.m-target').id").split(".")[0]
    line = page.locator(f"[id='f-{key}']")
    mark.hover()
    told = popover(page)
    assert line.locator(".side__n").inner_text() in told
    assert line.locator(".side__figure").inner_text() in told
    page.keyboard.press("Escape")
    expect(page.locator(".popover")).to_be_hidden()
    mark.click()
    page.wait_for_url(f"**#{key}")
    assert "/articles/" not in page.url
    assert page.locator(":target").is_visible()


def test_the_record_stays_while_the_pointer_is_on_it_and_goes_when_it_leaves(open_page: Open, article: str) -> None:
    page = open_page(article)
    page.locator(".m-target .m-figure").nth(1).hover()
    popover(page)
    box = page.locator(".popover").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=3)
    page.wait_for_timeout(500)
    assert page.locator(".popover").is_visible()
    page.mouse.move(5, 400)
    expect(page.locator(".popover")).to_be_hidden()


def test_bodies_and_unused_figures_tell_what_they_are(open_page: Open, article: str) -> None:
    page = open_page(article)
    page.locator("span.m-body").first.hover()
    assert "单位" in popover(page)
    page.mouse.move(5, 400)
    expect(page.locator(".popover")).to_be_hidden()
    unused = page.locator("span.m-unused").first
    why = page.locator(f"[id='f-{unused.get_attribute('id')}'] .unused__why").text_content()
    unused.hover()
    assert why and why in popover(page)


def test_a_tag_in_focus_tells_its_record(open_page: Open, article: str) -> None:
    page = open_page(article)
    tag = page.locator(".text .tag", has_text=re.compile("^数")).first
    page.keyboard.press("Tab")
    tag.focus()
    told = popover(page)
    assert tag.inner_text() in told
    assert tag.get_attribute("aria-describedby") == "popover"
    page.keyboard.press("Escape")
    expect(page.locator(".popover")).to_be_hidden()


def test_copied_text_has_no_tags(open_page: Open, article: str) -> None:
    page = open_page(article)
    tags = page.locator(".text p:not(.legend, .banner) .tag")
    assert tags.count() > 10
    copied = page.evaluate(PICKED)
    assert not re.search("[数言节制项][0-9]", copied)


def test_marks_can_be_switched_off_and_stay_off(open_page: Open, article: str) -> None:
    page = open_page(article)
    switch = page.get_by_role("button", name="标记")
    assert switch.get_attribute("aria-pressed") == "true"
    switch.click()
    assert page.locator(".text .tag").first.is_hidden()
    plain = page.locator(".m-target .m-figure").first.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert plain == "none"
    page.reload()
    assert page.locator(".text .tag").first.is_hidden()
    page.get_by_role("button", name="标记").click()
    assert page.locator(".text .tag").first.is_visible()


def test_the_text_as_it_was_read_is_one_click_away(open_page: Open, article: str, site: Path) -> None:
    page = open_page(article, "file")
    link = page.get_by_role("link", name="整理前的文字")
    raw = (site / "articles" / str(link.get_attribute("href")).rsplit("/", 1)[1]).read_text(encoding="utf-8-sig")
    seed = next(file for file in (site.parent / "seeds").glob("*.txt") if file.name in page.locator(".mast").inner_text())
    assert raw.split() == seed.read_text(encoding="utf-8-sig").split()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_popover_never_leaves_the_window(open_page: Open, article: str, width: int) -> None:
    page = open_page(article, width=width)
    for at in range(0, min(12, page.locator(".m-target .m-figure").count()), 3):
        page.locator(".m-target .m-figure").nth(at).hover()
        popover(page)
        box = page.locator(".popover").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
        page.keyboard.press("Escape")
        expect(page.locator(".popover")).to_be_hidden()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


# ---------------------------------------------------------------- quotes


@pytest.mark.parametrize("clipboard", ["given", "refused", "missing"])
@pytest.mark.parametrize("way", ["http", "file"])
def test_a_quote_is_copied_with_its_source(open_page: Open, way: str, clipboard: str) -> None:
    page = open_page("quotes/index.html", way)
    if clipboard == "given":
        page.evaluate("() => { navigator.clipboard.writeText = words => { window.copied = words; return Promise.resolve(); }; }")
    elif clipboard == "refused":
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    else:
        page.evaluate("() => Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    # what a browser copies by hand is what is selected then
    page.evaluate(
        "() => document.addEventListener('copy', e => { window.copied = e.target.value || String(getSelection()); }, true)"
    )
    page.get_by_role("button", name="复制引文").first.click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    expect(page.locator(".gt > .offstage")).to_contain_text("已复制")
    copied = page.evaluate("() => window.copied")
    row = page.locator("[data-cite]").first
    assert copied.startswith(row.inner_text().strip())
    assert row.get_attribute("data-cite") in copied
    assert re.search("《.+》", copied)
    assert "/articles/" in copied and copied.split("。")[-1].startswith(way)


def test_reported_speech_is_copied_as_such(open_page: Open) -> None:
    page = open_page("quotes/index.html")
    page.evaluate("() => { navigator.clipboard.writeText = words => { window.copied = words; return Promise.resolve(); }; }")
    page.locator(".voice__told:has(.told) .copy").first.click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert "（转述）——" in page.evaluate("() => window.copied")


# ---------------------------------------------------------------- bodies and goals


def test_neighbours_lead_through_all_of_a_kind_and_back(open_page: Open, site: Path) -> None:
    page = open_page("departments/index.html")
    page.locator("section", has_text="部门").locator("tbody th a").first.click()
    page.wait_for_url("**/departments/*.html")
    first = page.url
    place = page.locator(".pager__place").inner_text()
    every = int(place.rsplit("／", 1)[1])
    for _ in range(every - 1):
        page.locator(".pager a[rel=next]").click()
    assert page.locator(".pager a[rel=next]").count() == 0
    for _ in range(every - 1):
        page.locator(".pager a[rel=prev]").click()
    assert page.url == first


def test_a_body_says_in_brief_what_its_table_holds(open_page: Open, site: Path) -> None:
    page = open_page("departments/index.html")
    for leaf in sorted((site / "departments").glob("*.html")):
        source = leaf.read_text(encoding="utf-8")
        brief = re.search(r'class="brief">([^<]{1,2000})<', source)
        told = re.search("目标([0-9]{1,4})项", brief[1]) if brief else None
        assert int(told[1] if told else 0) == source.count('<tr id="t-'), leaf.name
    assert page.locator("h1").is_visible()


def test_no_page_is_heavy(site: Path) -> None:
    weights = {str(page.relative_to(site)): len(gzip.compress(page.read_bytes(), 6)) for page in site.rglob("*.html")}
    heaviest = sorted(weights.items(), key=lambda one: -one[1])[:5]
    own = sum(
        len(gzip.compress(file.read_bytes(), 6)) for kind in ("javascripts", "stylesheets") for file in (site / kind).iterdir()
    )
    print(f"heaviest pages, packed: {heaviest}; own scripts and styles: {own}")
    assert heaviest[0][1] + own < LONGEST
