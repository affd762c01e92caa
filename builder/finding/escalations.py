"""What rules foresee for those who lag, step by step: 约谈, then 问责, when and by whom.

A step is read only where the rule says when it applies; what was done already
(约谈了3家单位) is an event, and a talk with investors is business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from builder.finding.numerals import whole
from builder.finding.scope import Scope
from builder.finding.text import LONGEST, Span, evidence
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Article, Escalation

HAN = "[一-龥]"
UNIT_END = re.compile(r"[。！？!?][”’』」）)]*|$")
BRACKET = re.compile("（[^（）]{1,80}）|[(（][一二三四五六七八九十0-9]{1,3}[)）]")
"""Before a sentence this belongs to the one above: （责任单位：县财政局）."""
CLAUSE_END = re.compile(r"[，；,;。！？!?]|$")
BACK = 4
"""Clauses before a measure that its condition may take up."""
LONGEST_UNIT = 600


@dataclass(frozen=True, slots=True)
class Step:
    """One step as a sentence says it, in indexes of the text that it was read from."""

    step: str
    condition: str
    by: str
    start: int
    """Where its condition begins, or the step itself."""
    end: int
    at: int
    """Where the word for the measure stands."""
    first: bool
    """Whether it opens a rule of its own."""


def escalations(article: Article, scope: Scope, lexicon: Lexicon) -> list[Escalation]:
    """Every step of every rule that ``article`` gives, in the order of the text; the steps of one rule share their ``ladder``."""
    found: list[Escalation] = []
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.role not in ("body", "caption"):
            continue
        ladder, order, body = "", 0, None
        for step in steps(paragraph.plain, lexicon):
            order = 1 if step.first or not ladder else order + 1
            if order == 1:
                ladder, body = f"{article.id}:{number}:{step.start}", _whose(scope, number, step.start)
            place = evidence(article, number, _told(paragraph.plain, step))
            if place is not None:
                found.append(Escalation(step.step, step.condition, step.by, order, body, (place,), "conditional", ladder=ladder))
    return found


def _whose(scope: Scope, paragraph: int, start: int) -> str | None:
    """The body that governs the place; one that is only named in a bracket of duties before it (责任单位：…) has its own item
    there, and the rule is the area's."""
    owner = scope.owner(paragraph, start)
    duties = [duty.span(1) for duty in scope.paragraphs[paragraph].duties]
    named = [m.span for m in scope.paragraphs[paragraph].mentions if m.body == owner and m.span.start < start]
    inside = [any(first <= span.start and span.end <= last for first, last in duties) for span in named]
    return scope.found.home if inside and all(inside) else owner


def steps(plain: str, lexicon: Lexicon) -> list[Step]:
    """The steps that one paragraph gives, in order."""
    words = _words(lexicon)
    if words.measure.search(plain) is None:
        return []
    found: list[Step] = []
    for unit in _units(plain):
        if words.measure.search(plain, unit.start, unit.end) and not words.elsewhere.search(plain, unit.start, unit.end):
            found += _in_unit(plain, unit, words, bool(found))
    return found


def _units(plain: str) -> Iterator[Span]:
    """Sentences up to a full stop; a semicolon parts the steps of one rule."""
    start = 0
    for end in (seen.end() for seen in UNIT_END.finditer(plain)):
        bracket = BRACKET.match(plain, start)
        start = bracket.end() if bracket else start
        if start < end <= start + LONGEST_UNIT:
            yield Span(start, end)
        start = max(start, end)


def _told(plain: str, step: Step) -> Span:
    """The whole sentence where it is short enough; else from the condition, or what is nearest before the step."""
    unit = next((unit for unit in _units(plain) if unit.start <= step.at < unit.end), Span(step.start, step.end))
    if unit.end - unit.start <= LONGEST:
        return unit
    return Span(max(step.start, step.end - LONGEST), step.end)


