"""Facts marked in the text of an article: nested spans, an anchor for each record, numbered tags that lead back.

Marks that lie within each other nest; where two cross, the later one is cut in
two. Every character of the paragraph appears once, in order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from builder.model import Article, Body, Evidence, Paragraph, Quote, Target
from builder.writing import words
from builder.writing.atlas import Place, anchor
from builder.writing.markup import block
from builder.writing.views import Desk

CLOSE = 4
"""Most characters between the two ends of a range: 5%—6%."""
NO_TAG = Markup("")
SPOKEN = {"数": "目标", "言": "言论", "节": "节奏", "制": "机制", "项": "项目"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark on a paragraph, in indexes of its text."""

    start: int
    end: int
    css: str
    anchor: str = ""
    before: Markup = NO_TAG
    """A tag in front of the marked words."""
    after: Markup = NO_TAG
    """A tag behind them."""
    rank: int = 0
    """Of two marks over the same words the one of lower rank is outside."""
    of: str = ""
    """What the mark belongs to: ``f-`` and this is the id of its line in the list beside the text."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of an article's page."""

    id: str
    role: str
    head: int
    """Its level as a heading of the page, 2 for the outermost; 0 for a paragraph that is none."""
    html: Markup


def passages(desk: Desk, article: Article) -> tuple[Passage, ...]:
    """The whole article with its marks."""
    marks: dict[int, list[Mark]] = {}
    for place in desk.atlas.places[article.id]:
        at = _paragraph(article, place.evidence)
        marks.setdefault(at, []).extend(_place(desk, article, at, place))
    named: set[tuple[int, str]] = set()
    line = {body.id: f"b{n}" for n, body in enumerate(bodies_of(desk, article), 1)}
    for body, evidence in desk.atlas.mentions[article.id]:
        at = _paragraph(article, evidence)
        first = (at, body.id) not in named
        named.add((at, body.id))
        marks.setdefault(at, []).extend(_body(desk, article, at, (body, evidence), first, line[body.id]))
    for n, unplaced in enumerate(desk.atlas.unplaced[article.id], 1):
        at = _paragraph(article, unplaced.evidence)
        marks.setdefault(at, []).append(Mark(*_within(article, at, unplaced.evidence), "m-unused", f"u{n}", rank=7, of=f"u{n}"))
    heads = head_levels([p.level if p.role in ("heading", "title") else 0 for p in article.paragraphs])
    return tuple(
        Passage(f"p{i + 1}", paragraph.role, heads[i], weave(paragraph.text, marks.get(i, [])))
        for i, paragraph in enumerate(article.paragraphs)
    )


def head_levels(levels: Sequence[int]) -> list[int]:
    """The levels of headings below the page's own: those of one level are siblings, and none is skipped.

    ``levels`` are the source's, 0 for a paragraph: （一） may come first, and 1. right below 一、.
    """
    out, above = [], list[int]()
    for level in levels:
        if level:
            above = [*(other for other in above if other < level), level]
        out.append(len(above) + 1 if level else 0)
    return out


def bodies_of(desk: Desk, article: Article) -> tuple[Body, ...]:
    """The bodies that an article names, in the order in which it does."""
    return tuple({body.id: body for body, _ in desk.atlas.mentions[article.id]}.values())


def weave(text: str, marks: Iterable[Mark]) -> Markup:
    """``text`` as HTML with its marks as nested spans."""
    marks = list(dict.fromkeys(marks))
    inside = sorted((mark for mark in marks if mark.start < mark.end), key=lambda m: (m.start, -m.end, m.rank))
    empty = [mark for mark in marks if mark.start >= mark.end]
    out = [_opening(mark) + Markup("</span>") + mark.after for mark in empty]
    open_marks: list[Mark] = []
    done, next_mark = 0, 0
    for edge in sorted({0, len(text)} | {edge for mark in inside for edge in (mark.start, mark.end)}):
        out.append(block(text[done:edge]))
        done = edge
        again = _close(open_marks, edge, out)
        for mark in again:
            out.append(_opening(mark, first=False))
            open_marks.append(mark)
        while next_mark < len(inside) and inside[next_mark].start == edge:
            mark = inside[next_mark]
            out.extend((mark.before, _opening(mark)))
            open_marks.append(mark)
            next_mark += 1
    return Markup("").join(out)


def _close(open_marks: list[Mark], edge: int, out: list[Markup]) -> list[Mark]:
    """Close the marks that end at ``edge``; give those that were closed only because one outside them ended."""
    first = next((i for i, mark in enumerate(open_marks) if mark.end == edge), len(open_marks))
    closing, open_marks[first:] = open_marks[first:], []
    for mark in reversed(closing):
        out.append(Markup("</span>"))
        if mark.end == edge:
            out.append(mark.after)
    return [mark for mark in closing if mark.end != edge]


