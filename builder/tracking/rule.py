"""The published rule: where a target stands, from what was reported of it up to the as-of date.

Every answer carries its inputs. Nothing reported is never 未完成, and where a
comparison is not licensed none is made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from builder.model import Period, Report, Standing, Target
from builder.tracking import said
from builder.tracking.likeness import Likeness

CAPS = ("<=", "<")
"""Bounds from above: nobody is done early with staying below."""
TOLERANCE = 0.1
"""As a share of what is due: within it, on either side, a figure is 达进度."""
SILENCE = 90
"""Days without a word after which an open target is 久未提及."""

Inputs = tuple[tuple[str, str], ...]
Step = tuple[date, float]
"""By that day so much was to be reached."""

YARDSTICK: tuple[tuple[Standing, str], ...] = (
    (
        "done",
        "报数已达到目标值（只算从零累加的指标；比率、时点数和上限，要看期满当日或以后的报数），或报到的节点写明已完成、竣工、交付等。",
    ),
    ("overdue", "期限的最后一天已过，而没有这一天或以后的报数，也没有写明完成的节点。不等于没有完成。"),
    ("stale", f"期限未到，但截至日前{SILENCE}天以上没有一篇文章提到，也没有登记。"),
    ("ahead", f"报数比当日应有的数多{TOLERANCE:.0%}以上。"),
    ("on-track", f"报数与当日应有的数相差在{TOLERANCE:.0%}以内。"),
    ("behind", f"报数比当日应有的数少{TOLERANCE:.0%}以上；期满当日或以后的报数没有达到目标值的，也在此列。"),
    ("not-due", "期限未到，没有报数，或报数不能按日子折算。"),
    ("listed", "有报数或节点，但没有写明期限，或这类指标说不清多好还是少好，只列出，不判断。"),
    ("unreported", "没有写明期限，也没有报数；或截至日期不明。"),
)
"""The rule in words, in the order in which it is asked."""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that the rule is given."""

    target: Target
    reports: tuple[Report, ...]
    """Oldest first."""
    as_of: date | None
    mentioned: date | None = None
    """The newest date of the articles that name the target, not after ``as_of``."""
    steps: tuple[Step, ...] = ()
    """By when how much, as a person wrote it, in the order of days; empty for an even pace."""

    @property
    def end(self) -> date | None:
        """The last day: of the period, else of the steps."""
        return (self.target.period.end if self.target.period else None) or (self.steps[-1][0] if self.steps else None)

    @property
    def over(self) -> bool:
        """Whether the last day has passed."""
        return self.end is not None and self.as_of is not None and self.end < self.as_of


@dataclass(frozen=True, slots=True)
class _Seen:
    """A case with what every part of the rule looks at."""

    case: Case
    like: Likeness
    finished: Sequence[str]
    """The nodes that say that all is done."""
    timely: tuple[Report, ...]
    """The reports of a known day up to the as-of date."""
    report: Report | None
    """The newest figure."""
    expected: float | None
    """How much was due on its day."""

    @property
    def closing(self) -> bool:
        """Whether the newest figure speaks of the last day or a later one."""
        end, day = self.case.end, self.report.day if self.report else None
        return end is not None and day is not None and day >= end


def judge(case: Case, like: Likeness, finished: Sequence[str]) -> tuple[Standing, Inputs]:
    """The standing of a target and what it follows from; ``finished`` are the nodes that say that all is done."""
    report = newest(case)
    expected = due(case, report, like) if report else None
    seen = _Seen(case, like, finished, tuple(_timely(case)), report, expected)
    standing, why = next(answer for part in PARTS if (answer := part(seen)))
    return standing, (*_inputs(case, report, expected), ("判断", why))


def newest(case: Case) -> Report | None:
    """The newest figure up to the as-of date; of several for one day the most cautious, the one furthest from the target."""
    some = [r for r in _timely(case) if r.value is not None]
    if not some:
        return None
    last = max(r.day for r in some if r.day)
    same = [r for r in some if r.day == last]
    cap = case.target.comparator in CAPS
    return max(same, key=lambda r: ((r.value or 0.0) if cap else -(r.value or 0.0), r.fact))


def due(case: Case, report: Report, like: Likeness) -> float | None:
    """How much was to be reached by the day of a report; None where nothing licenses a share."""
    target, day = case.target, report.day
    if day is None or target.value is None or target.comparator in CAPS:
        return None
    if case.steps:
        return next((value for by, value in reversed(case.steps) if by <= day), None)
    if not like.grows(target) or like.unclear(target) or target.value <= 0:
        return None
    return _evenly(target.value, target.period, day)


def _evenly(value: float, period: Period | None, day: date) -> float | None:
    """The share of ``value`` for the days of the period up to ``day``."""
    if period is None or period.start is None or period.end is None or day < period.start:
        return None
    gone = (min(day, period.end) - period.start).days + 1
    return value * gone / ((period.end - period.start).days + 1)


# ---------------------------------------------------------------- the parts of the rule, in order

Answer = tuple[Standing, str]


