"""Numbered references for paper."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from builder.writing.references import Reference, numbered

KNOWN = {
    "articles/one.html": Reference("甲", "日报，2024年1月2日，文件1.txt"),
    "articles/two.html": Reference("<b>5~6%", "刊物未写明，日期未写明，文件2.txt"),
}


def link(address: str, css: str = "ev") -> str:
    return f'<a class="{css}" href="{address}" title="甲：句">据</a>'


def test_numbers_follow_the_order_of_first_citation() -> None:
    page = numbered(
        link("../articles/two.html#t-1") + link("../articles/one.html#t-2", "src") + link("../articles/two.html#p3"), KNOWN
    )
    assert [piece[:1] for piece in page.split('data-ref="')[1:]] == ["1", "2", "1"]
    assert page.index("&#60;b&#62;") < page.index("《甲》，日报，2024年1月2日，文件1.txt")
    assert page.count("<li") == 2


@pytest.mark.parametrize(
    "body", ["<p>什么也没有</p>", link("../targets/index.html#t-1"), '<a class="n" href="../articles/one.html#a">甲</a>']
)
def test_what_is_no_evidence_of_an_article_stays(body: str) -> None:
    assert numbered(body, KNOWN) == body


def test_the_list_of_sources_is_escaped_and_the_page_is_not_escaped_twice() -> None:
    page = numbered(Markup("<p>&amp;</p>" + link("articles/two.html#p1")), KNOWN)
    assert page.startswith("<p>&amp;</p>")
    assert "<b>5~6%" not in page
