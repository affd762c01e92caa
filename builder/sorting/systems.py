"""Observation tours, themes of the year and steps for those who lag: told in several articles, each becomes one record."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from builder.model import Body, Escalation, Evidence, Findings, Theme, Tour

Ids = Mapping[tuple[str, str], str]
"""Article id and a body's id in it → the body's lasting id."""


def owners(finding: Findings) -> set[str | None]:
    """The bodies of an article that hold a tour, call their year something or give a rule."""
    return {t.body for t in finding.tours} | {t.body for t in finding.themes} | {e.body for e in finding.escalations}


def _lasting(finding: Findings, body: str | None, ids: Ids) -> str | None:
    return ids.get((finding.article.id, body or ""))


def _key(letter: str, same: Hashable) -> str:
    return f"{letter}-" + hashlib.sha1(repr(same).encode()).hexdigest()[:10]


def _places(facts: Iterable[Tour | Theme | Escalation]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(place for fact in facts for place in fact.evidence))


# ---------------------------------------------------------------- tours


def tours(found: Sequence[Findings], ids: Ids) -> tuple[Tour, ...]:
    """One record for each tour; articles that tell of it each add what they know. The newest first, undated ones last."""
    groups: list[list[Tour]] = []
    for finding in found:
        for tour in finding.tours:
            one = replace(tour, body=_lasting(finding, tour.body, ids))
            group = next((g for g in groups if any(_same_tour(one, known) for known in g)), None)
            groups.append([one]) if group is None else group.append(one)
    return tuple(sorted((_one_tour(group) for group in groups), key=_newest))


def _same_tour(one: Tour, other: Tour) -> bool:
    """The same body, and the same days; where one article gives no days, the same full name."""
    if one.body != other.body or one.body is None:
        return one.name == other.name and one.held == other.held and one.evidence[0].article == other.evidence[0].article
    if one.held and other.held:
        return one.held == other.held
    return one.name == other.name and "年" in one.name


def _one_tour(group: Sequence[Tour]) -> Tour:
    """Each thing as the first article says it that says it; the places of all."""
    first = group[0]
    name = max((t.name for t in group), key=len)
    held = next((t.held for t in group if t.held), None)
    days = (held.start, held.end) if held else None
    places = list(dict.fromkeys(place for t in group for place in t.places))
    return replace(
        first,
        name=name,
        held=held,
        places=tuple(p for p in places if not any(p != other and p in other for other in places)),
        projects=next((t.projects for t in group if t.projects is not None), None),
        investment=next((t.investment for t in group if t.investment), ""),
        scoring=next((t.scoring for t in group if t.scoring), ""),
        evidence=_places(group),
        id=_key("v", (first.body or first.evidence[0].article, str(days) if days else name)),
    )


def _newest(tour: Tour) -> tuple[bool, int, str]:
    end = tour.held.end if tour.held else None
    return (end is None, -end.toordinal() if end else 0, tour.name)


# ---------------------------------------------------------------- themes


def themes(found: Sequence[Findings], ids: Ids, bodies: Sequence[Body]) -> tuple[Theme, ...]:
    """One record for each theme of a body and year, newest year first.

    A theme that an article only refers to belongs to the area that the article
    is about, if another article says that this area declared it.
    """
    told = [(finding, _owned(finding, theme, ids, bodies)) for finding in found for theme in finding.themes]
    known = {(theme.name, theme.year, theme.body) for _, theme in told if theme.body}
    groups: dict[Hashable, list[Theme]] = {}
    for finding, theme in told:
        home = _lasting(finding, finding.home, ids)
        meant = not theme.body and not theme.level and (theme.name, theme.year, home) in known
        one = replace(theme, body=home) if meant else theme
        groups.setdefault(_same_theme(one), []).append(one)
    names = {body.id: body.name for body in bodies}
    made = [_one_theme(same, group) for same, group in groups.items()]
    return tuple(sorted(made, key=lambda t: (-(t.year or 0), names.get(t.body or "", "~"), t.name)))


def _owned(finding: Findings, theme: Theme, ids: Ids, bodies: Sequence[Body]) -> Theme:
    """With the lasting id; 全市 is the city whose name the area's own name begins with: 青岛市 of 青岛西海岸新区."""
    body = _lasting(finding, theme.body, ids)
    if body is None and theme.level.startswith("全市"):
        home = next((b.name for b in bodies if b.id == _lasting(finding, finding.home, ids)), "")
        fits = [b.id for b in bodies if b.kind == "district" and b.name.endswith("市") and home.startswith(b.name[:-1])]
        body = fits[0] if len(fits) == 1 else None
    return replace(theme, body=body, level="" if body else theme.level)


def _same_theme(theme: Theme) -> Hashable:
    """Name, year and whose; a theme of nobody known is the same within its article only."""
    return (theme.name, theme.year, theme.body or f"{theme.evidence[0].article}/{theme.level}")


def _one_theme(same: Hashable, group: Sequence[Theme]) -> Theme:
    first = min(group, key=lambda t: RANKS.index(t.rule) if t.rule in RANKS else len(RANKS))
    focus = tuple(dict.fromkeys(line for t in group for line in t.focus))
    return replace(first, focus=focus, evidence=_places([first, *group]), id=_key("n", same))


RANKS = ("declared", "opened", "referred")
"""The rule whose sentence tells most of a theme comes first."""


# ---------------------------------------------------------------- steps


def escalations(found: Sequence[Findings], ids: Ids) -> tuple[Escalation, ...]:
    """The rules in the order of the articles, each with its steps; a rule that two articles give in the same words is one."""
    ladders: dict[Hashable, list[list[Escalation]]] = {}
    for finding in found:
        for _, steps in groupby(finding.escalations, key=lambda step: step.ladder):
            own = [replace(step, body=_lasting(finding, step.body, ids)) for step in steps]
            ladders.setdefault(_same_ladder(own), []).append(own)
    return tuple(step for same, tellings in ladders.items() for step in _one_ladder(same, tellings))


def _same_ladder(steps: Sequence[Escalation]) -> Hashable:
    """Whose rule it is and the words of all its steps."""
    whose = steps[0].body or steps[0].evidence[0].article
    return (whose, tuple((step.condition, step.by, step.step) for step in steps))


def _one_ladder(same: Hashable, tellings: Sequence[Sequence[Escalation]]) -> Iterable[Escalation]:
    ladder = _key("l", same)
    for steps in zip(*tellings, strict=True):
        first = steps[0]
        yield replace(first, evidence=_places(steps), ladder=ladder, id=_key("e", (same, first.order)))
