"""The calendar can be read by other programs, and its days are those that the charts mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

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


@pytest.mark.parametrize("since", [date(2024, 1, 1), date(2024, 2, 21), date(2024, 2, 29), date(2023, 9, 30), date(2024, 12, 31)])
@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_the_days_are_those_of_the_charts(frequency: str, since: date) -> None:
    due = list(beats(frequency, since, date(since.year, 12, 31)))  # type: ignore[arg-type]
    found = events(of(beat(frequency), day=since))
    assert [days(event) for event in found] == ([due] if due else [])


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


@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_the_first_day_is_one_of_the_days(frequency: str) -> None:
    """Where it is not, programs differ in whether they count it."""
    (event,) = events(of(beat(frequency)))
    assert event["DTSTART"].dt == days(event)[0] >= DAY


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
    assert [event["DTSTAMP"].dt.date() for event in events()] == [DAY, DAY]
    assert [str(event["UID"]) for event in events()] == ["c1@guatu.invalid", "c2@guatu.invalid"]


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
    assert len({str(event["UID"]) for event in events()}) == len(BRIEFING.cadences)


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
    assert [str(event["UID"]) for event in made["goals/economy.ics"]] == ["c1@guatu.invalid", "c2@guatu.invalid"]


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
