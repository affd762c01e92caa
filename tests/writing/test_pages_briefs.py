"""Briefs say what the records say; neighbours are found without looking at everybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builder.model import Article, Body, Briefing, Cadence, Evidence, Goal, Paragraph, Period, Project, Quote, Target
from builder.writing import briefs, neighbours
from builder.writing.atlas import survey

TEXT = "甲局乙局丙局丁局确保一季度开工12个。"
ARTICLE = Article("a.txt", "a.txt", TEXT, "全县开工", (Paragraph(TEXT, TEXT, tuple(range(len(TEXT)))),), date=date(2024, 3, 4))
WHOLE = Evidence("a.txt", 8, 18, TEXT[8:18], 0)
QUARTER = Period(date(2024, 1, 1), date(2024, 3, 31))
BODIES = tuple(
    Body(name, f"{name}局", "department", evidence=(Evidence("a.txt", 2 * i, 2 * i + 2, f"{name}局", 0),))
    for i, name in enumerate("甲乙丙丁")
)
NEAR = Target("number", "开工", "=", 12.0, "个", period=QUARTER, owner="甲", goals=("projects",), evidence=(WHOLE,), id="t1")
OTHERS = (
    replace(NEAR, id="t2", period=Period(None, date(2023, 9, 30)), goals=("economy",)),
    replace(NEAR, id="t3", period=None, owner="乙"),
    replace(NEAR, id="t4", status="actual", strength="完成", period=Period(date(2023, 1, 1), date(2023, 12, 31))),
)
COUNTY = Briefing(
    (ARTICLE,),
    BODIES,
    (Goal("projects", "项目建设"), Goal("economy", "经济运行")),
    (NEAR, *OTHERS),
    (Cadence("monthly", "通报", "", "甲", ("projects",), (WHOLE,), id="c1"),),
    (
        Quote("direct", "开工", "甲", "周远", "局长", (WHOLE,), id="q1"),
        Quote("indirect", "开工", "甲", evidence=(WHOLE,), id="q2"),
    ),
    projects=tuple(Project(f"第{n}路", "甲", id=f"p{n}") for n in range(5)),
    as_of=date(2024, 3, 20),
)


def test_a_body_in_brief() -> None:
    assert briefs.of_body(survey(COUNTY), BODIES[0]) == (
        "收录的1篇文章写到它：2024年3月4日《全县开工》。"
        "目标3项：2024年1项，2023年2项。其中期限内的1项；已过期未见报道的1项；据报道完成的1项。"
        "言论2段：直接引语1段，转述1段，发言人周远。"
        "定期的调度、督导、通报1项：月通报。"
        "项目5个：第0路、第1路、第2路等5个。"
        "所涉领域：项目建设2项，经济运行1项。"
    )


def test_a_goal_in_brief() -> None:
    assert briefs.of_goal(survey(COUNTY), COUNTY.goals[0], ()) == (
        "目标3项：2024年1项，2023年1项，未写明期限1项。其中期限内的1项；据报道完成的1项。"
        "分属2个单位：甲局2项，乙局1项。定期的调度、督导、通报1项：月通报。"
    )


@pytest.mark.parametrize("nothing", [Body("戊", "戊局", "department"), BODIES[3]], ids=["never named", "only named"])
def test_what_is_not_said_is_not_told(nothing: Body) -> None:
    told = briefs.of_body(survey(replace(COUNTY, bodies=(*BODIES[:3], nothing))), nothing)
    assert told in ("", "收录的1篇文章写到它：2024年3月4日《全县开工》。")


def test_places_in_rows() -> None:
    places = neighbours.places([["a", "b", "c"], ["d"]])
    assert places["b"] == neighbours.Place("a", "c", 2, 3)
    assert places["d"] == neighbours.Place(None, None, 1, 1)


def test_bodies_named_next_to_each_other_stand_beside_each_other_and_kin_do_not() -> None:
    assert [body.id for body in neighbours.beside(survey(COUNTY))["甲"]] == ["乙", "丙", "丁"]
    kin = replace(COUNTY, bodies=(BODIES[0], replace(BODIES[1], parent="甲"), *BODIES[2:]))
    assert [body.id for body in neighbours.beside(survey(kin))["甲"]] == ["丙", "丁"]


def test_a_crowd_has_few_neighbours() -> None:
    text = "".join(f"第{i}局" for i in range(100, 400))
    bodies = tuple(Body(str(i), f"第{i}局", "department", evidence=(Evidence("a.txt", 5 * n, 5 * n + 5, "", 0),))
                   for n, i in enumerate(range(100, 400)))  # fmt: skip
    crowd = Briefing((replace(ARTICLE, text=text),), bodies, ())
    assert max(len(found) for found in neighbours.beside(survey(crowd)).values()) <= neighbours.MOST
