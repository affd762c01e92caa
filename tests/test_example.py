"""The worked example builds, shows every standing, says on every page that it is invented, and never meets the site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from builder import pipeline
from builder.writing.standings import ENTERED, REPORTED, WORDS

ROOT = Path(__file__).parents[1]
INVENTED = "纯属虚构"
LENT = ("about", "images", "javascripts", "stylesheets")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project as it is in version control, with the example built."""
    folder = tmp_path_factory.mktemp("project")
    for name in LENT:
        shutil.copytree(ROOT / "docs" / name, folder / "docs" / name)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("docs", "__pycache__"))
    (folder / "examples" / "docs").mkdir()
    (folder / "builder").mkdir()
    shutil.copy(ROOT / "builder" / "mkdocs_hook.py", folder / "builder")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict", "--config-file", "examples/mkdocs.yml"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    return folder


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    """The folder of the example's site."""
    return project / "build" / "example"


def words(page: Path) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page.read_text(encoding="utf-8"))).split())


@pytest.mark.parametrize(("key", "word"), WORDS.items())
def test_the_ledger_of_the_example_shows_every_standing(site: Path, key: str, word: str) -> None:
    page = (site / "progress" / "index.html").read_text(encoding="utf-8")
    rows = [row for row in page.split("<tr ") if row.startswith('id="s-')]
    assert any(f'class="standing standing--{key}"' in row and word in row for row in rows)


@pytest.mark.parametrize("said", [f"{ENTERED} 已完成", f"{REPORTED} 已完成", f"{ENTERED} 达进度", f"{REPORTED} 达进度"])
def test_the_example_tells_entries_from_reports(site: Path, said: str) -> None:
    assert said in words(site / "progress" / "index.html")


def test_the_example_shows_what_is_refused(site: Path) -> None:
    for page in ("progress", "coverage"):
        assert "没有采用的登记 4处" in words(site / page / "index.html")


def test_every_page_and_every_article_says_that_it_is_invented(site: Path) -> None:
    silent = [page.name for page in site.rglob("*.html") if INVENTED not in words(page)]
    assert not silent
    assert all(INVENTED in path.read_text(encoding="utf-8") for path in (ROOT / "examples" / "seeds").iterdir())


def test_the_example_has_the_look_of_the_site(site: Path) -> None:
    for file in ("stylesheets/guatu.css", "javascripts/guatu.js", "about/progress.html"):
        assert (site / file).is_file()


def test_the_example_writes_nothing_into_the_site(project: Path) -> None:
    assert sorted(path.name for path in (project / "docs").iterdir()) == sorted(LENT)
    assert not (project / "site").exists()


def test_the_site_has_no_invented_progress() -> None:
    assert not list((ROOT / "seeds").glob("progress.y*ml"))
    found = pipeline.brief(ROOT / "seeds")
    assert (found.entries, found.refused) == ((), ())
    assert not any(INVENTED in article.text for article in found.articles)
