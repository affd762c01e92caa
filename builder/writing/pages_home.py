"""The home page: the campaign as a wall chart, decided from the data of whatever site it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from builder.lexicon import load
from builder.model import Article, Body, Cadence, Period, Sheet, Target
from builder.writing import words
from builder.writing.atlas import NOTHING, Atlas, folder
from builder.writing.charts import cadence
from builder.writing.press import Meta, Press
from builder.writing.views import BodyLine, Desk, Link, TargetRow, in_force

FALLBACK = "挂图"
COLUMNS = 4
"""Most goals that hang side by side."""
NEAR, YEAR, LINES = 4, 5, 9
"""Most lines of targets for the quarter, for the year, and for all periods of the wall chart: one screen of a
desktop and one sheet of paper hold them. The goal's page has them all."""
LATEST = 5
DISTRICTS = 10
OFFICES = 28
"""Most bodies in the strips of the home page; the index of their kind has them all."""
AREAS = ("district", "zone", "town", "subdistrict")
SLOGAN = 24
LEDE = 140


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the wall chart."""

    rows: tuple[TargetRow, ...]
    owner: str
    """The owner that goes without saying: most rows of the chart are its own."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One beat with its small drawing."""

    chart: cadence.Chart
    href: str
    label: str
    count: cadence.Count


@dataclass(frozen=True, slots=True)
class Column:
    """One goal of the wall chart."""

    goal: Link
    near: Cell
    year: Cell
    other: Cell
    owners: tuple[Link, ...]
    strips: tuple[Strip, ...]
    more: int
    """How many targets of the year have no room on the chart; the goal's page has them."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """What the site is about, in its sources' words."""

    title: str
    area: str
    lede: str
    href: str
    """The sentence that ``lede`` is, in its article; empty where ``lede`` is the site's own."""


@dataclass(frozen=True, slots=True)
class Group:
    """Bodies of one kind on the home page."""

    name: str
    lines: tuple[BodyLine, ...]


def home(press: Press) -> Sheet:
    """The home page."""
    atlas, desk = press.atlas, press.desk("index.html")
    frame = framed_year(atlas)
    columns = _columns(press, desk, frame)
    campaign = campaign_of(atlas, desk, frame)
    districts = [body for body in atlas.briefing.bodies if folder(body) == "districts"]
    offices = [body for body in atlas.briefing.bodies if folder(body) == "departments"]
    return press.sheet(
        "index.html",
        "pages/home.md.j2",
        Meta(campaign.title, f"{campaign.title}：{press.totals['targets']}项目标，{press.totals['quotes']}段言论", 0.6),
        campaign=campaign,
        columns=columns,
        frame=frame,
        near=_near_label(press.quarter, frame),
        has=_has(columns),
        loose=_loose(press, desk, [column.goal.words for column in columns]),
        districts=[desk.body_line(body) for body in _by_weight(atlas, districts)[:DISTRICTS]],
        all_districts=len(districts),
        groups=_groups(atlas, desk, offices),
        all_offices=len(offices),
        shown_offices=OFFICES,
        latest=[desk.article_line(article) for article in atlas.briefing.articles[:LATEST]],
    )


def _has(columns: Sequence[Column]) -> dict[str, bool]:
    """Which rows of the wall chart hold anything."""
    return {
        "near": any(column.near.rows for column in columns),
        "year": any(column.year.rows for column in columns),
        "other": any(column.other.rows for column in columns),
        "owners": any(column.owners for column in columns),
        "strips": any(column.strips for column in columns),
    }


# ---------------------------------------------------------------- the wall chart


def framed_year(atlas: Atlas) -> Period | None:
    """The year that the wall chart shows: that of the as-of date if it has planned targets, else the newest that has."""
    as_of = atlas.briefing.as_of
    years = Counter(t.period.end.year for t in atlas.briefing.targets if _planned(t) and t.period and t.period.end)
    if as_of is not None and (as_of.year in years or not years):
        return words.year(as_of)
    if not years:
        return None
    past = [year for year in years if as_of is None or year <= as_of.year]
    newest = max(past or years)
    return words.year(date(newest, 1, 1))


def _planned(target: Target) -> bool:
    return target.status == "planned"


