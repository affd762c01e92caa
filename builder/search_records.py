"""What the site's search knows of the records: targets, quotes, beats, projects and mechanisms, each with its place.

Made from ``data/briefing.json``, which holds everything that the pages show.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from builder.lexicon import load
from builder.model import Period, Target
from builder.writing import words

Json = Mapping[str, Any]
"""An object of ``data/briefing.json``."""

_MARKS = re.compile(r"\W")

MOST_TEXT = 400
"""Characters of its words that are kept of one record; the article's page has them all."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record as its group of results is headed."""

    name: str
    counter: str
    """The measure word that counts them: 53项, 46段."""
    hub: str
    """The page that lists them all."""


KINDS = {
    "targets": Kind("目标", "项", "targets/index.html"),
    "quotes": Kind("言论", "段", "quotes/index.html"),
    "cadences": Kind("调度", "项", "cadence/index.html"),
    "projects": Kind("项目", "个", "projects/index.html"),
    "mechanisms": Kind("机制", "项", "mechanisms/index.html"),
}
"""Field of the briefing → the kind of its records, in the order in which groups of equal worth are shown."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record as a result of the search."""

    kind: str
    """Key into ``KINDS``."""
    location: str
    """Address of its place on the site, with its anchor."""
    title: str
    """What is measured, who speaks, what is done at the beat, what it is called."""
    figure: str = ""
    """Number, unit and bound (6.5%以上), or the beat (每旬)."""
    owner: str = ""
    """The body whose record it is."""
    home: str = ""
    """Address of the owner's page."""
    note: str = ""
    """What else is shown: period, strength, state."""
    text: str = ""
    """Its words in the article."""
    also: str = ""
    """Words that find it and are not shown: the names of its goals."""


def read(briefing: Path) -> tuple[Record, ...]:
    """The records of a written briefing; none where no briefing is."""
    if not briefing.is_file():
        return ()
    return records(json.loads(briefing.read_text(encoding="utf-8")))


def records(briefing: Json) -> tuple[Record, ...]:
    """The records that have a place on the site, in the order of the briefing."""
    desk = _Desk(briefing)
    made = (make(record, desk) for field, make in _MAKERS.items() for record in briefing.get(field, ()) if record.get("url"))
    return tuple(made)


class _Desk:
    """What records refer to by id."""

    def __init__(self, briefing: Json) -> None:
        self.bodies: dict[str, Json] = {body["id"]: body for body in briefing.get("bodies", ())}
        self.goals: dict[str, str] = {goal["id"]: goal["name"] for goal in briefing.get("goals", ())}
        self.as_of = _day(briefing.get("as_of"))

    def owner(self, body: str | None) -> dict[str, str]:
        """Name and page of a body, as fields of a ``Record``."""
        found = self.bodies.get(body or "")
        return {"owner": found["name"], "home": found.get("url") or ""} if found else {}

    def goal_names(self, record: Json) -> str:
        """The names of the goals that a record belongs to."""
        return " ".join(self.goals[goal] for goal in record.get("goals", ()) if goal in self.goals)


def _target(record: Json, desk: _Desk) -> Record:
    """确保一季度151个攻坚项目开工建设 → 攻坚项目开工建设, 151个, 2024年一季度 · 确保 · 期限内"""
    target = _as_target(record)
    # a deadline's figure is its period already
    period = words.period_words(target.period) if target.kind != "deadline" else ""
    return Record(
        "targets",
        record["url"],
        record["metric"],
        words.figure(target).plain,
        note=_note(period, target.strength, words.state(target, desk.as_of).words),
        text=_evidence(record),
        also=_note(desk.goal_names(record), *_other_names(record["metric"]), mark=" "),
        **desk.owner(record["owner"]),
    )


def _other_names(metric: str) -> Iterator[str]:
    """地区生产总值增速 → GDP, 增长: what people type for the same measure."""
    for group in ("compare_names", "compare_growth"):
        for name, others in load().groups("writing", group).items():
            if any(one in metric for one in (name, *others)):
                yield from (one for one in (name, *others) if one not in metric)


def _quote(record: Json, desk: _Desk) -> Record:
    """A person with the post, or the body where the article names nobody."""
    by = desk.owner(record["body"])
    who = _note(record["speaker"], record.get("post"), mark=" ") or by.get("owner", "") or "未写明发言人"
    how = "直接引语" if record["kind"] == "direct" else "转述"
    return Record("quotes", record["url"], who, note=how, text=record["text"][:MOST_TEXT], **by)


def _cadence(record: Json, desk: _Desk) -> Record:
    """招引开工重大项目旬督导 → 招引开工重大项目旬督导, 每旬"""
    beat = words.FREQUENCIES[record["frequency"]]
    return Record(
        "cadences",
        record["url"],
        f"{record['subject']}{beat}{record['activity']}",
        f"每{beat}",
        text=_evidence(record),
        also=desk.goal_names(record),
        **desk.owner(record["body"]),
    )


def _project(record: Json, desk: _Desk) -> Record:
    """A project with what is said of its progress."""
    steps = "；".join(step["text"] for step in record["milestones"])
    return Record("projects", record["url"], record["name"], text=steps[:MOST_TEXT], **desk.owner(record["body"]))


def _mechanism(record: Json, desk: _Desk) -> Record:
    """A working system with the sentence that explains it."""
    return Record("mechanisms", record["url"], record["name"], text=record["text"][:MOST_TEXT])


_MAKERS: dict[str, Callable[[Json, _Desk], Record]] = {
    "targets": _target,
    "quotes": _quote,
    "cadences": _cadence,
    "projects": _project,
    "mechanisms": _mechanism,
}


def _as_target(record: Json) -> Target:
    """As much of the record as the words of the pages are made from."""
    given = record["period"]
    return Target(
        kind=record["kind"],
        metric=record["metric"],
        comparator=record["comparator"],
        value=record["value"],
        unit=record["unit"],
        value_high=record["value_high"],
        benchmark=record["benchmark"],
        period=Period(_day(given["start"]), _day(given["end"])) if given else None,
        status=record["status"],
        strength=record.get("strength", ""),
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _note(*parts: str | None, mark: str = " · ") -> str:
    return mark.join(dict.fromkeys(part for part in parts if part))


def _evidence(record: Json) -> str:
    """The words of all places that state it; of places that differ in their marks alone, one."""
    places = (_unwrapped(place["text"].replace("**", "")) for place in record["evidence"])
    different = {_MARKS.sub("", place): place for place in places}
    return "；".join(filter(None, different.values()))[:MOST_TEXT]


def _unwrapped(text: str) -> str:
    """Words of a newspaper's column on one line: white space stays only between words in plain letters and digits."""
    return "".join(_set(text.split()))


def _set(pieces: list[str]) -> Iterator[str]:
    for left, right in zip(["", *pieces], pieces, strict=False):
        if left and left[-1].isascii() and right[0].isascii():
            yield " "
        yield right
