"""A real Chromium, and the site of the five articles built as a person would build it."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

LayOut = Callable[..., Path]
"""Copies the project without its generated pages: ``lay_out(folder, seeds)``."""
Open = Callable[..., Page]
"""Opens a page of the site: ``open_page("departments/index.html", way="file", dark=True, width=390)``."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Chromium's program; without one the tests are skipped, but never on a build machine."""
    found = os.environ.get("GUATU_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    missing = "no Chromium on this machine: apt-get install chromium fonts-noto-cjk, or set GUATU_CHROMIUM"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def lay_out() -> LayOut:
    """What copies everything that MkDocs needs into a folder, without any generated page."""
    return _lay_out


def _lay_out(folder: Path, seeds: Path = ROOT / "seeds") -> Path:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    generated = [line.removeprefix("docs/").rstrip("/") for line in ignored if line.startswith("docs/")]
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=_top_only(ROOT / "docs", generated))
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(seeds, folder / "seeds")
    (folder / "builder").mkdir()
    shutil.copy(ROOT / "builder" / "mkdocs_hook.py", folder / "builder")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def _top_only(top: Path, names: list[str]) -> Callable[[str, list[str]], list[str]]:
    return lambda folder, inside: [name for name in inside if Path(folder) == top and name in names]


def _mkdocs(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs in ``folder``; nothing of the working folder gets into Python's path."""
    command = [sys.executable, "-P", "-m", "mkdocs", *arguments]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, lay_out: LayOut) -> Path:
    """The folder of the built site; a warning in its build fails the tests."""
    folder = lay_out(tmp_path_factory.mktemp("project"))
    done = _mkdocs(folder, "build", "--strict")
    assert done.returncode == 0, f"mkdocs build --strict:\n{done.stderr[-4000:]}"
    return folder / "site"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The site's address on a local web server, with a slash at the end."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def open_page(browser: Browser, site: Path, served: str) -> Iterator[Open]:
    """Opens pages; afterwards no page may have asked an outside address or have logged an error."""
    contexts: list[BrowserContext] = []
    bases = {"http": served, "file": site.as_uri() + "/"}
    complaints: list[str] = []

    def open_page(address: str, way: str = "http", dark: bool = False, width: int = 1280, **options: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light", locale="zh-CN", **options
        )
        contexts.append(context)
        page = context.new_page()
        _watch(page, bases[way], complaints)
        page.goto(bases[way] + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


def _watch(page: Page, base: str, complaints: list[str]) -> None:
    def asked(url: str) -> None:
        if not url.startswith((base, "data:", "blob:", "about:")):
            complaints.append(f"{page.url} asked for {url}")

    page.on("request", lambda request: asked(request.url))

    def failed(request: Request) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):  # what was still loading when the reader went on
            complaints.append(f"{page.url} did not get {request.url}: {request.failure}")

    page.on("requestfailed", failed)
    page.on("response", lambda answer: complaints.append(f"{answer.status} for {answer.url}") if answer.status >= 400 else None)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}") if said.type == "error" else None)
