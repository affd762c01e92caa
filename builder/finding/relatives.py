"""Targets that are set against a benchmark instead of a number."""

from __future__ import annotations

import re
from functools import lru_cache

from builder.finding.goals import Words, goals
from builder.finding.governing import governing_period
from builder.finding.lines import Line
from builder.finding.status import Said, status, strength
from builder.finding.text import Span
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Comparator, Target


@lru_cache(maxsize=4)
def _relations(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, Comparator], re.Pattern[str]]:
    signs: dict[str, Comparator] = {
        word: sign  # type: ignore[misc]
        for sign, words in lexicon.groups("targets", "relations").items()
        for word in words
    }
    return re.compile(either(signs)), signs, re.compile(either(lexicon.words("targets", "benchmarks")))


OUTSIDE = "，。；：！？“”（）\n"
LONGEST_METRIC, LONGEST_BENCHMARK = 40, 20


def relative_targets(line: Line) -> list[Target]:
    """全年地区生产总值等主要经济指标增速高于全省、全市增速"""
    relations, _, _ = _relations(line.lexicon)
    found = (_relative(line, relation) for relation in relations.finditer(line.plain))
    return [target for target in found if target]


def _relative(line: Line, relation: re.Match[str]) -> Target | None:
    _, signs, benchmarks = _relations(line.lexicon)
    clause = _clause(line.plain, relation)
    benchmark = line.plain[relation.end() : clause.end]
    metric = _metric(line, clause.start, relation.start())
    place = line.evidence(clause)
    if not benchmarks.search(benchmark) or line.has_quantity(clause) or len(metric) < 2 or place is None:
        return None
    sentence = line.sentence(relation.start())
    before = line.plain[sentence.start : clause.start]
    period = governing_period(line, clause, relation.start())
    owner = line.owner(relation.start())
    said = Said(line.text(clause), before, line.before(sentence), line.headings, period)
    state = status(said, line.article, line.lexicon)
    if state == "context":
        return None
    return Target(
        kind="relative",
        metric=metric,
        comparator=signs[relation.group()],
        value=None,
        unit=None,
        benchmark=benchmark,
        period=period,
        status=state,
        strength=strength(line.plain[clause.start : relation.start()], before, line.lexicon) if state == "planned" else "",
        owner=owner,
        goals=goals(
            Words(metric, line.text(clause), line.text(sentence), line.heading + (owner or ""), line.background), line.lexicon
        ),
        evidence=(place,),
        rule="relative_targets",
    )


def _clause(plain: str, relation: re.Match[str]) -> Span:
    earliest = max(0, relation.start() - LONGEST_METRIC)
    latest = min(len(plain), relation.end() + LONGEST_BENCHMARK)
    start = max((plain.rfind(mark, earliest, relation.start()) for mark in OUTSIDE), default=-1)
    ends = [at for at in (plain.find(mark, relation.end(), latest) for mark in OUTSIDE) if at >= 0]
    return Span(start + 1 if start >= 0 else earliest, min(ends, default=latest))


def _metric(line: Line, start: int, end: int) -> str:
    words, at = "", start
    for time in line.times_within(start, end):
        words, at = words + line.plain[at : time.start], time.end
    return re.sub("^(?:其中|力争|确保|预计|将|要|、){1,3}", "", words + line.plain[at:end]).strip("的")
