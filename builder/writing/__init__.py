"""Last stage: a Briefing becomes sheets: pages, charts, exports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from builder.model import Briefing, Sheet
from builder.writing import disk
from builder.writing.data import DOCUMENT, document
from builder.writing.disk import Changes
from builder.writing.pages import sheets

__all__ = ["DOCUMENT", "Changes", "document", "sheets", "write"]


def write(briefing: Briefing, docs: Path, progress: Callable[[str], None]) -> Changes:
    """Write everything that the briefing says below ``docs``; files that are right already are not touched.

    Raises:
        RefusedPage: two sheets claim one path, or a page written by hand is in the way.
    """
    made: list[Sheet] = sheets(briefing)
    progress(f"写页面：{len(made)}个文件")
    return disk.write(made, docs)
