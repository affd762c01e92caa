"""What somebody is reported to have said: direct (between quotation marks) and indirect.

A name, slogan or term between quotation marks is no quote; a quote needs
somebody who says it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from builder.finding.organisations import Mention, Organisations
from builder.finding.speakers import Attribution, Grammar, Person, attributions, speech
from builder.finding.text import Span, between, evidence
from builder.lexicon import Lexicon
from builder.model import Article, Quote, QuoteKind

LONGEST = 1000
SHORTEST = 6
"""Characters below which words between quotation marks are a term, not a clause."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One paragraph with who speaks in it and what stands between quotation marks."""

    article: Article
    number: int
    plain: str
    said: list[Attribution]
    spoken: list[Span]
    """What stands between outer quotation marks."""
    found: Organisations
    people: dict[str, Person]
    rules: Grammar

    def quote(self, kind: QuoteKind, span: Span, by: Attribution, rule: str) -> Quote:
        """The words of ``span`` as said by ``by``."""
        place = evidence(self.article, self.number, span, LONGEST)
        assert place is not None, "a quote is never empty"
        words = self.article.paragraphs[self.number].text[span.start : span.end]
        return Quote(kind, words, by.body, by.speaker, by.post, (place,), rule)

    def is_clause(self, span: Span) -> bool:
        """Whether the words are said rather than named: they end like a sentence or hold several clauses."""
        words = self.plain[span.start : span.end]
        return len(words) >= SHORTEST and (words[-1] in "。！？…；，" or (len(words) > 14 and "，" in words))

    def is_sentence(self, span: Span) -> bool:
        """“…兑现。” and, closing its sentence, “先把筋骨练强，再谈个头长高”。"""
        closes = "，" in self.plain[span.start : span.end] and self.plain.startswith(("。", "！"), span.end + 1)
        return self.plain[span.end - 1] in "。！？" or closes


def quotes(article: Article, found: Organisations, people: dict[str, Person], lexicon: Lexicon) -> list[Quote]:
    """Every quote of the article, in reading order; of two rules that read the same words the first is kept."""
    out: list[Quote] = []
    last: Attribution | None = None
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.role != "body":
            last = None
            continue
        said = attributions(article, number, found, people, lexicon, last)
        last = said[-1] if said else None
        talk = Talk(article, number, paragraph.plain, said, quoted(paragraph.plain), found, people, speech(lexicon))
        told = {quote.evidence[0]: quote for rule in reversed(RULES) for quote in rule(talk)}
        out += told.values()
    return sorted(out, key=lambda q: (q.evidence[0].start, q.evidence[0].end))


def quoted(plain: str) -> list[Span]:
    """What stands between outer quotation marks; a mark that is never closed opens nothing."""
    spans, depth, start = [], 0, 0
    for mark in re.finditer("[“”]", plain):
        if mark.group() == "“":
            start = mark.end() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                spans.append(Span(start, mark.start()))
    return spans


# ------------------------------------------------------------ direct


def before_its_speaker(talk: Talk) -> Iterator[Quote]:
    """“我们将全力以赴促招商。”区商务局表示，…; “…还要让绿生金。”在全县总林长会议上，县委书记强调，…"""
    for span in talk.spoken:
        near = between(talk.said, span.end, span.end + 80, _words_begin)
        where = AT_A_MEETING.match(talk.plain, span.end + 1)
        latest = where.end() + 12 if where else span.end + 2
        by = next((a for a in near if span.end < a.start <= latest), None)
        if by and talk.is_clause(span):
            yield talk.quote("direct", span, by, "before_its_speaker")


AT_A_MEETING = re.compile("在[^，。“”]{2,30}(?:会议?|会上|现场|座谈|调研)(?:上|中|时)?，")


def after_its_speaker(talk: Talk) -> Iterator[Quote]:
    """县发展和改革局局长童维表示：“今年，我们将…”"""
    for span in talk.spoken:
        near = between(talk.said, span.start - 1, span.start + 1, _words_begin)
        by = next((a for a in near if not a.closed), None)
        if by and talk.is_clause(span):
            yield talk.quote("direct", span, by, "after_its_speaker")


