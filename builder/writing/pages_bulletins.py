"""Bulletins: one page per month with its ten-day periods and weeks, and an index of the months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from builder.model import Cadence, Report, Sheet
from builder.writing import chronicle, dues, neighbours, standings, words
from builder.writing.atlas import NOTHING, Atlas
from builder.writing.chronicle import Chronicle, Happenings, Month, Span
from builder.writing.dues import Due
from builder.writing.press import Meta, Press
from builder.writing.views import Desk, Link, Source, TargetRow

BOOST = 0.3
"""Search weight: a bulletin repeats what other pages say."""
MOST_DUE = 80
"""Most things due that one ten-day period lists; the timeline has them all."""
MOST_NAMES = 3
"""Most things that a week names."""
MOST_DAYS = 6
"""Most days of a beat that are written out."""


@dataclass(frozen=True, slots=True)
class BeatLine:
    """One beat within a ten-day period."""

    label: str
    href: str
    subject: str
    owner: Link
    days: str
    """1月10日, or how many days of which stretch."""
    due: str
    """Whether those days have come by the as-of date."""
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One article of the time, with what it reports as reached."""

    link: Link
    day: str
    counts: str
    reached: tuple[TargetRow, ...]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One thing that is reported of a target or project."""

    day: str
    what: Link
    value: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """One ten-day period of a month."""

    id: str
    name: str
    days: str
    when: str
    """Where the as-of date stands to it."""
    due: tuple[Due, ...]
    more: int
    beats: tuple[BeatLine, ...]
    stories: tuple[Story, ...]
    reports: tuple[ReportLine, ...]

    @property
    def any(self) -> bool:
        """Whether anything falls into it."""
        return bool(self.due or self.beats or self.stories or self.reports)


@dataclass(frozen=True, slots=True)
class Week:
    """One line of the table of weeks."""

    id: str
    name: str
    days: str
    now: bool
    due: int
    names: tuple[Link, ...]
    beats: tuple[tuple[str, int], ...]
    """旬督导 and how often it falls into the week."""
    stories: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One month in the index."""

    link: Link
    due: int
    beats: int
    stories: int
    reports: int
    now: bool


def bulletins(press: Press) -> Iterable[Sheet]:
    """The index, then every month."""
    desk = press.desk("bulletins/index.html")
    book = chronicle.chronicle(desk)
    months = book.months()
    yield _index(press, desk, book, months)
    places = neighbours.places([[month.key for month in months]])
    for month in months:
        yield _month(press, book, month, places[month.key])


# ---------------------------------------------------------------- the index


def _index(press: Press, desk: Desk, book: Chronicle, months: Sequence[Month]) -> Sheet:
    lines = [(month, _line(desk, book, month)) for month in months]
    years = [(year, [line for _, line in some]) for year, some in groupby(lines, key=lambda pair: pair[0].year)]
    left = [month for month in book.every_month() if month not in set(months)]
    return press.sheet(
        desk.page,
        "pages/bulletins.md.j2",
        Meta("通报", f"按月、旬、周看到期事项、应有的调度和报道，共{len(months)}个月", BOOST),
        years=years,
        now=next((line.link for month, line in lines if book.as_of and month == chronicle.month_of(book.as_of)), None),
        left=len(left),
        left_span="—".join(dict.fromkeys((left[0].words, left[-1].words))) if left else "",
        undated=book.undated,
    )


def _line(desk: Desk, book: Chronicle, month: Month) -> Line:
    found = book.within(chronicle.whole(month))
    return Line(
        _link(desk, month),
        len(found.due),
        found.beat_days,
        len(found.articles),
        len(found.reports),
        book.as_of is not None and chronicle.month_of(book.as_of) == month,
    )


def _link(desk: Desk, month: Month) -> Link:
    return Link(month.words, desk.to(month.address))


# ---------------------------------------------------------------- one month


def _month(press: Press, book: Chronicle, month: Month, place: neighbours.Place) -> Sheet:
    desk = press.desk(month.address)
    found = book.within(chronicle.whole(month))
    rows = dues.rows(desk, found.due)
    return press.sheet(
        desk.page,
        "pages/bulletin.md.j2",
        Meta(f"{month.words}通报", f"{month.words}：到期{len(found.due)}项，收录文章{len(found.articles)}篇", BOOST),
        month=month,
        brief=_brief(book, month, found),
        states=_states(desk.atlas, rows),
        parts=[_part(desk, book, span, number) for number, span in enumerate(chronicle.ten_days(month), 1)],
        weeks=[_week(desk, book, span) for span in chronicle.weeks(month)],
        bases=_bases(desk, (beat for beat, _ in found.beats)),
        before=_neighbour(desk, place.before),
        after=_neighbour(desk, place.after),
        place=f"第{place.at}／{place.of}个月",
    )


def _neighbour(desk: Desk, key: str | None) -> Link | None:
    return _link(desk, Month(*map(int, key.split("-")))) if key else None


