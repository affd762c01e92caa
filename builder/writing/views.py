"""Records as pages show them: every word ready, every link relative to the page it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from builder.model import Anchor, Article, Body, Cadence, Evidence, Milestone, Period, Project, Quote, Target
from builder.writing import rhythm, standings, words
from builder.writing.atlas import Atlas, Place, Record, anchor, home
from builder.writing.charts import bars
from builder.writing.charts import cadence as swimlanes

DETAIL = 14
"""Characters that fit under the name of a lane."""
TAIL = 5
"""Characters at the end of a quote that are never parted, so that no line holds one character alone."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; without an address they are only words."""

    words: str
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The sentence that a record rests on."""

    href: str
    name: str
    """The article's short name."""
    title: str
    """The article's full title."""
    sentence: str
    day: str
    again: bool = False
    """Whether it stands behind another one of the same article."""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target in a table or as a head figure."""

    id: str
    metric: str
    figure: words.Figure
    period: str
    strength: str
    state: words.State
    owner: Link
    goals: tuple[Link, ...]
    sources: tuple[Source, ...]
    conflicts: tuple[Link, ...]
    near: bool
    """Whether the period is shorter than a year: the nearer duty is set in bold."""
    days: str
    """First and last day of the period as 2024-01-01/2024-03-31, an end that is not known as two dots; empty without a period."""
    unit: str
    """The unit as written, without its bound; empty where there is no number."""
    value: str
    """The number alone, of a range the lower end; empty where there is none."""
    kind: str
    """The kind of the owner: 区市, 部门 …; empty without an owner."""
    opens: bool = False
    """Whether the sorted group changes with this row."""
    badge: standings.Badge | None = None
    """Where it stands, if somebody reported something of it or its day has passed."""


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """One quote; ``head`` and ``tail`` together are its words."""

    id: str
    direct: bool
    head: str
    tail: str
    who: Link
    speaker: str
    post: str
    source: Source | None
    cite: str
    """Who said it, in which article, where and when: what stands behind the words when they are quoted."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Everything that one speaker is reported to have said in one article."""

    who: Link
    speaker: str
    post: str
    direct: tuple[QuoteRow, ...]
    reported: tuple[QuoteRow, ...]


