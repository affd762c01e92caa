"""What a person's entry may be about: targets and projects by id, or by body and metric; and the nearest of them for a slip."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from builder.model import Body, Briefing, Period, Project, Target
from builder.tracking import said

SHOWN = 6
"""Most candidates that a refusal lists."""


@dataclass(frozen=True)
class Subjects:
    """Everything that can be entered, ready to be looked up."""

    briefing: Briefing

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """Planned targets by id."""
        return {t.id: t for t in self.briefing.targets if t.status == "planned"}

    @cached_property
    def reported(self) -> frozenset[str]:
        """Ids of targets that are no plans."""
        return frozenset(t.id for t in self.briefing.targets if t.status != "planned")

    @cached_property
    def projects(self) -> Mapping[str, Project]:
        """Projects by id."""
        return {p.id: p for p in self.briefing.projects}

    @cached_property
    def bodies(self) -> Mapping[str, tuple[Body, ...]]:
        """Id, name or other name → the bodies that bear it."""
        found: dict[str, dict[str, Body]] = defaultdict(dict)
        for body in self.briefing.bodies:
            for name in (body.id, body.name, *body.aliases):
                found[name][body.id] = body
        return {name: tuple(some.values()) for name, some in found.items()}

    @cached_property
    def by_owner(self) -> Mapping[str, tuple[Target, ...]]:
        """Body id → its planned targets."""
        found: dict[str, list[Target]] = defaultdict(list)
        for target in self.targets.values():
            found[target.owner or ""].append(target)
        return {key: tuple(some) for key, some in found.items()}


def near(word: str, known: Iterable[str]) -> str:
    """“；最接近的是 t-1a2b3c4d5e”, or nothing where none is near."""
    found = difflib.get_close_matches(word[:80], list(known), 1, 0.6)
    return f"；最接近的是 {found[0]}" if found else ""


def listed(some: Iterable[Target]) -> str:
    """Targets with their ids, so that a person can copy the right one."""
    shown = [f"{t.id}（{t.metric}，{said.goal(t)}，{said.period(t.period)}）" for t in some]
    more = f"等{len(shown)}项" if len(shown) > SHOWN else ""
    return "、".join(shown[:SHOWN]) + more


def spellings(period: Period | None) -> frozenset[str]:
    """How a person may name the days of a target: as its article does, with the year, or as 2024-01-01/2024-03-31."""
    if period is None:
        return frozenset(("未写明", "未写明期限"))
    years = {str(day.year) for day in (period.start, period.end) if day}
    names = {period.words, *(f"{year}年{period.words.removeprefix(f'{year}年')}" for year in years if period.words)}
    if period.start and period.end and (period.start.month, period.start.day, period.end.month, period.end.day) == (1, 1, 12, 31):
        names |= {f"{year}{tail}" for year in years if len(years) == 1 for tail in ("", "年", "年全年")}
    names.add("/".join(day.isoformat() if day else ".." for day in (period.start, period.end)))
    return frozenset(name for name in names if name)