# ---------------------------------------------------------------- the words


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon in the form that the rules need."""

    measure: re.Pattern[str]
    fault: re.Pattern[str]
    following: re.Pattern[str]
    times: re.Pattern[str]
    opening: re.Pattern[str]
    past: re.Pattern[str]
    elsewhere: re.Pattern[str]
    by: re.Pattern[str]
    subject: re.Pattern[str]
    handed: re.Pattern[str]
    leading: re.Pattern[str]
    inline: re.Pattern[str]
    closed: re.Pattern[str]


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    def some(section: str) -> str:
        return f"(?:{either(lexicon.words('escalations', section))})"

    named = f"(?!{some('names')})"
    points = "扣(?:除|减)?[0-9一二三四五十至到—.-]{1,6}分"
    barred = "取消[^，。；]{0,14}?资格|追究[^，。；]{0,14}?责任"
    measure = f"(?:{some('measures')}{named}|{barred}|{points})"
    return _Words(
        measure=re.compile(measure),
        fault=re.compile(some("faults")),
        following=re.compile(some("following")),
        times=re.compile(f"^{some('times')}"),
        opening=re.compile(f"^(?:{some('leading')})?{some('openings')}"),
        past=re.compile(
            f"{some('past')}|{measure}[^，。；]{{0,8}}?[0-9]{{1,5}}(?:人|家|名|个|起|次|件)"
            f"|(?<![前后末第])[0-9]{{1,5}}(?:名|家|起)(?!以上|及以上)[^，。；]{{0,16}}?{measure}"
        ),
        elsewhere=re.compile(some("elsewhere")),
        by=re.compile(f"由(?P<by>[^，。；]{{2,30}}?)(?={some('handed')}|{measure})"),
        subject=re.compile(f"^(?P<by>{HAN}{{2,20}}?)(?:要|将|应当?|可以?|会同{HAN}{{2,16}}?)(?=对|{measure}|予以|给予)"),
        handed=re.compile(f"{some('handed')}|{some('leading')}"),
        leading=re.compile(f"^(?:{some('leading')})+"),
        inline=re.compile("(?P<to>对|凡|凡是|对于)?(?P<condition>[^，；。]{2,80}?)的(?P<who>[^，；。的]{0,16})$"),
        closed=re.compile(f"的(?:{HAN}{{0,14}})?$"),
    )


# ---------------------------------------------------------------- one sentence


@dataclass(frozen=True, slots=True)
class _Read:
    """What one clause with a measure says."""

    step: str
    condition: str
    by: str


def _in_unit(plain: str, unit: Span, words: _Words, after: bool) -> list[Step]:
    """The steps of one sentence; ``after`` says whether the paragraph has given a step before."""
    found: list[Step] = []
    clauses = list(_clauses(plain, unit))
    base = ""
    last = -1
    for at, clause in enumerate(clauses):
        text = plain[clause.start : clause.end]
        seen = _measure(text, words)
        if seen is None or words.past.search(text) or _is_condition(text, seen.end(), words):
            continue
        read = _read(text, words)
        start, before = _condition(plain, clauses, at, last, words)
        condition = read.condition or before
        if not condition and last == at - 1 and found and read.step:
            found[-1] = replace(found[-1], step=f"{found[-1].step}，{read.step}", end=clause.end)
            last = at
            continue
        if not condition or not read.step:
            continue
        begins = start if before else clause.start
        first = _opens(plain, begins, condition, found, words, after)
        if words.times.match(condition) and (before or base):
            base = before or base
            condition = f"{base}，{condition}"
        elif words.fault.search(condition):
            base = base if found and not first else _bare(condition)
        found.append(Step(read.step, condition, read.by, begins, clause.end, clause.start + seen.start(), first))
        last = at
    return found


def _clauses(plain: str, unit: Span) -> Iterator[Span]:
    start = unit.start
    for seen in CLAUSE_END.finditer(plain, unit.start, unit.end):
        if seen.start() > start:
            yield Span(start, seen.start())
        start = seen.end()


def _measure(text: str, words: _Words) -> re.Match[str] | None:
    """The measure that is taken; one in front of 的 belongs to when: 连续两次亮红灯的启动问责"""
    first = words.measure.search(text)
    if first is None:
        return None
    when = text.rfind("的", first.end())
    behind = words.measure.search(text, when) if when >= 0 else None
    return behind or first


def _is_condition(text: str, measure_end: int, words: _Words) -> bool:
    """经约谈后仍未达标的, 连续两次被通报的: the measure is a part of when, and nothing is done in this clause."""
    return words.closed.search(text) is not None and words.measure.search(text, measure_end) is None and text.endswith("的")


def _opens(plain: str, start: int, condition: str, found: list[Step], words: _Words, after: bool) -> bool:
    """Whether a condition begins a rule of its own: it takes up no step before it."""
    if any(rule.search(condition) for rule in (words.following, words.measure)) or words.times.match(condition):
        return not (found or after)
    if not found:
        return True
    if _counted_on(found[-1].condition, condition):
        return False
    sign = plain[start - 1 : start]
    return sign in "；;" or re.match("对|凡", plain[start : start + 1]) is not None


COUNT = re.compile("[0-9]{1,3}|[一二两三四五六七八九十]{1,2}")


def _counted_on(before: str, condition: str) -> bool:
    """连续两个月末位, then 连续三个月末位: the same words with a larger number."""
    one, other = COUNT.search(before), COUNT.search(condition)
    if one is None or other is None or COUNT.sub("", before, count=1)[:6] != COUNT.sub("", condition, count=1)[:6]:
        return False
    return whole(other[0]) > whole(one[0])


def _condition(plain: str, clauses: list[Span], at: int, last: int, words: _Words) -> tuple[int, str]:
    """The condition in the clauses before a measure: 对推进不力、进度缓慢的，予以通报批评; where it begins and its words."""
    if at == 0 or at - 1 == last:
        return 0, ""
    nearest = plain[clauses[at - 1].start : clauses[at - 1].end]
    if not (words.closed.search(nearest) or words.times.match(nearest) or words.opening.match(nearest)):
        return 0, ""
    first = at - 1
    for back in range(at - 1, max(last, at - 1 - BACK), -1):
        if words.opening.match(plain[clauses[back].start : clauses[back].end]):
            first = back
            break
    text = plain[clauses[first].start : clauses[at - 1].end]
    if words.fault.search(text) is None and words.times.match(nearest) is None:
        return 0, ""
    return clauses[first].start, _bare(text)


def _bare(condition: str) -> str:
    """对连续三个月排名末位的 → 连续三个月排名末位"""
    text = re.sub("^(?:并|将|同时)?(?:对于?|凡是?|如果|如有|如|若)", "", condition)
    return text[:-1] if text.endswith("的") else text


def _read(text: str, words: _Words) -> _Read:
    """What the clause says of who does it, of when, and what is done."""
    by = ""
    handed = words.by.search(text)
    if handed:
        by = handed["by"]
        text = text[: handed.start()] + text[handed.end() :]
    else:
        subject = words.subject.match(text)
        by = subject["by"] if subject else ""
        text = text[subject.end() :] if subject else text
    text = words.leading.sub("", text)
    seen = _measure(text, words)
    head = text[: seen.start()] if seen else text
    often = words.times.match(text)
    if often:
        return _Read(words.leading.sub("", text[often.end() :]).lstrip("，"), _bare(often[0]), by)
    condition, kept = _inline(head, words)
    return _Read(words.leading.sub("", kept + text[len(head) :]), condition, by)


def _inline(head: str, words: _Words) -> tuple[str, str]:
    """对连续两个月进度滞后的责任单位主要负责人进行 → 连续两个月进度滞后, 对责任单位主要负责人进行"""
    seen = words.inline.search(head)
    if seen is None or not (words.fault.search(seen["condition"]) or words.measure.search(seen["condition"])):
        return "", head
    who = seen["who"]
    whom = who and seen["to"] and words.handed.match(who) is None
    return _bare(seen["condition"]), f"对{who}" if whom else who
