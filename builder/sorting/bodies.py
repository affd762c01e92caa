"""One body, named differently in different articles, becomes one record.

Two names mean one body when they belong to the same area and are equal, or the
one is short for the other. Bodies of different areas are never merged: every
county has its bureau of finance.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from builder.model import Body, Evidence, Findings
from builder.naming import SHORTEST, is_short_for

Key = tuple[str, str]
"""An article's id and a body's id within it."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The bodies of all articles and the way from each article's own ids to the lasting ones."""

    bodies: tuple[Body, ...]
    ids: dict[Key, str]


@dataclass(frozen=True, slots=True)
class _Named:
    """A body of one article with the area that it belongs to."""

    key: Key
    body: Body
    area: str


def merged(findings: Iterable[Findings], wanted: set[Key]) -> Merged:
    """Merge the ``wanted`` bodies of all articles and give each a lasting id."""
    everything = list(findings)
    areas = _areas(everything)
    named = [
        _Named((f.article.id, b.id), b, areas.get(f.home or "", f.home or ""))
        for f in everything
        for b in f.bodies
        if (f.article.id, b.id) in wanted
    ]
    groups = _Groups(areas)
    for one in sorted(named, key=lambda n: (-len(n.body.name), n.body.name, n.key)):
        groups.add(one)
    records = {id(group): _record(group, areas) for group in groups.all}
    ids = {one.key: records[id(group)].id for group in groups.all for one in group}
    lasting = {areas.get(r.name, r.name): r.id for r in records.values() if r.kind == "district"}
    bodies = [replace(r, parent=lasting.get(r.parent or "")) for r in records.values()]
    return Merged(tuple(sorted(bodies, key=lambda b: b.id)), ids)


def _areas(findings: list[Findings]) -> dict[str, str]:
    """area name → its fullest name: 西海岸新区 → 青岛西海岸新区, 新区 → the one new area of the folder."""
    names = sorted({b.name for f in findings for b in f.bodies if b.kind == "district"}, key=lambda n: (-len(n), n))
    full: dict[str, str] = {}
    for name in names:
        longer = {full[other] for other in names if other != name and other.endswith(name) and other in full}
        full[name] = longer.pop() if len(longer) == 1 else name
    return full


class _Groups:
    """Bodies that are one, found by area and name, by the end of a name, never by looking through all of them."""

    def __init__(self, areas: dict[str, str]) -> None:
        self.all: list[list[_Named]] = []
        self._areas = areas
        self._districts: dict[str, list[_Named]] = {}
        self._by_name: dict[tuple[str, str], list[_Named]] = {}
        self._by_area: dict[tuple[str, str], list[list[_Named]]] = defaultdict(list)
        """Area and last character of a name: a short name keeps the last character of the full one."""
        self._by_end: dict[tuple[str, str], list[list[_Named]]] = defaultdict(list)
        """Kind and each ending of a name, for what is named without its area."""

    def add(self, one: _Named) -> None:
        """Put a body with those that it is the same as, or begin a new group."""
        group = self._fitting(one)
        if group is None:
            group = self._new(one)
        group.append(one)
        for name in _telling(one.body):
            self._by_name.setdefault((self._scope(one), name), group)

    def _new(self, one: _Named) -> list[_Named]:
        group: list[_Named] = []
        self.all.append(group)
        name = one.body.name
        if one.body.kind == "district":
            self._districts.setdefault(self._areas[name], group)
            return group
        for last in sorted({known[-1] for known in (name, *one.body.aliases)}):
            self._by_area[one.area, last].append(group)
        if one.body.kind in NAMED_ALONE:
            for start in range(len(name)):
                self._by_end[one.body.kind, name[start:]].append(group)
        return group

    def _scope(self, one: _Named) -> str:
        """Where the name is unique: everywhere for an area, within its area for all others."""
        return "" if one.body.kind == "district" else one.area

    def _fitting(self, one: _Named) -> list[_Named] | None:
        if one.body.kind == "district":
            return self._districts.get(self._areas[one.body.name])
        for name in _telling(one.body):
            if (self._scope(one), name) in self._by_name:
                return self._by_name[self._scope(one), name]
        lasts = sorted({name[-1] for name in (one.body.name, *one.body.aliases)})
        near = {id(group): group for last in lasts for group in self._by_area.get((one.area, last), [])}
        candidates = [group for group in near.values() if _same(one.body, group[0].body)]
        if not candidates and one.body.kind in NAMED_ALONE:
            candidates = self._by_end.get((one.body.kind, one.body.name), [])
        return candidates[0] if len(candidates) == 1 else None


NAMED_ALONE = ("zone", "town", "subdistrict")
"""Kinds of bodies that articles of other areas name without saying whose they are."""


def _telling(body: Body) -> list[str]:
    """The names that tell a body from others: its own, and aliases long enough to be no common word."""
    return [body.name, *(alias for alias in body.aliases if len(alias) >= SHORTEST)]


def _same(a: Body, b: Body) -> bool:
    return any(is_short_for(x, y) or is_short_for(y, x) for x in (a.name, *a.aliases) for y in (b.name, *b.aliases))


def _record(group: list[_Named], areas: dict[str, str]) -> Body:
    """One body with all names and places; the name is the fullest form that the articles give."""
    names: list[str] = []
    places: list[Evidence] = []
    for one in group:
        names += [n for n in (one.body.name, *one.body.aliases) if n not in names]
        places += one.body.evidence
    main = group[0].body
    area = group[0].area
    aliases = tuple(sorted(set(names) - {main.name}, key=lambda n: (-len(n), n)))
    parent = None if main.kind == "district" else area or None
    return Body(_id(main.name, "" if main.kind == "district" else area), main.name, main.kind, aliases, parent, tuple(places))


def _id(name: str, area: str) -> str:
    """A key that stays the same when other articles come and go."""
    return "b-" + hashlib.sha1(f"{area}/{name}".encode()).hexdigest()[:10]
