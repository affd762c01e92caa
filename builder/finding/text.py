"""Sentences, clauses and evidence: the places that every finder speaks of.

Finders look at ``Paragraph.plain`` and speak in its indexes; ``evidence`` turns
such a span into a place in the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple, TypeVar

from builder.model import Article, Evidence

SENTENCE_END = re.compile(r"[。！？!?；;][”’』」）)]*|$")
CLAUSE_END = re.compile(r"[，。！？；、：…!?;]|$")
ITEM = re.compile(r"(?:[0-9]{1,2}[.．、]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[①-⑳]|[一二三四五六七八九十]{1,2}、)")
"""What numbers an item of a list: 1. （二） ③ 四、"""
LAYOUT = re.compile(r"[\s*_#\u200b\ufeff]*")
LONGEST_SENTENCE = 500
"""Characters after which a sentence without an end is cut, so that what rules look at stays bounded."""
LONGEST = 200
"""Most characters, without white space, that one piece of evidence may have."""

Item = TypeVar("Item")
START, SPAN_START = attrgetter("start"), attrgetter("span.start")
"""Where something begins: what lists of spans, and of things with a span, are sorted and searched by."""


class Span(NamedTuple):
    """A stretch of one paragraph, in indexes of ``Paragraph.plain``."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly within."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@lru_cache(maxsize=256)
def sentences(plain: str) -> tuple[Span, ...]:
    """The sentences of a paragraph; closing quotation marks stay with theirs, no character is lost.

    Kept for a while, as every finder asks for those of the same paragraphs.
    """
    spans: list[Span] = []
    start = 0
    for end in (found.end() for found in SENTENCE_END.finditer(plain)):
        while end - start > LONGEST_SENTENCE:
            spans.append(Span(start, start + LONGEST_SENTENCE))
            start += LONGEST_SENTENCE
        if end > start:
            spans.append(Span(start, end))
            start = end
    return tuple(spans)


def evidence(article: Article, paragraph: int, span: Span, limit: int = LONGEST) -> Evidence | None:
    """The place in the source that ``span`` of that paragraph was read from.

    Where other text was set into the middle (a caption, a jump note) only the
    longest unbroken piece is evidence, and never more than ``limit`` characters.
    None where nothing is left.
    """
    offsets = article.paragraphs[paragraph].offsets[span.start : span.end]
    if not offsets:
        return None
    first, last = _unbroken(article.text, offsets)
    last = min(last, first + limit)
    start, end = offsets[first], offsets[last - 1] + 1
    return Evidence(article.id, start, end, article.text[start:end], paragraph)


def _unbroken(text: str, offsets: tuple[int, ...]) -> tuple[int, int]:
    """The longest stretch of ``offsets`` without anything but layout in between, as indexes of its ends."""
    if offsets[-1] - offsets[0] == len(offsets) - 1:
        return 0, len(offsets)
    gaps = [i for i, (left, right) in enumerate(pairwise(offsets), 1) if right - left > 1]
    edges = [0, *(i for i in gaps if not _joined(text, offsets[i - 1], offsets[i])), len(offsets)]
    return max(pairwise(edges), key=lambda piece: piece[1] - piece[0])


def _joined(text: str, left: int, right: int) -> bool:
    """Whether nothing but layout stands between two characters of the source."""
    return LAYOUT.fullmatch(text, left + 1, right) is not None


def after_last(plain: str, marks: str, start: int, end: int) -> int:
    """The index right behind the last of ``marks`` from ``start`` up to ``end``; ``start`` itself where none stands there."""
    start = max(0, start)
    return start + 1 + max(map(plain[start:end].rfind, marks))


def between(items: Sequence[Item], start: int, end: int, place: Callable[[Item], int]) -> Sequence[Item]:
    """Those of ``items``, which rise by ``place``, that stand from ``start`` up to, not at, ``end``."""
    first = bisect_left(items, start, key=place)
    return items[first : bisect_left(items, end, lo=first, key=place)]
