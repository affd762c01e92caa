"""Cost that is the same on every machine: how many lines of Python run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import Any


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python run while ``work`` is done."""
    count = 0

    def counted(*_: object) -> Any:
        nonlocal count
        count += 1
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def grows_with_length_only(work: Callable[[str], object], unit: str) -> None:
    """Four times the text may take four times the lines, and a little more; never sixteen times."""
    work(unit)
    once, more = (steps(partial(work, unit * (size // len(unit)))) for size in (1_000, 4_000))
    assert more < 5 * once + 2_000, f"{once} lines grew to {more}"
