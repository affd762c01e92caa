"""The benchmarks run and say something sensible; how long anything takes is not asserted."""

from __future__ import annotations

import random
import re
from pathlib import Path

from benchmarks import fuzz, measures, texts
from benchmarks.__main__ import table


def test_stages_of_one_short_text_are_measured() -> None:
    rows = measures.stages(["某区新闻\n\n2024年3月5日，崂山区召开会议，全年新开工项目46个。\n"], times=1)
    assert [row.what for row in rows] == ["reading", "finding", "sorting", "reading + finding + sorting"]
    assert all(row.time > 0 for row in rows)
    assert table(rows).count("\n") == len(rows) + 1


def test_the_stock_site_has_a_template_for_every_page_that_names_one(tmp_path: Path) -> None:
    measures.stand_in(tmp_path / "templates")
    templates = (measures.ROOT / "builder" / "writing").rglob("*.py")
    named = {name for path in templates for name in re.findall(r'template="([a-z]+\.html)"', path.read_text(encoding="utf-8"))}
    assert named
    assert named <= {path.name for path in (tmp_path / "templates").iterdir()}


def test_synthetic_articles_are_the_same_each_time_and_all_different() -> None:
    first, again = (list(texts.synthetic(5, texts.seeds())) for _ in range(2))
    assert first == again
    assert len(set(first)) == 5


def test_every_kind_of_fuzz_text_is_survived() -> None:
    sources = texts.seeds()
    for kind in dict.fromkeys(fuzz.KINDS):
        text = kind(random.Random(kind.__name__), sources)[:2000]
        assert fuzz.tried(text, second_of_jieba=1.0) == ""


def test_a_case_gives_the_same_text_again() -> None:
    sources = texts.seeds()
    case = fuzz.Case(seed=3, number=4)
    assert case.text(sources) == case.text(sources)
    assert case.command.endswith("--seed 3 --only 4")
