"""extra.guatu.previous: read from mkdocs.yml, looked at again when it changes, told once where it is none."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from builds import COUNTY, data, written

from builder import mkdocs_hook
from builder.mkdocs_hook import Desk, Settings


def settings(tmp_path: Path, guatu: dict[str, Any]) -> Settings:
    class Config:
        extra = {"guatu": guatu}  # noqa: RUF012
        config_file_path = str(tmp_path / "mkdocs.yml")
        docs_dir = str(tmp_path / "docs")

    return mkdocs_hook.settings(Config())  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(COUNTY.replace("46个", "50个"), encoding="utf-8")
    return tmp_path


def page(folder: Path) -> str:
    return (folder / "docs" / "changes" / "index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("guatu", [{}, {"previous": None}, {"previous": ""}])
def test_nothing_given_is_nothing_to_compare_with(tmp_path: Path, guatu: dict[str, Any]) -> None:
    assert settings(tmp_path, guatu).previous is None


def test_the_path_is_seen_from_the_settings(tmp_path: Path) -> None:
    assert settings(tmp_path, {"previous": "kept/old.json"}).previous == tmp_path / "kept" / "old.json"


def test_the_page_lists_what_changed_and_is_made_anew_when_the_file_changes(folder: Path) -> None:
    written(folder, "old.json", data(a=COUNTY))
    desk, given = Desk(), settings(folder, {"previous": "old.json"})
    desk.sync(given)
    assert "46个" in page(folder)
    written(folder, "old.json", data(a=COUNTY.replace("46个", "45个")))
    (folder / "old.json").touch()
    desk.sync(given)
    assert "45个" in page(folder)


@pytest.mark.parametrize("name", ["none.json", "bad.json", "docs/data/briefing.json"])
def test_a_file_that_is_none_is_one_warning_that_counts_and_the_page_says_none_was_given(
    folder: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    written(folder, "bad.json", "挂图")
    desk = Desk()
    with caplog.at_level(logging.WARNING):
        desk.sync(settings(folder, {"previous": name}))
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert caplog.records[0].name.startswith("mkdocs.")
    assert "extra.guatu.previous" in caplog.text and name in caplog.text
    assert desk.problem == ""
    assert "没有给出上一次的资料" in page(folder)
