"""Build the site aside and put it at site/ in one move, so that readers never see half of it."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE_AND_NOW = -100
"""AT_FDCWD: paths are taken from the working folder."""
EXCHANGE = 2
"""RENAME_EXCHANGE: two names change places in one step."""


def build(folder: Path) -> None:
    """Build the site into ``folder``; nothing in it depends on the clock."""
    environment = {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"} | os.environ
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--site-dir", folder], cwd=ROOT, env=environment, check=False)
    if done.returncode:
        raise SystemExit("The site was not built; site/ is as it was. See the message above.")


def put(new: Path, place: Path) -> None:
    """Move ``new`` to ``place``; what stood there goes."""
    if not place.exists():
        new.rename(place)
        return
    if not _exchange(new, place):
        old = new.with_name("old")
        place.rename(old)
        new.rename(place)
        new = old
    shutil.rmtree(new)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, where the system can do that."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(HERE_AND_NOW, os.fsencode(one), HERE_AND_NOW, os.fsencode(other), EXCHANGE) == 0)


def main() -> None:
    """Build and put."""
    aside = ROOT / "build" / "site"
    shutil.rmtree(aside.parent / "old", ignore_errors=True)
    shutil.rmtree(aside, ignore_errors=True)
    aside.parent.mkdir(exist_ok=True)
    build(aside)
    put(aside, ROOT / "site")
    print("The site is in site/: open site/index.html by double click, or copy the folder to any web server.")


if __name__ == "__main__":
    main()
