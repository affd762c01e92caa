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
from builder.writing.rhythm import Rule, basis, beats, rules
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
    """An all-day event for each beat that has a due day, of the beats ``of``, else of all; for a 旬 one for each of its days."""
    head = (*_HEAD, f"X-WR-CALNAME:{_escaped(name)}（按制度推算）")
    lines = [*head, *(line for beat in drawn(desk, of) for line in _events(desk, beat)), "END:VCALENDAR"]
    return b"".join(_folded(line) for line in lines)


def drawn(desk: Desk, of: Iterable[Cadence] | None = None) -> list[Cadence]:
    """The beats that stand in the calendar, in their order: of the beats ``of``, else of all."""
    some = desk.atlas.briefing.cadences if of is None else of
    return [beat for beat in some if _due(desk, beat)]


def _due(desk: Desk, beat: Cadence) -> tuple[date, ...]:
    """The days on which a beat falls due, in the year in which it was made known."""
    since = desk.since(beat)
    return beats(beat.frequency, since, date(since.year, 12, 31), desk.anchor(beat)) if since else ()


def _events(desk: Desk, beat: Cadence) -> Iterable[str]:
    """One event for each rule that has a day left in the year."""
    due = _due(desk, beat)
    for rule in rules(beat.frequency, desk.anchor(beat)):
        first = next(filter(rule.fits, due), None)
        if first is not None:
            yield from _event(desk, beat, rule, first)


def _event(desk: Desk, beat: Cadence, rule: Rule, first: date) -> Iterable[str]:
    since = desk.since(beat)
    assert since is not None
    part = f".{rule.part}" if rule.part else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(clean(beat.id))}{part}@{OWNER}"
    yield f"DTSTAMP:{_basic(since)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_basic(first)}"
    yield f"RRULE:{rule.text};UNTIL={since.year:04d}1231"
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
