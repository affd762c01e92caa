"""What the search knows of a page is what a reader sees, cut where a link can land."""

from __future__ import annotations

import json

from builder import search_index


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
