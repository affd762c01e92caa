"""A fact of one build as it is compared: what it says in words, what stays when that changes, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model import FactKind, Telling


@dataclass(frozen=True, slots=True)
class Owner:
    """A body with every name that it goes by."""

    id: str
    name: str
    names: frozenset[str] = frozenset()

    def same(self, other: Owner) -> bool:
        """Whether two builds mean one body: by its id, or by a name that is the whole name of one of them."""
        return self.id == other.id or self.name in other.names or other.name in self.names


NOBODY = Owner("", "")


@dataclass(frozen=True, slots=True)
class Place:
    """One piece of evidence."""

    article: str
    start: int
    end: int
    text: str
    """The words there, without white space."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a fact says."""

    aspect: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Key:
    """What two tellings of one fact share although they say it differently."""

    words: tuple[str, ...]
    owned: bool = False
    """Whether the owner must be the same too."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One record of a briefing."""

    kind: FactKind
    owner: Owner
    says: tuple[Said, ...]
    """Compared one by one; the heaviest first."""
    telling: Telling
    keys: tuple[Key, ...]
    """The surest first."""
    core: str = ""
    """The words by which one knows it again at the same place."""
    traits: frozenset[str] = frozenset()
    """Any of these, shared at the same place, does as well."""
    places: tuple[Place, ...] = ()
    counts: bool = True
    """False for what the site does not list: background figures."""

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts facts the same way whichever build they are of."""
        said = tuple((one.aspect, one.words) for one in self.says)
        spots = tuple((place.article, place.start, place.end) for place in self.places)
        return (self.telling.name, self.owner.name, said, self.telling.id, spots)
