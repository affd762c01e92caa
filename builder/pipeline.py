"""The five stages in a row: read, find, sort, track, write. The first file to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from builder import checking, differences, finding, reading, sorting, tracking, writing
from builder.errors import MisplacedEvidence, UnreadableBriefing
from builder.lexicon import load
from builder.model import Anchor, Briefing, Findings

Progress = Callable[[str], None]
"""Told in plain words what is being done; long work says where it is."""


def silent(_: str) -> None:
    """A ``Progress`` that says nothing."""


def brief(seeds: Path, as_of: date | None = None, progress: Progress = silent) -> Briefing:
    """Read, find, sort and track: everything that ``seeds`` says, without writing a file."""
    lexicon = load()
    articles, unread = reading.read(seeds, lexicon, progress)
    nodes, refused = reading.read_nodes(seeds)
    findings = [finding.find(article, lexicon, nodes) for article in articles]
    found = replace(sorting.sort(findings, unread, lexicon, as_of), node_names=nodes, refused=refused)
    return tracking.track(found, seeds, lexicon)


def build(
    seeds: Path,
    docs: Path,
    as_of: date | None = None,
    progress: Progress = silent,
    previous: differences.Build | None = None,
    anchors: Sequence[Anchor] = (),
) -> tuple[Briefing, writing.Changes]:
    """``brief`` the articles in ``seeds`` and write the briefing's pages below ``docs``; beats fall on the days of ``anchors``.

    With a ``previous`` build the pages say what is different since then.

    Raises:
        MisplacedEvidence: a fact does not stand where it says; nothing was written.
    """
    briefing = replace(brief(seeds, as_of, progress), anchors=tuple(anchors))
    wrong = checking.misplaced(briefing)
    if wrong:
        raise MisplacedEvidence("\n".join(wrong))
    if previous is not None:
        now = differences.build(writing.document(briefing))
        briefing = replace(briefing, compared=differences.compare(previous, now))
    return briefing, writing.write(briefing, docs, progress)


def earlier(file: Path, docs: Path) -> differences.Build:
    """The build that ``file``, a briefing.json kept from it, holds: what ``build`` compares with.

    Raises:
        UnreadableBriefing: it is none, or the very file that a build below ``docs`` overwrites.
    """
    if file.resolve() == (docs / writing.DOCUMENT).resolve():
        raise UnreadableBriefing(f"{file}：这次构建就要改写它；请先把它另存一份，再给出那一份")
    return differences.read(file)


def find_one(file: Path) -> Findings:
    """What a single article says by itself.

    Raises:
        UnreadableFile: the file gives no article.
    """
    lexicon = load()
    return finding.find(reading.read_file(file, file.name, lexicon), lexicon)
