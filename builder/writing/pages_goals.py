"""Goals: an index and one page for each goal that has facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from builder.model import Goal, Quote, Sheet, Target
from builder.writing import briefs, diagrams, neighbours, words
from builder.writing.atlas import NOTHING
from builder.writing.exports import calendars
from builder.writing.pages_bodies import bar_caption, bar_charts, lane_charts
from builder.writing.press import HUB, Meta, Press
from builder.writing.views import Desk, Link


def index(press: Press) -> Sheet:
    """All goals with what the articles say of them; those without facts are named too."""
    desk = press.desk("goals/index.html")
    facts = press.atlas.by_goal
    lines = [
        {
            "link": desk.goal(goal.id),
            "targets": len(facts.get(goal.id, NOTHING).targets),
            "cadences": len(facts.get(goal.id, NOTHING).cadences),
            "owners": len({target.owner for target in facts.get(goal.id, NOTHING).targets if target.owner}),
        }
        for goal in press.atlas.briefing.goals
    ]
    grid = diagrams.matrix("grid", desk, diagrams.districts(press.atlas), "各区市在各领域的目标数")
    return press.sheet(desk.page, "pages/goals.md.j2", Meta("目标", "按领域看目标、调度和言论", HUB), lines=lines, grid=grid)


def goals(press: Press) -> Iterable[Sheet]:
    """One page per goal that has facts."""
    shown = [goal for goal in press.atlas.briefing.goals if press.atlas.by_goal.get(goal.id, NOTHING).any]
    places = neighbours.places([[goal.id for goal in shown]])
    for goal in shown:
        yield _goal(press, goal, places[goal.id])


def _goal(press: Press, goal: Goal, place: neighbours.Place) -> Sheet:
    desk = press.desk(press.atlas.addresses[f"goal:{goal.id}"])
    facts = press.atlas.by_goal[goal.id]
    quotes = _quotes(press, goal)
    owners = Counter(target.owner for target in facts.targets if target.owner)
    return press.sheet(
        desk.page,
        "pages/goal.md.j2",
        Meta(goal.name, f"{goal.name}：目标{len(facts.targets)}项，涉及{len(owners)}个单位", 0.8),
        name=goal.name,
        brief=briefs.of_goal(press.atlas, goal, quotes),
        rows=desk.targets(facts.targets),
        owners=[(desk.body(owner), count) for owner, count in owners.most_common()],
        stories=_stories(desk, facts.targets),
        before=desk.goal(place.before) if place.before else None,
        after=desk.goal(place.after) if place.after else None,
        place=f"领域 {place.at}／{place.of}",
        charts=bar_charts("bars", desk, facts.targets, goal.name, owners=True),
        bars_caption=bar_caption(facts.targets),
        beats=[desk.cadence(beat, press.quarter) for beat in facts.cadences],
        lanes=lane_charts("lanes", desk, facts.cadences, press.quarter),
        calendar=calendars.beside(desk, facts.cadences),
        voices=desk.voices(quotes),
        quotes=len(quotes),
        direct=sum(1 for quote in quotes if quote.kind == "direct"),
    )


def _stories(desk: Desk, targets: Iterable[Target]) -> list[tuple[Link, str, int]]:
    """The articles that state the targets, newest first, with the day and the number of targets of each."""
    counts = Counter(key for target in targets for key in {evidence.article for evidence in target.evidence})
    told = (article for article in desk.atlas.briefing.articles if counts[article.id])
    return [(desk.article(article), words.dated(article), counts[article.id]) for article in told]


def _quotes(press: Press, goal: Goal) -> list[Quote]:
    """The quotes in which a target of the goal is said."""
    spots: dict[str, list[tuple[int, int]]] = {}
    for target in press.atlas.by_goal[goal.id].targets:
        for evidence in target.evidence:
            spots.setdefault(evidence.article, []).append((evidence.start, evidence.end))
    return [
        quote
        for quote in press.atlas.briefing.quotes
        if any(e.start < end and start < e.end for e in quote.evidence for start, end in spots.get(e.article, ()))
    ]
