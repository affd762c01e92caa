"""What somebody is reported to have said: direct (between quotation marks) and indirect.

A name, slogan or term between quotation marks is no quote; a quote needs
somebody who says it.
"""

from __future__ import annotations

import re

from builder.finding.organisations import Organisations
from builder.finding.speakers import Attribution, Person, attributions
from builder.finding.text import Span, evidence
from builder.lexicon import Lexicon
from builder.model import Article, Quote, QuoteKind

LONGEST = 1000
SHORTEST = 6
"""Characters below which words between quotation marks are a term, not a clause."""


def quotes(article: Article, found: Organisations, people: dict[str, Person], lexicon: Lexicon) -> list[Quote]:
    """Every quote of the article, in reading order."""
    out = []
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.role != "body":
            continue
        said = attributions(article, number, found, people, lexicon)
        spoken = direct_spans(paragraph.plain)
        told: list[Quote] = []
        for rule in RULES:
            told += rule(article, number, said, spoken, found)
        known = {quote.evidence[0] for quote in told}
        told += [q for q in beside_a_person(article, number, said, spoken, found, people) if q.evidence[0] not in known]
        out += told
    return sorted(out, key=lambda q: (q.evidence[0].start, q.evidence[0].end))


def direct_spans(plain: str) -> list[Span]:
    """What stands between outer quotation marks; an unclosed mark closes with the paragraph's last full stop."""
    spans, depth, start = [], 0, 0
    for position, character in enumerate(plain):
        if character == "“":
            if depth == 0:
                start = position + 1
            depth += 1
        elif character == "”" and depth:
            depth -= 1
            if depth == 0:
                spans.append(Span(start, position))
    return spans


def before_its_speaker(
    article: Article, number: int, said: list[Attribution], spoken: list[Span], found: Organisations
) -> list[Quote]:
    """“我们将全力以赴促招商。”区商务局表示，…"""
    plain, out = article.paragraphs[number].plain, []
    for span in spoken:
        by = next((a for a in said if span.end < a.start <= span.end + 2 and a.end - span.end < 60), None)
        if by and _is_clause(plain, span):
            out.append(_quote("direct", article, number, span, by, "before_its_speaker"))
    return out


def after_its_speaker(
    article: Article, number: int, said: list[Attribution], spoken: list[Span], found: Organisations
) -> list[Quote]:
    """县发展和改革局局长童维表示：“今年，我们将…”"""
    plain, out = article.paragraphs[number].plain, []
    for span in spoken:
        by = next((a for a in said if not a.closed and a.end in (span.start - 1, span.start)), None)
        if by and _is_clause(plain, span):
            out.append(_quote("direct", article, number, span, by, "after_its_speaker"))
    return out


def within_a_report(
    article: Article, number: int, said: list[Attribution], spoken: list[Span], found: Organisations
) -> list[Quote]:
    """区人社局负责人介绍，首场招聘会定于2月24日举行，“人到岗、心安定，实事才算办到家。”"""
    plain, out = article.paragraphs[number].plain, []
    for span in spoken:
        by = next((a for a in reversed(said) if not a.closed and a.end < span.start - 1), None)
        if (
            by
            and plain[span.start - 2 : span.start - 1] in ("，", "。")
            and _is_sentence(plain, span)
            and not _full_stop_between(plain, by.end, span.start - 2)
        ):
            out.append(_quote("direct", article, number, span, by, "within_a_report"))
    return out


def reported(article: Article, number: int, said: list[Attribution], spoken: list[Span], found: Organisations) -> list[Quote]:
    """区城市管理局表示，将围绕市政基础设施更新建设，…"""
    plain, out = article.paragraphs[number].plain, []
    for position, by in enumerate(said):
        if by.closed or plain[by.end : by.end + 1] == "“" and _is_clause(plain, _span_at(spoken, by.end + 1)):
            continue
        following = said[position + 1].start if position + 1 < len(said) else len(plain)
        end = _passage_end(plain, by, following, number, spoken, found)
        span = Span(by.end, end)
        if span.end - span.start >= SHORTEST:
            out.append(_quote("indirect", article, number, span, by, "reported"))
    return out


