"""Districts and departments: an index of each and one page per body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.model import Article, Body, Cadence, Period, Sheet, Target
from builder.writing import briefs, diagrams, neighbours, systems, tracks, words
from builder.writing.atlas import NOTHING, Atlas, Record, folder
from builder.writing.charts import bars, cadence
from builder.writing.exports import calendars
from builder.writing.press import HUB, Meta, Press, keywords
from builder.writing.views import BodyLine, CadenceRow, Desk, Link, Source, TargetRow, in_force, newest, sentence

HEADS = 4
"""Most head figures of a body."""
MENTIONS = 12
"""Most sentences of an article in which a page shows its body named, where that is all there is."""
BESIDE = 3
"""The same where the page has facts to show."""
KINDS = (("目标", "项"), ("言论", "段"), ("调度", "项"))
TITLES = {"districts": "区市", "departments": "部门"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence that names a body."""

    article: Link
    day: str
    sources: tuple[Source, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Story:
    """An article that names a body, with what it gives of it."""

    link: Link
    day: str
    told: str


@dataclass(frozen=True, slots=True)
class Group:
    """Bodies of one kind in an index."""

    name: str
    lines: tuple[BodyLine, ...]


def indexes(press: Press) -> Iterable[Sheet]:
    """The two indexes."""
    for place, title in TITLES.items():
        desk = press.desk(f"{place}/index.html")
        bodies = [body for body in press.atlas.briefing.bodies if folder(body) == place]
        yield press.sheet(
            desk.page,
            "pages/bodies.md.j2",
            Meta(title, f"{title}：{len(bodies)}个", HUB),
            title=title,
            groups=_groups(desk, bodies),
            count=len(bodies),
        )


def _groups(desk: Desk, bodies: Iterable[Body]) -> tuple[Group, ...]:
    return tuple(Group(name, tuple(desk.body_line(body) for body in some)) for name, some in _by_kind(bodies).items() if some)


def _by_kind(bodies: Iterable[Body]) -> dict[str, list[Body]]:
    """Bodies by the word for their kind, in the order of the pages."""
    groups: dict[str, list[Body]] = {name: [] for name in words.KINDS.values()}
    for body in bodies:
        groups[words.KINDS[body.kind]].append(body)
    return groups


def bodies(press: Press) -> Iterable[Sheet]:
    """One page per body."""
    every = press.atlas.briefing.bodies
    places = neighbours.places([body.id for body in some] for some in _by_kind(every).values())
    beside = neighbours.beside(press.atlas)
    for body in every:
        yield _body(press, body, places[body.id], beside[body.id])


def _body(press: Press, body: Body, place: neighbours.Place, beside: Sequence[Body]) -> Sheet:
    atlas = press.atlas
    desk = press.desk(atlas.addresses[f"body:{body.id}"])
    facts = atlas.facts(body.id)
    goals = list(dict.fromkeys(goal for target in facts.targets for goal in target.goals[:1]))
    kind = words.KINDS[body.kind]
    return press.sheet(
        desk.page,
        "pages/body.md.j2",
        Meta(
            atlas.name(body.id),
            f"{atlas.name(body.id)}：目标{len(facts.targets)}项，言论{len(facts.quotes)}段，调度{len(facts.cadences)}项",
            keywords=keywords(body.name, *body.aliases),
        ),
        body=body,
        name=atlas.name(body.id),
        brief=briefs.of_body(atlas, body),
        kind=kind,
        section=TITLES[folder(body)],
        parent=desk.body(body.parent) if body.parent in atlas.bodies else None,
        children=[desk.body_line(child) for child in atlas.children.get(body.id, ())],
        goals=[desk.goal(goal) for goal in goals],
        heads=_heads(desk, facts.targets),
        themes=systems.themes_of(desk, body.id),
        foreseen=systems.foreseen(desk, body.id),
        rows=desk.targets(facts.targets),
        charts=bar_charts("bars", desk, facts.targets, atlas.name(body.id)),
        bars_caption=bar_caption(facts.targets),
        beats=[desk.cadence(beat, press.quarter) for beat in facts.cadences],
        lanes=lane_charts("lanes", desk, facts.cadences, press.quarter),
        calendar=calendars.beside(desk, facts.cadences),
        around=[] if facts.cadences else _around_beats(press, desk, body, goals),
        steps=diagrams.milestone_charts("steps", desk, facts.projects, facts.targets, f"{atlas.name(body.id)}：节点"),
        projects=[tracks.track(desk, project) for project in facts.projects],
        track_caption=tracks.CAPTION,
        voices=desk.voices(facts.quotes),
        direct=sum(1 for quote in facts.quotes if quote.kind == "direct"),
        quotes=len(facts.quotes),
        mentions=_mentions(atlas, desk, body),
        stories=_stories(desk, body),
        beside=[desk.body(other.id) for other in beside],
        before=desk.body(place.before) if place.before else None,
        after=desk.body(place.after) if place.after else None,
        place=f"{kind} {place.at}／{place.of}",
        worklist=_worklist(press, desk, body),
        duties=diagrams.duty_table(desk, diagrams.duties_of(desk, body.id)),
    )


def _worklist(press: Press, desk: Desk, body: Body) -> Link | None:
    """The way to the body's list of tasks, if it has one."""
    found = next((one for one in press.worklists if one.body == body.id), None)
    return Link(f"任务清单（{len(found.tasks)}项）", desk.to(found.address)) if found else None


def _around_beats(press: Press, desk: Desk, body: Body, goals: Iterable[str]) -> list[tuple[Link, list[CadenceRow]]]:
    """For a body without a beat of its own, those that the articles which name it tell of the fields of its targets."""
    told = {article.id for article in briefs.naming(press.atlas, body)}
    near = {goal: [beat for beat in press.atlas.by_goal.get(goal, NOTHING).cadences if _stands_in(beat, told)] for goal in goals}
    found = ((goal, beats[:BESIDE]) for goal, beats in near.items())
    return [(desk.goal(goal), [desk.cadence(beat, press.quarter) for beat in beats]) for goal, beats in found if beats]


def _stands_in(record: Record, articles: set[str]) -> bool:
    return any(evidence.article in articles for evidence in record.evidence)


def _stories(desk: Desk, body: Body) -> tuple[Story, ...]:
    """The articles that name a body, newest first, each with the number of facts that it gives of it."""
    facts = desk.atlas.facts(body.id)
    counts = [_by_article(records) for records in (facts.targets, facts.quotes, facts.cadences)]
    return tuple(
        Story(
            desk.article(article),
            words.dated(article),
            "，".join(
                f"{name}{count[article.id]}{unit}" for count, (name, unit) in zip(counts, KINDS, strict=True) if count[article.id]
            ),
        )
        for article in briefs.naming(desk.atlas, body)
    )


def _by_article(records: Iterable[Record]) -> Counter[str]:
    """How many of some records each article states."""
    return Counter(key for record in records for key in {evidence.article for evidence in record.evidence})


def _heads(desk: Desk, targets: Sequence[Target]) -> tuple[TargetRow, ...]:
    """The figures at the head of the page: planned numbers first, newest first, no metric twice."""
    numbers = [t for t in targets if t.kind == "number" and t.status == "planned"]
    numbers += [t for t in targets if t.kind == "number" and t.status == "actual"]
    ordered = sorted(desk.targets(numbers), key=lambda row: row.state.key not in ("open", "past", "undated"))
    seen: dict[str, TargetRow] = {}
    for row in ordered:
        seen.setdefault(row.metric, row)
    return tuple(seen.values())[:HEADS]


def bar_charts(key: str, desk: Desk, targets: Sequence[Target], name: str, owners: bool = False) -> tuple[bars.Chart, ...]:
    """The wide and the narrow drawing of the planned numbers; only units with something to compare."""
    values = desk.values([t for t in targets if t.status == "planned"], owners)
    units = Counter(value.unit for value in values)
    values = tuple(value for value in values if units[value.unit] > 1 or value.inner is not None)
    if not values:
        return ()
    title = f"{name}：目标图示"
    return (bars.bars(f"{key}-wide", values, title), bars.bars(f"{key}-narrow", values, title, narrow=True))


def bar_caption(targets: Sequence[Target]) -> str:
    """What the bars mean, in the words of this page's own periods."""
    planned = [t for t in targets if t.status == "planned" and t.kind == "number"]
    current = newest(planned)
    dark = f"深条为{words.period_words(current)}" if current else ""
    pale = "浅条为其他期限" if any(t.period != current for t in planned) else ""
    parts = ("同一计量单位共用一条刻度", dark, pale, "条端尖角为“以上”或“超过”", "只有一项的计量单位不画")
    return "；".join(part for part in parts if part) + "。"


def lane_charts(key: str, desk: Desk, beats: Iterable[Cadence], quarter: Period | None) -> tuple[cadence.Chart, ...]:
    """The wide and the narrow swimlane of the beats that are in force in the quarter."""
    if quarter is None or quarter.start is None or quarter.end is None:
        return ()
    rows = [row for beat in beats if in_force(row := desk.beat(beat), quarter)]
    if not rows:
        return ()
    as_of = desk.atlas.briefing.as_of
    return tuple(cadence.swimlane(f"{key}-{form}", rows, quarter, as_of, narrow=form == "narrow") for form in ("wide", "narrow"))


def _mentions(atlas: Atlas, desk: Desk, body: Body) -> tuple[Mention, ...]:
    """The articles that name a body, each with the paragraphs in which it does."""
    found: dict[str, dict[int, Source]] = {}
    for evidence in body.evidence:
        article = atlas.articles.get(evidence.article)
        if article is None:
            continue
        at = evidence.paragraph
        if at in found.get(article.id, {}):
            continue
        paragraph = article.paragraphs[at].text if 0 <= at < len(article.paragraphs) else ""
        link = desk.to(atlas.addresses[f"article:{article.id}"], f"p{at + 1}" if at >= 0 else "")
        around = _around(paragraph, sentence(article, evidence))
        found.setdefault(article.id, {})[at] = Source(link, atlas.shorts[article.id], article.title, around, "")
    most = BESIDE if atlas.facts(body.id).any else MENTIONS
    return tuple(_mention(desk, atlas.articles[key], tuple(spots.values()), most) for key, spots in found.items())


def _mention(desk: Desk, article: Article, spots: Sequence[Source], most: int) -> Mention:
    return Mention(desk.article(article), words.dated(article), tuple(spots[:most]), max(0, len(spots) - most))


def _around(paragraph: str, name: str) -> str:
    """The sentence of a paragraph that holds ``name``, cut to reading length."""
    at = paragraph.find(name)
    if at < 0:
        return name
    start = paragraph.rfind("。", 0, at) + 1
    end = paragraph.find("。", at) + 1 or len(paragraph)
    text = paragraph[start:end].lstrip("”’）")
    return text if len(text) <= 120 else f"{text[:119]}…"
