"""更新记录: each change with before and after, its sentence, and the way to the record that it is now."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from exports_sample import BRIEFING

from builder.model import Briefing, Change, Comparison, Edit, Telling
from builder.writing.atlas import survey
from builder.writing.pages_changes import FOLD, changes
from builder.writing.press import Press

ARTICLE = BRIEFING.articles[0]


def side(key: str = "t1", name: str = "新开工项目", **more: str) -> Telling:
    """One build's telling."""
    given = {"owner": "区发展和改革局", "sentence": "新开工项目46个", "article": ARTICLE.id, "title": ARTICLE.title}
    return Telling(
        id=key, name=name, says=(("目标值", "46个"), ("期限", "2024年一季度")), **(given | {"day": "2024-02-21"} | more)
    )


EDIT = Edit("value", "目标值", "40个", "46个")
CHANGED = Change("target", "changed", side("t0", sentence="新开工项目40个"), side(), (EDIT,))
NEW = Change("cadence", "new", None, side("c1", "月调度", sentence="月调度"))
LOST = Change("quote", "gone", side("q9", "旧话", article="lost.txt", title="撤下的文章", owner="撤销的单位"), None)


def page(*found: Change, briefing: Briefing = BRIEFING) -> str:
    compared = Comparison(found, briefing.as_of, briefing.as_of)
    sheet = changes(Press(survey(replace(briefing, compared=compared))))
    assert sheet.path == "changes/index.md"
    assert isinstance(sheet.text, str)
    return sheet.text


def words(html: str) -> str:
    """What a reader sees, without the tags."""
    return " ".join(re.sub(r"<[^>]{0,400}>", "", html).split())


def test_a_change_shows_before_and_after_and_leads_to_the_record_now() -> None:
    shown = page(CHANGED)
    assert '<a href="../departments/qu-fa-zhan-he-gai-ge-ju.html#t1">新开工项目</a>' in shown
    assert "目标值 40个 → 46个" in words(shown)
    assert 'aria-label="改为"' in shown
    assert '<a href="../departments/qu-fa-zhan-he-gai-ge-ju.html">区发展和改革局</a>' in shown


def test_both_sentences_stand_there_and_the_article_once() -> None:
    shown = page(CHANGED)
    assert "原 新开工项目40个" in words(shown)
    assert "现 新开工项目46个" in words(shown)
    assert shown.count('class="src"') == 1
    assert re.search(r'href="\.\./articles/[a-z-]{1,80}\.html#t1"', shown), "it leads to the very words"


def test_a_sentence_that_is_the_same_is_said_once() -> None:
    same = Change("target", "changed", side("t0"), side(), (EDIT,))
    assert words(page(same)).count("新开工项目46个") == 1


def test_a_new_one_says_what_it_says_and_leads_to_its_list() -> None:
    shown = page(NEW)
    assert "46个，2024年一季度" in words(shown)
    assert '#c1">月调度</a>' in shown


def test_a_lost_one_leads_nowhere_and_names_its_article() -> None:
    shown = page(LOST)
    assert "《撤下的文章》（未再收录）" in words(shown)
    assert not re.search(r"<a [^>]{0,200}>(旧话|撤销的单位)</a>", shown)


def test_an_article_in_another_file_is_found_by_its_headline() -> None:
    moved = replace(LOST, before=side("q9", "旧话", article="old-name.txt"))
    assert "未再收录" not in page(moved)


def test_an_edited_article_leads_to_its_page() -> None:
    article = Telling(ARTICLE.id, ARTICLE.title, "", (), "", ARTICLE.id, ARTICLE.title)
    shown = page(Change("article", "changed", article, article, (Edit("text", "正文", "甲", "乙"),)))
    assert f">{ARTICLE.title}</a>" in shown
    assert "<th" in shown and "原句</th>" not in shown, "an article needs no sentence"


def test_changes_are_counted_and_grouped_by_kind() -> None:
    shown = words(page(CHANGED, replace(CHANGED, after=side("t2")), NEW, LOST))
    assert "4处不同" in shown
    assert "改动2 目标值2" in shown
    assert "没有不同的：文章、项目、机制、责任链条。" in shown


@pytest.mark.parametrize(("count", "folded"), [(FOLD, False), (FOLD + 1, True)])
def test_a_long_list_is_folded(count: int, folded: bool) -> None:
    assert ("<details" in page(*[LOST] * count)) is folded


def test_nothing_different_is_said_plainly() -> None:
    assert "没有不同" in words(page())


def test_without_an_earlier_build_the_page_says_what_to_do() -> None:
    sheet = changes(Press(survey(BRIEFING)))
    for told in ("没有给出上一次的资料", "extra.guatu.previous", "--previous", "python -m builder diff"):
        assert told in str(sheet.text)


HOSTILE = '"><script>alert(1)</script>{{ 7*7 }}'


def test_hostile_words_stay_words() -> None:
    odd = Telling(HOSTILE, HOSTILE, HOSTILE, ((HOSTILE, HOSTILE),), HOSTILE, HOSTILE, HOSTILE, "2024-02-21")
    edit = Edit(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    shown = page(Change("target", "changed", odd, odd, (edit,)), Change("quote", "new", None, odd))
    assert "<script" not in shown
    assert "{{" not in shown.split("---\n", 2)[2]
