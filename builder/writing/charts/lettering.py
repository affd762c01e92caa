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
