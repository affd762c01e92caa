"""The articles as an Atom feed (RFC 4287). Its links are relative: they lead on from wherever the feed lies."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote
from xml.etree import ElementTree as Xml

from builder.model import Article
from builder.writing import words
from builder.writing.exports.cells import clean
from builder.writing.views import Desk

ATOM = "http://www.w3.org/2005/Atom"
TAG = "tag:guatu.invalid,2024:"
"""Begins every identifier (RFC 4151); the day only says when the name was first used."""
UNKNOWN = date(1970, 1, 1)
"""Stands where a day is asked for and nobody knows one."""


def feed_text(desk: Desk) -> str:
    """One entry for each article, newest first; the same text for the same briefing."""
    briefing = desk.atlas.briefing
    feed = Xml.Element("feed", {"xmlns": ATOM, "xml:lang": "zh-CN"})
    _add(feed, "id", f"{TAG}articles")
    _add(feed, "title", "挂图：收录的文章")
    _add(feed, "updated", _moment(max([briefing.as_of or UNKNOWN, *(_updated(a, briefing.as_of) for a in briefing.articles)])))
    _add(_add(feed, "author"), "name", "挂图")
    _add(feed, "link", rel="self", type="application/atom+xml", href="articles.atom")
    _add(feed, "link", rel="alternate", type="text/html", href=desk.to("articles/index.html"))
    for article in briefing.articles:
        _entry(feed, desk, article)
    Xml.indent(feed)
    written: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return f"{written.decode()}\n"


def _entry(feed: Xml.Element, desk: Desk, article: Article) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", f"{TAG}article/{quote(article.id, safe='/', errors='replace')}")
    _add(entry, "title", clean(article.title) or clean(article.file))
    _add(entry, "updated", _moment(_updated(article, desk.atlas.briefing.as_of)))
    if article.date:
        _add(entry, "published", _moment(article.date))
    for author in filter(None, map(clean, article.authors)):
        _add(_add(entry, "author"), "name", author)
    _add(entry, "link", rel="alternate", type="text/html", href=desk.article(article).href)
    _add(entry, "summary", _summary(desk, article))


def _summary(desk: Desk, article: Article) -> str:
    line = desk.article_line(article)
    counts = f"目标{line.targets}项，言论{line.quotes}段，调度{line.cadences}项"
    return "；".join(filter(None, [clean(article.outlet), words.dated(article), counts]))


def _updated(article: Article, as_of: date | None) -> date:
    """The day of an article; without one the first day of its year, else the as-of date: every entry must have one."""
    return article.date or (date(article.year, 1, 1) if article.year else None) or as_of or UNKNOWN


def _moment(day: date) -> str:
    """Midnight in China."""
    return f"{day.isoformat()}T00:00:00+08:00"


def _add(parent: Xml.Element, tag: str, text: str | None = None, **attributes: str) -> Xml.Element:
    child = Xml.SubElement(parent, tag, attributes)
    child.text = text
    return child
