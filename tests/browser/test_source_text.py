"""What a reader sees in a browser is what the article says, wherever on a page it stands, and nothing of it runs."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import DictLoader
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from playwright.sync_api import Browser, Page, Route

from builder import pipeline
from builder.model import Briefing
from builder.writing import markup

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
ORIGIN = "http://site.test/"
CASES = yaml.safe_load((ROOT / "tests/cases/source_text.yaml").read_text(encoding="utf-8"))
LONG = ["增长5~6%，*涨幅*3~4%；" * 120, "<b>**{{ x }}**</b>\n\n# 1. " * 400]
LINES: list[str] = [*CASES["natural"], *CASES["hostile"], *LONG]
HARMLESS = "词"

# One of each kind of place. In block and inline places a line also stands at the very beginning of its line.
PAGE = """\
{{ front_matter({"title": "各处"}) }}
# 各处

{% for line in lines %}
## {{ line | inline }} { #h{{ loop.index0 }} }

段落 {{ line | inline }} <span data-at="{{ loop.index0 }} paragraph" title="{{ line | attribute }}">{{ line | inline }}</span>
{{ line | inline }}

| 单位 | 目标 |
|---|---|
| {{ line | inline }} | <b data-at="{{ loop.index0 }} cell">{{ line | inline }}</b> |

- [{{ line | inline }}](index.md){ data-at="{{ loop.index0 }} link" }

<div class="card" title="{{ line | attribute }}" data-at="{{ loop.index0 }} card">
{{ line }}
</div>

<div>
<p data-at="{{ loop.index0 }} first">{{ line }}</p>

<table><tr><td data-at="{{ loop.index0 }} raw-cell">{{ line }}</td><td>尾</td></tr></table>
<p title="{{ line }}">
{{ line }}</p>
<pre data-at="{{ loop.index0 }} pre">
{{ line | block }}</pre>
</div>
{% endfor %}
"""
PLACES = ("paragraph", "cell", "link", "card", "first", "raw-cell", "pre")
INLINE = ("paragraph", "cell", "link", "heading")

# From long text in an inline place punctuation comes out in its full-width form.
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if not chr(code).isalnum()}

CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")

# The tags of a document in order, with the names of their attributes: two pages that differ in text alone agree in it.
SKELETON = """root => [...root.querySelectorAll('*')].map(e => e.tagName + ' ' + e.getAttributeNames().sort().join(' '))"""


@dataclass(frozen=True)
class Lines:
    """A built site in a browser that can reach nothing else."""

    browser: Browser
    folder: Path

    def open(self, address: str) -> tuple[Page, list[str]]:
        """The page at ``address`` and the list, still growing, of requests for anything outside."""
        page = self.browser.new_page()
        outside: list[str] = []

        def answer(route: Route) -> None:
            url = route.request.url.split("#")[0].split("?")[0]
            file = self.folder / url.removeprefix(ORIGIN)
            if not url.startswith(ORIGIN):
                outside.append(url)
                route.abort()
            elif file.is_file():
                route.fulfill(path=file)
            else:
                route.fulfill(status=404)

        page.route("**/*", answer)
        page.goto(ORIGIN + address, wait_until="load")
        return page, outside


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Lines:
    """Every line in every place, built once with the project's own settings and theme."""
    folder = tmp_path_factory.mktemp("source-text")
    docs = folder / "docs"
    copy_assets(docs)
    write_pages(docs)
    build(settings(folder))
    return Lines(browser, folder / "site")


def copy_assets(docs: Path) -> None:
    for own in ("javascripts", "stylesheets", "images"):
        if (ROOT / "docs" / own).is_dir():
            shutil.copytree(ROOT / "docs" / own, docs / own)


def settings(folder: Path) -> MkDocsConfig:
    """The project's settings without its hook (the pages are there already) and its search. A warning is a failure."""
    return load_config(
        str(ROOT / "mkdocs.yml"),
        docs_dir=str(folder / "docs"),
        site_dir=str(folder / "site"),
        nav=[{"首页": "index.md"}],
        not_in_nav="*",
        hooks=[],
        plugins=[],
        strict=True,
    )