def _columns(press: Press, desk: Desk, frame: Period | None) -> tuple[Column, ...]:
    """The goals with most planned targets in the frame, in the order in which the site lists goals."""
    atlas = press.atlas
    if frame is None:
        return ()
    shown = {
        goal.id: [t for t in atlas.by_goal.get(goal.id, NOTHING).targets if _planned(t) and in_frame(t, frame, atlas)]
        for goal in atlas.briefing.goals
    }
    counts = sorted((len(found) for found in shown.values() if found), reverse=True)
    enough = counts[:COLUMNS][-1] if counts else 1
    if len(counts) >= COLUMNS and counts[COLUMNS - 1] * 3 < counts[0]:
        enough = counts[COLUMNS - 2]  # a fourth goal hangs only where it carries weight
    chosen = [key for key, found in shown.items() if found and len(found) >= enough]
    chosen = sorted(chosen, key=lambda key: -len(shown[key]))[:COLUMNS]
    fields = {key: _fields(press, shown[key], frame) for key in shown if key in chosen}
    room = _room(tuple(fields.values()))
    return tuple(_column(press, desk, key, shown[key], _Field(*map(_first, fields[key], room)), frame) for key in fields)


def in_frame(target: Target, frame: Period, atlas: Atlas) -> bool:
    """Whether a target belongs to the framed year: by its period, else by the year of an article that states it."""
    assert frame.end is not None
    if target.period is not None and target.period.end is not None:
        return target.period.end >= frame.end.replace(month=1, day=1)
    return any(atlas.articles[e.article].year == frame.end.year for e in target.evidence if e.article in atlas.articles)


class _Field(NamedTuple):
    """The targets of one goal by period; those of one field hang in one row of the chart."""

    near: tuple[Target, ...]
    year: tuple[Target, ...]
    other: tuple[Target, ...]


def _fields(press: Press, targets: Sequence[Target], frame: Period) -> _Field:
    near, year, other = [], [], []
    for target in _once(sorted(targets, key=wall_order(press.atlas, targets))):
        if _same_days(target.period, press.quarter):
            near.append(target)
        elif _same_days(target.period, frame):
            year.append(target)
        else:
            other.append(target)
    return _Field(tuple(near), tuple(year), tuple(other))


def _once(targets: Iterable[Target]) -> Iterable[Target]:
    """One value told by two bodies for one period hangs once."""
    shown: dict[tuple[object, ...], Target] = {}
    for target in targets:
        days = (target.period.start, target.period.end) if target.period else None
        what = "" if target.kind == "number" else target.metric
        shown.setdefault((words.figure(target).plain, what, days), target)
    return shown.values()


def _room(fields: Sequence[_Field]) -> tuple[int, int, int]:
    """How many lines each row of the chart gets: what one row leaves, the rows under it may have."""
    near = min(NEAR, max((len(field.near) for field in fields), default=0))
    year = min(LINES - near if near < NEAR else YEAR, max((len(field.year) for field in fields), default=0))
    return near, year, LINES - near - year


def _first(targets: tuple[Target, ...], count: int) -> tuple[Target, ...]:
    return targets[:count]


def _column(press: Press, desk: Desk, goal: str, targets: Sequence[Target], hung: _Field, frame: Period) -> Column:
    area = _area(press.atlas, frame)
    owners = Counter(target.owner for target in targets if target.owner is not None)
    leads = sorted(owners, key=lambda key: (not _task_force(press.atlas, key), -owners[key]))
    near, year, other = (Cell(tuple(map(desk.target, some)), area) for some in hung)
    return Column(
        goal=desk.goal(goal),
        near=near,
        year=year,
        other=other,
        owners=tuple(desk.body(key) for key in leads[:3]),
        strips=_strips(press, desk, goal, press.atlas.by_goal.get(goal, NOTHING).cadences),
        more=len(targets) - sum(map(len, hung)),
    )


def wall_order(atlas: Atlas, targets: Sequence[Target]) -> Callable[[Target], tuple[object, ...]]:
    """The owner with most targets first, each in the order of its articles: newest first, as they are written."""
    owners = Counter(target.owner for target in targets)
    place = {article.id: i for i, article in enumerate(atlas.briefing.articles)}

    def order(target: Target) -> tuple[object, ...]:
        first = target.evidence[0] if target.evidence else None
        spot = (place.get(first.article, len(place)), first.start) if first else (len(place), 0)
        return (-owners[target.owner], target.owner or "", *spot, target.id)

    return order


def _task_force(atlas: Atlas, body: str) -> bool:
    found = atlas.bodies.get(body)
    return found is not None and found.kind == "task-force"


def _same_days(period: Period | None, other: Period | None) -> bool:
    return period is not None and other is not None and (period.start, period.end) == (other.start, other.end)


