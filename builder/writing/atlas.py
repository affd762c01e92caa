"""Where everything stands: each record's page and anchor, and the records of each body, goal and article.

Built once from a briefing in one pass over its records; pages only look things up.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from builder.model import (
    Article,
    Body,
    Briefing,
    Cadence,
    Evidence,
    Goal,
    Mechanism,
    Progress,
    Project,
    Quote,
    Target,
    Unplaced,
)
from builder.writing import addresses, words

Record = Target | Cadence | Quote | Mechanism | Project
Mark = Literal["数", "言", "节", "制", "项"]
MARKS: tuple[Mark, ...] = ("数", "言", "节", "制", "项")
"""Target, quote, cadence, mechanism, project: the letter that numbers each in an article."""
LISTS: dict[type, str] = {
    Target: "targets",
    Quote: "quotes",
    Cadence: "cadence",
    Mechanism: "mechanisms",
    Project: "projects",
}
"""The folder of the page that lists all records of a kind."""
UNMARKED = {"compare": "tours", "themes": "themes", "mechanisms": "escalations"}
"""The folder of the page that shows records whose sentences are not marked in the article → their field of the briefing."""
_FIT = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,80}")


@dataclass(frozen=True, slots=True)
class Place:
    """One piece of evidence of one record, in one article."""

    record: Record
    evidence: Evidence
    anchor: str
    """The id of the mark in the article's page."""
    label: str
    """The mark's number there: 数1, 言3."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The records of one body, goal or article."""

    targets: tuple[Target, ...] = ()
    cadences: tuple[Cadence, ...] = ()
    quotes: tuple[Quote, ...] = ()
    projects: tuple[Project, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is a record at all."""
        return bool(self.targets or self.cadences or self.quotes or self.projects or self.mechanisms)


NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class Atlas:
    """Everything that a page needs to know beside the records it shows."""

    briefing: Briefing
    articles: Mapping[str, Article]
    bodies: Mapping[str, Body]
    goals: Mapping[str, Goal]
    targets: Mapping[str, Target]
    addresses: Mapping[str, str]
    """``article:<id>``, ``body:<id>`` and ``goal:<id>`` → the built page below the site, without a slash in front."""
    by_body: Mapping[str, Facts]
    by_goal: Mapping[str, Facts]
    by_article: Mapping[str, Facts]
    places: Mapping[str, tuple[Place, ...]]
    """Article id → its places in reading order."""
    of_record: Mapping[str, tuple[Place, ...]]
    """Record id → its places, newest article first."""
    children: Mapping[str, tuple[Body, ...]]
    mentions: Mapping[str, tuple[tuple[Body, Evidence], ...]]
    """Article id → where bodies are named in it, in reading order."""
    unplaced: Mapping[str, tuple[Unplaced, ...]]
    shorts: Mapping[str, str]
    """Article id → a short name of its own."""
    twins: frozenset[str] = field(default_factory=frozenset)
    """Names that more than one body bears."""
    progress: Mapping[str, Progress] = field(default_factory=dict)
    """Id of a planned target or a project → where it stands."""

    def name(self, body: str | None) -> str:
        """A body's name, with its parent's in front where another body bears the same one."""
        found = self.bodies.get(body or "")
        if found is None:
            return body or ""
        parent = self.bodies.get(found.parent or "")
        return f"{found.name}（{parent.name}）" if found.name in self.twins and parent else found.name

    def facts(self, body: str) -> Facts:
        """The records of one body."""
        return self.by_body.get(body, NOTHING)

    def standing_of(self, about: str) -> Progress | None:
        """Where a target or project stands on the as-of date; None for what is no plan."""
        return self.progress.get(about)


def survey(briefing: Briefing) -> Atlas:
    """Look the whole briefing over, once."""
    places = _places(briefing)
    by_record: dict[str, list[Place]] = defaultdict(list)
    for article in briefing.articles:
        for place in places[article.id]:
            by_record[place.record.id].append(place)
    names = Counter(body.name for body in briefing.bodies)
    return Atlas(
        briefing=briefing,
        articles={article.id: article for article in briefing.articles},
        bodies={body.id: body for body in briefing.bodies},
        goals={goal.id: goal for goal in briefing.goals},
        targets={target.id: target for target in briefing.targets},
        addresses=_addresses(briefing),
        by_body=_by_body(briefing),
        by_goal=_by_goal(briefing),
        by_article=_by_article(briefing),
        places=places,
        of_record={key: tuple(found) for key, found in by_record.items()},
        children=_children(briefing.bodies),
        mentions=_mentions(briefing),
        unplaced=_unplaced(briefing),
        shorts=_shorts(briefing.articles),
        twins=frozenset(name for name, count in names.items() if count > 1),
        progress={one.about: one for one in briefing.progress},
    )


def anchor(key: str) -> str:
    """A record's id as it stands in pages and links: nothing that a fragment would have to escape."""
    return key if _FIT.fullmatch(key) else addresses.slug(key)


def links(atlas: Atlas) -> dict[str, str]:
    """Record, article, body or goal id → the address of the place that shows it, seen from the site's root."""
    found = {key.partition(":")[2]: address for key, address in atlas.addresses.items()}
    for _, group in _marked(atlas.briefing):
        for record in group:
            if shown := home(atlas, record):
                found[record.id] = f"{shown}#{anchor(record.id)}"
    for page, unmarked in UNMARKED.items():
        found |= {one.id: f"{page}/index.html#{anchor(one.id)}" for one in getattr(atlas.briefing, unmarked)}
    return found


def home(atlas: Atlas, record: Record) -> str:
    """The page that shows a record among its like: its body's, else the list of its kind; none for background figures."""
    if isinstance(record, Target) and record.status == "context":
        return ""
    owner = record.owner if isinstance(record, Target) else getattr(record, "body", None)
    return atlas.addresses.get(f"body:{owner}") or f"{LISTS[type(record)]}/index.html"


def folder(body: Body) -> str:
    """The folder that a body's page stands in."""
    return "districts" if body.kind == "district" else "departments"


def _addresses(briefing: Briefing) -> dict[str, str]:
    named: dict[str, list[tuple[str, str]]] = {"districts": [], "departments": []}
    for body in briefing.bodies:
        named[folder(body)].append((f"body:{body.id}", body.name))
    named["articles"] = [(f"article:{article.id}", words.short(article.title, 40)) for article in briefing.articles]
    named["goals"] = [(f"goal:{goal.id}", goal.id) for goal in briefing.goals]
    return {key: f"{place}/{page}.html" for place, some in named.items() for key, page in addresses.assign(some).items()}


def _places(briefing: Briefing) -> dict[str, tuple[Place, ...]]:
    """The places of every article, numbered by kind in reading order."""
    found: dict[str, list[tuple[int, int, Mark, Record, Evidence]]] = {article.id: [] for article in briefing.articles}
    for mark, group in _marked(briefing):
        for order, record in enumerate(group):
            for evidence in record.evidence:
                if evidence.article in found:
                    found[evidence.article].append((evidence.start, order, mark, record, evidence))
    return {article: _numbered(spots) for article, spots in found.items()}


def _marked(briefing: Briefing) -> Iterable[tuple[Mark, Sequence[Record]]]:
    yield "数", briefing.targets
    yield "言", briefing.quotes
    yield "节", briefing.cadences
    yield "制", briefing.mechanisms
    yield "项", briefing.projects


def _numbered(spots: list[tuple[int, int, Mark, Record, Evidence]]) -> tuple[Place, ...]:
    counts: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    label: dict[str, str] = {}
    places = []
    for _, _, mark, record, evidence in sorted(spots, key=lambda spot: (spot[0], spot[2], spot[1])):
        if record.id not in label:
            counts[mark] += 1
            label[record.id] = f"{mark}{counts[mark]}"
        seen[record.id] += 1
        own = anchor(record.id) if seen[record.id] == 1 else f"{anchor(record.id)}.{seen[record.id]}"
        places.append(Place(record, evidence, own, label[record.id]))
    return tuple(places)


class _Gather:
    """Collects records under keys, each record once a key."""

    def __init__(self) -> None:
        self.lists: dict[str, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))

    def add(self, key: str, kind: str, record: Record) -> None:
        self.lists[key][kind].append(record)

    def facts(self) -> dict[str, Facts]:
        return {key: Facts(**{kind: tuple(found) for kind, found in kinds.items()}) for key, kinds in self.lists.items()}  # type: ignore[arg-type]


