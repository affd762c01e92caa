"""The calendars of single goals and bodies, each beside its page: ``goals/economy.html`` and ``goals/economy.ics``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.model import Cadence, Sheet
from builder.writing.atlas import NOTHING
from builder.writing.exports import ics
from builder.writing.exports.cells import clean
from builder.writing.views import Desk, Link


@dataclass(frozen=True, slots=True)
class Calendar:
    """The beats of one goal or body, those that can stand in a calendar."""

    address: str
    """The file, seen from the site's root."""
    name: str
    kind: str
    """领域 or 单位."""
    beats: tuple[Cadence, ...]


def calendars(desk: Desk) -> tuple[Calendar, ...]:
    """One for each goal, then one for each body that has a beat with a due day."""
    atlas = desk.atlas
    goals = [(f"goal:{goal.id}", goal.name, "领域", atlas.by_goal.get(goal.id, NOTHING)) for goal in atlas.briefing.goals]
    bodies = [(f"body:{body.id}", atlas.name(body.id), "单位", atlas.facts(body.id)) for body in atlas.briefing.bodies]
    made = ((key, name, kind, tuple(ics.drawn(desk, facts.cadences))) for key, name, kind, facts in (*goals, *bodies))
    return tuple(Calendar(address(atlas.addresses[key]), name, kind, beats) for key, name, kind, beats in made if beats)


def address(page: str) -> str:
    """The calendar that stands beside a page."""
    return f"{page.removesuffix('.html')}.ics"


def beside(desk: Desk, beats: Sequence[Cadence]) -> str:
    """The link from a goal's or body's page to its calendar; empty where it has none."""
    return desk.to(address(desk.page)) if ics.drawn(desk, beats) else ""


def links(desk: Desk, kind: str) -> list[tuple[Link, int]]:
    """The calendars of one kind as links with the number of their beats."""
    return [(Link(one.name, desk.to(one.address)), len(one.beats)) for one in calendars(desk) if one.kind == kind]


def sheets(desk: Desk) -> Iterable[Sheet]:
    """Every such file."""
    for one in calendars(desk):
        yield Sheet(one.address, ics.calendar_bytes(desk, one.beats, f"{clean(one.name)}调度节奏"))
