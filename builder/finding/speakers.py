"""Who says what follows: persons with their posts, and attributions such as 区商务局局长王娟表示.

An attribution is a subject that is known (a body, a person introduced with a
post, a meeting, a paper) directly before a verb of speech.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from builder.finding.names import HAN, either, grammar
from builder.finding.organisations import Mention, Organisations
from builder.finding.text import Span
from builder.lexicon import Lexicon
from builder.model import Article


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom the article introduces with a post."""

    name: str
    post: str
    body: str | None
    """The id of the body that the person speaks for."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A place where the article says who speaks."""

    start: int
    """Where the speaker is named."""
    end: int
    """Where the words begin: after the verb and its comma or colon."""
    body: str | None
    speaker: str | None
    post: str
    closed: bool
    """Whether a full stop follows the verb, so that the words stand before it."""


class Grammar:
    """The patterns of speech, made once from the word list."""

    def __init__(self, lexicon: Lexicon) -> None:
        posts = f"(?:常务)?副?(?:{either(lexicon.words('organisations', 'posts'))})"
        verbs = either(lexicon.words("speech", "verbs"))
        between = either(lexicon.words("speech", "between"))
        self.introduced = re.compile(
            f"(?P<posts>(?:{posts})(?:、(?:{HAN}{{0,12}}?)(?:{posts})){{0,3}})(?P<name>(?!{verbs}|主持|讲话|出席|参加){HAN}{{2,3}}?)"
            f"(?=(?:{verbs}|主持|讲话|出席|参加|通报|宣读|{between}|在|就|则|也|带队|踩|走|来|率|拿|指着|捧|看|手|当场|向|对|给|正|语|，|。|、|）|：))"
        )
        self.verb = re.compile(f"(?P<verb>{verbs})(?P<after>[，：]|[。；](?!$)|[。]$|(?=“))?")
        self.no_comma = frozenset(lexicon.words("speech", "no_comma"))
        self.between = re.compile(f"(?:{between}){{1,3}}$")
        self.gathering = re.compile(f"(?:{either(lexicon.words('speech', 'gatherings'))})$")
        self.paper = re.compile(f"(?:》|《?(?:{either(lexicon.words('speech', 'papers'))})》?)$")
        self.pronoun = re.compile(f"(?:{either(lexicon.words('speech', 'pronouns'))})(?:还|同时)?")
        self.group = re.compile(f"(?:{either(lexicon.words('speech', 'groups'))})$")
        self.post = re.compile(f"(?:{posts})$")
        self.area_post = re.compile(either(lexicon.words("organisations", "area_posts")))
        endings = [e for group in lexicon.groups("organisations", "endings").values() for e in group]
        self.generic_ending = re.compile(f"(?:{either(endings)})$")
        self.that = re.compile(f"该({HAN}{{1,4}}?)(?:相关|有关|主要)?(?:{posts})?$")
        family = either(lexicon.words("speech", "surnames"))
        self.leader = re.compile(f"(?:{family}){HAN}{{1,2}}")
        self.setting = re.compile(
            f"(?:在|于)?[^，。；：]{{1,14}}(?:会议?|讲话|现场|活动|采访|调研|致辞|发言|通报|解读数据)(?:上|中|时|期间)$"
        )
        self.titled = re.compile(f"(?:{posts})(?P<name>{HAN}{{2,3}})$")


@lru_cache(maxsize=4)
def speech(lexicon: Lexicon) -> Grammar:
    """The grammar of ``lexicon``, compiled once."""
    return Grammar(lexicon)


Speaker = tuple[int, str | None, str | None, str]
"""Where the speaker is named, the body, the person, the post."""


def persons(article: Article, found: Organisations, lexicon: Lexicon) -> dict[str, Person]:
    """Everybody whom the article introduces: 区发改局党组书记、局长唐晓城."""
    rules = speech(lexicon)
    people: dict[str, Person] = {}
    for number, paragraph in enumerate(article.paragraphs):
        for match in rules.introduced.finditer(paragraph.plain):
            name = match["name"]
            body = _represented(match, number, found, rules, lexicon)
            if name not in people or (people[name].body is None and body):
                people[name] = Person(name, match["posts"], body)
    return people


def _represented(match: re.Match[str], paragraph: int, found: Organisations, rules: Grammar, lexicon: Lexicon) -> str | None:
    """The body named right before the post; the area itself for 县长 and 县委书记."""
    before = [m for m in found.within(paragraph) if m.span.start < match.start("name")]
    for mention in reversed(before):
        gap = match.string[mention.span.end : match.start("posts")]
        if mention.span.end <= match.start("posts") and (
            gap == "" or re.fullmatch(r"(?:（[^（）]{1,40}）|”?）)?(?:党组|党委|党工委|工委|管委会?)?", gap)
        ):
            return mention.body
        if mention.span.start >= match.start("posts"):
            continue
        break
    ending = rules.generic_ending.search(
        re.sub("(?:党组|党委|党工委|工委|管委会?)$", "", match.string[max(0, match.start("posts") - 12) : match.start("posts")])
    )
    if ending:
        last = [m for m in found.mentions if m.paragraph <= paragraph and m.body.endswith(ending.group())]
        if last:
            return last[-1].body
    return found.home if rules.area_post.search(match["posts"]) else None


