"""What a bulletin says of its month: due, beats, reports, counts; and nothing that its sources do not say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from exports_sample import BRIEFING, article, at, beat, target

from builder.model import Anchor, Briefing, Milestone, Period, Progress, Project, Report, Target
from builder.writing import pages_bulletins
from builder.writing.atlas import survey
from builder.writing.press import Press

FEBRUARY, MARCH = "bulletins/2024-02", "bulletins/2024-03"


def pages(briefing: Briefing = BRIEFING) -> dict[str, str]:
    """Address without its ending → the page."""
    return {sheet.path.removesuffix(".md"): str(sheet.text) for sheet in pages_bulletins.bulletins(Press(survey(briefing)))}


def text(page: str) -> str:
    """What a reader sees, without white space."""
    return unescape(re.sub(r"<[^>]{0,2000}>|\s+", "", page.split("---\n", 2)[2]))


def part(page: str, number: int) -> str:
    """One ten-day period as a reader sees it."""
    sections = page.split('<section class="sec part" data-search-exclude>')
    return text("---\n---\n" + sections[number].split("</section>")[0])


def week(page: str, key: str) -> str:
    """One line of the table of weeks."""
    return text("---\n---\n" + page.split(f'<tr id="{key}"')[1].split("</tr>", maxsplit=1)[0].partition(">")[2])


def only(*targets: Target, projects: tuple[Project, ...] = ()) -> Briefing:
    return replace(BRIEFING, targets=targets, projects=projects, cadences=())


# ---------------------------------------------------------------- due


@pytest.mark.parametrize(
    ("end", "address", "number"),
    [
        (date(2024, 3, 1), MARCH, 1),
        (date(2024, 3, 10), MARCH, 1),
        (date(2024, 3, 11), MARCH, 2),
        (date(2024, 3, 20), MARCH, 2),
        (date(2024, 3, 21), MARCH, 3),
        (date(2024, 3, 31), MARCH, 3),
        (date(2024, 2, 29), FEBRUARY, 3),
        (date(2023, 12, 31), "bulletins/2023-12", 3),
    ],
)
def test_a_target_stands_in_the_ten_days_in_which_its_time_runs_out(end: date, address: str, number: int) -> None:
    made = pages(only(target("新建步道", "t9", period=Period(date(2023, 1, 1), end))))
    places = [(path, i) for path in made if path != "bulletins/index" for i in (1, 2, 3) if "新建步道" in part(made[path], i)]
    assert places == [(address, number)]


BY_MARCH = Period(None, date(2024, 3, 31))


@pytest.mark.parametrize(
    ("wanted", "briefing"),
    [
        ("新开工项目", only(target("新开工项目", "t1"))),
        ("46个", only(target("新开工项目", "t1"))),
        ("高于全市", only(Target("relative", "增速", ">", None, None, benchmark="全市", period=BY_MARCH, id="t3"))),
        ("停车场交付", only(Target("deadline", "停车场交付", None, None, None, period=BY_MARCH, id="t4"))),
        ("主体封顶", only(projects=(Project("停车场", "fagai", (Milestone("主体封顶", BY_MARCH),), id="p1"),))),
    ],
    ids=["figure", "value", "relation", "deadline", "milestone"],
)
def test_targets_deadlines_and_milestones_are_due(wanted: str, briefing: Briefing) -> None:
    assert wanted in text(pages(briefing)[MARCH])


@pytest.mark.parametrize(
    "silent",
    [
        target("不该出现", "t1", period=None),
        target("不该出现", "t1", period=Period(date(2024, 3, 1), None)),
        target("不该出现", "t1", status="context"),
        target("不该出现", "t1", status="actual"),
    ],
    ids=["no period", "no end", "background", "reported"],
)
def test_nothing_else_is_due(silent: Target) -> None:
    made = pages(only(silent, target("三月的事", "t2")))
    assert "不该出现" not in text(made[MARCH])


def test_a_deadline_told_in_a_milestone_s_words_stands_once() -> None:
    place = at("停车场9月底前交付")
    deadline = Target("deadline", "停车场交付", None, None, None, period=BY_MARCH, evidence=place, id="t4")
    project = Project("停车场", "fagai", (Milestone("停车场9月底前交付", BY_MARCH),), place, id="p1")
    assert "期限在本月届满的1项" in text(pages(only(deadline, projects=(project,)))[MARCH])


def test_more_than_a_page_holds_leads_to_the_timeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_bulletins, "MOST_DUE", 2)
    shown = part(pages(only(*(target(f"第{i}项工程", f"t{i}") for i in range(5))))[MARCH], 3)
    assert "到期5项" in shown
    assert "另有3项，见时间线" in shown
    assert len(re.findall(r"第\d项工程", shown)) == 2


# ---------------------------------------------------------------- beats


@pytest.mark.parametrize(
    ("frequency", "anchors", "number", "days"),
    [
        ("monthly", (), 3, "3月31日"),
        ("monthly", (Anchor("monthly", 15, 1),), 2, "3月15日"),
        ("ten-day", (), 1, "3月10日"),
        ("ten-day", (Anchor("ten-day", 5),), 1, "3月5日"),
        ("weekly", (), 1, "3月3日、10日"),
        ("weekly", (Anchor("weekly", 5),), 1, "3月1日、8日"),
        ("weekly", (Anchor("weekly", 5, 0, "发改"),), 1, "3月1日、8日"),
        ("weekly", (Anchor("weekly", 5, 0, "别的局"),), 1, "3月3日、10日"),
        ("daily", (), 2, "3月11日至3月20日，10次"),
        ("quarterly", (Anchor("quarterly", 12, 3),), 2, "3月12日"),
    ],
)
def test_a_beat_stands_on_its_days(frequency: str, anchors: tuple[Anchor, ...], number: int, days: str) -> None:
    made = pages(replace(BRIEFING, cadences=(beat(frequency),), anchors=anchors))
    assert days in part(made[MARCH], number)
    assert "按制度推算，不代表已召开" in part(made[MARCH], number)


def test_a_beat_is_due_only_once_its_day_has_come() -> None:
    made = pages(replace(BRIEFING, cadences=(beat("ten-day"),), as_of=date(2024, 3, 10)))
    assert "已到期" in part(made[MARCH], 1)
    assert "未到期" in part(made[MARCH], 2)


def test_before_it_is_known_and_in_the_next_year_a_beat_is_not_reckoned() -> None:
    made = pages(
        replace(BRIEFING, cadences=(beat("monthly"),), targets=(target("甲", "a", period=Period(None, date(2025, 1, 31))),))
    )
    assert "没有可以推算的调度" in text(made["bulletins/2025-01"])
    assert "bulletins/2024-01" not in made


def test_a_bulletin_says_why_the_beats_fall_on_their_days() -> None:
    made = pages(replace(BRIEFING, cadences=(beat("weekly"), beat("monthly", "c2")), anchors=(Anchor("weekly", 5),)))
    assert "日子怎样算：周：按设置：每周五；月：文中未写明几日，按月末计" in text(made[MARCH])


# ---------------------------------------------------------------- reports


def test_an_article_of_the_time_stands_with_what_it_reports_as_reached() -> None:
    reached = target("已建步道", "t8", 8.0, status="actual")
    shown = part(pages(only(reached))[FEBRUARY], 3)
    assert "一季度“开门红”" in shown
    assert "据报道已达" in shown
    assert "已建步道8个" in shown


def test_an_article_without_a_day_stands_nowhere_and_the_index_says_so() -> None:
    made = pages(replace(BRIEFING, articles=(article(), article("乙", None, "没有日期的一篇"))))
    assert not any("没有日期的一篇" in text(page) for path, page in made.items() if path != "bulletins/index")
    assert "有1篇文章没有写明日期，没有列入" in text(made["bulletins/index"])


REPORT = Report("t1", date(2024, 3, 12), 30.0, "", "区发改局月报", "由人填写", "e1")
PROGRESS = Progress("t1", "behind", (("目标", "46"),), (REPORT,))


def test_progress_stands_on_the_day_it_speaks_of() -> None:
    shown = part(pages(replace(BRIEFING, progress=(PROGRESS,)))[MARCH], 2)
    assert "新开工项目30个区发改局月报由人填写" in shown


def test_progress_of_a_project_names_its_node_and_progress_without_a_day_stands_nowhere() -> None:
    node = Report("p2", date(2024, 3, 2), None, "初设概算批复", "某报", "同名", "e2")
    never = replace(REPORT, day=None, source="没有日子的来源")
    made = pages(replace(BRIEFING, progress=(Progress("p2", "on-track", (), (node, never)),)))
    assert "新校区初设概算批复" in part(made[MARCH], 1)
    assert not any("没有日子的来源" in text(page) for page in made.values())


def test_reports_of_something_that_is_gone_bear_its_id() -> None:
    lost = replace(REPORT, about="no-such-target")
    made = pages(replace(BRIEFING, progress=(replace(PROGRESS, about="no-such-target", reports=(lost,)),)))
    assert "no-such-target" in text(made[MARCH])


# ---------------------------------------------------------------- counts


@pytest.mark.parametrize(
    ("as_of", "progress", "told"),
    [
        (date(2024, 2, 21), (), "期限内1"),
        (date(2024, 3, 31), (), "期限内1"),
        (date(2024, 4, 1), (), "已过期未见报道1"),
        (None, (), "截至日期不明，不作判断1"),
        (date(2024, 2, 21), (PROGRESS,), "欠进度1"),
        (date(2024, 2, 21), (replace(PROGRESS, standing="unreported"),), "未见报道1"),
        (date(2024, 2, 21), (replace(PROGRESS, about="other"),), "期限内1"),
    ],
)
def test_what_is_due_is_counted_by_status(as_of: date | None, progress: tuple[Progress, ...], told: str) -> None:
    made = pages(replace(only(target("新开工项目", "t1")), as_of=as_of, progress=progress))
    assert told in text(made[MARCH]).split("上旬")[0]
    assert told[:-1] in part(made[MARCH], 3)


def test_the_index_counts_what_the_months_hold() -> None:
    made = pages()
    lines = dict(re.findall(r'<a href="\.\./bulletins/(2024-\d\d)\.html">.*?((?:<td.*?</td> ?)+)', made["bulletins/index"]))
    counts = [text(f"---\n---\n{cell}") for cell in lines["2024-03"].split("</td>")[:3]]
    assert counts == ["1", "4", "—"]
    assert text(made[MARCH]).count("期限在本月届满的1项") == 1
    assert "应有调度、督导、通报4次" in text(made[MARCH])


# ---------------------------------------------------------------- weeks


@pytest.mark.parametrize(
    ("end", "key", "address"),
    [
        (date(2024, 3, 31), "w2024-13", MARCH),
        (date(2024, 4, 1), "w2024-14", "bulletins/2024-04"),
        (date(2024, 2, 29), "w2024-09", FEBRUARY),
        (date(2024, 12, 31), "w2025-01", "bulletins/2024-12"),
        (date(2020, 12, 31), "w2020-53", "bulletins/2020-12"),
    ],
)
def test_a_week_names_what_is_due_in_it(end: date, key: str, address: str) -> None:
    made = pages(only(target("新建步道", "t9", period=Period(None, end))))
    assert "1项：新建步道" in week(made[address], key)


def test_a_week_at_the_edge_is_whole_in_both_its_months() -> None:
    made = pages(replace(BRIEFING, cadences=(beat("weekly"),)))
    assert week(made[FEBRUARY], "w2024-09") == week(made[MARCH], "w2024-09")
    assert "2月26日—3月3日" in week(made[MARCH], "w2024-09")
    assert "周调度" in week(made[MARCH], "w2024-09")


def test_the_week_of_the_as_of_date_is_marked() -> None:
    assert "截至日所在" in week(pages()[FEBRUARY], "w2024-08")
    assert "截至日所在" not in week(pages()[FEBRUARY], "w2024-07")


# ---------------------------------------------------------------- from month to month


def test_every_month_leads_to_its_neighbours() -> None:
    made = pages(
        only(target("甲", "a", period=Period(None, date(2023, 5, 1))), target("乙", "b", period=Period(None, date(2035, 12, 31))))
    )
    assert list(made) == ["bulletins/index", "bulletins/2023-05", "bulletins/2024-02", "bulletins/2035-12"]
    assert re.findall(r'rel="(\w+)"', made["bulletins/2023-05"]) == ["next"]
    assert re.findall(r'href="../bulletins/([\d-]+\.html)" rel', made[FEBRUARY]) == ["2023-05.html", "2035-12.html"]


def test_months_too_far_away_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.writing.chronicle.MOST", 1)
    made = pages(only(target("甲", "a", period=Period(None, date.max))))
    assert list(made) == ["bulletins/index", FEBRUARY]
    assert "另有1个月离资料截至日太远，没有成页（9999年12月）" in text(made["bulletins/index"])


def test_a_bulletin_does_not_pretend_to_be_a_paper_of_an_office() -> None:
    assert all("不是任何单位印发的文件" in text(page) for page in pages().values())
