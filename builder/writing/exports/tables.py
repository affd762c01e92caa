"""The tables that leave the site: which columns they have, what each means, and the cells of every row.

New columns go to the end of their table, so that whoever counts columns is not misled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from builder.model import (
    Article,
    Body,
    Cadence,
    Comparator,
    Evidence,
    Milestone,
    Period,
    Project,
    Quote,
    QuoteKind,
    Status,
    Target,
    TargetKind,
)
from builder.writing import standings, words
from builder.writing.atlas import Record, anchor, home
from builder.writing.exports.cells import Cell, number
from builder.writing.rhythm import recurrence
from builder.writing.views import Desk, sentence, table_order

Row = TypeVar("Row")

KINDS: dict[TargetKind, str] = {"number": "数量", "relative": "相对", "deadline": "时限"}
STATUSES: dict[Status, str] = {"planned": "计划", "actual": "据报道已达", "context": "背景"}
QUOTES: dict[QuoteKind, str] = {"direct": "直接引语", "indirect": "转述"}
BOUNDS: dict[Comparator, str] = {"=": "等于", ">=": "不低于", ">": "高于", "<=": "不高于", "<": "低于", "~": "约"}

NARROW, MIDDLE, WIDE, TEXT = 10.0, 16.0, 30.0, 60.0
"""Widths of columns in a workbook, in characters of its standard type."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its head, what it means, and how its cell is read from what a row is about."""

    head: str
    meaning: str
    width: float
    cell: Callable[[Row], Cell]


@dataclass(frozen=True, slots=True)
class Head:
    """What a table shows of a column."""

    head: str
    meaning: str
    width: float


@dataclass(frozen=True, slots=True)
class Table:
    """One table, ready to be written in any form."""

    stem: str
    """The file's name without its ending."""
    title: str
    """What it is called: the name of its sheet."""
    about: str
    """One sentence: what a row is."""
    columns: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    header: str = ""
    """What stands above each printed page of its sheet; plain words."""
    footer: str = ""
    """What stands below it instead of the sheet's name."""


def tables(desk: Desk) -> tuple[Table, ...]:
    """Every table, in the order of the workbook's sheets."""
    return targets(desk), cadences(desk), quotes(desk), projects(desk), bodies(desk)


def targets(desk: Desk) -> Table:
    """The targets of the page of all targets, in its order."""
    atlas = desk.atlas
    shown = [target for target in atlas.briefing.targets if target.status != "context"]
    columns: tuple[Column[Target], ...] = (
        Column("编号", "由内容算出；内容不变，编号就不变", MIDDLE, lambda t: t.id),
        Column("单位", "目标由谁提出、交给谁或说的是谁；空着是原文没有写明", WIDE, lambda t: atlas.name(t.owner)),
        Column("单位类别", "区市、部门、镇街、功能区、专班、企业、党群或其他", NARROW, lambda t: _kind(desk, t.owner)),
        Column("指标", "数的是什么、量的是什么；时限类是要做成的事", WIDE, lambda t: t.metric),
        Column("种类", "数量（有数）、相对（与别的相比）、时限（到期做成一件事）", NARROW, lambda t: KINDS[t.kind]),
        Column("目标值", "连同界限和计量单位，与网页上的写法相同", MIDDLE, lambda t: words.figure(t).plain),
        Column(
            "界限",
            "等于、不低于、高于、不高于、低于、约；时限类空着",
            NARROW,
            lambda t: BOUNDS[t.comparator] if t.comparator else None,
        ),
        Column("数值", "数字本身，按“计量单位”计；范围取下端", NARROW, lambda t: number(t.value)),
        Column("数值上端", "范围（5%至6%）的上端，不是范围就空着", NARROW, lambda t: number(t.value_high)),
        Column("计量单位", "照原文：个、亿元、%、个百分点……", NARROW, lambda t: t.unit),
        Column("比照", "相对目标与什么相比", MIDDLE, lambda t: t.benchmark),
        Column("期限", "说的是哪一段时间；原文没有写明的写“未写明期限”", MIDDLE, lambda t: words.period_words(t.period)),
        *_days(lambda t: t.period),
        Column("期限原话", "原文里的时间词", NARROW, lambda t: t.period.words if t.period else None),
        Column("性质", "计划（要达到的）或据报道已达（原文说已经达到的）", NARROW, lambda t: STATUSES[t.status]),
        Column("状态", "在资料截至日可以说的话；“已过期未见报道”不等于没有完成", MIDDLE, lambda t: _state(desk, t)),
        Column("力度", "原文表示把握的词：力争、确保、计划、完成……", NARROW, lambda t: t.strength),
        Column("领域", "所属工作领域，最贴切的在前", MIDDLE, lambda t: _goals(desk, t.goals)),
        Column("另说", "对同一件事给出不同数字的其他条目的编号", MIDDLE, lambda t: "、".join(t.conflicts)),
    )
    about = "一行是一项目标，与网页“目标总表”相同；背景数字不在其中，见 briefing.json。"
    return table(
        "targets",
        "目标",
        about,
        (*_sourced(desk, columns, lambda t: t), *_standing(desk, lambda t: t.id)),
        sorted(shown, key=table_order),
    )


