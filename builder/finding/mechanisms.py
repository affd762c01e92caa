"""Named working systems: “一单位一清单”制度."""

from __future__ import annotations

from builder.lexicon import Lexicon
from builder.model import Article, Mechanism


def mechanisms(article: Article, lexicon: Lexicon) -> list[Mechanism]:
    """Every named working system of ``article`` with the sentence that explains it."""
    return []
