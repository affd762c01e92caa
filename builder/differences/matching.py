"""Which fact of an earlier build is which fact of a later one.

By id first; ids are made of what a fact says, so a fact that says something
else has another one. Then by the place where it stands. Then by what remains
when a value changes: for a target its owner, metric, unit and days. Every step
takes only what the steps before it left over, and none prefers a build: backwards
gives the same pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from operator import ne

from builder.differences.builds import Build
from builder.differences.facts import Fact, Key, Owner
from builder.differences.places import Alignment, align, likeness

Pair = tuple[Fact, Fact]
Facts = list[Fact]
Scored = tuple[float, float, Fact, Fact]
"""How alike two facts are, how much of a place they share, and the two."""

SAME_PLACE = 0.5
"""Two places are one where they share at least this much of what they cover together."""
ALIKE = 0.5
"""Two names are one, at the same place, where they share at least this much."""
MOST_PAIRS = 40_000
"""Pairs of facts of one article that are held against each other; more of them were not found in an article."""
MOST_PLACES = 10
"""Places of one fact in one article that are looked at."""


def pairs(old: Build, new: Build) -> tuple[list[Pair], Facts, Facts]:
    """The pairs, and what each build has alone."""
    found, olds, news = articles(old, new)
    into = {before.telling.id: after.telling.id for before, after in found}
    rest_old = [fact for fact in old.facts if fact.kind != "article"]
    rest_new = [fact for fact in new.facts if fact.kind != "article"]
    for step in (_by_id, _by_place(old, new, into), *_by_keys(old, new)):
        made, rest_old, rest_new = step(rest_old, rest_new)
        found += made
    return found, olds + rest_old, news + rest_new


def articles(old: Build, new: Build) -> tuple[list[Pair], Facts, Facts]:
    """The same for the articles: by file, then by text, then by headline and day."""
    found: list[Pair] = []
    olds = [fact for fact in old.facts if fact.kind == "article"]
    news = [fact for fact in new.facts if fact.kind == "article"]
    for step in (_by_id, *_by_keys(old, new)):
        made, olds, news = step(olds, news)
        found += made
    return found, olds, news


def _by_id(olds: Facts, news: Facts) -> tuple[list[Pair], Facts, Facts]:
    return _grouped(olds, news, lambda fact: (fact.kind, fact.telling.id) if fact.telling.id else None)


def _by_keys(old: Build, new: Build) -> Iterable[Callable[[Facts, Facts], tuple[list[Pair], Facts, Facts]]]:
    """One step for each rank of keys."""
    both = old.bodies & new.bodies

    def at(rank: int) -> Callable[[Facts, Facts], tuple[list[Pair], Facts, Facts]]:
        def keyed(fact: Fact) -> Hashable:
            return (rank, _filled(fact.keys[rank], fact.owner, both)) if rank < len(fact.keys) else None

        return lambda olds, news: _grouped(olds, news, keyed)

    most = max((len(fact.keys) for build in (old, new) for fact in build.facts), default=0)
    return [at(rank) for rank in range(most)]


def _filled(key: Key, owner: Owner, both: frozenset[str]) -> Hashable:
    """A key with its owner: by id where both builds know it, since a name may have grown; else by name."""
    if not key.owned:
        return key.words
    return (key.words, ("id", owner.id) if owner.id in both else ("name", owner.name))


def _grouped(olds: Facts, news: Facts, key: Callable[[Fact], Hashable]) -> tuple[list[Pair], Facts, Facts]:
    """Facts of one key are one; of several, the first of each in their own order belong together."""
    groups: dict[Hashable, tuple[Facts, Facts]] = defaultdict(lambda: ([], []))
    for is_new, facts in enumerate((olds, news)):
        for fact in facts:
            if (name := key(fact)) is not None:
                groups[name][is_new].append(fact)
    found: list[Pair] = []
    for before, after in groups.values():
        if before and after:
            found += zip(sorted(before, key=lambda f: f.order), sorted(after, key=lambda f: f.order), strict=False)
    return _left(found, olds, news)


def _left(found: list[Pair], olds: Facts, news: Facts) -> tuple[list[Pair], Facts, Facts]:
    taken = {id(fact) for pair in found for fact in pair}
    return found, [f for f in olds if id(f) not in taken], [f for f in news if id(f) not in taken]


def _by_place(old: Build, new: Build, into: Mapping[str, str]) -> Callable[[Facts, Facts], tuple[list[Pair], Facts, Facts]]:
    """Facts of one kind that stand at the same place of one article, the most alike first."""

    def step(olds: Facts, news: Facts) -> tuple[list[Pair], Facts, Facts]:
        there, out_of = _by_article(news, {}), {after: before for before, after in into.items()}
        scored: dict[tuple[int, int], Scored] = {}
        for spot, before in _by_article(olds, into).items():
            after = there.get(spot, ())
            if not after or len(before) * len(after) > MOST_PAIRS:
                continue
            article = spot[1]
            aligned = align(old.texts.get(out_of.get(article, "")), new.texts.get(article))
            for one in before:
                for other in after:
                    score = _score(one, other, into, article, aligned)
                    if score and score > scored.get((id(one), id(other)), (0.0, 0.0))[:2]:
                        scored[id(one), id(other)] = (*score, one, other)
        return _left(_best(scored.values()), olds, news)

    return step


def _by_article(facts: Facts, into: Mapping[str, str]) -> dict[tuple[str, str], Facts]:
    """Facts by kind and article, an old article under the name that it has now."""
    found: dict[tuple[str, str], Facts] = defaultdict(list)
    for fact in facts:
        for name in dict.fromkeys(into.get(place.article, place.article) for place in fact.places):
            found[fact.kind, name].append(fact)
    return found


def _score(one: Fact, other: Fact, into: Mapping[str, str], article: str, aligned: Alignment) -> tuple[float, float] | None:
    """How alike two facts are and how much of a place they share; None where they are two facts."""
    like = likeness(one.core, other.core)
    if like < ALIKE and not one.traits & other.traits:
        return None
    here = [place for place in one.places if into.get(place.article, place.article) == article]
    there = [place for place in other.places if place.article == article]
    shared = max((aligned.shared(a, b) for a in here[:MOST_PLACES] for b in there[:MOST_PLACES]), default=0.0)
    return (like, shared) if shared >= SAME_PLACE else None


def _best(scored: Iterable[Scored]) -> list[Pair]:
    """Each fact once, in the pair in which it is most at home."""
    every = list(scored)
    orders = {id(fact): fact.order for _, _, *pair in every for fact in pair}
    words = {id(fact): _words(fact) for _, _, *pair in every for fact in pair}

    def rank(one: Scored) -> tuple[object, ...]:
        like, shared, before, after = one
        unlike = sum(map(ne, words[id(before)], words[id(after)]))
        return (-like, unlike, -shared, *sorted((orders[id(before)], orders[id(after)])))

    taken: set[int] = set()
    found: list[Pair] = []
    for _, _, before, after in sorted(every, key=rank):
        if id(before) not in taken and id(after) not in taken:
            taken |= {id(before), id(after)}
            found.append((before, after))
    return found


def _words(fact: Fact) -> Sequence[str]:
    return [fact.owner.name, *(said.words for said in fact.says)]
