"""The chain of responsibility: who stands above whom, in the tree and on a body's page."""

from __future__ import annotations

from dataclasses import replace

from exports_sample import BRIEFING, at

from builder.model import Body, Duty
from builder.writing import diagrams
from builder.writing.atlas import survey
from builder.writing.pages import sheets
from builder.writing.press import Press

PLACE = at("月调度")
TEAMS = ("重点指标攻坚专班", "重大项目攻坚专班")
BODIES = (Body("zhi", TEAMS[0], "task-force", (), None, PLACE), Body("xiang", TEAMS[1], "task-force", (), None, PLACE))
PARTS = (
    Duty("总指挥部", "part", "办公室", evidence=PLACE, id="d1"),
    Duty("总指挥部", "part", "重点指标专班", "", None, "zhi", PLACE, id="d2"),
    Duty("总指挥部", "part", "重大项目专班", "", None, "xiang", PLACE, id="d3"),
)
WORK = Duty(TEAMS[0], "charge", "", "指标调度", "zhi", None, PLACE, id="d4")
ASSIGNED = (
    Duty("攻坚专班", "assigns", "主责单位", evidence=PLACE, id="d5"),
    Duty("攻坚专班", "assigns", "服务保障单位", evidence=PLACE, id="d6"),
)
CALLED = Duty("主责单位", "charge", "", "绘制进度图", evidence=PLACE, id="d7")


def edges(*duties: Duty) -> list[str]:
    desk = Press(survey(replace(BRIEFING, bodies=BODIES, duties=duties))).desk("mechanisms/index.html")
    wide, narrow = diagrams.duty_charts("chain", desk)
    assert wide.description == narrow.description
    return wide.description.split("；")


def test_what_is_said_of_each_task_force_hangs_below_each_of_them() -> None:
    found = edges(*PARTS, WORK, *ASSIGNED, CALLED)
    for team in TEAMS:
        assert f"{team}界定责任：主责单位" in found
        assert f"{team}界定责任：服务保障单位" in found
    assert not any(edge.startswith("攻坚专班") for edge in found), "the word for all of them is no group of its own"


def test_work_that_no_sentence_gives_is_said_to_be_unsaid() -> None:
    found = edges(*PARTS, WORK, *ASSIGNED, CALLED)
    assert "办公室负责：文中未写明" in found
    assert "服务保障单位负责：文中未写明" in found
    assert "主责单位负责：绘制进度图" in found
    assert "主责单位负责：文中未写明" not in found


def test_a_group_that_no_other_name_holds_stands_for_itself() -> None:
    assert edges(*ASSIGNED)[:2] == ["攻坚专班界定责任：主责单位", "攻坚专班界定责任：服务保障单位"]


def test_a_body_shows_its_own_links_with_their_sentence_and_no_others() -> None:
    briefing = replace(BRIEFING, bodies=BODIES, duties=(*PARTS, WORK))
    pages = {sheet.path: str(sheet.text) for sheet in sheets(briefing)}
    section = (
        pages["departments/zhong-dian-zhi-biao-gong-jian-zhuan-ban.md"].partition('id="duties"')[2].partition("</section>")[0]
    )
    assert "总指挥部" in section and "指标调度" in section and "月调度" in section
    assert "重大项目" not in section
    other = replace(BRIEFING, bodies=BODIES, duties=())
    assert all('id="duties"' not in str(sheet.text) for sheet in sheets(other))
