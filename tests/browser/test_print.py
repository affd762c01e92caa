"""On paper: every kind of page on A4, and the whole briefing as one PDF."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.browser.kinds import kinds

if TYPE_CHECKING:
    from tests.browser.conftest import Open

ROOT = Path(__file__).resolve().parents[2]
SHEET = {(595, 842), (842, 595)}
"""A4 upright and lying, in points."""
FRAME = re.compile(r"第[0-9]+页,共[0-9]+页")


def load(name: str) -> ModuleType:
    """A program of tools/ as a module."""
    spec = importlib.util.spec_from_file_location(f"tool_{name}", ROOT / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its data classes look themselves up
    spec.loader.exec_module(module)
    return module


book = load("book")


def words_of(paper: bytes) -> list[str]:
    """The squeezed words of each page of a PDF."""
    made = subprocess.run(["pdftotext", "-", "-"], input=paper, capture_output=True, check=True).stdout.decode()
    return [book.squeezed(text) for text in made.split("\f")[:-1]]


def test_every_kind_of_page_prints_on_a4(open_page: Open, site: Path, tmp_path: Path) -> None:
    """From dark mode too: the right sheet, page numbers, a running title, the sources, nothing of the site's frame."""
    addresses = [address for address in kinds(site) if address != "404.html"]
    page = open_page(addresses[0], "file", dark=True)
    for address in addresses:
        page.goto((site / address).as_uri())
        title = book.squeezed(page.title())
        cited = page.locator("main .refs li").count()
        paper = page.pdf(prefer_css_page_size=True)
        sizes = {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in PdfReader(BytesIO(paper)).pages}
        assert sizes <= SHEET, f"{address}: {sizes}"
        words = words_of(paper)
        for number, text in enumerate(words, 1):
            assert f"第{number}页,共{len(words)}页" in text, f"{address}: page {number} has no number"
            assert title[:20] in text, f"{address}: page {number} has no running title"
            assert len(FRAME.sub("", text).replace(title, "")) > 20, f"{address}: page {number} is empty"
        whole = "".join(words)
        assert "收录情况说明" not in whole, f"{address}: the site's foot is printed"
        assert "目标总表调度节奏" not in whole, f"{address}: the site's head is printed"
        assert ("出处" in whole and "文件" in whole) or not cited, f"{address}: no sources on paper"


def test_dark_mode_prints_black_on_white(open_page: Open, tmp_path: Path) -> None:
    page = open_page("targets/index.html", dark=True)
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'slate'")
    page.pdf(path=tmp_path / "dark.pdf", prefer_css_page_size=True)
    made = subprocess.run(["pdftoppm", "-gray", "-r", "20", "-l", "1", tmp_path / "dark.pdf"], capture_output=True, check=True)
    pixels = made.stdout.split(b"\n255\n", 1)[1]
    assert sum(pixels) / len(pixels) > 200, "the sheet is grey"
    assert max(set(pixels), key=pixels.count) == 255 == pixels[0] == pixels[-1], "the paper or its margins are not white"


def test_heads_are_repeated_and_rows_are_whole(open_page: Open) -> None:
    page = open_page("targets/index.html")
    heads = [book.squeezed(head).rstrip("↕") for head in page.locator(".t--targets thead th").all_inner_texts()]
    rows = page.locator(".t--targets tbody tr").evaluate_all("rows => rows.map(row => row.querySelector('th').textContent)")
    words = words_of(page.pdf(prefer_css_page_size=True))
    assert len(words) > 1, "too short a table to tell"
    with_rows = [text for text in words if any(book.squeezed(row) in text for row in rows)]
    for text in with_rows[1:]:
        missing = book.unread(heads, [text])
        assert not missing, f"a page without the heads {missing}"
    assert not book.unread([book.squeezed(row) for row in rows], words)


def test_a_chart_stays_on_one_sheet(open_page: Open) -> None:
    page = open_page("cadence/index.html")
    labels = page.locator(".drawing__wide svg").first.evaluate("svg => [...svg.querySelectorAll('text')].map(t => t.textContent)")
    words = words_of(page.pdf(prefer_css_page_size=True))
    assert any(all(book.squeezed(label) in text for label in labels) for text in words), "the chart is torn apart"


# ---------------------------------------------------------------- the book


