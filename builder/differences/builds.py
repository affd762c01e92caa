"""A briefing.json → a Build: whatever lies in the file, facts that can be compared or one clear line.

The file may be of an older form, lack fields, or be no briefing at all. A field
that is missing says nothing; a record that says nothing at all is counted and
left out; nothing here raises but ``UnreadableBriefing``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from builder.differences import kinds
from builder.differences.facts import Fact, Owner
from builder.differences.fields import Json, day, line, listed, record
from builder.errors import UnreadableBriefing

FORM = "briefing/1"
LISTS = ("articles", "targets", "cadences", "quotes", "projects", "mechanisms")
"""A file that has none of these is no briefing."""


@dataclass(frozen=True, slots=True)
class Build:
    """What one briefing.json says, ready to be compared."""

    facts: tuple[Fact, ...]
    bodies: frozenset[str]
    """The ids of its bodies."""
    texts: Mapping[str, str]
    """Article id → its text; empty where the file does not have it."""
    as_of: date | None
    skipped: int = 0
    """Records that are none."""

    @property
    def articles(self) -> int:
        """How many articles it was made of."""
        return sum(1 for fact in self.facts if fact.kind == "article")


def read(file: Path) -> Build:
    """The build that a briefing.json holds.

    Raises:
        UnreadableBriefing: there is no such file, or it is no briefing; one line says what to do.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UnreadableBriefing(f"{file}：没有这个文件；请给出某次构建留下的 briefing.json") from None
    except UnicodeDecodeError:
        raise UnreadableBriefing(f"{file}：不是 UTF-8 文字；请给出某次构建留下的 briefing.json") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "路径不成形"
        raise UnreadableBriefing(f"{line(str(file))}：读不出来（{reason}）；请给出某次构建留下的 briefing.json") from None
    try:
        return build(json.loads(text))
    except UnreadableBriefing as error:
        raise UnreadableBriefing(f"{file}：{error}") from None
    except (ValueError, RecursionError):
        raise UnreadableBriefing(f"{file}：不是 JSON，或没有写完；请给出某次构建留下的 briefing.json") from None


def build(data: object) -> Build:
    """The build that data of the form briefing/1 holds.

    Raises:
        UnreadableBriefing: it is no briefing.
    """
    if not isinstance(data, dict):
        raise UnreadableBriefing("里面不是简报；请给出某次构建留下的 briefing.json")
    form = data.get("schema", FORM)
    if form != FORM:
        raise UnreadableBriefing(f"格式是 {line(str(form))[:40]}，这里只认 {FORM}；请用同一版程序的 briefing.json")
    if not any(isinstance(data.get(name), list) for name in LISTS):
        raise UnreadableBriefing("里面没有文章，也没有目标；请给出某次构建留下的 briefing.json")
    return _build(data)


def _build(data: Json) -> Build:
    articles = {line(one.get("id")): one for one in map(record, listed(data, "articles"))}
    owners = _owners(listed(data, "bodies"))
    facts: list[Fact] = []
    skipped = 0
    for name, read_one in kinds.READERS.items():
        for one in listed(data, name):
            fact = read_one(record(one), owners, articles)
            if fact is None:
                skipped += 1
            else:
                facts.append(fact)
    return Build(
        facts=tuple(facts),
        bodies=frozenset(owners),
        texts={key: text for key, one in articles.items() if isinstance(text := one.get("text"), str)},
        as_of=day(data.get("as_of")),
        skipped=skipped,
    )


def _owners(bodies: Iterable[Any]) -> dict[str, Owner]:
    """Body id → its names."""
    found: dict[str, Owner] = {}
    for one in map(record, bodies):
        if key := line(one.get("id")):
            name = line(one.get("name")) or key
            aliases = (line(alias) for alias in listed(one, "aliases"))
            found[key] = Owner(key, name, frozenset((name, *filter(None, aliases))))
    return found
