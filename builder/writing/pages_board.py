"""The wall board: panels for a big screen, one after another, or one below the other where nothing cycles them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from builder.model import Cadence, Period, Quote, Sheet, Target
from builder.writing import chronicle, dues, standings, words
from builder.writing.atlas import NOTHING
from builder.writing.chronicle import Chronicle, Span
from builder.writing.dues import Due
from builder.writing.pages_bulletins import BeatLine, beat_line
from builder.writing.pages_home import Campaign, campaign_of, framed_year, in_frame, wall_order
from builder.writing.press import Meta, Press
from builder.writing.views import BodyLine, Desk, Link, QuoteRow, TargetRow

PAGE = "board/index.html"
GOALS = 6
"""Most goals with a panel of their own."""
FEW = 3
"""Goals with fewer targets share one panel."""
OTHERS = "其他领域"
FIGURES = 6
"""Most targets of a panel: what can be read at five metres."""
LINES = 5
"""Most beats or deadlines of a panel."""
BODIES = 12
QUOTES = 3
OFTEN = ("daily", "weekly", "ten-day")
QUOTE = (8, 88)
"""Fewest and most characters of a quote that fills a panel."""


@dataclass(frozen=True, slots=True)
class GoalPanel:
    """The key targets of one goal, or of several that have few."""

    id: str
    goal: Link
    rows: tuple[TargetRow, ...]
    more: int
    mixed: bool = False
    """Whether each row has to say which goal it belongs to."""


@dataclass(frozen=True, slots=True)
class BeatRow:
    """One beat on a panel."""

    line: BeatLine
    day: str
    """Its next day, or the last one where all have come."""
    note: str


@dataclass(frozen=True, slots=True)
class BeatPanel:
    """The beats of one stretch of days."""

    id: str
    title: str
    days: str
    rows: tuple[BeatRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing that is due next."""

    due: Due
    day: str
    left: str
    """How far the day is from the as-of date."""


@dataclass(frozen=True, slots=True)
class Share:
    """One status with its count."""

    state: words.State
    count: int


def board(press: Press) -> Sheet:
    """The wall board."""
    atlas, desk = press.atlas, press.desk(PAGE)
    frame = framed_year(atlas)
    campaign: Campaign = campaign_of(atlas, desk, frame)
    book = chronicle.chronicle(desk)
    return press.sheet(
        PAGE,
        "pages/board.md.j2",
        Meta("大屏", f"{campaign.title}：挂在墙上看的一块屏", template="board.html"),
        campaign=campaign,
        frame=frame,
        goals=_goals(press, desk, frame),
        beats=_beats(desk, book),
        deadlines=_deadlines(desk),
        bodies=_bodies(desk),
        states=_states(desk),
        quotes=_quotes(desk),
    )


# ---------------------------------------------------------------- targets


def _goals(press: Press, desk: Desk, frame: Period | None) -> tuple[GoalPanel, ...]:
    """The goals with most planned targets of the year, in the order in which the site lists goals."""
    if frame is None:
        return ()
    atlas = press.atlas
    found = {goal.id: _planned(press, goal.id, frame) for goal in atlas.briefing.goals}
    full = sorted((key for key in found if len(found[key]) >= FEW), key=lambda key: -len(found[key]))[:GOALS]
    rest = [target for key in found if key not in full for target in found[key]]
    panels = [_goal(press, f"goal-{key}", desk.goal(key), found[key]) for key in found if key in full]
    if rest:
        panels.append(replace(_goal(press, "goals-other", Link(OTHERS), rest), mixed=True))
    return tuple(panels)


def _planned(press: Press, goal: str, frame: Period) -> list[Target]:
    every = press.atlas.by_goal.get(goal, NOTHING).targets
    return [target for target in every if target.status == "planned" and in_frame(target, frame, press.atlas)]


def _goal(press: Press, key: str, goal: Link, targets: Sequence[Target]) -> GoalPanel:
    desk, shown = press.desk(PAGE), _key_targets(press, targets)
    return GoalPanel(key, goal, tuple(map(desk.target, shown)), len(targets) - len(shown))


def _key_targets(press: Press, targets: Sequence[Target]) -> list[Target]:
    """Numbers before relations and deadlines, nearer duties first, then as the wall chart has them; one value hangs once."""
    wall = wall_order(press.atlas, targets)

    def order(target: Target) -> tuple[object, ...]:
        end = target.period.end if target.period and target.period.end else date.max
        return (target.kind != "number", end, wall(target))

    shown: dict[tuple[str, str], Target] = {}
    for target in sorted(targets, key=order):
        shown.setdefault((words.figure(target).plain, target.metric), target)
    return list(shown.values())[:FIGURES]


