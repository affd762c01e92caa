"""While MkDocs serves, saving an article shows on the open page by itself, with one build for each change."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser

if TYPE_CHECKING:
    from tests.browser.conftest import LayOut

PATIENCE = 30
"""Seconds that a busy machine may take."""


@dataclass(frozen=True)
class Served:
    """A project that ``mkdocs serve`` is serving."""

    folder: Path
    address: str
    log: Path

    def builds(self) -> int:
        """How many builds were begun so far."""
        return self.log.read_text(encoding="utf-8").count("Building documentation...")


@pytest.fixture
def served(lay_out: LayOut, tmp_path: Path) -> Iterator[Served]:
    """``mkdocs serve`` on a free port, with one short article."""
    seeds = tmp_path / "articles"
    seeds.mkdir()
    (seeds / "first.txt").write_text(article(151), encoding="utf-8")
    folder = lay_out(tmp_path / "project", seeds)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    command = [sys.executable, "-P", "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=folder, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, stdout=out, stderr=out)
    try:
        project = Served(folder, f"http://127.0.0.1:{port}/", log)
        wait(lambda: "Serving on" in log.read_text(encoding="utf-8"), log)
        yield project
    finally:
        process.terminate()
        process.wait(10)


def article(figure: int) -> str:
    """A small piece of news with one figure."""
    return f"某区召开城市更新会议\n\n2024年2月21日，某区召开会议。会议要求，确保一季度{figure}个攻坚项目开工建设。\n"


def wait(true, log: Path) -> None:  # type: ignore[no-untyped-def]
    """Wait until ``true`` answers yes; fail with the server's log."""
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, log.read_text(encoding="utf-8")[-3000:]
        time.sleep(0.2)


def test_a_saved_article_shows_by_itself(browser: Browser, served: Served) -> None:
    page = browser.new_page()
    page.goto(served.address + "targets/index.html")
    page.get_by_text("151").first.wait_for()
    before = served.builds()
    (served.folder / "seeds" / "first.txt").write_text(article(157), encoding="utf-8")
    page.get_by_text("157").first.wait_for(timeout=PATIENCE * 1000)
    page.wait_for_timeout(2500)
    log = served.log.read_text(encoding="utf-8")
    assert served.builds() - before == 1, f"one change, {served.builds() - before} builds:\n{log[-3000:]}"
    page.close()


def test_an_article_that_cannot_be_read_does_not_stop_the_server(browser: Browser, served: Served) -> None:
    (served.folder / "seeds" / "broken.txt").write_bytes(b"\xff\xfe\x00\xd8" * 50)
    page = browser.new_page()
    page.wait_for_timeout(1500)
    page.goto(served.address + "targets/index.html")
    (served.folder / "seeds" / "first.txt").write_text(article(163), encoding="utf-8")
    page.get_by_text("163").first.wait_for(timeout=PATIENCE * 1000)
    page.close()
