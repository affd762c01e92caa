"""Source text → lines: where each begins, how far it is indented, what stands between it and the one before."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

BREAK = re.compile("[\n\v\f\x85\u2028\u2029]")
JUMP = re.compile(
    r"[（(【](?:本文|全文)?(?:下转|上接|转|接|详见|见)第?[ \u3000]?[A-Z]?[0-9一二三四五六七八九十０-９]{1,3}[ \u3000]?版"
    r"[^（()）】。，,]{0,12}[）)】]"
    r"|[（(](?:下转|上接)[^（()）。，,]{1,20}[）)]"
)
"""（下转第二版） (上接A1版) （详见3版）: a note for the page, wherever it stands."""
NO_WIDTH = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
INVISIBLE = re.compile(f"[{NO_WIDTH}]")
NOT_SHOWN = f"\\s\x00-\x1f\x7f-\x9f\ud800-\udfff{NO_WIDTH}"
HIDDEN = re.compile(f"[{NOT_SHOWN}]")
"""White space, control characters, halves of surrogate pairs and what has no width."""
VISIBLE = re.compile(f"[^{NOT_SHOWN}]")
WIDE = re.compile("[\u2e80-\ufefe\uff00-\U0010ffff“”‘’—…·]+")


class Line(NamedTuple):
    """One line of the source, without the white space around it."""

    start: int
    """Index of its first visible character in the source."""
    text: str
    """From the first to the last visible character, as it stands there."""
    indent: int
    """Half-width columns of white space before it."""
    blank: bool
    """Whether an empty line, or the beginning of the source, is above it."""

    @property
    def end(self) -> int:
        """Index after its last visible character."""
        return self.start + len(self.text)


def split(text: str) -> list[Line]:
    """The lines that show something, in order. A jump note within a line becomes a line of its own."""
    lines: list[Line] = []
    start, blank = 0, True
    for end in [*(found.start() for found in BREAK.finditer(text)), len(text)]:
        seen = VISIBLE.search(text, start, end)
        first, last = seen.start() if seen else end, end
        while last > first and HIDDEN.match(text, last - 1):
            last -= 1
        if first == last:
            blank = True
        else:
            lines.extend(_pieces(Line(first, text[first:last], columns(text[start:first]), blank)))
            blank = False
        start = end + 1
    return lines


def visible(char: str) -> bool:
    """Whether a character shows: no white space, no control character, nothing of zero width."""
    return HIDDEN.match(char) is None


def columns(text: str) -> int:
    """Half-width columns that a text takes: two for a Chinese character, one for a Latin one, four for a tab."""
    if not text:
        return 0
    wide = len(text) - len(WIDE.sub("", text))
    return len(text) + wide + 3 * text.count("\t") - len(INVISIBLE.findall(text))


def _pieces(line: Line) -> list[Line]:
    """The line cut at its jump notes: ``新局面。(下转第二版)`` is two."""
    cuts = [cut for found in JUMP.finditer(line.text) for cut in found.span()]
    if not cuts:
        return [line]
    pieces = []
    bounds = [0, *cuts, len(line.text)]
    for i, (a, b) in enumerate(pairwise(bounds)):
        piece = line.text[a:b]
        lead = len(piece) - len(piece.lstrip())
        piece = piece.strip()
        if piece:
            pieces.append(Line(line.start + a + lead, piece, line.indent if i == 0 else 0, line.blank and i == 0))
    return pieces
