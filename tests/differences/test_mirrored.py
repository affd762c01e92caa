"""What holds for any two builds: nothing differs from itself, and backwards is the mirror of forwards."""

from __future__ import annotations

from typing import Any

from builds import between, data
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder import differences
from builder.differences import telling

SOME_TIMES = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

CLAUSES = [
    "今年，云岭县将新开工项目46个，总投资500亿元。",
    "今年，云岭县将新开工项目50个，总投资500亿元。",
    "云岭县力争上半年新开工项目50个。",
    "县商务局表示，确保一季度新签约项目12个。",
    "县林业局表示，今年计划造林5万亩。",
    "县林业局表示，今年已完成造林8万亩。",
    "9月底前建成县体育馆，",
    "对重点项目实行旬调度、月通报。",
    "对重点项目实行周调度。",
    "“工地不停工，车间不停产。”县商务局局长王娟说。",
    "领导小组下设综合协调组，",
    "实施“一单位一清单”制度。",
    "滨河路雨污分流工程已完成50%，",
    "\n\n",
    "2024年3月1日，",
]
ARTICLES = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=7).map(lambda some: "云岭县召开会议\n\n" + "".join(some))
FOLDERS = st.dictionaries(st.sampled_from("abc"), ARTICLES, min_size=1, max_size=2)

NAMES = ["id", "kind", "metric", "comparator", "value", "value_high", "unit", "benchmark", "period", "status", "strength"]
NAMES += ["owner", "evidence", "name", "text", "aliases", "title", "date", "frequency", "activity", "subject", "body"]
NAMES += ["speaker", "post", "milestones", "superior", "inferior", "work", "role", "article", "start", "end", "words"]
WORDS = ["", "t1", "新开工项目", "造林", "个", "number", "deadline", ">=", "planned", "context", "2024-01-01", "2024-03-31", "月"]
ODD = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(WORDS) | st.text(max_size=6)
VALUES = st.recursive(ODD, lambda deep: st.lists(deep, max_size=3) | st.dictionaries(st.sampled_from(NAMES), deep, max_size=4))
RECORDS = st.lists(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=9) | ODD, max_size=6)
KINDS = ["articles", "bodies", "targets", "cadences", "quotes", "mechanisms", "projects", "duties"]
BUILDS = st.dictionaries(st.sampled_from([*KINDS, "as_of"]), RECORDS | ODD, max_size=6).map(lambda some: {"targets": [], **some})


def holds(old: Any, new: Any) -> None:
    """The laws, for two builds that can be read."""
    old["targets"] = old["targets"] if isinstance(old["targets"], list) else []
    new["targets"] = new["targets"] if isinstance(new["targets"], list) else []
    forwards, backwards = between(old, new), between(new, old)
    assert between(old, old).changes == ()
    assert differences.mirrored(forwards) == backwards
    assert differences.mirrored(differences.mirrored(forwards)) == forwards
    for change in forwards.changes:
        assert (change.before is None) == (change.kind == "new")
        assert (change.after is None) == (change.kind == "gone")
        assert bool(change.edits) == (change.kind == "changed")
        assert all(edit.before != edit.after for edit in change.edits)


@SOME_TIMES
@given(FOLDERS, FOLDERS)
def test_builds_of_the_pipeline(old: dict[str, str], new: dict[str, str]) -> None:
    holds(data(**old), data(**new))


@settings(SOME_TIMES, max_examples=150)
@given(BUILDS, BUILDS)
def test_builds_that_anybody_may_have_written(old: Any, new: Any) -> None:
    holds(old, new)


@SOME_TIMES
@given(BUILDS, BUILDS)
def test_anything_can_be_told_on_lines_that_steer_no_terminal(old: Any, new: Any) -> None:
    builds = (differences.build({**old, "targets": []}), differences.build({**new, "quotes": []}))
    found = differences.compare(*builds)
    text = telling.plain(found, ("a", "b"), builds) + telling.machine(found, ("a", "b"), builds)
    assert text.encode()
    assert all(character == "\n" or character.isprintable() or character.isspace() for character in text)
