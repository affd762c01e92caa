"""python -m builder diff and build --previous: what they say, how they end, and that no file brings them down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from builds import COUNTY, OTHER, data, written

from builder.__main__ import DONE, FAILED, MISUSED, main

NEW = COUNTY.replace("46个", "50个").replace("县林业局表示，今年计划造林5万亩。", "")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return written(tmp_path, "old.json", data(a=COUNTY))


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return written(tmp_path, "new.json", data(a=NEW, b=OTHER))


# ------------------------------------------------------------ what it says


def test_it_counts_and_lists_with_sentence_and_article(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(old), str(new)]) == FAILED
    out = capsys.readouterr().out.splitlines()
    assert out[0] == f"旧：{old}（资料截至 2024-02-21，1 篇文章）"
    assert out[1] == f"新：{new}（资料截至 2024-03-05，2 篇文章）"
    assert "目标：新增 1，改动 1（目标值 1），不再提到 1" in out
    at = out.index("  改动  县发展和改革局  新开工项目")
    assert out[at + 1 : at + 4] == [
        "      目标值：46个 → 50个",
        "      原据《云岭县召开一季度“开门红”动员会》，2024-02-21：确保一季度新开工项目46个",
        "      现据同篇：确保一季度新开工项目50个",
    ]
    at = out.index("  新增  县水利局  新修水渠  12公里，2024年全年，计划")
    assert out[at + 1] == "      据《云岭县部署水利建设》，2024-03-05：今年计划新修水渠12公里"
    assert "  不再提到  县林业局  造林  5万亩，2024年全年，计划" in out


def test_the_same_build_twice_is_no_difference(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(old), str(old)]) == DONE
    assert capsys.readouterr().out.splitlines()[-1] == "两次构建的内容没有不同"


def test_json_says_the_same_to_programs(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--json", str(old), str(new)]) == FAILED
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["old"]["as_of"], found["new"]["articles"]) == ("difference/1", "2024-02-21", 2)
    assert found["counts"]["target"] == {"new": 1, "changed": 1, "gone": 1}
    assert sum(n for kinds in found["counts"].values() for n in kinds.values()) == len(found["changes"])
    (change,) = [one for one in found["changes"] if one["fact"] == "target" and one["kind"] == "changed"]
    assert change["edits"] == [{"aspect": "value", "label": "目标值", "before": "46个", "after": "50个"}]
    assert change["after"]["sentence"] == "确保一季度新开工项目50个"


def test_help_says_how_it_ends(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["diff", "--help"])
    said = capsys.readouterr().out
    for words in ("0 没有不同", "1 有不同", "2 有文件读不了", "--json", "briefing.json"):
        assert words in said


# ------------------------------------------------------------ files that are no briefing

DEEP = "[" * 100_000 + "]" * 100_000
BROKEN: dict[str, Any] = {
    "nothing": "",
    "no JSON": "挂图",
    "half of one": '{"targets": [',
    "no UTF-8": b"\xff\xfe\x00",
    "a list": [],
    "a number": 7,
    "null": None,
    "nothing of a briefing": {"a": 1},
    "lists that are none": {"targets": 3, "articles": {}},
    "another form": {"schema": "briefing/2", "targets": []},
    "a form that is none": {"schema": ["x"], "targets": []},
    "too deep": DEEP,
    "a number without end": '{"targets": [], "as_of": ' + "9" * 10_000 + "}",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("first", [True, False], ids=["as the old one", "as the new one"])
def test_a_file_that_is_no_briefing_gives_one_line(
    old: Path, capsys: pytest.CaptureFixture[str], content: Any, first: bool
) -> None:
    bad = written(old.parent, "bad.json", content)
    assert main(["diff", *map(str, (bad, old) if first else (old, bad))]) == MISUSED
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert str(bad) in said.err
    assert "请" in said.err


@pytest.mark.parametrize("name", ["none.json", ".", "none/none.json", "x\0y"])
def test_a_path_that_leads_to_no_file_gives_one_line(old: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["diff", str(old), f"{old.parent}/{name}"]) == MISUSED
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "请" in said


def test_an_older_form_says_what_it_can(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No schema, no ids, no texts, no offsets, no bodies: facts are still known again."""
    bare = {"targets": [{"metric": "新开工项目", "value": 46, "unit": "个"}, "?", {}], "quotes": None}
    old = written(tmp_path, "old.json", bare)
    new = written(tmp_path, "new.json", bare | {"targets": [{"metric": "新开工项目", "value": 50, "unit": "个"}]})
    assert main(["diff", str(old), str(new)]) == FAILED
    out = capsys.readouterr().out
    assert "目标值：46个 → 50个" in out
    assert "据出处不明" in out
    assert "2 条不成形，没有比较" in out


