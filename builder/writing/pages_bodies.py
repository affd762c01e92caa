"""Districts and departments: an index of each and one page per body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.model import Article, Body, Cadence, Period, Sheet, Target
from builder.writing import diagrams, words
from builder.writing.atlas import Atlas, folder
from builder.writing.charts import bars, cadence
from builder.writing.press import HUB, Meta, Press, keywords
from builder.writing.views import BodyLine, Desk, Link, Source, TargetRow, in_force, newest, sentence

HEADS = 4
"""Most head figures of a body."""
MENTIONS = 12
"""Most sentences of an article in which a page shows its body named, where that is all there is."""
BESIDE = 3
"""The same where the page has facts to show."""
TITLES = {"districts": "区市", "departments": "部门"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence that names a body."""

    article: Link
    day: str
    sources: tuple[Source, ...]
    more: int


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
    groups: dict[str, list[BodyLine]] = {name: [] for name in words.KINDS.values()}
    for body in bodies:
        groups[words.KINDS[body.kind]].append(desk.body_line(body))
    return tuple(Group(name, tuple(lines)) for name, lines in groups.items() if lines)


def bodies(press: Press) -> Iterable[Sheet]:
    """One page per body."""
    for body in press.atlas.briefing.bodies:
        yield _body(press, body)


def _body(press: Press, body: Body) -> Sheet:
    atlas = press.atlas
    desk = press.desk(atlas.addresses[f"body:{body.id}"])
    facts = atlas.facts(body.id)
    rows = desk.targets(facts.targets)
    goals = list(dict.fromkeys(goal for target in facts.targets for goal in target.goals[:1]))
    place = folder(body)
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
        kind=words.KINDS[body.kind],
        section=TITLES[place],
        parent=desk.body(body.parent) if body.parent in atlas.bodies else None,
        children=[desk.body_line(child) for child in atlas.children.get(body.id, ())],
        goals=[desk.goal(goal) for goal in goals],
        heads=_heads(desk, facts.targets),
        rows=rows,
        charts=bar_charts("bars", desk, facts.targets, atlas.name(body.id)),
        bars_caption=bar_caption(facts.targets),
        beats=[desk.cadence(beat, press.quarter) for beat in facts.cadences],
        lanes=lane_charts("lanes", desk, facts.cadences, press.quarter),
        steps=diagrams.milestone_charts("steps", desk, facts.projects, facts.targets, f"{atlas.name(body.id)}：节点"),
        projects=[desk.project(project) for project in facts.projects],
        voices=desk.voices(facts.quotes),
        direct=sum(1 for quote in facts.quotes if quote.kind == "direct"),
        quotes=len(facts.quotes),
        mentions=_mentions(atlas, desk, body),
    )


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
