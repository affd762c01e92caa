"""Recurring beats of follow-up work: 月调度, 每周会商."""

from __future__ import annotations

from collections.abc import Callable

from builder.lexicon import Lexicon
from builder.model import Article, Cadence

Owner = Callable[[int, int], "str | None"]
"""The id of the body that governs a place: paragraph index and index into its ``plain``."""


def cadences(article: Article, lexicon: Lexicon, owner: Owner) -> list[Cadence]:
    """Every beat of ``article``, each once, with every place that states it."""
    return []
