"""The feed is one that readers of feeds take, and the guide names every file and column."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from exports_sample import BRIEFING, DAY, EMPTY, article, files

from builder.model import Body, Briefing
from builder.pipeline import build

ATOM = "{http://www.w3.org/2005/Atom}"
TABLES = ["targets.csv", "cadences.csv", "quotes.csv", "projects.csv", "bodies.csv", "duties.csv"]
TABLES += ["tours.csv", "themes.csv", "escalations.csv"]
MADE = [*TABLES, "lists.csv", "briefing.xlsx", "lists.xlsx", "cadence.ics", "articles.atom", "README.txt"]


def feed(briefing: Briefing = BRIEFING) -> Xml.Element:
    return Xml.fromstring(files(briefing)["articles.atom"])


def of(*articles: object) -> Briefing:
    return replace(BRIEFING, articles=articles)  # type: ignore[arg-type]


def said(parent: Xml.Element, tag: str) -> str:
    """The one element of a kind, as Atom asks."""
    found = parent.findall(ATOM + tag)
    assert len(found) == 1, tag
    return found[0].text or ""


# ---------------------------------------------------------------- the feed


@pytest.mark.parametrize("briefing", [BRIEFING, EMPTY, of(article(day=None))], ids=["full", "empty", "undated"])
def test_the_feed_has_what_the_standard_asks_for(briefing: Briefing) -> None:
    root = feed(briefing)
    assert root.tag == f"{ATOM}feed"
    assert root.findall(f"{ATOM}author/{ATOM}name")
    for part in (root, *root.findall(f"{ATOM}entry")):
        assert said(part, "id").startswith("tag:guatu.invalid,2024:")
        assert said(part, "title")
        assert datetime.fromisoformat(said(part, "updated")).utcoffset() is not None
        assert part.findall(f"{ATOM}link[@rel='alternate']")


def test_an_article_is_an_entry() -> None:
    (entry,) = feed().findall(f"{ATOM}entry")
    assert said(entry, "title") == "一季度“开门红”"
    assert said(entry, "updated") == said(entry, "published") == "2024-02-21T00:00:00+08:00"
    assert [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")] == ["王某", "李某"]
    assert said(entry, "summary") == "某报；2024年2月21日；目标4项，言论1段，调度2项"
    (link,) = entry.findall(f"{ATOM}link")
    assert link.get("href") == "../articles/yi-ji-du-kai-men-hong.html"


def test_an_identifier_is_made_of_the_file_and_holds_no_foreign_character() -> None:
    (entry,) = feed().findall(f"{ATOM}entry")
    assert said(entry, "id") == "tag:guatu.invalid,2024:article/2024/%E7%94%B2%20a.txt"
    odd = said(feed(of(article("\ud800<&>.txt"))).findall(f"{ATOM}entry")[0], "id")
    assert odd == "tag:guatu.invalid,2024:article/%3F%3C%26%3E.txt"


def test_a_day_that_nobody_knows_is_not_published() -> None:
    (entry,) = feed(of(article(day=None))).findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}published") is None
    assert said(entry, "updated") == "2024-01-01T00:00:00+08:00"
    (entry,) = feed(of(replace(article(day=None), year=None))).findall(f"{ATOM}entry")
    assert said(entry, "updated") == "2024-02-21T00:00:00+08:00", "the as-of day"


def test_the_feed_is_as_new_as_its_newest_day() -> None:
    assert said(feed(of(article("甲", date(2024, 5, 1)), article("乙", DAY))), "updated") == "2024-05-01T00:00:00+08:00"
    assert said(feed(EMPTY), "updated") == "1970-01-01T00:00:00+08:00"


@pytest.mark.parametrize("text", ["</title><x>&amp;", "]]>", "\x00\x08\ud800\uffff", "<![CDATA[", "  "])
def test_words_stay_words(text: str) -> None:
    (entry,) = feed(of(replace(article(), title=text, outlet=text, authors=(text,)))).findall(f"{ATOM}entry")
    shown = " ".join(re.sub("[\x00\x08\ud800\uffff]", "\ufffd", text).split())
    assert said(entry, "title") == (shown or "a.txt")


# ---------------------------------------------------------------- the guide


def test_the_page_links_to_every_file() -> None:
    page = files()["index.md"].decode()
    named = re.findall(r'<th scope="row"><a href="([^"]+)"', page)
    assert sorted(named) == sorted([*MADE, "briefing.json", "briefing.schema.json"])
    assert sorted(files()) == sorted([*MADE, "index.md"])


def test_page_and_readme_explain_every_column() -> None:
    page, readme = unescape(files()["index.md"].decode()), files()["README.txt"].decode()
    for name in TABLES:
        for head in files()[name].decode("utf-8-sig").split("\r\n")[0].strip('"').split('","'):
            assert f'<th scope="row">{head}</th>' in page
            assert f"    {head}：" in readme


@pytest.mark.parametrize("words", ["许可", "MIT", "引用", "资料截至2024年2月21日", "撇号"])
def test_page_and_readme_say_licence_citation_and_how_formulas_are_kept_off(words: str) -> None:
    assert words in files()["README.txt"].decode()
    assert words in unescape(files()["index.md"].decode())


def test_words_of_columns_stay_out_of_the_search() -> None:
    """They stand on every page that shows a table."""
    page = files()["index.md"].decode()
    assert page.index("data-search-exclude><h2") < page.index("columns-targets")
    assert "search: {boost: 0.2" in page


def test_an_empty_briefing_has_its_guide() -> None:
    assert "0行" in files(EMPTY)["index.md"].decode()
    assert "日期不明" in files(EMPTY)["README.txt"].decode()


# ---------------------------------------------------------------- on the disk


def test_two_builds_write_the_same_files(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    text = (
        "云岭县部署全年工作\n2024年3月4日，云岭县召开会议。一季度，全县开工重点项目12个。县发展和改革局对重点项目实行月调度。\n"
    )
    (seeds / "a.txt").write_text(text, encoding="utf-8")
    for docs in ("one", "two"):
        build(seeds, tmp_path / docs)
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / docs / "data").iterdir()} for docs in ("one", "two"))
    assert one == two
    assert {*MADE, "index.md", "briefing.json", "briefing.schema.json"} == set(one)
    _, changes = build(seeds, tmp_path / "one")
    assert changes.written == ()


def test_every_row_of_many_is_written() -> None:
    crowd = tuple(Body(f"b{n}", f"第{n}办公室", "department") for n in range(2000))
    assert files(replace(BRIEFING, bodies=crowd))["bodies.csv"].count(b"\r\n") == 2001
