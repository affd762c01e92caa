"""The briefing as data: ``data/briefing.json``, the interface for every other use, and its JSON Schema.

The form is ``briefing/1``; ``briefing.schema.json`` beside this module describes
it field by field. Same briefing, same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from builder.model import (
    Anchor,
    Article,
    Body,
    Briefing,
    Cadence,
    Duty,
    Entry,
    Escalation,
    Evidence,
    Mechanism,
    Milestone,
    Node,
    Period,
    Progress,
    Project,
    Quote,
    Report,
    Sheet,
    Target,
    Theme,
    Tour,
    Unplaced,
)
from builder.writing.standings import WORDS

SCHEMA = "briefing/1"
DOCUMENT = "data/briefing.json"
"""Where the data lies below the docs folder."""
SCHEMA_FILE = Path(__file__).parent / "briefing.schema.json"

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Record = dict[str, Json]
Pages = Mapping[str, str]
"""Record id → the address of the place on the site that shows it, seen from the site's root."""

_HALF = re.compile("[\ud800-\udfff]")


def sheets(briefing: Briefing, pages: Pages) -> list[Sheet]:
    """``data/briefing.json`` and ``data/briefing.schema.json``.

    A record that is not in ``pages`` has the url null.
    """
    return [
        Sheet(DOCUMENT, _text(_briefing(briefing, pages))),
        Sheet("data/briefing.schema.json", SCHEMA_FILE.read_text(encoding="utf-8")),
    ]


def document(briefing: Briefing) -> Record:
    """The data as it stands in the file, without addresses: what one build is compared with another by."""
    return _briefing(briefing, {})


def _text(data: Record) -> str:
    written = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)
    # Half a surrogate pair has no UTF-8 form; JSON can still say it.
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", written) + "\n"


def _briefing(briefing: Briefing, pages: Pages) -> Record:
    return {
        "$schema": "briefing.schema.json",
        "schema": SCHEMA,
        "as_of": _iso(briefing.as_of),
        "as_of_source": briefing.as_of_source,
        "anchors": [_anchor(anchor) | {"body": anchor.body or None} for anchor in briefing.anchors],
        "articles": [_article(article, pages) for article in briefing.articles],
        "bodies": [_body(body, pages) for body in briefing.bodies],
        "goals": [{"id": goal.id, "name": goal.name, "url": pages.get(goal.id)} for goal in briefing.goals],
        "targets": [_target(target, pages) for target in briefing.targets],
        "cadences": [_cadence(cadence, pages) for cadence in briefing.cadences],
        "quotes": [_quote(quote, pages) for quote in briefing.quotes],
        "mechanisms": [_mechanism(mechanism, pages) for mechanism in briefing.mechanisms],
        "projects": [_project(project, pages) for project in briefing.projects],
        "duties": [_duty(duty) for duty in briefing.duties],
        "tours": [_tour(tour, pages) for tour in briefing.tours],
        "themes": [_theme(theme, pages) for theme in briefing.themes],
        "escalations": [_escalation(step, pages) for step in briefing.escalations],
        "unplaced": [_unplaced(unplaced) for unplaced in briefing.unplaced],
        "unread": [{"file": unread.file, "reason": unread.reason} for unread in briefing.unread],
        "progress": [_progress(progress) for progress in briefing.progress],
        "entries": [_entry(entry) for entry in briefing.entries],
        "refused": [
            {"file": refused.file, "line": refused.line, "field": refused.field, "reason": refused.reason}
            for refused in briefing.refused
        ],
        "yardstick": [{"standing": key, "word": WORDS[key], "when": told} for key, told in briefing.yardstick],
    }


def _article(article: Article, pages: Pages) -> Record:
    return {
        "id": article.id,
        "file": article.file,
        "title": article.title,
        "deck": article.deck,
        "date": _iso(article.date),
        "date_source": article.date_source,
        "year": article.year,
        "year_source": article.year_source,
        "authors": list(article.authors),
        "outlet": article.outlet,
        "url": pages.get(article.id),
        "text": article.text,
    }


def _body(body: Body, pages: Pages) -> Record:
    return {
        "id": body.id,
        "name": body.name,
        "kind": body.kind,
        "aliases": list(body.aliases),
        "parent": body.parent,
        "url": pages.get(body.id),
        "evidence": _places(body.evidence),
    }


def _target(target: Target, pages: Pages) -> Record:
    return {
        "id": target.id,
        "kind": target.kind,
        "metric": target.metric,
        "comparator": target.comparator,
        "value": _number(target.value),
        "value_high": _number(target.value_high),
        "unit": target.unit,
        "benchmark": target.benchmark,
        "period": _period(target.period),
        "status": target.status,
        "strength": target.strength,
        "owner": target.owner,
        "goals": list(target.goals),
        "conflicts": list(target.conflicts),
        "rule": target.rule,
        "url": pages.get(target.id),
        "evidence": _places(target.evidence),
    }


