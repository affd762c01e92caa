"""All sheets of a site, in order. A new kind of page is one line here."""

from __future__ import annotations

from collections.abc import Iterable

from builder.model import Briefing, Sheet
from builder.writing import (
    data,
    exports,
    pages_articles,
    pages_board,
    pages_bodies,
    pages_bulletins,
    pages_changes,
    pages_compare,
    pages_goals,
    pages_home,
    pages_lists,
    pages_progress,
    pages_systems,
    pages_worklists,
)
from builder.writing.atlas import links, survey
from builder.writing.press import Press


def sheets(briefing: Briefing) -> list[Sheet]:
    """Every file that a briefing asks for: pages as Markdown, data as JSON, tables and the rest to take away."""
    press = Press(survey(briefing))
    return [*pages(press), *data.sheets(briefing, links(press.atlas)), *exports.sheets(press)]


def pages(press: Press) -> Iterable[Sheet]:
    """Every page."""
    yield pages_home.home(press)
    yield from pages_bodies.indexes(press)
    yield from pages_bodies.bodies(press)
    yield pages_goals.index(press)
    yield from pages_goals.goals(press)
    yield pages_lists.targets(press)
    yield pages_lists.cadences(press)
    yield pages_lists.mechanisms(press)
    yield pages_lists.projects(press)
    yield pages_lists.quotes(press)
    yield from pages_worklists.pages(press)
    yield pages_compare.compare(press)
    yield pages_compare.timeline(press)
    yield from pages_bulletins.bulletins(press)
    yield pages_board.board(press)
    yield pages_systems.themes(press)
    yield pages_progress.progress(press)
    yield pages_articles.index(press)
    yield from pages_articles.articles(press)
    yield pages_articles.coverage(press)
    yield pages_changes.changes(press)
