"""Words → a pattern for any of them."""

from __future__ import annotations

import re
from collections.abc import Iterable


def either(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first: 局|办 → 局|办, 区 区县 → 区(?:县|).

    Written as a tree of first characters, so that a text is compared with a few branches instead of
    with every word; as words that part company cannot both match, the longest still comes first.
    """
    branches: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        branches.setdefault(word[:1], []).append(word[1:])
    return "|".join(re.escape(first) + _rest(rests) for first, rests in branches.items())


def _rest(rests: list[str]) -> str:
    if len(rests) == 1:
        return re.escape(rests[0])
    return f"(?:{either(rests)})"
