"""Locate or drop: every fact's words must stand exactly where the fact says they stand."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Briefing, Evidence


def misplaced(briefing: Briefing) -> list[str]:
    """One line for each piece of evidence that does not stand in its article; empty when all do."""
    texts = {article.id: article.text for article in briefing.articles}
    return [
        f"{place.article}: {what}: characters {place.start}–{place.end} are not {place.text[:30]!r}"
        for what, place in _places(briefing)
        if not place.text.strip() or texts.get(place.article, "")[place.start : place.end] != place.text
    ]


def _places(briefing: Briefing) -> Iterator[tuple[str, Evidence]]:
    """Every piece of evidence with the name of what it is evidence for."""
    for target in briefing.targets:
        yield from ((f"target {target.metric}", place) for place in target.evidence)
    for cadence in briefing.cadences:
        yield from ((f"cadence {cadence.activity}", place) for place in cadence.evidence)
    for quote in briefing.quotes:
        yield from ((f"quote {quote.text[:12]}", place) for place in quote.evidence)
    for mechanism in briefing.mechanisms:
        yield from ((f"mechanism {mechanism.name}", place) for place in mechanism.evidence)
    for project in briefing.projects:
        yield from ((f"project {project.name}", place) for place in project.evidence)
        yield from ((f"node {node.name} of {project.name}", place) for node in project.nodes for place in node.evidence)
    for rule in briefing.node_rules:
        yield from ((f"nodes {rule.count}", place) for place in rule.evidence)
    for duty in briefing.duties:
        yield from ((f"duty {duty.superior}", place) for place in duty.evidence)
    for tour in briefing.tours:
        yield from ((f"tour {tour.name}", place) for place in tour.evidence)
    for theme in briefing.themes:
        yield from ((f"theme {theme.name}", place) for place in theme.evidence)
    for step in briefing.escalations:
        yield from ((f"step {step.step[:12]}", place) for place in step.evidence)
    for body in briefing.bodies:
        yield from ((f"body {body.name}", place) for place in body.evidence)
    for unplaced in briefing.unplaced:
        yield "unplaced", unplaced.evidence