def beside_a_person(
    article: Article, number: int, said: list[Attribution], spoken: list[Span], found: Organisations, people: dict[str, Person]
) -> list[Quote]:
    """“…多一分。”5月10日一早，平埠镇党委书记古原踩着露水巡完大堤; 计然语气加重：“谁让…丢脸。” – the sentence has one person."""
    plain, out = article.paragraphs[number].plain, []
    for span in spoken:
        if (
            not _is_clause(plain, span)
            or plain[span.end - 1] not in "。！？"
            or any(abs(a.end - span.start) < 3 or 0 < a.start - span.end < 60 for a in said)
        ):
            continue
        before = re.search("[^。！？”]{2,40}：$", plain[max(0, span.start - 42) : span.start - 1])
        after = re.match("[^。！？“]{2,60}", plain[span.end + 1 :])
        who = _only_person(
            before.group()
            if before
            else after.group()
            if after and plain[span.start - 2 : span.start - 1] in ("", "。", "”", "）")
            else "",
            people,
        )
        if who or before:
            by = Attribution(
                span.start, span.start, who.body if who else None, who.name if who else None, who.post if who else "", True
            )
            out.append(_quote("direct", article, number, span, by, "beside_a_person"))
    return out


def _only_person(words: str, people: dict[str, Person]) -> Person | None:
    named = [person for name, person in people.items() if name in words]
    return named[0] if len(named) == 1 else None


SAID = re.compile(
    r"(?P<who>[^。“”，！？]{1,20}?)(?:高兴地|乐呵呵地|笑着|自豪地|感慨地|激动地)?(?:说|表示|感慨|感叹|坦言|介绍|问|笑道|回忆|称赞)[。，]"
)
CITIZEN = re.compile(
    r"(?:村民|居民|市民|群众|游客|农户|茶农|业主|职工|学生|家长|老人|司机|商户|店主|工人)(?P<name>[一-龥]{2,3}|[一-龥](?:女士|先生|大爷|大妈|大娘|阿姨|师傅|奶奶|爷爷))$"
)


def by_a_citizen(article: Article, number: int, said: list[Attribution], spoken: list[Span], found: Organisations) -> list[Quote]:
    """“以前院子空着长草。”大水井村村民田桂枝乐呵呵地说。 – a voice that speaks for no body."""
    plain, out = article.paragraphs[number].plain, []
    for span in spoken:
        voice = SAID.match(plain, span.end + 1)
        known = any(a.start <= span.end + 24 and a.end > span.start - 2 for a in said)
        if voice and not known and _is_clause(plain, span):
            citizen = CITIZEN.search(voice["who"])
            by = Attribution(span.end + 1, voice.end(), None, citizen["name"] if citizen else None, "", True)
            out.append(_quote("direct", article, number, span, by, "by_a_citizen"))
    return out


RULES = (before_its_speaker, after_its_speaker, within_a_report, by_a_citizen, reported)


def _span_at(spans: list[Span], start: int) -> Span:
    return next((s for s in spans if s.start == start), Span(start, start))


def _is_clause(plain: str, span: Span) -> bool:
    """Whether the words are said rather than named: they end like a sentence or hold several clauses."""
    words = plain[span.start : span.end]
    return len(words) >= SHORTEST and (words[-1] in "。！？…；，" or (len(words) > 14 and "，" in words))


def _is_sentence(plain: str, span: Span) -> bool:
    """“…兑现。” and, closing its sentence, “先把筋骨练强，再谈个头长高”。"""
    return plain[span.end - 1] in "。！？" or (
        "，" in plain[span.start : span.end] and plain[span.end + 1 : span.end + 2] in ("。", "！")
    )


def _full_stop_between(plain: str, start: int, end: int) -> bool:
    return re.search("[。！？]", plain[start:end]) is not None


def _passage_end(plain: str, by: Attribution, following: int, number: int, spoken: list[Span], found: Organisations) -> int:
    """Where the reported words end: before the next speaker, before a quotation that is a sentence of its own,
    or before a sentence that somebody else opens."""
    end = min(following, len(plain))
    for span in spoken:
        if by.end < span.start < end and plain[span.start - 2] == "。" and _is_clause(plain, span):
            end = span.start - 1
            break
    for stop in re.finditer("[。！？]", plain[by.end : end]):
        here = by.end + stop.end()
        opener = next((m for m in found.within(number) if m.agent and here <= m.span.start <= here + 8), None)
        if (
            opener
            and opener.body != by.body
            and opener.span.start < end
            and opener.body != found.home
            and found.body(opener.body).kind != "district"
        ):
            return here
    if end == following and end < len(plain):
        last = max(plain.rfind(mark, by.end, end) for mark in "。！？")
        end = last + 1 if last > 0 else end
    return end


def _quote(kind: QuoteKind, article: Article, number: int, span: Span, by: Attribution, rule: str) -> Quote:
    place = evidence(article, number, span, LONGEST)
    assert place is not None, "a quote is never empty"
    words = article.paragraphs[number].text[span.start : span.end]
    return Quote(kind, words, by.body, by.speaker, by.post, (place,), rule)
