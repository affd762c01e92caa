"""Tables that stand in the text: cells under a head, each figure with what its row and its column say.

| 单位     | 任务数（个） | 完成率 | 整改时限  |
| 云台街道 | 36           | 91.7%  | 9月20日前 |

Cells are parted by bars, tabs or wide gaps. A head has no figure, and the rows below it have as many cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from builder.finding.text import Span
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Article

BARS = re.compile(r"[|｜]")
GAPS = re.compile(r"\t| {2,}|\u3000+")
RULE = re.compile(r"[-:—|｜ ]+")
"""The line of dashes below the head of a Markdown table."""
FIGURE = re.compile(
    r"(?P<sign>[-−—])?(?P<value>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,15}(?:\.[0-9]{1,8})?)(?P<unit>[^0-9月日年季号时点]{0,6})"
)
UNIT = re.compile("[（(](?:单位：)?(?P<unit>[^（）()]{1,8})[）)]$")
FEWEST, MOST = 3, 40
"""Cells of a row; two may be a label and its text, more than forty are no table that somebody reads."""


Column = Literal["body", "assigned", "label", "due", "other"]


class Heads:
    """What the words in the heads of columns say, made once from the word list."""

    def __init__(self, lexicon: Lexicon) -> None:
        def words(section: str) -> str:
            return either(lexicon.words("tables", section))

        self.kinds: tuple[tuple[Column, re.Pattern[str]], ...] = (
            ("assigned", re.compile(f"(?:{words('roles')})(?:单位|部门|科室)")),
            ("body", re.compile(f"(?:{words('bodies')})(?:名称)?")),
            ("label", re.compile(words("labels"))),
            ("due", re.compile(f"[一-龥]{{0,6}}?(?:{words('due')})")),
        )
        self.due = re.compile(f"(?:{words('due')})$")
        self.sums = re.compile(words("sums"))
        self.plain = re.compile(words("plain_heads"))
        self.planned_first = re.compile(words("planned_first"))
        self.planned = re.compile(words("planned"))
        self.reached = re.compile(f"{words('reached')}|率$")

    def kind(self, head: str) -> Column:
        """What a column holds, by the whole of its head."""
        return next((kind for kind, pattern in self.kinds if pattern.fullmatch(head)), "other")


@lru_cache(maxsize=4)
def heads(lexicon: Lexicon) -> Heads:
    """The words of ``lexicon``, compiled once."""
    return Heads(lexicon)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with the head that it stands under."""

    head: tuple[str, ...]
    columns: tuple[Column, ...]
    """What each column holds."""
    cells: tuple[Span, ...]
    """As many as the head has, in indexes of the paragraph's ``plain``."""
    plain: str

    def text(self, column: int) -> str:
        """What stands in a cell."""
        return self.plain[self.cells[column].start : self.cells[column].end]

    def is_figure(self, column: int) -> bool:
        """Whether a cell holds one figure and nothing else: 36, 91.7%, 1,274户."""
        return FIGURE.fullmatch(self.text(column)) is not None

    def column(self, position: int) -> int | None:
        """The column of the cell that holds ``position``; None between cells."""
        return next((n for n, cell in enumerate(self.cells) if cell.start <= position < cell.end), None)

    def holds_figure(self, position: int) -> bool:
        """Whether ``position`` lies in a cell that holds one figure and nothing else."""
        column = self.column(position)
        return column is not None and self.is_figure(column)

    def cells_of(self, kind: Column) -> list[Span]:
        """The cells of the columns of one kind."""
        return [cell for cell, column in zip(self.cells, self.columns, strict=True) if column == kind]

    def assignee(self) -> Span | None:
        """The cell that says whose task the row is; None where no column does."""
        return next(iter(self.cells_of("assigned")), None)


def rows(article: Article, words: Heads) -> dict[int, Row]:
    """Paragraph → the row that it is; heads and lines of dashes are left out."""
    found: dict[int, Row] = {}
    head: tuple[str, ...] = ()
    torn = False
    for number, paragraph in enumerate(article.paragraphs):
        cells = _cells(paragraph.text) if paragraph.role == "body" else ()
        texts = tuple(paragraph.plain[cell.start : cell.end] for cell in cells)
        if RULE.fullmatch(paragraph.plain):
            continue
        if not FEWEST <= len(cells) <= MOST:
            head, torn = (), False
        elif not torn and not head and all(texts) and not any(re.search("[0-9]", UNIT.sub("", text)) for text in texts):
            head = texts
        elif len(cells) == len(head):
            found[number] = Row(head, tuple(words.kind(one) for one in head), cells, paragraph.plain)
        else:
            head, torn = (), True
    return found


def _cells(text: str) -> tuple[Span, ...]:
    """The cells of a line as its source parts them, empty ones too; none where it is no row."""
    gap = BARS if len(BARS.findall(text)) > 1 else GAPS
    if not gap.search(text) or "。" in text or "；" in text:
        return ()
    edges = [(0, 0), *(found.span() for found in gap.finditer(text)), (len(text), len(text))]
    cells = [_trimmed(text, left[1], right[0]) for left, right in pairwise(edges)]
    if gap is BARS:
        outer = (cells[0].start == cells[0].end, cells[-1].start == cells[-1].end)
        cells = cells[outer[0] : len(cells) - outer[1]]
    return tuple(cells)


def _trimmed(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    first = start + len(inside) - len(inside.lstrip())
    return Span(first, max(first, start + len(inside.rstrip())))


def names_of_bodies(table: Mapping[int, Row], words: Heads) -> list[tuple[int, Span]]:
    """Paragraph and place of every cell below 单位, 部门, 乡镇: a bureau without its level is named there too."""
    return [
        (number, row.cells[column])
        for number, row in table.items()
        for column, kind in enumerate(row.columns)
        if kind in ("body", "assigned") and not row.is_figure(column) and not words.sums.search(row.text(column))
    ]