def _without_day(seen: _Seen) -> Answer | None:
    """资料截至日期不明"""
    return ("unreported", "资料截至日期不明，不作判断") if seen.case.as_of is None else None


def _at_last_node(seen: _Seen) -> Answer | None:
    """node: 竣工, or the very words of the deadline"""
    metric = seen.case.target.metric
    node = next((r.node for r in reversed(seen.timely) if r.node in seen.finished or (r.node and r.node == metric)), None)
    return ("done", f"报到的节点是“{node}”") if node else None


def _reached(seen: _Seen) -> Answer | None:
    """610 of 600 that are counted from nothing: no need to wait for the last day"""
    target, report = seen.case.target, seen.report
    if report is None or seen.like.unclear(target) or not seen.like.grows(target) or target.comparator in CAPS:
        return None
    return ("done", "报数已达到目标值") if reached(target, report.value) else None


def _closed(seen: _Seen) -> Answer | None:
    """a figure for the last day or a later one settles it"""
    target, report = seen.case.target, seen.report
    if report is None or not seen.closing:
        return None
    if seen.like.unclear(target):
        return "listed", "这类指标说不清多好还是少好，只列出报数"
    if reached(target, report.value):
        return "done", "期满的报数符合目标"
    return "behind", "期满的报数没有达到目标值" if target.comparator not in CAPS else "期满的报数超过上限"


def _overdue(seen: _Seen) -> Answer | None:
    """the last day has passed and nobody said anything"""
    return ("overdue", "期限已过，收录的文章和登记里没有期满以后的报数或完成的节点") if seen.case.over else None


def _stale(seen: _Seen) -> Answer | None:
    """open, and not a word for long"""
    case = seen.case
    words = [day for day in (case.mentioned, *(r.day for r in seen.timely)) if day]
    if case.end is None or case.as_of is None or not words or (case.as_of - max(words)).days <= SILENCE:
        return None
    return "stale", f"最近一次消息距截至日{(case.as_of - max(words)).days}天"


def _measured(seen: _Seen) -> Answer | None:
    """257 where 230 were due"""
    if seen.report is None or seen.report.value is None or not seen.expected:
        return None
    return _compared(seen.report.value, seen.expected, seen.case.target)


def _left(seen: _Seen) -> Answer:
    """nothing more may be said"""
    told = bool(seen.timely)
    if seen.case.end is None:
        return ("listed", "没有写明期限，只列出") if told else ("unreported", "没有写明期限，未见报道")
    return "not-due", "期限未到；这类指标或节点不按日子折算" if told else "期限未到，未见报道"


PARTS: tuple[Callable[[_Seen], Answer | None], ...] = (
    _without_day,
    _at_last_node,
    _reached,
    _closed,
    _overdue,
    _stale,
    _measured,
    _left,
)
"""The first one that answers."""


def _compared(value: float, expected: float, target: Target) -> Answer:
    share = value / expected
    # Of a range, whoever is between the shares of its ends does what was asked.
    top = expected * (target.value_high / target.value) if target.value_high and target.value else expected
    words = f"报数是应有的{said.number(round(100 * share, 1))}%"
    if value > top * (1 + TOLERANCE):
        return "ahead", f"{words}，多出{TOLERANCE:.0%}以上"
    if share < 1 - TOLERANCE:
        return "behind", f"{words}，少了{TOLERANCE:.0%}以上"
    return "on-track", f"{words}，相差在{TOLERANCE:.0%}以内"


def reached(target: Target, value: float | None) -> bool:
    """Whether a figure keeps the bound of a target; of a range the lower end is enough."""
    if value is None or target.value is None:
        return False
    bound = target.value if target.value_high is None else min(target.value, target.value_high)
    match target.comparator:
        case "<=":
            return value <= max(target.value, target.value_high or target.value)
        case "<":
            return value < target.value
        case ">":
            return value > bound
        case _:
            return value >= bound


def _timely(case: Case) -> list[Report]:
    """The reports of a known day up to the as-of date."""
    return [r for r in case.reports if r.day is not None and (case.as_of is None or r.day <= case.as_of)]


def _inputs(case: Case, report: Report | None, expected: float | None) -> Inputs:
    target = case.target
    unit = target.unit or ""
    found = [("目标", said.goal(target)), ("期限", said.period(target.period))]
    if report and report.day and report.value is not None:
        found.append(("报数", f"{said.number(report.value)}{unit}（{said.day(report.day)}，{report.source}）"))
    if node := next((r for r in reversed(_timely(case)) if r.node and r.day), None):
        found.append(("节点", f"{node.node}（{said.day(node.day)}，{node.source}）"))  # type: ignore[arg-type]
    if expected is not None and report and report.day:
        how = "按登记的分步" if case.steps else "按日子平均"
        found.append(("当日应有", f"{said.number(round(expected, 2))}{unit}（{how}）"))
    found.append(("最近提及", said.day(case.mentioned) if case.mentioned else "日期不明"))
    found.append(("资料截至", said.day(case.as_of) if case.as_of else "不明"))
    return tuple(found)