def _cadence(cadence: Cadence, pages: Pages) -> Record:
    return {
        "id": cadence.id,
        "frequency": cadence.frequency,
        "activity": cadence.activity,
        "subject": cadence.subject,
        "body": cadence.body,
        "goals": list(cadence.goals),
        "day": _anchor(cadence.day) if cadence.day else None,
        "rule": cadence.rule,
        "url": pages.get(cadence.id),
        "evidence": _places(cadence.evidence),
    }


def _anchor(anchor: Anchor) -> Record:
    return {"frequency": anchor.frequency, "day": anchor.day, "month": anchor.month or None, "words": anchor.words or None}


def _quote(quote: Quote, pages: Pages) -> Record:
    return {
        "id": quote.id,
        "kind": quote.kind,
        "text": quote.text,
        "body": quote.body,
        "speaker": quote.speaker,
        "post": quote.post,
        "rule": quote.rule,
        "url": pages.get(quote.id),
        "evidence": _places(quote.evidence),
    }


def _mechanism(mechanism: Mechanism, pages: Pages) -> Record:
    return {
        "id": mechanism.id,
        "name": mechanism.name,
        "text": mechanism.text,
        "rule": mechanism.rule,
        "url": pages.get(mechanism.id),
        "evidence": _places(mechanism.evidence),
    }


def _project(project: Project, pages: Pages) -> Record:
    return {
        "id": project.id,
        "name": project.name,
        "body": project.body,
        "milestones": [_milestone(milestone) for milestone in project.milestones],
        "nodes": [_node(node) for node in project.nodes],
        "rule": project.rule,
        "url": pages.get(project.id),
        "evidence": _places(project.evidence),
    }


def _duty(duty: Duty) -> Record:
    return {
        "id": duty.id,
        "superior": duty.superior,
        "role": duty.role,
        "inferior": duty.inferior,
        "work": duty.work,
        "superior_body": duty.superior_body,
        "inferior_body": duty.inferior_body,
        "rule": duty.rule,
        "evidence": _places(duty.evidence),
    }


def _tour(tour: Tour, pages: Pages) -> Record:
    return {
        "id": tour.id,
        "name": tour.name,
        "held": _period(tour.held),
        "places": list(tour.places),
        "projects": _number(tour.projects),
        "investment": tour.investment,
        "scoring": tour.scoring,
        "body": tour.body,
        "rule": tour.rule,
        "url": pages.get(tour.id),
        "evidence": _places(tour.evidence),
    }


def _theme(theme: Theme, pages: Pages) -> Record:
    return {
        "id": theme.id,
        "name": theme.name,
        "year": theme.year,
        "focus": list(theme.focus),
        "body": theme.body,
        "level": theme.level,
        "rule": theme.rule,
        "url": pages.get(theme.id),
        "evidence": _places(theme.evidence),
    }


def _escalation(step: Escalation, pages: Pages) -> Record:
    return {
        "id": step.id,
        "ladder": step.ladder,
        "order": step.order,
        "condition": step.condition,
        "step": step.step,
        "by": step.by,
        "body": step.body,
        "rule": step.rule,
        "url": pages.get(step.id),
        "evidence": _places(step.evidence),
    }


def _milestone(milestone: Milestone) -> Record:
    return {"text": milestone.text, "due": _period(milestone.due), "progress": milestone.progress}


def _node(node: Node) -> Record:
    return {
        "name": node.name,
        "due": _period(node.due),
        "reached": node.reached,
        "text": node.text,
        "evidence": _places(node.evidence),
    }


def _progress(progress: Progress) -> Record:
    return {
        "about": progress.about,
        "standing": progress.standing,
        "word": WORDS[progress.standing],
        "inputs": [{"name": name, "value": value} for name, value in progress.inputs],
        "reports": [_report(report) for report in progress.reports],
        "last_mentioned": _iso(progress.last_mentioned),
    }


def _report(report: Report) -> Record:
    return {
        "day": _iso(report.day),
        "value": _number(report.value),
        "node": report.node,
        "source": report.source,
        "reason": report.reason,
        "fact": report.fact,
        "entered": report.entered,
    }


def _entry(entry: Entry) -> Record:
    return {
        "id": entry.id,
        "about": entry.about,
        "day": entry.day.isoformat(),
        "value": _number(entry.value),
        "node": entry.node,
        "source": entry.source,
        "note": entry.note,
        "file": entry.file,
        "line": entry.line,
    }


def _unplaced(unplaced: Unplaced) -> Record:
    return _place(unplaced.evidence) | {"reason": unplaced.reason}


def _places(evidence: Iterable[Evidence]) -> list[Json]:
    return [_place(place) for place in evidence]


def _place(evidence: Evidence) -> Record:
    return {"article": evidence.article, "start": evidence.start, "end": evidence.end, "text": evidence.text}


def _period(period: Period | None) -> Record | None:
    if period is None:
        return None
    return {"start": _iso(period.start), "end": _iso(period.end), "words": period.words}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(value: float | None) -> int | float | None:
    """46, not 46.0: a count is whole, as the article has it."""
    return int(value) if value is not None and float(value).is_integer() else value
