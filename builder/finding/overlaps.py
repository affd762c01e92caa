"""Where two rules read the same words, one of them is right. Settled here and nowhere else.

9月底前完成新建幼儿园4所     number  ├──────────────┤   kept: it says more
                             deadline├──────────────┤   dropped
投资9亿元的基地9月投运       number  ├─────────────────┤
                                   deadline├──────────┤   both kept: what is to be done stands behind its size
每年新增泊位1500个           cadence ├──┤               a beat inside a figure's clause does not touch it
"""

from __future__ import annotations

from builder.finding.text import between
from builder.model import Target


def settled(targets: list[Target]) -> list[Target]:
    """The targets without a deadline whose words a number or relative target states too, and without doubles."""
    figures = sorted((t for t in targets if t.kind != "deadline"), key=_begins)
    longest = max((t.evidence[0].end - t.evidence[0].start for t in figures), default=0)
    kept = figures + [t for t in targets if t.kind == "deadline" and not _meets_any(t, figures, longest)]
    return sorted(dict.fromkeys(kept), key=lambda t: (t.evidence[0].start, t.evidence[0].end, t.kind))


def _begins(target: Target) -> int:
    return target.evidence[0].start


def _meets_any(deadline: Target, figures: list[Target], longest: int) -> bool:
    """Whether the deadline's words touch those of a figure; none of ``figures``, sorted, is longer than ``longest``."""
    place = deadline.evidence[0]
    near = between(figures, place.start - longest, place.end, _begins)
    if deadline.rule == "sized_deadlines":
        near = [figure for figure in near if figure.evidence[0].start >= place.start]
    return any(place.start < figure.evidence[0].end for figure in near)
