"""Tables that stand in the text: cells under a head, each figure with what its row and its column say.

| 单位     | 任务数（个） | 完成率 | 整改时限  |
| 云台街道 | 36           | 91.7%  | 9月20日前 |

Cells are parted by bars, tabs or wide gaps. A head has no figure, and the rows below it have as many cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.finding.text import Span
from builder.model import Article

CELL = re.compile(r"[^ \t\u3000|｜]+")
PARTED = re.compile(r"[|｜\t\u3000]|  ")
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
LABELS = re.compile("序号|排名|名次|位次|次序|备注|编号|联系.{0,4}|电话")
"""Heads of columns that count and name rows, and say nothing else."""
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
    for number, paragraph in enumerate(article.paragraphs):
        cells = _cells(paragraph.text) if paragraph.role == "body" else ()
        texts = tuple(paragraph.plain[cell.start : cell.end] for cell in cells)
        if RULE.fullmatch(paragraph.plain):
            continue
        if len(cells) < FEWEST:
            head = ()
        elif not any(re.search("[0-9]", UNIT.sub("", text)) for text in texts) and not head:
            head = texts
        elif len(cells) == len(head):
            found[number] = Row(head, cells, paragraph.plain)
        else:
            head = ()
    return found


def _cells(text: str) -> tuple[Span, ...]:
    """The cells of a line as its source parts them; none where it is no row."""
    if not PARTED.search(text) or "。" in text or "；" in text:
        return ()
    return tuple(Span(*cell.span()) for cell in CELL.finditer(text))


def names_of_bodies(article: Article) -> list[tuple[int, Span]]:
    """Paragraph and place of every cell below 单位, 部门, 乡镇: a bureau without its level is named there too."""
    return [
        (number, row.cells[column])
        for number, row in rows(article).items()
        for column, head in enumerate(row.head)
        if BODIES.fullmatch(head) and "、" not in row.text(column) and not row.is_figure(column)
    ]
