"""What holds for every text whatever it says."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import reading
from builder.lexicon import load
from builder.model import Article, Paragraph
from builder.reading.forms import plain
from builder.reading.lines import visible

LEXICON = load()
SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
MARKS = set("#*_-+●◆◇★☆◎➤✦•■□▲△▼▽")
"""Characters that may be layout, depending on where they stand."""
PIECES = [
    *("　　", " ", "\n", "\n\n", "。", "，", "；", "：", "“", "”", "（", "）", "**", "*", "# ", "## ", "●", "▲", "■", "\t", "|"),
    *("□本报记者 ", "（下转第二版）", "一、", "（一）", "1.", "①", "6.5%", "1 200", "5~6", "2024年", "1月17日", "召开", "大会"),
    *("将", "项目", "区发改局", "表示，", "来源：", "摄", "\u200b", "\0", "GDP", "——", "《", "》", "关于", "的通知"),
    *("附件：", "3版", "“创新突破年”", "\r", "\x0c", "-", "% ", "年"),
]
LINE = [piece for piece in PIECES if not set(piece) & set("\n\r\x0c") and "下转" not in piece and piece != "*"]
LONG = ["增长6.5%，" * 100_000, "“" * 200_000, "项目\n" * 50_000, "**一" * 80_000, "\n" * 500_000, "记者 " * 100_000]
TEXTS = st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def read(text: str) -> Article:
    return reading.article(text, "x.txt", LEXICON)


@given(TEXTS)
@settings(max_examples=400, deadline=None, derandomize=True)
def test_every_character_of_a_paragraph_stands_where_it_says(text: str) -> None:
    for p in read(text).paragraphs:
        assert p.text
        assert len(p.text) == len(p.plain) == len(p.offsets)
        assert all(a < b for a, b in zip(p.offsets, p.offsets[1:], strict=False))
        assert "".join(text[i] for i in p.offsets) == p.text
        assert not set(p.text) & set("\n\r\0\u200b\ufeff")


@given(TEXTS)
@settings(max_examples=400, deadline=None, derandomize=True)
def test_nothing_but_layout_is_lost_and_nothing_stands_twice(text: str) -> None:
    article = read(text)
    places = [i for p in article.paragraphs for i in p.offsets]
    assert len(places) == len(set(places))
    lost = {text[i] for i in set(range(len(text))) - set(places) if visible(text[i])}
    assert lost <= MARKS


@given(TEXTS)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_plain_is_as_long_as_the_text_and_its_own_plain(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)


def mark(article: Article, p: Paragraph) -> str:
    """The bullet or caption sign that layout repair took off."""
    return "".join(char for char in article.text[max(0, p.offsets[0] - 3) : p.offsets[0]] if char in "●■▲□#")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_repairing_repaired_text_changes_nothing(path: Path) -> None:
    once = reading.read_file(path, path.name, LEXICON)
    again = read("\n\n".join(("　　" if p.role == "body" else "") + mark(once, p) + p.text for p in once.paragraphs))
    body = [p.text for p in once.paragraphs if p.role == "body"]
    assert [p.text for p in again.paragraphs if p.role == "body"] == body


@given(st.lists(st.sampled_from(LINE), max_size=30).map("".join))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_repairing_one_repaired_line_changes_nothing(text: str) -> None:
    for p in read("　　" + text + "。").paragraphs:
        if p.role == "body" and p.text[0] not in MARKS:
            again = read("　　" + p.text).paragraphs
            assert "".join(q.text for q in again) == p.text


@pytest.mark.parametrize("text", LONG, ids=lambda text: repr(text[:4]))
def test_long_texts_are_read_in_a_few_seconds(text: str) -> None:
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 15
