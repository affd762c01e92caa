"""A year from another article: the same dated event, or the same named year in the same place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.model import Article
from builder.reading.dateline import DAY, Dateline

SAME = 10
"""Characters in a row after the same day that show two articles to tell of the same event."""
SENTENCE = 160
"""Characters of a dated sentence that are compared."""
NAMED = re.compile("“([一-龥]{2,7}年)”")
PLACE = re.compile("[一-龥]{2,6}?(?:新区|自治县|自治州|区|县|市|州|旗|盟)")
Sources = dict[str, dict[int, str]]
"""What two articles may share → the years that articles give it, each with one article's title."""


def infer(articles: Sequence[Article], datelines: Sequence[Dateline]) -> list[Article]:
    """Give a year to articles without one where others that have one leave no doubt.

    Only years that an article says itself are handed on. Where two ways lead to two years the article keeps none.
    """
    told, named = defaultdict[str, dict[int, str]](dict), defaultdict[str, dict[int, str]](dict)
    for article in articles:
        if article.year is not None:
            for key in _events(article):
                told[key][article.year] = article.title
            for key in _named_years(article):
                named[key][article.year] = article.title
    return [
        article if article.year is not None else _inferred(article, dateline, told, named)
        for article, dateline in zip(articles, datelines, strict=True)
    ]


def _inferred(article: Article, dateline: Dateline, told: Sources, named: Sources) -> Article:
    events = [told[key] for key in _events(article) if key in told]
    years = [found for key, found in named.items() if _speaks_of(article, key)]
    possible = {year for found in (*events, *years) for year in found}
    if len(possible) != 1:
        return article
    year = possible.pop()
    why = "会议同日同名" if events else "年度主题相同"
    source = f"推断：与《{(events or years)[0][year]}》{why}"
    day = dateline.date(year)
    return replace(article, year=year, year_source=source, date=day, date_source=dateline.day_source if day else "")


def _events(article: Article) -> Iterator[str]:
    """Each run of characters that follows a day in its sentence, with that day."""
    for p in article.paragraphs:
        if p.role not in ("body", "title", "heading"):
            continue
        for found in DAY.finditer(p.plain):
            sentence = re.split("[。！？；]", p.plain[found.end() : found.end() + SENTENCE])[0]
            for i in range(len(sentence) - SAME + 1):
                yield f"{found.group(1)}/{found.group(2)} {sentence[i : i + SAME]}"


def _named_years(article: Article) -> Iterator[str]:
    """Each named year with each place that its sentence names: 创新突破年 + 西海岸."""
    for p in article.paragraphs:
        for found in NAMED.finditer(p.plain):
            around = p.plain[max(0, found.start() - 60) : found.end() + 20]
            for place in PLACE.finditer(around):
                stem = re.sub("(?:新区|自治县|自治州|.)$", "", place.group())
                if len(stem) >= 2:
                    yield f"{found.group(1)} {stem}"


def _speaks_of(article: Article, key: str) -> bool:
    """Whether the article names both the year and the place."""
    name, place = key.split(" ")
    return f"“{name}”" in article.text and place in article.text
