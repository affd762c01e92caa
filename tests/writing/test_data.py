"""data/briefing.json has exactly the promised form, and the schema says so."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from builder.model import (
    Article,
    Body,
    Briefing,
    Cadence,
    Entry,
    Escalation,
    Evidence,
    Goal,
    Mechanism,
    Milestone,
    Paragraph,
    Period,
    Progress,
    Project,
    Quote,
    Refused,
    Report,
    Standing,
    Target,
    Theme,
    Tour,
    Unplaced,
    Unread,
)
from builder.writing import data
from builder.writing.standings import WORDS

TEXT = "区发改局表示，一季度新开工项目46个，增速高于全市，总投资760.9亿元。"
ARTICLE = Article(
    "2024/a.txt",
    "a.txt",
    TEXT,
    "一季度“开门红”",
    (Paragraph(TEXT, TEXT, tuple(range(len(TEXT)))),),
    date=date(2024, 2, 21),
    date_source="电头",
    year=2024,
    year_source="电头",
    authors=("王某",),
)


def at(words: str) -> tuple[Evidence, ...]:
    start = TEXT.index(words)
    return (Evidence(ARTICLE.id, start, start + len(words), words, 0),)


QUARTER = Period(date(2024, 1, 1), date(2024, 3, 31), "一季度")
BRIEFING = Briefing(
    articles=(ARTICLE,),
    bodies=(
        Body("qu-fa-gai-ju", "区发展和改革局", "department", ("区发改局",), "qu", at("区发改局")),
        Body("qu", "区", "district"),
    ),
    goals=(Goal("projects", "项目"), Goal("economy", "经济")),
    targets=(
        Target(
            "number",
            "新开工项目",
            "=",
            46.0,
            "个",
            None,
            None,
            QUARTER,
            "planned",
            "力争",
            "qu-fa-gai-ju",
            ("projects",),
            at("新开工项目46个"),
            "counted",
            "t1",
            ("t2",),
        ),
        Target(
            "number",
            "总投资",
            "~",
            760.9,
            "亿元",
            800.0,
            None,
            Period(None, date(2024, 9, 30)),
            evidence=at("总投资760.9亿元"),
            id="t2",
        ),
        Target("number", "收入比", "=", 1.8, None, evidence=at("760.9"), id="t3"),
        Target("relative", "增速", ">", None, None, benchmark="全市", evidence=at("增速高于全市"), id="t4"),
        Target("deadline", "项目交付", None, None, None, period=QUARTER, evidence=at("一季度"), id="t5"),
    ),
    cadences=(Cadence("ten-day", "督导", "", None, ("projects",), at("表示"), "beat", "c1"),),
    quotes=(Quote("indirect", "一季度新开工项目46个", "qu-fa-gai-ju", None, "局长", at("一季度新开工项目46个"), "said", "q1"),),
    mechanisms=(Mechanism("一单位一清单", "每个单位一张清单。", at("项目"), "named", "m1"),),
    projects=(
        Project("某某项目", "qu", (Milestone("主体封顶", QUARTER, "已封顶"), Milestone("交付")), at("项目"), "named", "p1"),
    ),
    unplaced=(Unplaced(at("760.9")[0], "背景"),),
    tours=(Tour("现场观摩会", QUARTER, ("高新区",), 46.0, "760.9亿元", "", "qu", at("项目"), "held", "v1"),),
    themes=(Theme("突破年", None, ("三大突破",), None, at("项目"), "referred", "n1", "全市"),),
    escalations=(Escalation("约谈", "进度滞后", "", 1, "qu", at("项目"), "conditional", "e1", "l1"),),
    unread=(Unread("b.doc", "打不开：请另存为 docx"),),
    as_of=date(2024, 2, 21),
    as_of_source="最新一篇的日期",
)
PAGES = {"t1": "departments/qu-fa-gai-ju.html#t1", ARTICLE.id: "articles/a.html"}


def written(briefing: Briefing = BRIEFING) -> Any:
    return json.loads(data.sheets(briefing, PAGES)[0].text)


def schema() -> Any:
    return json.loads(data.sheets(BRIEFING, PAGES)[1].text)


def complaints(found: Any) -> list[str]:
    checker = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.json_path for error in checker.iter_errors(found)]


def test_the_two_files() -> None:
    assert [sheet.path for sheet in data.sheets(BRIEFING, PAGES)] == ["data/briefing.json", "data/briefing.schema.json"]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("briefing", [BRIEFING, Briefing((), (), ()), replace(BRIEFING, as_of=None)])
def test_what_is_written_is_valid(briefing: Briefing) -> None:
    assert complaints(written(briefing)) == []


PROGRESS = replace(
    BRIEFING,
    progress=(
        Progress(
            "t1",
            "on-track",
            (("报数", "46个"), ("判断", "相差在10%以内")),
            (Report("t1", date(2024, 2, 20), 46.0, "", "调度表", "登记时写明了是这一项", "e-1", True),),
            date(2024, 2, 21),
        ),
    ),
    entries=(Entry("t1", date(2024, 2, 20), 46.0, "", "调度表", "备注", "progress.yml", 3, "e-1"),),
    refused=(Refused("progress.yml", 7, "date", "不是日期"),),
    yardstick=(("on-track", "相差在10%以内。"),),
)


def test_progress() -> None:
    found = written(PROGRESS)
    assert complaints(found) == []
    assert found["progress"] == [
        {
            "about": "t1",
            "standing": "on-track",
            "word": "达进度",
            "inputs": [{"name": "报数", "value": "46个"}, {"name": "判断", "value": "相差在10%以内"}],
            "reports": [
                {
                    "day": "2024-02-20",
                    "value": 46,
                    "node": "",
                    "source": "调度表",
                    "reason": "登记时写明了是这一项",
                    "fact": "e-1",
                    "entered": True,
                }
            ],
            "last_mentioned": "2024-02-21",
        }
    ]
    assert found["entries"][0] | {"about": "t1", "day": "2024-02-20", "value": 46, "line": 3} == found["entries"][0]
    assert found["refused"] == [{"file": "progress.yml", "line": 7, "field": "date", "reason": "不是日期"}]
    assert found["yardstick"] == [{"standing": "on-track", "word": "达进度", "when": "相差在10%以内。"}]


@pytest.mark.parametrize(("part", "field"), [("progress", "standing"), ("entries", "source"), ("refused", "reason")])
def test_the_schema_misses_what_progress_leaves_out(part: str, field: str) -> None:
    found = written(PROGRESS)
    del found[part][0][field]
    assert complaints(found) == [f"$.{part}[0]"]


def test_every_standing_has_a_word_and_stands_in_the_schema() -> None:
    assert set(schema()["$defs"]["standing"]["enum"]) == set(get_args(Standing)) == set(WORDS)


def test_a_number() -> None:
    assert written()["targets"][0] == {
        "id": "t1",
        "kind": "number",
        "metric": "新开工项目",
        "comparator": "=",
        "value": 46,
        "value_high": None,
        "unit": "个",
        "benchmark": None,
        "period": {"start": "2024-01-01", "end": "2024-03-31", "words": "一季度"},
        "status": "planned",
        "strength": "力争",
        "owner": "qu-fa-gai-ju",
        "goals": ["projects"],
        "conflicts": ["t2"],
        "rule": "counted",
        "url": "departments/qu-fa-gai-ju.html#t1",
        "evidence": [{"article": "2024/a.txt", "start": 10, "end": 18, "text": "新开工项目46个"}],
    }


def test_every_place_is_where_it_says() -> None:
    found = written()
    text = {article["id"]: article["text"] for article in found["articles"]}
    kinds = ("bodies", "targets", "cadences", "quotes", "mechanisms", "projects")
    places = [place for kind in kinds for record in found[kind] for place in record["evidence"]]
    assert len(places) == 10
    for place in [*places, *found["unplaced"]]:
        assert text[place["article"]][place["start"] : place["end"]] == place["text"]


def test_whole_values_are_whole_numbers() -> None:
    text = data.sheets(BRIEFING, PAGES)[0].text
    assert '"value": 46,' in text and '"value": 760.9,' in text and '"value_high": 800,' in text


def test_same_briefing_same_bytes() -> None:
    one, two = data.sheets(BRIEFING, PAGES), data.sheets(deepcopy(BRIEFING), dict(reversed(PAGES.items())))
    assert one == two
    assert one[0].text.endswith("}\n")
    assert "新开工项目" in one[0].text


def test_half_a_character_stays_valid_utf8() -> None:
    article = replace(ARTICLE, text="一\ud800二\u2028三")
    text = data.sheets(replace(BRIEFING, articles=(article,)), PAGES)[0].text
    assert text.encode()
    assert json.loads(text)["articles"][0]["text"] == article.text


def test_a_value_that_is_no_number_is_refused() -> None:
    for value in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="JSON"):
            data.sheets(replace(BRIEFING, targets=(replace(BRIEFING.targets[0], value=value),)), PAGES)


@pytest.mark.parametrize(
    ("key", "n", "change"),
    [
        ("targets", 0, {"value": None}),
        ("targets", 0, {"comparator": None}),
        ("targets", 0, {"comparator": "≥"}),
        ("targets", 0, {"benchmark": "全市"}),
        ("targets", 0, {"kind": "amount"}),
        ("targets", 0, {"status": "done"}),
        ("targets", 0, {"goals": ["peace"]}),
        ("targets", 0, {"evidence": []}),
        ("targets", 0, {"period": {"start": "2024-1-1", "end": None}}),
        ("targets", 0, {"period": {"start": "2024-02-30", "end": None}}),
        ("targets", 0, {"period": {"start": "2024-01-01"}}),
        ("targets", 3, {"benchmark": None}),
        ("targets", 3, {"value": 1}),
        ("targets", 3, {"unit": "%"}),
        ("targets", 4, {"comparator": "="}),
        ("targets", 4, {"value": 1}),
        ("bodies", 0, {"kind": "city"}),
        ("bodies", 0, {"aliases": None}),
        ("cadences", 0, {"frequency": "hourly"}),
        ("quotes", 0, {"kind": "thought"}),
        ("quotes", 0, {"text": ""}),
        ("articles", 0, {"year": "2024"}),
        ("articles", 0, {"id": ""}),
        ("projects", 0, {"milestones": [{"text": "x"}]}),
        ("unplaced", 0, {"reason": ""}),
        ("unplaced", 0, {"start": -1}),
    ],
)
def test_the_schema_refuses_what_the_form_does_not_allow(key: str, n: int, change: dict[str, Any]) -> None:
    found = written()
    found[key][n] |= change
    assert complaints(found)


# What the form asks of each record: see also "required" in the schema.
REQUIRED = {
    "articles": "id file title year text",
    "bodies": "id name kind aliases",
    "targets": "id kind metric comparator value value_high unit benchmark period status owner goals evidence",
    "cadences": "id frequency activity subject body evidence",
    "quotes": "id kind text body speaker evidence",
    "mechanisms": "id name text evidence",
    "projects": "id name body milestones evidence",
    "unplaced": "article start end text reason",
}


@pytest.mark.parametrize("key", REQUIRED)
def test_nothing_that_the_form_asks_for_may_be_missing(key: str) -> None:
    for field in REQUIRED[key].split():
        found = written()
        del found[key][0][field]
        assert complaints(found), field
    found = written()
    del found[key]
    assert complaints(found)


def test_more_than_the_form_asks_for_is_welcome() -> None:
    found = written()
    found["extra"] = 1
    found["targets"][0]["extra"] = {"any": "thing"}
    assert complaints(found) == []


def test_tours_themes_and_steps_are_told_with_all_that_is_known() -> None:
    found = written()
    (tour,), (theme,), (step,) = found["tours"], found["themes"], found["escalations"]
    assert (tour["projects"], tour["investment"], tour["places"]) == (46, "760.9亿元", ["高新区"])
    assert (theme["year"], theme["body"], theme["level"]) == (None, None, "全市")
    assert (step["order"], step["ladder"], step["by"]) == (1, "l1", "")


@pytest.mark.parametrize(
    ("field", "key", "wrong"),
    [
        ("tours", "projects", "106"),
        ("tours", "held", "7月"),
        ("themes", "year", "2023年"),
        ("themes", "focus", "三大突破"),
        ("escalations", "order", 0),
        ("escalations", "step", ""),
    ],
)
def test_the_schema_refuses_a_system_in_another_form(field: str, key: str, wrong: object) -> None:
    found = deepcopy(written())
    found[field][0][key] = wrong
    assert complaints(found)
