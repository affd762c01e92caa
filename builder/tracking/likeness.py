"""When two metrics are one: the same act done to the same thing. And how a metric may be compared within its period."""

from __future__ import annotations

from dataclasses import dataclass

from builder.lexicon import Lexicon
from builder.model import Target


@dataclass(frozen=True, slots=True)
class Core:
    """What a metric says without the words that add nothing: an act and what it is done to."""

    act: str
    """The act in its plainest form, 开工 for 新开工; empty where the metric names none."""
    thing: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares metrics by the words of the lexicon."""

    acts: tuple[tuple[str, str], ...]
    """(as written, the act in its plainest form), longest first."""
    empty: tuple[str, ...]
    flows: tuple[str, ...]
    levels: tuple[str, ...]
    rates: frozenset[str]
    falling: tuple[str, ...]

    def core(self, metric: str) -> Core:
        """新开工重点项目 and 重点项目开工建设 → 开工, 重点项目."""
        rest = self._bare(metric)
        for written, act in self.acts:
            if rest.startswith(written):
                return Core(act, self._bare(rest[len(written) :]))
            if rest.endswith(written):
                return Core(act, self._bare(rest[: -len(written)]))
        return Core("", rest)

    def grows(self, target: Target) -> bool:
        """Whether a target's value comes together from nothing in its period: an act that is counted, or a flow of money."""
        if (target.unit or "") in self.rates or any(word in target.metric for word in self.levels):
            return False
        return bool(self.core(target.metric).act) or any(word in target.metric for word in self.flows)

    def unclear(self, target: Target) -> bool:
        """Whether nothing says if more or less of it is better: 压减事故10起, without 不超过 or 以上."""
        return target.comparator in ("=", "~") and any(word in target.metric for word in self.falling)

    def _bare(self, metric: str) -> str:
        """Without the words that add nothing, at either end."""
        before = None
        while metric != before:
            before = metric
            for word in self.empty:
                metric = metric.removeprefix(word).removesuffix(word)
        return metric


def likeness(lexicon: Lexicon) -> Likeness:
    """The words for comparing metrics."""
    acts = [(word, act) for act, words in lexicon.groups("progress", "acts").items() for word in words]
    return Likeness(
        acts=tuple(sorted(acts, key=lambda pair: (-len(pair[0]), pair))),
        empty=lexicon.words("progress", "empty"),
        flows=lexicon.words("progress", "flows"),
        levels=lexicon.words("progress", "levels"),
        rates=frozenset(lexicon.words("progress", "rates")),
        falling=lexicon.words("progress", "falling"),
    )
