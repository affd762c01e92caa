"""A made-up article from a few lines: what the case files of the finders are read in."""

from __future__ import annotations

from datetime import date

from builder.finding import find
from builder.lexicon import load
from builder.model import Article, Findings, Paragraph, Period

LEXICON = load()
DAY = date(2024, 2, 21)


def article(text: str) -> Article:
    """One paragraph a line; “# …” is the headline, “## …” a heading. Told on 21 February 2024."""
    source, paragraphs, title = "", [], ""
    for line in text.split("\n"):
        words = line.lstrip("# ")
        role = {0: "body", 1: "title", 2: "heading"}[len(line) - len(line.lstrip("#"))]
        title = words if role == "title" else title
        offsets = tuple(range(len(source), len(source) + len(words)))
        paragraphs.append(Paragraph(words, words, offsets, role, 2 if role == "heading" else 0))  # type: ignore[arg-type]
        source += words + "\n"
    return Article("a.txt", "a.txt", source, title, tuple(paragraphs), date=DAY, year=DAY.year)


def of_paragraphs(*paragraphs: str, day: date | None = None) -> Article:
    """Paragraphs of text and nothing else, told on ``day``."""
    text, out = "", []
    for words in paragraphs:
        out.append(Paragraph(words, words, tuple(range(len(text), len(text) + len(words)))))
        text += words + "\n"
    return Article("a.txt", "a.txt", text, "", tuple(out), date=day, year=day.year if day else None)


def found_in(text: str) -> Findings:
    """Everything that the lines of ``text`` say."""
    return find(article(text), LEXICON)


def days(period: Period | None) -> str:
    """(2024-01-01..2024-03-31); a missing end left out; nothing where there is no period."""
    return f" ({period.start or ''}..{period.end or ''})" if period else ""
