"""The chain of responsibility: from left to right with right-angled lines, the word for each link on its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.writing.charts.lettering import width, wrap

MOST_NODES = 60
"""Names of one drawing; the table has every link."""
DEEPEST = 4
"""Steps from the left to the right; what lies deeper is in the table."""
GAP = 76.0
"""Room for a line and its word between two columns."""
LINE = 16.0
"""Height of a line of letters."""
BETWEEN = 14.0
"""Room between two names of one column."""
INDENT = 20.0
"""How far a name stands in from the one above it in the narrow drawing."""


@dataclass(frozen=True, slots=True)
class Node:
    """A name, or the work that somebody is charged with, with those below it."""

    words: str
    role: str = ""
    """The word on the line that leads to it: 下设, 牵头, 配合, 负责."""
    quiet: bool = False
    """Whether it is work or a remark rather than a name."""
    below: tuple[Node, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Name:
    """One drawn name: its lines of letters, centred on ``y``."""

    x: float
    first: float
    """Where the first line of letters stands."""
    lines: tuple[str, ...]
    quiet: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """One right-angled line with its word."""

    path: str
    word: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished drawing; all lengths in user units."""

    id: str
    width: int
    height: float
    names: tuple[Name, ...]
    edges: tuple[Edge, ...]
    title: str
    description: str
    narrow: bool
    more: int = 0
    """Names that are not drawn because there are too many."""


def tree(key: str, roots: Sequence[Node], title: str, narrow: bool = False) -> Chart:
    """Some trees, one below the other: 680 wide in columns, 344 wide as an outline."""
    kept, more = _kept(roots)
    draw = _Outline() if narrow else _Columns(max((_depth(root) for root in kept), default=1))
    for root in kept:
        draw.root(root)
    return Chart(
        id=key,
        width=344 if narrow else 680,
        height=round(draw.bottom, 1),
        names=tuple(draw.names),
        edges=tuple(draw.edges),
        title=title,
        description="；".join(told for root in kept for told in _told(root)),
        narrow=narrow,
        more=more,
    )


def _kept(roots: Sequence[Node]) -> tuple[list[Node], int]:
    """The trees that fit, whole ones only, and how many names the others have."""
    kept: list[Node] = []
    size = more = 0
    for root in roots:
        own = _size(root)
        if kept and size + own > MOST_NODES:
            more += own
        else:
            kept.append(root)
            size += own
    return kept, more


def _size(node: Node) -> int:
    return 1 + sum(_size(child) for child in node.below)


def _depth(node: Node) -> int:
    return 1 + max((_depth(child) for child in node.below), default=0)


def _told(node: Node) -> list[str]:
    return [said for child in node.below for said in (f"{node.words}{child.role}：{child.words}", *_told(child))]


class _Drawing:
    """Collects names and lines from top to bottom."""

    def __init__(self) -> None:
        self.names: list[Name] = []
        self.edges: list[Edge] = []
        self.bottom = 4.0


class _Columns(_Drawing):
    """The wide drawing: one column for each step of the chain."""

    def __init__(self, depth: int) -> None:
        super().__init__()
        self.column = (680 - GAP * (depth - 1)) / depth

    def root(self, node: Node) -> None:
        self._node(node, 0)
        self.bottom += BETWEEN

    def _node(self, node: Node, level: int) -> float:
        """Draw a name and all below it; its middle."""
        lines = wrap(node.words, self.column, 12 if node.quiet else 13)
        top, own = self.bottom, len(lines) * LINE
        middles = [self._node(child, level + 1) for child in node.below]
        if not middles:
            self.bottom += own + BETWEEN
        self.bottom = max(self.bottom, top + own + BETWEEN)
        middle = (middles[0] + middles[-1]) / 2 if middles else top + own / 2
        middle = round(max(middle, top + own / 2), 1)
        x = level * (self.column + GAP)
        self.names.append(Name(round(x, 1), round(middle - own / 2 + 12, 1), lines, node.quiet))
        end = x + max(width(line, 12 if node.quiet else 13) for line in lines) + 4
        for child, at in zip(node.below, middles, strict=True):
            self._edge(end, middle, (level + 1) * (self.column + GAP), at, child.role)
        return middle

    def _edge(self, start: float, middle: float, x: float, at: float, word: str) -> None:
        elbow = round(x - GAP + 14, 1)
        path = f"M{round(start, 1)} {middle}H{elbow}V{round(at, 1)}H{round(x - 5, 1)}"
        self.edges.append(Edge(path, word, round(elbow + 3, 1), round(at - 4, 1)))


class _Outline(_Drawing):
    """The narrow drawing: names below each other, those further down the chain further in."""

    def root(self, node: Node) -> None:
        self._node(node, 0)
        self.bottom += BETWEEN / 2

    def _node(self, node: Node, level: int) -> float:
        """Draw a name and all below it; the middle of its first line."""
        x = level * INDENT
        word = width(f"{node.role} ", 11) if node.role else 0.0
        lines = wrap(node.words, 344 - x - word, 12 if node.quiet else 13)
        top = self.bottom
        self.names.append(Name(round(x + word, 1), top + 12, lines, node.quiet))
        self.bottom += len(lines) * LINE + BETWEEN / 2
        under = top + len(lines) * LINE + 1 if len(lines) > 1 else top + LINE + 1
        for child in node.below:
            at = self.bottom + 8
            path = f"M{round(x + 5, 1)} {round(under, 1)}V{round(at, 1)}H{round(x + INDENT - 3, 1)}"
            self.edges.append(Edge(path, child.role, round(x + INDENT, 1), round(at + 4, 1)))
            self._node(child, level + 1)
        return top + 8