def _strips(press: Press, desk: Desk, goal: str, beats: Iterable[Cadence]) -> tuple[Strip, ...]:
    quarter = press.quarter
    if quarter is None or quarter.start is None or quarter.end is None:
        return ()
    found = []
    for i, record in enumerate(beats):
        beat = desk.beat(record)
        if not in_force(beat, quarter):
            continue
        count = cadence.count(beat, quarter, press.atlas.briefing.as_of)
        chart = cadence.strip(f"beat-{goal}-{i}", beat, quarter, press.atlas.briefing.as_of)
        found.append(Strip(chart, beat.address, beat.label, count))
    return tuple(found)


def _loose(press: Press, desk: Desk, shown: Sequence[str]) -> tuple[Strip, ...]:
    """The beats of the quarter that hang under none of the goals shown."""
    names = {goal.id: goal.name for goal in press.atlas.briefing.goals}
    others = [c for c in press.atlas.briefing.cadences if not any(names.get(goal) in shown for goal in c.goals)]
    return _strips(press, desk, "loose", others)


def _near_label(quarter: Period | None, frame: Period | None) -> str:
    if quarter is None or quarter.start is None or frame is None or frame.start is None:
        return "本季度"
    return quarter.words if quarter.start.year == frame.start.year else f"{quarter.start.year}年{quarter.words}"


# ---------------------------------------------------------------- what the site is about


def campaign_of(atlas: Atlas, desk: Desk, frame: Period | None) -> Campaign:
    """The campaign that the articles name most, else a plain title."""
    year = frame.end.year if frame and frame.end else None
    pattern = _campaign_pattern()
    names: Counter[str] = Counter()
    for article in atlas.briefing.articles:
        if year is None or article.year in (None, year):
            names.update(found.group() for found in pattern.finditer(_running_text(article)))
    title = min(names, key=lambda name: (-names[name], name)) if names else ""
    if not title or names[title] < 2:
        return Campaign(FALLBACK, _area(atlas, frame), "", "")
    lede, href = _lede(atlas, desk, title)
    return Campaign(title, _area(atlas, frame), lede, href)


def _campaign_pattern() -> re.Pattern[str]:
    endings = "|".join(map(re.escape, load().words("writing", "campaigns")))
    return re.compile(f"“[^“”。\\n]{{2,{SLOGAN}}}”(?:{endings})")


def _running_text(article: Article) -> str:
    return "\n".join(paragraph.text for paragraph in article.paragraphs if paragraph.role != "furniture")


def _lede(atlas: Atlas, desk: Desk, title: str) -> tuple[str, str]:
    """The first sentence of reading length that names the campaign, with its place."""
    for article in atlas.briefing.articles:
        for i, paragraph in enumerate(article.paragraphs):
            if paragraph.role != "body" or title not in paragraph.text:
                continue
            at = paragraph.text.find(title)
            start = paragraph.text.rfind("。", 0, at) + 1
            end = paragraph.text.find("。", at) + 1
            if 0 < end - start <= LEDE:
                return paragraph.text[start:end], desk.to(atlas.addresses[f"article:{article.id}"], f"p{i + 1}")
    return "", ""


def _area(atlas: Atlas, frame: Period | None) -> str:
    """The area that the wall chart is about: most of the year's planned targets are its own or its bodies'."""
    planned = [t for t in atlas.briefing.targets if _planned(t) and frame is not None and in_frame(t, frame, atlas)]
    counts: Counter[str] = Counter()
    for target in planned:
        owner = atlas.bodies.get(target.owner or "")
        if owner is not None:
            counts.update({owner.id, owner.parent or owner.id})
    areas = [key for key in counts if key in atlas.bodies and atlas.bodies[key].kind in AREAS]
    best = max(areas, key=lambda key: counts[key], default=None)
    return atlas.bodies[best].name if best is not None and counts[best] * 2 > len(planned) else ""


# ---------------------------------------------------------------- strips of bodies


def _by_weight(atlas: Atlas, bodies: Iterable[Body]) -> list[Body]:
    """Bodies with most to show first."""

    def weight(body: Body) -> tuple[int, int]:
        facts = atlas.facts(body.id)
        return -len(facts.targets), -len(facts.quotes)

    return sorted(bodies, key=weight)


def _groups(atlas: Atlas, desk: Desk, bodies: Sequence[Body]) -> tuple[Group, ...]:
    groups: dict[str, list[Body]] = {name: [] for name in words.KINDS.values()}
    for body in _by_weight(atlas, bodies)[:OFFICES]:
        groups[words.KINDS[body.kind]].append(body)
    return tuple(Group(name, tuple(map(desk.body_line, some))) for name, some in groups.items() if some)
