"""The briefing as one PDF: cover, contents with page numbers, chapters, sources.

    python tools/book.py                      the whole briefing   → build/book.pdf
    python tools/book.py --section districts  one section          → build/book-districts.pdf
    python tools/book.py --body 区商务局       the page of one body → build/book-区商务局.pdf

It takes the pages of the built site, binds them into one HTML page, lets Chromium
print that, and reads the PDF again: where a table head, a figure or a source is not
on the pages that should hold it, the work fails and no PDF is left.

The same site gives the same bytes with the same Chromium and the same fonts; another
Chromium may break lines and pages elsewhere.
"""

from __future__ import annotations

import argparse
import difflib
import html
import json
import os
import re
import shutil
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader, PdfWriter

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
WHOLE = ("", "districts", "departments", "goals", "targets", "compare", "themes", "cadence", "timeline", "mechanisms")
WHOLE += ("projects", "quotes")
"""The sections of the whole book; "" is the home page. One that the site does not have is left out."""
LISTS = frozenset(("targets", "compare", "themes", "cadence", "timeline", "mechanisms", "projects", "quotes", "coverage"))
"""Sections of one page."""
SOURCES = "sources"
PASSES = 4
"""Printings until the page numbers in the contents stand still; two do, unless the contents grow by a page."""
LEFT_OUT = frozenset(("asof", "drawing__narrow", "none-in-print", "refs", "sec__all", "side__go", "tally"))
"""Classes that a book has no use for: it has a cover and sources of its own, and nothing in it can be pressed."""
FIGURES = frozenset(("fig__number", "fig__words", "t__number", "t__words"))
EMPTY = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
# Signs that a PDF may give for the characters they look like, and that NFKC leaves alone.
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "母民虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
_SPACE = re.compile(r"\s+")
_REFS = re.compile(r'<section class="refs"[^>]{0,200}>(.{0,400000}?)</section>', re.DOTALL)
_REF = re.compile(r'<li value="([0-9]{1,6})">(.{0,4000}?)</li>', re.DOTALL)
_HREFS = re.compile(r'href="([^"#]{1,300}\.html)["#]')
_STYLES = re.compile(r'<link rel="stylesheet" href="([^"]{1,300})"')
_NOT_IN_NAMES = re.compile(r"[^\w-]+")


class TroubleError(Exception):
    """Why there is no book, in words for the person at the keyboard."""


# ---------------------------------------------------------------- what a book is made of


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the site as it stands in the book."""

    page: str
    """Its built address: districts/jiao-zhou-shi.html."""
    title: str
    text: str
    """HTML of everything below the site's frame, with ids and links of the book."""
    wide: bool
    """Whether it asks for landscape pages."""
    checks: tuple[str, ...]
    """Table heads, row heads and figures in reading order: what must be found again in the PDF."""
    cited: tuple[str, ...]
    """Built addresses of the articles it cites, in the order of first citation."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the book; it begins on a new page."""

    name: str
    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that is printed."""

    title: str
    subtitle: str
    facts: tuple[str, ...]
    """Lines of the cover: as-of date, counts."""
    as_of: date | None
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    """Each cited article with outlet, date and file, in the order of its number."""

    @property
    def chapters(self) -> Iterator[Chapter]:
        """All chapters in order."""
        return (chapter for part in self.parts for chapter in part.chapters)


def anchor(page: str, at: str = "") -> str:
    """A page's anchor in the book, or that of a place on it."""
    return "in--" + page.removesuffix(".html").replace("/", "--") + (f"--{at}" if at else "")


