"""A year that another article knows, and the likenesses that must not give one."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import reading
from builder.lexicon import load

LEXICON = load()
SEEDS = Path(__file__).parents[2] / "seeds"
KNOWN = "江北区召开动员大会\n\n　　1月17日，江北区召开“打头阵”攻坚行动一季度动员大会。2024年，江北区将加快发展。\n"
NAMED = "江北区这样开局\n\n　　2023年是开局之年。江北区召开大会，部署“创新突破年”。\n"


def years(tmp_path: Path, *texts: str) -> list[tuple[int | None, str]]:
    for n, text in enumerate(texts):
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    articles, _ = reading.read(tmp_path, LEXICON, lambda _: None)
    return [(article.year, article.year_source) for article in articles]


def test_the_same_event_on_the_same_day_gives_year_and_date(tmp_path: Path) -> None:
    text = "方案发布\n\n　　1月17日，江北区召开“打头阵”攻坚行动一季度动员大会，发布方案。\n"
    (tmp_path / "a.txt").write_text(KNOWN, encoding="utf-8")
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    article = reading.read(tmp_path, LEXICON, lambda _: None)[0][1]
    assert article.year == 2024
    assert article.year_source == "推断：与《江北区召开动员大会》会议同日同名"
    assert str(article.date) == "2024-01-17"


def test_a_named_year_of_the_same_place_gives_the_year(tmp_path: Path) -> None:
    text = "锚定目标\n\n　　8月21日，全会举行。江北区发改局以“创新突破年”为抓手，完成任务。\n"
    assert years(tmp_path, NAMED, text)[1] == (2023, "推断：与《江北区这样开局》年度主题相同")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("　　1月18日，江北区召开“打头阵”攻坚行动一季度动员大会。\n", id="another day"),
        pytest.param("　　1月17日，江北区举行文艺演出，市民踊跃参加活动。\n", id="another event"),
        pytest.param("　　江南县以“创新突破年”为抓手，完成任务。\n", id="another place"),
        pytest.param("　　江北区发改局突出创新，突破难点，完成任务。\n", id="no name of a year"),
    ],
)
def test_a_likeness_is_not_enough(tmp_path: Path, text: str) -> None:
    assert years(tmp_path, KNOWN, NAMED, text)[2] == (None, "")


def test_contradicting_sources_give_no_year(tmp_path: Path) -> None:
    other = "江北区再出发\n\n　　2022年是开局之年。江北区召开大会，部署“创新突破年”。\n"
    text = "　　江北区发改局以“创新突破年”为抓手，完成任务。\n"
    assert years(tmp_path, NAMED, other, text)[2] == (None, "")


def test_an_inferred_year_is_not_handed_on(tmp_path: Path) -> None:
    second = "　　1月17日，江北区召开“打头阵”攻坚行动一季度动员大会。江北区部署“效能提升年”。\n"
    third = "　　江北区以“效能提升年”为抓手，完成任务。\n"
    assert [year for year, _ in years(tmp_path, KNOWN, second, third)] == [2024, 2024, None]


def test_the_five_seeds() -> None:
    articles, unread = reading.read(SEEDS, LEXICON, lambda _: None)
    assert unread == []
    assert [article.year for article in articles] == [2024, 2023, 2024, 2021, 2023]
    assert [article.year_source.startswith("推断") for article in articles] == [False, False, True, False, True]
