"""What must hold on every page of every site: links, anchors, unique ids, nothing lost, kindness to empty sites."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

import pytest
from county import briefing

from builder.model import Body, Briefing, Evidence, Goal
from builder.writing import sheets

HOSTILE = "</title><script>alert(1)</script>{{ 7*7 }} [x](javascript:1) | # `~~~` 5~6% 10^3^ " + "长" * 140
EMPTY = "---\n---\n"


class Page(HTMLParser):
    """The ids, links and words of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.paragraphs: dict[str, str] = {}
        """Paragraphs of an article without the tags between their words."""
        self._open = ""
        self._tag = False
        self.feed(text.split("---\n", 2)[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "id" and tag == "p":
                self._open = value or ""
            if name == "href" and tag == "a":
                self.links.append(value or "")
        self._tag = ("class", "tag") in attrs

    def handle_endtag(self, tag: str) -> None:
        self._tag = False
        self._open = "" if tag == "p" else self._open

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._open and not self._tag:
            self.paragraphs[self._open] = self.paragraphs.get(self._open, "") + data

    @property
    def text(self) -> str:
        """Everything that a reader sees."""
        return "".join(self.words)


def site(of: Briefing) -> dict[str, Page]:
    """Built address → page; a file to take away has nothing on it."""
    return {s.path.replace(".md", ".html"): Page(str(s.text) if s.path.endswith(".md") else EMPTY) for s in sheets(of)}


@pytest.fixture(scope="module")
def county() -> dict[str, Page]:
    return site(briefing())


def dead(pages: dict[str, Page]) -> list[str]:
    """Links that lead to no page or no place. Pages written by hand are taken to be there."""
    found = []
    for here, page in pages.items():
        for link in page.links:
            path, _, at = link.partition("#")
            there = normpath(join(dirname(here), path)) if path else here
            if there not in pages or (at and at not in pages[there].ids):
                found.append(f"{here}: {link}")
    return found


def test_every_link_leads_to_a_page_and_a_place(county: dict[str, Page]) -> None:
    assert dead(county) == []


def test_no_id_stands_twice_on_a_page(county: dict[str, Page]) -> None:
    twice = {here: [i for i, n in Counter(page.ids).items() if n > 1] for here, page in county.items()}
    assert {here: ids for here, ids in twice.items() if ids} == {}


@pytest.mark.parametrize("key", ["t-open-q", "t-park", "t-path", "c-ten", "q-told", "q-said", "p-park", "m-one"])
def test_every_record_has_an_anchor_in_its_article_and_elsewhere(county: dict[str, Page], key: str) -> None:
    places = [here for here, page in county.items() if key in page.ids]
    assert any(here.startswith("articles/") for here in places)
    assert any(not here.startswith("articles/") for here in places)


def test_an_article_page_holds_the_whole_text(county: dict[str, Page]) -> None:
    shown = [page.paragraphs for page in county.values() if "p1" in page.ids]
    for article in briefing().articles:
        assert {f"p{i}": paragraph.text for i, paragraph in enumerate(article.paragraphs, 1)} in shown


def test_a_district_without_a_number_shows_its_sentence(county: dict[str, Page]) -> None:
    page = next(page for page in county.values() if "没有给出数字" in page.text and "河湾区与云岭县" in page.text)
    assert "绿化面积3*4*5亩" in page.text


def test_bodies_of_one_name_are_told_apart(county: dict[str, Page]) -> None:
    shown = county["departments/index.html"].text
    assert "白石镇（云岭县）" in shown
    assert "白石镇（河湾区）" in shown


def test_background_figures_are_no_targets_but_stand_in_their_article(county: dict[str, Page]) -> None:
    assert "会议历时" not in county["targets/index.html"].text
    assert any("t-talk" in page.ids for page in county.values())


def test_unused_quantities_are_listed_with_their_reason(county: dict[str, Page]) -> None:
    shown = county["coverage/index.html"].text
    assert "3*4*5亩" in shown
    assert "未能理解" in shown
    assert "坏文件.docx" in shown


def test_home_hangs_the_campaign_and_its_beats(county: dict[str, Page]) -> None:
    shown = county["index.html"].text
    assert "“开新局、走在前”攻坚行动" in shown
    assert "一季度3次，已到期2次" in shown  # 旬 from 4 March: 10, 20, 31


@pytest.mark.parametrize(
    "emptied",
    [
        Briefing((), (), ()),
        Briefing((), (), (Goal("economy", "经济运行"),)),
        replace(briefing(), targets=()),
        replace(briefing(), cadences=(), quotes=(), projects=(), mechanisms=()),
        replace(briefing(), as_of=None),
        replace(briefing(), bodies=()),
    ],
    ids=["nothing", "goals only", "no target", "targets only", "no as-of date", "no body"],
)
def test_a_site_with_little_builds_and_has_no_dead_link(emptied: Briefing) -> None:
    assert dead(site(emptied)) == []


def test_an_empty_site_says_what_to_do() -> None:
    shown = site(Briefing((), (), ()))["index.html"].text
    assert "还没有文章" in shown
    assert "seeds" in shown


def test_hostile_names_stay_words() -> None:
    county = briefing()
    bodies = tuple(replace(body, name=f"{HOSTILE}{i}", aliases=(HOSTILE,)) for i, body in enumerate(county.bodies))
    articles = tuple(replace(article, title=HOSTILE, deck=HOSTILE, file=HOSTILE) for article in county.articles)
    targets = tuple(replace(t, metric=HOSTILE, unit=HOSTILE if t.unit else None) for t in county.targets)
    hostile = replace(county, bodies=bodies, articles=articles, targets=targets)
    assert dead(site(hostile)) == []
    for sheet in sheets(hostile):
        assert sheet.path.isascii()
        if sheet.path.endswith(".md"):
            assert "<script" not in sheet.text
            assert "{{" not in sheet.text.split("---\n", 2)[1]
            assert HOSTILE[:20] not in sheet.text


def crowd(count: int) -> Briefing:
    """The county with many more bodies, each named once."""
    county = briefing()
    article = county.articles[0]
    named = Evidence(article.id, 0, 3, article.text[:3], 0)
    return replace(county, bodies=tuple(Body(f"b{i}", f"第{i}办公室", "department", (), None, (named,)) for i in range(count)))


def test_time_grows_with_the_number_of_bodies_not_its_square() -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        sheets(crowd(count))
        return time.process_time() - start

    seconds(50)
    assert seconds(800) < 8 * seconds(200) + 0.5


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert sheets(briefing()) == sheets(briefing())
