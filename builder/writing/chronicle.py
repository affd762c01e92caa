"""What falls on which day: what is due, which beats, which articles, which reports; and the months that have any.

The look-up is by single days, so that months, ten-day periods and weeks are all
counted from one book and can not differ.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from builder.model import Article, Cadence, Report
from builder.writing import dues, words
from builder.writing.dues import Thing
from builder.writing.rhythm import beats
from builder.writing.views import Desk

One = TypeVar("One")

MOST = 120
"""Most months that have a page: those nearest to the as-of date."""
_NO_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of one year."""

    year: int
    number: int

    @property
    def key(self) -> str:
        """2024-01."""
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def words(self) -> str:
        """2024年1月."""
        return f"{self.year}年{self.number}月"

    @property
    def address(self) -> str:
        """The built address of its bulletin."""
        return f"bulletins/{self.key}.html"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def away(self, other: Month) -> int:
        """How many months lie between two."""
        return abs((self.year - other.year) * 12 + self.number - other.number)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both ends counted."""

    start: date
    end: date
    name: str

    def holds(self, day: date) -> bool:
        """Whether a day belongs to it."""
        return self.start <= day <= self.end

    @property
    def days(self) -> str:
        """1月11日—20日, 1月29日—2月4日; with years where they differ."""
        start, end = self.start, self.end
        if start.year != end.year:
            return f"{words.day(start)}—{words.day(end)}"
        rest = f"{end.day}日" if start.month == end.month else words.month_day(end)
        return f"{words.month_day(start)}—{rest}"


@dataclass(frozen=True, slots=True)
class Happenings:
    """Everything that falls into a stretch of days, in the order of the days."""

    due: tuple[Thing, ...] = ()
    beats: tuple[tuple[Cadence, tuple[date, ...]], ...] = ()
    """Beats with the days on which they fall."""
    articles: tuple[Article, ...] = ()
    reports: tuple[Report, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything falls into it."""
        return bool(self.due or self.beats or self.articles or self.reports)

    @property
    def beat_days(self) -> int:
        """How many times a beat falls into it."""
        return sum(len(days) for _, days in self.beats)


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The book of days."""

    due: Mapping[date, tuple[Thing, ...]]
    beats: Mapping[date, tuple[Cadence, ...]]
    articles: Mapping[date, tuple[Article, ...]]
    reports: Mapping[date, tuple[Report, ...]]
    as_of: date | None
    undated: int
    """Articles without a day, which stand in no month."""

    def within(self, span: Span) -> Happenings:
        """What falls into a stretch of a few days."""
        first, last = span.start.toordinal(), span.end.toordinal()
        days = [date.fromordinal(day) for day in range(first, last + 1)]
        falling: dict[str, tuple[Cadence, list[date]]] = {}
        for day in days:
            for beat in self.beats.get(day, ()):
                falling.setdefault(beat.id, (beat, []))[1].append(day)
        return Happenings(
            due=tuple(thing for day in days for thing in self.due.get(day, ())),
            beats=tuple((beat, tuple(on)) for beat, on in falling.values()),
            articles=tuple(article for day in days for article in self.articles.get(day, ())),
            reports=tuple(report for day in days for report in self.reports.get(day, ())),
        )

    def months(self) -> tuple[Month, ...]:
        """The months that have a page: those into which anything falls, at most ``MOST``, in order."""
        every = self.every_month()
        if len(every) <= MOST:
            return tuple(every)
        here = month_of(self.as_of) if self.as_of else every[-1]
        return tuple(sorted(sorted(every, key=lambda month: (here.away(month), month))[:MOST]))

    def every_month(self) -> list[Month]:
        """The months into which anything falls, and that of the as-of date."""
        days = {*self.due, *self.beats, *self.articles, *self.reports, *([self.as_of] if self.as_of else [])}
        return sorted({month_of(day) for day in days})


def chronicle(desk: Desk) -> Chronicle:
    """The book of days of a whole briefing."""
    briefing = desk.atlas.briefing
    things = [*dues.things(briefing), *dues.figures(briefing)]
    reports = [report for progress in briefing.progress for report in progress.reports]
    dated = [article for article in briefing.articles if article.date]
    return Chronicle(
        due=_by_day((dues.end(thing) or _NO_DAY, thing) for thing in things),
        beats=_by_day((day, beat) for beat in briefing.cadences for day in falling(desk, beat)),
        articles=_by_day((article.date or _NO_DAY, article) for article in dated),
        reports=_by_day((report.day, report) for report in reports if report.day),
        as_of=briefing.as_of,
        undated=len(briefing.articles) - len(dated),
    )


def falling(desk: Desk, beat: Cadence) -> tuple[date, ...]:
    """The days of a beat: from the day it was made known to the end of that year, as on the charts; none without that day."""
    since = desk.since(beat)
    return beats(beat.frequency, since, date(since.year, 12, 31), desk.anchor(beat)) if since else ()


def ten_days(month: Month) -> tuple[Span, Span, Span]:
    """上旬, 中旬, 下旬."""
    ends = ((1, 10), (11, 20), (21, month.last.day))
    first, second, third = (
        Span(month.first.replace(day=start), month.first.replace(day=end), name)
        for (start, end), name in zip(ends, words.TEN_DAYS, strict=True)
    )
    return first, second, third


def weeks(month: Month) -> tuple[Span, ...]:
    """The ISO weeks that have a day in the month, whole, so that one at an edge stands in both its months."""
    found = []
    at = month.first.toordinal() - month.first.weekday()
    while at <= month.last.toordinal():
        start, end = date.fromordinal(max(at, 1)), date.fromordinal(min(at + 6, date.max.toordinal()))
        year, number, _ = start.isocalendar()
        found.append(Span(start, end, f"第{number}周" if year == month.year else f"{year}年第{number}周"))
        at += 7
    return tuple(found)


def part_of(day: date) -> Span:
    """The ten-day period that a day lies in."""
    return next(span for span in ten_days(month_of(day)) if span.holds(day))


def whole(month: Month) -> Span:
    """The month as a stretch of days."""
    return Span(month.first, month.last, month.words)


def coming(things: Iterable[Thing], as_of: date | None) -> list[Thing]:
    """What is not due yet on ``as_of``, the nearest first."""
    open_things = [(end, thing) for thing in things if (end := dues.end(thing)) and (as_of is None or end >= as_of)]
    return [thing for _, thing in sorted(open_things, key=lambda pair: pair[0])]


def month_of(day: date) -> Month:
    """The month that a day lies in."""
    return Month(day.year, day.month)


def _by_day(pairs: Iterable[tuple[date, One]]) -> dict[date, tuple[One, ...]]:
    found: dict[date, list[One]] = defaultdict(list)
    for day, one in pairs:
        found[day].append(one)
    return {day: tuple(some) for day, some in found.items()}
