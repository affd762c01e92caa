"""Whether a figure is still to be reached, was reached, or only describes; and how firmly it is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from builder.finding.names import either
from builder.lexicon import Lexicon
from builder.model import Article, Period, Status


@dataclass(frozen=True, slots=True)
class Said:
    """The words around a figure, from near to far."""

    clause: str
    """Up to the next punctuation marks."""
    before: str
    """The sentence before the clause."""
    setting: str
    """The paragraph before the sentence."""
    headings: tuple[str, ...]
    """The headings above it, the nearest first."""


@lru_cache(maxsize=4)
def _cues(lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    sections = ("planned", "actual", "perhaps_actual", "context", "scene", "strengths", "plans", "reports")
    return {section: re.compile(either(lexicon.words("targets", section))) for section in sections}


def status(said: Said, period: Period | None, own: bool, bound: bool, article: Article, lexicon: Lexicon) -> Status:
    """The status of a figure.

    The nearest word decides: in the clause, then in the sentence, then the
    calendar, then the paragraph, at last the kind of paper that the article is.

    Args:
        said: the words around the figure
        period: what the figure is about
        own: whether the period's word stands in the figure's own clause
        bound: whether the figure is a floor or a ceiling (不低于, 以内), which nobody reports as a result
        article: where it stands
    """
    cues = _cues(lexicon)
    if cues["context"].search(said.clause) or cues["scene"].search(said.before[-40:] + said.clause):
        return "context"
    if cues["actual"].search(said.clause):
        return "actual"
    if _promised(said.clause, cues):
        return "planned"
    if _is_past(period, article):
        return "actual" if own else _told(said.before, cues) or "actual"
    if period is not None and period.end is not None and article.date is not None and period.end > article.date:
        told = _told(said.before, cues) or _told(said.setting, cues)
        report = _of_its_kind(said, article, cues) == "actual" and cues["perhaps_actual"].search(said.clause)
        begun = period.start is not None and period.start <= article.date
        reported = begun and (told == "actual" or (told is None and report))
        return "actual" if reported else "planned"
    if bound:
        return "planned"
    for words in (said.before, said.setting):
        told = _told(words, cues)
        if told:
            return told
    return _of_its_kind(said, article, cues) or ("actual" if cues["perhaps_actual"].search(said.clause) else "planned")


def is_reached(said: Said, lexicon: Lexicon) -> bool:
    """Whether the clause, or the sentence before it, says that the figure was reached."""
    cues = _cues(lexicon)
    return cues["actual"].search(said.clause) is not None or _told(said.before, cues) == "actual"


def _told(words: str, cues: dict[str, re.Pattern[str]]) -> Status | None:
    """What the last cue in ``words`` says; None where there is none."""
    reached = max((m.start() for m in cues["actual"].finditer(words)), default=-1)
    promised = max((m.start() for m in cues["planned"].finditer(_harmless(words))), default=-1)
    if reached == promised:
        return None
    return "actual" if reached > promised else "planned"


def _promised(words: str, cues: dict[str, re.Pattern[str]]) -> bool:
    return cues["planned"].search(_harmless(words)) is not None


def _harmless(words: str) -> str:
    """The words with 重要, 主要 and their like blotted out: their 要 promises nothing."""
    return re.sub("[重主需纪摘首]要", "〇〇", words)


def _is_past(period: Period | None, article: Article) -> bool:
    """Whether the period lies before the day that the article speaks from."""
    if period is None or period.end is None:
        return False
    if article.date is not None:
        return period.end < article.date
    return article.year is not None and period.end.year < article.year


def _of_its_kind(said: Said, article: Article, cues: dict[str, re.Pattern[str]]) -> Status | None:
    """What the headings announce, the nearest first: a plan (打算, 方案) or a report (情况, 通报); None where none says."""
    for headline in (*said.headings, article.title + article.deck):
        plans, reports = cues["plans"].search(headline), cues["reports"].search(headline)
        if bool(plans) != bool(reports):
            return "planned" if plans else "actual"
    return None


def strength(clause_before: str, sentence_before: str, lexicon: Lexicon) -> str:
    """The word that says how firmly, nearest before the figure: 力争, 确保; empty where there is none."""
    pattern = _cues(lexicon)["strengths"]
    for words in (clause_before, sentence_before):
        found = [m.group() for m in pattern.finditer(_harmless(words))]
        firm = [word for word in found if word not in ("将", "要")]
        if firm or found:
            return (firm or found)[-1]
    return ""
