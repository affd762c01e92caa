"""Where a record stands, by the rule of progress where there is one, else by its period alone."""

from __future__ import annotations

from collections.abc import Mapping

from builder.model import Briefing, Progress, Standing
from builder.writing.words import State

STATES: dict[Standing, State] = {
    "done": State("done", "已完成"),
    "ahead": State("reached", "超进度"),
    "on-track": State("reached", "达进度"),
    "behind": State("past", "欠进度"),
    "not-due": State("open", "未到期"),
    "overdue": State("past", "已过期未见报道"),
    "stale": State("undated", "久未提及"),
    "unreported": State("undated", "未见报道"),
}


def by_record(briefing: Briefing) -> Mapping[str, Progress]:
    """Target or project id → where it stands; empty where nobody keeps progress."""
    return {progress.about: progress for progress in briefing.progress}


def state(said: State, progress: Progress | None) -> State:
    """What the rule of progress says, else what was said before."""
    return STATES[progress.standing] if progress else said
