"""Where two builds speak of the same place of an article, also when the article was edited in between.

Both texts are laid along one axis: what stands unchanged at their beginning and
at their end has the same coordinates; what lies between is laid line beside
line, or, where lines were added, stretched to the same length. Neither text is
the master, so that comparing backwards gives the same answer.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from builder.differences.excerpts import between
from builder.differences.facts import Place

FIGURES = re.compile("[0-9０-９.,，．%％〇零一二两三四五六七八九十百千万亿]{1,40}")
"""What changes when a value changes; the words around it stay."""
ENOUGH = 200
"""Characters by which a text is known."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of both texts that belong together."""

    one: tuple[int, int]
    other: tuple[int, int]
    axis: tuple[float, float]

    def of(self, of_other: bool) -> tuple[int, int]:
        """The stretch of one of the texts."""
        return self.other if of_other else self.one

    def at(self, spot: int, of_other: bool) -> float:
        """The coordinate of a spot; one outside has that of the nearer end."""
        start, end = self.of(of_other)
        low, high = self.axis
        return low + (high - low) * (min(max(spot, start), end) - start) / (end - start) if end > start else low


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts of one article along one axis; without pieces both are the same."""

    pieces: tuple[Piece, ...] = ()

    def shared(self, one: Place, other: Place) -> float:
        """How much of two places is the same place: 0 for apart, 1 for the same; a sentence with other figures is the same."""
        if self.pieces and one.text and _frame(one.text) == _frame(other.text):
            return 1.0
        if one.start < 0 or other.start < 0:
            return 0.0
        start, end = self._start(one.start, False), self._end(one.end, False)
        first, last = self._start(other.start, True), self._end(other.end, True)
        both, either = min(end, last) - max(start, first), max(end, last) - min(start, first)
        return both / either if both > 0 and either > 0 else 0.0

    def _start(self, spot: int, of_other: bool) -> float:
        """Where a place begins on the axis: behind what only the other text has there."""
        for piece in reversed(self.pieces):
            if piece.of(of_other)[0] <= spot:
                return piece.at(spot, of_other)
        return float(spot)

    def _end(self, spot: int, of_other: bool) -> float:
        """Where a place ends on the axis: in front of what only the other text has there."""
        for piece in self.pieces:
            if spot <= piece.of(of_other)[1]:
                return piece.at(spot, of_other)
        return self.pieces[-1].axis[1] if self.pieces else float(spot)


def align(one: str | None, other: str | None) -> Alignment:
    """Lay two texts along one axis; a text that is not known is taken to be the same."""
    if one is None or other is None or one == other:
        return Alignment()
    pieces: list[Piece] = []
    (a, b), (c, d) = between(one, other)
    _add(pieces, (0, a), (0, c))
    rows, others = one[a:b].split("\n"), other[c:d].split("\n")
    if len(rows) == len(others):
        for row, beside in zip(rows, others, strict=True):
            _row(pieces, row, beside, a, c)
            a, c = a + len(row) + 1, c + len(beside) + 1
    else:
        _add(pieces, (a, b), (c, d))
    _add(pieces, (b, len(one)), (d, len(other)))
    return Alignment(tuple(pieces))


def likeness(one: str, other: str) -> float:
    """How alike two texts are, by the pairs of characters that they share: 0 to 1."""
    if one == other:
        return 1.0
    pairs, others = _pairs(one[:ENOUGH]), _pairs(other[:ENOUGH])
    every = pairs.total() + others.total()
    return 2 * (pairs & others).total() / every if every else 0.0


def _row(pieces: list[Piece], row: str, beside: str, at: int, there: int) -> None:
    (a, b), (c, d) = between(row, beside)
    _add(pieces, (at, at + a), (there, there + c))
    _add(pieces, (at + a, at + b), (there + c, there + d))
    _add(pieces, (at + b, at + len(row)), (there + d, there + len(beside)))


def _add(pieces: list[Piece], one: tuple[int, int], other: tuple[int, int]) -> None:
    start = pieces[-1].axis[1] if pieces else 0.0
    length = max(one[1] - one[0], other[1] - other[0])
    if length:
        pieces.append(Piece(one, other, (start, start + length)))


@lru_cache(maxsize=4096)
def _pairs(text: str) -> Counter[tuple[str, str]]:
    return Counter(pairwise(text))


@lru_cache(maxsize=4096)
def _frame(text: str) -> str:
    return FIGURES.sub("#", text)