def write_pages(docs: Path) -> None:
    jinja = markup.environment()
    jinja.loader = DictLoader({"page.md.j2": PAGE})
    template = jinja.get_template("page.md.j2")
    pages = {
        "index.md": "# 首页\n",
        "lines.md": template.render(lines=LINES),
        "twin.md": template.render(lines=[HARMLESS] * len(LINES)),
        **{f"titles/{n}.md": titled(line) for n, line in enumerate(LINES)},
        "titles/twin.md": titled(HARMLESS),
    }
    for path, text in pages.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(text, encoding="utf-8")


def titled(line: str) -> str:
    return f"{markup.front_matter({'title': line, 'description': line})}\n# {markup.inline(line)} {{ #title }}\n\n正文\n"


def squeezed(text: str) -> str:
    return " ".join(text.split())


def expected(line: str, place: str) -> str:
    text = squeezed(markup.seen(line))
    return text.translate(WIDE) if place in INLINE and len(text.encode()) > markup.LONGEST else text


def texts(page: Page, selector: str, key: str) -> dict[str, str]:
    """The text of each element that ``selector`` finds, under its ``key`` (an expression in ``e``)."""
    script = f"Object.fromEntries([...document.querySelectorAll('{selector}')].map(e => [{key}, e.textContent]))"
    found: dict[str, str] = page.evaluate(script)
    return found


def differences(found: dict[str, str], wanted: dict[str, str]) -> list[str]:
    assert found.keys() == wanted.keys()
    return [f"{at}: {found[at]!r} instead of {wanted[at]!r}"[:300] for at in wanted if squeezed(found[at]) != wanted[at]]


def test_text_is_what_the_source_says(lines: Lines) -> None:
    page, outside = lines.open("lines.html")
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('[data-at]')].map(e => [e.dataset.at, e.textContent]))"
    )
    wanted = {f"{n} {place}": expected(line, place) for n, line in enumerate(LINES) for place in PLACES}
    assert differences(found, wanted) == []

    headings: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('h2')].map(e => [e.id, e.textContent]))"
    )
    assert differences(headings, {f"h{n}": expected(line, "heading") for n, line in enumerate(LINES)}) == []

    titles: list[str] = page.evaluate("[...document.querySelectorAll('article [title]')].map(e => e.title)")
    assert [squeezed(title) for title in titles] == [expected(line, "title") for line in LINES for _ in range(3)]

    assert page.evaluate("window.pwned") is None
    assert outside == []
    page.close()


def test_text_makes_no_element_and_no_attribute(lines: Lines) -> None:
    skeletons = []
    for address in ("lines.html", "twin.html"):
        page, outside = lines.open(address)
        assert outside == []
        skeletons.append(page.evaluate(f"({SKELETON})(document)"))
        page.close()
    found, twin = skeletons
    assert len(twin) > 20 * len(LINES)
    assert found == twin


def test_titles_and_descriptions_are_what_the_source_says(lines: Lines) -> None:
    """Read with the browser's parser, which needs no page load for each."""
    page, outside = lines.open("titles/twin.html")
    name: str = page.title().removeprefix(f"{HARMLESS} - ")
    read = f"""html => {{
        const read = new DOMParser().parseFromString(html, 'text/html');
        return {{
            title: read.title,
            description: read.querySelector('meta[name=description]').content,
            heading: read.querySelector('h1').textContent,
            skeleton: ({SKELETON})(read),
        }}
    }}"""
    twin: dict[str, Any] = page.evaluate(read, (lines.folder / "titles/twin.html").read_text(encoding="utf-8"))
    wrong = []
    for n, line in enumerate(LINES):
        found: dict[str, Any] = page.evaluate(read, (lines.folder / f"titles/{n}.html").read_text(encoding="utf-8"))
        said = expected(line, "title")
        wanted = {"title": f"{said} - {name}", "description": said, "heading": expected(line, "heading")}
        wrong += differences({key: found[key] for key in wanted}, wanted)
        if found["skeleton"] != twin["skeleton"]:
            wrong.append(f"{line!r} makes elements")
    assert wrong == []
    assert outside == []
    page.close()


@pytest.mark.parametrize("start", ["</title>", "&lt;/title&gt;", "&amp;lt;", '"><script>'])
def test_a_hostile_title_runs_nothing(lines: Lines, start: str) -> None:
    n = next(n for n, line in enumerate(LINES) if line.startswith(start))
    page, outside = lines.open(f"titles/{n}.html")
    assert page.title().startswith(expected(LINES[n], "title"))
    assert page.evaluate("window.pwned") is None
    assert outside == []
    page.close()


