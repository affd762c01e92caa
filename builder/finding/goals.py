"""Which of the twelve goals a fact serves, by the words around it."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from builder.finding.organisations import either
from builder.lexicon import Lexicon

WEIGHTS = (6, 3, 1, 1)
"""How much a word counts in the metric, in the clause, in the sentence and in the heading or owner's name."""
MOST = 3
"""Goals kept for a fact."""


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    groups = lexicon.groups("goals", "words")
    owners: dict[str, list[str]] = {}
    for goal, words in groups.items():
        for word in words:
            owners.setdefault(word, []).append(goal)
    return re.compile(either(owners)), {word: tuple(goals) for word, goals in owners.items()}


def goals(metric: str, clause: str, sentence: str, setting: str, background: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Goal ids, the best first; empty where no word speaks for any.

    ``background`` (the paragraph, the headline) is asked only where nothing nearer answers. Words of building
    count half: nearly every goal has its projects.
    """
    pattern, owners = _words(lexicon)
    score: Counter[str] = Counter()
    for text, weight in zip((metric, clause, sentence[:200], setting), WEIGHTS, strict=True):
        for found in pattern.finditer(text):
            for goal in owners[found.group()]:
                score[goal] += weight * min(len(found.group()), 5) * (1 if goal == "projects" else 2)
    if not score:
        score = Counter(goal for found in pattern.finditer(background) for goal in owners[found.group()])
    order = list(lexicon.groups("goals", "names"))
    ranked = sorted(score, key=lambda goal: (-score[goal], order.index(goal)))
    return tuple(ranked[:MOST])
