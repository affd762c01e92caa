"""Which targets may stand side by side: the same metric by a published rule, the same unit, the same scope.

The rule is a handful of changes of words, all in the lexicon and printed on the
page; two metrics are the same when nothing differs after them. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from builder.lexicon import Lexicon, load
from builder.model import Body, Period, Target
from builder.writing import words

Order = Callable[[Target], tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Group:
    """Targets that may be compared."""

    metric: str
    """The metric in the words of the first of them."""
    others: tuple[str, ...]
    """The other wordings that the rule takes for the same."""
    unit: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """The lexicon in the form that the rule needs."""

    dropped: re.Pattern[str]
    new: re.Pattern[str]
    names: re.Pattern[str]
    one_name: dict[str, str]
    growth: re.Pattern[str]
    one_growth: dict[str, str]


def same(metric: str) -> str:
    """What two metrics have in common when they are the same: 新签约项目 and 签约项目 both give 签约项目."""
    rule = _rule(load())
    text = re.sub(r"[\s“”‘’\"']", "", metric)
    for _ in range(3):
        left = rule.dropped.sub("", text)
        if left == text or not left:
            break
        text = left
    text = rule.new.sub("", text)
    text = rule.names.sub(lambda found: rule.one_name[found[0]], text)
    text = rule.growth.sub(lambda found: rule.one_growth[found[0]], text)
    return text or metric


@lru_cache(maxsize=4)
def _rule(lexicon: Lexicon) -> _Rule:
    names, growth = lexicon.groups("writing", "compare_names"), lexicon.groups("writing", "compare_growth")
    one_name = {other: name for name, others in names.items() for other in others} | {name: name for name in names}
    one_growth = {other: name for name, others in growth.items() for other in others} | {name: name for name in growth}
    return _Rule(
        dropped=re.compile(f"^(?:{_either(lexicon.words('writing', 'compare_dropped'))})"),
        new=re.compile(f"新(?={_either(lexicon.words('writing', 'compare_new'))})"),
        # the name itself is matched too, so that 生产总值 within 地区生产总值 is left alone
        names=re.compile(_either(one_name)),
        one_name=one_name,
        growth=re.compile(f"(?:{_either(one_growth)})$"),
        one_growth=one_growth,
    )


def _either(some: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(some, key=lambda word: (-len(word), word)))


def across(targets: Iterable[Target], bodies: Mapping[str, Body]) -> tuple[Group, ...]:
    """One metric of several bodies: metric, unit, days and kind of body are the same. The largest groups first."""
    found: dict[tuple[object, ...], list[Target]] = {}
    for target in targets:
        body = bodies.get(target.owner or "")
        if body is not None and (days := _days(target.period)) and _counts(target):
            found.setdefault((same(target.metric), target.unit, days, words.KINDS[body.kind]), []).append(target)
    groups = [_group(some, _by_value) for some in found.values() if len({target.owner for target in some}) > 1]
    return tuple(sorted(groups, key=lambda group: (-len({t.owner for t in group.targets}), group.metric)))


def through(targets: Iterable[Target], bodies: Mapping[str, Body]) -> tuple[Group, ...]:
    """One metric of one body in several periods, or as planned and as reached; metric and unit are the same."""
    found: dict[tuple[object, ...], list[Target]] = {}
    for target in targets:
        if target.owner in bodies and _days(target.period) and _counts(target):
            found.setdefault((target.owner, same(target.metric), target.unit), []).append(target)
    groups = [_group(some, _by_time) for some in found.values() if len({(_days(t.period), t.status) for t in some}) > 1]
    return tuple(sorted(groups, key=lambda group: (bodies[group.targets[0].owner or ""].name, group.metric)))


@dataclass(frozen=True, slots=True)
class Field:
    """What bodies of one kind planned for one year in one field; their metrics differ, so nothing is drawn to scale."""

    goal: str
    year: int
    kind: str
    lines: tuple[tuple[str, tuple[Target, ...]], ...]
    """A body's id with its targets, the bodies with most targets first."""


def beside(targets: Iterable[Target], bodies: Mapping[str, Body], goals: Iterable[str]) -> tuple[Field, ...]:
    """Fields in which at least two bodies of one kind have targets for one year; the newest year first, goals in their order."""
    order = {goal: place for place, goal in enumerate(goals)}
    found: dict[tuple[str, int, str], dict[str, list[Target]]] = {}
    for target in targets:
        body = bodies.get(target.owner or "")
        end = target.period.end if target.period else None
        if body is not None and end is not None and target.goals and target.status == "planned":
            lines = found.setdefault((target.goals[0], end.year, words.KINDS[body.kind]), {})
            lines.setdefault(body.id, []).append(target)
    fields = [
        Field(goal, year, kind, tuple(sorted(((id, tuple(some)) for id, some in lines.items()), key=lambda line: -len(line[1]))))
        for (goal, year, kind), lines in found.items()
        if len(lines) > 1
    ]
    return tuple(sorted(fields, key=lambda f: (-f.year, order.get(f.goal, len(order)), f.kind)))


def _counts(target: Target) -> bool:
    return target.kind == "number" and target.status != "context" and target.value is not None and target.value >= 0


def _days(period: Period | None) -> tuple[str, str] | None:
    """Both ends of a period; none for facts without one."""
    if period is None or period.end is None:
        return None
    return (period.start.isoformat() if period.start else "", period.end.isoformat())


def _group(targets: list[Target], order: Order) -> Group:
    wordings = list(dict.fromkeys(target.metric for target in targets))
    return Group(wordings[0], tuple(wordings[1:]), targets[0].unit or "", tuple(sorted(targets, key=order)))


def _by_value(target: Target) -> tuple[object, ...]:
    return (-(target.value or 0.0), target.owner or "", target.id)


def _by_time(target: Target) -> tuple[object, ...]:
    period = target.period
    assert period is not None and period.end is not None
    return (period.end, -(period.start.toordinal() if period.start else 0), target.status, target.id)
