"""Lends the example what people wrote for the site: stylesheets, scripts, pictures and the pages about it."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

DOCS = Path(__file__).resolve().parent.parent / "docs"
LENT = ("about", "images", "javascripts", "stylesheets")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the files of the site's docs folder; the builder's pages stay where they are made."""
    for folder in LENT:
        for path in sorted((DOCS / folder).rglob("*")):
            if path.is_file():
                files.append(File(path.relative_to(DOCS).as_posix(), str(DOCS), config.site_dir, config.use_directory_urls))
    return files