# ---------------------------------------------------------------- days


def _beats(desk: Desk, book: Chronicle) -> tuple[BeatPanel, ...]:
    """The beats of the ten-day period of the as-of date, and the rarer ones of its month."""
    as_of = book.as_of
    if as_of is None:
        return ()
    part = chronicle.part_of(as_of)
    month = chronicle.month_of(as_of)
    near = _beat_panel(desk, book, part, "beats-now", "本旬应有的调度", f"{month.words}{part.name} {part.days}", ())
    far = _beat_panel(
        desk, book, chronicle.whole(month), "beats-month", "本月应有的调度", month.words, ("daily", "weekly", "ten-day")
    )
    return tuple(panel for panel in (near, far) if panel.rows)


def _beat_panel(desk: Desk, book: Chronicle, span: Span, key: str, title: str, days: str, without: Sequence[str]) -> BeatPanel:
    found = [(beat, on) for beat, on in book.within(span).beats if beat.frequency not in without]
    shown = tuple(_beat(desk, beat, on, book.as_of) for beat, on in sorted(found, key=_rare)[:LINES])
    return BeatPanel(key, title, days, shown, len(found) - len(shown))


def _beat(desk: Desk, beat: Cadence, on: Sequence[date], as_of: date | None) -> BeatRow:
    line = beat_line(desk, beat, on)
    following = next((day for day in on if as_of is not None and day > as_of), on[-1])
    return BeatRow(line, words.month_day(following), line.due if len(on) == 1 else f"共{len(on)}次，{line.due}")


def _rare(pair: tuple[Cadence, tuple[date, ...]]) -> tuple[object, ...]:
    beat, on = pair
    return (len(on), on, beat.id)


def _deadlines(desk: Desk) -> tuple[Deadline, ...]:
    """What is due next: things to be done before figures, as far as there is room; in the order of the days."""
    briefing = desk.atlas.briefing
    things = chronicle.coming(dues.things(briefing), briefing.as_of)[:LINES]
    figures = chronicle.coming(dues.figures(briefing), briefing.as_of)[: LINES - len(things)]
    return tuple(_deadline(due, briefing.as_of) for due in dues.rows(desk, (*things, *figures)))


def _deadline(due: Due, as_of: date | None) -> Deadline:
    day = words.month_day(due.end) if as_of and due.end.year == as_of.year else words.day(due.end)
    left = "" if as_of is None else f"距截至日{(due.end - as_of).days}天" if due.end > as_of else "截至日当天"
    return Deadline(due, day, left)


# ---------------------------------------------------------------- bodies, statuses, quotes


def _bodies(desk: Desk) -> tuple[BodyLine, ...]:
    """The bodies with most targets."""
    atlas = desk.atlas
    counted = [(len(atlas.facts(body.id).targets), body) for body in atlas.briefing.bodies]
    shown = sorted((pair for pair in counted if pair[0]), key=lambda pair: (-pair[0], pair[1].id))
    return tuple(desk.body_line(body) for _, body in shown[:BODIES])


def _states(desk: Desk) -> tuple[Share, ...]:
    """All targets by what may be said of them on the as-of date."""
    briefing = desk.atlas.briefing
    shown = (target for target in briefing.targets if target.status != "context")
    counts = Counter(standings.state(words.state(target, briefing.as_of), desk.atlas.standing_of(target.id)) for target in shown)
    return tuple(Share(state, count) for state, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].words)))


def _quotes(desk: Desk) -> tuple[QuoteRow, ...]:
    """Direct speech that fits on a panel, newest article first, each body once."""
    shown: dict[str, Quote] = {}
    for quote in _newest_first(desk):
        if quote.kind == "direct" and QUOTE[0] <= len(quote.text) <= QUOTE[1]:
            shown.setdefault(quote.body or quote.speaker or "", quote)
    return tuple(desk.quote(quote) for quote in list(shown.values())[:QUOTES])


def _newest_first(desk: Desk) -> Iterable[Quote]:
    place = {article.id: i for i, article in enumerate(desk.atlas.briefing.articles)}
    return sorted(
        desk.atlas.briefing.quotes, key=lambda quote: place.get(quote.evidence[0].article, len(place)) if quote.evidence else 0
    )