def _brief(book: Chronicle, month: Month, found: Happenings) -> str:
    """What falls into the month, in one sentence; what is missing is said to be so."""
    pieces = [
        f"期限在本月届满的{len(found.due)}项" if found.due else "没有期限在本月届满的事项",
        f"按制度推算应有调度、督导、通报{found.beat_days}次" if found.beats else "没有可以推算的调度",
        f"收录文章{len(found.articles)}篇" if found.articles else "没有收录这个月的文章",
    ]
    if found.reports:
        pieces.append(f"进展报告{len(found.reports)}条")
    return f"{'；'.join(pieces)}。{_when(book.as_of, chronicle.whole(month), '本月')}"


def _when(as_of: date | None, span: Span, name: str) -> str:
    if as_of is None:
        return ""
    if span.end < as_of:
        return f"资料截至日在{name}之后。"
    return f"资料截至日{words.month_day(as_of)}在{name}之内。" if span.holds(as_of) else f"{name}在资料截至日之后，尚未开始。"


def _states(atlas: Atlas, rows: Iterable[Due]) -> list[tuple[words.State, int]]:
    """The things due by what may be said of them, most first."""
    counts = Counter(standings.state(due.state, atlas.standing_of(due.about)) for due in rows)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].words))


def _bases(desk: Desk, beats: Iterable[Cadence]) -> list[str]:
    """Why the beats fall on their days, each reason once."""
    return list(dict.fromkeys(desk.cadence(beat, None).basis for beat in beats))


# ---------------------------------------------------------------- ten-day periods


def _part(desk: Desk, book: Chronicle, span: Span, number: int) -> Part:
    found = book.within(span)
    rows = dues.rows(desk, found.due)
    told = tuple(replace(due, state=standings.state(due.state, desk.atlas.standing_of(due.about))) for due in rows[:MOST_DUE])
    return Part(
        id=f"x{number}",
        name=span.name,
        days=span.days,
        when=_when(book.as_of, span, "本旬"),
        due=told,
        more=len(rows) - len(told),
        beats=tuple(beat_line(desk, beat, days) for beat, days in _ordered(found)),
        stories=tuple(_story(desk, article.id) for article in found.articles),
        reports=tuple(_report(desk, report) for report in found.reports),
    )


def _ordered(found: Happenings) -> list[tuple[Cadence, tuple[date, ...]]]:
    """The rarest beats first: a month's end is worth more attention than a Tuesday."""
    rank = {frequency: i for i, frequency in enumerate(words.FREQUENCIES)}
    return sorted(found.beats, key=lambda pair: (-rank[pair[0].frequency], pair[1]))


def beat_line(desk: Desk, beat: Cadence, days: Sequence[date]) -> BeatLine:
    """One beat with its days in a short stretch."""
    row, as_of = desk.cadence(beat, None), desk.atlas.briefing.as_of
    past = sum(1 for day in days if as_of is not None and day <= as_of)
    return BeatLine(
        label=row.label,
        href=desk.to("cadence/index.html", row.id),
        subject=row.subject,
        owner=row.owner,
        days=day_words(days),
        due="已到期" if past == len(days) else "未到期" if not past else f"已到期{past}次",
        sources=row.sources,
    )


def day_words(days: Sequence[date]) -> str:
    """1月10日、20日; 1月1日至10日，10次 where they are many."""
    if len(days) > MOST_DAYS:
        return f"{words.month_day(days[0])}至{words.month_day(days[-1])}，{len(days)}次"
    pieces = []
    for i, day in enumerate(days):
        same = i > 0 and days[i - 1].month == day.month
        pieces.append(f"{day.day}日" if same else words.month_day(day))
    return "、".join(pieces)


def _story(desk: Desk, key: str) -> Story:
    atlas = desk.atlas
    article, facts = atlas.articles[key], atlas.by_article.get(key, NOTHING)
    counts = ((len(facts.targets), "目标{}项"), (len(facts.quotes), "言论{}段"), (len(facts.cadences), "调度{}项"))
    reached = [target for target in facts.targets if target.status == "actual"]
    told = "，".join(form.format(count) for count, form in counts if count)
    return Story(desk.article(article), words.dated(article), told, desk.targets(reached))


def _report(desk: Desk, report: Report) -> ReportLine:
    atlas = desk.atlas
    target = atlas.targets.get(report.about)
    project = next((one for one in atlas.briefing.projects if one.id == report.about), None) if target is None else None
    record = target or project
    name = target.metric if target else project.name if project else report.about
    unit = (target.unit or "") if target else ""
    value = f"{words.number(report.value)}{unit}" if report.value is not None else report.node
    link = Link(name, desk.record(record)) if record else Link(name)
    return ReportLine(words.month_day(report.day) if report.day else "", link, value, report.source, report.reason)


# ---------------------------------------------------------------- weeks


def _week(desk: Desk, book: Chronicle, span: Span) -> Week:
    found = book.within(span)
    rows = dues.rows(desk, found.due[:MOST_NAMES])
    year, number, _ = span.start.isocalendar()
    counts: Counter[str] = Counter()
    for beat, days in _ordered(found):
        counts[f"{words.FREQUENCIES[beat.frequency]}{beat.activity}"] += len(days)
    return Week(
        id=f"w{year:04d}-{number:02d}",
        name=span.name,
        days=span.days,
        now=book.as_of is not None and span.holds(book.as_of),
        due=len(found.due),
        names=tuple(Link(due.what, due.href) for due in rows),
        beats=tuple(counts.items()),
        stories=tuple(desk.article(article) for article in found.articles),
    )
