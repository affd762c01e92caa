"""Everybody can read it: WCAG 2.2 AA by axe-core, and what axe can not see: order, focus, motion, zoom."""

from __future__ import annotations

import os
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import kinds

if TYPE_CHECKING:
    from tests.browser.conftest import Open

HERE = Path(__file__).parent
AXE = Path(__file__).resolve().parents[2] / ".cache" / "axe"
"""Where axe-core is kept between runs; package-lock.json pins its content."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block", "target-size"]
"""What may differ in the dark, where the page itself is the same."""
RUN = """async only => {
  const found = await axe.run(document, {runOnly: only, resultTypes: ['violations']});
  const boxes = n => /^#__(drawer|search)$/.test(n.target[0]);  // the theme's, before its landmarks; each has a name
  const told = (v, n) => v.id + ': ' + n.target.join(' ') + ' | ' + n.failureSummary.replace(/\\s+/g, ' ');
  return found.violations.flatMap(v => v.nodes.filter(n => v.id !== 'region' || !boxes(n)).map(n => told(v, n)));
}"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, installed by npm exactly as package-lock.json says."""
    program = AXE / "node_modules" / "axe-core" / "axe.min.js"
    lock = HERE / "package-lock.json"
    if not program.is_file() or (AXE / "package-lock.json").read_bytes() != lock.read_bytes():
        trouble = _install(AXE)
        if trouble:
            told = f"!!! ACCESSIBILITY IS NOT CHECKED: {trouble}"
            if os.environ.get("CI"):
                pytest.fail(told)
            pytest.skip(told)
    return program.read_text(encoding="utf-8")


def _install(folder: Path) -> str:
    """Let npm fetch what the lock pins; the answer is what went wrong."""
    npm = shutil.which("npm")
    if not npm:
        return "there is no npm on this machine; on Debian or Ubuntu: apt-get install nodejs npm"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, folder)
    done = subprocess.run([npm, "ci", "--silent"], cwd=folder, capture_output=True, text=True, check=False, timeout=240)
    return f"npm ci failed: {done.stderr[-400:] or done.stdout[-400:]}" if done.returncode else ""


def complaints(page: Page, axe: str) -> list[str]:
    """What axe finds on a page, in the light and in the dark."""
    page.evaluate(axe)
    if page.evaluate("() => document.body.dataset.mdColorScheme") == "slate":  # the wall board is dark at first
        page.evaluate("() => document.body.setAttribute('data-md-color-scheme', 'default')")
    assert page.evaluate("() => document.body.dataset.mdColorScheme") == "default"
    light: list[str] = page.evaluate(RUN, {"type": "tag", "values": TAGS})
    page.evaluate("() => document.body.setAttribute('data-md-color-scheme', 'slate')")  # as the switch does
    dark: list[str] = page.evaluate(RUN, {"type": "rule", "values": COLOURS})
    return light + [f"in the dark: {one}" for one in dark]


@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
def test_axe_finds_nothing(open_page: Open, site: Path, served: str, axe: str, width: int) -> None:
    page = open_page("index.html", width=width, reduced_motion="reduce")  # colours change at once
    found = []
    for address in kinds(site):
        page.goto(served + address)
        found += [f"{address}: {one}" for one in complaints(page, axe)]
    assert not found, f"{len(found)} complaints, the first of each rule:\n" + "\n".join(by_rule(found))


def by_rule(found: list[str]) -> list[str]:
    """At most two complaints of each rule."""
    kept: dict[str, list[str]] = {}
    for one in found:
        kept.setdefault(one.split(" | ")[0].split(": ")[-2], []).append(one)
    return [one for some in kept.values() for one in some[:2]]


# ---------------------------------------------------------------- what axe can not see


LEVELS = "all => all.map(h => Number(h.tagName[1]))"
HEADLESS = "all => all.filter(t => !t.tHead || !t.tHead.rows.length).length"
NAMELESS = "all => all.filter(f => !f.querySelector('figcaption')).length"


def test_language_heads_tables_and_captions(open_page: Open, site: Path, served: str) -> None:
    page = open_page("index.html")
    for address in kinds(site):
        page.goto(served + address)
        assert page.evaluate("() => document.documentElement.lang") in ("zh", "zh-CN", "zh-Hans"), address
        levels = page.locator("main :is(h1, h2, h3, h4, h5, h6):visible").evaluate_all(LEVELS)
        assert levels[0] == 1 and levels.count(1) == 1, f"{address}: {levels}"
        jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        assert not jumps, f"{address}: a level is skipped: {jumps}"
        loose = page.locator("main table th:not([scope])").count()
        assert not loose, f"{address}: {loose} heads without a scope"
        assert not page.locator("main table").evaluate_all(HEADLESS), f"{address}: a table without heads"
        assert not page.locator("main figure:has(svg)").evaluate_all(NAMELESS), f"{address}: a drawing without a caption"


SEEN = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const name = at.tagName + '.' + at.className + ' ' + (at.id || at.textContent.trim().slice(0, 20));
  return [name, drawn, box.width * box.height > 0 && box.bottom > 0];
}"""


@pytest.mark.parametrize("address", ["index.html", "targets/index.html", "quotes/index.html"])
def test_the_keyboard_shows_where_it_is(open_page: Open, address: str) -> None:
    page = open_page(address)
    blind = []
    visited = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        name, drawn, there = page.evaluate(SEEN)
        visited.add(name)
        if there and not drawn and not name.startswith("BODY"):
            blind.append(name)
    assert len(visited) > 15, f"the keyboard reaches little: {visited}"
    assert not blind, f"focus can not be seen on {sorted(set(blind))}"


def test_the_keyboard_opens_the_drawer_and_reaches_a_section(open_page: Open) -> None:
    """On a phone, and on a desktop at 400 %."""
    page = open_page("index.html", width=320)
    drawer = page.locator(".md-sidebar--primary")
    assert not drawer.is_visible()
    page.get_by_role("checkbox", name="导航").focus()
    page.keyboard.press("Space")
    link = drawer.locator("a.md-nav__link", has_text="言论").first
    link.wait_for()
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/quotes/index.html")


def test_nothing_moves_for_those_who_asked(open_page: Open) -> None:
    page = open_page("targets/index.html", reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(e => {
             const s = getComputedStyle(e);
             return s.transitionDuration.split(',').some(t => parseFloat(t) > 0.01) || parseFloat(s.animationDuration) > 0.01;
           }).map(e => e.tagName + '.' + e.className).slice(0, 5)"""
    )
    assert not moving, moving
    assert page.evaluate("() => getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_at_four_times_the_size_nothing_runs_out_of_the_window(open_page: Open, site: Path, served: str) -> None:
    """1280 px at 400 % leave 320 px."""
    page = open_page("index.html", width=320)
    wide = []
    for address in kinds(site):
        page.goto(served + address)
        if page.evaluate("() => document.documentElement.scrollWidth") > 320:
            out = (
                "all => all.filter(e => e.getBoundingClientRect().right > 321).slice(-3).map(e => e.tagName + '.' + e.className)"
            )
            wide.append(f"{address}: {page.locator('main *').evaluate_all(out)}")
    assert not wide, "\n".join(wide)