def attributions(
    article: Article, paragraph: int, found: Organisations, people: dict[str, Person], lexicon: Lexicon
) -> list[Attribution]:
    """Every attribution of one paragraph, in order."""
    rules, plain = speech(lexicon), article.paragraphs[paragraph].plain
    mentions = list(found.within(paragraph))
    out: list[Attribution] = []
    for match in rules.verb.finditer(plain):
        if _is_quoted(plain, match.start()) or not _says(match, rules):
            continue
        start = max(plain.rfind(mark, 0, match.start()) for mark in "。；！？”：，") + 1
        subject = plain[start : match.start()]
        subject = _bare(subject, rules)
        who = _speaker(subject, start, mentions, people, found, rules)
        if who is None and rules.pronoun.fullmatch(subject):
            who = _meant(plain, start, people, out)
        if who is None and not subject and match["verb"] in rules.no_comma:
            who = (start, found.home, None, "") if _speaks_paper(plain, start, rules) else None
        if who is None:
            start = max(plain.rfind(mark, 0, max(0, start - 1)) for mark in "。；！？”") + 1
            who = _speaker_before(plain, start, match.start(), mentions, people, rules)
        if who:
            where, body, speaker, post = who
            out.append(Attribution(where, match.end(), body, speaker, post, match["after"] in ("。", "；")))
    return out


def _meant(plain: str, start: int, people: dict[str, Person], before: list[Attribution]) -> Speaker | None:
    """他 is the person named last in the paragraph, else whoever spoke last."""
    named = max(((plain.rfind(name, 0, start), name) for name in people), default=(-1, ""))
    if named[0] >= 0:
        person = people[named[1]]
        return start, person.body, person.name, person.post
    return (start, before[-1].body, before[-1].speaker, before[-1].post) if before else None


def _bare(subject: str, rules: Grammar) -> str:
    """顾长川在半年工作会上 → 顾长川"""
    setting = re.search("[在于]", subject)
    if setting and setting.start() > 1 and rules.setting.fullmatch(subject, setting.start()):
        subject = subject[: setting.start()]
    return rules.between.sub("", subject)


def _is_quoted(plain: str, position: int) -> bool:
    """Whether ``position`` lies inside quotation marks."""
    return plain.count("“", 0, position) > plain.count("”", 0, position)


def _says(match: re.Match[str], rules: Grammar) -> bool:
    """Whether words follow: 表示， or 要求各级…; not 要求的 or 提出了."""
    if match["after"] is not None:
        return True
    if match.string.startswith(("要", "将"), match.end()) and match["verb"] != "要求":
        return True
    return match["verb"] in rules.no_comma and not re.match("[的了和、和，]|$", match.string[match.end() : match.end() + 1])


def _speaks_paper(plain: str, start: int, rules: Grammar) -> bool:
    """发布《…行动方案》（以下简称《方案》），要求强化…意识"""
    return re.search(r"》(?:（[^（）]{1,20}）)?，$", plain[:start]) is not None


def _speaker(
    subject: str, start: int, mentions: list[Mention], people: dict[str, Person], found: Organisations, rules: Grammar
) -> Speaker | None:
    """Where the speaker is named, the body, the person, the post; None where ``subject`` is no speaker."""
    inside = [m for m in mentions if start <= m.span.start and m.span.end <= start + len(subject)]
    for name, person in people.items():
        if subject.endswith(name):
            return start, person.body, name, person.post
    titled = rules.titled.search(subject)
    if titled:
        return start, inside[-1].body if inside else None, titled["name"], subject[titled.start() : titled.start("name")]
    if inside:
        last = inside[-1]
        rest = subject[last.span.end - start :]
        if rest == "" or rules.post.search(rest) or re.fullmatch("各部门|各级各部门|全体干部职工", rest):
            return start, last.body, None, rest if rules.post.search(rest) else ""
        if rules.gathering.search(rest):
            return start, last.body, None, ""
    if rules.leader.fullmatch(subject) and not rules.group.search(subject):
        return start, found.home, subject, ""
    that = rules.that.search(subject)
    if that:
        return start, _last_with(that.group(1), start, mentions), None, ""
    if rules.gathering.search(subject) or rules.paper.search(subject) or rules.group.search(subject):
        return start, found.home, None, ""
    return None


def _last_with(ending: str, start: int, mentions: list[Mention]) -> str | None:
    """该局 is the last bureau that was named."""
    before = [m for m in mentions if m.span.start < start and (m.body.endswith(ending) or ending in ("单位", "部门", "负责人"))]
    return before[-1].body if before else None


def _speaker_before(
    plain: str, start: int, verb: int, mentions: list[Mention], people: dict[str, Person], rules: Grammar
) -> Speaker | None:
    """即墨区以干部作风建设大会开启新的一年，强调要正确认识… – the speaker opens the sentence, a phrase stands between."""
    if verb - start > 40:
        return None
    sentence = plain[start:verb]
    for name, person in people.items():
        if name in sentence[: len(name) + 16]:
            return start, person.body, name, person.post
    opener = next((m for m in mentions if m.agent and start <= m.span.start <= start + 10), None)
    if opener and plain[verb - 1] in "，,":
        return start, opener.body, None, ""
    return None


__all__ = ["Attribution", "Person", "Span", "attributions", "grammar", "persons", "speech"]
