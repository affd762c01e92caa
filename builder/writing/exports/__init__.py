"""What readers take away: tables as CSV and as one workbook, the beats as a calendar, the articles as a feed, and a guide."""

from __future__ import annotations

from datetime import date

from builder.model import Sheet
from builder.writing.exports import calendars, feed, guide, ics, lists, systems
from builder.writing.exports.chains import duties
from builder.writing.exports.csvs import csv_bytes
from builder.writing.exports.tables import tables
from builder.writing.exports.workbook import workbook_bytes
from builder.writing.press import Press

NO_DAY = date(2000, 1, 1)
"""Says a workbook to be made on this day where no as-of date is known."""


def sheets(press: Press) -> list[Sheet]:
    """Every file of the data folder but ``briefing.json`` and its schema."""
    briefing = press.atlas.briefing
    desk = press.desk(guide.PAGE)
    made = (*tables(desk), duties(desk), *systems.tables(desk))
    work = lists.every(desk, press.worklists)
    found = (*guide.files(briefing, made, len(ics.drawn(desk))), *lists.files(work, press.worklists))
    return [
        guide.page(press, (*made, work), found),
        guide.readme(briefing, (*made, work), found),
        *(Sheet(f"data/{table.stem}.csv", csv_bytes(table)) for table in made),
        Sheet("data/briefing.xlsx", workbook_bytes([*made, guide.notes(briefing, made)], briefing.as_of or NO_DAY)),
        Sheet(f"data/{work.stem}.csv", csv_bytes(work)),
        Sheet("data/lists.xlsx", workbook_bytes(lists.workbook(work, press.worklists), briefing.as_of or NO_DAY)),
        Sheet("data/cadence.ics", ics.calendar_bytes(desk)),
        *calendars.sheets(desk),
        Sheet("data/articles.atom", feed.feed_text(desk)),
    ]
