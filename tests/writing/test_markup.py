"""Source text comes out of Markdown, YAML and Jinja as it went in."""

from __future__ import annotations

import time
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from jinja2 import DictLoader, UndefinedError
from markdown import Markdown
from markupsafe import Markup
from mkdocs.utils.meta import get_data

from builder.writing import markup

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "source_text.yaml").read_text(encoding="utf-8"))
LINES = [*CASES["natural"], *CASES["hostile"]]
# More than the site uses: the promise must outlive a change of settings.
EXTENSIONS = [
    "attr_list", "tables", "toc", "admonition", "footnotes", "abbr", "def_list", "md_in_html", "fenced_code",
    "smarty", "pymdownx.superfences", "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark", "pymdownx.details",
    "pymdownx.magiclink", "pymdownx.tasklist", "pymdownx.smartsymbols",
]  # fmt: skip
# Any text, richer than chance in what Markdown reads.
TEXT = st.text(st.one_of(st.sampled_from("\n\n  \t*_`~^=#>-+.|[](){}<>!&;:\\\"'/1a中，。$%@"), st.characters()), max_size=60)


class Reader(HTMLParser):
    """The elements of a page in order and the text of those with an id."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[dict[str, str | None]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append("<!-- -->")


def read(markdown: str) -> Reader:
    return Reader(Markdown(extensions=EXTENSIONS).convert(markdown))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def shown(text: str) -> str:
    return squeezed(markup.seen(text))


def check_block(text: str) -> None:
    page = read(f'前\n\n<div class="a">\n<p id="x">\n{markup.block(text)}\n</p>\n</div>\n\n后')
    assert page.tags == ["p", "div", "p", "p"]
    assert squeezed(page.text) == squeezed(f"前 {shown(text)} 后")


def check_inline(text: str) -> None:
    line = markup.inline(text)
    page = read(f"# 题{line} {{ #x }}\n\n| a | b |\n|---|---|\n| 格{line} | [链{line}](y.md) |\n\n段{line}\n")
    assert page.tags == ["h1", "table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "a", "p"]
    assert page.attributes[0] == {"id": "x"}
    said = shown(text)
    assert squeezed(page.text) == squeezed(f"题{said} a b 格{said} 链{said} 段{said}")


def check_attribute(text: str) -> None:
    value = markup.attribute(text)
    page = read(f'<div title="{value}">\n</div>\n\n词 <a href="y.md" title="{value}">链</a> {{ 词 }}')
    assert [tag for tag in page.tags if tag != "p"] == ["div", "a"]
    assert [found["title"] for found in page.attributes if "title" in found] == [shown(text)] * 2
    assert all(set(found) <= {"title", "href"} for found in page.attributes)


@pytest.mark.parametrize("line", LINES)
def test_every_line_stays_itself(line: str) -> None:
    check_block(line)
    check_attribute(line)
    if shown(line):
        check_inline(line)


@settings(max_examples=150, deadline=None)
@drawn(TEXT)
def test_any_text_stays_itself(text: str) -> None:
    check_block(text)
    check_attribute(text)
    if shown(text):
        check_inline(text)


@settings(max_examples=300, deadline=None)
@drawn(TEXT, TEXT)
def test_front_matter_says_what_it_holds(title: str, description: str) -> None:
    given = {"title": title, "description": description, "hide": ["navigation"], "search": {"boost": 0.5}}
    body, values = get_data(f"{markup.front_matter(given)}\n# 正文\n")
    assert body == "# 正文\n"
    assert set(values) == {"title", "description", "hide", "search"}
    assert values["hide"] == ["navigation"] and values["search"] == {"boost": 0.5}
    for raw, text in ((values["title"], title), (values["description"], description)):
        assert isinstance(raw, str)
        assert not set("<>\"'{}`") & set(raw)
        assert unescape(raw) == shown(text)


@pytest.mark.parametrize("line", LINES)
def test_a_title_can_stand_raw_in_a_page(line: str) -> None:
    _, values = get_data(str(markup.front_matter({"title": line})) + "\n正文")
    page = Reader(f'<title>{values["title"]} - 挂图</title><meta content="{values["title"]}">')
    assert page.tags == ["title", "meta"]
    assert page.text == f"{shown(line)} - 挂图"
    assert page.attributes[1] == {"content": shown(line)}


def test_front_matter_of_other_kinds() -> None:
    given = {"title": "总表", "count": 3, "boost": 0.5, "wide": True, "tall": False, "none": None, "alias": ("区发改局", "fgj")}
    values = yaml.safe_load(markup.front_matter(given).split("---\n")[1])
    assert values == {"title": "总表", "count": 3, "boost": 0.5, "wide": True, "tall": False, "alias": ["区发改局", "fgj"]}


@pytest.mark.parametrize("values", [{"a b": "x"}, {"a:": "x"}, {"": "x"}, {"a\nb": "x"}])
def test_front_matter_refuses_odd_keys(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="plain word"):
        markup.front_matter(values)


@pytest.mark.parametrize("value", [Markup("<b>"), float("nan"), object()])
def test_front_matter_refuses_what_it_cannot_say(value: object) -> None:
    with pytest.raises(TypeError):
        markup.front_matter({"title": value})  # type: ignore[dict-item]


def test_long_inline_text_is_whole_and_quick() -> None:
    """Nothing is cut: beyond the limit punctuation takes its full-width form."""
    assert markup.inline("增长5~6%") == "增长5&#126;6&#37;"
    text = "增长5~6%，*10^3^* " * 3000
    started = time.process_time()
    page = read(f"# {markup.inline(text)}\n")
    assert time.process_time() - started < 2
    assert squeezed(page.text) == squeezed(text).translate({ord(a): ord(b) for a, b in zip("~%*^", "～％＊＾", strict=True)})


def test_long_block_is_quick() -> None:
    text = "<b>*增长5~6%*</b>\n\n" * 20000
    started = time.process_time()
    check_block(text)
    assert time.process_time() - started < 4


def test_unfit_characters_are_shown_one_for_one() -> None:
    text = "".join(map(chr, range(0x3000))) + "\ud800\ufffe"
    assert len(markup.seen(text)) == len(text)
    assert markup.seen("5\u202e6%\x00") == "5\ufffd6%\ufffd"
    assert markup.seen("增长5～6%\n\t　") == "增长5～6%\n\t　"


def render(template: str, name: str = "x.md.j2", **values: object) -> str:
    made = markup.environment()
    made.loader = DictLoader({name: template})
    return made.get_template(name).render(values)


@pytest.mark.parametrize("name", ["x.md.j2", "x.svg.j2", "x.html", "x.ics", "x"])
def test_a_plain_value_is_escaped_in_every_template(name: str) -> None:
    said = "&#60;b&#62;&#123;&#123; 7 &#125;&#125;&#96;&#10;&#38;"
    assert render("{{ value }}", name, value="<b>{{ 7 }}`\n&") == said
    assert render("{{ value | block }}", name, value="<b>{{ 7 }}`\n&") == said
    assert render("{{ value.a[0] }}", name, value={"a": ["<b>{{ 7 }}`\n&"]}) == said


def test_markup_is_escaped_once() -> None:
    assert render("{{ value }}", value=markup.block("<")) == "&#60;"
    assert render("{{ value | inline }}{{ value | attribute }}", value="#") == "&#35;&#35;"
    assert render("{{ value | inline }}", value=markup.inline("*")) == "&#42;"
    assert render("{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(value) }}", value="<") == "<i>&#60;</i>"
    assert render("{% set s %}<i>{{ value }}</i>{% endset %}{{ s }}", value="<") == "<i>&#60;</i>"
    assert render("{{ front_matter({'title': value}) }}# x", value='"<') == '---\ntitle: "&#34;&#60;"\n---\n# x'


def test_numbers_and_nothing() -> None:
    assert render("{{ a }}|{{ b }}|{{ c }}|{{ c | inline }}", a=46, b=760.9, c=None) == "46|760.9||"


def test_a_name_that_does_not_exist_is_an_error() -> None:
    for template in ("{{ missing }}", "{{ value.missing }}", "{{ missing | inline }}", "{% if missing %}{% endif %}"):
        with pytest.raises(UndefinedError):
            render(template, value={})
