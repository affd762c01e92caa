"""One body, named differently in different articles, becomes one record.

Two names mean one body when they belong to the same area and are equal, or the
one is short for the other. Bodies of different areas are never merged: every
county has its bureau of finance.
"""

from __future__ import annotations

import hashlib
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
    groups: list[list[_Named]] = []
    index: dict[tuple[str, str], list[_Named]] = {}
    for one in sorted(named, key=lambda n: (-len(n.body.name), n.body.name, n.key)):
        group = _fitting(one, groups, index, areas)
        if group is None:
            group = []
            groups.append(group)
        group.append(one)
        for name in _telling(one.body):
            index.setdefault((_scope(one, areas), name), group)
    records = {id(group): _record(group, areas) for group in groups}
    ids = {one.key: records[id(group)].id for group in groups for one in group}
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


def _scope(one: _Named, areas: dict[str, str]) -> str:
    """Where the name is unique: everywhere for an area, within its area for all others."""
    return "" if one.body.kind == "district" else one.area


def _fitting(
    one: _Named, groups: list[list[_Named]], index: dict[tuple[str, str], list[_Named]], areas: dict[str, str]
) -> list[_Named] | None:
    if one.body.kind == "district":
        return next((g for g in groups if g[0].body.kind == "district" and areas[g[0].body.name] == areas[one.body.name]), None)
    for name in _telling(one.body):
        if (_scope(one, areas), name) in index:
            return index[_scope(one, areas), name]
    candidates = [g for g in groups if g[0].body.kind != "district" and g[0].area == one.area and _same(one.body, g[0].body)]
    if not candidates and one.body.kind in ("zone", "town", "subdistrict"):
        candidates = [g for g in groups if g[0].body.kind == one.body.kind and g[0].body.name.endswith(one.body.name)]
    return candidates[0] if len(candidates) == 1 else None


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
