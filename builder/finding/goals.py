"""Which of the twelve goals a fact serves, by the words around it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from builder.lexicon import Lexicon
from builder.lexicon.patterns import either

WEIGHTS = (6, 3, 1, 1)
"""How much a word counts in the metric, in the clause, in the sentence and in the setting."""
MOST = 3
"""Goals kept for a fact."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words around a fact, from near to far."""

    metric: str
    clause: str
    sentence: str
    setting: str
    """The heading above it and the owner's name."""
    background: str
    """The paragraph and the headline; asked only where nothing nearer answers."""


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    groups = lexicon.groups("goals", "words")
    owners: dict[str, list[str]] = {}
    for goal, words in groups.items():
        for word in words:
            owners.setdefault(word, []).append(goal)
    return re.compile(either(owners)), {word: tuple(goals) for word, goals in owners.items()}


@lru_cache(maxsize=64)
def _points(text: str, lexicon: Lexicon) -> tuple[tuple[str, int], ...]:
    """How much the words of a text speak for each goal; kept for a while, as a sentence is asked once for each of its figures.

    Words of building count half: nearly every goal has its projects.
    """
    pattern, owners = _words(lexicon)
    score: dict[str, int] = {}
    for word in pattern.findall(text):
        for goal in owners[word]:
            score[goal] = score.get(goal, 0) + min(len(word), 5) * (1 if goal == "projects" else 2)
    return tuple(score.items())


@lru_cache(maxsize=64)
def _named(text: str, lexicon: Lexicon) -> tuple[tuple[str, int], ...]:
    """How many words of a text speak for each goal; kept, as a paragraph is asked once for each of its figures."""
    pattern, owners = _words(lexicon)
    return tuple(Counter(goal for word in pattern.findall(text) for goal in owners[word]).items())


def goals(words: Words, lexicon: Lexicon) -> tuple[str, ...]:
    """Goal ids, the best first; empty where no word speaks for any."""
    score: dict[str, int] = {}
    for text, weight in zip((words.metric, words.clause, words.sentence[:200], words.setting), WEIGHTS, strict=True):
        for goal, points in _points(text, lexicon):
            score[goal] = score.get(goal, 0) + weight * points
    if not score:
        score = dict(_named(words.background, lexicon))
    order = list(lexicon.groups("goals", "names"))
    ranked = sorted(score, key=lambda goal: (-score[goal], order.index(goal)))
    return tuple(ranked[:MOST])