@dataclass(frozen=True, slots=True)
class CadenceRow:
    """One beat in a table."""

    id: str
    label: str
    frequency: str
    activity: str
    subject: str
    owner: Link
    goals: tuple[Link, ...]
    since: str
    count: str
    next: str
    """The first day behind the as-of date on which it falls due."""
    basis: str
    """Why it falls on that day."""
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One line of a project's progress."""

    text: str
    due: str
    progress: str


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project."""

    id: str
    name: str
    owner: Link
    milestones: tuple[MilestoneRow, ...]
    sources: tuple[Source, ...]
    badge: standings.Badge | None = None


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One body in an index, with its counts."""

    link: Link
    aliases: str
    targets: int
    quotes: int
    cadences: int


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article in a list, with its counts."""

    link: Link
    day: str
    inferred: str
    targets: int
    quotes: int
    cadences: int


@dataclass(frozen=True, slots=True)
class Desk:
    """Makes views for one page: knows the atlas and where the page stands."""

    atlas: Atlas
    page: str
    """The page's built address: goals/economy.html."""

    @property
    def root(self) -> str:
        """The way from the page to the site's root."""
        return "../" * self.page.count("/")

    def to(self, address: str, at: str = "") -> str:
        """A link to another page of the site."""
        fragment = f"#{at}" if at else ""
        return fragment if address == self.page and at else f"{self.root}{address}{fragment}"

    # ---- links

    def body(self, key: str | None) -> Link:
        """The name of a body, leading to its page."""
        address = self.atlas.addresses.get(f"body:{key}")
        return Link(self.atlas.name(key), self.to(address) if address else "")

    def goal(self, key: str) -> Link:
        """The name of a goal, leading to its page if it has one."""
        goal = self.atlas.goals.get(key)
        facts = self.atlas.by_goal.get(key)
        name = goal.name if goal else key
        return Link(name, self.to(self.atlas.addresses[f"goal:{key}"])) if goal and facts and facts.any else Link(name)

    def article(self, article: Article) -> Link:
        """The title of an article, leading to its page."""
        return Link(article.title, self.to(self.atlas.addresses[f"article:{article.id}"]), article.title)

    def record(self, record: Record) -> str:
        """Where a record stands among its like; empty where no page shows it."""
        shown = home(self.atlas, record)
        return self.to(shown, anchor(record.id)) if shown else ""

    def sources(self, record: Record) -> tuple[Source, ...]:
        """The places that state a record, newest article first."""
        found: list[Source] = []
        for place in self.atlas.of_record.get(record.id, ()):
            source = self.source(place)
            again = bool(found) and found[-1].name == source.name
            found.append(replace(source, again=again))
        return tuple(found)

    def source(self, place: Place) -> Source:
        """One place as a link with its sentence."""
        article = self.atlas.articles[place.evidence.article]
        return Source(
            self.to(self.atlas.addresses[f"article:{article.id}"], place.anchor),
            self.atlas.shorts[article.id],
            article.title,
            sentence(article, place.evidence),
            words.dated(article),
        )

    # ---- rows

    def target(self, target: Target) -> TargetRow:
        """One target."""
        return TargetRow(
            id=anchor(target.id),
            metric=target.metric,
            figure=words.figure(target),
            period=words.period_words(target.period),
            strength=target.strength,
            state=words.state(target, self.atlas.briefing.as_of),
            owner=self.body(target.owner),
            goals=tuple(self.goal(goal) for goal in target.goals[:1]),
            sources=self.sources(target),
            conflicts=tuple(self._conflict(key) for key in target.conflicts if key in self.atlas.targets),
            near=near(target.period),
            days=words.interval(target.period),
            unit=(target.unit or "") if target.value is not None else "",
            value="" if target.value is None else words.number(target.value),
            kind=self._kind(target.owner),
            badge=self.badge(target.id),
        )

    def badge(self, about: str, always: bool = False) -> standings.Badge | None:
        """Where a target or project stands, leading to the ledger; None where nothing was reported and no day has passed.

        With ``always`` there is a badge for every plan: 未到期, 未见报道 too.
        """
        progress = self.atlas.standing_of(about)
        if progress is None or not (always or standings.telling(progress)):
            return None
        return standings.badge(progress, self.to(standings.PAGE, standings.anchor(anchor(about))))

    def reached(self, project: Project, step: str) -> standings.Badge | None:
        """The badge of a milestone that somebody reported as done, by its own words or with the whole project; else None."""
        progress, badge = self.atlas.standing_of(project.id), self.badge(project.id)
        if progress is None or badge is None:
            return None
        named = any(report.entered and report.node == step for report in progress.reports)
        return replace(badge, key="done", words=standings.WORDS["done"]) if named or progress.standing == "done" else None

    def _progress(self, project: Project, step: Milestone) -> str:
        """How far a milestone is: as the article says, else as somebody entered it."""
        badge = None if step.progress else self.reached(project, step.text)
        return f"{badge.said}{badge.words}" if badge else step.progress

    def targets(self, targets: Iterable[Target]) -> tuple[TargetRow, ...]:
        """Targets in the order of tables: newest year first, nearer duties before wider ones, undated ones last."""
        rows: list[TargetRow] = []
        before: str | None = None
        for target in sorted(targets, key=table_order):
            row = self.target(target)
            rows.append(replace(row, opens=True) if before not in (None, row.period) else row)
            before = row.period
        return tuple(rows)

    def _kind(self, key: str | None) -> str:
        body = self.atlas.bodies.get(key or "")
        return words.KINDS[body.kind] if body else ""

    def _conflict(self, key: str) -> Link:
        other = self.atlas.targets[key]
        return Link(words.figure(other).plain, self.record(other))

    def quote(self, quote: Quote) -> QuoteRow:
        """One quote."""
        sources = self.sources(quote)
        return QuoteRow(
            id=anchor(quote.id),
            direct=quote.kind == "direct",
            head=quote.text[:-TAIL],
            tail=quote.text[-TAIL:],
            who=self.body(quote.body),
            speaker=quote.speaker or "",
            post=quote.post,
            source=sources[0] if sources else None,
            cite=self._cite(quote),
        )

    def _cite(self, quote: Quote) -> str:
        """区商务局局长王某。《标题》，报名，2024年1月17日; what the article does not say is left out."""
        places = self.atlas.of_record.get(quote.id, ())
        article = self.atlas.articles[places[0].evidence.article] if places else None
        body = self.atlas.name(quote.body)
        post = quote.post if body in quote.post else f"{body}{quote.post}"
        told = "，".join((f"《{article.title}》", *filter(None, (article.outlet, words.dated(article))))) if article else ""
        return "。".join(filter(None, (f"{post}{quote.speaker or ''}", told)))

    def voices(self, quotes: Iterable[Quote]) -> tuple[Voice, ...]:
        """Quotes side by side: one row for each speaker in each article, those with direct speech first."""
        rows: dict[tuple[str, str, str], list[QuoteRow]] = {}
        for quote in quotes:
            article = quote.evidence[0].article if quote.evidence else ""
            key = (article, quote.body or "", quote.speaker or "")
            rows.setdefault(key, []).append(self.quote(quote))
        voices = [_voice(found) for found in rows.values()]
        return tuple(sorted(voices, key=lambda voice: not voice.direct))

    def cadence(self, beat: Cadence, quarter: Period | None) -> CadenceRow:
        """One beat, with the count of the quarter where the beat was made known in the quarter's year."""
        since = self.since(beat)
        return CadenceRow(
            id=anchor(beat.id),
            label=f"{words.FREQUENCIES[beat.frequency]}{beat.activity}",
            frequency=f"每{words.FREQUENCIES[beat.frequency]}" if beat.frequency != "half-yearly" else "每半年",
            activity=beat.activity,
            subject=beat.subject,
            owner=self.body(beat.body),
            goals=tuple(self.goal(goal) for goal in beat.goals),
            since=words.day(since),
            count=self._count(beat, quarter),
            next=self._next(beat),
            basis=self._basis(beat),
            sources=self.sources(beat),
        )

    def _next(self, beat: Cadence) -> str:
        day = self.next_beat(beat)
        return words.month_day(day) if day else "不作推算"

    def _basis(self, beat: Cadence) -> str:
        """周：按设置：每周五; with the body's name where the day is set for it alone."""
        anchor = self.anchor(beat)
        whose = f"{self.atlas.name(beat.body)}，" if anchor and (anchor.body or anchor.words) and beat.body else ""
        return f"{whose}{words.FREQUENCIES[beat.frequency]}：{rhythm.basis(beat.frequency, anchor)}"

    def _count(self, beat: Cadence, quarter: Period | None) -> str:
        drawn = self.beat(beat)
        if quarter is None or quarter.start is None or quarter.end is None or not in_force(drawn, quarter):
            return "不作推算"
        count = swimlanes.count(drawn, quarter, self.atlas.briefing.as_of)
        return f"{count.all}次，已到期{count.due}次"

    def since(self, beat: Cadence) -> date | None:
        """The day from which a beat is known: that of the first article that tells of it."""
        days = [self.atlas.articles[e.article].date for e in beat.evidence if e.article in self.atlas.articles]
        known = [day for day in days if day is not None]
        return min(known) if known else None

    def anchor(self, beat: Cadence) -> Anchor | None:
        """The day of a beat: set for its body, else told by an article, else set for all bodies."""
        body = self.atlas.bodies.get(beat.body or "")
        names = (body.id, body.name, *body.aliases) if body else ()
        return rhythm.anchor_of(self.atlas.briefing.anchors, beat.frequency, names, beat.day)

    def next_beat(self, beat: Cadence) -> date | None:
        """The first day behind the as-of date on which a beat falls due, in the year in which it was made known."""
        as_of, since = self.atlas.briefing.as_of, self.since(beat)
        if as_of is None or since is None or since.year != as_of.year:
            return None
        return rhythm.next_beat(beat.frequency, as_of, date(as_of.year, 12, 31), self.anchor(beat))

    def beat(self, beat: Cadence) -> swimlanes.Beat:
        """One beat for the chart."""
        name = self.atlas.name(beat.body)
        both = f"{beat.subject} · {name}"
        detail = both if beat.subject and name and len(both) <= DETAIL else beat.subject or name
        return swimlanes.Beat(
            f"{words.FREQUENCIES[beat.frequency]}{beat.activity}",
            detail,
            beat.frequency,
            self.since(beat),
            self.to("cadence/index.html", anchor(beat.id)),
            self.anchor(beat),
        )

    def project(self, project: Project) -> ProjectRow:
        """One project."""
        milestones = tuple(
            MilestoneRow(step.text, words.period_words(step.due) if step.due else "未给时限", self._progress(project, step))
            for step in project.milestones
        )
        owner, badge = self.body(project.body), self.badge(project.id)
        return ProjectRow(anchor(project.id), project.name, owner, milestones, self.sources(project), badge)

    def body_line(self, body: Body) -> BodyLine:
        """One body for an index."""
        facts = self.atlas.facts(body.id)
        return BodyLine(self.body(body.id), "、".join(body.aliases), len(facts.targets), len(facts.quotes), len(facts.cadences))

    def article_line(self, article: Article) -> ArticleLine:
        """One article for a list."""
        facts = self.atlas.by_article.get(article.id)
        counts = (len(facts.targets), len(facts.quotes), len(facts.cadences)) if facts else (0, 0, 0)
        inferred = article.year_source if words.inferred(article) else ""
        return ArticleLine(self.article(article), words.dated(article), inferred, *counts)

    def values(self, targets: Sequence[Target], owners: bool = False) -> tuple[bars.Value, ...]:
        """The planned numbers among ``targets`` for a bar chart, in the order of the table.

        A nearer duty is drawn inside the wider one where owner, metric, unit and bound are the same
        and its days lie within: only then does the article license a share.
        """
        planned = [t for t in sorted(targets, key=table_order) if t.kind == "number" and t.value is not None and t.value >= 0]
        current = newest(planned)
        inner = _pairs(planned)
        within = {target.id for target in inner.values()}
        return tuple(
            bars.Value(
                label=f"{self.atlas.name(t.owner)} {t.metric}".strip() if owners else t.metric,
                value=t.value_high or t.value or 0.0,
                unit=t.unit or "比值",
                words=_told(t, inner.get(t.id)),
                period=words.period_words(t.period),
                comparator=t.comparator or "=",
                dark=t.period == current,
                inner=inner[t.id].value if t.id in inner else None,
            )
            for t in planned
            if t.id not in within
        )


