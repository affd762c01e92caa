"""Lists of one kind of record: targets, cadence, mechanisms, projects, quotes."""

from __future__ import annotations

from collections import Counter

from builder.model import Briefing, Sheet
from builder.writing import diagrams, systems, tracks
from builder.writing.atlas import anchor
from builder.writing.chronicle import month_of
from builder.writing.exports import calendars
from builder.writing.pages_bodies import lane_charts
from builder.writing.press import HUB, Meta, Press
from builder.writing.views import Desk, Link


def targets(press: Press) -> Sheet:
    """Every target, nearest year first."""
    desk = press.desk("targets/index.html")
    shown = [target for target in press.atlas.briefing.targets if target.status != "context"]
    rows = desk.targets(shown)
    return press.sheet(
        desk.page,
        "pages/targets.md.j2",
        Meta("目标总表", f"收录文章里的每一项目标，共{len(rows)}项，各附原句", HUB),
        rows=rows,
        states=Counter(row.badge.words if row.badge else row.state.words for row in rows).most_common(),
    )


def cadences(press: Press) -> Sheet:
    """The swimlane of the quarter and the table of all beats."""
    desk = press.desk("cadence/index.html")
    beats = press.atlas.briefing.cadences
    return press.sheet(
        desk.page,
        "pages/cadence.md.j2",
        Meta("调度节奏", f"{len(beats)}项调度、督导、通报制度及其节奏", HUB),
        beats=[desk.cadence(beat, press.quarter) for beat in beats],
        lanes=lane_charts("lanes", desk, beats, press.quarter),
        years=diagrams.year_charts("year", desk, beats),
        bulletin=_bulletin(desk),
        strangers=_strangers(press.atlas.briefing),
        calendars={"goals": calendars.links(desk, "领域"), "bodies": calendars.links(desk, "单位")},
    )


def _strangers(briefing: Briefing) -> list[str]:
    """Bodies that the settings give a day and no article names."""
    known = {name for body in briefing.bodies for name in (body.id, body.name, *body.aliases)}
    return list(dict.fromkeys(anchor.body for anchor in briefing.anchors if anchor.body and anchor.body not in known))


def _bulletin(desk: Desk) -> Link | None:
    """The bulletin of the month of the as-of date."""
    as_of = desk.atlas.briefing.as_of
    month = month_of(as_of) if as_of else None
    return Link(f"{month.words}通报", desk.to(month.address)) if month else None


def mechanisms(press: Press) -> Sheet:
    """Named working systems with the sentence that explains each."""
    desk = press.desk("mechanisms/index.html")
    found = [
        {"id": anchor(mechanism.id), "name": mechanism.name, "text": mechanism.text, "sources": desk.sources(mechanism)}
        for mechanism in press.atlas.briefing.mechanisms
    ]
    meta = Meta("工作机制", f"{len(found)}项工作机制及其原句", HUB)
    return press.sheet(
        desk.page,
        "pages/mechanisms.md.j2",
        meta,
        mechanisms=found,
        trees=diagrams.duty_charts("chain", desk),
        duties=diagrams.duty_table(desk, press.atlas.briefing.duties),
        ladders=systems.ladders(desk),
        foreseen=systems.foreseen(desk),
    )


def projects(press: Press) -> Sheet:
    """Named projects with what is said of their progress."""
    desk = press.desk("projects/index.html")
    briefing = press.atlas.briefing
    found = [tracks.track(desk, project) for project in briefing.projects]
    meta = Meta("项目", f"{len(found)}个项目：关键节点、进展和时限，一项目一图谱", HUB)
    return press.sheet(
        desk.page,
        "pages/projects.md.j2",
        meta,
        projects=found,
        steps=diagrams.milestone_charts("steps", desk, briefing.projects, (), "项目节点"),
        rules=tracks.rules(desk),
        listed=[name.name for name in briefing.node_names],
        refused=[one for one in briefing.refused if one.file == "nodes.yml"],
        caption=tracks.CAPTION,
    )


def quotes(press: Press) -> Sheet:
    """Who said what: direct speech and reported speech in two columns."""
    desk = press.desk("quotes/index.html")
    found = press.atlas.briefing.quotes
    return press.sheet(
        desk.page,
        "pages/quotes.md.j2",
        Meta("言论", f"{len(found)}段言论，直接引语和转述分列", HUB),
        voices=desk.voices(found),
        direct=sum(1 for quote in found if quote.kind == "direct"),
        quotes=len(found),
    )
