"""What is compared of each kind of record. A new kind is one function and one line in ``READERS``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from builder.differences.facts import NOBODY, Fact, Key, Owner, Place, Said
from builder.differences.fields import Json, choice, day, line, listed, number, one_of, period, record, told, whole
from builder.model import Comparator, FactKind, Frequency, Period, Target, TargetKind, Telling
from builder.writing import markup, words
from builder.writing.diagrams import ROLES
from builder.writing.exports.tables import QUOTES, STATUSES

Owners = Mapping[str, Owner]
Articles = Mapping[str, Json]
Reader = Callable[[Json, Owners, Articles], Fact | None]

SHOWN = 40
"""Characters of a long text that name it."""


def article(given: Json, _: Owners, __: Articles) -> Fact | None:
    """An article: its title, its day, its outlet, its text."""
    key, title, when = line(given.get("id")), line(given.get("title")), day(given.get("date"))
    if not key:
        return None
    text = given.get("text")
    text = text if isinstance(text, str) else ""
    name = title or key
    says = (
        Said("title", "标题", name),
        Said("period", "日期", words.day(when) if when else ""),
        Said("outlet", "媒体", line(given.get("outlet"))),
        Said("text", "正文", "".join(markup.seen(text).split())),
    )
    iso = when.isoformat() if when else ""
    keys = (Key(("text", text)), Key(("title", name, iso))) if text else (Key(("title", name, iso)),)
    return Fact("article", NOBODY, says, Telling(key, name, "", _spoken(says[1:3]), "", key, name, iso), keys, name)


def target(given: Json, owners: Owners, articles: Articles) -> Fact | None:
    """A target: its figure, its period, its status, how firmly it is said."""
    metric, span = line(given.get("metric")), period(given.get("period"))
    if not metric:
        return None
    found = _target(given, metric, span)
    owner = _owner(given.get("owner"), owners)
    value = "" if found.kind == "deadline" else words.figure(found).plain
    status = one_of(STATUSES, given.get("status"), "planned")
    says = (
        Said("value", "目标值", value),
        Said("period", "期限", words.period_words(span) if span else ""),
        Said("status", "性质", STATUSES[status]),
        Said("strength", "力度", line(given.get("strength"))),
        Said("name", "指标", metric),
    )
    same = ("target", found.kind, metric, found.unit or found.benchmark or "", status)
    days, year = words.interval(span), str(span.end.year) if span and span.end else ""
    # The owner's figure for the same days is the same fact; the same figure for other days of the year is it too,
    # and a thing to be done stays the same whenever it is due.
    moved = Key((*same, "moved", value, "" if found.kind == "deadline" else year), owned=True)
    keys = (Key((*same, "days", days), owned=True), *((moved,) if status == "planned" else ()))
    traits = frozenset(filter(None, (value,))) if found.kind == "number" else frozenset()
    return _fact("target", given, articles, owner, metric, says, keys, metric, traits, counts=status != "context")


def _target(given: Json, metric: str, span: Period | None) -> Target:
    kind: TargetKind = choice(TargetKind, given.get("kind")) or "number"
    low, high = number(given.get("value")), number(given.get("value_high"))
    unit, benchmark = line(given.get("unit")) or None, line(given.get("benchmark")) or None
    if kind == "number" and low is None:
        kind = "relative" if benchmark else "deadline"
    bound: Comparator | None = choice(Comparator, given.get("comparator"))
    return Target(kind, metric, bound, low, unit, high, benchmark, span)


def cadence(given: Json, owners: Owners, articles: Articles) -> Fact | None:
    """A beat: how often, what is done, to what."""
    frequency: Frequency | None = choice(Frequency, given.get("frequency"))
    activity, subject = line(given.get("activity")), line(given.get("subject"))
    if not activity:
        return None
    often = words.FREQUENCIES[frequency] if frequency else ""
    says = (Said("frequency", "节奏", often), Said("name", "做什么", activity), Said("subject", "对什么", subject))
    keys = (
        Key(("cadence", "frequency", activity, subject), owned=True),
        Key(("cadence", "subject", often, activity), owned=True),
        Key(("cadence", "owner", often, activity, subject)) if subject else Key(("cadence", "alone", line(given.get("id")))),
    )
    name = f"{often}{activity}{f'：{subject}' if subject else ''}"
    owner = _owner(given.get("body"), owners)
    return _fact("cadence", given, articles, owner, name, says, keys, f"{activity}{subject}", frozenset((activity,)))


def quote(given: Json, owners: Owners, articles: Articles) -> Fact | None:
    """Words that somebody said: who, in what post, in which words."""
    text = line(given.get("text"))
    if not text:
        return None
    kind = one_of(QUOTES, given.get("kind"), "direct")
    says = (
        Said("text", "言论", text),
        Said("speaker", "发言人", line(given.get("speaker"))),
        Said("post", "职务", line(given.get("post"))),
        Said("kind", "种类", QUOTES[kind]),
    )
    name = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
    return _fact("quote", given, articles, _owner(given.get("body"), owners), name, says, (Key(("quote", text)),), text)


def project(given: Json, owners: Owners, articles: Articles) -> Fact | None:
    """A project: its milestones with what is due when, and how far each is."""
    name = line(given.get("name"))
    if not name:
        return None
    steps = (_step(record(step)) for step in listed(given, "milestones"))
    says = (Said("progress", "进展", "；".join(dict.fromkeys(filter(None, steps)))), Said("name", "名称", name))
    return _fact("project", given, articles, _owner(given.get("body"), owners), name, says, (Key(("project", name)),), name)


def _step(given: Json) -> str:
    due = period(given.get("due"))
    more = "，".join(filter(None, (words.period_words(due) if due else "", line(given.get("progress")))))
    text = line(given.get("text"))
    return f"{text}（{more}）" if text and more else text or more


def mechanism(given: Json, _: Owners, articles: Articles) -> Fact | None:
    """A named working system and the sentence that explains it."""
    name = line(given.get("name"))
    if not name:
        return None
    says = (Said("text", "说明", line(given.get("text"))), Said("name", "名称", name))
    return _fact("mechanism", given, articles, NOBODY, name, says, (Key(("mechanism", name)),), name)


def duty(given: Json, _: Owners, articles: Articles) -> Fact | None:
    """One link of the chain of responsibility."""
    above, below, work = (line(given.get(name)) for name in ("superior", "inferior", "work"))
    role = one_of(ROLES, given.get("role"), "charge")
    if not above or not (below or work):
        return None
    says = (Said("role", "关系", ROLES[role]), Said("superior", "上级或牵头", above), Said("name", "下级或事项", below or work))
    keys = (Key(("duty", above, below, work)),)
    return _fact("duty", given, articles, NOBODY, f"{above} — {below or work}", says, keys, f"{above}{below}{work}")


READERS: dict[str, Reader] = {
    "articles": article,
    "targets": target,
    "cadences": cadence,
    "projects": project,
    "mechanisms": mechanism,
    "duties": duty,
    "quotes": quote,
}
"""Field of the briefing → how one of its records is read, in the order in which changes are listed."""


def _fact(
    kind: FactKind,
    given: Json,
    articles: Articles,
    owner: Owner,
    name: str,
    says: tuple[Said, ...],
    keys: tuple[Key, ...],
    core: str,
    traits: frozenset[str] = frozenset(),
    counts: bool = True,
) -> Fact:
    places = tuple(_places(listed(given, "evidence")))
    first = places[0] if places else Place("", -1, -1, "")
    # What the sentence says word for word is not said twice.
    spoken = (one for one in says if told(one.words) != first.text and (one.aspect, kind) != ("text", "quote"))
    source = articles.get(first.article, {})
    when = day(source.get("date"))
    telling = Telling(
        id=line(given.get("id")),
        name=name,
        owner=owner.name,
        says=_spoken(spoken),
        sentence=first.text,
        article=first.article,
        title=line(source.get("title")) or first.article,
        day=when.isoformat() if when else "",
    )
    return Fact(kind, owner, says, telling, keys, core, traits, places, counts)


def _spoken(says: Iterable[Said]) -> tuple[tuple[str, str], ...]:
    return tuple((said.label, said.words) for said in says if said.words)


def _owner(value: object, owners: Owners) -> Owner:
    key = line(value)
    return owners.get(key) or (Owner(key, key, frozenset((key,))) if key else NOBODY)


def _places(evidence: Iterable[object]) -> Iterable[Place]:
    for one in map(record, evidence):
        if key := line(one.get("article")):
            start, end = whole(one.get("start")), whole(one.get("end"))
            yield Place(key, *((start, end) if 0 <= start < end else (-1, -1)), told(one.get("text")))
