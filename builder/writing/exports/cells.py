"""What may stand in a cell of a table that leaves the site, and how a text is kept from being run as a formula."""

from __future__ import annotations

from datetime import date

from builder.writing import markup

Cell = str | int | float | date | None

LONGEST = 16_000
"""Most characters of a cell: spreadsheets take 32,767 half-words, and a character may be two."""
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
STARTS = frozenset("=+-@\t\r\n＝＋－＠")
"""What a formula may begin with; spreadsheets of East Asia read the full-width forms too."""


def clean(text: str) -> str:
    """``text`` on one line, without characters that no file may carry; cut with … where no spreadsheet would take it whole."""
    line = " ".join(markup.seen(text).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def risky(text: str) -> bool:
    """Whether a spreadsheet might take ``text`` for a formula."""
    return text.lstrip(f"{INVISIBLE} ")[:1] in STARTS


def defused(text: str) -> str:
    """``text`` with an apostrophe in front where a spreadsheet might run it.

    So does each part behind a semicolon: where that is the system's separator of lists, it parts cells.
    """
    return ";".join(f"'{part}" if risky(part) else part for part in text.split(";"))


def number(value: float | None) -> int | float | None:
    """46, not 46.0: a count is whole, as the article has it."""
    return int(value) if value is not None and float(value).is_integer() else value
