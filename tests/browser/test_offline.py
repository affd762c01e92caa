"""No page asks another machine for anything, over http and by double click."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser

if TYPE_CHECKING:
    from tests.browser.conftest import Open

ADDRESS = r"((?:https?:)?//[^\"'\s>)]{1,200})"
LOADS = re.compile(r"(?:\b(?:src|srcset|poster)|<link[^>]{0,300}\bhref)=[\"']?" + ADDRESS)
STYLE_LOADS = re.compile(r"(?:url\(|@import )[\"']?" + ADDRESS)


def kinds(site: Path) -> list[str]:
    """One index and one leaf of every folder that has pages, and the pages at the top."""
    chosen = {page.name for page in site.glob("*.html")}
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        pages = sorted(page.relative_to(site).as_posix() for page in folder.rglob("*.html"))
        leaves = [page for page in pages if not page.endswith("index.html")]
        chosen.update([page for page in pages if page.endswith("index.html")][:1] + leaves[:1])
    return sorted(chosen - {"404.html"})


@pytest.mark.parametrize("way", ["http", "file"])
def test_reading_asks_nobody(open_page: Open, site: Path, way: str) -> None:
    """The fixture fails the test for any request beyond the site; here every kind of page is opened."""
    addresses = kinds(site)
    assert len(addresses) >= 12, addresses
    page = open_page(addresses[0], way)
    base = page.url.removesuffix(addresses[0])
    for address in addresses[1:]:
        page.goto(base + address)
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        assert page.locator("h1").count() == 1, address


def test_nothing_written_points_at_another_machine(site: Path) -> None:
    found = []
    for path in [*site.rglob("*.html"), *site.rglob("*.css")]:
        text = path.read_text(encoding="utf-8")
        loads = STYLE_LOADS if path.suffix == ".css" else LOADS
        found += [f"{path.relative_to(site)}: {address}" for address in loads.findall(text)]
    assert not found, "\n".join(found[:20])


def test_a_page_works_without_the_script(browser: Browser, served: str) -> None:
    """Old office browsers and careful readers: the words are there without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served)
    assert page.locator("h1").is_visible()
    context.close()
