"""Reads a finder's twin in ``tests/cases``: groups of sentences, each with what must be found in it.

``later`` holds known gaps: strict expected failures with their reason.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

CASES = Path(__file__).parents[1] / "cases"


def twins(name: str) -> list[Any]:
    """One parameter set (sentence, expected) for each sentence of ``cases/name.yaml``."""
    groups = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    later = groups.pop("later", [])
    out = [
        pytest.param(text, expected, id=f"{group}: {text}") for group, cases in groups.items() for text, expected in cases.items()
    ]
    for case in later:
        mark = pytest.mark.xfail(strict=True, reason=case["why"])
        out.append(pytest.param(case["text"], case["expected"], id=f"later: {case['text']}", marks=mark))
    return out


def agree(found: list[str], expected: list[str]) -> None:
    """Fail with a sentence of its own for each way of being wrong."""
    if found == expected:
        return
    assert found or not expected, f"found nothing, expected {'；'.join(expected)}"
    assert expected or not found, f"found {'；'.join(found)}, expected nothing"
    twice = [one for one in dict.fromkeys(found) if found.count(one) > expected.count(one) > 0]
    assert not twice, f"found twice: {'；'.join(twice)}"
    for got, wanted in zip(found, expected, strict=False):
        assert got == wanted, f"found {got}, expected {wanted}"
    missing, more = expected[len(found) :], found[len(expected) :]
    assert not missing, f"not found: {'；'.join(missing)}"
    assert not more, f"found also {'；'.join(more)}"
