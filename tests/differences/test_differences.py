"""Two builds of articles that were changed: each change is told once, as what it is."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from builds import COUNTY, OTHER, between, data, edited, facts, told

from builder.model import Change

Told = tuple[str, str, str, list[tuple[str, str, str]]]


# ------------------------------------------------------------ one article, edited


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("46个", "50个"), ("target", "changed", "新开工项目", [("value", "46个", "50个")])),
        (("46个", "46个以上"), ("target", "changed", "新开工项目", [("value", "46个", "46个以上")])),
        (("一季度新", "上半年新"), ("target", "changed", "新开工项目", [("period", "2024年一季度", "2024年上半年")])),
        (("9月底前", "10月底前"), ("target", "changed", "建成县体育馆", [("period", "2024年9月底前", "2024年10月底前")])),
        (("县林业局", "县农业农村局"), ("target", "changed", "造林", [("owner", "县林业局", "县农业农村局")])),
        (("确保", "力争"), ("target", "changed", "新开工项目", [("strength", "确保", "力争")])),
        (("计划造林", "计划植树造林"), ("target", "changed", "植树造林", [("name", "造林", "植树造林")])),
        (("月通报", "周通报"), ("cadence", "changed", "周通报：重点项目", [("frequency", "月", "周")])),
        (("、月通报", ""), ("cadence", "gone", "月通报：重点项目", [])),
        (("县林业局表示，今年计划造林5万亩。", ""), ("target", "gone", "造林", [])),
        (("造林5万亩", "造林5万亩、抚育森林3万亩"), ("target", "new", "抚育森林", [])),
    ],
    ids=lambda value: "→".join(value) if isinstance(value[0], str) and len(value) == 2 else "",
)
def test_a_change_is_told_once_as_what_it_is(edit: tuple[str, str], expected: Told) -> None:
    assert [told(change) for change in facts(edited(edit), "quote")] == [expected]


def test_what_is_reported_now_was_planned_before() -> None:
    (change,) = facts(edited(("计划造林", "已完成造林")), "quote")
    assert ("status", "计划", "据报道已达") in told(change)[3]


def test_two_changes_of_one_fact_are_one_change() -> None:
    (change,) = facts(edited(("46个", "50个"), ("确保", "力争")), "quote")
    assert told(change)[3] == [("value", "46个", "50个"), ("strength", "确保", "力争")]


@pytest.mark.parametrize(
    ("edit", "aspect", "before", "after"),
    [
        (("何平", "何安"), "speaker", "何平", "何安"),
        (("车间不停产", "车间不断电"), "text", "工地不停工，车间不停产。", "工地不停工，车间不断电。"),
    ],
)
def test_a_quote_with_other_words_or_another_speaker_is_the_same_quote(
    edit: tuple[str, str], aspect: str, before: str, after: str
) -> None:
    found = [told(change) for change in facts(edited(edit)) if change.fact == "quote"]
    assert found
    assert all((kind, edits) == ("changed", [(aspect, before, after)]) for _, kind, _, edits in found)


@pytest.mark.parametrize(
    "added",
    ["\n会后，与会人员观看了视频。\n", "\n与会人员观看了视频。\n" * 20, "　　", "县委书记主持会议。\n"],
    ids=["a line", "many lines", "layout", "a sentence"],
)
def test_a_fact_is_known_again_where_the_text_before_it_grew(added: str) -> None:
    found = edited(("召开动员会。\n", f"召开动员会。\n{added}"), ("46个", "50个"))
    assert [told(change)[3] for change in facts(found, "quote")] == [[("value", "46个", "50个")]]


def test_layout_and_emphasis_are_no_difference() -> None:
    (change,) = edited(("新开工", "**新开工**")).changes
    assert change.fact == "article"
    assert edited(("\n\n", "\n\n\n"), ("动员会。\n", "动员会。\n　　\n")).changes == ()


def test_an_edited_article_shows_what_was_edited() -> None:
    change = edited(("46个", "50个")).changes[0]
    assert change.fact == "article"
    assert told(change)[3] == [
        ("text", "…确保一季度新开工项目46个。县林业局表示，今…", "…确保一季度新开工项目50个。县林业局表示，今…")
    ]


def test_the_sentence_and_its_article_stand_on_both_sides() -> None:
    (change,) = facts(edited(("46个", "50个")), "quote")
    assert change.before and change.after
    assert [(side.sentence, side.title, side.day) for side in (change.before, change.after)] == [
        ("确保一季度新开工项目46个", "云岭县召开一季度“开门红”动员会", "2024-02-21"),
        ("确保一季度新开工项目50个", "云岭县召开一季度“开门红”动员会", "2024-02-21"),
    ]
    assert change.before.id != change.after.id, "an id is made of what the fact says"


# ------------------------------------------------------------ more and fewer articles


def test_a_new_article_brings_its_facts_and_changes_no_other() -> None:
    found = between(data(a=COUNTY), data(a=COUNTY, b=OTHER))
    assert {change.kind for change in found.changes} == {"new"}
    assert [told(change)[2] for change in found.changes if change.fact == "target"] == ["新修水渠"]
    assert [told(change)[2] for change in found.changes if change.fact == "article"] == ["云岭县部署水利建设"]


def test_facts_of_a_lost_article_are_no_longer_mentioned() -> None:
    found = between(data(a=COUNTY, b=OTHER), data(a=COUNTY))
    assert {change.kind for change in found.changes} == {"gone"}
    assert all(change.after is None and change.before for change in found.changes)


def test_a_file_with_another_name_is_the_same_article() -> None:
    assert between(data(a=COUNTY), data(z=COUNTY)).changes == ()
    found = between(data(a=COUNTY), data(z=COUNTY.replace("46个", "50个")))
    assert [told(change)[3] for change in facts(found, "quote")] == [[("value", "46个", "50个")]]


def test_another_article_s_figure_for_the_same_days_takes_the_old_one_s_place_only_where_that_is_gone() -> None:
    later = "云岭县再部署\n\n2024年3月5日，云岭县召开会议。县林业局表示，今年计划造林8万亩。\n"
    earlier = "云岭县部署\n\n2024年3月1日，云岭县召开会议。县林业局表示，今年计划造林5万亩。\n"
    both = [told(change) for change in between(data(a=earlier), data(a=earlier, b=later)).changes if change.fact == "target"]
    assert both == [("target", "new", "造林", [])]
    replaced = [told(change) for change in between(data(a=earlier), data(b=later)).changes if change.fact == "target"]
    assert replaced == [("target", "changed", "造林", [("value", "5万亩", "8万亩")])]


def test_the_same_figure_of_another_year_is_no_moved_deadline() -> None:
    text = "云岭县部署\n\n{}年3月1日，云岭县召开会议。县林业局表示，今年计划造林5万亩。\n"
    found = between(data(a=text.format(2023)), data(b=text.format(2024)))
    assert {change.kind for change in found.changes if change.fact == "target"} == {"gone", "new"}


def test_a_plan_and_a_report_of_two_articles_are_two_facts() -> None:
    plan = "云岭县部署\n\n2024年3月1日，云岭县召开会议。县林业局表示，今年计划造林5万亩。\n"
    report = "云岭县总结\n\n2024年12月1日，云岭县召开会议。县林业局表示，今年已完成造林5万亩。\n"
    found = between(data(a=plan), data(b=report))
    assert {change.kind for change in found.changes if change.fact == "target"} == {"gone", "new"}


# ------------------------------------------------------------ what only data can show


def changed(where: str, **fields: Any) -> list[Told]:
    """What is different when fields of the first record of a kind are others; ids are made anew, as sorting does."""
    old = data(a=COUNTY)
    new = deepcopy(old)
    new[where][0] |= {"id": "other"} | fields
    return [told(change) for change in between(old, new).changes]


def body_of(given: Any, key: str) -> Any:
    return next(body for body in given["bodies"] if body["id"] == key)


def test_a_body_with_a_fuller_name_is_the_same_owner() -> None:
    old = data(a=COUNTY)
    new = deepcopy(old)
    owner = body_of(new, new["targets"][0]["owner"])
    short = owner["name"]
    owner |= {"id": "b-longer", "name": f"云岭县人民政府{short}", "aliases": [short]}
    for kind, field in (("targets", "owner"), ("cadences", "body"), ("quotes", "body")):
        for record in new[kind]:
            if record[field] == old["targets"][0]["owner"]:
                record[field] = "b-longer"
    assert between(old, new).changes == ()


def test_ids_alone_are_no_difference() -> None:
    old = data(a=COUNTY, b=OTHER)
    new = deepcopy(old)
    for kind in ("targets", "cadences", "quotes", "mechanisms", "projects", "duties"):
        for number, record in enumerate(new[kind]):
            record["id"] = f"x-{kind}-{number}"
    assert between(old, new).changes == ()


def test_a_figure_that_became_background_is_a_change_of_status() -> None:
    assert changed("targets", status="context") == [("target", "changed", "新开工项目", [("status", "计划", "背景")])]


def test_background_figures_are_not_compared() -> None:
    old = data(a=COUNTY)
    new = deepcopy(old)
    new["targets"].append(new["targets"][0] | {"id": "t-x", "metric": "会议历时", "status": "context", "evidence": []})
    assert between(old, new).changes == between(new, old).changes == ()


def test_projects_mechanisms_and_duties_are_compared_too() -> None:
    old = {
        "projects": [{"id": "p1", "name": "县体育馆", "milestones": [{"text": "主体封顶", "due": None, "progress": ""}]}],
        "mechanisms": [{"id": "m1", "name": "一单位一清单", "text": "各有清单。"}],
        "duties": [{"id": "d1", "superior": "指挥部", "role": "part", "inferior": "协调组"}],
    }
    new = deepcopy(old)
    new["projects"][0]["milestones"][0]["progress"] = "已封顶"
    new["mechanisms"][0]["text"] = "各单位都有清单。"
    new["duties"] = [{"id": "d2", "superior": "指挥部", "role": "leads", "inferior": "协调组"}]
    assert [told(change) for change in between(old, new).changes] == [
        ("project", "changed", "县体育馆", [("progress", "主体封顶", "主体封顶（已封顶）")]),
        ("mechanism", "changed", "一单位一清单", [("text", "各有清单。", "各单位都有清单。")]),
        ("duty", "changed", "指挥部 — 协调组", [("role", "下设", "牵头")]),
    ]


def test_of_two_facts_at_one_place_each_is_matched_with_the_one_most_like_it() -> None:
    text = "云岭县部署\n\n2024年3月1日，云岭县召开会议。县林业局表示，今年新建公园7个、新建步道9条、新建驿站11个。\n"
    found = between(data(a=text), data(a=text.replace("7个", "8个").replace("11个", "12个")))
    assert [told(change) for change in facts(found, "quote")] == [
        ("target", "changed", "新建公园", [("value", "7个", "8个")]),
        ("target", "changed", "新建驿站", [("value", "11个", "12个")]),
    ]


def test_changes_come_in_a_fixed_order() -> None:
    found = between(data(a=COUNTY), data(a=COUNTY.replace("46个", "50个").replace("造林5万亩", "养护公路9公里"), b=OTHER))
    facts_in_order = ["article", "target", "cadence", "project", "mechanism", "duty", "quote"]
    kinds = ["new", "changed", "gone"]

    def place(change: Change) -> tuple[int, int]:
        return facts_in_order.index(change.fact), kinds.index(change.kind)

    assert [place(change) for change in found.changes] == sorted(place(change) for change in found.changes)
