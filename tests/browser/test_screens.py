"""How every kind of page looks: light, dark, on a phone, magnified, on paper; the pictures stay in build/screens/."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import kinds

if TYPE_CHECKING:
    from tests.browser.conftest import Open

SCREENS = Path(__file__).resolve().parents[2] / "build" / "screens"
"""Where the pictures of the newest run lie, for people to look at; git ignores the folder."""
DESKTOP = 1440


@dataclass(frozen=True)
class Way:
    """One way of looking at a page."""

    name: str
    width: int
    dark: bool = False


WAYS = (
    Way("light", DESKTOP),
    Way("dark", DESKTOP, dark=True),
    Way("phone", 390),
    Way("phone-dark", 390, dark=True),
    Way("zoom", 320),
)
"""``zoom``: 1280 px at 400 % leave 320 px."""

FAULTS = """() => {
  const head = document.querySelector('main h1'), box = head && head.getBoundingClientRect(), found = [];
  if (!box || !box.width || box.bottom < 0 || box.top > innerHeight) found.push('its head can not be seen');
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) {
    const out = [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
    found.push(`is ${wide} px wide on ${innerWidth}: ` + out.slice(0, 3).map(e => e.tagName + '.' + e.className).join(', '));
  }
  const torn = [...document.querySelectorAll('main :is(p, li, th, td, figcaption, summary, b, small)')].filter(e =>
    e.offsetParent && e.textContent.trim().length > 6 && e.getBoundingClientRect().width < 30 && !e.closest('svg, thead'));
  if (torn.length) found.push('words stand one under the other: ' + torn[0].textContent.trim().slice(0, 20));
  return found;
}"""


@pytest.fixture(scope="module")
def screens() -> Iterator[Path]:
    """The folder of pictures, without those of the run before."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    for old in SCREENS.glob("*.png"):
        old.unlink()
    yield SCREENS


def name(address: str, way: str) -> str:
    """The file name of a picture: articles-index-phone.png."""
    return f"{address.removesuffix('.html').replace('/', '-')}-{way}.png"


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_every_kind_of_page_can_be_looked_at(open_page: Open, site: Path, served: str, screens: Path, way: Way) -> None:
    page = open_page("index.html", dark=way.dark, width=way.width)
    page.wait_for_function(f"() => document.body.dataset.mdColorScheme === '{'slate' if way.dark else 'default'}'")
    faults = []
    for address in kinds(site):
        page.goto(served + address)
        faults += [f"{address} {fault}" for fault in page.evaluate(FAULTS)]
        page.screenshot(path=screens / name(address, way.name), full_page=True)
    assert not faults, "\n".join(faults)


def test_every_kind_of_page_is_pictured_on_paper(open_page: Open, site: Path, served: str, screens: Path) -> None:
    page = open_page("index.html", dark=True)
    for address in kinds(site):
        page.goto(served + address)
        paper = page.pdf(prefer_css_page_size=True)
        picture = screens / name(address, "print")
        command = ["pdftoppm", "-png", "-r", "75", "-l", "1", "-singlefile", "-", str(picture.with_suffix(""))]
        subprocess.run(command, input=paper, check=True)
        assert picture.stat().st_size > 5000, f"{address}: the first sheet is empty"


def bottom(page: Page, selector: str) -> float:
    """Where an element ends, in px below the top of the window."""
    box = page.locator(selector).bounding_box()
    assert box, f"{selector} can not be seen"
    return box["y"] + box["height"]


def test_home_is_one_screen_of_a_desktop(open_page: Open) -> None:
    """Goals, bodies, the latest articles and the coverage, without scrolling."""
    page = open_page("index.html", width=DESKTOP)
    page.set_viewport_size({"width": DESKTOP, "height": 900})
    for part in (".asof", ".wall", ".band--districts", ".kinds", ".news", ".tally"):
        assert bottom(page, part) <= 900, f"{part} ends below the screen"


def test_home_is_one_sheet_of_paper(open_page: Open) -> None:
    page = open_page("index.html")
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
