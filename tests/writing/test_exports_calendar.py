"""The calendar can be read by other programs, and its days are those that the charts mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from exports_sample import BRIEFING, DAY, EMPTY, article, at, beat, files
from icalendar import Calendar, Event

from builder.model import Anchor, Briefing, Cadence
from builder.writing import sheets
from builder.writing.rhythm import beats

FREQUENCIES = ("daily", "weekly", "ten-day", "monthly", "quarterly", "half-yearly", "yearly")


def raw(briefing: Briefing = BRIEFING) -> bytes:
    return files(briefing)["cadence.ics"]


def events(briefing: Briefing = BRIEFING) -> Sequence[Event]:
    return [part for part in Calendar.from_ical(raw(briefing)).walk("VEVENT") if isinstance(part, Event)]


def of(*cadences: Cadence, day: date | None = DAY) -> Briefing:
    return replace(BRIEFING, cadences=cadences, articles=(article(day=day),))


def days(event: Event) -> list[date]:
    """Every day of an event, as another program reckons them."""
    first = event["DTSTART"].dt
    rule = event["RRULE"].to_ical().decode()
    return [moment.date() for moment in rrulestr(rule, dtstart=datetime(first.year, first.month, first.day))]


SINCE = [date(2024, 1, 1), date(2024, 2, 21), date(2024, 2, 29), date(2023, 9, 30), date(2024, 12, 15), date(2024, 12, 31)]


@pytest.mark.parametrize("since", SINCE)
@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_the_days_are_those_of_the_charts(frequency: str, since: date) -> None:
    due = list(beats(frequency, since, date(since.year, 12, 31)))  # type: ignore[arg-type]
    found = [days(event) for event in events(of(beat(frequency), day=since))]
    assert sorted(day for some in found for day in some) == due
    assert all(found), "an event without a day"


def test_a_beat_is_one_event_and_a_ten_day_beat_three() -> None:
    counts = {frequency: len(events(of(beat(frequency)))) for frequency in FREQUENCIES}
    assert counts == dict.fromkeys(FREQUENCIES, 1) | {"ten-day": 3}


def test_a_ten_day_beat_that_is_known_late_in_december_has_its_last_day_alone() -> None:
    assert [uid(event) for event in events(of(beat("ten-day"), day=date(2024, 12, 15)))] == ["c1.20", "c1.last"]
    assert [uid(event) for event in events(of(beat("ten-day"), day=date(2024, 12, 25)))] == ["c1.last"]


@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_the_first_day_is_one_of_the_days(frequency: str) -> None:
    """Where it is not, programs differ in whether they count it."""
    for event in events(of(beat(frequency))):
        assert event["DTSTART"].dt == days(event)[0] >= DAY


# ------------------------------------------------------------ thirty years

FIRST, LAST = 1995, 2025
"""The first year and the one behind the last: eight leap years, and five years with 53 weeks."""


def endless(event: Event, end: date) -> list[date]:
    """Every day of an event to ``end``, as if the rule did not end with its year."""
    rule = ";".join(part for part in event["RRULE"].to_ical().decode().split(";") if not part.startswith("UNTIL="))
    first = event["DTSTART"].dt
    until = datetime(end.year, end.month, end.day)
    return [day.date() for day in rrulestr(rule, dtstart=datetime(first.year, first.month, first.day)).between(
        datetime(first.year, first.month, first.day), until, inc=True
    )]  # fmt: skip


@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_over_thirty_years_every_day_is_one_of_the_charts_and_the_other_way_round(frequency: str) -> None:
    start, end = date(FIRST, 1, 1), date(LAST - 1, 12, 31)
    due = beats(frequency, start, end)  # type: ignore[arg-type]
    found = [day for event in events(of(beat(frequency), day=start)) for day in endless(event, end)]
    assert tuple(sorted(found)) == due
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_each_of_thirty_years_has_its_days(frequency: str) -> None:
    for year in range(FIRST, LAST):
        found = [day for event in events(of(beat(frequency), day=date(year, 1, 1))) for day in days(event)]
        assert tuple(sorted(found)) == beats(frequency, date(year, 1, 1), date(year, 12, 31))  # type: ignore[arg-type]


def test_a_ten_day_beat_ends_on_the_leap_day() -> None:
    february = {
        year: [day.day for event in events(of(beat("ten-day"), day=date(year, 1, 1))) for day in days(event) if day.month == 2]
        for year in range(FIRST, LAST)
    }
    leap = {year for year, found in february.items() if sorted(found) == [10, 20, 29]}
    assert leap == {1996, 2000, 2004, 2008, 2012, 2016, 2020, 2024}
    assert all(sorted(found) == [10, 20, 28] for year, found in february.items() if year not in leap)


def test_each_iso_week_has_one_day_also_the_53rd() -> None:
    (event,) = events(of(beat("weekly"), day=date(FIRST, 1, 1)))
    found = endless(event, date(LAST, 1, 31))
    weeks = [day.isocalendar()[:2] for day in found]
    monday, expected = date(FIRST, 1, 1) - timedelta(days=date(FIRST, 1, 1).weekday()), []
    while monday <= date(LAST, 1, 25):
        expected.append(monday.isocalendar()[:2])
        monday += timedelta(days=7)
    assert weeks == expected
    assert sum(week == 53 for _, week in weeks) == 5
    assert {year for year, week in weeks if week == 53} == {1998, 2004, 2009, 2015, 2020}


# ------------------------------------------------------------ for every calendar


@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_a_rule_names_one_day_as_outlook_asks(frequency: str) -> None:
    """Its templates of recurrence have one BYMONTHDAY, and -1 for the last day of the month."""
    for event in events(of(beat(frequency))):
        assert all(len(event["RRULE"].get(part, [])) <= 1 for part in ("BYMONTHDAY", "BYMONTH", "BYDAY"))


def test_the_three_events_of_a_beat_have_names_of_their_own_that_last() -> None:
    names = [uid(event) for event in events(of(beat("ten-day")))]
    assert names == ["c1.10", "c1.20", "c1.last"]
    assert [uid(event) for event in events(of(beat("ten-day"), day=date(2024, 7, 1)))] == names


def uid(event: Event) -> str:
    """The identifier of an event before its @."""
    name, at, owner = str(event["UID"]).partition("@")
    assert (at, owner) == ("@", "guatu.invalid")
    return name


def test_a_rule_of_one_year_is_not_taken_into_the_next() -> None:
    (event,) = events(of(beat("weekly")))
    assert event["RRULE"]["UNTIL"] == [date(2024, 12, 31)]


def test_an_event_says_what_why_and_that_it_is_reckoned() -> None:
    event = events()[0]
    assert str(event["SUMMARY"]) == "月调度：经济运行（按制度推算）"
    assert str(event["DESCRIPTION"]).splitlines() == [
        "按制度推算的日子，不代表已经召开。",
        "文中未写明几日，按月末计。",
        "原句：月调度",
        "《一季度“开门红”》某报2024年2月21日",
        "单位：区发展和改革局",
    ]
    assert str(event["STATUS"]) == "TENTATIVE"
    assert str(event["TRANSP"]) == "TRANSPARENT"


def test_a_beat_of_nothing_named_bears_its_body_or_nothing() -> None:
    assert str(events()[1]["SUMMARY"]) == "旬调度：区发展和改革局（按制度推算）"
    (event,) = events(of(replace(beat("daily", subject=""), body=None)))
    assert str(event["SUMMARY"]) == "日调度（按制度推算）"


def test_an_event_lasts_the_whole_day() -> None:
    for event in events():
        assert type(event["DTSTART"].dt) is date
        assert "DTEND" not in event and "DURATION" not in event


def test_the_stamp_is_the_article_s_day_and_the_identifier_the_record_s() -> None:
    assert [event["DTSTAMP"].dt.date() for event in events()] == [DAY] * 4
    assert [uid(event) for event in events()] == ["c1", "c2.10", "c2.20", "c2.last"]


def test_the_earliest_article_makes_a_beat_known() -> None:
    older, newer = article("甲", date(2024, 1, 9)), article("乙", date(2024, 5, 6), "再说")
    told = replace(beat("daily"), evidence=(*at("月调度", "乙"), *at("月调度", "甲")))
    (event,) = events(replace(BRIEFING, articles=(newer, older), cadences=(told,)))
    assert event["DTSTART"].dt == date(2024, 1, 9)
    assert "《一季度“开门红”》" in str(event["DESCRIPTION"])


def test_without_a_day_there_is_no_event_and_the_page_says_so() -> None:
    undated = of(beat("weekly"), day=None)
    assert events(undated) == []
    assert "另有1项" in files(undated)["index.md"].decode()
    assert "另有" not in files()["index.md"].decode()


def test_an_empty_calendar_is_one() -> None:
    assert events(EMPTY) == []
    assert raw(EMPTY).startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")


HARD = [
    "甲;乙,丙\\丁",
    "一\r\nEND:VEVENT\r\nBEGIN:VALARM",
    "长" * 300,
    "𠀀" * 90,
    "\ud800",
    "N\\n",
    "a" * 200,
    "\x00\x07",
    "“”:;,",
]


@pytest.mark.parametrize("text", HARD)
def test_words_stay_words_and_lines_stay_short(text: str) -> None:
    plain = of(replace(beat("monthly", subject=text), activity=text))
    (event,) = events(plain)
    shown = " ".join(text.replace("\ud800", "\ufffd").replace("\x00", "\ufffd").replace("\x07", "\ufffd").split())
    assert str(event["SUMMARY"]) == f"月{shown}：{shown}（按制度推算）"
    assert "VALARM" not in {part.name for part in Calendar.from_ical(raw(plain)).walk()}


@pytest.mark.parametrize("text", HARD)
def test_every_line_has_at_most_75_bytes_and_whole_characters(text: str) -> None:
    lines = raw(of(beat("monthly", subject=text))).split(b"\r\n")
    assert lines[-1] == b""
    for line in lines:
        assert len(line) <= 75
        assert "\n" not in line.decode() and "\r" not in line.decode()


def test_identifiers_are_unique_and_last_when_words_of_the_article_change() -> None:
    retold = replace(BRIEFING, articles=(article(title="另一个标题"),))
    assert [str(event["UID"]) for event in events(retold)] == [str(event["UID"]) for event in events()]
    assert len({str(event["UID"]) for event in events()}) == len(events())


# ---------------------------------------------------------------- days that are set


ANCHORS = [
    *(Anchor("weekly", day) for day in (1, 5, 7)),
    *(Anchor("ten-day", day) for day in (1, 5, 8, 9, 10)),
    *(Anchor("monthly", day, 1) for day in (1, 15, 28, 29, 30, 31)),
    *(Anchor("quarterly", day, month) for day, month in ((10, 1), (30, 2), (31, 3))),
    *(Anchor("half-yearly", day, month) for day, month in ((10, 1), (30, 2), (31, 6))),
    *(Anchor("yearly", day, month) for day, month in ((29, 2), (30, 6), (31, 12))),
]


@pytest.mark.parametrize("since", [date(2023, 1, 1), date(2024, 1, 1), date(2024, 2, 21)])
@pytest.mark.parametrize("anchor", ANCHORS, ids=lambda a: f"{a.frequency}-{a.month}-{a.day}")
def test_the_days_that_are_set_are_those_of_the_charts(anchor: Anchor, since: date) -> None:
    due = list(beats(anchor.frequency, since, date(since.year, 12, 31), anchor))
    found = events(replace(of(beat(anchor.frequency), day=since), anchors=(anchor,)))
    assert sorted(day for event in found for day in days(event)) == due


def test_an_event_says_which_day_is_set() -> None:
    (event,) = events(replace(of(beat("weekly")), anchors=(Anchor("weekly", 5, 0, "区发改局"),)))
    assert "按设置：每周五。" in str(event["DESCRIPTION"])


# ---------------------------------------------------------------- calendars of single goals and bodies


def beside(briefing: Briefing = BRIEFING) -> dict[str, Sequence[Event]]:
    """Address of each calendar beside a page → its events."""
    made = {sheet.path: sheet.text for sheet in sheets(briefing) if sheet.path.endswith(".ics")}
    del made["data/cadence.ics"]
    return {
        path: [part for part in Calendar.from_ical(text).walk("VEVENT") if isinstance(part, Event)] for path, text in made.items()
    }


def test_goals_and_bodies_with_beats_have_a_calendar_beside_their_page() -> None:
    made = beside()
    assert set(made) == {"goals/economy.ics", "departments/qu-fa-zhan-he-gai-ge-ju.ics"}
    assert [str(event["UID"]) for event in made["goals/economy.ics"]] == [
        "c1@guatu.invalid",
        *(f"c2.{part}@guatu.invalid" for part in ("10", "20", "last")),
    ]


def test_a_calendar_of_one_goal_holds_no_beat_of_another() -> None:
    other = replace(beat("weekly", "c3"), goals=("projects",), body=None)
    made = beside(replace(BRIEFING, cadences=(*BRIEFING.cadences, other)))
    assert {str(event["UID"]) for event in made["goals/projects.ics"]} == {"c3@guatu.invalid"}
    assert "c3@guatu.invalid" not in {str(event["UID"]) for event in made["goals/economy.ics"]}


def test_what_has_no_day_has_no_calendar_and_no_link() -> None:
    undated = of(beat("weekly"), day=None)
    assert beside(undated) == {}
    assert not [sheet.path for sheet in sheets(undated) if isinstance(sheet.text, str) and '.ics" download>日历' in sheet.text]


def test_a_calendar_beside_a_page_bears_its_name() -> None:
    made = {sheet.path: sheet.text for sheet in sheets(BRIEFING)}
    calendar = Calendar.from_ical(made["goals/economy.ics"])
    assert str(calendar["X-WR-CALNAME"]) == "经济运行调度节奏（按制度推算）"


@pytest.mark.parametrize("page", ["cadence/index.md", "goals/economy.md", "departments/qu-fa-zhan-he-gai-ge-ju.md"])
def test_pages_lead_to_their_calendars(page: str) -> None:
    made = {sheet.path: str(sheet.text) for sheet in sheets(BRIEFING)}
    for wanted in ("goals/economy.ics", "departments/qu-fa-zhan-he-gai-ge-ju.ics"):
        if page == "cadence/index.md" or page.removesuffix(".md") == wanted.removesuffix(".ics"):
            assert f'href="../{wanted}" download' in made[page]