def within_a_report(talk: Talk) -> Iterator[Quote]:
    """区人社局负责人介绍，首场招聘会定于2月24日举行，“人到岗、心安定，实事才算办到家。”

    In a later sentence too where whoever spoke last says 我们: …。“我们要确保开工率不低于三成。”
    """
    opened = [a for a in talk.said if not a.closed]
    for span in talk.spoken:
        before = between(opened, span.start - LONGEST, span.start - 1, _words_begin)
        by = before[-1] if before else None
        goes_on = by is not None and not SENTENCE_STOP.search(talk.plain, by.end, span.start - 2)
        of_the_same = by is not None and by.speaker is not None and WE.search(talk.plain, span.start, span.end) is not None
        if by and (goes_on or of_the_same) and talk.plain.startswith(("，", "。"), span.start - 2) and talk.is_sentence(span):
            yield talk.quote("direct", span, by, "within_a_report")


WE = re.compile("我们|咱们|我")
SENTENCE_STOP = re.compile("[。！？]")


def _words_begin(by: Attribution) -> int:
    return by.end


def _opens(span: Span) -> int:
    return span.start


SAID = re.compile(
    "(?P<who>[^。“”，！？]{1,20}?)(?:高兴地|乐呵呵地|笑着|自豪地|感慨地|激动地)?"
    "(?:说|表示|感慨|感叹|坦言|介绍|问|笑道|回忆|称赞)[。，]"
)


def by_a_citizen(talk: Talk) -> Iterator[Quote]:
    """“以前院子空着长草。”大水井村村民田桂枝乐呵呵地说。 – a voice that speaks for no body."""
    for span in talk.spoken:
        voice = SAID.match(talk.plain, span.end + 1)
        around = between(talk.said, span.start - 1, span.end + LONGEST, _words_begin)
        known = any(a.start <= span.end + 24 for a in around)
        if voice and not known and talk.is_clause(span):
            citizen = talk.rules.citizen.search(voice["who"])
            by = Attribution(span.end + 1, voice.end(), None, citizen["name"] if citizen else None, "", True)
            yield talk.quote("direct", span, by, "by_a_citizen")


LONGEST_MOTTO = 12
"""Characters; a shorter sentence between quotation marks that closes a paragraph may be one."""
LONGEST_SLOGAN = 7
"""Characters; a shorter sentence between quotation marks at the head of a paragraph may be a motto."""
NO_VOICE = re.compile("[这此是的等]|一句|如今|随着|近日|近年来")
"""What goes on behind a motto or a saying: “…。”这是, “…。”一句话."""
INTRODUCED = re.compile("[^。！？”]{2,40}：$")
FOLLOWED = re.compile("[^。！？“]{2,60}")


def beside_a_person(talk: Talk) -> Iterator[Quote]:
    """“…就多安心一分。”5月10日一早，平埠镇党委书记古原踩着露水巡完大堤; 计然语气加重：“谁让…丢脸。”

    No verb of speech, but the sentence names one person only, or leads to the words with a colon.
    """
    for span in talk.spoken:
        around = between(talk.said, span.start - 2, span.end + LONGEST, _words_begin)
        attributed = any(abs(a.end - span.start) < 3 or _is_in_the_next_sentence(talk.plain, span.end + 1, a) for a in around)
        if attributed or not talk.is_clause(span) or talk.plain[span.end - 1] not in "。！？":
            continue
        before = INTRODUCED.search(talk.plain[max(0, span.start - 42) : span.start - 1])
        opens = span.start < 2 or talk.plain[span.start - 2] in "。”）…！？"
        after = FOLLOWED.match(talk.plain, span.end + 1) if opens else None
        closes = opens and _is_peopled(talk) and span.end + 1 == len(talk.plain) and span.end - span.start > LONGEST_MOTTO
        near = before or after
        who = _only_person(near.group(), talk.people) if near else None
        if who:
            yield talk.quote(
                "direct", span, Attribution(span.start, span.start, who.body, who.name, who.post, True), "beside_a_person"
            )
        elif before or closes or (after and not NO_VOICE.match(after.group()) and span.end - span.start >= LONGEST_SLOGAN):
            citizen = talk.rules.voice.search(after.group()) if after and not before else None
            yield talk.quote(
                "direct",
                span,
                Attribution(span.start, span.start, None, citizen["name"] if citizen else None, "", True),
                "beside_a_person",
            )


