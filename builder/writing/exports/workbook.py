"""All tables in one workbook: the same bytes for the same tables, and never a formula."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from builder.writing.exports.cells import Cell, clean, risky
from builder.writing.exports.tables import TEXT, Table

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day that stands beside every part of the archive."""
FIRST_YEAR = 1900
"""Spreadsheets know no earlier day; such a day is written as text."""
A4 = 9
FORMATS: dict[str, dict[str, object]] = {
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF5", "bottom": 1},
    "text": {"valign": "top"},
    "wrapped": {"valign": "top", "text_wrap": True},
    "quoted": {"valign": "top", "quote_prefix": True},
    "day": {"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"},
}
# Every text is written as text: nothing is guessed to be a formula, a link or a number.
NO_GUESSING = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

Formats = dict[str, Format]


def workbook_bytes(tables: Iterable[Table], made: date) -> bytes:
    """One sheet for each table, its head frozen and filtered; ``made`` is the day that the file says it was created."""
    stream = BytesIO()
    book = Workbook(stream, NO_GUESSING)
    book.set_properties({"title": "挂图", "created": datetime(made.year, made.month, made.day)})
    formats = {name: book.add_format(form) for name, form in FORMATS.items()}
    for table in tables:
        _fill(book.add_worksheet(table.title), table, formats)
    book.close()
    return _stored(stream.getvalue())


def _fill(sheet: Worksheet, table: Table, formats: Formats) -> None:
    last = len(table.columns) - 1
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.head, formats["head"])
    for down, row in enumerate(table.rows, 1):
        for at, cell in enumerate(row):
            _put(sheet, down, at, cell, formats, wrapped=table.columns[at].width >= TEXT)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), last)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if table.header:
        sheet.set_header(f"&C&14{_printed(table.header)}")
    sheet.set_footer(f"&L{_printed(table.footer) or '&A'}&R&P / &N")


def _printed(words: str) -> str:
    """Words for the edge of a printed page, where & gives orders and more than 255 signs are refused.

    A blank stands in front, so that a digit is not read as part of the order before it.
    """
    return f" {clean(words)[:100].replace('&', '&&')}" if words else ""


def _put(sheet: Worksheet, down: int, at: int, cell: Cell, formats: Formats, *, wrapped: bool) -> None:
    if isinstance(cell, date):
        if cell.year >= FIRST_YEAR:
            sheet.write_datetime(down, at, datetime(cell.year, cell.month, cell.day), formats["day"])
            return
        cell = cell.isoformat()
    if isinstance(cell, str):
        text = clean(cell)
        # The mark keeps such a text a text also when somebody edits the cell or saves the sheet in another form.
        kind = "quoted" if risky(text) else "wrapped" if wrapped else "text"
        if text:
            sheet.write_string(down, at, text, formats[kind])
    elif cell is not None:
        sheet.write_number(down, at, cell, formats["text"])


def _stored(packed: bytes) -> bytes:
    """The same archive without compression, which is not the same bytes on every machine."""
    stream = BytesIO()
    with ZipFile(BytesIO(packed)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = ZipInfo(name, EPOCH)
            part.create_system = 0  # else it would tell the kind of machine
            new.writestr(part, old.read(name))
    return stream.getvalue()