def _kinds(briefing: Briefing) -> Iterable[tuple[str, Record]]:
    for target in briefing.targets:
        if target.status != "context":
            yield "targets", target
    for kind in ("cadences", "quotes", "projects", "mechanisms"):
        for record in getattr(briefing, kind):
            yield kind, record


def _by_body(briefing: Briefing) -> dict[str, Facts]:
    gather = _Gather()
    for kind, record in _kinds(briefing):
        owner = record.owner if isinstance(record, Target) else getattr(record, "body", None)
        if owner is not None:
            gather.add(owner, kind, record)
    return gather.facts()


def _by_goal(briefing: Briefing) -> dict[str, Facts]:
    gather = _Gather()
    for kind, record in _kinds(briefing):
        if isinstance(record, Target):
            for goal in record.goals[:1]:
                gather.add(goal, kind, record)
        elif isinstance(record, Cadence):
            for goal in record.goals:
                gather.add(goal, kind, record)
    return gather.facts()


def _by_article(briefing: Briefing) -> dict[str, Facts]:
    gather = _Gather()
    for kind, record in _kinds(briefing):
        for article in dict.fromkeys(evidence.article for evidence in record.evidence):
            gather.add(article, kind, record)
    return gather.facts()


def _children(bodies: Iterable[Body]) -> dict[str, tuple[Body, ...]]:
    found: dict[str, list[Body]] = defaultdict(list)
    for body in bodies:
        if body.parent is not None:
            found[body.parent].append(body)
    return {parent: tuple(children) for parent, children in found.items()}


def _mentions(briefing: Briefing) -> dict[str, tuple[tuple[Body, Evidence], ...]]:
    found: dict[str, list[tuple[Body, Evidence]]] = {article.id: [] for article in briefing.articles}
    for body in briefing.bodies:
        for evidence in body.evidence:
            if evidence.article in found:
                found[evidence.article].append((body, evidence))
    return {article: tuple(sorted(spots, key=lambda spot: (spot[1].start, -spot[1].end))) for article, spots in found.items()}


def _unplaced(briefing: Briefing) -> dict[str, tuple[Unplaced, ...]]:
    found: dict[str, list[Unplaced]] = {article.id: [] for article in briefing.articles}
    for quantity in briefing.unplaced:
        if quantity.evidence.article in found:
            found[quantity.evidence.article].append(quantity)
    return {article: tuple(sorted(some, key=lambda one: one.evidence.start)) for article, some in found.items()}


def _shorts(articles: Iterable[Article]) -> dict[str, str]:
    """A short name for every article; the second of one name gets a number."""
    seen: Counter[str] = Counter()
    found = {}
    for article in articles:
        name = words.short(article.title)
        seen[name] += 1
        found[article.id] = name if seen[name] == 1 else f"{name}（{seen[name]}）"
    return found
