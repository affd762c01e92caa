"""The commands, the lock files and the seam to MkDocs hold what they promise."""

from __future__ import annotations

import importlib.util
import logging
import re
import stat
import subprocess
import tomllib
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import material
import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from builder import mkdocs_hook
from builder.errors import GuatuError
from builder.mkdocs_hook import Desk, Settings, Watcher

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
THEME = Path(material.__file__).parent / "templates"


def words(name: str) -> str:
    """The text of a file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


# ---------------------------------------------------------------- lock files


def pinned(lock: str) -> dict[str, str]:
    """Package → version, and the rest of its line."""
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", words(lock), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_and_hashes_everything_and_names_no_host(lock: str) -> None:
    text = words(lock)
    assert not re.search(r"https?:|--index|--extra-index|--find-links|@ ", text)
    entries = re.split(r"\n(?=\S)", text.strip())
    loose = [entry.split("\n")[0] for entry in entries if not re.match(r"[a-z0-9._-]+==", entry) or "--hash=sha256:" not in entry]
    assert not loose, f"neither pinned nor hashed: {loose}"


def test_the_locks_agree_and_hold_what_the_project_needs() -> None:
    site, dev = pinned(LOCKS[0]), pinned(LOCKS[1])
    assert {name: dev.get(name) for name in site} == site, "run: make lock"
    project = tomllib.loads(words("pyproject.toml"))["project"]
    needed = {re.split(r"[^A-Za-z0-9._-]", line)[0].lower() for line in project["dependencies"]}
    assert needed <= site.keys(), f"not locked: {needed - site.keys()}; run: make lock"
    wanted = {re.split(r"[^A-Za-z0-9._-]", line)[0].lower() for line in project["optional-dependencies"]["dev"]}
    assert wanted <= dev.keys(), f"not locked: {wanted - dev.keys()}; run: make lock"


# ---------------------------------------------------------------- commands


def targets() -> dict[str, str]:
    """Each command of the Makefile with its line of help."""
    return dict(re.findall(r"^([a-z]+):.*?## (.+)$", words("Makefile"), re.MULTILINE))


def test_the_makefile_has_the_promised_commands_and_help_lists_them() -> None:
    assert {"serve", "site", "test", "check", "accept", "clean", "lock"} <= targets().keys()
    shown = subprocess.run(["make", "--silent", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [name for name in targets() if f"make {name} " not in shown] == []


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_a_command_that_a_page_names_exists(page: str) -> None:
    if not (ROOT / page).exists():
        pytest.skip(f"{page} is not written yet")
    named = set(re.findall(r"(?:^\s*|[`$] ?)make ([a-z]+)", words(page), re.MULTILINE))
    assert named <= targets().keys(), f"{page} names {named - targets().keys()}"


@pytest.mark.parametrize("script", [".ci/run", "tools/make-venv", "tools/need-chromium"])
def test_a_script_can_be_run_and_read(script: str) -> None:
    path = ROOT / script
    assert path.stat().st_mode & stat.S_IXUSR, f"{script} is not executable"
    subprocess.run(["bash", "-n", path], check=True)
    assert re.search(r"^set -eu", words(script), re.MULTILINE)


def publish() -> ModuleType:
    """tools/publish.py, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("publish", ROOT / "tools" / "publish.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_new_site_takes_the_place_of_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool) -> None:
    module = publish()
    if not can_exchange:
        monkeypatch.setattr(module, "_exchange", lambda *_: False)
    place = tmp_path / "site"
    for words_of_it in ("first", "second"):
        new = tmp_path / "build" / "site"
        new.mkdir(parents=True)
        (new / "index.html").write_text(words_of_it)
        module.put(new, place)
        assert (place / "index.html").read_text() == words_of_it
        assert list((tmp_path / "build").iterdir()) == []


# ---------------------------------------------------------------- the seam to MkDocs


@pytest.fixture
def given(tmp_path: Path) -> Settings:
    """Settings with one article."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "seeds" / "one.txt").write_text("一")
    return Settings(tmp_path / "seeds", tmp_path / "docs", None, {})


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The builder replaced by a list of its runs."""
    done: list[Path] = []
    monkeypatch.setattr(mkdocs_hook.pipeline, "build", lambda seeds, *_: done.append(seeds))
    return done


def fail(error: Exception) -> Any:
    """A builder that fails."""

    def build(*_: object) -> None:
        raise error

    return build


def test_the_builder_runs_again_only_when_an_article_changed(given: Settings, runs: list[Path]) -> None:
    desk = Desk()
    desk.sync(given)
    desk.sync(given)
    assert len(runs) == 1
    (given.seeds / "one.txt").write_text("一二")
    desk.sync(given)
    assert len(runs) == 2
    (given.seeds / "one.txt").unlink()
    desk.sync(given)
    assert len(runs) == 3


def test_the_builder_runs_again_when_a_person_entered_progress(given: Settings, runs: list[Path]) -> None:
    desk = Desk()
    desk.sync(given)
    (given.seeds / "progress.yml").write_text("- target: t-1\n")
    desk.sync(given)
    (given.seeds / "progress.yml").write_text("- target: t-12\n")
    desk.sync(given)
    assert len(runs) == 3


def test_files_of_editors_are_no_change(given: Settings, runs: list[Path]) -> None:
    desk = Desk()
    desk.sync(given)
    for name in (".one.txt.swp", "one.txt~", "~$one.docx"):
        (given.seeds / name).write_text("x")
    desk.sync(given)
    assert len(runs) == 1


@pytest.mark.parametrize("error", [GuatuError("seeds/x.txt：编码不明"), ZeroDivisionError("by zero")])
def test_a_failing_builder_is_told_and_not_raised(
    given: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    monkeypatch.setattr(mkdocs_hook.pipeline, "build", fail(error))
    desk = Desk()
    with caplog.at_level(logging.ERROR, "mkdocs"):
        desk.sync(given)
    assert str(error) in desk.problem
    assert str(error) in caplog.text
    assert all(record.name.startswith("mkdocs.") for record in caplog.records), "strict builds would not count it"


@pytest.mark.parametrize("serving", [True, False])
def test_a_failure_ends_a_build_but_not_a_server(given: Settings, monkeypatch: pytest.MonkeyPatch, serving: bool) -> None:
    desk = Desk()
    monkeypatch.setattr(mkdocs_hook.pipeline, "build", fail(GuatuError("编码不明")))
    monkeypatch.setattr(mkdocs_hook, "desk", desk)
    monkeypatch.setattr(mkdocs_hook, "settings", lambda _config: given)
    mkdocs_hook.on_startup("serve" if serving else "build", dirty=False)
    config: Any = SimpleNamespace(extra={"guatu": {}})
    if serving:
        mkdocs_hook.on_pre_build(config)
    else:
        with pytest.raises(PluginError):
            mkdocs_hook.on_pre_build(config)
    assert "编码不明" in config.extra["guatu"]["problem"], "the page would not say it"


@pytest.mark.parametrize("as_of", ["2024-02-31", 20240221, "today"])
def test_a_day_that_is_no_day_is_refused_by_name(as_of: object) -> None:
    config: Any = SimpleNamespace(extra={"guatu": {"as_of": as_of}}, config_file_path="/x/mkdocs.yml", docs_dir="/x/docs")
    with pytest.raises(PluginError, match=r"extra\.guatu\.as_of"):
        mkdocs_hook.settings(config)


def test_a_failed_run_is_tried_again_once_an_article_changed(given: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    monkeypatch.setattr(mkdocs_hook.pipeline, "build", fail(GuatuError("no")))
    desk.sync(given)
    monkeypatch.setattr(mkdocs_hook.pipeline, "build", lambda *_: None)
    (given.seeds / "one.txt").write_text("改好了")
    desk.sync(given)
    assert desk.problem == ""


def test_the_watching_survives_whatever_happens(given: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mkdocs_hook.desk, "sync", fail(OSError("gone")))
    Watcher(given).on_any_event(SimpleNamespace())  # type: ignore[arg-type]


def test_the_articles_are_watched_by_the_servers_observer_only(given: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    watched: list[str] = []
    server = SimpleNamespace(observer=SimpleNamespace(schedule=lambda _handler, path, recursive: watched.append(path)))
    monkeypatch.setattr(mkdocs_hook, "settings", lambda _config: given)
    mkdocs_hook.on_serve(server, None, None)  # type: ignore[arg-type]
    assert watched == [str(given.seeds)]
    assert "seeds" not in map(str, load_config(str(ROOT / "mkdocs.yml")).watch), "two watchers build twice"


# ---------------------------------------------------------------- what of the theme is relied on


def test_the_theme_still_names_its_search_worker_where_ours_takes_its_place() -> None:
    """overrides/main.html cuts the theme's settings at this path."""
    base = (THEME / "base.html").read_text(encoding="utf-8")
    assert len(re.findall(r'"assets/javascripts/workers/search\.[0-9a-f]+\.min\.js" \| url', base)) == 1


def test_the_theme_still_speaks_the_four_messages_of_the_search() -> None:
    """0 setup, 1 ready, 2 query, 3 result; the worker answers 0 with 1 and 2 with 3."""
    (worker,) = (THEME / "assets/javascripts/workers").glob("search.*.min.js")
    code = worker.read_text(encoding="utf-8")
    assert re.search(r"case 0:.{0,80}\{type:1\}", code)
    assert re.search(r"case 2:.{0,120}\{type:3,data:", code)


def test_the_theme_has_every_piece_that_the_masthead_includes() -> None:
    masthead = words("overrides/partials/header.html")
    pieces = re.findall(r'include "([^"]+)"', masthead)
    assert pieces
    assert [piece for piece in pieces if not (THEME / piece).is_file()] == []


def test_no_page_can_ask_another_machine_by_its_settings() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    assert config.theme["font"] is False
    assert config.extra["generator"] is False
    assert any("iframe-worker" in str(script) for script in config.extra["polyfills"])
    assert not config.repo_url
    assert config.use_directory_urls is False
