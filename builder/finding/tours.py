"""Observation tours that were held: when, where, how many projects, what they are worth, how they are scored.

One article mostly tells of one tour, in several sentences: the one that names
it opens the record, and those that go on about it (此次观摩, 观摩后, 我们观摩了)
add what they say. A cadence (每季度组织观摩) and a plan (将举行观摩会) open none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from builder.finding.numerals import quantities
from builder.finding.periods import times
from builder.finding.scope import Scope
from builder.finding.text import LONGEST, Span, after_last, evidence, sentences
from builder.finding.themes import area_of
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Article, Evidence, Period, Tour

MOST = 24
"""Places that one tour may have."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A sentence that names a tour that was held, in indexes of that sentence."""

    name: str
    start: int
    end: int
    level: str


@dataclass
class _Told:
    """One tour while its article is read."""

    name: str
    held: Period | None
    body: str | None
    places: list[str] = field(default_factory=list)
    projects: float | None = None
    investment: str = ""
    scoring: str = ""
    spots: dict[Evidence, None] = field(default_factory=dict)


def tours(article: Article, scope: Scope, lexicon: Lexicon) -> list[Tour]:
    """Every observation tour that ``article`` tells of as held, each once, with every sentence that says something of it."""
    words = _words(lexicon)
    told: list[_Told] = []
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.role == "furniture" or words.seen.search(paragraph.plain) is None:
            continue
        for part in sentences(paragraph.plain):
            sentence = paragraph.plain[part.start : part.end]
            if words.seen.search(sentence) is None or words.not_tours.search(sentence):
                continue
            one = _opened(told, sentence, number, part, article, scope, lexicon)
            if one is not None and _add(one, sentence, lexicon):
                place = evidence(article, number, _kept(part, sentence, words))
                if place is not None:
                    one.spots[place] = None
    return [_tour(one) for one in told if one.spots]


def openings(sentence: str, lexicon: Lexicon) -> list[Opening]:
    """The tours that one sentence names as held: 7月4日至5日，全区现场观摩会举行."""
    words = _words(lexicon)
    if words.not_tours.search(sentence):
        return []
    return [one for one in _named(sentence, words) if _is_held(sentence, one, words)]


def details(sentence: str, lexicon: Lexicon) -> tuple[tuple[str, ...], float | None, str, str]:
    """What a sentence about a tour says: places, number of projects, total investment, how it is scored."""
    words = _words(lexicon)
    scoring = (
        sentence.strip() if words.scored.search(words.named.sub("", sentence)) and not words.not_held.search(sentence) else ""
    )
    return _places(sentence, words), _projects(sentence, lexicon), _investment(sentence), scoring


def joined(places: list[str]) -> tuple[str, ...]:
    """大功能区 goes where 全区各大功能区 is told too."""
    once = list(dict.fromkeys(places))
    return tuple(p for p in once if not any(p != other and p in other for other in once))[:MOST]


def _opened(
    told: list[_Told], sentence: str, number: int, part: Span, article: Article, scope: Scope, lexicon: Lexicon
) -> _Told | None:
    """The tour that the sentence is about: the one that it opens, else the one before it."""
    for one in openings(sentence, lexicon):
        held = _when(sentence, one, article, lexicon)
        known = next((t for t in told if _same(t, one.name, held)), None)
        if known is None:
            body = area_of(scope, one.level) if one.level else scope.owner(number, part.start + one.start)
            known = _Told(one.name, held, body)
            told.append(known)
        known.name = max(known.name, one.name, key=len)
        known.held = known.held or held
        return known
    return told[-1] if told else None


def _same(told: _Told, name: str, held: Period | None) -> bool:
    """Whether a naming speaks of a tour known already: its name is a part of the other, and no day speaks against it."""
    alike = name in told.name or told.name in name
    return alike and (held is None or told.held is None or held == told.held)


