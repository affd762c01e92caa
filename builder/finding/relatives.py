"""Targets that are set against a benchmark instead of a number."""

from __future__ import annotations

import re
from functools import lru_cache

from builder.finding.goals import Words, goals
from builder.finding.governing import governing_period
from builder.finding.lines import Line
from builder.finding.status import Said, status, strength
from builder.finding.text import Span, after_last
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
    relations, signs, _ = _relations(line.lexicon)
    found = [_beside(line, relation, signs[relation.group()]) for relation in relations.finditer(line.plain)]
    found += [_abreast(line, relation) for relation in ABREAST.finditer(line.plain)]
    return [target for target in found if target]


ABREAST = re.compile("(?<=与)(?P<benchmark>[^，。；：！？“”（）与]{2,16}?)(?:增长)?(?:保持)?(?:基本)?同步(?=[，。；！？]|$)")


def _abreast(line: Line, relation: re.Match[str]) -> Target | None:
    """居民收入增长与经济增长同步 – the benchmark stands before the relation."""
    start = _clause(line.plain, relation).start
    metric = _metric(line, start, relation.start() - 1)
    return _relative(line, Span(start, relation.end()), metric, relation.group().partition("同步")[0], "=")


def _beside(line: Line, relation: re.Match[str], sign: Comparator) -> Target | None:
    """经济指标增速高于全省增速 – the benchmark stands behind the relation."""
    clause = _past_the_figure(line, _clause(line.plain, relation), relation.start())
    benchmark = line.plain[relation.end() : clause.end]
    return _relative(line, clause, _metric(line, clause.start, relation.start()), benchmark, sign)


def _relative(line: Line, clause: Span, metric: str, benchmark: str, sign: Comparator) -> Target | None:
    benchmarks = _relations(line.lexicon)[2]
    place = line.evidence(clause)
    at = clause.start + len(metric)
    if not benchmarks.search(benchmark) or line.has_quantity(clause) or len(metric) < 2 or place is None:
        return None
    sentence = line.sentence(clause.start)
    before = line.plain[sentence.start : clause.start]
    period = governing_period(line, clause, at)
    owner = line.owner(at)
    said = Said(line.text(clause), before, line.before(sentence), line.headings, period)
    state = status(said, line.article, line.lexicon, otherwise="planned")
    if state == "context":
        return None
    return Target(
        kind="relative",
        metric=metric,
        comparator=sign,
        value=None,
        unit=None,
        benchmark=benchmark,
        period=period,
        status=state,
        strength=strength(line.plain[clause.start : at], before, line.lexicon) if state == "planned" else "",
        owner=owner,
        goals=goals(
            Words(metric, line.text(clause), line.text(sentence), line.heading + (owner or ""), line.background), line.lexicon
        ),
        evidence=(place,),
        rule="relative_targets",
    )


def _clause(plain: str, relation: re.Match[str]) -> Span:
    start = after_last(plain, OUTSIDE, relation.start() - LONGEST_METRIC, relation.start())
    latest = min(len(plain), relation.end() + LONGEST_BENCHMARK)
    ends = [at for at in (plain.find(mark, relation.end(), latest) for mark in OUTSIDE) if at >= 0]
    return Span(start, min(ends, default=latest))


def _past_the_figure(line: Line, clause: Span, at: int) -> Span:
    """规上工业产值增长8%、工业投资增幅不低于全市平均水平: what is compared begins behind the figure before it."""
    before = line.quantities_within(Span(clause.start, at))
    ends = [q.end for q in before if line.plain.startswith("、", q.end)]
    return Span(ends[-1] + 1, clause.end) if ends else clause


def _metric(line: Line, start: int, end: int) -> str:
    words, at = "", start
    for time in line.times_within(start, end):
        words, at = words + line.plain[at : time.start], time.end
    return re.sub("^(?:其中|力争|确保|预计|将|要|、){1,3}", "", words + line.plain[at:end]).strip("的")
