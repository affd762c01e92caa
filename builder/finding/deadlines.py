"""Deadlines: something concrete that is to be done, or begun, by a stated time, without a figure of its own."""

from __future__ import annotations

import re
from functools import lru_cache

from builder.finding.goals import goals
from builder.finding.organisations import either
from builder.finding.periods import TimeWord
from builder.finding.scope import Scope
from builder.finding.status import Said, status, strength
from builder.finding.targets import Line, _bracketed
from builder.finding.text import Span, sentences
from builder.lexicon import Lexicon
from builder.model import Target

LONGEST = 40
LONGEST_DAYS = 92
"""A stretch longer than a quarter is a period, not a date."""


@lru_cache(maxsize=4)
def _deeds(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(either(lexicon.words("targets", "deeds"))), re.compile(either(lexicon.words("targets", "not_deeds")))


def deadlines(line: Line, scope: Scope, lexicon: Lexicon) -> list[Target]:
    """3月底前，城北110千伏变电站必须通电投运"""
    out = []
    for time in line.times:
        found = _deadline(line, time, scope, lexicon)
        if found:
            out.append(found)
    return out


def _deadline(line: Line, time: TimeWord, scope: Scope, lexicon: Lexicon) -> Target | None:
    deeds, events = _deeds(lexicon)
    if time.period is None or time.period.end is None or time.vague or not _is_short(time):
        return None
    clause = _clause(line, time)
    words = line.plain[clause.start : clause.end]
    if any(clause.start <= q.start < clause.end for q in line.quantities) or not deeds.search(words) or events.search(words):
        return None
    name = _thing(line, time, clause)
    place = line.evidence(clause)
    if place is None or len(name) < 2:
        return None
    sentence = next((s for s in sentences(line.plain) if s.start <= time.start < s.end), clause)
    whole = line.plain[sentence.start : sentence.end]
    owner = scope.owner(line.number, time.start, time.end)
    setting = line.plain[max(0, sentence.start - 200) : sentence.start]
    state = status(Said(words, line.plain[sentence.start : clause.start], setting), time.period, True, line.article, lexicon)
    if state != "planned":
        return None
    said = strength(words, line.plain[sentence.start : clause.start], lexicon)
    return Target("deadline", name, None, None, None, None, None, time.period, state, said, owner,
                  goals(name, words, whole, line.heading + (owner or ""), line.background, lexicon), (place,), "deadlines")  # fmt: skip


def _is_short(time: TimeWord) -> bool:
    """A deadline word (9月底前), or a stretch of a quarter at most (6月竣工): a whole year is a period, no date."""
    if time.deadline:
        return True
    period = time.period
    return period is not None and period.start is not None and period.end is not None and (period.end - period.start).days <= LONGEST_DAYS


def _clause(line: Line, time: TimeWord) -> Span:
    """The clause of the time word, and the next one where it stands alone before a comma (3月底前，…)."""
    plain = line.plain
    start = max(plain.rfind(mark, 0, time.start) for mark in "，。；：！？“") + 1
    end = _next(plain, time.end)
    if not re.sub(r"[\s，）]", "", plain[time.end : end]) and end < len(plain) and plain[end] == "，":
        end = _next(plain, end + 1)
    if _bracketed(line, time.start - 1) is time:
        start = max(plain.rfind(mark, 0, max(0, time.start - 1)) for mark in "，。；：！？.、") + 1
        end = plain.find("）", time.end) + 1
        if any(start <= q.start < end for q in line.quantities):
            start, end = _clause_without_figure(line, start) or (start, end)
    return Span(start, end)


def _clause_without_figure(line: Line, before: int) -> tuple[int, int] | None:
    """区中医医院康复楼投入使用，新增康复床位120张（6月底前完成）: the bracket dates the first clause too."""
    end = before - 1
    start = max(line.plain.rfind(mark, 0, max(0, end)) for mark in "，。；：！？.、") + 1
    if end - start < 4 or any(start <= q.start < end for q in line.quantities):
        return None
    return start, end


def _next(plain: str, start: int) -> int:
    return min((at for at in (plain.find(mark, start) for mark in "，。；！？”") if at >= 0), default=len(plain))


def _thing(line: Line, time: TimeWord, clause: Span) -> str:
    """What is to be done: the clause without its time word, with its subject from the clause before where it has none."""
    words = line.plain[clause.start : time.start] + line.plain[time.end : clause.end]
    words = re.sub("（(?:全部|全面)?(?:完成|建成)?）", "", words)
    words = re.sub("^[0-9]{1,2}[.．、]|[“”（）、，]", "", words)
    words = re.sub("^(?:将|并|力争|确保|计划|预计|必须|要|争取|目前|于|在|到|前|可)+", "", words)
    words = re.sub("(?:将|力争|确保|计划|预计|必须|要|争取)", "", words, count=1)
    return words[:LONGEST]
