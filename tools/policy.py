"""Print the strict Content-Security-Policy for hosting the site: ``python tools/policy.py [--form nginx|html]``.

The theme writes a few scripts into every page. They are allowed by their hashes, and the hashes
are taken from a clean build that holds no article: what an article might smuggle into a page is
never among them. Nothing else may run, no page may be framed, nothing is asked of another host.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import html
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TAKEN = ("builder", "overrides", "mkdocs.yml")
"""What a build needs beside the pages."""
RUNS = frozenset(("", "module", "text/javascript", "application/javascript"))
"""The types of scripts that a browser runs; others are data, which no policy asks about."""


class _Scripts(HTMLParser):
    """The scripts that stand in a page itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._inside = tag == "script" and "src" not in given and (given.get("type") or "") in RUNS
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


def inline_scripts(page: str) -> list[str]:
    """The scripts written into a page, as a browser hashes them."""
    reader = _Scripts()
    reader.feed(page)
    reader.close()
    return reader.found


def hashes(pages: Iterable[str]) -> list[str]:
    """The source expressions of all inline scripts of some pages, each once, in order."""
    scripts = {script for page in pages for script in inline_scripts(page)}
    return sorted(f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts)


def clean_build(folder: Path, root: Path = ROOT) -> Path:
    """Build the site without a single article into ``folder``; the built site.

    Raises:
        RuntimeError: MkDocs failed; its words are in the message.
    """
    for name in TAKEN:
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy
        copy(root / name, folder / name)
    ours = (root / ".gitignore").read_text(encoding="utf-8").splitlines()
    made = {line.rstrip("/").removeprefix("docs/") for line in ours if line.startswith("docs/")}
    shutil.copytree(
        root / "docs",
        folder / "docs",
        ignore=lambda at, inside: [name for name in inside if Path(at) == root / "docs" and name in made],
    )
    (folder / "seeds").mkdir()
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--quiet"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the clean build failed:\n{done.stderr[-2000:]}")
    return folder / "site"


def policy(scripts: Sequence[str]) -> str:
    """The policy as the value of one header; ``scripts`` are source expressions."""
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(("'self'", *scripts)),
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def compute(root: Path = ROOT) -> str:
    """The policy of a project folder."""
    with tempfile.TemporaryDirectory() as folder:
        site = clean_build(Path(folder), root)
        return policy(hashes(page.read_text(encoding="utf-8") for page in sorted(site.rglob("*.html"))))


FORMS = {
    "header": "Content-Security-Policy: {}",
    "nginx": 'add_header Content-Security-Policy "{}" always;',
    "html": '<meta http-equiv="Content-Security-Policy" content="{}">',
}


def main() -> None:
    """Print the policy."""
    parser = argparse.ArgumentParser(description="The Content-Security-Policy for hosting the site.")
    parser.add_argument("--form", choices=FORMS, default="header", help="how it is written (default: the header itself)")
    form = parser.parse_args().form
    words = compute()
    if form == "html":  # browsers ignore frame-ancestors in a page
        words = html.escape(words.partition("; frame-ancestors")[0])
    print(FORMS[form].format(words))


if __name__ == "__main__":
    main()
