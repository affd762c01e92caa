"""Named working systems with the sentence that explains them: “一单位一清单”制度, 红黄绿灯."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from builder.finding.cadences import beats
from builder.finding.text import LONGEST, START, Span, evidence, sentences
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Article, Evidence, Mechanism


@dataclass(frozen=True, slots=True)
class Named:
    """One naming of a system, in indexes of the text that it was read from."""

    name: str
    start: int
    end: int
    rule: str


def mechanisms(article: Article, lexicon: Lexicon) -> list[Mechanism]:
    """Every named working system of ``article``, each once, with every sentence that names it."""
    first: dict[str, Named] = {}
    texts: dict[str, str] = {}
    places: dict[str, dict[Evidence, None]] = {}
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.role not in ("body", "caption"):
            continue
        named = names(paragraph.plain, lexicon)
        parts = sentences(paragraph.plain) if named else ()
        for one in named:
            span = _explained(one, parts)
            place = evidence(article, number, span)
            if place is None:
                continue
            first.setdefault(one.name, one)
            texts[one.name] = max(texts.get(one.name, ""), paragraph.text[span.start : span.end], key=len)
            places.setdefault(one.name, {})[place] = None
    return [Mechanism(name, texts[name], tuple(places[name]), one.rule) for name, one in first.items()]


def names(plain: str, lexicon: Lexicon) -> list[Named]:
    """The systems that one paragraph names, in order; the first rule that reads a stretch keeps it."""
    words = _words(lexicon)
    kept: list[Named] = []
    taken = bytearray(len(plain))
    for rule in RULES:
        for one in rule(plain, words, lexicon):
            if not any(taken[one.start : one.end]):
                taken[one.start : one.end] = b"x" * (one.end - one.start)
                kept.append(one)
    return sorted(kept, key=START)


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon in the form that the rules need."""

    tailed: re.Pattern[str]
    ended: re.Pattern[str]
    one_each: re.Pattern[str]
    known: re.Pattern[str]
    founded: re.Pattern[str]
    generic: frozenset[str]


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    sections = ("tails", "ends", "one_each", "known", "founding", "plain_tails")
    lists = {name: either(lexicon.words("mechanisms", name)) for name in sections}
    return _Words(
        tailed=re.compile(f"“(?P<name>[^“”。！？；]{{2,30}})”的?(?:{lists['tails']})"),
        ended=re.compile(f"“(?P<name>[^“”。！？；，]{{0,12}}(?:{lists['ends']}))”"),
        one_each=re.compile(f"(?P<name>一[^一。，；、：“”\\s]{{1,4}}一(?:{lists['one_each']}))(?![\\u4e00-\\u9fff]?一)"),
        known=re.compile(f"(?P<name>{lists['known']})"),
        founded=re.compile(f"(?:{lists['founding']})(?P<name>[^，。；：！？、“”]{{3,14}}?(?:{lists['plain_tails']}))(?![改创])"),
        generic=frozenset(lexicon.words("mechanisms", "generic")),
    )


# ---------------------------------------------------------------- the rules


def quoted_system(plain: str, words: _Words, _lexicon: Lexicon) -> Iterator[Named]:
    """实施“一单位一清单”制度，“图督办、月通报”制度"""
    yield from _each(plain, words.tailed, "quoted_system")


def quoted_beats(plain: str, _words: _Words, lexicon: Lexicon) -> Iterator[Named]:
    """实行“周调度、月通报、季评估”"""
    for seen in QUOTED.finditer(plain):
        if len(beats(seen[1], lexicon)) >= 2:
            yield Named(seen[1], seen.start(), seen.end(), "quoted_beats")


def quoted_name(plain: str, words: _Words, _lexicon: Lexicon) -> Iterator[Named]:
    """制定“三张清单”，开展“回头看”"""
    yield from _each(plain, words.ended, "quoted_name")


def one_for_each(plain: str, words: _Words, _lexicon: Lexicon) -> Iterator[Named]:
    """一企一策，一项目一专班"""
    yield from _each(plain, words.one_each, "one_for_each")


def known_system(plain: str, words: _Words, _lexicon: Lexicon) -> Iterator[Named]:
    """红黄绿灯，红黑榜，揭榜挂帅"""
    yield from _each(plain, words.known, "known_system")


def founded_system(plain: str, words: _Words, _lexicon: Lexicon) -> Iterator[Named]:
    """建立在建项目沟通协调机制，建立重点增量项目台账"""
    for one in _each(plain, words.founded, "founded_system"):
        if one.name not in words.generic and not one.name.startswith(("了", "起", "和")):
            yield one


def _each(plain: str, pattern: re.Pattern[str], rule: str) -> Iterator[Named]:
    for seen in pattern.finditer(plain):
        yield Named(seen["name"], seen.start("name"), seen.end(), rule)


QUOTED = re.compile(r"“([^“”。！？；]{4,40})”")

Rule = Callable[[str, _Words, Lexicon], Iterator[Named]]

RULES: tuple[Rule, ...] = (quoted_system, quoted_beats, quoted_name, one_for_each, known_system, founded_system)


# ---------------------------------------------------------------- the sentence that explains it

SHORT = 14
"""With fewer characters than this beside the name, a sentence explains nothing and the next one belongs to it."""


def _explained(one: Named, parts: tuple[Span, ...]) -> Span:
    """强化落实，实施“图督办、月通报”制度。坚持问题导向… : the sentence, and the next where it only names the system"""
    place = bisect_right(parts, one.start, key=START) - 1
    if place < 0:
        return Span(one.start, one.end)
    start, end = parts[place].start, parts[place].end
    if end - start < len(one.name) + SHORT and place + 1 < len(parts) and parts[place + 1].end - start <= LONGEST:
        end = parts[place + 1].end
    if end - start > LONGEST:
        start = max(start, min(one.start - 60, end - LONGEST))
        end = min(end, start + LONGEST)
    return Span(start, max(end, one.end) if one.end - start <= LONGEST else end)
