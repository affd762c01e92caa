"""Tours, themes of the year and rules for those who lag, as pages show them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest

from builder.model import (
    Article,
    Body,
    Briefing,
    Cadence,
    Escalation,
    Evidence,
    Goal,
    Paragraph,
    Period,
    Progress,
    Project,
    Quote,
    Standing,
    Target,
    Theme,
    Tour,
)
from builder.writing import systems
from builder.writing.atlas import links, survey
from builder.writing.comparing import beside
from builder.writing.pages import pages
from builder.writing.press import Press

TEXTS = {
    "new.txt": "区政府办：东山区把2024年定为“提速年”，打好三大战役。\n"
    "对进度滞后的，约谈；仍未达标的，由区纪委监委问责。\n区发改局说：干！",
    "old.txt": "东山区2023年现场观摩会举行，观摩了106个项目。\n观摩后评议打分。\n区发改局说：拼！",
}
YEARS = {"new.txt": 2024, "old.txt": 2023}
MAY = Period(date(2023, 5, 1), date(2023, 5, 1))
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31), "全年")


def article(key: str) -> Article:
    at, paragraphs = 0, []
    for line in TEXTS[key].split("\n"):
        paragraphs.append(Paragraph(line, line, tuple(range(at, at + len(line)))))
        at += len(line) + 1
    return Article(key, key, TEXTS[key], f"{key}的标题", tuple(paragraphs), date=date(YEARS[key], 2, 1), year=YEARS[key])


def at(key: str, words: str) -> tuple[Evidence, ...]:
    start = TEXTS[key].index(words)
    return (Evidence(key, start, start + len(words), words, TEXTS[key].count("\n", 0, start)),)


def target(key: str, owner: str | None, value: float = 46.0, goals: tuple[str, ...] = ("projects",)) -> Target:
    return Target(
        "number", "开工项目", "=", value, "个", period=YEAR, owner=owner, goals=goals, evidence=at("new.txt", "三大战役"), id=key
    )


def rule(key: str, order: int, body: str | None = "qu", **other: Any) -> Escalation:
    given = {"step": "约谈", "condition": "进度滞后", "by": "", **other}
    return Escalation(**given, order=order, body=body, evidence=at("new.txt", "对进度滞后的，约谈"), id=key, ladder="l1")


BRIEFING = Briefing(
    articles=(article("new.txt"), article("old.txt")),
    bodies=(
        Body("ju", "区发改局", "department", parent="qu", evidence=at("new.txt", "区发改局")),
        Body("qu", "东山区", "district", evidence=at("new.txt", "东山区")),
        Body("xi", "西山区", "district", evidence=at("new.txt", "区")),
    ),
    goals=(Goal("projects", "项目建设"), Goal("economy", "经济运行")),
    targets=(target("t1", "ju"), target("t2", "xi", 20.0), target("t3", "qu", 30.0)),
    cadences=(Cadence("quarterly", "观摩", "项目", "qu", (), at("old.txt", "现场观摩会"), "every", "c1"),),
    quotes=(
        Quote("direct", "干！", "ju", evidence=at("new.txt", "干！"), id="q1"),
        Quote("indirect", "拼！", "ju", evidence=at("old.txt", "拼！"), id="q2"),
    ),
    projects=(Project("停车场", "ju", (), at("new.txt", "三大战役"), "named", "p1"),),
    as_of=date(2024, 6, 30),
    tours=(
        Tour("2023年现场观摩会", None, (), 106.0, "", "观摩后评议打分。", "qu", at("old.txt", "现场观摩会"), "held", "v1"),
        Tour("擂台比武", MAY, ("高新区",), None, "20亿元", "", None, at("old.txt", "观摩了"), id="v2"),
    ),
    themes=(
        Theme("提速年", 2024, ("三大战役",), "qu", at("new.txt", "东山区把2024年定为“提速年”"), "declared", "n1"),
        Theme("攻坚年", 2023, (), None, at("old.txt", "现场观摩会"), "referred", "n2", "全市"),
    ),
    escalations=(rule("e1", 1), rule("e2", 2, step="问责", condition="仍未达标", by="区纪委监委")),
)  # fmt: skip


def page(address: str, briefing: Briefing = BRIEFING) -> str:
    """The words of a page, tags taken out."""
    return unescape(re.sub("<[^>]+>", "", source(address, briefing)))


def source(address: str, briefing: Briefing = BRIEFING) -> str:
    """A page as it is written."""
    return next(str(s.text) for s in pages(Press(survey(briefing))) if s.path == address)


def behind(about: str, standing: Standing = "behind", **other: Any) -> Briefing:
    return replace(BRIEFING, progress=(Progress(about, standing, ()),), **other)


RULED = "制度规定：进度滞后，约谈；是否适用由主管单位认定。"


def test_a_tour_says_what_is_known_and_what_is_not() -> None:
    first, second = systems.tours(Press(survey(BRIEFING)).desk("compare/index.html"))
    assert (first.when, first.projects, first.investment, first.scoring) == ("", "106个", "", "观摩后评议打分。")
    assert (second.when, second.places, second.investment) == ("2023年5月1日", ("高新区",), "20亿元")
    shown = page("compare/index.md")
    assert "何时文中未写明" in shown.replace("\n", "")
    assert "总投资20亿元" in shown.replace("\n", "")


def test_a_cadence_of_tours_stands_beside_them_as_a_rule() -> None:
    assert "观摩的制度" in page("compare/index.md")
    assert "观摩的制度" not in page("compare/index.md", replace(BRIEFING, cadences=()))


@pytest.mark.parametrize(("address", "key"), [("compare", "v1"), ("themes", "n1"), ("themes", "n2"), ("mechanisms", "e2")])
def test_each_record_has_its_place_and_its_sentence_leads_to_its_paragraph(address: str, key: str) -> None:
    assert f'id="{key}"' in source(f"{address}/index.md")
    assert links(survey(BRIEFING))[key] == f"{address}/index.html#{key}"


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("themes/index.md", "new-txt-de-biao-ti.html#p1"),
        ("mechanisms/index.md", "new-txt-de-biao-ti.html#p2"),
        ("compare/index.md", "old-txt-de-biao-ti.html#p1"),
        ("districts/dong-shan-qu.md", "new-txt-de-biao-ti.html#p1"),
    ],
)
def test_the_evidence_leads_to_the_paragraph(address: str, href: str) -> None:
    assert href in source(address)


def test_a_district_shows_the_theme_of_its_year_and_its_main_lines() -> None:
    shown = page("districts/dong-shan-qu.md")
    assert "年度主题 · 主攻方向" in shown
    assert "提速年" in shown and "三大战役" in shown
    assert "年度主题 · 主攻方向" not in page("districts/xi-shan-qu.md")


def test_each_year_shows_the_districts_with_a_theme_and_those_beside_them() -> None:
    years = dict(systems.years(Press(survey(BRIEFING)).desk("themes/index.html")))
    assert list(years) == ["2024年", "2023年"]
    assert [(plan.owner.words, [t.name for t in plan.themes]) for plan in years["2024年"]] == [
        ("东山区", ["提速年"]),
        ("西山区", []),
    ]
    assert [plan.owner.words for plan in years["2023年"]] == ["全市"]
    assert [row.figure.plain for row in years["2024年"][1].targets] == ["20个"]


def test_a_body_that_spoke_in_two_years_stands_side_by_side() -> None:
    several, single = systems.statements(Press(survey(BRIEFING)).desk("themes/index.html"))
    assert [[told.year for told in one.statements] for one in several] == [["2023年", "2024年"]]
    assert single == ()
    (alone,) = systems.statements(Press(survey(replace(BRIEFING, quotes=BRIEFING.quotes[:1]))).desk("themes/index.html"))[1]
    assert (alone[0], [one.owner.words for one in alone[1]], alone[2]) == ("2024年", ["区发改局"], 0)


def test_the_steps_of_a_rule_are_numbered_with_when_and_by_whom() -> None:
    (ladder,) = systems.ladders(Press(survey(BRIEFING)).desk("mechanisms/index.html"))
    assert [(rung.label, rung.condition, rung.step, rung.by) for rung in ladder.rungs] == [
        ("第一步", "进度滞后", "约谈", ""),
        ("第二步", "仍未达标", "问责", "区纪委监委"),
    ]
    single = replace(BRIEFING, escalations=BRIEFING.escalations[:1])
    assert systems.ladders(Press(survey(single)).desk("mechanisms/index.html"))[0].rungs[0].label == ""


@pytest.mark.parametrize("about", ["t1", "t3", "p1"])
@pytest.mark.parametrize("standing", ["behind", "overdue"])
def test_what_is_behind_shows_the_rule_of_its_body_or_of_the_area_above(about: str, standing: Standing) -> None:
    assert RULED in page("mechanisms/index.md", behind(about, standing))


@pytest.mark.parametrize("standing", ["done", "ahead", "on-track", "not-due", "stale", "unreported"])
def test_what_is_not_behind_shows_no_rule(standing: Standing) -> None:
    assert "制度规定" not in page("mechanisms/index.md", behind("t1", standing))


def test_a_rule_of_another_area_is_not_shown() -> None:
    assert "制度规定" not in page("mechanisms/index.md", behind("t2"))


def test_a_rule_of_the_body_itself_comes_before_that_of_the_area() -> None:
    own = replace(rule("e3", 1, "ju", step="书面提醒"), ladder="l2")
    shown = page("mechanisms/index.md", behind("t1", escalations=(*BRIEFING.escalations, own)))
    assert "制度规定：进度滞后，书面提醒；是否适用由主管单位认定。" in shown
    assert RULED not in shown


def test_a_rule_of_nobody_known_is_shown_for_nobody() -> None:
    assert "制度规定" not in page("mechanisms/index.md", behind("t1", escalations=(rule("e1", 1, None),)))


def test_the_page_of_the_body_words_the_rule_as_a_rule() -> None:
    shown = page("departments/qu-fa-gai-ju.md", behind("t1"))
    assert RULED in shown
    assert not re.search("应(?:予|当|被)|违规|责任人是", shown)
    assert "制度规定" not in page("departments/qu-fa-gai-ju.md")


@pytest.mark.parametrize(("told_in", "shown"), [("new.txt", True), ("old.txt", False)])
def test_a_body_without_a_beat_shows_those_of_its_fields_from_articles_that_name_it(told_in: str, shown: bool) -> None:
    words = {"new.txt": "三大战役", "old.txt": "现场观摩会"}[told_in]
    beat = Cadence("monthly", "督查", "项目", "qu", ("projects",), at(told_in, words), id="c2")
    assert ("所涉领域“项目建设”" in page("districts/xi-shan-qu.md", replace(BRIEFING, cadences=(beat,)))) is shown


def test_without_any_of_them_the_pages_say_so() -> None:
    bare = replace(BRIEFING, tours=(), themes=(), escalations=(), quotes=(), targets=())
    assert "还没有写到已经举行的现场观摩" in page("compare/index.md", bare)
    assert "还没有写到年度主题" in page("themes/index.md", bare)
    assert "督促与问责" not in page("mechanisms/index.md", bare)


def test_words_of_articles_are_words_on_every_page() -> None:
    bad = "<script>alert(1)</script>{{ 7*7 }}"
    hostile = replace(
        behind("t1"),
        tours=(replace(BRIEFING.tours[0], name=bad, places=(bad,), investment=bad, scoring=bad),),
        themes=(replace(BRIEFING.themes[0], name=bad, focus=(bad,)), replace(BRIEFING.themes[1], level=bad)),
        escalations=(rule("e1", 1, step=bad, condition=bad, by=bad),),
    )
    for address in ("compare/index.md", "themes/index.md", "mechanisms/index.md", "departments/qu-fa-gai-ju.md"):
        found = source(address, hostile)
        assert "<script>" not in found
        assert "49" not in page(address, hostile)


# ---------------------------------------------------------------- side by side


def fields(*targets: Target) -> list[tuple[str, int, str, list[str]]]:
    bodies = {body.id: body for body in BRIEFING.bodies}
    found = beside(targets, bodies, ["economy", "projects"])
    return [(one.goal, one.year, one.kind, [body for body, _ in one.lines]) for one in found]


def test_bodies_of_one_kind_with_targets_in_one_field_and_year_stand_side_by_side() -> None:
    assert fields(*BRIEFING.targets) == [("projects", 2024, "区市", ["xi", "qu"])]


def test_the_body_with_more_targets_comes_first() -> None:
    assert fields(*BRIEFING.targets, target("t4", "qu", 3.0))[0][3] == ["qu", "xi"]


@pytest.mark.parametrize(
    "other",
    [
        {"goals": ("economy",)},
        {"goals": ()},
        {"owner": None},
        {"owner": "ju"},
        {"period": None},
        {"period": Period(date(2023, 1, 1), date(2023, 12, 31))},
        {"status": "actual"},
    ],
)
def test_what_differs_in_field_year_or_kind_stands_alone(other: dict[str, Any]) -> None:
    assert fields(target("t2", "xi"), replace(target("t3", "qu"), **other)) == []
