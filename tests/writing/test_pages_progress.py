"""The ledger says who said what and by which rule; other pages show the same word."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from builder import tracking, writing
from builder.lexicon import load
from builder.model import Briefing, Milestone, Period, Progress, Refused, Report, Standing
from builder.writing import pages_articles, pages_compare, pages_lists, pages_progress, standings
from builder.writing.atlas import survey
from builder.writing.exports.tables import tables
from builder.writing.press import Press
from builder.writing.views import Desk
from tests.tracking.plans import HALF, QUARTER, briefing, entry, fact, project, target

HOSTILE = "<script>x</script>**b**|"


def shown(given: Briefing, folder: Path, text: str = "") -> str:
    """The ledger as text."""
    (folder / "progress.yml").write_text(text, encoding="utf-8")
    return words(pages_progress.progress(Press(survey(tracking.track(given, folder, load())))).text)


def words(text: str | bytes) -> str:
    assert isinstance(text, str)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


def with_standing(standing: Standing, *reports: Report) -> Desk:
    """A desk whose only target stands so."""
    told = replace(briefing(target()), progress=(Progress("t1", standing, (), reports),))
    return Press(survey(told)).desk("targets/index.html")


def report(entered: bool) -> Report:
    return Report("t1", date(2024, 6, 20), 58.0, "", "表", "", "x", entered)


def test_the_ledger_tells_each_plan_with_the_rule_s_inputs(tmp_path: Path) -> None:
    text = shown(briefing(target(), target("t2", metric="新建幼儿园", period=QUARTER), fact(58)), tmp_path)
    assert "开工重点项目 t1 120个 2024年全年 据报道 达进度 报数是应有的102.8%，相差在10%以内 报数 58个（2024年6月20日" in text
    assert "新建幼儿园 t2 120个 2024年一季度 已过期未见报道 期限已过" in text
    assert "达进度 1" in text
    assert "2024年6月20日 示例区开工重点项目 58个 据报道：《report的标题》 单位相同（示例区）" in text


def test_an_entry_stands_in_the_ledger_with_its_source_note_and_place(tmp_path: Path) -> None:
    text = shown(briefing(target()), tmp_path, entry(note="另有两处"))
    assert "按登记 达进度" in text
    assert "2024年6月20日 示例区开工重点项目 58个 按登记：调度表 另有两处 progress.yml:1" in text
    assert "1条，其中登记1条" in text


def test_those_that_somebody_reported_of_come_first(tmp_path: Path) -> None:
    plans = (target("t2", metric="新建幼儿园", period=QUARTER), target("t3", metric="新建学校", period=HALF), target())
    text = shown(briefing(*plans), tmp_path, entry())
    assert text.index("t1 120个") < text.index("t2 120个") < text.index("t3 120个")


def test_the_rule_and_its_constants_are_printed(tmp_path: Path) -> None:
    text = shown(briefing(target()), tmp_path)
    for key, told in tracking.YARDSTICK:
        assert f"{standings.WORDS[key]} {told}" in text


def test_nothing_is_ever_called_unfinished(tmp_path: Path) -> None:
    assert "未完成" not in shown(briefing(target(), target("t2", period=QUARTER), projects=[project()]), tmp_path)


def test_what_was_refused_is_listed_on_both_pages(tmp_path: Path) -> None:
    (tmp_path / "progress.yml").write_text(entry(target="t11"), encoding="utf-8")
    press = Press(survey(tracking.track(briefing(target()), tmp_path, load())))
    for page in (pages_progress.progress(press), pages_articles.coverage(press)):
        assert "没有采用的登记 1处 文件和行 字段 原因和改法 progress.yml:1 target 没有编号为 t11 的目标；最接近的是 t1" in words(
            page.text
        )


def test_what_a_person_writes_cannot_become_markup(tmp_path: Path) -> None:
    text = entry(source=f"'{HOSTILE}'", note=f"'{HOSTILE}'") + entry(target=f"'{HOSTILE}'")
    (tmp_path / "progress.yml").write_text(text, encoding="utf-8")
    page = pages_progress.progress(Press(survey(tracking.track(briefing(target()), tmp_path, load())))).text
    assert isinstance(page, str)
    assert page.count(HOSTILE) == 0
    assert words(page).count(HOSTILE) == 4


@pytest.mark.parametrize(
    ("standing", "reports", "said"),
    [
        ("done", (report(True),), "按登记 已完成"),
        ("behind", (report(False),), "据报道 欠进度"),
        ("overdue", (), "已过期未见报道"),
        ("overdue", (report(True),), "已过期未见报道"),
        ("not-due", (), "期限内"),
        ("stale", (), "期限内"),
        ("unreported", (), "期限内"),
    ],
)
def test_a_row_of_the_targets_shows_a_standing_where_there_is_one_to_tell(
    standing: Standing, reports: tuple[Report, ...], said: str
) -> None:
    desk = with_standing(standing, *reports)
    page = pages_lists.targets(Press(desk.atlas)).text
    assert f"120 个 2024年全年 — {said} " in words(page)
    assert (f'href="../{standings.PAGE}#s-t1"' in str(page)) is (said != "期限内")


def test_a_badge_for_every_plan_where_a_page_wants_one() -> None:
    desk = with_standing("not-due")
    assert desk.badge("t1") is None
    badge = desk.badge("t1", always=True)
    assert badge is not None
    assert (badge.words, badge.said, badge.href) == ("未到期", "", "../progress/index.html#s-t1")
    assert desk.badge("nobody", always=True) is None
    assert desk.atlas.standing_of("nobody") is None


def test_every_link_to_the_ledger_finds_its_row(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "progress.yml").write_text(entry(), encoding="utf-8")
    given = tracking.track(briefing(target(), target("t2", period=QUARTER)), tmp_path / "seeds", load())
    writing.write(given, tmp_path / "docs", lambda _: None)
    ids = set(re.findall(r'id="([^"]*)"', (tmp_path / "docs" / "progress" / "index.md").read_text(encoding="utf-8")))
    wanted = {
        found
        for path in (tmp_path / "docs").rglob("*.md")
        for found in re.findall(r'progress/index\.html#([^"]*)"', path.read_text(encoding="utf-8"))
    }
    assert {"s-t1", "s-t2", "rule"} <= wanted <= ids


def test_refused_without_a_line_names_the_file_only() -> None:
    assert pages_progress.slips([Refused("progress.yml", 0, "", "太大")]) == [pages_progress.Slip("progress.yml", "", "太大")]


def test_the_tables_to_take_away_have_the_standing_and_what_it_follows_from(tmp_path: Path) -> None:
    (tmp_path / "progress.yml").write_text(entry(), encoding="utf-8")
    given = tracking.track(briefing(target(), fact(20, period=QUARTER), projects=[project()]), tmp_path, load())
    desk = Press(survey(given)).desk("data/index.html")
    plans, _, _, projects, _ = tables(desk)
    heads = [column.head for column in plans.columns]
    rows = {row[0]: row for row in plans.rows}
    assert heads[-2:] == [column.head for column in projects.columns][-2:] == ["进展", "进展依据"]
    assert rows["t1"][-2] == "达进度"
    assert "报数：58个（2024年6月20日，调度表）；当日应有：" in str(rows["t1"][-1])
    assert rows["t1"][heads.index("状态")] == "按登记达进度"
    assert rows["t9"][-2:] == (None, None)
    assert projects.rows[0][-2] == "未见报道"


def test_a_milestone_that_was_entered_is_done_wherever_it_stands(tmp_path: Path) -> None:
    step = Milestone("5月底前实现通车", Period(None, date(2024, 5, 31), "5月底前"))
    text = entry(target=None, project="p1", value=None, node="通车")
    (tmp_path / "progress.yml").write_text(text, encoding="utf-8")
    press = Press(survey(tracking.track(briefing(projects=[project("p1", step)]), tmp_path, load())))
    assert "5月底前实现通车 时限 2024年5月底前 进度 按登记已完成" in words(pages_lists.projects(press).text)
    assert "按登记 已完成" in words(pages_compare.timeline(press).text)
    assert "已过期" not in words(pages_compare.timeline(press).text)
