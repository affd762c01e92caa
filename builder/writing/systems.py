"""Working systems as pages show them: observation tours, themes of the year, steps for those who lag.

A step is always worded as the rule that foresees it. That it applies to a
target that is behind is for the office in charge to say, never for this site.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from builder.model import Body, Escalation, Evidence, Progress, Quote, Standing, Theme, Tour
from builder.writing import words
from builder.writing.atlas import Atlas, anchor
from builder.writing.diagrams import spot
from builder.writing.views import Desk, Link, QuoteRow, Source, TargetRow

LATE: dict[Standing, str] = {"behind": "欠进度", "overdue": "已过期，收录的文章里未见结果"}
"""Standings at which a rule for those who lag may be asked for, in the reader's words."""
STEPS = "一二三四五六七八九十"
TARGETS = 3
"""Targets that stand beside a theme; the district's page has them all."""
SAID = 4
"""Sentences that stand under a record; its links lead to all of them."""
VOICES = 120
"""Bodies of one year whose statement is shown; the page of quotes has them all."""
AFAR = 8
"""Areas above one another that are asked for a rule."""


@dataclass(frozen=True, slots=True)
class TourRow:
    """One observation tour in a table; what no source says is empty."""

    id: str
    name: str
    when: str
    places: tuple[str, ...]
    projects: str
    investment: str
    scoring: str
    owner: Link
    sources: tuple[Source, ...]
    said: tuple[Source, ...]
    """The sentences that tell most of it."""


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """What one body calls its year."""

    id: str
    name: str
    year: str
    owner: Link
    focus: tuple[str, ...]
    sources: tuple[Source, ...]
    said: tuple[Source, ...]
    """The sentences that tell most of it."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a rule."""

    id: str
    label: str
    """第一步; empty where the rule has one step only."""
    condition: str
    by: str
    step: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """One rule with its steps and the sentences that give it."""

    id: str
    owner: Link
    rungs: tuple[Rung, ...]
    sources: tuple[Source, ...]
    said: tuple[Source, ...]
    """The sentences that give it."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A target or project that is behind, and what the rules of its body, or of an area above it, foresee first."""

    about: Link
    owner: Link
    standing: str
    rules: tuple[Ladder, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a district opened a year: its theme, its main lines, its targets."""

    owner: Link
    themes: tuple[ThemeRow, ...]
    targets: tuple[TargetRow, ...]
    more: int
    """Targets of the year that are not among ``targets``."""
    all: str
    """Where all of them stand."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a body is reported to have said in one year."""

    year: str
    row: QuoteRow
    more: int
    """Other quotes of that body and year."""


@dataclass(frozen=True, slots=True)
class Voiced:
    """One body with its statement of each year, oldest first."""

    owner: Link
    all: str
    statements: tuple[Statement, ...]


# ---------------------------------------------------------------- tours


def tours(desk: Desk) -> tuple[TourRow, ...]:
    """Every tour, in the order of the briefing."""
    return tuple(_tour(desk, tour) for tour in desk.atlas.briefing.tours)


def _tour(desk: Desk, tour: Tour) -> TourRow:
    return TourRow(
        anchor(tour.id),
        tour.name,
        words.period_words(tour.held) if tour.held else "",
        tour.places,
        f"{words.number(tour.projects)}个" if tour.projects is not None else "",
        tour.investment,
        tour.scoring,
        desk.body(tour.body),
        sources(desk, tour.evidence),
        said(desk, tour.evidence),
    )


def said(desk: Desk, places: Iterable[Evidence]) -> tuple[Source, ...]:
    """The sentences of a record, those of the article's text before headlines, without those that another one holds."""
    known = [place for place in places if place.article in desk.atlas.articles]
    text = [place for place in known if _role(desk, place) == "body"] or known
    every = [spot(desk, place) for place in text]
    held = [one for one in every if not any(one.sentence != other.sentence and one.sentence in other.sentence for other in every)]
    return tuple({one.sentence: one for one in held}.values())[:SAID]


def _role(desk: Desk, place: Evidence) -> str:
    paragraphs = desk.atlas.articles[place.article].paragraphs
    return paragraphs[place.paragraph].role if 0 <= place.paragraph < len(paragraphs) else ""


def sources(desk: Desk, places: Iterable[Evidence]) -> tuple[Source, ...]:
    """Each paragraph that states a record, once, with the way to it; those of one article stand together."""
    found = {source.href: source for source in (spot(desk, place) for place in places if place.article in desk.atlas.articles)}
    by_article: dict[str, list[Source]] = {}
    for source in found.values():
        by_article.setdefault(source.name, []).append(source)
    return tuple(replace(one, again=at > 0) for some in by_article.values() for at, one in enumerate(some))


# ---------------------------------------------------------------- themes


def themes_of(desk: Desk, body: str) -> tuple[ThemeRow, ...]:
    """What a body calls its years, newest first."""
    return tuple(_theme(desk, theme) for theme in desk.atlas.briefing.themes if theme.body == body)


def _theme(desk: Desk, theme: Theme) -> ThemeRow:
    owner = desk.body(theme.body) if theme.body else Link(theme.level)
    year = f"{theme.year}年" if theme.year else "年份未写明"
    return ThemeRow(
        anchor(theme.id), theme.name, year, owner, theme.focus, sources(desk, theme.evidence), said(desk, theme.evidence)
    )


def years(desk: Desk) -> tuple[tuple[str, tuple[Plan, ...]], ...]:
    """Each year, newest first, with the districts that gave it a theme, and those whose targets the same articles name."""
    found = []
    for year in sorted({theme.year or 0 for theme in desk.atlas.briefing.themes}, reverse=True):
        themes = [theme for theme in desk.atlas.briefing.themes if (theme.year or 0) == year]
        plans = [
            _plan(desk, list(some), year) for _, some in groupby(themes, key=lambda t: (t.body, t.level if not t.body else ""))
        ]
        plans += [_plain(desk, body, year) for body in _beside(desk.atlas, themes)]
        found.append((f"{year}年" if year else "年份未写明", tuple(plans)))
    return tuple(found)


def _plan(desk: Desk, themes: list[Theme], year: int) -> Plan:
    rows = tuple(_theme(desk, theme) for theme in themes)
    targets, more, address = _targets(desk, themes[0].body, year)
    return Plan(rows[0].owner, rows, targets, more, address)


def _plain(desk: Desk, body: Body, year: int) -> Plan:
    targets, more, address = _targets(desk, body.id, year)
    return Plan(desk.body(body.id), (), targets, more, address)


def _beside(atlas: Atlas, themes: list[Theme]) -> list[Body]:
    """The other districts with targets that the articles which declare these themes speak of."""
    named = {theme.body for theme in themes}
    told = {place.article for theme in themes if theme.rule != "referred" for place in theme.evidence}
    return [
        body
        for body in atlas.briefing.bodies
        if body.kind == "district" and body.id not in named and any(place.article in told for place in body.evidence)
    ]


def _targets(desk: Desk, body: str | None, year: int) -> tuple[tuple[TargetRow, ...], int, str]:
    """The first targets of a body for a year, how many more there are, and where they stand."""
    facts = desk.atlas.facts(body or "")
    own = [t for t in facts.targets if t.status == "planned" and t.period and t.period.end and t.period.end.year == year]
    address = desk.atlas.addresses.get(f"body:{body}", "")
    rows = desk.targets(own)[:TARGETS]
    return rows, len(own) - len(rows), desk.to(address, "targets") if address and own else ""


# ---------------------------------------------------------------- statements


def statements(desk: Desk) -> tuple[tuple[Voiced, ...], tuple[tuple[str, tuple[Voiced, ...], int], ...]]:
    """Bodies that spoke in several years, side by side; and by year those that spoke in one, with how many are left out."""
    voiced: list[tuple[int, Voiced]] = []
    for body in desk.atlas.briefing.bodies:
        by_year = _by_year(desk, desk.atlas.facts(body.id).quotes)
        if by_year:
            address = desk.to(desk.atlas.addresses[f"body:{body.id}"], "quotes")
            told = tuple(_statement(desk, year, quotes) for year, quotes in sorted(by_year.items()))
            voiced.append((min(by_year), Voiced(desk.body(body.id), address, told)))
    several = tuple(one for _, one in voiced if len(one.statements) > 1)
    single: dict[int, list[Voiced]] = {}
    for year, one in voiced:
        if len(one.statements) == 1:
            single.setdefault(year, []).append(one)
    newest = sorted(single.items(), reverse=True)
    return several, tuple((f"{year}年", tuple(some[:VOICES]), max(0, len(some) - VOICES)) for year, some in newest)


def _by_year(desk: Desk, quotes: Iterable[Quote]) -> dict[int, list[Quote]]:
    found: dict[int, list[Quote]] = {}
    for quote in quotes:
        article = desk.atlas.articles.get(quote.evidence[0].article) if quote.evidence else None
        if article is not None and article.year is not None:
            found.setdefault(article.year, []).append(quote)
    return found


def _statement(desk: Desk, year: int, quotes: list[Quote]) -> Statement:
    """The first direct quote, else the first one."""
    first = next((quote for quote in quotes if quote.kind == "direct"), quotes[0])
    return Statement(f"{year}年", desk.quote(first), len(quotes) - 1)


# ---------------------------------------------------------------- rules for those who lag


def ladders(desk: Desk, steps: Iterable[Escalation] | None = None) -> tuple[Ladder, ...]:
    """The rules with their steps, in the order of the briefing."""
    given = desk.atlas.briefing.escalations if steps is None else steps
    return tuple(_ladder(desk, list(some)) for _, some in groupby(given, key=lambda step: step.ladder or step.id))


def _ladder(desk: Desk, steps: list[Escalation]) -> Ladder:
    rungs = tuple(
        Rung(anchor(step.id), f"第{_count(step.order)}步" if len(steps) > 1 else "", step.condition, step.by, step.step)
        for step in steps
    )
    places = [place for step in steps for place in step.evidence]
    return Ladder(
        anchor(steps[0].ladder or steps[0].id), desk.body(steps[0].body), rungs, sources(desk, places), said(desk, places)
    )


def _count(order: int) -> str:
    return STEPS[order - 1] if order <= len(STEPS) else str(order)


def foreseen(desk: Desk, body: str | None = None) -> tuple[Foreseen, ...]:
    """What is behind and what a rule foresees for such a case; of one body, or of all."""
    atlas = desk.atlas
    found = []
    for progress in atlas.briefing.progress:
        about, owner = _about(desk, progress)
        if progress.standing in LATE and owner is not None and body in (None, owner):
            rules = _rules(desk, owner)
            if rules:
                found.append(Foreseen(about, desk.body(owner), LATE[progress.standing], rules))
    return tuple(found)


def _about(desk: Desk, progress: Progress) -> tuple[Link, str | None]:
    """What a progress is about, and whose it is."""
    target = desk.atlas.targets.get(progress.about)
    if target is not None:
        return Link(f"{target.metric} {words.figure(target).plain}", desk.record(target)), target.owner
    project = next((p for p in desk.atlas.briefing.projects if p.id == progress.about), None)
    return (Link(project.name, desk.record(project)), project.body) if project else (Link(""), None)


def _rules(desk: Desk, owner: str) -> tuple[Ladder, ...]:
    """The first step of each rule of a body; where it has none, of the nearest area above it."""
    above: str | None = owner
    for _ in range(AFAR):
        first = [step for step in desk.atlas.briefing.escalations if step.body == above and step.order == 1]
        if first:
            return ladders(desk, first)
        body = desk.atlas.bodies.get(above or "")
        above = body.parent if body else None
        if above is None:
            break
    return ()
