"""更新记录: what is different since an earlier build, each change with its sentence and the record that it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from builder.model import Briefing, Change, ChangeKind, Comparison, Edit, FactKind, Sheet, Telling
from builder.writing import words
from builder.writing.atlas import Record
from builder.writing.press import HUB, Meta, Press
from builder.writing.views import Desk, Link

FOLD = 30
"""Groups with more changes than this are folded on the screen."""


@dataclass(frozen=True, slots=True)
class Said:
    """The sentence of one build, with the article that it stands in."""

    sentence: str
    article: Link
    day: str


@dataclass(frozen=True, slots=True)
class Row:
    """One change."""

    name: Link
    """What it is about, leading to the record that it is now."""
    owner: Link
    told: tuple[str, ...]
    """What a new or lost fact says."""
    edits: tuple[Edit, ...]
    sources: tuple[Said, ...]
    """The later build's sentence last."""


@dataclass(frozen=True, slots=True)
class Group:
    """Changes of one kind."""

    kind: ChangeKind
    name: str
    about: str
    """What was changed how often: 目标值1，期限2."""
    rows: tuple[Row, ...]

    @property
    def owned(self) -> bool:
        """Whether any of them has an owner."""
        return any(row.owner.words for row in self.rows)

    @property
    def sourced(self) -> bool:
        """Whether any of them has a sentence."""
        return any(row.sources for row in self.rows)


@dataclass(frozen=True, slots=True)
class Part:
    """All changes of one kind of fact."""

    id: FactKind
    name: str
    count: int
    groups: tuple[Group, ...]


def changes(press: Press) -> Sheet:
    """The page; it says what to do where no earlier build was given."""
    desk = press.desk("changes/index.html")
    found = press.atlas.briefing.compared
    count = len(found.changes) if found else 0
    about = f"与上一次构建相比有{count}处不同" if found else "没有给出上一次构建的资料，没有比较"
    return press.sheet(
        desk.page,
        "pages/changes.md.j2",
        Meta("更新记录", about, HUB),
        compared=found,
        count=count,
        parts=_parts(desk, found) if found else (),
        empty=[name for fact, name in words.FACTS.items() if found and all(change.fact != fact for change in found.changes)],
        fold=FOLD,
    )


def _parts(desk: Desk, found: Comparison) -> tuple[Part, ...]:
    rows = _Rows(desk)
    parts = []
    for fact, some in groupby(found.changes, key=lambda change: change.fact):
        every = list(some)
        groups = tuple(rows.group(kind, list(alike)) for kind, alike in groupby(every, key=lambda change: change.kind))
        parts.append(Part(fact, words.FACTS[fact], len(every), groups))
    return tuple(parts)


class _Rows:
    """Makes rows: knows the records and bodies of the briefing by id and by name."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.records = _records(desk.atlas.briefing)
        self.bodies = {desk.atlas.name(body.id): body.id for body in reversed(desk.atlas.briefing.bodies)}
        self.bodies |= {body.name: body.id for body in reversed(desk.atlas.briefing.bodies)}
        self.titles = {article.title: article.id for article in reversed(desk.atlas.briefing.articles)}

    def group(self, kind: ChangeKind, some: list[Change]) -> Group:
        """Changes of one kind of one kind of fact."""
        labels = Counter(edit.label for change in some for edit in change.edits)
        about = "，".join(f"{label}{count}" for label, count in labels.items())
        return Group(kind, words.CHANGES[kind], about, tuple(map(self.row, some)))

    def row(self, change: Change) -> Row:
        """One change as the page shows it."""
        side = change.after or change.before
        assert side is not None
        return Row(
            name=Link(side.name, self._home(change)),
            owner=self._body(side.owner),
            told=() if change.kind == "changed" else tuple(dict.fromkeys(said for _, said in side.says if said not in side.name)),
            edits=change.edits,
            sources=tuple(self._sources(change)),
        )

    def _home(self, change: Change) -> str:
        """Where the record stands now; a lost one stands nowhere."""
        now = change.after
        if now is None:
            return ""
        if change.fact == "article":
            return self._article(now.article)
        if change.fact == "duty":
            return self.desk.to("mechanisms/index.html", "chain")
        record = self.records.get(now.id)
        return self.desk.record(record) if record else ""

    def _sources(self, change: Change) -> Iterable[Said]:
        """The sentence of each build; the same one, and the same article, are named once."""
        if change.fact == "article":
            return
        before, after = change.before, change.after
        if before and not (after and (before.article, before.sentence) == (after.article, after.sentence)):
            again = after is not None and before.article == after.article
            yield Said(before.sentence, Link("") if again else self._cited(before), "" if again else _day(before))
        if after:
            yield Said(after.sentence, self._cited(after), _day(after))

    def _cited(self, side: Telling) -> Link:
        """An article by its short name, leading to the very words where they still stand."""
        places = self.desk.atlas.of_record.get(side.id, ())
        for place in places:
            if place.evidence.article == side.article:
                return Link(self.desk.atlas.shorts[side.article], self.desk.source(place).href, side.title)
        key = side.article if side.article in self.desk.atlas.articles else self.titles.get(side.title, "")
        return Link(self.desk.atlas.shorts.get(key) or words.short(side.title), self._article(key), side.title)

    def _article(self, key: str) -> str:
        address = self.desk.atlas.addresses.get(f"article:{key}")
        return self.desk.to(address) if address else ""

    def _body(self, name: str) -> Link:
        key = self.bodies.get(name)
        return Link(name, self.desk.body(key).href) if key else Link(name)


def _records(briefing: Briefing) -> Mapping[str, Record]:
    kinds: tuple[tuple[Record, ...], ...] = (
        briefing.targets,
        briefing.cadences,
        briefing.quotes,
        briefing.mechanisms,
        briefing.projects,
    )
    return {record.id: record for kind in kinds for record in kind}


def _day(side: Telling) -> str:
    return words.day(date.fromisoformat(side.day)) if side.day else ""