def cadences(desk: Desk) -> Table:
    """Every beat of follow-up work."""
    atlas = desk.atlas
    columns: tuple[Column[Cadence], ...] = (
        Column("编号", "由内容算出；日历里同一项的标识以它开头", MIDDLE, lambda c: c.id),
        Column("节奏", "日、周、旬、月、季、半年、年", NARROW, lambda c: words.FREQUENCIES[c.frequency]),
        Column("做什么", "调度、督导、通报……", MIDDLE, lambda c: c.activity),
        Column("对什么", "对什么事；空着是原文没有写明", WIDE, lambda c: c.subject),
        Column("单位", "谁的制度；空着是原文没有写明", WIDE, lambda c: atlas.name(c.body)),
        Column("领域", "所属工作领域", MIDDLE, lambda c: _goals(desk, c.goals)),
        Column("见报日期", "最早写到它的文章的日期；推算从这一天起", MIDDLE, desk.since),
        Column(
            "推算规则",
            "日历（RFC 5545）的重复规则，旬是三条；文中没有写明、也没有另设日子的，周按周日，旬按10日、20日、月末",
            WIDE,
            lambda c: recurrence(c.frequency, desk.anchor(c)),
        ),
    )
    about = "一行是一项定期的调度、督导或通报。"
    return table("cadences", "调度节奏", about, _sourced(desk, columns, lambda c: c), atlas.briefing.cadences)


def quotes(desk: Desk) -> Table:
    """Every quote, direct and reported told apart."""
    atlas = desk.atlas
    columns: tuple[Column[Quote], ...] = (
        Column("编号", "由内容算出；内容不变，编号就不变", MIDDLE, lambda q: q.id),
        Column("种类", "直接引语（引号内原话）或转述（“表示”“指出”之后的话）", NARROW, lambda q: QUOTES[q.kind]),
        Column("言论", "说的话，不带外层引号", TEXT, lambda q: q.text),
        Column("单位", "说话的单位，或说话人所在的单位", WIDE, lambda q: atlas.name(q.body)),
        Column("发言人", "姓名；空着是原文没有写", NARROW, lambda q: q.speaker),
        Column("职务", "照原文", MIDDLE, lambda q: q.post),
    )
    return table("quotes", "言论", "一行是一段言论。", _sourced(desk, columns, lambda q: q), atlas.briefing.quotes)


@dataclass(frozen=True, slots=True)
class _Step:
    """One line of a project: a milestone, or the bare project where nothing is said of its progress."""

    project: Project
    order: int | None
    milestone: Milestone


