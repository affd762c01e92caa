"""The lists of work as files: one table of all tasks, and a workbook with a sheet for each unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from builder.model import Duty, Evidence
from builder.writing import words, worklists
from builder.writing.atlas import anchor
from builder.writing.diagrams import UNSAID
from builder.writing.exports.cells import Cell
from builder.writing.exports.guide import File
from builder.writing.exports.tables import MIDDLE, NARROW, TEXT, WIDE, Head, Table
from builder.writing.views import Desk, sentence
from builder.writing.worklists import Name, Task, Worklist

MOST_SHEETS = 200
"""Sheets of units in one workbook; the sheet of all tasks has the others too."""
LONGEST_NAME = 31
"""Characters of a sheet's name that spreadsheets take."""
ALL = "全部任务"
SIGNATURES = "主责单位负责人（签字）：____________    分管领导（签字）：____________    日期：__________"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")

HEADS = (
    Head("单位", "清单是谁的；“未写明单位”是文章写了任务而没有写明由谁负责", WIDE),
    Head("序号", "在这份清单里的次序，随收录的文章变动", NARROW),
    Head("编号", "由内容算出；内容不变，编号就不变", MIDDLE),
    Head("类别", "目标、项目或职责", NARROW),
    Head("任务", "要做到什么；项目写项目名称，职责照原文", WIDE),
    Head("数量", "连同界限和计量单位", MIDDLE),
    Head("时限", "什么时候做到；项目取写到的最后一个时限", MIDDLE),
    Head("止", "时限的最后一天", NARROW + 2),
    Head("节点", "项目写到的节点", WIDE),
    Head("牵头", "目标、项目、职责归谁；写明由谁牵头的也列出", WIDE),
    Head("配合", "同一段文字里写明配合这个单位的", WIDE),
    Head("进度", "按公布的规则和进度记录；没有记录写“未见报道”，项目写到进展的写“文中写到”", MIDDLE),
    Head("进度依据", "最近一条记录的日期和来源；项目照录文章写到的进度", WIDE),
    Head("原句", "文章里写着它的那一句", TEXT),
    Head("文章", "那一篇的标题", WIDE),
    Head("文章日期", "那一篇的日期；空着是没有写明", NARROW + 2),
    Head("网页", "它在网站上的位置，从首页所在处算起", WIDE),
)
"""Columns of every table; a new one goes to the end."""


def every(desk: Desk, lists: Iterable[Worklist]) -> Table:
    """One table of all tasks of all units."""
    rows = tuple(_row(desk, one, task) for one in lists for task in one.tasks)
    about = "一行是一项任务，按单位排列；文章没有写明的写“文中未写明”。"
    return Table("lists", ALL, about, HEADS, rows)


def workbook(work: Table, lists: Sequence[Worklist]) -> list[Table]:
    """The sheets of the workbook: all tasks, then one sheet for each unit, as far as there is room."""
    taken = {ALL.casefold()}
    sheets = [work]
    at = 0
    for one in lists[:MOST_SHEETS]:
        rows = work.rows[at : at + len(one.tasks)]
        at += len(one.tasks)
        title = _sheet_name(one.name, taken)
        sheets.append(replace(work, title=title, rows=rows, header=f"{one.name}任务清单", footer=SIGNATURES))
    return sheets


def files(work: Table, lists: Sequence[Worklist]) -> tuple[File, ...]:
    """What the page of the folder says of the two files."""
    left = len(lists) - MOST_SHEETS
    more = f"；单位太多，另有{left}个只在第一页里" if left > 0 else ""
    return (
        File("lists.xlsx", f"一单位一清单：第一页是全部任务，之后一个单位一页，可打印签字{more}", f"{len(lists)}份清单"),
        File("lists.csv", f"一单位一清单，合为一表。{work.about}", f"{len(work.rows)}行"),
    )


def _sheet_name(name: str, taken: set[str]) -> str:
    """``name`` as spreadsheets take it, unlike every name in ``taken`` whatever the case, and noted there."""
    plain = " ".join(_FORBIDDEN.sub(" ", name).split()).strip("' ") or "单位"
    plain = f"{plain}_" if plain.casefold() in ("history", "历史记录") else plain
    tried, n = _cut(plain, ""), 1
    while tried.casefold() in taken:
        n += 1
        tried = _cut(plain, f"（{n}）")
    taken.add(tried.casefold())
    return tried


def _cut(name: str, tail: str) -> str:
    """``name`` with ``tail`` in 31 half-words: a sign outside the common plane counts two."""
    kept = name
    while len(f"{kept}{tail}".encode("utf-16-le")) > 2 * LONGEST_NAME:
        kept = kept[:-1]
    return f"{kept.strip(chr(39) + ' ')}{tail}"


def _row(desk: Desk, one: Worklist, task: Task) -> tuple[Cell, ...]:
    place = next(iter(_places(desk, task)), None)
    article = desk.atlas.articles.get(place.article) if place else None
    day, source = worklists.reported(task)
    report = "，".join(filter(None, (words.day(day) if day else "", source))) or task.said
    return (
        one.name,
        task.number,
        task.id,
        task.kind,
        task.what,
        task.quantity or UNSAID,
        words.due(task.due) if task.due and task.due.end else UNSAID,
        task.due.end if task.due else None,
        task.node or UNSAID,
        _names(task.lead),
        _names(task.partners),
        worklists.standing(task)[1],
        report,
        sentence(article, place) if article and place else "",
        article.title if article else "",
        article.date if article else None,
        f"{one.address}#{anchor(task.id)}",
    )


def _places(desk: Desk, task: Task) -> Sequence[Evidence]:
    """Where it is stated, newest article first where the atlas knows that order."""
    if isinstance(task.record, Duty):
        return task.record.evidence
    return [place.evidence for place in desk.atlas.of_record.get(task.id, ())]


def _names(names: Iterable[Name]) -> str:
    return "、".join(name for name, _ in names) or UNSAID
