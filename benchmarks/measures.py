"""The measures: each gives rows of a table, every figure a ratio to a yardstick of the same run."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import texts, yardstick
from builder import finding, reading, sorting
from builder.lexicon import Lexicon, load
from builder.model import Article

ROOT = Path(__file__).parent.parent
JIEBA = "import jieba; jieba.setLogLevel(60); jieba.lcut('全年新开工项目46个')"
STOCK = """site_name: Stock
docs_dir: docs
use_directory_urls: false
theme:
  name: material
  custom_dir: templates
  language: zh
  font: false
plugins:
  - search:
      lang: zh
markdown_extensions: [attr_list, tables]
not_in_nav: "/**/"
validation:
  nav: {omitted_files: ignore, not_found: ignore}
  links: {not_found: ignore, anchors: ignore, unrecognized_links: ignore}
"""
"""The theme and the search as they come, without this project's settings."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    yardstick: str
    time: float
    """CPU time, as a multiple of the yardstick's."""
    memory: float | None = None
    """Peak memory, as a multiple of the yardstick's; None where one process holds both."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    seconds: float
    """CPU seconds, the command's and the system's for it."""
    memory: int
    """Peak resident memory, in the system's unit."""
    said: str = ""
    """What it printed."""


def command(arguments: list[str], folder: Path = ROOT) -> Cost:
    """Run a command of this Python in ``folder`` and say what it cost.

    Its peak memory begins with that of this process, so this process has to be small.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    own = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=folder, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    with process.stdout:
        said = process.stdout.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments, said)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss, said)


def build(seeds: Path = texts.SEEDS) -> list[Row]:
    """A whole build of the seeds against starting jieba for one sentence."""
    with tempfile.TemporaryDirectory() as folder:
        run = ["-m", "builder", "build", "--seeds", str(seeds), "--docs"]
        ours = min((command([*run, f"{folder}/{n}"]) for n in range(3)), key=lambda cost: cost.seconds)
    plain = min((command(["-c", JIEBA]) for _ in range(3)), key=lambda cost: cost.seconds)
    return [_row("`python -m builder build`, five articles", "jieba started for one sentence", ours, plain)]


def site(seeds: Path = texts.SEEDS) -> list[Row]:
    """MkDocs with this project's search, hook and templates against MkDocs as it comes, over the same Markdown."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "stock").mkdir()
        (folder / "stock" / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
        stand_in(folder / "stock" / "templates")
        command(["-m", "builder", "build", "--seeds", str(seeds), "--docs", str(folder / "stock" / "docs")])
        command(["-m", "builder", "build"])
        ours = command(["-m", "mkdocs", "build", "-q", "-d", str(folder / "ours")])
        plain = command(["-m", "mkdocs", "build", "-q", "-d", str(folder / "plain")], folder / "stock")
    return [_row("`mkdocs build` of the site", "the same pages with stock theme and search", ours, plain)]


def stand_in(folder: Path) -> None:
    """For each template of this project that a page may name, one that is the stock page."""
    folder.mkdir()
    for own in (ROOT / "overrides").glob("*.html"):
        if own.name not in ("main.html", "404.html"):
            (folder / own.name).write_text('{% extends "main.html" %}', encoding="utf-8")


def stages(sources: list[str], times: int = 5, of: str = "") -> list[Row]:
    """Each stage, warm, against one pass of jieba over the same text in the same process; ``of`` says what texts they are."""
    lexicon = load()
    articles = _read(sources, lexicon)
    found = [finding.find(article, lexicon) for article in articles]
    measured: dict[str, Callable[[], object]] = {
        "reading": lambda: _read(sources, lexicon),
        "finding": lambda: [finding.find(article, lexicon) for article in articles],
        "sorting": lambda: sorting.sort(found, [], lexicon),
    }
    plain = _best(lambda: yardstick.cut(sources), times)
    spent = {name: _best(work, times) for name, work in measured.items()}
    rows = [Row(name + of, "one `jieba.cut` pass over the text", seconds / plain) for name, seconds in spent.items()]
    return [*rows, Row("reading + finding + sorting" + of, "one `jieba.cut` pass over the text", sum(spent.values()) / plain)]


def growth(counts: Iterable[int]) -> list[Row]:
    """Time and memory for an article of a larger folder against those of the smallest folder.

    Every folder is read in a process of its own, so that its peak is its own.
    """
    costs = {count: command(["-m", "benchmarks", "--grow", str(count)]) for count in counts}
    first, *others = costs
    idle = command(["-m", "benchmarks", "--grow", "0"])

    def each(count: int) -> tuple[float, float]:
        return float(costs[count].said.split()[-1]) / count, (costs[count].memory - idle.memory) / count

    time, memory = each(first)
    return [Row(f"an article of {n:,}", f"an article of {first:,}", each(n)[0] / time, each(n)[1] / memory) for n in others]


def grow(count: int, sources: list[str]) -> float:
    """CPU seconds to read, find and sort ``count`` articles; what each process of ``growth`` runs."""
    lexicon = load()

    def work(made: Iterable[str]) -> None:
        articles = (reading.article(text, f"{n}.txt", lexicon) for n, text in enumerate(made))
        sorting.sort([finding.find(article, lexicon) for article in articles], [], lexicon)

    work(sources)
    made = list(texts.synthetic(count, sources))
    return yardstick.cpu(lambda: work(made))


def _read(sources: list[str], lexicon: Lexicon) -> list[Article]:
    return [reading.article(text, f"{n}.txt", lexicon) for n, text in enumerate(sources)]


def _best(work: Callable[[], object], times: int) -> float:
    """The least CPU time of several runs, after one that warms up."""
    work()
    gc.collect()
    return min(yardstick.cpu(work) for _ in range(times))


def _row(what: str, by: str, ours: Cost, plain: Cost) -> Row:
    return Row(what, by, ours.seconds / plain.seconds, ours.memory / plain.memory)
