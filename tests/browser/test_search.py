"""What people type finds the right page among the first three, over http and by double click."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from playwright.sync_api import Page

if TYPE_CHECKING:
    from tests.browser.conftest import Open

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "search.yaml").read_text(encoding="utf-8"))
QUERIES = [case for group in CASES.values() for case in group]
HOSTILE = "<img src=x onerror=alert(1)>\"'&<script>"

ASK = """
async ([index, queries]) => {
  const { base, search } = JSON.parse(document.getElementById("__config").textContent)
  const worker = new Worker(new URL(search, new URL(base, location.href)))
  const answer = (message) => new Promise((done) => {
    worker.addEventListener("message", (event) => done(event.data.data), { once: true })
    worker.postMessage(message)
  })
  const timed = async (message) => {
    const start = performance.now()
    return [await answer(message), performance.now() - start]
  }
  const [, ready] = await timed({ type: 0, data: { config: index.config, docs: index.docs, options: {} } })
  const answers = []
  for (const query of queries) answers.push(await timed({ type: 2, data: query }))
  worker.terminate()
  return { ready, times: answers.map(([, time]) => time), items: answers.map(([found]) => found.items) }
}
"""
"""Puts queries to the worker as the theme does, without its search box: all of them in one page in a second."""


@pytest.fixture(scope="session")
def index(site: Path) -> dict[str, Any]:
    """The site's pages and records as the search knows them."""
    made: dict[str, Any] = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    return made


def plain(html: str) -> str:
    """The words of a result."""
    return unescape(re.sub(r"<[^<>]{0,20}>", " ", html))


def shown(items: list[list[dict[str, Any]]]) -> list[tuple[str, str, str]]:
    """(kind, address, words) of what a reader sees without unfolding: each page, and each record of a group, counts as one."""
    found = []
    for item in items:
        first = item[0]
        if "#" in first["location"]:
            for record in item:
                if "#" in record["location"] and record["score"] >= first["score"]:
                    text = plain(record["text"])
                    found.append((text.split()[0], record["location"], f"{plain(record['title'])} {text}"))
        else:
            words = " ".join(plain(part["title"] + part["text"]) for part in item)
            found.append(("".join(first.get("tags", ())), first["location"], words))
    return found


def is_hit(case: dict[str, Any], kind: str, address: str, words: str) -> bool:
    """Whether a result is the one that a case expects; spaces do not matter."""
    closed = words.replace(" ", "")
    right_place = case.get("kind", kind) == kind and address.startswith(case.get("at", ""))
    return right_place and all(word.replace(" ", "") in closed for word in case["shows"])


@pytest.mark.parametrize("way", ["http", "file"])
def test_what_people_type_is_among_the_first_three(open_page: Open, index: dict[str, Any], way: str) -> None:
    assert len(QUERIES) >= 70
    answers = open_page("index.html", way).evaluate(ASK, [index, [case["query"] for case in QUERIES]])
    missed = []
    for case, items in zip(QUERIES, answers["items"], strict=True):
        first = shown(items)[:3]
        if not any(is_hit(case, *result) for result in first):
            missed.append(f"{case}: " + "; ".join(f"{kind} {address} {words[:60]}" for kind, address, words in first))
    hits = 1 - len(missed) / len(QUERIES)
    assert hits >= 0.95, f"hits@3 {hits:.3f} of {len(QUERIES)} queries; missed:\n" + "\n".join(missed)


def test_the_search_is_small_and_quick(open_page: Open, index: dict[str, Any]) -> None:
    """Bounds with room for a slow machine; the figures measured are in the documentation."""
    size = len(json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode())
    answers = open_page("index.html").evaluate(ASK, [index, [case["query"] for case in QUERIES]])
    assert size < 300_000, f"the index of the five articles has {size} bytes"
    assert answers["ready"] < 1000, answers["ready"]
    assert median(answers["times"]) < 100, median(answers["times"])


def test_every_result_lands_on_a_place_that_is_there(open_page: Open, index: dict[str, Any], site: Path) -> None:
    answers = open_page("index.html").evaluate(ASK, [index, [case["query"] for case in QUERIES]])
    places = {result["location"] for items in answers["items"] for item in items for result in item}
    pages = {place.partition("#")[0] for place in places}
    there = {f"{page}#{name}" for page in pages for name in re.findall(r'\bid="?([^"\s>]+)', (site / page).read_text("utf-8"))}
    assert len(places) > 100
    assert not places - there - pages


def test_the_parts_of_a_query_must_all_be_there(open_page: Open, index: dict[str, Any]) -> None:
    answers = open_page("index.html").evaluate(ASK, [index, ["李沧城市更新"]])
    for item in answers["items"][0]:
        assert not any(False in result["terms"].values() for result in item)
    assert all("李沧" in words for kind, _, words in shown(answers["items"][0]) if kind == "目标")


def test_nothing_in_the_index_or_the_query_becomes_markup(open_page: Open) -> None:
    """The theme puts titles, texts, tags and missing words into the page as HTML."""
    page = {"location": "a.html", "title": HOSTILE, "kind": HOSTILE, "aliases": [], "pinyin": [], "weight": 1}
    page["parts"] = [["", HOSTILE, f"甲 {HOSTILE}"], ["b", f"甲 {HOSTILE}", f"甲 {HOSTILE}"]]
    record = [0, 0, "t-1", 0, f"甲 {HOSTILE}", f"5% {HOSTILE}", HOSTILE, f"甲 {HOSTILE}", HOSTILE]
    other = [0, 0, "t-2", HOSTILE, "甲", "", "", "", ""]
    config = {"kinds": [[HOSTILE, HOSTILE, ""]], "records": [record, other], "words": ""}
    opened = open_page("index.html")
    answers = opened.evaluate(ASK, [{"config": config, "docs": [page]}, ["甲", "5%", HOSTILE, f"甲 {HOSTILE} 乙<b>"]])
    results = [result for items in answers["items"] for item in items for result in item]
    assert len(results) >= 8
    for result in results:
        for html in (result["title"], result["text"], *result.get("tags", ()), *result["terms"]):
            tags, text = opened.evaluate(
                "html => { const box = document.createElement('template'); box.innerHTML = html;"
                " return [[...box.content.querySelectorAll('*')].map(e => e.outerHTML), box.content.textContent] }",
                html,
            )
            assert all(re.match(r"<(p|b|small|mark)>", tag) for tag in tags), tags
            assert "&lt;" not in text


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
def test_the_search_box_shows_what_the_worker_finds(open_page: Open, way: str) -> None:
    page = open_page("index.html", way)
    for query, words in {
        "发改局": "区发展和改革局",
        "崂山项目": "崂山区",
        "动态清零": "动态清零",
        "qfgj": "区发展和改革局",
    }.items():
        first = results(page, query)[:3]
        assert any(words in shown for _, shown in first), f"{query}: {first}"


@pytest.mark.parametrize("way", ["http", "file"])
def test_a_target_says_what_it_is_and_opens_its_place(open_page: Open, way: str) -> None:
    page = open_page("index.html", way)
    _, group = results(page, "工信局技改投资增速")[0]
    assert all(words in group for words in ("目标", "20%以上", "区工业和信息化局", "2023年")), group
    page.keyboard.press("Enter")
    page.wait_for_url("**#t-*")
    assert "20" in page.locator(":target").inner_text()


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
