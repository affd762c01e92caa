"""Targets in the cells of a table: what is counted stands in the head and in the row's first words."""

from __future__ import annotations

import re

from builder.finding.goals import Words, goals
from builder.finding.lines import Line
from builder.finding.metrics import SHARES
from builder.finding.periods import times
from builder.finding.status import Said, status
from builder.finding.tables import FIGURE, UNIT, Row, heads
from builder.finding.text import Span
from builder.lexicon import Lexicon
from builder.model import Period, Status, Target, Unplaced

OWN_UNITS = (*SHARES, "分")
"""Units that a column says for itself only; a count's unit holds for the counts beside it."""


def cell_targets(line: Line) -> tuple[list[Target], list[Unplaced]]:
    """云台街道 | 36 | 91.7% | 9月20日前 – and the cells whose figures count nothing (序号)."""
    row = line.row
    if row is None:
        return [], []
    out: list[Target] = []
    left: list[Unplaced] = []
    for column, kind in enumerate(row.columns):
        target = _number(line, row, column) if row.is_figure(column) else _deadline(line, row, column)
        place = line.evidence(row.cells[column])
        if target:
            out.append(target)
        elif row.is_figure(column) and place:
            left.append(Unplaced(place, "序号" if kind == "label" else "未能理解"))
    return out, left


def _number(line: Line, row: Row, column: int) -> Target | None:
    head = UNIT.sub("", row.head[column])
    figure = FIGURE.fullmatch(row.text(column))
    unit = _unit(row, column, line.lexicon)
    name = _metric(line, row, head)
    if figure is None or row.columns[column] == "label" or not name or unit is None:
        return None
    period = _period(line, head)
    state = _state(line, head, period)
    return _target(line, row, column, name, _value(figure), unit, period, state)


def _value(figure: re.Match[str]) -> float:
    return float(figure["value"].replace(",", "")) * (-1 if figure["sign"] else 1)


def _deadline(line: Line, row: Row, column: int) -> Target | None:
    """整改时限 | 9月20日前; where the row tells figures in words (新建幼儿园5所), the day is theirs."""
    is_due = row.columns[column] == "due"
    period = _first_period(line, row.text(column)) if is_due else None
    today = line.article.date
    if period is None or period.end is None or (today and period.end < today) or line.quantities:
        return None
    name = _task(line, row) or heads(line.lexicon).due.sub("", row.head[column])
    return _target(line, row, column, name, None, None, period, "planned") if len(name) > 1 else None


def _target(
    line: Line,
    row: Row,
    column: int,
    name: str,
    value: float | None,
    unit: str | None,
    period: Period | None,
    state: Status,
) -> Target | None:
    first = column if value is None else max(0, column - 1)
    place = line.evidence(Span(row.cells[first].start, row.cells[column].end))
    if place is None:
        return None
    owner = _owner(line, row)
    words = Words(name, line.plain, line.plain, line.heading + (owner or ""), line.background)
    return Target(
        kind="number" if value is not None else "deadline",
        metric=name,
        comparator="=" if value is not None else None,
        value=value,
        unit=unit,
        period=period,
        status=state,
        owner=owner,
        goals=goals(words, line.lexicon),
        evidence=(place,),
        rule="cell_targets",
    )


def _owner(line: Line, row: Row) -> str | None:
    """The body whose task the row is, or whose row it is; else what the article says of the place."""
    cells = row.cells_of("assigned")[:1] or row.cells_of("body")
    named = [body for cell in cells for body in line.scope.named(line.text(cell))]
    return named[0] if named else line.owner(row.cells[0].start)


def _metric(line: Line, row: Row, head: str) -> str:
    """完成率 of a bureau; 规上工业增加值 | 增长; 规上工业增加值 where the head is 绝对值."""
    task = _task(line, row)
    column = _without_times(line, head)
    return task if task and heads(line.lexicon).plain.fullmatch(column) else task + column


def _task(line: Line, row: Row) -> str:
    """What the row counts or is to do: its first cell that is neither a body, a label nor a figure; empty without one."""
    for column, kind in enumerate(row.columns):
        text = row.text(column)
        is_text = kind == "other" and not row.is_figure(column)
        if is_text and re.search("[一-龥]{2}", text) and not re.search("[0-9]", text) and text not in line.scope.ids:
            return UNIT.sub("", text)
    return ""


def _unit(row: Row, column: int, lexicon: Lexicon) -> str | None:
    """The cell's own unit, else the head's, else that of the counts before it; None where nothing says one."""
    figure = FIGURE.fullmatch(row.text(column))
    if figure and _is_unit(figure["unit"], lexicon):
        return figure["unit"]
    for other in range(column, -1, -1):
        said = UNIT.search(row.head[other])
        if said and _is_unit(said["unit"], lexicon) and (other == column or said["unit"] not in OWN_UNITS):
            return said["unit"]
    labels = (UNIT.search(row.text(n)) for n in range(column) if not row.is_figure(n))
    return next((label["unit"] for label in labels if label and _is_unit(label["unit"], lexicon)), None)


def _is_unit(word: str, lexicon: Lexicon) -> bool:
    """Whether 亿元 or 万平方米 is one; 累计 and 持平 in a bracket are none."""
    return word.lstrip("百千万亿") in lexicon.words("numerals", "units")


def _period(line: Line, head: str) -> Period | None:
    """What the head says (1—9月), else the heading above the table (截至9月8日), else the headline."""
    return next((period for words in (head, *line.headings) if (period := _first_period(line, words))), line.headline)


def _first_period(line: Line, words: str) -> Period | None:
    found = times(words, line.article.year, line.article.date, line.lexicon)
    return next((time.period for time in found if time.period), None)


def _without_times(line: Line, head: str) -> str:
    for time in reversed(times(head, line.article.year, line.article.date, line.lexicon)):
        head = head[: time.start] + head[time.end :]
    return head


def _state(line: Line, head: str, period: Period | None) -> Status:
    words = heads(line.lexicon)
    if words.planned_first.match(head):
        return "planned"
    if words.reached.search(head):
        return "actual"
    if words.planned.search(head):
        return "planned"
    return status(Said(head, "", "", line.headings, period), line.article, line.lexicon, otherwise="planned")