FAR = date.max


def near(period: Period | None) -> bool:
    """Whether a period is shorter than half a year."""
    if period is None or period.start is None or period.end is None:
        return False
    return words.days_between(period.start, period.end) < 182


def newest(targets: Iterable[Target]) -> Period | None:
    """The nearest duty of the newest year: of its periods the one that begins last, and of those the shortest."""
    ends = [(t.period, t.period.start, t.period.end) for t in targets if t.period is not None]
    whole = [(end.year, start, -end.toordinal(), period) for period, start, end in ends if start is not None and end is not None]
    return max(whole, key=lambda one: one[:3])[3] if whole else None


def _pairs(planned: Sequence[Target]) -> dict[str, Target]:
    """Wider target id → the one nearer target that is a part of it."""
    alike: dict[tuple[object, ...], list[Target]] = {}
    for target in planned:
        alike.setdefault((target.owner, target.metric, target.unit, target.comparator), []).append(target)
    found = {}
    for some in alike.values():
        if len(some) == 2 and _part(some[0], some[1]):
            found[some[1].id] = some[0]
        elif len(some) == 2 and _part(some[1], some[0]):
            found[some[0].id] = some[1]
    return found


def _part(one: Target, whole: Target) -> bool:
    """Whether one target's days lie within the other's and its value does too."""
    inside, outside = one.period, whole.period
    if inside is None or outside is None or inside == outside or one.value is None or whole.value is None:
        return False
    if None in (inside.start, inside.end, outside.start, outside.end) or one.unit in ("%", "个百分点"):
        return False
    return outside.start <= inside.start and inside.end <= outside.end and one.value <= whole.value  # type: ignore[operator]


