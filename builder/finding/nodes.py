"""Key nodes of projects: which ones a text names for a project, by when, and whether they are behind it.

A node is a step that every project passes: 用地手续办理, 施工许可, 主体封顶. Only nodes that a text
names are found; none is concluded from another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from builder.finding.numerals import whole
from builder.finding.text import Span, after_last, evidence, sentences
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Article, Node, NodeName, NodeRule, Period

MOST = 24
"""Nodes of one project."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause of what a sentence says of a project, with the time that it gives."""

    span: Span
    due: Period | None


def nodes(
    article: Article, number: int, pieces: Sequence[Piece], lexicon: Lexicon, listed: tuple[NodeName, ...] = ()
) -> tuple[Node, ...]:
    """The nodes that some clauses of paragraph ``number`` name: 已取得施工许可证，计划3月开工"""
    words = _words(lexicon, listed)
    paragraph = article.paragraphs[number]
    found: list[Node] = []
    for piece in pieces:
        for name, at in _named(paragraph.plain, piece.span, words):
            place = evidence(article, number, piece.span)
            if place is not None and len(found) < MOST:
                text = paragraph.text[piece.span.start : piece.span.end].strip()
                done = _reached(paragraph.plain, piece.span, at, words, when(article, piece.due))
                found.append(Node(name, piece.due, done, (place,), text))
    return joined(found, words.order)


def joined(told: Iterable[Node], order: Sequence[str] = ()) -> tuple[Node, ...]:
    """Each node once, in the order in which projects pass them; what is said to be reached stays so.

    Of several dates the last one told counts, with its words; ``order`` holds the names in their order.
    """
    groups: dict[str, list[Node]] = {}
    for node in told:
        groups.setdefault(node.name, []).append(node)
    place = {name: at for at, name in enumerate(dict.fromkeys(order))}
    return tuple(sorted(map(_one, groups.values()), key=lambda node: place.get(node.name, len(place))))


def _one(told: Sequence[Node]) -> Node:
    """One node told of several times."""
    dated = [node for node in told if node.due is not None]
    done = [node for node in told if node.reached]
    news = (done or dated or told)[-1]
    places = tuple(dict.fromkeys(place for node in told for place in node.evidence))
    return replace(news, due=dated[-1].due if dated else None, reached=bool(done), evidence=places)


def node_rules(article: Article, lexicon: Lexicon, listed: tuple[NodeName, ...] = ()) -> list[NodeRule]:
    """对照项目用地手续办理、初设概算批复等7大关键节点: the nodes that a text sets up for all projects."""
    words = _words(lexicon, listed)
    found: list[NodeRule] = []
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.role != "body":
            continue
        for sentence in sentences(paragraph.plain):
            for seen in words.systems.finditer(paragraph.plain, sentence.start, sentence.end):
                names = tuple(_listed(paragraph.plain, seen.start(), words))
                place = evidence(article, number, sentence)
                if names and place is not None and len(found) < MOST:
                    found.append(NodeRule(names, whole(seen["n"]), (place,), "listed"))
    return found


# ---------------------------------------------------------------- the words


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon and a person's list in the form that the rules need."""

    name_of: dict[str, str]
    """Word → the node that it means."""
    order: tuple[str, ...]
    any: re.Pattern[str]
    done_before: re.Pattern[str]
    done_after: re.Pattern[str]
    not_done: re.Pattern[str]
    systems: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(lexicon: Lexicon, listed: tuple[NodeName, ...]) -> _Words:
    groups = lexicon.groups("nodes", "names")
    own = {name: _with_known(name, groups.values()) for name in listed}
    name_of = {word: key for key, words in groups.items() for word in words}
    name_of |= {word: name.name for name, words in own.items() for word in words}
    # what a person writes as a name or an alias counts before what the lexicon adds to another of the person's names
    name_of |= {word: name.name for name in listed for word in (name.name, *name.aliases)}
    rest = [key for key in groups if any(name_of[word] == key for word in groups[key])]
    lists = {name: either(lexicon.words("nodes", name)) for name in ("done_before", "done_after", "not_done", "systems")}
    return _Words(
        name_of=name_of,
        order=tuple(dict.fromkeys((*(name.name for name in listed), *rest))),
        any=re.compile(either(name_of)),
        done_before=re.compile(f"(?:{lists['done_before']})(?:了|办理|项目|主体|整体|全面|全线|建设)?$"),
        done_after=re.compile(
            f"(?:证|手续|工作|办理|编制|审批|任务|文件|的)?(?:已|已经|全部|均已|顺利)?(?:{lists['done_after']})"
        ),
        not_done=re.compile(
            f"(?:{lists['not_done']})|[年月日底末季旬][之以]?前|(?<![0-9])[0-9]{{1,2}}(?:[.][0-9]{{1,4}})?%|[一二三四五六七八九]成"
        ),
        systems=re.compile(f"等(?P<n>[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,2}})(?:个|大|项)?(?:{lists['systems']})"),
    )


def _with_known(name: NodeName, groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """A person's node with every word of the lexicon that means the same."""
    said = {name.name, *name.aliases}
    return tuple(word for words in groups if said & set(words) for word in words)


# ---------------------------------------------------------------- the rules


def _named(plain: str, span: Span, words: _Words) -> Iterator[tuple[str, Span]]:
    """Every node that a clause names, the longest words first: 建成通车 is 通车, no 竣工."""
    for seen in words.any.finditer(plain, span.start, span.end):
        yield words.name_of[seen.group()], Span(seen.start(), seen.end())


When = Literal["past", "ahead", ""]


def when(article: Article, due: Period | None) -> When:
    """Where the days of a clause lie, seen from the article: 8月30日投运 may be past, 年内封顶 is ahead."""
    if due is None or due.end is None or article.date is None:
        return ""
    if due.end > article.date:
        return "ahead"
    return "past" if due.start is not None else ""


def _reached(plain: str, clause: Span, at: Span, words: _Words, days: When) -> bool:
    """Whether a clause says that a node is behind the project: 已封顶, 取得施工许可证; not 正在办理用地手续"""
    if days == "ahead" or words.not_done.search(plain, clause.start, clause.end):
        return False
    if days == "past":
        return True
    before = plain[max(clause.start, at.start - 8) : at.start]
    return bool(
        words.done_before.search(before)
        or ALREADY.search(plain, clause.start, at.start)
        or words.done_after.match(plain, at.end, clause.end)
    )


ALREADY = re.compile("已")
"""12栋主体已全部封顶, 已于6月底通车"""


def _listed(plain: str, end: int, words: _Words) -> Iterator[str]:
    """The nodes of a list that ends at ``end``, as written; the first one begins where its word does."""
    items = plain[after_last(plain, "，。；：！？", end - FAR, end) : end].split("、")
    for at, item in enumerate(items):
        seen = [found for found in words.any.finditer(item) if found.end() == len(item)]
        if at and 2 <= len(item) <= LONGEST_NAME:
            yield item
        elif seen:
            yield seen[0].group()


FAR = 80
"""Characters before 等7大关键节点 in which its list is looked for."""
LONGEST_NAME = 14
