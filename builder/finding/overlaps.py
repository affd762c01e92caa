"""Where two rules read the same words, one of them is right. Settled here and nowhere else.

9月底前完成新建幼儿园4所     number  ├──────────────┤   kept: it says more
                             deadline├──────────────┤   dropped
每年新增泊位1500个           cadence ├──┤               a beat inside a figure's clause does not touch it
"""

from __future__ import annotations

from builder.model import Target


def settled(targets: list[Target]) -> list[Target]:
    """The targets without a deadline whose words a number or relative target states too, and without doubles."""
    figures = [t for t in targets if t.kind != "deadline"]
    kept = figures + [t for t in targets if t.kind == "deadline" and not any(_meet(t, f) for f in figures)]
    return sorted(dict.fromkeys(kept), key=lambda t: (t.evidence[0].start, t.evidence[0].end, t.kind))


def _meet(a: Target, b: Target) -> bool:
    x, y = a.evidence[0], b.evidence[0]
    return x.start < y.end and y.start < x.end