def test_the_inspection_sees_what_it_looks_for(lines: Lines) -> None:
    page, _ = lines.open("index.html")
    found = page.evaluate(
        INSPECT, "<a href=' javascript:x' onclick=x></a><img src=//outside.test><iframe></iframe><script>x</script>"
    )
    assert (found["scripts"], found["odd"], found["handlers"]) == (["x"], ["IFRAME"], ["onclick"])
    assert found["links"] == [" javascript:x", "//outside.test"]
    page.close()


def test_there_are_enough_lines() -> None:
    assert len(CASES["natural"]) >= 60
    assert len(CASES["hostile"]) >= 60
    assert len(set(LINES)) == len(LINES)


# ---------------------------------------------------------------- the builder's own pages


INSPECT = """html => {
    const read = new DOMParser().parseFromString(html, 'text/html');
    const odd = 'iframe, object, embed, base, math, marquee, textarea, meta[http-equiv]';
    read.querySelectorAll('article a.tag').forEach(number => number.remove());  // set beside each fact by the page itself
    const all = [...read.querySelectorAll('*')];
    const links = all.flatMap(e => ['href', 'src', 'action', 'srcset', 'data'].map(name => e.getAttribute(name) ?? ''));
    return {
        scripts: [...read.querySelectorAll('script')].map(e => e.src || e.textContent),
        odd: [...read.querySelectorAll(odd)].map(e => e.tagName),
        handlers: all.flatMap(e => e.getAttributeNames()).filter(name => name.startsWith('on')),
        links: links.filter(link => /^\\s*(javascript|data|vbscript):|^(https?:)?[/][/]/i.test(link)),
        text: [...read.querySelectorAll('article p')].map(e => e.textContent),
    }
}"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> tuple[Lines, Briefing]:
    """The lines inside the sentences of articles, read, found, sorted and written by the builder."""
    folder = tmp_path_factory.mktemp("told")
    seeds = folder / "seeds"
    seeds.mkdir()
    # Controls make a file look like no text to the reader; how they are shown is tested above.
    lines = [line for line in LINES[: -len(LONG)] if not CONTROL.search(line)]
    for n in range(0, len(lines), 30):
        text = "\n\n".join([lines[n], *map(sentence, lines[n : n + 30])])
        (seeds / f"{n:03}.txt").write_text(text, encoding="utf-8", newline="")
    copy_assets(folder / "docs")
    briefing, changes = pipeline.build(seeds, folder / "docs")
    assert not briefing.unread
    assert not changes.refused
    build(settings(folder))
    return Lines(browser, folder / "site"), briefing


def sentence(line: str) -> str:
    return f"区发展和改革局表示，今年将确保新开工项目46个，{line}，增长6%以上。“我们将全力推进{line}。”{line}项目9月底前交付。"


def test_the_builders_pages_hold_no_code_of_the_articles(told: tuple[Lines, Briefing]) -> None:
    lines, _ = told
    page, outside = lines.open("index.html")
    scripts = page.evaluate(INSPECT, (lines.folder / "index.html").read_text(encoding="utf-8"))["scripts"]
    for file in sorted(lines.folder.rglob("*.html")):
        found = page.evaluate(INSPECT, file.read_text(encoding="utf-8"))
        assert (found["odd"], found["handlers"], found["links"]) == ([], [], []), file
        if file.parent.name == "board":  # has no head of the theme, and only scripts of its own
            assert all(script.startswith("http://site.test/javascripts/") for script in found["scripts"]), file
        else:
            assert len(found["scripts"]) == len(scripts), file
    assert outside == []
    page.close()


def test_the_builders_article_pages_say_what_the_articles_say(told: tuple[Lines, Briefing]) -> None:
    lines, briefing = told
    page, _ = lines.open("index.html")
    pages = [page.evaluate(INSPECT, file.read_text(encoding="utf-8")) for file in lines.folder.glob("articles/*.html")]
    shown = {unspaced(text) for found in pages for text in found["text"]}
    told_by = [p.text for article in briefing.articles for p in article.paragraphs if p.role == "body"]
    assert len(told_by) > 100
    assert [text for text in told_by if unspaced(markup.seen(text)) not in shown] == []
    page.close()


def unspaced(text: str) -> str:
    return "".join(text.split())
