"""Source text → paragraphs: what layout tore apart is whole again, and every character knows where it stood."""

from __future__ import annotations

import re

from builder.model import Paragraph, Role
from builder.reading.forms import plain
from builder.reading.joins import Block, gather
from builder.reading.kinds import Kind
from builder.reading.lines import split
from builder.reading.spacing import kept
from builder.reading.words import Vocabulary

ROLES: dict[Kind, Role] = {"heading": "heading", "caption": "caption", "byline": "byline", "furniture": "furniture"}
LEVELS = ((re.compile(r"[一二三四五六七八九十]{1,3}、|第"), 2), (re.compile(r"[（(]"), 3), (re.compile(r"[0-9０-９①-⑳]"), 4))


def paragraphs(text: str, words: Vocabulary) -> list[Paragraph]:
    """Everything that the source shows, in reading order; nothing but layout is left out."""
    found = (_paragraph(block) for block in gather(split(text), words))
    return [paragraph for paragraph in found if paragraph.text]


def _paragraph(block: Block) -> Paragraph:
    role = _role(block)
    source, places = "", list[int]()
    for line in block.lines:
        if places:
            source += "\n"
            places.append(places[-1])
        source += line.text
        places.extend(range(line.start, line.end))
    keep = kept(source, role, block.kind == "row")
    shown = "".join([source[i] for i in keep])
    return Paragraph(shown, plain(shown), tuple([places[i] for i in keep]), role, _level(block, role))


def _role(block: Block) -> Role:
    return ROLES.get(block.kind, "body")


def _level(block: Block, role: Role) -> int:
    """2 for ``##``, ``一、`` and plain headings, 3 for ``（一）``, 4 for numbers."""
    if role != "heading":
        return 0
    first = block.lines[0].text
    hashes = len(first) - len(first.lstrip("#"))
    if hashes:
        return min(max(hashes, 2), 4)
    return next((level for mark, level in LEVELS if mark.match(first)), 2)
