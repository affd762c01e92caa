"""The pages of the made-up county are exactly what was accepted."""

from __future__ import annotations

from difflib import unified_diff

import pytest
from golden import accepted, render


def test_the_same_pages_exist() -> None:
    assert sorted(render()) == sorted(accepted()), "renew with: make accept"


@pytest.mark.parametrize("path", sorted(accepted()))
def test_page_is_as_accepted(path: str) -> None:
    now, before = render().get(path, ""), accepted()[path]
    if now != before:
        lines = list(unified_diff(before.splitlines(), now.splitlines(), "accepted", "now", lineterm="", n=1))
        shown = "\n".join(lines[:60])
        pytest.fail(f"{path} changed; if that is meant: make accept\n{shown}", pytrace=False)
