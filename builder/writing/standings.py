"""Where a target or project stands, as a badge: a shape, a word, who says so, and the way to the ledger.

For pages: ``atlas.standing_of(id)`` gives the ``Progress``, ``desk.badge(id)`` the
badge or None, and the macro ``m.badge`` sets it. Every row of the ledger has an anchor.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builder.model import Progress, Standing, Target
from builder.writing import words

PAGE = "progress/index.html"
"""The built address of the ledger."""

WORDS: dict[Standing, str] = {
    "done": "已完成",
    "ahead": "超进度",
    "on-track": "达进度",
    "behind": "欠进度",
    "not-due": "未到期",
    "overdue": "已过期未见报道",
    "stale": "久未提及",
    "unreported": "未见报道",
    "listed": "只列不判",
}
"""Standing → its word, in the order of the summary."""

ENTERED, REPORTED = "按登记", "据报道"


@dataclass(frozen=True, slots=True)
class Badge:
    """A standing as pages set it: ``m.badge`` draws it."""

    key: Standing
    """The shape in front of the word."""
    words: str
    said: str
    """按登记 where a person entered it, 据报道 where an article says it; empty where neither does."""
    href: str
    """The row of the ledger, or empty."""


def anchor(about: str) -> str:
    """The id of a ledger row, for the anchor of what it is about."""
    return f"s-{about}"


def telling(progress: Progress) -> bool:
    """Whether a standing is worth a badge in a table: somebody reported something, or the day has passed."""
    return bool(progress.reports) or progress.standing == "overdue"


def badge(progress: Progress, href: str = "") -> Badge:
    """The badge of a standing; ``href`` is the way to its row in the ledger."""
    return Badge(progress.standing, WORDS[progress.standing], _said(progress), href)


def told(progress: Progress | None, target: Target, as_of: date | None) -> str:
    """What may be said of a target in running text: its standing where there is one to tell, else 期限内, 未写明期限 …"""
    if progress is not None and telling(progress):
        shown = badge(progress)
        return f"{shown.said}{shown.words}"
    return words.state(target, as_of).words


def _said(progress: Progress) -> str:
    """Whose word the standing rests on: that of the newest report."""
    if not progress.reports or progress.standing == "overdue":
        return ""
    return ENTERED if progress.reports[-1].entered else REPORTED


def plain(key: Standing) -> Badge:
    """The shape and word alone, for a legend."""
    return Badge(key, WORDS[key], "", "")


def state(said: words.State, progress: Progress | None) -> words.State:
    """The state of what is due: where it stands by the rule of progress, else what its period alone says."""
    return words.State(progress.standing, WORDS[progress.standing]) if progress else said
