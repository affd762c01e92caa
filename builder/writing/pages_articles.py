"""Articles: the list, the whole text of each with its facts marked, and what was not used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from builder.model import Article, Cadence, Mechanism, Project, Quote, Sheet, Target, Unplaced
from builder.writing import words
from builder.writing.atlas import MARKS, NOTHING, Place, anchor
from builder.writing.marking import bodies_of, passages
from builder.writing.pages_progress import slips
from builder.writing.press import HUB, Meta, Press
from builder.writing.views import ArticleLine, Desk, Link, QuoteRow, TargetRow, sentence

FOLD = 12
"""More unused quantities of an article than this fold away under their reasons."""


@dataclass(frozen=True, slots=True)
class Item:
    """One record in the list beside an article."""

    label: str
    href: str
    """Its mark in the text."""
    row: TargetRow | QuoteRow | None
    words: str
    record: str
    """Its row on another page."""
    id: str


@dataclass(frozen=True, slots=True)
class Named:
    """One body in the list beside an article."""

    id: str
    link: Link
    told: str
    """What it is and what the article gives of it: 部门，目标1项，言论2段."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """One quantity that was not used."""

    words: str
    around: str
    href: str
    reason: str


@dataclass(frozen=True, slots=True)
class Read:
    """One article as the coverage page shows it."""

    line: ArticleLine
    file: str
    date_source: str
    year: str
    year_source: str
    characters: int
    leftovers: tuple[Leftover, ...]
    reasons: str


def index(press: Press) -> Sheet:
    """All articles, newest first."""
    desk = press.desk("articles/index.html")
    lines = [desk.article_line(article) for article in press.atlas.briefing.articles]
    return press.sheet(desk.page, "pages/articles.md.j2", Meta("原文", f"收录文章{len(lines)}篇", HUB), lines=lines)


def articles(press: Press) -> Iterable[Sheet]:
    """One page per article, and beside it the text as it was read, byte for byte in UTF-8."""
    every = press.atlas.briefing.articles
    for at, article in enumerate(every):
        yield _article(press, article, every[at - 1] if at else None, every[at + 1] if at + 1 < len(every) else None)
        yield Sheet(_raw(press.atlas.addresses[f"article:{article.id}"]), f"\ufeff{article.text}".encode(errors="replace"))


def _raw(page: str) -> str:
    """The address of an article's text as it was read."""
    return page.removesuffix(".html") + ".txt"


def _article(press: Press, article: Article, newer: Article | None, older: Article | None) -> Sheet:
    atlas = press.atlas
    desk = press.desk(atlas.addresses[f"article:{article.id}"])
    facts = atlas.by_article.get(article.id, NOTHING)
    return press.sheet(
        desk.page,
        "pages/article.md.j2",
        Meta(article.title, f"{words.dated(article)}，目标{len(facts.targets)}项，言论{len(facts.quotes)}段"),
        article=article,
        dated=words.dated(article),
        passages=passages(desk, article),
        lists=_lists(desk, atlas.places[article.id]),
        bodies=_bodies(desk, article),
        raw=desk.to(_raw(desk.page)),
        newer=desk.article(newer) if newer else None,
        older=desk.article(older) if older else None,
        leftovers=_leftovers(desk, article),
        reasons=_reasons(desk.atlas.unplaced[article.id]),
        fold=FOLD,
    )


def _lists(desk: Desk, places: Iterable[Place]) -> dict[str, list[Item]]:
    """The records of an article by kind, each once, in the order of their numbers."""
    found: dict[str, list[Item]] = {mark: [] for mark in MARKS}
    seen: set[str] = set()
    for place in places:
        if place.record.id in seen:
            continue
        seen.add(place.record.id)
        found.setdefault(place.label[0], []).append(_item(desk, place))
    return found


def _item(desk: Desk, place: Place) -> Item:
    record = place.record
    row: TargetRow | QuoteRow | None = None
    text = ""
    match record:
        case Target():
            row = desk.target(record)
        case Quote():
            row = desk.quote(record)
        case Cadence():
            text = f"{words.FREQUENCIES[record.frequency]}{record.activity}　{record.subject}"
        case Mechanism() | Project():
            text = record.name
    return Item(place.label, f"#{place.anchor}", row, text, desk.record(record), f"f-{anchor(record.id)}")


def _bodies(desk: Desk, article: Article) -> list[Named]:
    facts = desk.atlas.by_article.get(article.id, NOTHING)
    targets = Counter(target.owner for target in facts.targets)
    quotes = Counter(quote.body for quote in facts.quotes)
    return [
        Named(f"f-b{n}", desk.body(body.id), _told(words.KINDS[body.kind], targets[body.id], quotes[body.id]))
        for n, body in enumerate(bodies_of(desk, article), 1)
    ]


def _told(kind: str, targets: int, quotes: int) -> str:
    counts = (f"本篇目标{targets}项" if targets else "", f"本篇言论{quotes}段" if quotes else "")
    return "，".join((kind, *filter(None, counts)))


def _leftovers(desk: Desk, article: Article) -> tuple[Leftover, ...]:
    address = desk.atlas.addresses[f"article:{article.id}"]
    return tuple(
        _leftover(article, desk.to(address, f"u{n}"), unplaced) for n, unplaced in enumerate(desk.atlas.unplaced[article.id], 1)
    )


def _reasons(unplaced: Iterable[Unplaced]) -> str:
    """How often each reason was given, the most frequent first: 日期12、序号8."""
    counts = Counter(one.reason for one in unplaced)
    return "、".join(f"{reason}{count}" for reason, count in counts.most_common())


def _leftover(article: Article, href: str, unplaced: Unplaced) -> Leftover:
    evidence = unplaced.evidence
    shown = sentence(article, evidence)
    return Leftover(shown, _around(article, evidence.paragraph, evidence.start, evidence.end), href, unplaced.reason)


def _around(article: Article, paragraph: int, start: int, end: int, reach: int = 14) -> str:
    """The words around a quantity, so that a reader knows it again."""
    if not 0 <= paragraph < len(article.paragraphs):
        return ""
    found = article.paragraphs[paragraph]
    inside = [i for i, at in enumerate(found.offsets) if start <= at < end]
    if not inside:
        return ""
    first, last = max(0, inside[0] - reach), min(len(found.text), inside[-1] + 1 + reach)
    return f"{'…' if first else ''}{found.text[first:last]}{'…' if last < len(found.text) else ''}"


def coverage(press: Press) -> Sheet:
    """What was read, how much of it was used, and what could not be read."""
    atlas, desk = press.atlas, press.desk("coverage/index.html")
    read = [
        Read(
            desk.article_line(article),
            article.id,
            article.date_source,
            f"{article.year}年" if article.year else "不明",
            article.year_source,
            sum(len(paragraph.text) for paragraph in article.paragraphs),
            _leftovers(desk, article),
            _reasons(atlas.unplaced[article.id]),
        )
        for article in atlas.briefing.articles
    ]
    return press.sheet(
        desk.page,
        "pages/coverage.md.j2",
        Meta("收录情况", f"收录{len(read)}篇，未能读取{len(atlas.briefing.unread)}个文件", HUB),
        read=read,
        fold=FOLD,
        unread=atlas.briefing.unread,
        slips=slips(atlas.briefing.refused),
    )