def projects(desk: Desk) -> Table:
    """One row for each milestone; a project without one has a row of its own."""
    atlas = desk.atlas
    columns: tuple[Column[_Step], ...] = (
        Column("编号", "项目的编号；同一项目的几行相同", MIDDLE, lambda s: s.project.id),
        Column("项目", "项目名称", WIDE, lambda s: s.project.name),
        Column("单位", "项目属于谁；空着是原文没有写明", WIDE, lambda s: atlas.name(s.project.body)),
        Column("序号", "第几条进展；空着是原文没有写到进展", NARROW, lambda s: s.order),
        Column("进展或节点", "原文怎样说", TEXT, lambda s: s.milestone.text),
        Column("时限", "什么时候做成；空着是原文没有写明", MIDDLE, lambda s: _due(s.milestone)),
        *_days(lambda s: s.milestone.due),
        Column("进度", "原文写到的进度：完成50%、已封顶……", MIDDLE, lambda s: s.milestone.progress),
    )
    about = "一行是一个项目的一条进展；没有写到进展的项目也占一行。"
    every = _sourced(desk, columns, lambda s: s.project, lambda s: s.milestone.text)
    every = (*every, *_standing(desk, lambda s: s.project.id))
    return table("projects", "项目", about, every, _steps(atlas.briefing.projects))


def bodies(desk: Desk) -> Table:
    """Every body with the counts of its records."""
    atlas = desk.atlas
    columns: tuple[Column[Body], ...] = (
        Column("编号", "单位的编号", MIDDLE, lambda b: b.id),
        Column("名称", "文章里最全的叫法", WIDE, lambda b: b.name),
        Column("其他名称", "文章里的其他叫法，长的在前", WIDE, lambda b: "、".join(b.aliases)),
        Column("类别", "区市、部门、镇街、功能区、专班、企业、党群或其他", NARROW, lambda b: words.KINDS[b.kind]),
        Column("所属", "属于哪个区域；空着是文章里看不出", MIDDLE, lambda b: atlas.name(b.parent)),
        Column("目标数", "归它的目标有几项", NARROW, lambda b: len(atlas.facts(b.id).targets)),
        Column("调度数", "归它的调度、督导、通报有几项", NARROW, lambda b: len(atlas.facts(b.id).cadences)),
        Column("言论数", "它的言论有几段", NARROW, lambda b: len(atlas.facts(b.id).quotes)),
        Column("项目数", "归它的项目有几个", NARROW, lambda b: len(atlas.facts(b.id).projects)),
        Column("提到处数", "文章里提到它几处", NARROW, lambda b: len(b.evidence)),
        Column("网页", "它的网页，从网站的首页所在处算起", WIDE, lambda b: atlas.addresses.get(f"body:{b.id}")),
    )
    return table("bodies", "单位", "一行是文章里的一个单位或区域。", columns, atlas.briefing.bodies)


# ---------------------------------------------------------------- columns that tables share


def _days(of: Callable[[Row], Period | None]) -> tuple[Column[Row], ...]:
    def start(row: Row) -> date | None:
        period = of(row)
        return period.start if period else None

    def end(row: Row) -> date | None:
        period = of(row)
        return period.end if period else None

    return (
        Column("起", "那段时间的第一天；“某日前”没有起", NARROW + 2, start),
        Column("止", "那段时间的最后一天；到这一天为止都算", NARROW + 2, end),
    )


def _sourced(
    desk: Desk,
    columns: tuple[Column[Row], ...],
    of: Callable[[Row], Record],
    says: Callable[[Row], str] = lambda _: "",
) -> tuple[Column[Row], ...]:
    """``columns``, and behind them where a record stands: its sentence, its article, its place on the site.

    Of several places the first one that has the words of ``says`` is shown, else the first.
    """
    atlas = desk.atlas

    def first(row: Row) -> Evidence | None:
        places, wanted = [place.evidence for place in atlas.of_record.get(of(row).id, ())], says(row)
        fitting = (place for place in places if wanted in _told(desk, place)) if wanted else ()
        return next(iter((*fitting, *places)), None)

    def page(row: Row) -> str | None:
        shown = home(atlas, of(row))
        return f"{shown}#{anchor(of(row).id)}" if shown else None

    return (*columns, *source_columns(desk, first, lambda row: len(of(row).evidence), page))


