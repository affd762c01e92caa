"""A briefing and what people entered → the briefing with the standing of every plan.

``notes`` reads the file, ``links`` finds what articles report, ``rule`` and ``works`` judge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from builder.lexicon import Lexicon
from builder.model import Briefing, Entry, Progress, Report
from builder.tracking import links, notes, twins, works
from builder.tracking.likeness import Likeness, likeness
from builder.tracking.rule import YARDSTICK, Case, judge
from builder.tracking.subjects import Subjects

ENTERED = "登记时写明了是这一项"


def track(briefing: Briefing, seeds: Path, lexicon: Lexicon) -> Briefing:
    """Fill in ``progress``, ``entries``, ``refused`` and ``yardstick``; nothing that is wrong in a person's file is raised.

    Args:
        briefing: as sorting gives it; every target and project keeps its place
        seeds: the folder that may hold ``progress.yml``
        lexicon: the words that say whether two metrics are one
    """
    found = notes.read(seeds, Subjects(briefing))
    finished = lexicon.words("progress", "finished")
    return replace(
        briefing,
        progress=(*_targets(briefing, found, likeness(lexicon), finished), *_projects(briefing, found, finished)),
        refused=(*briefing.refused, *found.refused),
        entries=found.entries,
        yardstick=YARDSTICK,
    )


def _targets(briefing: Briefing, found: notes.Notes, like: Likeness, finished: tuple[str, ...]) -> Iterator[Progress]:
    """The standing of every planned target."""
    articles = {article.id: article for article in briefing.articles}
    told, entered = links.reports(briefing, like), _entered(found)
    lent = twins.lent(briefing, entered, finished)
    for target in briefing.targets:
        if target.status == "planned":
            mentioned = links.mentioned(target.evidence, articles, briefing.as_of)
            some = (told.get(target.id, ()), entered.get(target.id, ()), lent.get(target.id, ()))
            reports = links.in_order(report for reports in some for report in reports)
            case = Case(target, reports, briefing.as_of, mentioned, found.steps.get(target.id, ()))
            standing, inputs = judge(case, like, finished)
            yield Progress(target.id, standing, inputs, reports, mentioned)


def _projects(briefing: Briefing, found: notes.Notes, finished: tuple[str, ...]) -> Iterator[Progress]:
    """The standing of every project."""
    articles = {article.id: article for article in briefing.articles}
    entered = _entered(found)
    lent = twins.lent(briefing, entered, finished)
    for project in briefing.projects:
        mentioned = links.mentioned(project.evidence, articles, briefing.as_of)
        some = (works.told(project, articles), entered.get(project.id, ()), lent.get(project.id, ()))
        reports = links.in_order(report for reports in some for report in reports)
        standing, inputs = works.judge(project, reports, briefing.as_of, mentioned, finished)
        yield Progress(project.id, standing, inputs, reports, mentioned)


def _entered(found: notes.Notes) -> Mapping[str, list[Report]]:
    """Target or project id → what people entered of it."""
    reports: dict[str, list[Report]] = defaultdict(list)
    for entry in found.entries:
        reports[entry.about].append(_report(entry))
    return reports


def _report(entry: Entry) -> Report:
    return Report(entry.about, entry.day, entry.value, entry.node, entry.source, ENTERED, entry.id, True)
