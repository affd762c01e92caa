"""The wall board in a real browser: it goes on by itself, stops when told, fits its screen and asks nobody for anything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import Open

BOARD = "board/index.html"
WALL = {"width": 1920, "height": 1080}
NOW = ".panel--now"
OVERFLOWING = """() => {
  const panel = document.querySelector('.panel--now');
  return [panel, ...panel.querySelectorAll('ul, li, figure')]
    .filter(e => e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2)
    .map(e => panel.id + ' ' + e.tagName + ' ' + e.textContent.trim().slice(0, 20));
}"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.panel--now *')]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
  .map(e => parseFloat(getComputedStyle(e).fontSize)))"""


def wall(open_page: Open, address: str = BOARD, way: str = "http", **options: object) -> Page:
    """The board on a big screen."""
    page = open_page(address, way, **options)
    page.set_viewport_size(WALL)
    expect(page.locator(NOW)).to_have_count(1)
    return page


def now(page: Page) -> str:
    return page.locator(NOW).get_attribute("id") or ""


def ids(page: Page) -> list[str]:
    return [str(key) for key in page.locator(".panel").evaluate_all("all => all.map(one => one.id)")]


@pytest.mark.parametrize("way", ["http", "file"])
def test_it_goes_on_by_itself_without_a_mouse(open_page: Open, way: str) -> None:
    page = wall(open_page, f"{BOARD}?seconds=1", way)
    second = ids(page)[1]
    expect(page.locator(NOW)).to_have_id(second, timeout=5000)


def test_after_the_last_panel_comes_the_first(open_page: Open) -> None:
    page = wall(open_page)
    page.keyboard.press("End")
    assert now(page) == ids(page)[-1]
    page.keyboard.press("ArrowRight")
    assert now(page) == "first"
    page.keyboard.press("ArrowLeft")
    assert now(page) == ids(page)[-1]


@pytest.mark.parametrize(
    ("key", "step"), [("ArrowRight", 1), ("PageDown", 1), ("ArrowDown", 1), ("ArrowLeft", -1), ("PageUp", -1)]
)
def test_keys_step_from_panel_to_panel(open_page: Open, key: str, step: int) -> None:
    page = wall(open_page)
    page.keyboard.press(key)
    assert now(page) == ids(page)[step]
    assert page.locator(".panel:visible").count() == 1


def test_space_stops_it_and_goes_on(open_page: Open) -> None:
    page = wall(open_page, f"{BOARD}?seconds=1")
    page.keyboard.press("Space")
    stopped = now(page)
    expect(page.get_by_role("button", name="继续")).to_be_visible()
    page.wait_for_timeout(1600)
    assert now(page) == stopped
    page.keyboard.press("Space")
    expect(page.locator(NOW)).not_to_have_id(stopped, timeout=5000)


def test_the_pause_button_takes_the_space_key_once(open_page: Open) -> None:
    page = wall(open_page)
    page.get_by_role("button", name="暂停").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="继续")).to_be_visible()


def test_nothing_moves_by_itself_for_those_who_asked(open_page: Open) -> None:
    page = wall(open_page, f"{BOARD}?seconds=1", reduced_motion="reduce")
    page.wait_for_timeout(1600)
    assert now(page) == "first"
    page.keyboard.press("ArrowRight")
    assert now(page) == ids(page)[1]


@pytest.mark.parametrize("seconds", ["0", "-1", "abc", "1e9", ""])
def test_a_pace_that_makes_no_sense_is_not_taken(open_page: Open, seconds: str) -> None:
    page = wall(open_page, f"{BOARD}?seconds={seconds}")
    page.wait_for_timeout(700)
    assert now(page) == "first"


def test_a_panel_can_be_named_in_the_address(open_page: Open) -> None:
    assert now(wall(open_page, f"{BOARD}#states")) == "states"


# ---------------------------------------------------------------- what is seen


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (3840, 2160), (1280, 1024)])
def test_every_panel_fits_its_screen(open_page: Open, width: int, height: int) -> None:
    page = wall(open_page, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": height})
    over = []
    for _ in ids(page):
        over += page.evaluate(OVERFLOWING)
        page.keyboard.press("ArrowRight")
    assert not over
    assert page.evaluate("() => document.documentElement.scrollHeight") <= height


LONG = """words => document.querySelectorAll('.what, .who, .who span, .words, .panel__lede, h1, h2').forEach(e => {
  const at = e.querySelector('a') || e;
  if (!at.querySelector('span, small')) at.textContent = words;
})"""


def test_words_of_any_length_leave_every_panel_in_its_frame(open_page: Open) -> None:
    page = wall(open_page, reduced_motion="reduce")
    page.evaluate(LONG, "国家级新型工业化产业示范基地建设领导小组办公室" * 8)
    broken = []
    for key in ids(page):
        box = page.evaluate("() => { const p = document.querySelector('.panel--now'); return [p.scrollHeight, p.clientHeight]; }")
        broken += [f"{key}: {box}"] if box[0] > box[1] + 2 else []
        page.keyboard.press("ArrowRight")
    assert not broken


def test_words_can_be_read_at_five_metres(open_page: Open) -> None:
    """On a screen of 55 inches 28 pixels of 1080 are 18 mm: what is read at five metres; the main words are larger by half."""
    page = wall(open_page, reduced_motion="reduce")
    for key in ids(page):
        assert page.evaluate(SMALLEST) >= 28, key
        page.keyboard.press("ArrowRight")


def test_it_is_dark_until_somebody_says_otherwise_and_remembers_it(open_page: Open) -> None:
    page = wall(open_page)
    scheme = page.locator("body")
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    page.keyboard.press("d")
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")
    page.reload()
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")


def test_the_buttons_fade_when_nobody_moves_and_come_back(open_page: Open) -> None:
    page = wall(open_page)
    controls = page.locator(".board__controls")
    expect(controls).to_be_hidden(timeout=8000)
    page.mouse.move(300, 300)
    expect(controls).to_be_visible()


def test_there_is_a_way_back(open_page: Open) -> None:
    page = wall(open_page)
    page.get_by_role("link", name="回到网站").click()
    page.wait_for_url("**/index.html")
    expect(page.locator(".md-header")).to_be_visible()


# ---------------------------------------------------------------- where nothing cycles


@pytest.mark.parametrize("way", ["http", "file"])
def test_without_a_script_all_panels_stand_below_each_other(open_page: Open, way: str) -> None:
    page = open_page(BOARD, way, java_script_enabled=False)
    page.set_viewport_size(WALL)
    assert page.locator(".panel:visible").count() == page.locator(".panel").count() > 5


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_shows_all_panels_and_scrolls_down_only(open_page: Open, width: int) -> None:
    page = open_page(BOARD, width=width)
    assert page.locator(".panel:visible").count() == page.locator(".panel").count()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_paper_holds_all_panels(open_page: Open, tmp_path: Path) -> None:
    page = wall(open_page)
    page.emulate_media(media="print")
    assert page.locator(".panel:visible").count() == page.locator(".panel").count()
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