def source_columns(
    desk: Desk,
    first: Callable[[Row], Evidence | None],
    count: Callable[[Row], int],
    page: Callable[[Row], str | None],
) -> tuple[Column[Row], ...]:
    """The columns behind those of a record, given the place that is shown, how many there are, and the address of the record."""
    articles = desk.atlas.articles

    def of_article(read: Callable[[Article], Cell]) -> Callable[[Row], Cell]:
        def cell(row: Row) -> Cell:
            place = first(row)
            return read(articles[place.article]) if place else None

        return cell

    def words_of(row: Row) -> str | None:
        place = first(row)
        return _told(desk, place) if place else None

    return (
        Column("原句", "文章里写着它的那一句；有几处的取最新一篇里的", TEXT, words_of),
        Column("文章", "那一篇的标题", WIDE, of_article(lambda found: found.title)),
        Column("文章日期", "那一篇的日期；空着是没有写明", NARROW + 2, of_article(lambda found: found.date)),
        Column("文章年份", "“今年”“一季度”按哪一年算", NARROW, of_article(lambda found: found.year)),
        Column("年份依据", "年份从哪里读出；“推断”是由别的文章推得", MIDDLE, of_article(lambda found: found.year_source)),
        Column("媒体", "刊发的报纸或网站；空着是文章里没有写", MIDDLE, of_article(lambda found: found.outlet)),
        Column("文件", "那一篇在文章文件夹里的文件", MIDDLE, of_article(lambda found: found.id)),
        Column("出处数", "一共几处写到它", NARROW, count),
        Column("网页", "它在网站上的位置，从首页所在处算起", WIDE, page),
    )


def _told(desk: Desk, place: Evidence) -> str:
    return sentence(desk.atlas.articles[place.article], place)


def table(stem: str, title: str, about: str, columns: tuple[Column[Row], ...], items: Iterable[Row]) -> Table:
    """One row of every column for each item."""
    heads = tuple(Head(column.head, column.meaning, column.width) for column in columns)
    return Table(stem, title, about, heads, tuple(tuple(column.cell(item) for column in columns) for item in items))


def _steps(found: Iterable[Project]) -> Iterable[_Step]:
    for project in found:
        if not project.milestones:
            yield _Step(project, None, Milestone(""))
        for order, milestone in enumerate(project.milestones, 1):
            yield _Step(project, order, milestone)


def _kind(desk: Desk, key: str | None) -> str | None:
    body = desk.atlas.bodies.get(key or "")
    return words.KINDS[body.kind] if body else None


def _goals(desk: Desk, keys: Iterable[str]) -> str:
    known = desk.atlas.goals
    return "、".join(known[key].name if key in known else key for key in keys)


def _state(desk: Desk, target: Target) -> str:
    return standings.told(desk.atlas.standing_of(target.id), target, desk.atlas.briefing.as_of)


def _standing(desk: Desk, of: Callable[[Row], str]) -> tuple[Column[Row], ...]:
    """Where the plan of a row stands, and what that follows from."""

    def word(row: Row) -> str | None:
        found = desk.atlas.standing_of(of(row))
        return standings.WORDS[found.standing] if found else None

    def why(row: Row) -> str | None:
        found = desk.atlas.standing_of(of(row))
        return "；".join(f"{name}：{value}" for name, value in found.inputs) if found else None

    return (
        Column("进展", "按公布的规则判断，见网页“进展台账”；空着是已报道的数，不是目标", MIDDLE, word),
        Column("进展依据", "判断用到的数，一项不漏", TEXT, why),
    )


def _due(milestone: Milestone) -> str | None:
    return words.period_words(milestone.due) if milestone.due else None
