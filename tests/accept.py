"""Renew the golden site: ``python -m tests.accept``. Read the diff before committing it."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path


def main() -> None:
    """Write the pages of the golden site and say which ones changed."""
    sys.path.insert(0, str(Path(__file__).parent / "site"))
    changed = import_module("golden").accept()
    for path in changed:
        print(path)
    print(f"{len(changed)} pages changed; see git diff tests/site/expected")


if __name__ == "__main__":
    main()
