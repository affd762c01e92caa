"""What the site's search knows of a page: its names, and its text cut where a link can land.

The search itself runs in the browser (docs/javascripts/search.js) and reads
the JSON that ``dump`` makes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
SPACE = re.compile(r"\s+")
SPELLED = re.compile(r"[a-z0-9]+")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {
    *("address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "figcaption"),
    *("figure", "footer", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "sub", "summary", "sup"),
    *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
"""Elements whose borders part words: 5 and 6% in two cells are not 56%."""
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
SKIPPED = frozenset({"script", "style", "svg", "object", "template"})


@dataclass(slots=True)
class Part:
    """A stretch of a page that a link can land on."""

    id: str
    """The anchor, or empty for the page's beginning."""
    heading: str
    """The heading that it stands under, or is."""
    pieces: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The words as a reader sees them, white space collapsed."""
        return tidy("".join(self.pieces))


def tidy(text: str) -> str:
    """``text`` on one line, without invisible characters."""
    return SPACE.sub(" ", INVISIBLE.sub("", text)).strip()


def entry(
    location: str, html: str, title: str, *, kind: str = "", keywords: Sequence[str] = (), weight: float = 1
) -> dict[str, object]:
    """One page of the index.

    ``kind`` is the word shown beside the title (部门, 原文); ``keywords`` are other
    names that find the page, those in plain letters being pinyin (fagaiju, fgj);
    ``weight`` is how much the page counts against other pages.
    """
    name = tidy(title)
    words = [word for word in map(tidy, keywords) if word and word != name]
    return {
        "location": location,
        "title": name,
        "kind": kind,
        "aliases": [word for word in words if not SPELLED.fullmatch(word)],
        "pinyin": [word for word in words if SPELLED.fullmatch(word)],
        "weight": weight,
        "parts": [[part.id, tidy(part.heading), part.text()] for part in _parts(html) if part.text() or part.heading],
    }


def dump(entries: Iterable[dict[str, object]]) -> str:
    """The index as JSON, in the frame that the theme hands to its search worker."""
    docs = sorted(entries, key=lambda page: str(page["location"]))
    return json.dumps({"config": {}, "docs": docs}, ensure_ascii=False, separators=(",", ":"))


def _parts(html: str) -> list[Part]:
    parser = _Cutter()
    parser.feed(html)
    parser.close()
    return parser.parts


def _is_silent(tag: str, given: Mapping[str, str | None]) -> bool:
    """Whether an element holds nothing to find: drawings, what is marked so, links that show a sign instead of words (据)."""
    marked = "data-search-exclude" in given or given.get("aria-hidden") == "true"
    return marked or tag in SKIPPED or (tag == "a" and "aria-label" in given)


class _Cutter(HTMLParser):
    """Cuts a page at headings and at blocks that carry an id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts = [Part("", "")]
        self._section = self.parts[0]
        self._open: list[tuple[str, Part | None, bool]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Start a part where a heading or a block with an id begins."""
        if tag in BLOCKS:
            self._current().pieces.append(" ")
        if tag in VOID:
            return
        given = dict(attrs)
        silent = _is_silent(tag, given)
        self._silent += silent
        self._open.append((tag, self._start(tag, given.get("id") or ""), silent))

    def handle_endtag(self, tag: str) -> None:
        """Go back to the part around; end tags that nothing opened are passed over."""
        if tag not in (name for name, _, _ in self._open):
            return
        while self._open:
            name, _, silent = self._open.pop()
            self._silent -= silent
            if name == tag:
                break
        if tag in BLOCKS:
            self._current().pieces.append(" ")

    def handle_data(self, data: str) -> None:
        """Keep text that a reader sees."""
        if self._silent:
            return
        if any(tag in HEADINGS for tag, _, _ in self._open):
            self._section.heading += data
        else:
            self._current().pieces.append(data)

    def _start(self, tag: str, anchor: str) -> Part | None:
        if tag in HEADINGS and not self._silent:
            self._section = Part("" if tag == "h1" else anchor, "")
            self.parts.append(self._section)
            return None
        if anchor and tag in BLOCKS:
            part = Part(anchor, self._section.heading)
            self.parts.append(part)
            return part
        return None

    def _current(self) -> Part:
        return next((part for _, part, _ in reversed(self._open) if part), self._section)
