"""What hangs on the wall board: only what fits, the nearest first, and nothing that is not said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from exports_sample import BRIEFING, EMPTY, at, beat, target

from builder.model import Briefing, Goal, Period, Progress, Quote, Target
from builder.writing import pages_board
from builder.writing.atlas import survey
from builder.writing.press import Press

YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))


def board(briefing: Briefing = BRIEFING) -> str:
    return str(pages_board.board(Press(survey(briefing))).text)


def panels(briefing: Briefing = BRIEFING) -> dict[str, str]:
    """Id of each panel → what a reader sees on it, without white space."""
    found = re.findall(r'<section class="panel[^>]*id="([^"]+)".*?>(.*?)</section>', board(briefing), re.DOTALL)
    return {key: unescape(re.sub(r"<[^>]{0,2000}>|\s+", "", inside)) for key, inside in found}


def rows(briefing: Briefing, panel: str) -> int:
    inside = board(briefing).split(f'id="{panel}"')[1].split("</section>")[0]
    return inside.count("<li>")


def goals(count: int, each: int) -> Briefing:
    """Goals with some targets each."""
    keys = [f"g{i}" for i in range(count)]
    targets = [target(f"{key}第{i}项", f"{key}-{i}", float(i), goals=(key,)) for key in keys for i in range(each)]
    return replace(BRIEFING, goals=tuple(Goal(key, f"领域{key}") for key in keys), targets=tuple(targets))


def test_the_board_is_a_page_of_its_own_that_the_search_leaves_out() -> None:
    front = board().split("---\n")[1]
    assert 'template: "board.html"' in front
    assert "exclude: true" in front


@pytest.mark.parametrize(
    "briefing", [EMPTY, replace(BRIEFING, as_of=None), replace(BRIEFING, targets=(), quotes=(), cadences=())]
)
def test_a_board_with_little_has_its_first_panel(briefing: Briefing) -> None:
    assert "first" in panels(briefing)
    assert board(briefing).count("<h1") == 1


def test_an_empty_board_says_what_to_do() -> None:
    assert "把文章放进seeds文件夹" in panels(EMPTY)["first"]


# ---------------------------------------------------------------- goals


@pytest.mark.parametrize(
    ("count", "each", "own", "others"), [(1, 3, 1, 0), (2, 2, 0, 4), (8, 3, 6, 6), (8, 9, 6, 6), (1, 1, 0, 1)]
)
def test_goals_with_enough_targets_have_a_panel_and_the_rest_share_one(count: int, each: int, own: int, others: int) -> None:
    briefing = goals(count, each)
    found = panels(briefing)
    assert len([key for key in found if key.startswith("goal-")]) == own
    assert (rows(briefing, "goals-other") if "goals-other" in found else 0) == others


def test_a_panel_shows_what_fits_and_says_how_much_more_there_is() -> None:
    briefing = goals(1, 9)
    assert rows(briefing, "goal-g0") == pages_board.FIGURES
    assert "另有3项" in panels(briefing)["goal-g0"]


def test_the_nearer_duty_comes_first_and_numbers_before_deadlines() -> None:
    far = target("全年的", "a", 1.0, period=YEAR)
    near = target("一季度的", "b", 2.0)
    deadline = Target(
        "deadline", "停车场交付", None, None, None, period=Period(None, date(2024, 2, 25)), goals=("projects",), id="c"
    )
    shown = panels(replace(BRIEFING, targets=(far, deadline, near)))["goal-projects"]
    assert shown.index("一季度的") < shown.index("全年的") < shown.index("停车场交付")


def test_one_value_hangs_once_and_reported_ones_not_at_all() -> None:
    same = [target("新开工项目", key) for key in ("a", "b")]
    reached = target("已建成的", "c", status="actual")
    shown = panels(replace(BRIEFING, targets=(*same, reached)))["goals-other"]
    assert shown.count("新开工项目") == 1
    assert "已建成的" not in shown


def test_every_figure_leads_to_its_sentence() -> None:
    assert re.search(r'<a class="much" href="\.\./articles/[^"]+\.html#t1"', board())


# ---------------------------------------------------------------- days


@pytest.mark.parametrize(
    ("as_of", "frequency", "panel", "day"),
    [
        (date(2024, 3, 5), "ten-day", "beats-now", "3月10日"),
        (date(2024, 3, 5), "weekly", "beats-now", "3月10日共2次，已到期1次"),
        (date(2024, 3, 25), "monthly", "beats-now", "3月31日"),
        (date(2024, 3, 5), "monthly", "beats-month", "3月31日"),
        (date(2024, 3, 5), "quarterly", "beats-month", "3月31日"),
    ],
)
def test_the_beats_of_these_ten_days_and_of_this_month_hang(as_of: date, frequency: str, panel: str, day: str) -> None:
    shown = panels(replace(BRIEFING, cadences=(beat(frequency),), as_of=as_of))
    assert day in shown[panel]
    assert "按制度推算，不代表已召开" in shown[panel]


def test_beats_of_another_year_do_not_hang() -> None:
    assert not [key for key in panels(replace(BRIEFING, as_of=date(2025, 3, 5))) if key.startswith("beats")]


def test_what_is_due_next_comes_in_the_order_of_the_days() -> None:
    ends = [date(2024, 9, 1), date(2024, 2, 20), date(2024, 2, 21), date(2024, 2, 22), date(2025, 1, 31)]
    some = [target(f"第{i}项", f"t{i}", period=Period(None, end)) for i, end in enumerate(ends)]
    shown = panels(replace(BRIEFING, targets=tuple(some), projects=()))["next"]
    assert re.findall(r"第\d项", shown) == ["第2项", "第3项", "第0项", "第4项"]
    for words in ("截至日当天", "距截至日1天", "2025年1月31日"):
        assert words in shown


def test_things_to_be_done_come_before_figures_where_there_is_little_room() -> None:
    figures = [target(f"数{i}", f"t{i}") for i in range(9)]
    shown = panels(replace(BRIEFING, targets=tuple(figures)))["next"]
    assert "停车场9月底前交付" in shown
    assert len(re.findall(r"数\d", shown)) == pages_board.LINES - 1


# ---------------------------------------------------------------- statuses and quotes


def test_statuses_are_those_of_progress_where_there_is_any() -> None:
    assert "期限内" in panels()["states"]
    behind = replace(BRIEFING, progress=(Progress("t1", "behind", ()),))
    assert "1欠进度" in panels(behind)["states"]


@pytest.mark.parametrize(
    ("text", "kind", "hangs"),
    [
        ("确保一季度开门红，全年胜", "direct", True),
        ("好", "direct", False),
        ("长" * 89, "direct", False),
        ("确保一季度开门红，全年胜", "indirect", False),
    ],
)
def test_only_direct_speech_that_fits_hangs(text: str, kind: str, hangs: bool) -> None:
    quote = Quote(kind, text, "fagai", evidence=at("新开工项目46个"), id="q1")  # type: ignore[arg-type]
    assert ("said-1" in panels(replace(BRIEFING, quotes=(quote,)))) == hangs


def test_each_body_speaks_once() -> None:
    quotes = tuple(
        Quote("direct", f"确保一季度开门红之{i}", "fagai", evidence=at("新开工项目46个"), id=f"q{i}") for i in range(3)
    )
    assert [key for key in panels(replace(BRIEFING, quotes=quotes)) if key.startswith("said")] == ["said-1"]
