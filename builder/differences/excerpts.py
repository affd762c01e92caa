"""Of two texts the part that is not the same, with a few words around it."""

from __future__ import annotations

SHORT = 40
"""Texts of at most so many characters are shown whole."""
AROUND = 10
"""Characters that are kept on each side of what is different."""
MOST = 48
"""Characters that are shown of a long text."""

Stretch = tuple[int, int]


def excerpts(one: str, other: str) -> tuple[str, str]:
    """Both texts, cut down to where they differ."""
    if max(len(one), len(other)) <= SHORT:
        return one, other
    mine, theirs = between(one, other)
    return _around(one, mine), _around(other, theirs)


def between(one: str, other: str) -> tuple[Stretch, Stretch]:
    """The stretch of each text that is not the same at both ends."""
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    return (head, len(one) - tail), (head, len(other) - tail)


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _around(text: str, part: Stretch) -> str:
    start, end = max(part[0] - AROUND, 0), min(part[1] + AROUND, len(text))
    end = min(end, start + MOST)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