def _is_peopled(talk: Talk) -> bool:
    """Whether the paragraph names anybody whose words they may be."""
    return bool(talk.found.within(talk.number)) or any(name in talk.plain for name in talk.people)


def _is_in_the_next_sentence(plain: str, start: int, by: Attribution) -> bool:
    return 0 <= by.start - start < 60 and not SENTENCE_STOP.search(plain, start, by.start)


def _only_person(words: str, people: dict[str, Person]) -> Person | None:
    named = [person for name, person in people.items() if name in words]
    return named[0] if len(named) == 1 else None


# ------------------------------------------------------------ indirect


def reported(talk: Talk) -> Iterator[Quote]:
    """区城市管理局表示，将围绕市政基础设施更新建设，…"""
    for position, by in enumerate(talk.said):
        begins_quoted = any(talk.is_clause(span) for span in between(talk.spoken, by.end + 1, by.end + 2, _opens))
        if by.closed or begins_quoted:
            continue
        following = talk.said[position + 1].start if position + 1 < len(talk.said) else len(talk.plain)
        span = Span(by.end, _passage_end(talk, by, following))
        if span.end - span.start >= SHORTEST - 2:
            yield talk.quote("indirect", span, by, "reported")


def _passage_end(talk: Talk, by: Attribution, following: int) -> int:
    """Where the reported words end: before the next speaker, before a quotation that is a sentence of its own,
    or before a sentence that somebody else opens."""
    end = min(following, len(talk.plain))
    inside = between(talk.spoken, by.end + 1, end, _opens)
    end = next((s.start - 1 for s in inside if talk.plain[s.start - 2] == "。" and talk.is_clause(s)), end)
    led = next((s.start for s in inside if talk.plain[s.start - 2] == "：" and talk.is_clause(s) and s.start < end), end)
    end = (talk.plain.rfind("。", by.end, led) + 1 or end) if led < end else end
    for stop in SENTENCE_STOP.finditer(talk.plain, by.end, end):
        here = stop.end()
        if TELLER.match(talk.plain, here):
            return here
        near = between(talk.found.within(talk.number), here, here + 9, lambda m: m.span.start)
        opener = next((m for m in near if _opens_a_sentence(talk, m) and "要" not in talk.plain[here : m.span.start]), None)
        if opener and opener.span.start < end and _is_somebody_else(talk, opener, by):
            return here
    if end == following and end < len(talk.plain):
        last = max(talk.plain.rfind(mark, by.end, end) for mark in "。！？")
        return last + 1 if last > 0 else end
    return end


TELLER = re.compile(
    "(?:按照(?:计划|安排|部署)|截至目前|据悉|据了解|据介绍|数据显示|记者)，?|针对(?:这些|上述)|为此，"
    "|该(?:[局委办镇乡县区市院校]|街道|集团|公司|中心)"
)
"""Whoever writes the article goes on: 该局从4月起每旬…, 按照计划，… – nobody calls his own bureau so."""


def _opens_a_sentence(talk: Talk, mention: Mention) -> bool:
    """区商务局将…, or a firm that is brought in: 镇里引进的云岭本草药业有限公司计划…"""
    return mention.agent or talk.found.body(mention.body).kind == "enterprise"


def _is_somebody_else(talk: Talk, opener: Mention, by: Attribution) -> bool:
    """Whether a body takes over the text: not the speaker's own, not one that is told what to do (某局要会同…),
    and not the area that all of it is about."""
    if talk.plain.startswith(TOLD_TO, opener.span.end):
        return False
    return opener.body not in (by.body, talk.found.home) and talk.found.body(opener.body).kind != "district"


TOLD_TO = ("要", "须", "必须", "应")


RULES: tuple[Callable[[Talk], Iterator[Quote]], ...] = (
    before_its_speaker,
    after_its_speaker,
    within_a_report,
    by_a_citizen,
    beside_a_person,
    reported,
)
