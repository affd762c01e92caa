"""Numbered references for paper, where no link can be opened.

On a screen each record links to its sentence. In print the link shows the number
of its article instead, and the page ends with the list of its sources: title,
outlet, date, file. Screens hide the list (docs/stylesheets/print.css).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from builder.model import Article
from builder.writing import markup, words

_EVIDENCE = re.compile(r'(<a class="(?:ev|src)") (href="(?:\.\./){0,8}([^"#]{1,300})#)')
"""An evidence link, cut where its number goes, and the article's built address in it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One source as it is cited on paper."""

    title: str
    details: str
    """Outlet, date and file, each with a word where the source does not say it."""


def reference(article: Article) -> Reference:
    """How an article is cited: what is unknown is said to be so."""
    dated = words.dated(article) or "日期未写明"
    return Reference(article.title, f"{article.outlet or '刊物未写明'}，{dated}，文件{article.file}")


def numbered(body: str, known: Mapping[str, Reference]) -> Markup:
    """A page's words with a number on each evidence link, and the list of sources after them.

    ``body`` is finished HTML; ``known`` gives the references by the articles' built
    addresses. Numbers follow the order in which articles are first cited. A page
    that cites nothing stays as it is.
    """
    order: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        address = found[3]
        if address not in known:
            return found[0]
        place = order.setdefault(address, len(order) + 1)
        return f'{found[1]} data-ref="{place}" {found[2]}'

    text = _EVIDENCE.sub(number, body)
    return Markup(text + _section([known[address] for address in order]))


def _section(cited: list[Reference]) -> str:
    if not cited:
        return ""
    lines = "".join(
        f'<li value="{place}">《{markup.block(one.title)}》，{markup.block(one.details)}</li>\n'
        for place, one in enumerate(cited, 1)
    )
    return f'<section class="refs" data-search-exclude><h2 id="refs">出处</h2>\n<ol>{lines}</ol></section>\n'
