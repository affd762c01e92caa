"""How wide text is in a drawing, without asking a font."""

from __future__ import annotations

import unicodedata

SLACK = 1.04
"""Fonts differ; text is taken to be a little wider than it is."""


def width(text: str, size: float) -> float:
    """The width of ``text`` at a type size: 1 em for wide and ambiguous characters, 0.56 em for others."""
    ems = sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.56 for c in text)
    return ems * size * SLACK


def fit(text: str, space: float, size: float) -> str:
    """``text``, cut with an ellipsis where it is wider than ``space``."""
    if width(text, size) <= space:
        return text
    kept = ""
    for c in text:
        if width(f"{kept}{c}…", size) > space:
            break
        kept += c
    return f"{kept}…"


def wrap(text: str, space: float, size: float, most: int = 3) -> tuple[str, ...]:
    """``text`` in lines no wider than ``space``, at most ``most`` of them; the last one is cut where it must be."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most - 1:
        taken = _taken(rest, space, size)
        lines.append(rest[:taken])
        rest = rest[taken:]
    return (*lines, fit(rest, space, size)) if rest else tuple(lines)


NOT_FIRST = "，。、；：！？）》”’"
"""Signs that open no line."""


def _taken(text: str, space: float, size: float) -> int:
    """How many characters one line takes: at least one, and none that leaves a comma to open the next line."""
    taken = 1
    while taken < len(text) and width(text[: taken + 1], size) <= space:
        taken += 1
    while 1 < taken < len(text) and text[taken] in NOT_FIRST:
        taken -= 1
    return taken
