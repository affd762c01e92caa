"""An article with every fact drawn under its words and the rule that found it."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Article, Cadence, Evidence, Findings, Quote, Target

WIDTH = 80
"""Columns of a terminal; a Han character takes two."""
SIGNS = {">=": "以上", ">": "超过", "<=": "以内", "<": "不足", "~": "左右", "=": "", None: ""}


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One fact, ready to be drawn: its stretch of a paragraph and what stands beside the line."""

    start: int
    end: int
    label: str


def draw(findings: Findings) -> str:
    """The whole article, paragraph by paragraph, each fact under its words."""
    article = findings.article
    dated = f"日期 {article.date or '未知'}（{article.date_source or '无'}）"
    head = f"{article.title}\n{dated}  年份 {article.year or '未知'}（{article.year_source or '无'}）\n"
    drawn = [_paragraph(number, findings) for number in range(len(article.paragraphs))]
    return "\n".join([head, *drawn]) + "\n"


def _paragraph(number: int, findings: Findings) -> str:
    text = findings.article.paragraphs[number].text
    facts = [_drawn(findings.article, number, place, label) for place, label in _labelled(findings) if place.paragraph == number]
    lines = []
    for start, end in _rows(text):
        lines.append(text[start:end])
        lines += [_stroke(text, start, end, fact) for fact in facts if fact.start < end and start < fact.end]
    return "\n".join(lines)


def _labelled(findings: Findings) -> Iterator[tuple[Evidence, str]]:
    for target in findings.targets:
        yield target.evidence[0], _target(target)
    for cadence in findings.cadences:
        yield cadence.evidence[0], _cadence(cadence)
    for quote in findings.quotes:
        yield quote.evidence[0], _quote(quote)
    for mechanism in findings.mechanisms:
        yield mechanism.evidence[0], f"制 {mechanism.name} [{mechanism.rule}]"
    for project in findings.projects:
        yield project.evidence[0], f"项 {project.name} [{project.rule}]"
    for duty in findings.duties:
        yield duty.evidence[0], f"责 {duty.superior}｜{duty.role}｜{duty.inferior or duty.work} [{duty.rule}]"
    for tour in findings.tours:
        yield tour.evidence[0], f"观 {tour.name}｜{tour.body or '无主体'} [{tour.rule}]"
    for theme in findings.themes:
        yield (
            theme.evidence[0],
            f"年 {theme.name}｜{theme.year or '无年份'}｜{theme.body or theme.level or '无主体'} [{theme.rule}]",
        )
    for step in findings.escalations:
        yield step.evidence[0], f"阶 {step.order}｜{step.condition}｜{step.step}｜{step.by or '未写由谁'} [{step.rule}]"
    for unplaced in findings.unplaced:
        yield unplaced.evidence, f"未采用 {unplaced.reason}"


def _target(target: Target) -> str:
    value = "" if target.value is None else f"{target.value:g}{target.unit or ''}{SIGNS[target.comparator]}"
    if target.value_high is not None:
        value = f"{target.value:g}—{target.value_high:g}{target.unit or ''}"
    days = f"{target.period.start or '…'}—{target.period.end or '…'}" if target.period else "无期限"
    parts = [target.metric, value or target.benchmark or "", days, target.status, target.owner or "无主体", *target.goals[:1]]
    return f"数 {'｜'.join(p for p in parts if p)} [{target.rule}]"


def _cadence(cadence: Cadence) -> str:
    return f"拍 {cadence.frequency}｜{cadence.activity}｜{cadence.subject}｜{cadence.body or '无主体'} [{cadence.rule}]"


def _quote(quote: Quote) -> str:
    kind = "言" if quote.kind == "direct" else "转"
    return f"{kind} {quote.speaker or ''}｜{quote.body or '无主体'} [{quote.rule}]"


def _drawn(article: Article, number: int, place: Evidence, label: str) -> _Drawn:
    offsets = article.paragraphs[number].offsets
    return _Drawn(bisect_left(offsets, place.start), bisect_left(offsets, place.end), label)


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of ``text`` that fit the width."""
    start, width = 0, 0
    for position, character in enumerate(text):
        width += _columns(character)
        if width > WIDTH:
            yield start, position
            start, width = position, _columns(character)
    if start < len(text):
        yield start, len(text)


def _stroke(text: str, start: int, end: int, fact: _Drawn) -> str:
    """└──┘ under the part of the fact in this row; the label only where the fact ends."""
    left, right = max(start, fact.start), min(end, fact.end)
    indent = sum(_columns(c) for c in text[start:left])
    width = max(2, sum(_columns(c) for c in text[left:right]))
    line = " " * indent + "└" + "─" * (width - 2) + "┘"
    return f"{line} {fact.label}" if fact.end <= end else line


def _columns(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1