def _told(target: Target, inner: Target | None) -> str:
    told = words.figure(target).plain
    if inner is None:
        return told
    return f"{told}，{words.period_words(inner.period).split('年', 1)[-1]}{words.figure(inner).plain}"


def table_order(target: Target) -> tuple[object, ...]:
    """Newest year first; within it by end, nearer duties before wider ones; undated ones last; then by name."""
    period = target.period
    if period is None or period.end is None:
        return (1, 0, FAR, 0, target.metric, target.id)
    start = period.start.toordinal() if period.start else 0
    return (0, -period.end.year, period.end, -start, target.metric, target.id)


def in_force(beat: swimlanes.Beat, quarter: Period) -> bool:
    """Whether a beat may be drawn for a quarter: it was made known in that year, before the quarter's end."""
    if beat.since is None or quarter.end is None:
        return False
    return beat.since.year == quarter.end.year and beat.since <= quarter.end


def sentence(article: Article, evidence: Evidence) -> str:
    """The words of a piece of evidence as a reader should see them, without the source's layout."""
    if 0 <= evidence.paragraph < len(article.paragraphs):
        paragraph = article.paragraphs[evidence.paragraph]
        kept = [c for c, at in zip(paragraph.text, paragraph.offsets, strict=False) if evidence.start <= at < evidence.end]
        if kept:
            return "".join(kept)
    return "".join(evidence.text.split())


def _voice(rows: Sequence[QuoteRow]) -> Voice:
    first = rows[0]
    post = next((row.post for row in rows if row.post), "")
    return Voice(
        first.who,
        first.speaker,
        post,
        tuple(row for row in rows if row.direct),
        tuple(row for row in rows if not row.direct),
    )
