"""An article → everything that it says, each fact with the place where it says it."""

from __future__ import annotations

from dataclasses import replace

from builder.finding.cadences import cadences
from builder.finding.cells import cell_targets
from builder.finding.deadlines import deadlines
from builder.finding.duties import duties
from builder.finding.escalations import escalations
from builder.finding.goals import Words, goals
from builder.finding.lines import lines
from builder.finding.mechanisms import mechanisms
from builder.finding.nodes import node_rules
from builder.finding.numbers import number_targets
from builder.finding.organisations import Organisations, organisations
from builder.finding.overlaps import settled
from builder.finding.projects import Owner, projects
from builder.finding.quotes import quotes
from builder.finding.relatives import relative_targets
from builder.finding.scope import Scope
from builder.finding.speakers import persons
from builder.finding.text import Span
from builder.finding.themes import themes
from builder.finding.tours import tours
from builder.lexicon import Lexicon
from builder.model import Article, Cadence, Findings, NodeName, Target

AREA = 16
"""Characters of a project's name in which the name of its area may stand."""


def find(article: Article, lexicon: Lexicon, listed: tuple[NodeName, ...] = ()) -> Findings:
    """Every fact of ``article``. Owners are ids of the article's own bodies; ``sorting`` gives them their lasting ids.

    ``listed`` holds the key nodes of projects that a person defined, besides those that the lexicon knows.
    """
    named = organisations(article, lexicon)
    people = persons(article, named, lexicon)
    said = quotes(article, named, people, lexicon)
    scope = Scope(article, named, said, lexicon, {name: person.body for name, person in people.items()})
    read, unplaced = lines(article, scope, lexicon)
    targets: list[Target] = []
    for line in read:
        numbers, left = number_targets(line)
        cells, empty = cell_targets(line)
        targets += numbers + cells + relative_targets(line) + deadlines(line)
        unplaced += left + empty
    return Findings(
        article,
        named.home,
        named.bodies,
        scope.topics(),
        tuple(settled(targets)),
        tuple(_with_goals(beat, article, lexicon) for beat in cadences(article, lexicon, scope.owner)),
        tuple(said),
        tuple(mechanisms(article, lexicon)),
        tuple(projects(article, lexicon, _holder(named, scope), listed)),
        tuple(sorted(unplaced, key=lambda u: u.evidence.start)),
        tuple(duties(article, named, lexicon)),
        tuple(tours(article, scope, lexicon)),
        tuple(themes(article, scope, lexicon)),
        tuple(escalations(article, scope, lexicon)),
        node_rules=tuple(node_rules(article, lexicon, listed)),
    )


def _holder(named: Organisations, scope: Scope) -> Owner:
    """Whose a project is: its paragraph's body, else the area that its name begins with (西岭新区智造中心项目)."""

    def owner(paragraph: int, start: int) -> str | None:
        governing = scope.owner(paragraph, start)
        if governing is not None:
            return governing
        opening = [m for m in named.within(paragraph, Span(start, start + AREA)) if m.span.start == start]
        return next((m.body for m in opening if named.body(m.body).kind in ("district", "zone", "town", "subdistrict")), None)

    return owner


def _with_goals(beat: Cadence, article: Article, lexicon: Lexicon) -> Cadence:
    """The beat with the goal that its subject speaks for, else those of its clause and its article."""
    clause = beat.evidence[0].text if beat.evidence else ""
    of_subject = goals(Words(beat.subject, "", "", "", ""), lexicon)[:1]
    background = article.title + article.deck
    return replace(beat, goals=of_subject or goals(Words("", clause, "", beat.body or "", background), lexicon))
