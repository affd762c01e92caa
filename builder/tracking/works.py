"""Where a project stands: its nodes that were reported, and the first one whose day has passed without a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from builder.model import Article, Evidence, Project, Report, Standing
from builder.tracking import said
from builder.tracking.links import in_order
from builder.tracking.rule import SILENCE, Inputs


def told(project: Project, articles: Mapping[str, Article]) -> tuple[Report, ...]:
    """What the articles say of a project's progress: each milestone that is reported, each node that is behind it."""
    found: list[Report] = []
    for step in project.milestones:
        if step.progress:
            found.append(_report(project, step.text, _place(project.evidence, step.text), articles, "文章写到这个项目的进展"))
    for node in project.nodes:
        if node.reached:
            place = node.evidence[0] if node.evidence else None
            found.append(_report(project, node.name, place, articles, "文章写明已过这个节点"))
    return in_order(found)


def judge(
    project: Project, reports: Sequence[Report], as_of: date | None, mentioned: date | None, finished: Sequence[str]
) -> tuple[Standing, Inputs]:
    """The standing of a project and what it follows from; no share is ever computed for a project."""
    timely = [r for r in reports if r.day is None or as_of is None or r.day <= as_of]
    standing, why = _answer(project, timely, as_of, mentioned, finished)
    due = _next_due(project, timely)
    shown = [("项目", project.name)]
    if timely:
        last = timely[-1]
        shown.append(("最近节点", f"{last.node}（{said.day(last.day) if last.day else '日期不明'}，{last.source}）"))
    shown.append(("下一时限", f"{due[1]}：{said.day(due[0])}" if due else "未写明"))
    shown.append(("最近提及", said.day(mentioned) if mentioned else "日期不明"))
    shown.append(("资料截至", said.day(as_of) if as_of else "不明"))
    return standing, (*shown, ("判断", why))


def _answer(
    project: Project, reports: Sequence[Report], as_of: date | None, mentioned: date | None, finished: Sequence[str]
) -> tuple[Standing, str]:
    if as_of is None:
        return "unreported", "资料截至日期不明，不作判断"
    if done := next((r for r in reports if r.node in finished), None):
        return "done", f"报到的节点是“{done.node}”"
    if due := _next_due(project, reports):
        return _before(due, reports, as_of, mentioned)
    return ("listed", "没有写明时限，只列出报到的节点") if reports else ("unreported", "没有写明时限，也没有写到进展")


def _before(due: tuple[date, str], reports: Sequence[Report], as_of: date, mentioned: date | None) -> tuple[Standing, str]:
    """What may be said of a project with a next day to keep."""
    if due[0] < as_of:
        return "overdue", f"“{due[1]}”的时限{said.day(due[0])}已过，收录的文章和登记里没有写到"
    newest = max((day for day in (mentioned, *(r.day for r in reports)) if day), default=None)
    if newest and (as_of - newest).days > SILENCE:
        return "stale", f"最近一次消息距截至日{(as_of - newest).days}天"
    return "not-due", "下一个时限还没有到"


def _next_due(project: Project, reports: Sequence[Report]) -> tuple[date, str] | None:
    """The earliest day by which something was to be done that no report names."""
    reported = {r.node for r in reports}
    steps = [(s.due.end, s.text) for s in project.milestones if s.due and s.due.end and not s.progress and s.text not in reported]
    nodes = [(n.due.end, n.name) for n in project.nodes if n.due and n.due.end and not n.reached and n.name not in reported]
    return min((*steps, *nodes), default=None)


def _report(project: Project, node: str, place: Evidence | None, articles: Mapping[str, Article], reason: str) -> Report:
    article = articles.get(place.article) if place else None
    source = f"《{article.title}》" if article else "收录的文章"
    return Report(project.id, article.date if article else None, None, node, source, reason, project.id)


def _place(evidence: Sequence[Evidence], words: str) -> Evidence | None:
    """The place whose sentence has the words, else the first one."""
    fitting = (place for place in evidence if words in "".join(place.text.split()))
    return next(fitting, evidence[0] if evidence else None)
