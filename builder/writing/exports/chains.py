"""The table of the chain of responsibility: who stands under whom, who leads, who helps, who is charged with what."""

from __future__ import annotations

from builder.model import Duty, Evidence
from builder.writing.diagrams import ROLES
from builder.writing.exports.tables import MIDDLE, NARROW, TEXT, WIDE, Column, Table, source_columns, table
from builder.writing.views import Desk

PAGE = "mechanisms/index.html#chain"


def duties(desk: Desk) -> Table:
    """One row for each link."""
    atlas = desk.atlas

    def first(duty: Duty) -> Evidence | None:
        return next((place for place in duty.evidence if place.article in atlas.articles), None)

    columns: tuple[Column[Duty], ...] = (
        Column("编号", "由内容算出；内容不变，编号就不变", MIDDLE, lambda d: d.id),
        Column("上级或牵头", "照原文：下设别人的、牵头的、负责的", WIDE, lambda d: d.superior),
        Column("关系", "下设、办公室设在、牵头、配合、负责", NARROW, lambda d: ROLES[d.role]),
        Column("下级", "照原文：被下设的、办公室所在的、被牵头的、配合的；“负责”的空着", WIDE, lambda d: d.inferior),
        Column("事项", "“负责”的是什么，照原文；别的关系空着", TEXT, lambda d: d.work),
        Column("上级单位", "“上级或牵头”是哪个单位；空着是认不出", WIDE, lambda d: atlas.name(d.superior_body)),
        Column("下级单位", "“下级”是哪个单位；空着是认不出", WIDE, lambda d: atlas.name(d.inferior_body)),
        *source_columns(desk, first, lambda d: len(d.evidence), lambda d: PAGE if d.evidence else None),
    )
    about = "一行是原文写明的一条上下级、牵头、配合或负责的关系。"
    return table("duties", "责任链条", about, columns, atlas.briefing.duties)
