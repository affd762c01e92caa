"""Named projects with what the article says of their progress."""

from __future__ import annotations

from collections.abc import Callable

from builder.lexicon import Lexicon
from builder.model import Article, Project

Owner = Callable[[int, int], "str | None"]
"""The id of the body that governs a place: paragraph index and index into its ``plain``."""


def projects(article: Article, lexicon: Lexicon, owner: Owner) -> list[Project]:
    """Every project that ``article`` names, with its milestones."""
    return []