HOSTILE = "\x1b[31m红\x07\r\n\u202e{{ 7*7 }}</script>\ud800" + "长" * 5000
ODD_VALUES: list[Any] = [None, True, "46", [], {}, 1e400, -0.0, 10**400, HOSTILE, [[[]]]]


@pytest.mark.parametrize("value", ODD_VALUES, ids=lambda value: repr(value)[:12])
def test_no_value_of_any_field_brings_it_down(tmp_path: Path, capsys: pytest.CaptureFixture[str], value: Any) -> None:
    given = data(a=COUNTY)
    old = written(tmp_path, "old.json", given)
    for kind in ("articles", "bodies", "targets", "cadences", "quotes"):
        for field in given[kind][0]:
            odd = given | {kind: [given[kind][0] | {field: value}, *given[kind][1:]]}
            assert main(["diff", str(old), str(written(tmp_path, "odd.json", odd))]) in (DONE, FAILED)
            said = capsys.readouterr()
            assert not said.err
            assert not {"\x1b", "\x07", "\r", "\u202e", "\ud800"} & set(said.out)


# ------------------------------------------------------------ build --previous


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a.txt").write_text(NEW, encoding="utf-8")
    return folder


def build(seeds: Path, *more: str) -> tuple[int, str]:
    """The status of a build and its page of changes."""
    status = main(["build", "--seeds", str(seeds), "--docs", str(seeds.parent / "docs"), *more])
    return status, (seeds.parent / "docs" / "changes" / "index.md").read_text(encoding="utf-8")


def test_a_build_with_a_previous_one_lists_what_changed(seeds: Path, old: Path) -> None:
    status, page = build(seeds, "--strict", "--previous", str(old))
    assert status == DONE
    assert "46个" in page and "50个" in page


def test_a_build_without_a_previous_one_says_what_to_do(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, page = build(seeds)
    assert status == DONE
    assert "没有给出上一次的资料" in page
    assert "extra.guatu.previous" in page and "--previous" in page
    assert "没有和上一次比较" not in capsys.readouterr().err


@pytest.mark.parametrize("content", ["", "{}", None])
def test_a_previous_one_that_is_none_costs_one_line_and_nothing_else(
    seeds: Path, capsys: pytest.CaptureFixture[str], content: str | None
) -> None:
    bad = seeds.parent / "bad.json"
    if content is not None:
        bad.write_text(content, encoding="utf-8")
    status, page = build(seeds, "--previous", str(bad))
    assert status == DONE
    assert "没有给出上一次的资料" in page
    lines = [line for line in capsys.readouterr().err.splitlines() if "没有和上一次比较" in line]
    assert len(lines) == 1
    assert str(bad) in lines[0]
    assert build(seeds, "--strict", "--previous", str(bad))[0] == FAILED


def test_the_file_that_the_build_overwrites_is_no_previous_one(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(seeds)
    _, page = build(seeds, "--previous", str(seeds.parent / "docs" / "data" / "briefing.json"))
    assert "没有给出上一次的资料" in page
    assert "另存一份" in capsys.readouterr().err


def test_the_same_previous_one_gives_the_same_bytes(seeds: Path, old: Path) -> None:
    assert build(seeds, "--previous", str(old)) == build(seeds, "--previous", str(old))
