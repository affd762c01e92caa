"""What the search knows of a page is what a reader sees, cut where a link can land."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builder import search_index, search_records, search_words
from builder.search_records import Record
from builder.writing import sheets
from tests.site import county


def parts(html: str) -> list[list[str]]:
    """(anchor, heading, text) of each part."""
    found = search_index.entry("x.html", html, "题")["parts"]
    assert isinstance(found, list)
    return found


def test_cells_stay_apart_and_inline_marks_do_not() -> None:
    assert parts("<table><tr><td>5</td><td>6%</td></tr></table>") == [["", "", "5 6%"]]
    assert parts("<p>增长<b>6.5</b><span>%</span></p>") == [["", "", "增长6.5%"]]


def test_parts_begin_at_headings_and_at_blocks_with_an_anchor() -> None:
    table = "<table><tr id=r1><td>甲</td></tr><tr><td>乙</td></tr></table>"
    html = f"<h1 id=top>题</h1><p>引</p><h2 id=a>目标</h2>{table}<p id=p>丙<i id=i>丁</i></p>"
    assert parts(html) == [["", "题", "引"], ["a", "目标", "乙"], ["r1", "目标", "甲"], ["p", "目标", "丙丁"]]


def test_what_is_not_for_the_search_is_left_out() -> None:
    html = "<p>甲<span data-search-exclude>乙<b>丙</b></span>丁<svg><text>戊</text></svg><i aria-hidden=true>己</i></p>"
    assert parts(html) == [["", "", "甲丁"]]


def test_a_link_that_shows_a_sign_does_not_part_the_words_around_it() -> None:
    assert parts('<p>确保<b>151个</b><a href=x aria-label="目标1">数1</a>项目<a href=y>开工</a></p>') == [
        ["", "", "确保151个项目开工"]
    ]


def test_entities_come_out_as_characters_and_invisible_ones_go() -> None:
    assert parts("<p>5&#126;6&#37; &lt;b&gt; 发\u200b改\u00ad局</p>") == [["", "", "5~6% <b> 发改局"]]


def test_badly_nested_html_does_no_harm() -> None:
    assert parts("</p><p>甲</div></p><p data-search-exclude>乙<p>丙") == [["", "", "甲"]]


def test_other_names_are_told_from_pinyin() -> None:
    page = search_index.entry("x.html", "", "区发展和改革局", keywords=("区发展和改革局", "区发改局", "qufagaiju", "qfgj"))
    assert page["aliases"] == ["区发改局"]
    assert page["pinyin"] == ["qufagaiju", "qfgj"]


def test_the_index_is_the_same_in_any_order() -> None:
    one, two = search_index.entry("a.html", "<p>甲</p>", "一"), search_index.entry("b.html", "<p>乙</p>", "二")
    assert search_index.dump([two, one]) == search_index.dump([one, two])
    assert "甲" in search_index.dump([one])
    assert json.loads(search_index.dump([one]))["docs"][0]["title"] == "一"


# ---------------------------------------------------------------- records


def page(location: str, html: str = "", title: str = "题") -> dict[str, object]:
    """A page of the index."""
    return search_index.entry(location, html, title)


def dumped(pages: list[dict[str, object]], *records: Record) -> dict[str, Any]:
    """What the worker gets."""
    read: dict[str, Any] = json.loads(search_index.dump(pages, records))
    return read


@pytest.fixture(scope="module")
def county_records(tmp_path_factory: pytest.TempPathFactory) -> tuple[Record, ...]:
    """The records of the made-up county, by way of its written briefing."""
    sheet = next(sheet for sheet in sheets(county.briefing()) if sheet.path == "data/briefing.json")
    assert isinstance(sheet.text, str)
    file = tmp_path_factory.mktemp("data") / "briefing.json"
    file.write_text(sheet.text, encoding="utf-8")
    return search_records.read(file)


def test_a_record_says_what_it_is(county_records: tuple[Record, ...]) -> None:
    found = {(record.kind, record.title): record for record in county_records}
    target = found["targets", "规上工业增加值增长"]
    assert (target.figure, target.owner) == ("6.5%以上", "县发展和改革局")
    assert target.note == "未写明期限 · 确保" and "6.5%" in target.text
    assert found["targets", "开工重点项目"].note.startswith("2024年")
    quote = next(record for record in county_records if record.kind == "quotes" and "周远" in record.title)
    assert "直接引语" in quote.note and "一项目一专班" in quote.text
    assert {record.figure for record in county_records if record.kind == "cadences"} == {"每旬", "每月"}


def test_every_record_of_the_briefing_has_its_place(county_records: tuple[Record, ...]) -> None:
    made = county.briefing()
    shown = [target for target in made.targets if target.status != "context"]
    counted = len(shown) + len(made.quotes) + len(made.cadences) + len(made.projects) + len(made.mechanisms)
    assert len(county_records) == counted
    assert all(".html#" in record.location for record in county_records)


def test_words_of_a_newspaper_column_are_joined() -> None:
    place = {"article": "a", "start": 0, "end": 1}
    record = {"evidence": [place | {"text": "确保\n  民 心 工 程 GDP\n up 5%"}, place | {"text": "**确保民心工程**GDP up 5%"}]}
    assert search_records._evidence(record) == "确保民心工程GDP up 5%"


def test_a_record_stands_once_and_not_on_every_page_that_shows_it() -> None:
    row = "<p>引</p><table><tr id=t-1><td>开工 46个</td></tr></table>"
    record = Record("targets", "a.html#t-1", "开工", "46个", "甲局", "a.html", "确保", "开工46个", "项目建设")
    index = dumped([page("b.html", row), page("a.html", row)], record)
    assert [doc["parts"] for doc in index["docs"]] == [[["", "", "引"]]] * 2
    assert index["config"]["records"] == [[0, 0, "t-1", 0, "开工", "46个", "确保", "开工46个", "项目建设"]]


def test_an_owner_without_a_page_is_named_and_a_record_without_one_is_left_out() -> None:
    on_page = Record("quotes", "a.html#q-1", "甲", owner="乙局", home="gone.html")
    index = dumped([page("a.html")], on_page, Record("quotes", "gone.html#q-2", "丙"))
    assert [record[3] for record in index["config"]["records"]] == ["乙局"]
    assert index["config"]["kinds"][1] == ["言论", "段", ""]


def test_no_briefing_no_records(tmp_path: Path) -> None:
    assert search_records.read(tmp_path / "briefing.json") == ()


# ---------------------------------------------------------------- words


def unpacked(packed: str) -> list[str]:
    """The reverse of ``pack``, as the worker does it."""
    words = [""]
    for shared, rest in re.findall("([0-9])([^0-9]+)", packed):
        words.append(words[-1][: int(shared)] + rest)
    return words[1:]


def test_the_words_of_the_site_come_back_as_they_were() -> None:
    words = search_words.vocabulary(["崂山区推进城市更新项目46个", "城市更新和城市建设", "GDP"])
    assert {"城市", "项目", "推进"} <= set(words)
    assert words == sorted(set(words)) and all(2 <= len(word) <= 8 for word in words)
    assert unpacked(search_words.pack(words)) == words


def test_a_word_that_begins_another_is_told_from_it() -> None:
    words = ["城市", "城市更新", "城市更新项目", "市"]
    assert unpacked(search_words.pack(words)) == words


def test_cutting_words_is_silent_and_leaves_no_file(tmp_path: Path) -> None:
    code = "from builder import search_words; print(len(search_words.vocabulary(['推进城市更新项目建设'])))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"TMPDIR": str(tmp_path)}, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) >= 3 and not done.stderr
    assert not list(tmp_path.iterdir())
