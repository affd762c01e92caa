"""Which characters of a paragraph are layout: line breaks, justification, Markdown marks, what does not show."""

from __future__ import annotations

import re
from itertools import pairwise

from builder.model import Role
from builder.reading.forms import HAN
from builder.reading.lines import BREAK, HIDDEN

CHINESE = re.compile(f"[{HAN}]")
MARK = re.compile("[，。、；：！？（）《》〈〉【】〔〕“”‘’「」『』…—]")
EMPHASIS = re.compile(r"(?<![*_])(\*\*|__|\*)(?![*_])([^\n*_]{1,300})\1(?![*_])")
LEAD = re.compile(r"#{1,6}[ \t\u3000]{0,4}(?=[^#\s])|[●◆◇★☆◎➤✦•■□▲△▼▽][ \t\u3000]{0,2}|[*+][ \t]{1,4}|-[ \t]{1,4}")
NAMES = re.compile(r"[^（()）。]{0,30}[（(][^（()）。]{0,8}(?:记者|通讯员)[^（()）。]{1,80}[）)]")
"""本报讯（记者 岳小满 通讯员 覃志）: spaces that part names in the wire line."""
LABEL = re.compile("[一-龥]{2,8}[：:]")
"""牵头单位：区民政局　配合单位：区卫生健康局: a wide gap before a label parts two fields."""
TAIL = re.compile(r"[ \t]{1,4}#{1,6}$")
SPACES = " \u3000\t\xa0\u2002\u2003\u2009\u202f"
KEEPING: tuple[Role, ...] = ("title", "heading", "byline", "caption", "furniture")
"""Roles in which a space between Chinese words means something: two halves of a headline, two names."""


def kept(text: str, role: Role, row: bool = False) -> list[int]:
    """The places in ``text`` whose characters are no layout, rising.

    ``text`` is a stretch of the source, line breaks and all; in the ``row`` of a table gaps part cells and stay.
    """
    hidden = _marks(text, role)
    hidden.update(found.start() for found in HIDDEN.finditer(text))
    if not hidden:
        return list(range(len(text)))
    shown = [i for i in range(len(text)) if i not in hidden]
    names = NAMES.match(text[:200]) if role == "body" else None
    signed = names.end() if names else 0
    meant: list[int] = []
    for n, (before, i) in enumerate(pairwise(shown), 1):
        if i == before + 1:
            continue
        spaces = [k for k in range(before + 1, i) if text[k] in SPACES]
        if row:
            meant.extend(_cell(text, spaces))
        elif spaces and not _spread(text, shown, n) and _parts(text, before, i, "byline" if i < signed else role):
            meant.append(next((k for k in spaces if text[k] == "\u3000"), spaces[0]))
    return sorted(shown + meant)


def _cell(text: str, spaces: list[int]) -> list[int]:
    """What stays of the gap between two cells: a tab, or two spaces, so that it is still seen to be one."""
    return next(([k] for k in spaces if text[k] == "\t"), spaces[:2])


def _marks(text: str, role: Role) -> set[int]:
    """The places of Markdown's and the page's own marks."""
    out: set[int] = set()
    lead = LEAD.match(text)
    if lead and role != "furniture" and lead.end() < len(text):
        out.update(range(*lead.span()))
        tail = TAIL.search(text[-16:]) if text.startswith("#") else None
        if tail:
            out.update(range(len(text) - len(tail.group()), len(text)))
    for found in EMPHASIS.finditer(text):
        if _emphasises(text, found):
            out.update(range(found.start(), found.start(2)))
            out.update(range(found.end(2), found.end()))
    return out


def _emphasises(text: str, found: re.Match[str]) -> bool:
    """Whether a pair of marks stands around words: ``**230个**``, but not in 3*4*5, 2**3**4 or a__b__c."""
    inside = found.group(2).strip()
    before = text[max(0, found.start() - 8) : found.start()].rstrip()[-1:]
    after = text[found.end() : found.end() + 8].lstrip()[:1]
    return inside != "" and not (_latin(before) and _latin(inside[0])) and not (_latin(inside[-1]) and _latin(after))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _parts(text: str, left: int, right: int, role: Role) -> bool:
    """Whether the white space between two shown characters means something: two names, two halves of a headline, two words."""
    a, b = text[left], text[right]
    same_line = not BREAK.search(text, left + 1, right)
    if role == "furniture":
        return True
    if MARK.match(a) or MARK.match(b):
        closes, opens = a in "”》）】’", b in "“《（【‘"
        return role in KEEPING and same_line and (closes or opens) and (closes or not MARK.match(a))
    if CHINESE.match(a) and CHINESE.match(b):
        return same_line and (role in KEEPING or ("\u3000" in text[left + 1 : right] and LABEL.match(text, right) is not None))
    if role in KEEPING and same_line and "\u3000" in text[left + 1 : right]:
        return True
    return not (CHINESE.match(a) or CHINESE.match(b) or (b in "%％‰" and a.isdigit()))


def _spread(text: str, shown: list[int], n: int) -> bool:
    """Whether the gap before the ``n``th shown character is one of several that spread a word: 民 心 工 程"""
    gaps = []
    for k in range(max(1, n - 2), min(len(shown), n + 3)):
        single = shown[k] == shown[k - 1] + 2 and text[shown[k] - 1] in " \u3000\xa0"
        gaps.append(single and bool(CHINESE.match(text[shown[k]])) and bool(CHINESE.match(text[shown[k - 1]])))
    run = best = 0
    for gap in gaps:
        run = run + 1 if gap else 0
        best = max(best, run)
    return best >= 3
