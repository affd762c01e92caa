"""The golden site: every page of the made-up county as it is expected, one file a page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from county import briefing

from builder.writing import sheets

EXPECTED = Path(__file__).parent / "expected"


@cache
def render() -> dict[str, str]:
    """Every page as it is now. The JSON Schema is a file of its own already, and files of bytes are read back in their tests."""
    now = {sheet.path: sheet.text for sheet in sheets(briefing()) if not sheet.path.endswith(".schema.json")}
    return {path: text for path, text in now.items() if isinstance(text, str)}


def accepted() -> dict[str, str]:
    """Every page as it is expected."""
    return {path.relative_to(EXPECTED).as_posix(): path.read_text(encoding="utf-8") for path in EXPECTED.rglob("*.*")}


def accept() -> list[str]:
    """Make what is now what is expected; says which pages changed."""
    now, before = render(), accepted()
    changed = sorted(path for path in now.keys() | before.keys() if now.get(path) != before.get(path))
    for path in changed:
        file = EXPECTED / path
        if path in now:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(now[path], encoding="utf-8")
        else:
            file.unlink()
    return changed
