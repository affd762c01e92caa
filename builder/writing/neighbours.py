"""What stands beside a page: the pages before and after it among its like, and the bodies named near a body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.model import Body
from builder.writing.atlas import Atlas

REACH = 6
"""How far from a body, in the order in which an article first names bodies, another one still stands beside it."""
MOST = 10
"""Most bodies that a page names beside its own."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a row of its like."""

    before: str | None
    after: str | None
    at: int
    """Counted from 1."""
    of: int


def places(rows: Iterable[Sequence[str]]) -> dict[str, Place]:
    """The place of each id in its row."""
    return {
        own: Place(row[i - 1] if i else None, row[i + 1] if i + 1 < len(row) else None, i + 1, len(row))
        for row in rows
        for i, own in enumerate(row)
    }


def beside(atlas: Atlas) -> dict[str, tuple[Body, ...]]:
    """For each body the ones that articles name next to it: in the most articles first, then the nearest.

    Only the nearest few of each article are looked at, so that the time grows with the number of
    mentions and not with its square.
    """
    near: dict[str, Counter[str]] = {body.id: Counter() for body in atlas.briefing.bodies}
    for spots in atlas.mentions.values():
        order = list(dict.fromkeys(body.id for body, _ in spots))
        for i, own in enumerate(order):
            for j in range(max(0, i - REACH), min(len(order), i + REACH + 1)):
                if i != j:
                    near[own][order[j]] += 100 - abs(i - j)
    return {own: tuple(_others(atlas, atlas.bodies[own], counts)) for own, counts in near.items()}


def _others(atlas: Atlas, body: Body, counts: Counter[str]) -> Iterable[Body]:
    """The nearest bodies, without those that the page links to anyway: its parent and its children."""
    kin = {body.parent, *(child.id for child in atlas.children.get(body.id, ()))}
    ranked = [key for key, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0])) if key not in kin]
    return (atlas.bodies[key] for key in ranked[:MOST])
