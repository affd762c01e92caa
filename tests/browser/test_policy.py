"""Published: behind a strict Content-Security-Policy, below a folder of another site, and by double click."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).resolve().parents[2]
BELOW = "/briefing/"
LISTEN = """window.broken = [];
document.addEventListener('securitypolicyviolation', e => broken.push(e.effectiveDirective + ' ' + e.blockedURI));"""


def load(name: str) -> ModuleType:
    """A program of tools/ as a module."""
    spec = spec_from_file_location(f"tool_{name}", ROOT / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


tool = load("policy")


@pytest.fixture(scope="session")
def policy() -> str:
    """What tools/policy.py prints."""
    return str(tool.compute(ROOT))


class _Below(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below BELOW and nothing beside it, with a policy on every answer."""

    def __init__(self, *given: object, policy: str, **named: object) -> None:
        self.policy = policy
        super().__init__(*given, **named)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(BELOW[:-1])) if path.startswith(BELOW) else "/nowhere"

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def published(site: Path, policy: str) -> Iterator[str]:
    """The site's address on a server that sends the policy, below a folder."""
    handler = functools.partial(_Below, directory=str(site), policy=policy)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BELOW}"
        server.shutdown()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page that remembers what the policy forbade; whatever else went wrong fails the test."""
    context = browser.new_context(locale="zh-CN", color_scheme="light")
    context.add_init_script(LISTEN)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda answer: wrong.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    yield page
    context.close()
    assert not wrong, "\n".join(wrong)


def broken(page: Page) -> list[str]:
    """What the policy has forbidden on this page."""
    found: list[str] = page.evaluate("() => window.broken")
    return found


def kinds(site: Path) -> list[str]:
    """One index and one leaf of every folder with pages."""
    chosen = ["index.html"]
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        pages = sorted(folder.glob("*.html"), key=lambda page: page.name != "index.html")
        chosen += [f"{folder.name}/{page.name}" for page in pages[:2]]
    return chosen


def test_the_policy_is_strict(policy: str) -> None:
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "http" not in policy
    for rule in ("default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "style-src 'self';"):
        assert rule in policy


def test_every_script_in_a_page_is_one_of_the_theme(site: Path, policy: str) -> None:
    for page in site.rglob("*.html"):
        unknown = [one for one in tool.hashes([page.read_text(encoding="utf-8")]) if one not in policy]
        assert not unknown, f"{page.relative_to(site)}: {unknown}"


def test_a_script_of_an_article_is_not_allowed(policy: str) -> None:
    assert tool.hashes(["<p>好</p><script>alert(1)</script>"])[0] not in policy
    assert tool.hashes(['<script type="application/json">{}</script><script src="a.js"></script>']) == []


def test_no_page_breaks_the_policy(site: Path, published: str, reader: Page) -> None:
    for address in kinds(site):
        reader.goto(published + address)
        assert reader.locator("h1").first.is_visible()
        assert broken(reader) == [], address


def test_the_policy_is_in_force(published: str, reader: Page) -> None:
    reader.goto(published)
    reader.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); }"
    )
    assert reader.evaluate("() => window.ran") is None
    assert broken(reader)


def test_search_filters_colours_and_drawings_work_under_the_policy(published: str, reader: Page) -> None:
    reader.goto(published + "targets/index.html")
    switch = reader.locator("main button[aria-pressed=false]").first
    expect(switch).to_be_attached()
    rows = reader.locator("main .t--targets tbody tr:visible").count()
    switch.click()
    expect(reader.locator("main button[aria-pressed=true]").first).to_be_attached()
    assert 0 < reader.locator("main .t--targets tbody tr:visible").count() <= rows

    reader.locator("[data-md-component=palette] label:visible").click()
    assert reader.evaluate("() => document.body.dataset.mdColorScheme") == "slate"

    reader.locator("[data-md-component=search-query]").click()
    expect(reader.locator(".md-search-result__meta")).to_contain_text("输入", timeout=10_000)
    reader.keyboard.insert_text("发改局")
    reader.keyboard.press("Shift")  # the theme looks when a key comes up, and Chinese comes without keys
    found = reader.locator(".md-search-result__link").first
    expect(found).to_be_visible(timeout=10_000)
    assert BELOW in (found.get_attribute("href") or "") or not (found.get_attribute("href") or "/").startswith("/")
    found.click()
    reader.wait_for_url(lambda url: "targets" not in url)
    assert reader.url.startswith(published)
    assert broken(reader) == []


def test_the_site_works_below_a_folder_and_by_double_click(site: Path, published: str, reader: Page) -> None:
    """Only relative addresses: the home page, a tab and a body are reached, each with its style."""
    for start in (published, site.as_uri() + "/"):
        reader.goto(start + "index.html")
        reader.locator(".guatu-tabs__link", has_text="区市").first.click()
        reader.wait_for_url(f"{start}districts/index.html")
        reader.locator("main tbody th a").first.click()
        reader.wait_for_url(f"{start}districts/*.html")
        assert "serif" in reader.evaluate("() => getComputedStyle(document.querySelector('h1')).fontFamily")
        reader.locator(".guatu-name").click()
        reader.wait_for_url(f"{start}index.html")


# ---------------------------------------------------------------- the page that tells how


def blocks(language: str) -> list[str]:
    """The examples of one language in the page about publishing."""
    text = (ROOT / "docs" / "about" / "publishing.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_commands_of_the_page_exist() -> None:
    text = (ROOT / "docs" / "about" / "publishing.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"make ([a-z]+)", text)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"make {target} does not exist"
    for program in set(re.findall(r"tools/([a-z]+\.py)", text)):
        assert (ROOT / "tools" / program).is_file()
    assert set(re.findall(r"--form ([a-z]+)", text)) <= set(tool.FORMS)


def test_nginx_takes_the_example(tmp_path: Path, policy: str) -> None:
    """With the policy's line in it, written as the tool writes it."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if not program:
        pytest.skip("!!! THE NGINX EXAMPLE IS NOT CHECKED: there is no nginx on this machine")
    (tmp_path / "policy.conf").write_text(tool.FORMS["nginx"].format(policy), encoding="utf-8")
    server = blocks("nginx")[0].replace("/etc/nginx/guatu-policy.conf*", str(tmp_path / "policy.conf"))
    server = server.replace("listen 80;", "listen 127.0.0.1:18080;")
    whole = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; {server} }}"
    (tmp_path / "nginx.conf").write_text(whole, encoding="utf-8")
    command = [program, "-t", "-q", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
