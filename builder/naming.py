"""When two names mean one body. Needed within an article (finding) and across articles (sorting)."""

from __future__ import annotations

SHORTEST = 4
"""A shorter name (经济区, 新区) is a common word that many bodies of one kind share."""


def is_short_for(short: str, full: str) -> bool:
    """Whether ``short`` abbreviates ``full``: 区发改局 for 区发展和改革局, 市政府督查室 for 宁沅市人民政府督查室.

    A short name keeps the first character of the full one (or begins at the
    full one's level, 县 in 砚川县…局), keeps the last one, takes the others in their
    order, and is no beginning of it: a bureau is not short for its own branch.
    """
    if (
        short != full
        and _is_autonomous(full)
        and short[:1] + short[-1:] == full[0] + full[-1]
        and full.startswith(short[:-1])
        and len(short) > 2
    ):
        return True
    if len(short) < SHORTEST or len(short) >= len(full) or short[-1] != full[-1] or full.startswith(short):
        return False
    start = full.find(short[0])
    if start < 0 or start > 4:
        return False
    return _in_order(short, full[start:])


def _is_autonomous(name: str) -> bool:
    """澜川彝族自治县, which is called 澜川县 as well."""
    return name[-3:-1] == "自治" and "族" in name


def _in_order(short: str, full: str) -> bool:
    """Whether every character of ``short`` stands in ``full``, in this order."""
    rest = iter(full)
    return all(character in rest for character in short)
