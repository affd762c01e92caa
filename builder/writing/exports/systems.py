"""Tables of working systems: observation tours, themes of the year, steps for those who lag."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from builder.model import Article, Escalation, Evidence, Theme, Tour
from builder.writing import words
from builder.writing.atlas import links
from builder.writing.exports.cells import Cell, number
from builder.writing.exports.tables import MIDDLE, NARROW, TEXT, WIDE, Column, Head, Table
from builder.writing.views import Desk, sentence

Row = TypeVar("Row", bound=Tour | Theme | Escalation)


def tables(desk: Desk) -> tuple[Table, ...]:
    """One table for each kind of system; an empty one has its heads."""
    return tours(desk), themes(desk), escalations(desk)


def tours(desk: Desk) -> Table:
    """Every observation tour that was held."""
    columns: tuple[Column[Tour], ...] = (
        Column("编号", "观摩的编号", MIDDLE, lambda t: t.id),
        Column("名称", "照原文", WIDE, lambda t: t.name),
        Column("单位", "谁组织的；空着是原文没有写明", WIDE, lambda t: desk.atlas.name(t.body)),
        Column("时间", "什么时候举行；空着是原文没有写明", MIDDLE, lambda t: words.period_words(t.held) if t.held else None),
        Column("起", "第一天", NARROW + 2, _start),
        Column("止", "最后一天", NARROW + 2, lambda t: t.held.end if t.held else None),
        Column("看了什么", "去了哪些地方，照原文", WIDE, lambda t: "、".join(t.places)),
        Column("项目数", "看了几个项目", NARROW, lambda t: number(t.projects)),
        Column("总投资", "照原文", MIDDLE, lambda t: t.investment),
        Column("怎么评", "写打分、评议、排名的那一句", TEXT, lambda t: t.scoring),
    )
    return _table("tours", "现场观摩", "一行是一次已经举行的观摩、擂台比武。", desk, columns, desk.atlas.briefing.tours)


def themes(desk: Desk) -> Table:
    """Every theme of a year."""
    columns: tuple[Column[Theme], ...] = (
        Column("编号", "主题的编号", MIDDLE, lambda t: t.id),
        Column("年份", "哪一年的主题；没有写的按文章的年份", NARROW, lambda t: t.year),
        Column("单位", "谁的主题；收录的单位里没有的，照原文（全市）", WIDE, lambda t: desk.atlas.name(t.body) or t.level),
        Column("年度主题", "照原文", MIDDLE, lambda t: t.name),
        Column("主攻方向", "同一段话里点到的，照原文", WIDE, lambda t: "；".join(t.focus)),
    )
    return _table("themes", "年度主题", "一行是一个单位一年的主题。", desk, columns, desk.atlas.briefing.themes)


def escalations(desk: Desk) -> Table:
    """Every step of every rule."""
    columns: tuple[Column[Escalation], ...] = (
        Column("编号", "这一步的编号", MIDDLE, lambda e: e.id),
        Column("规定", "同一条规定的几步，这一格相同", MIDDLE, lambda e: e.ladder),
        Column("第几步", "在那条规定里的次序", NARROW, lambda e: e.order),
        Column("单位", "谁的规定；空着是原文没有写明", WIDE, lambda e: desk.atlas.name(e.body)),
        Column("什么情况", "照原文", WIDE, lambda e: e.condition),
        Column("怎么办", "照原文", WIDE, lambda e: e.step),
        Column("由谁", "照原文；空着是没有写", MIDDLE, lambda e: e.by),
    )
    about = "一行是一条规定的一步；是规定，不是对哪个单位的判断。"
    return _table("escalations", "督促与问责", about, desk, columns, desk.atlas.briefing.escalations)


def _start(tour: Tour) -> date | None:
    return tour.held.start if tour.held else None


def _table(stem: str, title: str, about: str, desk: Desk, own: Sequence[Column[Row]], rows: Iterable[Row]) -> Table:
    """The table with the columns that say where each row stands."""
    shared: tuple[Column[Row], ...] = _sourced(desk)
    columns = (*own, *shared)
    heads = tuple(Head(column.head, column.meaning, column.width) for column in columns)
    return Table(stem, title, about, heads, tuple(tuple(column.cell(row) for column in columns) for row in rows))


def _sourced(desk: Desk) -> tuple[Column[Row], ...]:
    """The sentence, the article and the page of a row, under the heads that the other tables have."""
    atlas = desk.atlas
    shown = links(atlas)

    def first(row: Row) -> Evidence | None:
        return next((place for place in row.evidence if place.article in atlas.articles), None)

    def of_article(read: Callable[[Article, Evidence], Cell]) -> Callable[[Row], Cell]:
        def cell(row: Row) -> Cell:
            place = first(row)
            return read(atlas.articles[place.article], place) if place else None

        return cell

    return (
        Column("原句", "文章里写着它的那一句；有几处的取最新一篇里的", TEXT, of_article(sentence)),
        Column("文章", "那一篇的标题", WIDE, of_article(lambda found, _: found.title)),
        Column("文章日期", "那一篇的日期；空着是没有写明", NARROW + 2, of_article(lambda found, _: found.date)),
        Column("文章年份", "“今年”“一季度”按哪一年算", NARROW, of_article(lambda found, _: found.year)),
        Column("年份依据", "年份从哪里读出；“推断”是由别的文章推得", MIDDLE, of_article(lambda found, _: found.year_source)),
        Column("媒体", "刊发的报纸或网站；空着是文章里没有写", MIDDLE, of_article(lambda found, _: found.outlet)),
        Column("文件", "那一篇在文章文件夹里的文件", MIDDLE, of_article(lambda found, _: found.id)),
        Column("出处数", "一共几处写到它", NARROW, lambda row: len(row.evidence)),
        Column("网页", "它在网站上的位置，从首页所在处算起", WIDE, lambda row: shown.get(row.id)),
    )
