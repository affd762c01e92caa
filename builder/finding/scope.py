"""Whose a fact is: the body that speaks, that the item is assigned to, that the sentence is about, or the area.

The most specific one wins, in the order of ``RULES``; the first rule that
answers decides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from builder.finding.organisations import Mention, Organisations, grammar
from builder.finding.text import Span, sentences
from builder.lexicon import Lexicon
from builder.model import Article, Quote

ITEM = re.compile(r"^(?:[0-9]{1,2}[.．、]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[①-⑳]|[一二三四五六七八九十]{1,2}、)")


@dataclass(frozen=True, slots=True)
class Place:
    """A position in the article that a fact was read from."""

    paragraph: int
    start: int
    """Where the fact's clause begins, in ``Paragraph.plain``."""
    end: int
    """Where the figure or the time word ends."""


class Scope:
    """Answers, for one article, whose a place is."""

    def __init__(self, article: Article, found: Organisations, said: list[Quote], lexicon: Lexicon) -> None:
        self.article = article
        self.found = found
        self.names = grammar(lexicon)
        self.mentions: dict[int, list[Mention]] = {}
        for mention in found.mentions:
            self.mentions.setdefault(mention.paragraph, []).append(mention)
        self.quotes: dict[int, list[tuple[Span, Quote]]] = {}
        for quote in said:
            place = quote.evidence[0]
            offsets = article.paragraphs[place.paragraph].offsets
            span = Span(bisect_right(offsets, place.start - 1), bisect_right(offsets, place.end - 1))
            self.quotes.setdefault(place.paragraph, []).append((span, quote))

    def owner(self, paragraph: int, start: int, end: int | None = None) -> str | None:
        """The id of the body that owns what stands at ``start`` … ``end`` of a paragraph; None where nobody does."""
        place = Place(paragraph, start, end if end is not None else start)
        for rule in RULES:
            answer = rule(self, place)
            if answer is not None:
                return answer or None
        return None

    def topics(self) -> tuple[str, ...]:
        """The bodies that open a sentence of the article's text as its subject, or that a task is assigned to."""
        opening = [
            m.body
            for m in self.found.mentions
            if self.article.paragraphs[m.paragraph].role == "body" and (m.agent and self._opens(m) or self._joins(m))
        ]
        duties = [
            body
            for paragraph in self.article.paragraphs
            for duty in self.names.led_duty.finditer(paragraph.plain)
            for body in _named(duty.group(1), self)
        ]
        return tuple(dict.fromkeys(opening + duties))

    def _joins(self, mention: Mention) -> bool:
        """县委督查室将会同县重点项目建设指挥部"""
        plain = self.article.paragraphs[mention.paragraph].plain
        return plain.endswith(("会同", "联合", "牵头单位："), 0, mention.span.start)

    def _opens(self, mention: Mention) -> bool:
        plain = self.article.paragraphs[mention.paragraph].plain
        before = plain[: mention.span.start]
        return len(before) - max(before.rfind(mark) for mark in "。；！？”") <= 12

    def quote(self, place: Place) -> Quote | None:
        """The innermost quote that holds ``place``."""
        holding = [(s, q) for s, q in self.quotes.get(place.paragraph, ()) if s.start <= place.start and place.end <= s.end]
        return min(holding, key=lambda pair: pair[0].end - pair[0].start)[1] if holding else None

    def sentence(self, place: Place) -> Span:
        """The sentence that holds ``place``."""
        plain = self.article.paragraphs[place.paragraph].plain
        return next((s for s in sentences(plain) if s.start <= place.start < s.end), Span(0, len(plain)))


# Each rule answers with a body's id, with "" for "nobody, and no other rule may say otherwise", or with None for "ask the next".


def assigned(scope: Scope, place: Place) -> str | None:
    """4.改造老旧小区。…（责任单位：区住房和城乡建设局）"""
    plain = scope.article.paragraphs[place.paragraph].plain
    duty = scope.names.led_duty.search(plain, place.end)
    if duty is None:
        duty = _duty_below(scope, place.paragraph)
    if duty is None:
        return None
    named = next((name for name in _named(duty.group(1), scope)), None)
    return named if named else ("" if re.match("各", duty.group(1)) else None)


