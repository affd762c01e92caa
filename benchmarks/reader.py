"""``python -m benchmarks.reader``: what the site of the seeds asks of a reader's line and machine, in a real Chromium.

Weights are bytes and the same everywhere. Times are those of this machine, with its processor slowed down four times.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.measures import ROOT, command

ROWS = 5_000
ROUNDS = 4
"""What else the machine does makes a time longer, never shorter: of as many tries the shortest counts."""
SLOWER = 4
"""How many times slower than this machine the reader's is."""
THEME = "/assets/"
PICTURES = (".svg", ".png", ".ico")
QUERIES = ("区工信局", "新签约项目", "gdp", "孙永红", "旬督导")
WATCH = """() => {
  window.slowest = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    if (entry.interactionId) window.slowest = Math.max(window.slowest, entry.duration);
  })).observe({type: 'event', durationThreshold: 16, buffered: false});
}"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    what: str
    value: str
    limit: str = ""


class _Server(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Server, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def weights(page: Page, site: Path, base: str) -> list[Figure]:
    """The heaviest first view of each folder: everything asked for except the theme's own files and pictures.

    Given as the files lie there and as a web server sends them with gzip.
    """
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    heaviest: dict[str, tuple[int, int, str]] = {}
    for file in sorted(site.rglob("*.html")):
        address = file.relative_to(site).as_posix()
        if address.startswith("assets/"):
            continue
        asked.clear()
        page.goto(base + address)
        page.wait_for_load_state("networkidle")
        plain, packed = _size(site, base, asked)
        kind = f"{file.parent.name}/" if "/" in address else address
        kind += "index.html" if "/" in address and file.name == "index.html" else "…" if "/" in address else ""
        heaviest[kind] = max(heaviest.get(kind, (0, 0, "")), (packed, plain, address))
    top = max(heaviest.values())
    lines = [
        Figure(f"first view of {kind}", f"{packed / 1000:.0f} KB ({plain / 1000:.0f})")
        for kind, (packed, plain, _) in heaviest.items()
    ]
    return [*lines, Figure(f"heaviest page: {top[2]}", f"{top[0] / 1000:.0f} KB ({top[1] / 1000:.0f})", "150 KB")]


def _size(site: Path, base: str, asked: list[str]) -> tuple[int, int]:
    plain = packed = 0
    for url in dict.fromkeys(re.sub(r"[?#].*", "", url) for url in asked if url.startswith(base)):
        path = "/" + url.removeprefix(base)
        if path.startswith(THEME) or path.endswith(PICTURES):
            continue
        content = (site / path[1:]).read_bytes()
        plain += len(content)
        packed += len(gzip.compress(content, 6))
    return plain, packed


def search(page: Page, cdp: CDPSession, site: Path, base: str) -> list[Figure]:
    """The index, and how long a reader waits for the first result after the last key."""
    content = (site / "search" / "search_index.json").read_bytes()
    size = f"{len(gzip.compress(content, 6)) / 1000:.0f} KB ({len(content) / 1000:.0f})"
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    waits = []
    for query in QUERIES:
        page.goto(base)
        page.wait_for_load_state("networkidle")
        box = page.locator(".md-search__input")
        box.focus()
        waits.append(float(page.evaluate(FIRST_RESULT, query)))
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return [
        Figure("search index", size),
        Figure("first result, from the last key, first search on a page: median", f"{sorted(waits)[len(waits) // 2]:.0f} ms"),
        Figure("first result: slowest", f"{max(waits):.0f} ms"),
    ]


FIRST_RESULT = """async query => {
  const box = document.querySelector('.md-search__input'), start = performance.now();
  box.value = query;
  box.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true}));
  box.dispatchEvent(new Event('input', {bubbles: true}));
  while (!document.querySelector('.md-search-result__item')) {
    if (performance.now() - start > 20000) throw new Error('no result for ' + query);
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - start;
}"""


def many(site: Path) -> str:
    """A page of all targets with 5,000 rows; its address."""
    source = (site / "targets" / "index.html").read_text(encoding="utf-8")
    before, body, after = re.split(r"(?<=<tbody>)|(?=</tbody>)", source, maxsplit=2)
    rows = re.findall(r"<tr id=.{1,9000}?</tr>", body, re.DOTALL)
    made = (_varied(rows[i % len(rows)], i) for i in range(ROWS))
    (site / "targets" / "many.html").write_text(before + "\n".join(made) + after, encoding="utf-8")
    return "targets/many.html"


def _varied(row: str, i: int) -> str:
    row = re.sub(r'<tr id="t-[^"]{1,40}"', f'<tr id="t-{i}"', row)
    row = re.sub(r'(class="t__metric">)', rf"\g<1>第{i}项", row)
    return re.sub(r'data-value="[0-9.]{1,20}"', f'data-value="{i * 7919 % 9973}"', row)


def table(page: Page, cdp: CDPSession, base: str, address: str) -> list[Figure]:
    """The slowest interaction to next paint of a table with 5,000 rows, over everything that one does with it."""
    page.goto(base + address)
    page.wait_for_selector(".facet--words input")
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.evaluate(WATCH)
    waits: dict[str, list[float]] = {what: [] for what in ACTS}
    for _ in range(ROUNDS):
        for what, act in ACTS.items():
            page.evaluate("() => { window.slowest = 0; }")
            act(page)
            page.wait_for_timeout(600)
            waits[what].append(float(page.evaluate("() => window.slowest")))
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return [Figure(f"table of {ROWS:,} rows: {what}", f"{min(some):.0f} ms", "100 ms") for what, some in waits.items()]


def _choose(page: Page) -> None:
    page.locator(".facet button[aria-pressed=false]").first.click()


def _type(page: Page) -> None:
    page.locator(".facet--words input").press_sequentially("第43", delay=150)


def _clear(page: Page) -> None:
    page.get_by_role("button", name="清除条件").click()


def _sort(page: Page) -> None:
    page.locator(".t--targets thead button").first.click()


ACTS = {
    "a choice": _choose,
    "clearing": _clear,
    "typing words": _type,
    "clearing again": _clear,
    "sorting": _sort,
    "sorting back": _sort,
}


def measure(site: Path, chromium: str) -> list[Figure]:
    """All figures of a built site."""
    with _served(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
        cdp = page.context.new_cdp_session(page)
        found = [*weights(page, site, base), *search(page, cdp, site, base), *table(page, cdp, base, many(site))]
        browser.close()
    return found


def main() -> None:
    """Build the site, measure it, print the table."""
    chromium = os.environ.get("GUATU_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        raise SystemExit("no Chromium on this machine: apt-get install chromium, or set GUATU_CHROMIUM")
    with tempfile.TemporaryDirectory() as temporary:
        site = Path(temporary) / "site"
        command(["-m", "mkdocs", "build", "-q", "-d", str(site)], ROOT)
        print("| what | figure | limit |\n|---|---:|---:|")
        for figure in measure(site, chromium):
            print(f"| {figure.what} | {figure.value} | {figure.limit} |")


if __name__ == "__main__":
    main()