def squeezed(text: str) -> str:
    """Without white space and in one form, as words of a page and of a PDF can be compared."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text).translate(_RADICALS))


# ---------------------------------------------------------------- reading the built site


class _Reader(HTMLParser):
    """Cuts the words of a page out of the site's frame and makes its ids and links those of the book."""

    def __init__(self, page: str, bound: frozenset[str], numbers: Mapping[str, int]) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.bound = bound
        """Pages of the book; a link to any other page keeps only its words."""
        self.numbers = numbers
        self.text: list[str] = []
        self.title = ""
        self.checks: list[str] = []
        self.cited: dict[str, None] = {}
        self.wide = False
        self._open: list[str] = []
        """The roles of the elements that stand open, outermost first."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = self._cite({name: value or "" for name, value in attrs})
        classes = frozenset(given.get("class", "").split())
        if not self._open and "gt" not in classes:
            return
        role = self._role(tag, classes)
        if tag not in EMPTY:
            self._open.append(role)
        if "out" in self._open or role == "out":
            return
        self.wide = self.wide or "gt--wide" in classes
        if role == "check":
            self.checks.append("")
        self.text.append(self._tag(tag, given))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or tag in EMPTY:
            return
        if "out" not in self._open:
            self.text.append(f"</{tag}>")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._open or "out" in self._open:
            return
        if "h1" in self._open:
            self.title += data
        if "check" in self._open:
            self.checks[-1] += data
        self.text.append(html.escape(data, quote=False))

    def _role(self, tag: str, classes: frozenset[str]) -> str:
        if classes & LEFT_OUT:
            return "out"
        return "check" if (tag == "th" or classes & FIGURES) and "check" not in self._open else tag

    def _tag(self, tag: str, given: Mapping[str, str]) -> str:
        made = [tag]
        for name, value in given.items():
            changed = self._attribute(name, value)
            if changed is not None:
                made.append(f'{name}="{html.escape(changed)}"')
        return f"<{' '.join(made)}>"

    def _attribute(self, name: str, value: str) -> str | None:
        """An attribute as the book needs it; none where the book has no use for it."""
        if name == "href":
            there, at = self._there(value)
            return f"#{anchor(there, at)}" if there in self.bound else None
        if name == "id":
            return anchor(self.page, value)
        if name in ("aria-labelledby", "aria-describedby"):
            return " ".join(anchor(self.page, one) for one in value.split())
        return None if name in ("title", "tabindex", "hidden") else value

    def _cite(self, given: dict[str, str]) -> dict[str, str]:
        """The attributes with the book's number of the source instead of the page's."""
        if "data-ref" not in given:
            return given
        article, _ = self._there(given["href"])
        self.cited[article] = None
        return given | {"data-ref": str(self.numbers.get(article, 0))}

    def _there(self, href: str) -> tuple[str, str]:
        path, _, at = href.partition("#")
        return (normpath(join(dirname(self.page), path)) if path else self.page), at


def read(site: Path, page: str, bound: frozenset[str] = frozenset(), numbers: Mapping[str, int] | None = None) -> Chapter:
    """One built page as a chapter."""
    reader = _Reader(page, bound, numbers or {})
    reader.feed((site / page).read_text(encoding="utf-8"))
    reader.close()
    if not reader.title:
        raise TroubleError(f"{site / page} has no title: was it built by this version? Run: make site")
    checks = tuple(filter(None, map(squeezed, reader.checks)))
    return Chapter(page, reader.title.strip(), "".join(reader.text), reader.wide, checks, tuple(reader.cited))


def references(site: Path, page: str, chapter: Chapter) -> dict[str, str]:
    """Each article that a page cites → title, outlet, date and file, as the page gives them."""
    section = _REFS.search((site / page).read_text(encoding="utf-8"))
    lines = {int(place): html.unescape(words) for place, words in _REF.findall(section[1])} if section else {}
    if len(lines) != len(chapter.cited):
        raise TroubleError(f"{site / page} cites {len(chapter.cited)} articles and lists {len(lines)}: run make site")
    return dict(zip(chapter.cited, (lines[place] for place in sorted(lines)), strict=True))


# ---------------------------------------------------------------- choosing and putting together


def section(site: Path, name: str) -> list[str]:
    """The pages of one section: its index, then the others in the order of the index."""
    index = f"{name}/index.html" if name else "index.html"
    if not (site / index).is_file():
        return []
    if not name or name in LISTS:
        return [index]
    others = sorted(path.relative_to(site).as_posix() for path in (site / name).glob("*.html") if path.name != "index.html")
    words = (site / index).read_text(encoding="utf-8")
    linked = [normpath(join(name, href)) for href in _HREFS.findall(words)]
    return [index, *sorted(others, key=lambda page: linked.index(page) if page in linked else len(linked))]


def bodies(site: Path, name: str) -> list[str]:
    """The pages of the bodies that bear a name or a short form."""
    known = _data(site)["bodies"]
    found = [body["url"] for body in known if body.get("url") and name in (body["name"], *body["aliases"])]
    if found:
        return found
    names = [one for body in known for one in (body["name"], *body["aliases"])]
    near = difflib.get_close_matches(name, names, 3, 0.4) or [one for one in names if name in one][:3]
    raise TroubleError(f"No body is called {name}." + (f" Did you mean {'、'.join(near)}?" if near else ""))


def choose(site: Path, wanted_section: str, wanted_body: str) -> list[tuple[str, list[str]]]:
    """The sections of the book, each with its pages."""
    if wanted_body:
        return [("body", bodies(site, wanted_body))]
    if wanted_section:
        pages = section(site, wanted_section)
        if not pages:
            there = sorted(path.parent.name for path in site.glob("*/index.html"))
            raise TroubleError(f"The site has no section {wanted_section}. It has: {', '.join(there)}")
        return [(wanted_section, pages)]
    return [(name or "home", pages) for name in WHOLE if (pages := section(site, name))]


def bind(site: Path, chosen: Sequence[tuple[str, list[str]]], subtitle: str) -> Book:
    """Read the chosen pages and number their sources through the whole book."""
    sources: dict[str, str] = {}
    for page in (page for _, pages in chosen for page in pages):
        sources |= references(site, page, read(site, page))
    numbers = {article: place for place, article in enumerate(sources, 1)}
    bound = frozenset(page for _, pages in chosen for page in pages)
    parts = []
    for name, pages in chosen:
        chapters = tuple(read(site, page, bound, numbers) for page in pages)
        parts.append(Part(name, "总览" if name == "home" else chapters[0].title, chapters))
    data = _data(site)
    as_of = date.fromisoformat(data["as_of"]) if data["as_of"] else None
    counts = "，".join(
        f"{len(data[key])}{words}" for key, words in (("articles", "篇文章"), ("targets", "项目标"), ("quotes", "段言论"))
    )
    facts = (f"资料截至{as_of.year}年{as_of.month}月{as_of.day}日" if as_of else "资料截至日期未写明", f"收录{counts}")
    return Book(read(site, "index.html").title, subtitle, facts, as_of, tuple(parts), tuple(sources.values()))


def _data(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "data" / "briefing.json").read_text(encoding="utf-8"))
    return found


# ---------------------------------------------------------------- setting in type

STYLE = """
body { page: auto !important; }
@page { @top-right { content: "" } }
@page cover { @top-left { content: none } @top-right { content: none } @bottom-center { content: none } }
.book-cover { page: cover; }
.book-cover h1 { margin: 70mm 0 6mm !important; padding-bottom: 5mm; border-bottom: 3px solid #000; }
.book-cover h1 { font: 700 34pt/1.3 var(--serif) !important; }
.book-cover p { margin: 0 0 2mm; font-size: 12pt; }
.book-cover .book-subtitle { margin-bottom: 90mm; font: 400 18pt/1.5 var(--serif); }
.book-part { break-before: page; }
.book-toc { break-before: page; }
.book-toc ol { margin: 0 !important; padding: 0; list-style: none !important; }
.book-toc li { margin: 0 !important; list-style: none !important; }
.book-toc a { display: flex; gap: 6pt; padding: 1.5pt 0; color: #000; break-inside: avoid; }
.book-toc a::before { content: ""; order: 1; flex: 1; border-bottom: 1px dotted #666; transform: translateY(-.35em); }
.book-toc a b { order: 2; font-weight: 400; }
.book-toc li ol { columns: 2; column-gap: 10mm; }
.book-toc li ol a { padding-left: 1em; }
.book-toc > ol > li > a { margin-top: 5pt; font-weight: 700; }
.book-chapter + .book-chapter { margin-top: 14mm; }
.book-chapter .mast { break-inside: avoid; break-after: avoid; }
.book-sources ol { margin: 0 !important; padding-left: 2.4em; list-style: decimal !important; }
.book-sources li { list-style: decimal !important; break-inside: avoid; overflow-wrap: anywhere; font-size: 9.5pt; }
"""


def typeset(book: Book, styles: Iterable[str], pages: Mapping[str, int]) -> str:
    """The whole book as one HTML page; ``pages`` gives the page number of each anchor, 0 where it is not known yet."""
    sheets = "".join(f'<link rel="stylesheet" href="{html.escape(style)}">' for style in styles)
    running = "".join(_running(place, part) for place, part in enumerate((*book.parts, Part(SOURCES, "出处", ()))))
    parts = "".join(_part(place, part) for place, part in enumerate(book.parts))
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{html.escape(_name(book))}</title>{sheets}'
        f"<style>{STYLE}{running}</style></head>"
        f'<body data-md-color-scheme="default"><article class="md-content__inner md-typeset"><div class="gt">'
        f"{_cover(book)}{_contents(book, pages)}{parts}{_sources(book)}</div></article></body></html>"
    )


def _name(book: Book) -> str:
    return f"{book.title} · {book.subtitle}" if book.subtitle else book.title


def _cover(book: Book) -> str:
    facts = "".join(f"<p>{html.escape(fact)}</p>" for fact in book.facts)
    subtitle = html.escape(book.subtitle) or "简报"
    return (
        f'<section class="book-cover"><h1>{html.escape(book.title)}</h1><p class="book-subtitle">{subtitle}</p>{facts}'
        "<p>数字、日期和引语都取自收录的文章；方括号里是出处的编号，见书末。</p></section>"
    )


def _contents(book: Book, pages: Mapping[str, int]) -> str:
    def line(at: str, title: str, inside: str = "") -> str:
        return f'<li><a href="#{at}"><span>{html.escape(title)}</span> <b>{pages.get(at, 0)}</b></a>{inside}</li>'

    lines = []
    for part in book.parts:
        first, *others = part.chapters
        inside = "".join(line(anchor(chapter.page), chapter.title) for chapter in others)
        lines.append(line(anchor(first.page), part.title, f"<ol>{inside}</ol>" if inside else ""))
    lines.append(line(SOURCES, "出处"))
    return f'<section class="book-toc"><h2>目录</h2><ol>{"".join(lines)}</ol></section>'


def _part(place: int, part: Part) -> str:
    chapters = "".join(
        f'<section class="book-chapter" id="{anchor(chapter.page)}"'
        f' style="page: part{place}{"wide" if chapter.wide else ""}">{chapter.text}</section>'
        for chapter in part.chapters
    )
    return f'<section class="book-part">{chapters}</section>'


def _running(place: int, part: Part) -> str:
    words = part.title.replace("\\", " ").replace('"', " ").replace("\n", " ").replace("<", " ")
    head = f'@top-left {{ content: "{words}" }}'
    return f"@page part{place} {{ {head} }} @page part{place}wide {{ size: A4 landscape; {head} }}"


def _sources(book: Book) -> str:
    lines = "".join(f"<li>{html.escape(source)}</li>" for source in book.sources) or "<li>没有引用文章。</li>"
    page = f"page: part{len(book.parts)}"
    return f'<section class="book-part book-sources" id="{SOURCES}" style="{page}"><h2>出处</h2><ol>{lines}</ol></section>'


# ---------------------------------------------------------------- printing and reading again


def press(book: Book, site: Path, printer: Page, folder: Path) -> bytes:
    """Print until the page numbers in the contents are those of the pages."""
    styles = [(site / style).as_uri() for style in _STYLES.findall((site / "index.html").read_text(encoding="utf-8"))]
    sheet = folder / "book.html"
    pages: dict[str, int] = {}
    for _ in range(PASSES):
        sheet.write_text(typeset(book, styles, pages), encoding="utf-8")
        printer.goto(sheet.as_uri())
        printed = printer.pdf(prefer_css_page_size=True, tagged=True)
        found = numbering(PdfReader(BytesIO(printed)))
        if found == pages:
            return printed
        pages = found
    raise TroubleError("The page numbers in the contents do not stand still.")


def numbering(reader: PdfReader) -> dict[str, int]:
    """Each anchor that is linked to → its page, counted from 1."""
    found = {}
    for name, place in reader.named_destinations.items():
        number = reader.get_destination_page_number(place)
        if number is not None:
            found[name.lstrip("/")] = number + 1
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF as it reads."""

    words: tuple[str, ...]
    """The squeezed words of each page."""
    starts: Mapping[str, int]
    """Each anchor that is linked to → its page, counted from 1."""


def read_again(done: bytes) -> Printed:
    """What stands in a PDF, whoever wrote it."""
    reader = PdfReader(BytesIO(done))
    return Printed(tuple(squeezed(page.extract_text()) for page in reader.pages), numbering(reader))


def missing(book: Book, printed: Printed) -> list[str]:
    """What the PDF should hold and does not, a line each."""
    words, starts = printed.words, printed.starts
    chapters = list(book.chapters)
    ends = [*(starts.get(anchor(chapter.page), 0) for chapter in chapters[1:]), starts.get(SOURCES, 0)]
    troubles = []
    for chapter, end in zip(chapters, ends, strict=True):
        start = starts.get(anchor(chapter.page), 0)
        if not start or end < start:
            troubles.append(f"{chapter.title}: not in the contents")
            continue
        troubles += [f"{chapter.title}, pages {start}–{end}: {lost}" for lost in unread(chapter.checks, words[start - 1 : end])]
    last = "".join(words[starts.get(SOURCES, len(words)) - 1 :])
    troubles += [f"sources: {source}" for source in book.sources if squeezed(source) not in last]
    return troubles


def unread(checks: Iterable[str], pages: Sequence[str]) -> list[str]:
    """Those words that do not follow one another in the pages in their order."""
    text = "\n".join(pages)
    place = 0
    lost = []
    for check in checks:
        found = text.find(check, place)
        if found < 0:
            lost.append(check)
        else:
            place = found + len(check)
    return lost


def finished(book: Book, printed: bytes) -> bytes:
    """The PDF with an outline, and with nothing in it that depends on the clock."""
    writer = PdfWriter(clone_from=BytesIO(printed))
    pages = numbering(PdfReader(BytesIO(printed)))
    for part in book.parts:
        first, *others = part.chapters
        above = writer.add_outline_item(title=part.title, page_number=pages[anchor(first.page)] - 1)
        for chapter in others:
            writer.add_outline_item(title=chapter.title, page_number=pages[anchor(chapter.page)] - 1, parent=above)
    writer.add_outline_item(title="出处", page_number=pages[SOURCES] - 1)
    writer.metadata = {"/Title": _name(book), "/Creator": "挂图", "/Producer": "Chromium, pypdf"} | _dated(book.as_of)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _dated(day: date | None) -> dict[str, str]:
    return {"/CreationDate": f"D:{day:%Y%m%d}000000Z", "/ModDate": f"D:{day:%Y%m%d}000000Z"} if day else {}


# ---------------------------------------------------------------- the command


def chromium() -> str:
    """Chromium's program on this machine."""
    found = os.environ.get("GUATU_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not found:
        raise TroubleError(
            "The book is printed by Chromium, and there is none on this machine.\n"
            "On Debian or Ubuntu: apt-get install chromium fonts-noto-cjk; or set GUATU_CHROMIUM to its path."
        )
    return found


def plan(site: Path, wanted_section: str = "", wanted_body: str = "") -> Book:
    """The whole briefing, one section or one body, read from the built site.

    Raises:
        TroubleError: there is no such site, section or body.
    """
    if not (site / "data" / "briefing.json").is_file():
        raise TroubleError(f"There is no built site in {site}. Run: make site")
    chosen = choose(site, wanted_section, wanted_body)
    return bind(site, chosen, read(site, chosen[0][1][0]).title if wanted_section or wanted_body else "")


def make(book: Book, site: Path, printer: Page) -> bytes:
    """The PDF of a book, read again.

    Raises:
        TroubleError: the PDF does not hold what it should.
    """
    with tempfile.TemporaryDirectory() as folder:
        done = finished(book, press(book, site, printer, Path(folder)))
    lost = missing(book, read_again(done))
    if lost:
        raise TroubleError("The PDF does not hold everything; it was not kept. Missing:\n  " + "\n  ".join(lost[:20]))
    return done


def main(arguments: Sequence[str] | None = None) -> int:
    """Make one book."""
    parser = argparse.ArgumentParser(description="The briefing as one PDF.")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (default: site/)")
    parser.add_argument("--section", default="", help="only one section, by its folder: districts, departments, goals …")
    parser.add_argument("--body", default="", help="only one body, by its name or short name: 区商务局")
    parser.add_argument("--out", type=Path, help="the PDF (default: build/book….pdf)")
    given = parser.parse_args(arguments)
    if given.section and given.body:
        parser.error("give --section or --body, not both")
    name = _NOT_IN_NAMES.sub("-", given.section or given.body)
    out = given.out or ROOT / "build" / (f"book-{name}.pdf" if name else "book.pdf")
    try:
        site = given.site.resolve()
        book = plan(site, given.section, given.body)
        program = chromium()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
            done = make(book, site, browser.new_page(java_script_enabled=False))
            browser.close()
    except TroubleError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(done)
    pages = len(PdfReader(BytesIO(done)).pages)
    checks = sum(len(chapter.checks) for chapter in book.chapters)
    print(f"{out}: {pages} pages, {len(book.sources)} sources; {checks} heads and figures read again in the PDF.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
