"""Whether a figure is still to be reached, was reached, or only describes; and how firmly it is said."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from builder.finding.organisations import either
from builder.lexicon import Lexicon
from builder.model import Period, Status


@lru_cache(maxsize=4)
def _cues(lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    return {
        section: re.compile(either(lexicon.words("targets", section)))
        for section in ("planned", "actual", "context", "strengths")
    }


def status(clause: str, before: str, sentence: str, period: Period | None, day: date | None, year: int | None, lexicon: Lexicon) -> Status:
    """The status of a figure.

    Args:
        clause: the words around the figure up to the next punctuation marks
        before: the words of the sentence before the clause
        sentence: the whole sentence
        period: what the figure is about
        day: the day that the article speaks from
        year: its reference year
    """
    cues = _cues(lexicon)
    if cues["context"].search(clause):
        return "context"
    if cues["actual"].search(clause):
        return "actual"
    if _is_promised(clause, cues):
        return "planned"
    if _is_past(period, day, year):
        return "actual" if not _is_promised(before, cues) or cues["actual"].search(sentence) else "planned"
    if _is_promised(before, cues):
        return "planned"
    if cues["actual"].search(before):
        return "actual"
    return "planned"


def _is_promised(words: str, cues: dict[str, re.Pattern[str]]) -> bool:
    found = cues["planned"].search(re.sub("重要|主要|需要|纪要|摘要", "", words))
    return found is not None


def _is_past(period: Period | None, day: date | None, year: int | None) -> bool:
    """Whether the period lies before the day that the article speaks from."""
    if period is None or period.end is None:
        return False
    if day is not None:
        return period.end < day
    return year is not None and period.end.year < year


def strength(clause_before: str, sentence_before: str, lexicon: Lexicon) -> str:
    """The word that says how firmly, nearest before the figure: 力争, 确保; empty where there is none."""
    pattern = _cues(lexicon)["strengths"]
    for words in (clause_before, sentence_before):
        found = [m.group() for m in pattern.finditer(re.sub("重要|主要|需要|纪要|目标任务", "〇〇", words))]
        firm = [word for word in found if word not in ("将", "要")]
        if firm or found:
            return (firm or found)[-1]
    return ""