def _duty_below(scope: Scope, paragraph: int) -> re.Match[str] | None:
    """A bracket in a paragraph of its own governs the items above it, up to the heading."""
    paragraphs = scope.article.paragraphs
    if not ITEM.match(paragraphs[paragraph].plain):
        return None
    for below in paragraphs[paragraph + 1 : paragraph + 12]:
        if below.role == "heading":
            return None
        alone = re.match("[（(]", below.plain)
        duty = scope.names.led_duty.search(below.plain)
        if alone and duty:
            return duty
        if duty and ITEM.match(below.plain):
            return None
    return None


def _named(text: str, scope: Scope) -> list[str]:
    """The bodies named in a list of responsible units, in its order."""
    names = {name: body.id for body in scope.found.bodies for name in (body.name, *body.aliases)}
    return [names[part.strip()] for part in re.split("[、，,]|和(?=[区县市])", text) if part.strip() in names]


def spoken(scope: Scope, place: Place) -> str | None:
    """“…确保一季度规上工业增加值增长6%以上。”区工业和信息化局表示"""
    quote = scope.quote(place)
    return quote.body if quote else None


def bracketed(scope: Scope, place: Place) -> str | None:
    """前三名：市水利局（88.9%）、市教育体育局（81.8%）"""
    plain = scope.article.paragraphs[place.paragraph].plain
    before = [m for m in scope.mentions.get(place.paragraph, ()) if m.span.end == place.start - 1]
    return before[-1].body if before and plain[place.start - 1] == "（" else None


def subject(scope: Scope, place: Place) -> str | None:
    """新的一年，李沧区将挖掘存量…，力争全年引进过百亿元项目两个以上 – within the sentence."""
    sentence = scope.sentence(place)
    return _last_agent(scope, place, sentence.start)


def topic(scope: Scope, place: Place) -> str | None:
    """1.市水利局。农村供水管网改造年度任务120公里 – an earlier sentence of the paragraph."""
    return _last_agent(scope, place, 0)


def _last_agent(scope: Scope, place: Place, start: int) -> str | None:
    plain = scope.article.paragraphs[place.paragraph].plain
    agents = [m for m in scope.mentions.get(place.paragraph, ()) if m.agent and start <= m.span.start < place.end]
    for mention in reversed(agents):
        if not _is_passing(plain, mention, scope):
            return mention.body
    that = list(THAT.finditer(plain, start, place.end))
    if that:
        return _that_body(scope, place.paragraph, that[-1])
    return None


THAT = re.compile(r"(?:^|[，。；：“])(?:今年|下一步|目前|明年)?(?:该|全|本)(局|镇|街道|区|县|市|集团|公司|乡|办|委|单位)")


def _that_body(scope: Scope, paragraph: int, that: re.Match[str]) -> str | None:
    """该镇 is the last town named; 全县 is the area itself."""
    ending = that.group(1)
    if that.group().endswith(("全县", "全区", "全市")):
        return scope.found.home
    before = [m for m in scope.found.mentions if m.paragraph <= paragraph and m.body.endswith(ending)]
    return before[-1].body if before else None


def _is_passing(plain: str, mention: Mention, scope: Scope) -> bool:
    """Whether the body is only the place or the giver of something: 市委赋予崂山区…的新定位."""
    return re.match("赋予|召开|举行|下达", plain[mention.span.end : mention.span.end + 2]) is not None and scope.found.body(mention.body).kind == "party"


def heading(scope: Scope, place: Place) -> str | None:
    """市住建局 as the heading of the section."""
    for above in range(place.paragraph - 1, max(-1, place.paragraph - 30), -1):
        if scope.article.paragraphs[above].role == "heading":
            named = [m for m in scope.mentions.get(above, ()) if m.agent]
            return named[0].body if named else None
    return None


def area(scope: Scope, place: Place) -> str | None:
    """The area that the article as a whole is about."""
    return scope.found.home


RULES = (assigned, bracketed, spoken, subject, topic, heading, area)