def _opening(mark: Mark, first: bool = True) -> Markup:
    """A mark's first tag; only its first piece bears its id, and what the id does not tell stands beside it."""
    anchor = mark.anchor if first else ""
    own = Markup(' id="{}"').format(anchor) if anchor else NO_TAG
    of = Markup(' data-of="{}"').format(mark.of) if mark.of and mark.of != anchor else NO_TAG
    return Markup('<span class="{}"{}{}>').format(mark.css, own, of)


def _paragraph(article: Article, evidence: Evidence) -> int:
    """The paragraph that a piece of evidence stands in: as it says, else the last one that begins before it."""
    if 0 <= evidence.paragraph < len(article.paragraphs):
        return evidence.paragraph
    found = 0
    for i, paragraph in enumerate(article.paragraphs):
        if paragraph.offsets and paragraph.offsets[0] <= evidence.start:
            found = i
    return found


def _within(article: Article, at: int, evidence: Evidence) -> tuple[int, int]:
    if not article.paragraphs:
        return 0, 0
    offsets = article.paragraphs[at].offsets
    return bisect_left(offsets, evidence.start), bisect_left(offsets, evidence.end)


def _place(desk: Desk, article: Article, at: int, place: Place) -> list[Mark]:
    """The marks of one record: its sentence with the anchor, and for a number the figure within."""
    start, end = _within(article, at, place.evidence)
    tag = _tag(desk, place)
    record = place.record
    of = anchor(record.id)
    if isinstance(record, Quote):
        css = "m m-direct" if record.kind == "direct" else "m m-reported"
        return [Mark(start, end, css, place.anchor, before=tag, rank=0, of=of)]
    if not isinstance(record, Target):
        return [Mark(start, end, f"m m-{type(record).__name__.lower()}", place.anchor, after=tag, rank=2, of=of)]
    figure = figure_place(article.paragraphs[at], start, end, record) if start < end else None
    clause = Mark(start, end, "m m-target", place.anchor, after=tag if figure is None else NO_TAG, rank=1, of=of)
    marks = [clause] if figure is None else [clause, Mark(*figure, "m-figure", after=tag, rank=4)]
    return marks + _period(article.paragraphs[at], start, end, record)


def figure_place(paragraph: Paragraph, start: int, end: int, target: Target) -> tuple[int, int] | None:
    """Where a target's number stands in its sentence, with its unit and bound."""
    if target.value is None:
        return None
    digits = words.number(target.value)
    shown = words.figure(target)
    for written in dict.fromkeys((digits, _parted(digits))):
        for text in (f"{written}{shown.unit}", f"{written}{target.unit or ''}", written):
            at = paragraph.plain.find(text, start, end)
            while at >= 0:
                if not _runs_on(paragraph.plain, at, at + len(written)):
                    return at, _upper(paragraph.plain, at + len(text), end, target)
                at = paragraph.plain.find(text, at + 1, end)
    return None


def _parted(digits: str) -> str:
    """61238 → 61,238, as newspapers part thousands."""
    whole, point, part = digits.partition(".")
    return f"{int(whole):,}{point}{part}"


def _upper(plain: str, at: int, end: int, target: Target) -> int:
    """Where a figure ends: behind the upper end of a range that follows closely, with its unit, else at ``at``."""
    if target.value_high is None:
        return at
    high = words.number(target.value_high)
    found = plain.find(high, at, min(end, at + len(high) + CLOSE))
    if found < 0:
        return at
    unit = target.unit or ""
    last = found + len(high)
    return last + len(unit) if plain.startswith(unit, last) else last


def _runs_on(plain: str, start: int, end: int) -> bool:
    """Whether a number is only a part of a longer one: 30 in 230 or 30.5."""
    before, after = plain[max(0, start - 1) : start], plain[end : end + 2]
    return before in tuple("0123456789.") or after[:1] in tuple("0123456789") or (after[:1] == "." and after[1:2].isdigit())


def _period(paragraph: Paragraph, start: int, end: int, target: Target) -> list[Mark]:
    """The time word of a target: in its sentence, else the nearest one before it."""
    said = target.period.words if target.period else ""
    if not said:
        return []
    at = paragraph.text.find(said, start, end)
    if at < 0:
        at = paragraph.text.rfind(said, 0, start)
    return [Mark(at, at + len(said), "m-period", rank=5)] if at >= 0 else []


def _body(desk: Desk, article: Article, at: int, named: tuple[Body, Evidence], first: bool, of: str) -> Sequence[Mark]:
    body, evidence = named
    start, end = _within(article, at, evidence)
    if start >= end:
        return ()
    link = desk.body(body.id)
    tag = Markup('<a class="tag" href="{}" aria-label="位，看{}">位</a>').format(link.href, block(link.words))
    return (Mark(start, end, "m-body", after=tag if first else NO_TAG, rank=6, of=of),)


def _tag(desk: Desk, place: Place) -> Markup:
    """The numbered tag of a record, leading to it: to its row if a page shows one, else to the list beside the text."""
    href = desk.record(place.record) or f"#f-{anchor(place.record.id)}"
    return Markup('<a class="tag" href="{}" aria-label="{}，看{}记录">{}</a>').format(
        href, place.label, SPOKEN[place.label[0]], place.label
    )
