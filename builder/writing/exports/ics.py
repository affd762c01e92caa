"""The beats as a calendar (RFC 5545): what the rule says is due, never what took place.

Only beats with a day from which they are known can stand in it, and each ends
with that day's year, as on the charts: a rule of last year is not taken to be in
force this year.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from builder.model import Cadence
from builder.writing import words
from builder.writing.exports.cells import clean
from builder.writing.rhythm import basis, beats, recurrence
from builder.writing.views import Desk, sentence

OCTETS = 75
"""Most bytes of a line; what is longer goes on in the next one, behind a space."""
OWNER = "guatu.invalid"
"""Stands behind every identifier: a name that can never be anybody's."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Guatu//Guatu//ZH",
    "CALSCALE:GREGORIAN",
)


def calendar_bytes(desk: Desk, of: Iterable[Cadence] | None = None, name: str = "调度节奏") -> bytes:
    """One all-day event for each beat that has a due day: of the beats ``of``, else of all."""
    head = (*_HEAD, f"X-WR-CALNAME:{_escaped(name)}（按制度推算）")
    lines = [*head, *(line for beat in drawn(desk, of) for line in _event(desk, beat)), "END:VCALENDAR"]
    return b"".join(_folded(line) for line in lines)


def drawn(desk: Desk, of: Iterable[Cadence] | None = None) -> list[Cadence]:
    """The beats that stand in the calendar, in their order: of the beats ``of``, else of all."""
    beats = desk.atlas.briefing.cadences if of is None else of
    return [beat for beat in beats if _first_due(desk, beat) is not None]


def _first_due(desk: Desk, beat: Cadence) -> date | None:
    """The first day on which a beat falls due, in the year in which it was made known."""
    since = desk.since(beat)
    return next(iter(beats(beat.frequency, since, date(since.year, 12, 31), desk.anchor(beat))), None) if since else None


def _event(desk: Desk, beat: Cadence) -> Iterable[str]:
    since, first = desk.since(beat), _first_due(desk, beat)
    assert since is not None and first is not None
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(clean(beat.id))}@{OWNER}"
    yield f"DTSTAMP:{_basic(since)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_basic(first)}"
    yield f"RRULE:{recurrence(beat.frequency, desk.anchor(beat))};UNTIL={since.year:04d}1231"
    yield f"SUMMARY:{_escaped(_summary(desk, beat))}"
    yield f"DESCRIPTION:{_escaped(_description(desk, beat, since))}"
    yield "CATEGORIES:按制度推算"
    yield "STATUS:TENTATIVE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _summary(desk: Desk, beat: Cadence) -> str:
    """月调度：经济运行重点指标（按制度推算）."""
    what = clean(beat.subject or desk.atlas.name(beat.body))
    name = f"{words.FREQUENCIES[beat.frequency]}{clean(beat.activity)}"
    return f"{name}：{what}（按制度推算）" if what else f"{name}（按制度推算）"


def _description(desk: Desk, beat: Cadence, since: date) -> str:
    """The sentence that makes the beat known, with its article."""
    lines = ["按制度推算的日子，不代表已经召开。", f"{basis(beat.frequency, desk.anchor(beat))}。"]
    for evidence in beat.evidence:
        article = desk.atlas.articles.get(evidence.article)
        if article and article.date == since:
            lines += [
                f"原句：{clean(sentence(article, evidence))}",
                f"《{clean(article.title)}》{clean(article.outlet)}{words.day(since)}",
            ]
            break
    if owner := clean(desk.atlas.name(beat.body)):
        lines.append(f"单位：{owner}")
    return "\n".join(lines)


def _basic(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """The line in pieces of at most ``OCTETS`` bytes, no character torn."""
    pieces, piece = [], b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