def _add(one: _Told, sentence: str, lexicon: Lexicon) -> bool:
    """Take what the sentence says; whether it said anything, or opened the record."""
    places, projects, investment, scoring = details(sentence, lexicon)
    one.places += places
    one.projects = one.projects if one.projects is not None else projects
    one.investment = one.investment or investment
    one.scoring = one.scoring or scoring
    return bool(not one.spots or openings(sentence, lexicon) or places or projects or investment or scoring)


def _tour(one: _Told) -> Tour:
    return Tour(
        one.name, one.held, joined(one.places), one.projects, one.investment, one.scoring, one.body, tuple(one.spots), "held"
    )


def _kept(part: Span, sentence: str, words: _Words) -> Span:
    """The sentence; of one that is too long the stretch around what is seen."""
    if part.end - part.start <= LONGEST:
        return part
    seen = words.seen.search(sentence)
    assert seen is not None
    start = part.start + max(0, min(seen.start() - LONGEST // 2, len(sentence) - LONGEST))
    return Span(start, min(part.end, start + LONGEST))


# ---------------------------------------------------------------- the words


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon in the form that the rules need."""

    named: re.Pattern[str]
    closed: re.Pattern[str]
    """What may stand behind a word for a tour that is quoted: “擂台比武”活动."""
    start: re.Pattern[str]
    one_of: re.Pattern[str]
    level: re.Pattern[str]
    held: re.Pattern[str]
    not_held: re.Pattern[str]
    about: re.Pattern[str]
    not_tours: re.Pattern[str]
    seen: re.Pattern[str]
    scored: re.Pattern[str]
    place: re.Pattern[str]
    not_places: re.Pattern[str]
    looked_at: re.Pattern[str]
    went_to: re.Pattern[str]


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    def some(section: str) -> str:
        return f"(?:{either(lexicon.words('tours', section))})"

    day = "(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:(?:至|到|—|-|、)(?:[0-9]{1,2}月)?[0-9]{1,2}日)?(?:上午|下午)?"
    verbs = "举行|召开|举办|组织开展|开展|组织|启动|出席|参加|进行|在|对|暨|的"
    long = either(word for word in lexicon.words("tours", "places") if len(word) > 1)
    place = f"(?:{long}|[镇乡](?![镇街村])|村(?![庄民级])|[区县市](?![级域民场块政]))"
    return _Words(
        named=re.compile(f"{some('tours')}{some('endings')}?"),
        closed=re.compile(f"”{some('endings')}?"),
        start=re.compile(f"[，。；：！？、（）]|讯 ?|{day}|昨[日天]|今[日天]|日前|近日|{verbs}|了|{some('not_held')}"),
        one_of=re.compile(f"^{some('one_of')}"),
        level=re.compile(either(lexicon.words("themes", "levels"))),
        held=re.compile(some("held")),
        not_held=re.compile(some("not_held")),
        about=re.compile(f"{some('about')}|{some('scored')}"),
        not_tours=re.compile(some("not_tours")),
        seen=re.compile(some("seen")),
        scored=re.compile(some("scored")),
        place=re.compile(f"(?:全[市区县省州旗])?[^，。；：、]{{1,20}}?{place}(?:[^，。；：、的0-9]{{1,12}}?{place}(?=$))?"),
        not_places=re.compile(some("not_places")),
        looked_at=re.compile("对(?P<list>[^。；！？]{2,120}?)(?:进行|开展)(?:了|集中|实地|逐一)?(?:现场)?观摩"),
        went_to=re.compile(
            f"{some('before_places')}(?!学习|贯彻|推进|实施|落实|开展|基层|人心|细致|交流)"
            "(?P<list>[^。；！？]{2,160}?)(?:等地|等处|等[0-9]|，(?:实地|现场|对|就|听取|详细|查看|察看|了解|观摩)|[。；！？]|$)"
        ),
    )


# ---------------------------------------------------------------- the naming


def _named(sentence: str, words: _Words) -> Iterator[Opening]:
    """2021年全区“攻坚突破年”现场观摩会: from the last boundary before the word for a tour."""
    for seen in words.named.finditer(sentence):
        start, end = _name_start(sentence, seen.start(), words), seen.end()
        closed = words.closed.match(sentence, end)
        end = closed.end() if closed and "“" in sentence[start:end] else end
        name = sentence[start:end].strip()
        level = words.level.search(name)
        if name.count("“") == name.count("”"):
            yield Opening(name, start, end, level[0] if level else "")


def _name_start(sentence: str, end: int, words: _Words) -> int:
    """Where the name begins; a boundary within quotation marks is none."""
    start = max(0, end - 40)
    for edge in words.start.finditer(sentence, start, end):
        before = sentence[start : edge.start()]
        if before.count("“") == before.count("”"):
            start = edge.end()
    pointing = words.one_of.search(sentence[start:end])
    return start + (pointing.end() if pointing else 0)


def _is_held(sentence: str, one: Opening, words: _Words) -> bool:
    """Whether the clause says that it took place, and the sentence what was looked at; no rule, no plan."""
    left = after_last(sentence, "，。；！？", 0, one.start)
    right = min((at for at in (sentence.find(mark, one.end) for mark in "，。；！？") if at >= 0), default=len(sentence))
    clause = sentence[left:right]
    if words.held.search(clause) is None or words.not_held.search(sentence[left : one.start] + sentence[one.end : right]):
        return False
    return words.about.search(sentence) is not None


# ---------------------------------------------------------------- what is said of it


def _when(sentence: str, one: Opening, article: Article, lexicon: Lexicon) -> Period | None:
    """The nearest days, or month, named in front of the tour; else the first behind it. The day of a dateline is none."""
    seen = times(sentence, article.year, article.date, lexicon)
    dated = [(t.start, t.period) for t in seen if t.period and not t.deadline and not sentence.startswith("讯", t.end)]
    short = [(at, period) for at, period in dated if period.start and period.end and _days(period) <= 31]
    before = [period for at, period in short if at < one.start]
    behind = [period for at, period in short if at >= one.end]
    return before[-1] if before else behind[0] if behind else None


def _days(period: Period) -> int:
    assert period.start is not None and period.end is not None
    return (period.end - period.start).days + 1


def _places(sentence: str, words: _Words) -> tuple[str, ...]:
    """对大功能区和23个镇街…进行了现场观摩，先后来到…等地"""
    gone = [m["list"] for m in words.went_to.finditer(sentence)][:1]
    found: list[str] = []
    for text in gone + [m["list"] for m in words.looked_at.finditer(sentence)]:
        for item in re.split("[、，]|以及|及(?!其)|和(?!谐|平|睦)", text):
            seen = words.place.match(item.strip("“”"))
            if seen and words.not_places.match(seen.string) is None and not COUNTED.match(seen[0]):
                found.append(seen[0])
    return joined(found)


COUNTED = re.compile("总?投资|(?:实地|现场)?(?:观摩|察看|查看)|[对就]|[0-9]{1,5}余?个[^镇街乡区村园]{0,8}项目")
"""What is counted on its own, and is no place: 总投资1787亿元的106个项目."""


PROJECTS = re.compile("(?:总?投资[^，。；]{0,12}?的)?(?:(?![镇乡村街])[一-龥“”]){0,8}?项目(?!部|组|建设情况|服务)")


def _projects(sentence: str, lexicon: Lexicon) -> float | None:
    """总投资1787亿元的106个项目，18个重点项目"""
    for found in quantities(sentence, lexicon):
        behind = sentence[found.number_end : found.number_end + 22]
        told = PROJECTS.match(behind) or sentence.endswith("项目", 0, found.start)
        if found.unit in ("个", "处", "项") and not found.noise and told:
            return found.value
    return None


INVESTMENT = re.compile("总投资额?(?:约|达|超过?|近)?为?(?P<sum>(?:约|近|超过?)?[0-9.,]{1,12}(?:余|多)?(?:万亿|亿|万)?元)")


def _investment(sentence: str) -> str:
    found = INVESTMENT.search(sentence)
    return found["sum"] if found else ""
