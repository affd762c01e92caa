"""Every link inside the built site leads somewhere, and every anchor is there once."""

from __future__ import annotations

from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feeds: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif name == "href" and value and tag == "a":
                self.links.append(value)
            elif name == "href" and value and ("type", "application/atom+xml") in attrs:
                assert "alternate" in (dict(attrs)["rel"] or "").split()
                self.feeds.append(value)


@cache
def read(path: Path) -> _Page:
    """The ids and links of a built page."""
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def pages(site: Path) -> list[Path]:
    """Every page but the one for what is not there, whose addresses depend on the server."""
    return [path for path in sorted(site.rglob("*.html")) if path.name != "404.html"]


def test_every_link_leads_to_a_page_and_a_place(site: Path) -> None:
    dead = []
    for path in pages(site):
        for link in set(read(path).links):
            parts = urlsplit(link)
            if parts.scheme in ("mailto", "data", "blob"):
                continue
            there = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            place = unquote(parts.fragment)
            if parts.scheme or not there.is_file():
                dead.append(f"{path.relative_to(site)}: {link}")
            elif place and there.suffix == ".html" and place not in read(there).ids:
                dead.append(f"{path.relative_to(site)}: {link}: no such anchor")
    assert not dead, f"{len(dead)} dead links:\n" + "\n".join(dead[:20])


def test_every_anchor_stands_once_on_its_page(site: Path) -> None:
    twice = [f"{path.relative_to(site)}: {name}" for path in pages(site) for name, n in Counter(read(path).ids).items() if n > 1]
    assert not twice, "\n".join(twice[:20])


def test_every_page_tells_readers_of_feeds_where_the_feed_is(site: Path) -> None:
    feed = (site / "data" / "articles.atom").resolve()
    for path in pages(site):
        assert [(path.parent / found).resolve() for found in read(path).feeds] == [feed], path
