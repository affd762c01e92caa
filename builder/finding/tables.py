"""Tables that stand in the text: cells under a head, each figure with what its row and its column say.

| 单位     | 任务数（个） | 完成率 | 整改时限  |
| 云台街道 | 36           | 91.7%  | 9月20日前 |

Cells are parted by bars, tabs or wide gaps. A head has no figure, and the rows below it have as many cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from builder.finding.text import Span
from builder.model import Article

BARS = re.compile(r"[|｜]")
GAPS = re.compile(r"\t| {2,}|\u3000+")
RULE = re.compile(r"[-:—|｜ ]+")
"""The line of dashes below the head of a Markdown table."""
FIGURE = re.compile(
    r"(?P<sign>[-−—])?(?P<value>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,15}(?:\.[0-9]{1,8})?)(?P<unit>[^0-9月日年季号时点]{0,6})"
)
BODIES = re.compile(
    "(?:责任|牵头|承办|主责|被督查)?(?:单位|部门|乡镇|镇街|镇（街道）|街道|区县|县区|县（区）|园区|企业|区市|地区)(?:名称)?"
)
"""Heads of columns that hold the names of bodies."""
ASSIGNED = re.compile("(?:责任|牵头|承办|主责|实施|落实)(?:单位|部门|科室)")
LABELS = re.compile(".{0,4}(?:责任人|负责人|领导|联系人)|序号|排名|名次|位次|次序|备注|编号|联系.{0,4}|电话")
"""Heads of columns that count and name rows, and say nothing else."""
SUMS = re.compile("、|合计|平均|总计|小计|全[省市县区]")
"""What stands in the column of names and is none."""
UNIT = re.compile("[（(](?:单位：)?(?P<unit>[^（）()]{1,8})[）)]$")
FEWEST = 3
"""Cells of a row; two may be a label and its text."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with the head that it stands under."""

    head: tuple[str, ...]
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

    def assignee(self) -> Span | None:
        """The cell that says whose task the row is; None where no column does."""
        return next((self.cells[n] for n, head in enumerate(self.head) if ASSIGNED.fullmatch(head)), None)


def rows(article: Article) -> dict[int, Row]:
    """Paragraph → the row that it is; heads and lines of dashes are left out."""
    found: dict[int, Row] = {}
    head: tuple[str, ...] = ()
    torn = False
    for number, paragraph in enumerate(article.paragraphs):
        cells = _cells(paragraph.text) if paragraph.role == "body" else ()
        texts = tuple(paragraph.plain[cell.start : cell.end] for cell in cells)
        if RULE.fullmatch(paragraph.plain):
            continue
        if len(cells) < FEWEST:
            head, torn = (), False
        elif not torn and not head and all(texts) and not any(re.search("[0-9]", UNIT.sub("", text)) for text in texts):
            head = texts
        elif len(cells) == len(head):
            found[number] = Row(head, cells, paragraph.plain)
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


def names_of_bodies(article: Article) -> list[tuple[int, Span]]:
    """Paragraph and place of every cell below 单位, 部门, 乡镇: a bureau without its level is named there too."""
    return [
        (number, row.cells[column])
        for number, row in rows(article).items()
        for column, head in enumerate(row.head)
        if BODIES.fullmatch(head) and not row.is_figure(column) and not SUMS.search(row.text(column))
    ]
