"""Which pages of a site stand for all of its pages."""

from __future__ import annotations

from pathlib import Path


def kinds(site: Path) -> list[str]:
    """One index and the longest leaf of every folder with pages, and the page for what is not there."""
    chosen = ["index.html", "404.html"]
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        leaves = [page for page in folder.glob("*.html") if page.name != "index.html"]
        chosen += [f"{folder.name}/{page.name}" for page in folder.glob("index.html")]
        chosen += [f"{folder.name}/{max(leaves, key=lambda page: page.stat().st_size).name}"] if leaves else []
    return chosen
