"""A project that two articles tell of is one record with what both say."""

from __future__ import annotations

from datetime import date

from builder.model import Evidence, Milestone, Node, Period, Project
from builder.sorting.records import merged_projects

JUNE, SEPTEMBER = Period(None, date(2024, 6, 30)), Period(None, date(2024, 9, 30))


def spot(article: str) -> tuple[Evidence, ...]:
    return (Evidence(article, 0, 2, "甲乙"),)


def project(article: str, step: str, *nodes: Node, body: str | None = None) -> Project:
    return Project("甲产业园", body, (Milestone(step),), spot(article), nodes=nodes)


def test_milestones_of_both_stand_in_the_order_of_the_articles() -> None:
    (found,) = merged_projects([project("new", "已封顶"), project("old", "已开工", body="ju")])
    assert [step.text for step in found.milestones] == ["已开工", "已封顶"]
    assert (found.body, [place.article for place in found.evidence]) == ("ju", ["new", "old"])


def test_the_newest_date_of_a_node_counts_and_what_was_reached_stays_so() -> None:
    new = project("new", "二", Node("竣工", SEPTEMBER, False, spot("new")), Node("开工", None, False, spot("new")))
    old = project("old", "一", Node("开工", JUNE, True, spot("old")), Node("竣工", JUNE, False, spot("old")))
    nodes = {node.name: node for node in merged_projects([new, old])[0].nodes}
    assert (nodes["竣工"].due, nodes["竣工"].reached) == (SEPTEMBER, False)
    assert (nodes["开工"].due, nodes["开工"].reached) == (JUNE, True)
    assert [place.article for place in nodes["开工"].evidence] == ["old", "new"]


def test_a_milestone_told_twice_stands_once() -> None:
    (found,) = merged_projects([project("new", "已封顶"), project("old", "已封顶")])
    assert len(found.milestones) == 1
