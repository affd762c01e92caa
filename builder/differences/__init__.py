"""Two builds → what is different between them, fact by fact.

Reads the data form (briefing/1) of any two builds, not the model: the earlier
one may have been made by an older program. No stage uses this; the pipeline
hands the result on as plain values.
"""

from __future__ import annotations

from collections.abc import Iterable

from builder.differences import matching
from builder.differences.builds import Build, build, read
from builder.differences.excerpts import excerpts
from builder.differences.facts import Fact
from builder.model import Change, ChangeKind, Comparison, Edit, Telling
from builder.writing.words import CHANGES, FACTS

__all__ = ["Build", "build", "compare", "mirrored", "read"]

ORDER = (list(FACTS), list(CHANGES))
"""Changes are listed by kind of fact, then by kind of change."""


def compare(old: Build, new: Build) -> Comparison:
    """Every fact that is new, says something else, or is no longer mentioned.

    A fact is compared by the words that a reader sees; where it stands, and under
    which id, is no difference. Background figures are none of the site's facts.
    """
    pairs, gone, fresh = matching.pairs(old, new)
    changes = [
        *(_changed(before, after) for before, after in pairs if before.counts or after.counts),
        *(Change(fact.kind, "gone", fact.telling, None) for fact in gone if fact.counts),
        *(Change(fact.kind, "new", None, fact.telling) for fact in fresh if fact.counts),
    ]
    return Comparison(_sorted(change for change in changes if change), old.as_of, new.as_of)


def mirrored(of: Comparison) -> Comparison:
    """The same differences seen from the later build."""
    turned: dict[ChangeKind, ChangeKind] = {"new": "gone", "gone": "new", "changed": "changed"}
    changes = (
        Change(
            change.fact,
            turned[change.kind],
            change.after,
            change.before,
            tuple(Edit(edit.aspect, edit.label, edit.after, edit.before) for edit in change.edits),
        )
        for change in of.changes
    )
    return Comparison(_sorted(changes), of.after, of.before)


def _changed(before: Fact, after: Fact) -> Change | None:
    edits = tuple(_edits(before, after))
    return Change(before.kind, "changed", before.telling, after.telling, edits) if edits else None


def _edits(before: Fact, after: Fact) -> Iterable[Edit]:
    for one, other in zip(before.says, after.says, strict=True):
        if one.words != other.words:
            yield Edit(one.aspect, one.label, *excerpts(one.words, other.words))
    if not before.owner.same(after.owner):
        yield Edit("owner", "单位", before.owner.name, after.owner.name)


def _sorted(changes: Iterable[Change]) -> tuple[Change, ...]:
    facts, kinds = ORDER
    return tuple(sorted(changes, key=lambda c: (facts.index(c.fact), kinds.index(c.kind), *_both(c))))


def _both(change: Change) -> tuple[object, ...]:
    """Both sides of a change, whichever way it is seen; the heaviest difference first."""
    aspects = tuple(edit.aspect for edit in change.edits)
    heavy = (aspects[:1] != ("value",), aspects)
    sides = sorted(_side(side) for side in (change.before, change.after) if side)
    return (heavy, *sides)


def _side(side: Telling) -> tuple[str, ...]:
    return (side.owner, side.name, side.id, side.article, side.sentence)
