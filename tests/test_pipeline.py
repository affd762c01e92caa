"""The four stages in a row: from a folder of files to a folder of pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builder import finding, pipeline
from builder.errors import MisplacedEvidence, UnreadableFile
from builder.lexicon import Lexicon
from builder.model import Article, Findings, NodeName

ROOT = Path(__file__).parents[1]
FIRST = """云岭县召开一季度“开门红”动员会

2024年2月21日，云岭县召开动员会。

县发展和改革局表示，将对重点项目实行旬调度、月通报，确保一季度新开工项目46个。

“工地不停工，车间不停产。”县住房和城乡建设局局长何平说，9月底前建成县体育馆。
"""
SECOND = """云岭县部署春季造林

2024年3月5日，云岭县召开造林推进会。县林业局表示，今年计划造林5万亩。
"""


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A folder with two articles."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    return folder


def everything(docs: Path) -> dict[str, bytes]:
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in docs.rglob("*") if path.is_file()}


def test_every_kind_of_fact_comes_out_with_its_owner(seeds: Path) -> None:
    given = pipeline.brief(seeds)
    names = {body.id: body.name for body in given.bodies}
    assert {(t.kind, t.metric, names.get(t.owner or "")) for t in given.targets} == {
        ("number", "新开工项目", "县发展和改革局"),
        ("deadline", "建成县体育馆", "县住房和城乡建设局"),
        ("number", "造林", "县林业局"),
    }
    assert {(c.frequency, c.activity, names[c.body or ""]) for c in given.cadences} == {
        ("ten-day", "调度", "县发展和改革局"),
        ("monthly", "通报", "县发展和改革局"),
    }
    assert ("direct", "何平", "县住房和城乡建设局") in {(q.kind, q.speaker, names[q.body or ""]) for q in given.quotes}
    assert (given.as_of, len(given.articles), given.unread) == (date(2024, 3, 5), 2, ())


def test_every_fact_stands_where_it_says(seeds: Path) -> None:
    given = pipeline.brief(seeds)
    texts = {article.id: article.text for article in given.articles}
    facts = [*given.targets, *given.cadences, *given.quotes, *given.mechanisms, *given.projects, *given.bodies, *given.duties]
    places = [place for fact in facts for place in fact.evidence] + [left.evidence for left in given.unplaced]
    assert places
    assert [place for place in places if texts[place.article][place.start : place.end] != place.text] == []


def test_a_build_writes_the_briefing_and_the_pages(seeds: Path, tmp_path: Path) -> None:
    briefing, changes = pipeline.build(seeds, tmp_path / "docs")
    data = json.loads((tmp_path / "docs" / "data" / "briefing.json").read_text(encoding="utf-8"))
    assert data["schema"] == "briefing/1"
    assert [article["file"] for article in data["articles"]] == [article.file for article in briefing.articles]
    assert len(data["targets"]) == len(briefing.targets)
    assert (len(changes.written) > 10, changes.removed, changes.refused) == (True, (), ())


def test_a_second_build_touches_nothing(seeds: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    _, first = pipeline.build(seeds, docs)
    _, second = pipeline.build(seeds, docs)
    assert (second.written, second.removed, len(second.kept)) == ((), (), len(first.written))


def test_the_same_input_gives_the_same_bytes_in_any_process(seeds: Path, tmp_path: Path) -> None:
    docs = [tmp_path / "one", tmp_path / "two"]
    for seed, folder in enumerate(docs):
        command = [sys.executable, "-m", "builder", "build", "--seeds", str(seeds), "--docs", str(folder)]
        subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": str(seed)}, check=True, capture_output=True)
    one, two = map(everything, docs)
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bad.txt", b"\x00\x01\x02\xff\xfe" * 40),
        ("empty.txt", b" \n"),
        ("office.docx", b"PK\x03\x04"),
        ("again.txt", FIRST.encode()),
    ],
)
def test_a_file_that_cannot_be_read_costs_nothing_else(seeds: Path, name: str, content: bytes) -> None:
    before = pipeline.brief(seeds)
    (seeds / f"zz-{name}").write_bytes(content)
    after = pipeline.brief(seeds)
    assert [(one.file, bool(one.reason)) for one in after.unread] == [(f"zz-{name}", True)]
    assert replace(after, unread=()) == before


def test_an_empty_folder_gives_an_empty_site(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    briefing, changes = pipeline.build(tmp_path / "seeds", tmp_path / "docs")
    assert (briefing.articles, briefing.targets, briefing.as_of) == ((), (), None)
    assert "data/briefing.json" in changes.written


def test_nothing_is_written_where_a_fact_is_misplaced(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find = finding.find

    def shifted(article: Article, lexicon: Lexicon, listed: tuple[NodeName, ...]) -> Findings:
        found = find(article, lexicon, listed)
        target = found.targets[0]
        place = replace(target.evidence[0], start=target.evidence[0].start + 1)
        return replace(found, targets=(replace(target, evidence=(place,)), *found.targets[1:]))

    monkeypatch.setattr(finding, "find", shifted)
    with pytest.raises(MisplacedEvidence, match=r"first\.txt: target"):
        pipeline.build(seeds, tmp_path / "docs")
    assert not (tmp_path / "docs").exists()


def test_a_person_defines_key_nodes_beside_the_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("鼎新材料产业园项目已完成三通一平，计划10月开工。", encoding="utf-8")
    (tmp_path / "nodes.yml").write_text("- name: 场地平整\n  aliases: [三通一平]\n- 2024\n- 开工\n", encoding="utf-8")
    briefing = pipeline.brief(tmp_path)
    assert [one.name for one in briefing.node_names] == ["场地平整", "开工"]
    assert [(one.file, one.line, one.field) for one in briefing.refused] == [("nodes.yml", 3, "name")]
    assert [(node.name, node.reached) for node in briefing.projects[0].nodes] == [("场地平整", True), ("开工", False)]
    assert briefing.unread == ()


def test_one_article_is_found_by_itself(seeds: Path) -> None:
    found = pipeline.find_one(seeds / "second.txt")
    assert [target.metric for target in found.targets] == ["造林"]
    with pytest.raises(UnreadableFile):
        pipeline.find_one(seeds / "third.txt")


def test_progress_is_told_in_words(seeds: Path, tmp_path: Path) -> None:
    said: list[str] = []
    pipeline.build(seeds, tmp_path / "docs", progress=said.append)
    assert said[0].startswith("读取 2/2")
    assert all(said)
