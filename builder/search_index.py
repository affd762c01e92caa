"""The index of the site's search: pages with their names and their text cut where a link can land, records, and words.

The search itself runs in the browser (docs/javascripts/search.js) and reads
the JSON that ``dump`` makes.

Measured with the five articles (60 pages, 126 records, Chromium 156, two shared
cores): 235 KB, 59 KB gzipped, with records kept once instead of on each page
that shows them; the worker is ready in 25 ms and answers in 2 to 14 ms, and the first result
stands 15 to 55 ms after the key. With 1,980 pages and 4,158 records, 6.2 MB:
ready in 115 ms, answers in 14 to 105 ms. Cutting words costs a build 0.8 s for
loading jieba, and about 4 s for each million characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from html.parser import HTMLParser

from builder.search_records import KINDS, Record
from builder.search_words import pack, vocabulary

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


def dump(entries: Iterable[dict[str, object]], records: Sequence[Record] = ()) -> str:
    """The index as JSON, in the frame that the theme hands to its search worker (its keys are the theme's).

    Words that a record holds are kept with the record alone, not with each page that shows it.
    """
    anchors = {record.location.partition("#")[2] for record in records}
    docs = sorted((_without(page, anchors) for page in entries), key=lambda page: str(page["location"]))
    config = {
        "kinds": [_kind(field, docs) for field in KINDS],
        "records": _packed(records, docs),
        "words": pack(vocabulary(_said(docs, records))),
    }
    return json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":"))


def _without(page: dict[str, object], anchors: Set[str]) -> dict[str, object]:
    """``page`` without the parts that are records, nor the headings that name them."""
    parts = page["parts"]
    assert isinstance(parts, list)
    return page | {"parts": [part for part in parts if not part[0] or part[0].removesuffix("-name") not in anchors]}


def _kind(field: str, docs: Sequence[Mapping[str, object]]) -> list[str]:
    """Name, measure word and listing page of a kind of record; no page where the site has none."""
    kind = KINDS[field]
    return [kind.name, kind.counter, kind.hub if any(page["location"] == kind.hub for page in docs) else ""]


def _packed(records: Sequence[Record], docs: Sequence[Mapping[str, object]]) -> list[list[object]]:
    """Records as lists; pages are told by their number in ``docs``, an owner without a page by its name."""
    numbers = {page["location"]: number for number, page in enumerate(docs)}
    kinds = list(KINDS)
    packed: list[list[object]] = []
    for record in records:
        page, _, anchor = record.location.partition("#")
        if page in numbers:
            owner = numbers.get(record.home, record.owner)
            shown = map(tidy, (record.title, record.figure, record.note, record.text, record.also))
            packed.append([kinds.index(record.kind), numbers[page], anchor, owner, *shown])
    return packed


def _said(docs: Sequence[Mapping[str, object]], records: Sequence[Record]) -> Iterator[str]:
    """What people may type: titles, names, headings, and the words of the records."""
    for page in docs:
        aliases, parts = page["aliases"], page["parts"]
        assert isinstance(aliases, list) and isinstance(parts, list)
        yield str(page["title"])
        yield from aliases
        yield from (heading for _, heading, _ in parts if heading)
    for record in records:
        yield from (record.title, record.note, record.text, record.also)


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