def make(browser: Browser, bound: Any, site: Path) -> bytes:
    """A book from a browser of its own, as the command makes it: a browser counts what it has shown, also in its PDFs."""
    fresh = browser.browser_type.launch(executable_path=book.chromium(), args=list(book.FLAGS))
    made: bytes = book.make(bound, site, fresh.new_page(java_script_enabled=False))
    fresh.close()
    return made


@pytest.fixture(scope="module")
def goals(site: Path, browser: Browser) -> tuple[Any, bytes, Any]:
    """The book of one section: what was bound, its PDF, and what is read there."""
    bound = book.plan(site, wanted_section="goals")
    done = make(browser, bound, site)
    return bound, done, book.read_again(done)


@pytest.mark.parametrize("name", ["districts", "departments", "goals"])
def test_a_section_of_a_book_has_the_order_of_its_index(open_page: Open, site: Path, name: str) -> None:
    links = open_page(f"{name}/index.html").locator("main tbody a").evaluate_all("links => links.map(link => link.href)")
    listed = [f"{name}/{link.rpartition('/')[2]}" for link in links if f"/{name}/" in link]
    assert book.section(site, name)[1:] == list(dict.fromkeys(listed))


def test_a_book_has_cover_contents_chapters_and_sources(goals: tuple[Any, bytes, Any]) -> None:
    bound, _, printed = goals
    words = printed.words
    assert book.squeezed(bound.title) in words[0] and "资料截至" in words[0]
    assert "第1页" not in words[0]
    assert "目录" in words[1]
    for chapter in bound.chapters:
        listed = re.search(re.escape(book.squeezed(chapter.title)) + r"([0-9]+)", words[1])
        assert listed, f"{chapter.title} is not in the contents"
        assert book.squeezed(chapter.title) in words[int(listed[1]) - 1], f"{chapter.title} is not on page {listed[1]}"
    assert all(book.squeezed(source) in words[-1] for source in bound.sources)
    assert bound.sources, "a section with figures cites articles"


def test_a_book_has_an_outline_and_no_time_of_the_clock(goals: tuple[Any, bytes, Any]) -> None:
    bound, done, _ = goals
    reader = PdfReader(BytesIO(done))
    titles = [entry["/Title"] for entry in _flat(reader.outline)]
    assert titles == [chapter.title for chapter in bound.chapters] + ["出处"]
    assert reader.metadata and reader.metadata["/CreationDate"] == f"D:{bound.as_of:%Y%m%d}000000Z"


def _flat(outline: list[Any]) -> list[Any]:
    return [one for entry in outline for one in (_flat(entry) if isinstance(entry, list) else [entry])]


def test_a_book_of_one_body_is_the_same_each_time(site: Path, browser: Browser) -> None:
    bound = book.plan(site, wanted_body="区工信局")
    assert bound.subtitle == "区工业和信息化局"
    assert make(browser, bound, site) == make(browser, bound, site), "the same site gave other bytes"


def test_what_is_lost_in_print_is_noticed(goals: tuple[Any, bytes, Any]) -> None:
    bound, _, printed = goals
    first, *others = bound.parts[0].chapters
    wrong = replace(first, checks=(*first.checks, "九千九百九十九"))
    parts = (replace(bound.parts[0], chapters=(wrong, *others)),)
    one, two = book.missing(replace(bound, parts=parts, sources=(*bound.sources, "《没有的文章》")), printed)
    assert one.startswith(first.title) and one.endswith("九千九百九十九")
    assert two == "sources: 《没有的文章》"


def test_the_order_of_figures_is_checked() -> None:
    assert book.unread(["目标值", "5", "6.5%"], ["目标值5", "6.5%"]) == []
    assert book.unread(["6.5%", "5"], ["5", "6.5%"]) == ["5"]
    assert book.unread(["7", "6.5%"], ["5", "6.5%"]) == ["7"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--body", "区商局"], "Did you mean 区商务局"),
        (["--section", "nothing"], "districts"),
        (["--site", "/nowhere"], "make site"),
    ],
)
def test_what_there_is_not_is_said(site: Path, capsys: pytest.CaptureFixture[str], options: list[str], told: str) -> None:
    assert book.main(["--site", str(site), *options]) == 1
    assert told in capsys.readouterr().err


def test_without_chromium_the_message_says_what_to_do(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GUATU_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "/nonexistent")
    assert book.main(["--site", str(site), "--body", "区工信局"]) == 1
    assert "apt-get install chromium" in capsys.readouterr().err
