"""Named projects with milestones, dates and progress."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import of_paragraphs
from steps import grows_with_length_only
from twins import agree, twins

from builder.finding.projects import projects
from builder.lexicon import load
from builder.model import Milestone

LEXICON = load()
SIGNS = "滨河路雨污分流工程项目一期二期（）“”，。；已完成竣工6月底前50%等4条、的"


article = partial(of_paragraphs, day=date(2024, 9, 12))


def nobody(_paragraph: int, _start: int) -> str | None:
    return None


def told(name: str, milestone: Milestone) -> str:
    due = f" ({milestone.due.start or ''}..{milestone.due.end or ''})" if milestone.due else ""
    return f"{name}：{milestone.text}{due}" + (f" [{milestone.progress}]" if milestone.progress else "")


@pytest.mark.parametrize(("text", "expected"), twins("projects"))
def test_projects(text: str, expected: list[str]) -> None:
    agree([told(p.name, m) for p in projects(article(text), LEXICON, nobody) for m in p.milestones], expected)


def test_one_project_told_of_twice_is_one_record_under_its_fullest_name() -> None:
    one = article("青岛市虚拟现实产业园项目已开工。", "崂山区青岛市虚拟现实产业园项目，9月底前整体交付。")
    (found,) = projects(one, LEXICON, nobody)
    assert found.name == "崂山区青岛市虚拟现实产业园项目"
    assert (len(found.milestones), len(found.evidence)) == (2, 2)


@given(st.lists(st.text() | st.text(alphabet=SIGNS), max_size=4))
def test_any_text_keeps_its_places_inside(paragraphs: list[str]) -> None:
    one = article(*paragraphs)
    for found in projects(one, LEXICON, nobody):
        assert found.milestones
        for place in found.evidence:
            assert one.text[place.start : place.end] == place.text
            assert len("".join(place.text.split())) <= 200


@pytest.mark.parametrize("unit", ["滨河路工程已竣工，", "滨河路工程已竣工。", "（", "总投资5亿元的", "6月、"])
def test_time_grows_with_length_only(unit: str) -> None:
    grows_with_length_only(lambda text: projects(article(text), LEXICON, nobody), unit)
