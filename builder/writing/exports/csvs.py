"""A table as CSV that Excel opens in Chinese: UTF-8 with its mark in front, lines ended by CR LF."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from builder.writing.exports.cells import Cell, clean, defused
from builder.writing.exports.tables import Table


def csv_bytes(table: Table) -> bytes:
    """The whole table; texts stand in quotes, so that no other separator parts them, and numbers stay numbers."""
    stream = StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([column.head for column in table.columns])
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return stream.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str | int | float:
    if isinstance(cell, date):
        return cell.isoformat()
    if cell is None or isinstance(cell, str):
        return defused(clean(cell or ""))
    return cell
