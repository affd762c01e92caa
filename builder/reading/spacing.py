"""Which characters of a paragraph are layout: line breaks, justification, Markdown marks, what does not show."""

from __future__ import annotations

import re

from builder.model import Role
from builder.reading.forms import HAN
from builder.reading.lines import visible

CHINESE = re.compile(f"[{HAN}]")
MARK = re.compile("[，。、；：！？（）《》〈〉【】〔〕“”‘’「」『』…—]")
BOLD = re.compile(r"(\*\*|__)(?=[^\s*_])[^\n*_]{1,300}?(?<=[^\s*_])\1")
ITALIC = re.compile(r"(?<![0-9A-Za-z*])\*(?=[^\s*0-9])[^\n*]{1,200}?(?<=[^\s*])\*(?![0-9A-Za-z*])")
LEAD = re.compile(r"#{1,6}[ \t\u3000]{0,4}(?=[^#\s])|[●◆◇★☆◎➤✦•■□▲△▼▽][ \t\u3000]{0,2}|[*+][ \t]{1,4}|-[ \t]{1,4}")
NAMES = re.compile(r"[^（()）。]{0,30}[（(][^（()）。]{0,8}(?:记者|通讯员)[^（()）。]{1,80}[）)]")
"""本报讯（记者 岳小满 通讯员 覃志）: spaces that part names in the wire line."""
TAIL = re.compile(r"[ \t]{1,4}#{1,6}$")
KEEPING: tuple[Role, ...] = ("title", "heading", "byline", "caption", "furniture")
"""Roles in which a space between Chinese words means something: two halves of a headline, two names."""


def kept(text: str, role: Role) -> list[int]:
    """The places in ``text`` whose characters are no layout, rising.

    ``text`` is a stretch of the source, line breaks and all.
    """
    shown = [i for i in range(len(text)) if visible(text[i])]
    marks = _marks(text, role)
    shown = [i for i in shown if i not in marks]
    names = NAMES.match(text[:200]) if role == "body" else None
    signed = names.end() if names else 0
    out: list[int] = []
    for n, i in enumerate(shown):
        if n and i > shown[n - 1] + 1:
            space = _space(text, shown[n - 1], i, "byline" if i < signed else role)
            if space is not None and not _spread(text, shown, n):
                out.append(space)
        out.append(i)
    return out


def _marks(text: str, role: Role) -> set[int]:
    """The places of Markdown's and the page's own marks."""
    out: set[int] = set()
    lead = LEAD.match(text)
    if lead and role != "furniture" and lead.end() < len(text):
        out.update(range(*lead.span()))
        tail = TAIL.search(text[-16:]) if text.startswith("#") else None
        if tail:
            out.update(range(len(text) - len(tail.group()), len(text)))
    for found in BOLD.finditer(text):
        out.update((found.start(), found.start() + 1, found.end() - 1, found.end() - 2))
    for found in ITALIC.finditer(text):
        out.update((found.start(), found.end() - 1))
    return out


def _space(text: str, left: int, right: int, role: Role) -> int | None:
    """Which white space between two shown characters stays, if any: never more than one character, never a line break."""
    gap = text[left + 1 : right]
    spaces = [left + 1 + k for k, char in enumerate(gap) if char in " \u3000\t\xa0" or (char.isspace() and char not in "\n\v\f\r\x85\u2028\u2029")]
    if not spaces:
        return None
    if role == "furniture":
        return spaces[0]
    a, b = text[left], text[right]
    broken = any(char in gap for char in "\n\v\f\r\x85\u2028\u2029")
    if MARK.match(a) or MARK.match(b):
        wide = role in KEEPING and not broken and (a in "”》）】’" or b in "“《（【‘") and not (MARK.match(a) and a not in "”》）】’")
        return spaces[0] if wide else None
    if CHINESE.match(a) and CHINESE.match(b):
        return spaces[0] if not broken and (role in KEEPING or len(spaces) > 1 or "\t" in gap) else None
    if CHINESE.match(a) or CHINESE.match(b):
        return spaces[0] if "\t" in gap or (len(spaces) > 1 and not broken) else None
    return spaces[0]


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
