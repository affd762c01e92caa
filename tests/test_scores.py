"""Whole articles against the gold (tests/gold/GUIDE.md): no score falls below its floor in tests/gold/floors.yaml."""

from __future__ import annotations

import json
import math
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from gold.score import score

from builder import pipeline, writing

GOLD = Path(__file__).parent / "gold"
FLOORS: dict[str, dict[str, float]] = yaml.safe_load((GOLD / "floors.yaml").read_text(encoding="utf-8"))
SLACK = 0.01
"""How far a score may lie above its floor before the floor is to be raised."""


def rounded_down(share: float) -> float:
    """The share with two digits; 1.0 stays 1.0 however it was added up."""
    return math.floor(share * 100 + 1e-9) / 100


@cache
def scores(folder: str) -> dict[str, float]:
    """Each score of one folder of gold articles, from 0 to 1."""
    briefing = writing.document(pipeline.brief(GOLD / folder))
    gold = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((GOLD / folder).glob("*.json"))]
    result: dict[str, Any] = score(briefing, gold)
    shares = {name: result[name]["f1"] for name in ("detect", "strict", "cadences", "quotes")}
    shares |= {name: result["right"][name]["share"] for name in ("bodies", "year")}
    return shares | {"trace": result["trace"]["share"]}


@pytest.mark.parametrize(("folder", "name"), [(folder, name) for folder, floors in FLOORS.items() for name in floors])
def test_no_score_falls_below_its_floor(folder: str, name: str) -> None:
    now, floor = scores(folder)[name], FLOORS[folder][name]
    assert now >= floor - 1e-9, (
        f"{folder}: {name} fell to {now:.3f}, its floor is {floor:.2f}; run tests/gold/score.py --misses to see why"
    )
    if now - floor > SLACK:
        warnings.warn(
            f"tests/gold/floors.yaml: {folder}: {name} can be raised from {floor:.2f} to {rounded_down(now):.2f}", stacklevel=1
        )


def test_every_score_of_every_folder_has_a_floor() -> None:
    for folder in ("seeds", "practice", "invented"):
        assert scores(folder).keys() == FLOORS[folder].keys()
        assert {path.stem for path in (GOLD / folder).glob("*.txt")} == {path.stem for path in (GOLD / folder).glob("*.json")}
