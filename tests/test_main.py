"""The commands: what they print, where they print it, and how they end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builder import finding
from builder.__main__ import DONE, FAILED, MISUSED, main
from builder.lexicon import Lexicon
from builder.model import Article, Findings

TEXT = """云岭县召开动员会

2024年2月21日，云岭县召开动员会。县发展和改革局表示，将实行月通报，确保一季度新开工项目46个。会议历时2个小时。
"""


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A folder with one article."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def misplaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finder whose targets stand one character beside their words."""
    find = finding.find

    def shifted(article: Article, lexicon: Lexicon, *more: object) -> Findings:
        found = find(article, lexicon, *more)
        moved = [replace(t, evidence=tuple(replace(e, start=e.start + 1) for e in t.evidence)) for t in found.targets]
        return replace(found, targets=tuple(moved))

    monkeypatch.setattr(finding, "find", shifted)


def build(seeds: Path, *more: str) -> int:
    return main(["build", "--seeds", str(seeds), "--docs", str(seeds.parent / "docs"), *more])


# ------------------------------------------------------------ build


def test_build_says_what_it_found_and_where_to_look(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(seeds) == DONE
    out = capsys.readouterr().out
    for words in ("文章 1", "目标 1", "调度 1", "资料截至 2024-02-21", f"→ {seeds.parent / 'docs'}"):
        assert words in out


def test_build_reads_as_of(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(seeds, "--as-of", "2024-03-31") == DONE
    assert "资料截至 2024-03-31（由用户给出）" in capsys.readouterr().out


def test_build_takes_what_a_person_entered_and_says_what_it_refused(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entered = (
        "- body: 县发展和改革局\n  metric: 新开工项目\n  period: 一季度\n  date: 2024-02-20\n  value: 46\n  source: 调度表\n"
    )
    (seeds / "progress.yml").write_text(f"{entered}- target: t-1\n", encoding="utf-8")
    assert build(seeds) == DONE
    assert "未采用的登记  progress.yml:7  target  没有编号为 t-1 的目标" in capsys.readouterr().out
    ledger = (seeds.parent / "docs" / "progress" / "index.md").read_text(encoding="utf-8")
    assert "standing--done" in ledger
    assert build(seeds, "--strict") == FAILED


def test_a_folder_without_a_day_says_that_it_is_unknown(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (seeds / "one.txt").write_text("云岭县召开动员会\n\n云岭县将新建学校。\n", encoding="utf-8")
    build(seeds)
    assert "资料截至 未知" in capsys.readouterr().out


@pytest.mark.parametrize("day", ["2024-02-30", "2024/2/21", "明天", "20240221x"])
def test_a_day_that_is_none_says_how_to_write_one(seeds: Path, capsys: pytest.CaptureFixture[str], day: str) -> None:
    with pytest.raises(SystemExit) as ended:
        build(seeds, "--as-of", day)
    said = capsys.readouterr().err
    assert ended.value.code == MISUSED
    assert day in said
    assert "请写成 2024-02-21 这样" in said
    assert not (seeds.parent / "docs").exists()


def test_a_file_that_cannot_be_read_is_named_with_what_to_do(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (seeds / "two.docx").write_bytes(b"PK")
    assert build(seeds) == DONE
    out = capsys.readouterr().out
    assert "文章 1" in out
    assert "未收录  two.docx：" in out
    assert "请" in out


def test_strict_ends_in_failure_where_a_file_was_not_read(seeds: Path) -> None:
    assert build(seeds, "--strict") == DONE
    (seeds / "two.docx").write_bytes(b"PK")
    assert build(seeds, "--strict") == FAILED


def test_strict_ends_in_failure_where_a_page_by_hand_is_in_the_way(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_hand = seeds.parent / "docs" / "targets" / "index.md"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text("我写的", encoding="utf-8")
    assert build(seeds) == DONE
    assert "未写入：" in capsys.readouterr().err
    assert build(seeds, "--strict") == FAILED
    assert by_hand.read_text(encoding="utf-8") == "我写的"


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_folder_that_is_not_there_is_named_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert main([command, "--seeds", str(tmp_path / "none")]) in (FAILED, MISUSED)
    said = capsys.readouterr().err
    assert str(tmp_path / "none") in said
    assert "--seeds" in said


def test_build_fails_and_writes_nothing_where_a_fact_is_misplaced(
    seeds: Path, misplaced: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(seeds) == FAILED
    assert "one.txt" in capsys.readouterr().err
    assert not (seeds.parent / "docs").exists()


# ------------------------------------------------------------ check


def test_check_lists_what_was_left_out_and_writes_nothing(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(seeds.parent.rglob("*"))
    assert main(["check", "--seeds", str(seeds)]) == DONE
    out = capsys.readouterr().out
    left = [line for line in out.splitlines() if line.startswith("未采用  ")]
    assert f"未采用  one.txt:{TEXT.index('会议历时')}  会议历时2个小时  背景情况" in left
    assert all(len(line.split("  ")) == 4 for line in left), "place, words and reason"
    assert "每条事实都在原文中找到出处" in out
    assert sorted(seeds.parent.rglob("*")) == before


def test_check_fails_where_a_fact_is_misplaced(seeds: Path, misplaced: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--seeds", str(seeds)]) == FAILED
    said = capsys.readouterr()
    assert "one.txt: target 新开工项目: characters" in said.err
    assert "出处有误 1 处" in said.out


# ------------------------------------------------------------ explain


def test_explain_draws_each_fact_under_its_words_with_its_rule(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(seeds / "one.txt")]) == DONE
    out = capsys.readouterr().out
    for words in ("云岭县召开动员会", "2024-02-21", "[number_targets]", "新开工项目｜46个", "monthly｜通报", "[reported]"):
        assert words in out
    assert "未采用" in out
    assert "└" in out


def test_explain_says_what_is_wrong_with_a_file(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (seeds / "empty.txt").write_text("\n", encoding="utf-8")
    assert main(["explain", str(seeds / "empty.txt")]) == FAILED
    assert "请" in capsys.readouterr().err
    assert main(["explain", str(seeds / "none.txt")]) == FAILED
    assert "请" in capsys.readouterr().err


# ------------------------------------------------------------ none of them


@pytest.mark.parametrize("arguments", [[], ["hang"], ["explain"], ["build", "--nothing"]])
def test_what_is_no_command_ends_with_the_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == MISUSED
    assert "usage: python -m builder" in capsys.readouterr().err
