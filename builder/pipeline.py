"""The five stages in a row: read, find, sort, track, write. The first file to read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from builder import checking, finding, reading, sorting, tracking, writing
from builder.errors import MisplacedEvidence
from builder.lexicon import load
from builder.model import Briefing, Findings

Progress = Callable[[str], None]
"""Told in plain words what is being done; long work says where it is."""


def silent(_: str) -> None:
    """A ``Progress`` that says nothing."""


def brief(seeds: Path, as_of: date | None = None, progress: Progress = silent) -> Briefing:
    """Read, find, sort and track: everything that ``seeds`` says, without writing a file."""
    lexicon = load()
    articles, unread = reading.read(seeds, lexicon, progress)
    findings = [finding.find(article, lexicon) for article in articles]
    return tracking.track(sorting.sort(findings, unread, lexicon, as_of), seeds, lexicon)


def build(seeds: Path, docs: Path, as_of: date | None = None, progress: Progress = silent) -> tuple[Briefing, writing.Changes]:
    """``brief`` the articles in ``seeds`` and write the briefing's pages below ``docs``.

    Raises:
        MisplacedEvidence: a fact does not stand where it says; nothing was written.
    """
    briefing = brief(seeds, as_of, progress)
    wrong = checking.misplaced(briefing)
    if wrong:
        raise MisplacedEvidence("\n".join(wrong))
    return briefing, writing.write(briefing, docs, progress)


def find_one(file: Path) -> Findings:
    """What a single article says by itself.

    Raises:
        UnreadableFile: the file gives no article.
    """
    lexicon = load()
    return finding.find(reading.read_file(file, file.name, lexicon), lexicon)
