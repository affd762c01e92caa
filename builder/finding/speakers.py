"""Who says what follows: persons with their posts, and attributions such as 区商务局局长王娟表示.

An attribution is a subject that is known (a body, a person introduced with a
post, a meeting, a paper) directly before a verb of speech.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from builder.finding.name_grammar import HAN, OFFICES
from builder.finding.organisations import Mention, Organisations
from builder.finding.text import after_last, between
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Article, BodyKind


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


FAR = 1000
"""Characters, or namings, to look back for whom 他 or 该局 means."""
FAR_PARAGRAPHS = 6
"""Paragraphs to look back for who issued a paper."""
BRACKETED = re.compile("（[^（）]{1,40}）")
FARTHEST = 80
"""Characters between a verb of speech and the punctuation before its subject."""


GESTURES = "晃扬挥掰竖乐喜踩捏掂抱盯谈介说紧抹看指拿走站坐笑望握挥扬递翻掰算伸捧摸拍点深感动激高"
"""What a name of two characters is followed by: 王明抹了抹汗说."""


class Grammar:
    """The patterns of speech, made once from the word list."""

    def __init__(self, lexicon: Lexicon) -> None:
        posts = f"(?:常务)?副?(?:{either(lexicon.words('organisations', 'posts'))})(?!会)"
        verbs = either(lexicon.words("speech", "verbs"))
        between = either(lexicon.words("speech", "between"))
        gap = f"(?: {{1,8}}(?={HAN}{{2,3}}(?![^ ])))?"
        after = f"{verbs}|{between}|{either(lexicon.words('speech', 'after_names'))}|[，。、）： ]|$"
        self.introduced = re.compile(
            f"(?P<posts>(?:{posts})(?:、(?:{HAN}{{0,12}}?)(?:{posts})){{0,3}}){gap}"
            f"(?P<name>(?!{verbs}|主持|讲话|出席|参加)(?:{HAN}{{2,3}}?(?={after})|{HAN}{{4,6}}?(?=(?:在{HAN}{{1,8}}?[上中])?(?:{verbs})[，：。])))"
        )
        self.verb = re.compile(f"(?P<verb>{verbs})(?P<after>[，：]|[。；](?!$)|[。]$|(?=“))?")
        self.no_comma = frozenset(lexicon.words("speech", "no_comma"))
        self.between = re.compile(f"(?:{between}){{1,3}}$")
        self.gathering = re.compile(f"(?:{either(lexicon.words('speech', 'gatherings'))})$")
        self.paper = re.compile(f"(?:》|《?(?:{either(lexicon.words('speech', 'papers'))})》?)$")
        self.pronoun = re.compile(f"(?:{either(lexicon.words('speech', 'pronouns'))})(?:还|同时)?")
        self.issues = re.compile(
            f"[^，。；：！？《》]{{0,12}}?(?:{either(lexicon.words('speech', 'issues'))})[^，。；！？《》]{{0,8}}《"
        )
        self.group = re.compile(f"(?:{either(lexicon.words('speech', 'groups'))})$")
        self.post = re.compile(f"(?:{posts})$")
        self.firm_post = re.compile(f"(?:{either([*lexicon.words('organisations', 'firm_posts'), '理事长'])})$")
        self.area_post = re.compile(either(lexicon.words("organisations", "area_posts")))
        endings = [e for group in lexicon.groups("organisations", "endings").values() for e in group]
        self.generic_ending = re.compile(f"(?:{either(endings)})$")
        self.that = re.compile(f"该({HAN}{{1,4}}?)(?:相关|有关|主要)?(?:{posts})?$")
        fields = either(lexicon.words("organisations", "post_fields"))
        self.office_of_post = re.compile(
            f"(?:（[^（）]{{1,40}}）|”?）)?(?:{OFFICES}|(?:{fields})部?|{HAN}{{2,8}}(?:[科股处]|(?<!办公)室))?"
        )
        family = either(lexicon.words("speech", "surnames"))
        citizens = either(lexicon.words("speech", "citizens"))
        elder = "女士|先生|大爷|大妈|大娘|阿姨|师傅|奶奶|爷爷"
        self.citizen = re.compile(f"(?:{citizens})(?P<name>{HAN}{{2,3}}|{HAN}(?:{elder}))$")
        self.voice = re.compile(
            f"(?:{citizens})(?:[^，。]{{2,10}}的)?(?P<name>(?:{family}){HAN}{{1,2}}?)(?={after}|[{GESTURES}])"
        )
        self.leader = re.compile(f"(?:{family}){HAN}{{1,2}}")
        self.setting = re.compile(
            "(?:在|于)?[^，。；：]{1,14}(?:会议?|讲话|现场|活动|采访|调研|督导|督查|检查|观摩|走访|座谈|巡查|致辞|发言|通报|解读数据)(?:上|中|时|期间)|(?:在|于)[^，。；：]{1,12}现场$"
        )
        self.titled = re.compile(f"(?P<posts>{posts}(?:、{HAN}{{0,12}}?{posts}){{0,3}})(?P<name>{HAN}{{2,3}})$")
        self.acting = re.compile(
            f"(?P<posts>{posts}(?:、{HAN}{{0,12}}?{posts}){{0,3}})(?P<name>(?:{family}){HAN})(?={HAN}{{2,16}}?(?:(?:{verbs})[，：。]|：“))"
        )
        self.speaks = re.compile(f"(?:^|[，。；：！？”])(?P<name>(?:{family})){HAN}{{1,14}}?(?:{verbs})[，：]")


@lru_cache(maxsize=4)
def speech(lexicon: Lexicon) -> Grammar:
    """The grammar of ``lexicon``, compiled once."""
    return Grammar(lexicon)


@dataclass(frozen=True, slots=True)
class Place:
    """A position in the article."""

    paragraph: int
    at: int
    """Index of the paragraph's ``plain``."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who says something."""

    start: int
    """Where the speaker is named."""
    body: str | None
    name: str | None = None
    post: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """The words before a verb of speech, up to the last punctuation mark, with what the rules ask of them."""

    text: str
    """Without adverbs and settings: 顾长川 of 顾长川在半年工作会上."""
    start: int
    verb: int
    """Where the verb of speech stands."""
    plain: str
    mentions: list[Mention]
    """The bodies named in the paragraph."""
    people: dict[str, Person]
    found: Organisations
    before: list[Attribution]
    """Who spoke earlier in the paragraph."""
    issuer: str | None
    """The body that issued the last paper named before; None where the article does not say."""
    rules: Grammar

    def named_within(self) -> list[Mention]:
        """The bodies named in the subject itself."""
        end = self.start + len(self.text)
        return [m for m in between(self.mentions, self.start, end, _begins) if m.span.end <= end]

    def named_within_from(self, at: int) -> bool:
        """Whether a body is named in the subject from ``at`` on."""
        return any(m.span.start >= self.start + at for m in self.named_within())


def _begins(mention: Mention) -> int:
    return mention.span.start


def persons(article: Article, found: Organisations, lexicon: Lexicon) -> dict[str, Person]:
    """Everybody whom the article introduces: 区发改局党组书记、局长唐晓城."""
    rules = speech(lexicon)
    people: dict[str, Person] = {}
    for number, paragraph in enumerate(article.paragraphs):
        for match in rules.introduced.finditer(paragraph.plain):
            name = match["name"]
            body = _represented(match, number, found, rules)
            if name not in people or (people[name].body is None and body):
                people[name] = Person(name, match["posts"], body)
    for name, number, acting in _acting(article, rules):
        if name not in people:
            people[name] = Person(name, acting["posts"], _represented(acting, number, found, rules))
    for name in _heard(article, rules) - people.keys():
        known = _met(name, article, found, rules)
        if known:
            people[name] = known
    return {name: person for name, person in people.items() if not _is_torn(name, people, article)}


def _is_torn(name: str, people: dict[str, Person], article: Article) -> bool:
    """贺兰 where the article only knows 贺兰舟."""
    longer = [other for other in people if other != name and other.startswith(name)]
    whole = "".join(p.plain for p in article.paragraphs) if longer else ""
    return any(whole.count(name) == whole.count(other) for other in longer)


def _acting(article: Article, rules: Grammar) -> Iterator[tuple[str, int, re.Match[str]]]:
    """总工程师庞立夏抹了一把脸上的泥浆说: a name between a post and what the person does while speaking.

    Of two or three characters, whichever the article says again; three where both are said as often.
    """
    whole = "".join(p.plain for p in article.paragraphs)
    for number, paragraph in enumerate(article.paragraphs):
        for acting in rules.acting.finditer(paragraph.plain):
            start = acting.start("name")
            short, long = paragraph.plain[start : start + 2], paragraph.plain[start : start + 3]
            is_short = long[-1] in GESTURES or whole.count(short) > whole.count(long)
            yield short if is_short else long, number, acting


def _heard(article: Article, rules: Grammar) -> set[str]:
    """What may be the name of somebody who speaks: the first two and three characters of 古原接受采访时说."""
    return {
        paragraph.plain[speech.start("name") : speech.start("name") + size]
        for paragraph in article.paragraphs
        for speech in rules.speaks.finditer(paragraph.plain)
        for size in (2, 3)
    }


def _met(name: str, article: Article, found: Organisations, rules: Grammar) -> Person | None:
    """平埠镇镇长古原巡堤: the one of that name whom the article brings in behind a post."""
    for number, paragraph in enumerate(article.paragraphs):
        at = paragraph.plain.find(name)
        while at >= 0:
            titled = rules.titled.search(paragraph.plain, max(0, at - FARTHEST), at + len(name))
            if titled and titled["name"] == name:
                return Person(name, titled["posts"], _represented(titled, number, found, rules))
            at = paragraph.plain.find(name, at + 1)
    return None


def _represented(match: re.Match[str], paragraph: int, found: Organisations, rules: Grammar) -> str | None:
    """The body that the holder of a post speaks for: the first rule of ``REPRESENTED`` that answers decides."""
    post = _Post(match, paragraph, found, rules)
    return next((body for rule in REPRESENTED if (body := rule(post))), None)


@dataclass(frozen=True, slots=True)
class _Post:
    """A post with a name behind it: 区发改局党组书记、局长唐晓城."""

    match: re.Match[str]
    """With the groups ``posts`` and ``name``."""
    paragraph: int
    found: Organisations
    rules: Grammar

    @property
    def titles(self) -> str:
        """党组书记、局长"""
        return self.match["posts"]

    @property
    def before(self) -> str:
        """The words right before the post."""
        return self.match.string[max(0, self.match.start("posts") - 12) : self.match.start("posts")]

    @property
    def of_an_area(self) -> bool:
        """Whether the holder speaks for the whole area: 县长, 区委书记."""
        return of_an_area(self.titles, self.rules)


def named_right_before(post: _Post) -> str | None:
    """区商务局 | 局长, 区工商联（民发局）| 党组 | 书记"""
    match, start = post.match, post.match.start("posts")
    for mention in reversed(between(post.found.within(post.paragraph), match.start() - FAR, match.start("name"), _begins)):
        gap = match.string[mention.span.end : start]
        committee = gap == "委" and mention.body.endswith(LEVELS)
        if mention.span.end <= start and (gap == "" or committee or post.rules.office_of_post.fullmatch(gap)):
            return mention.body
        if mention.span.start < start:
            return None
    return None


LEVELS = ("省", "市", "县", "区", "旗", "州")
"""How areas end whose committee a post is of: 锦湾区 | 委 | 常委."""


def named_by_its_kind(post: _Post) -> str | None:
    """镇 | 党委书记, 指挥部 | 办公室主任: the body named last whose name ends like the word before the post."""
    ending = post.rules.generic_ending.search(re.sub(f"(?:{OFFICES}|纪委|政府|办事处)$", "", post.before))
    home = post.found.home
    if ending and len(ending.group()) == 1 and home and home.endswith(ending.group()):
        return home
    return _last_named(ending.group(), post.paragraph, post.found) if ending else None


def of_a_district(post: _Post) -> str | None:
    """芷溪 | 县委书记: the district whose last character is the first of the post."""
    start = post.match.start("posts")
    named = [
        body.id
        for body in post.found.bodies
        if body.kind == "district"
        and post.titles.startswith(body.name[-1])
        and post.match.string.endswith(body.name[:-1], 0, start)
    ]
    return max(named, key=len, default=None)


def head_of_the_last(post: _Post) -> str | None:
    """局长, 副场长: the head of the body named last whose name ends so."""
    head = None if post.of_an_area else HEAD_OF.match(post.titles)
    if head:
        return _last_named(head["body"], post.paragraph, post.found)
    directs = DIRECTOR.fullmatch(post.titles) and not re.search("[一-龥]$", post.before)
    return _last_named(DIRECTED, post.paragraph, post.found) if directs else None


DIRECTOR = re.compile("(?:常务)?副?主任")
DIRECTED = ("办公室", "委员会", "委", "中心", "办")
"""What a 主任 without more words is the head of."""


HEAD_OF = re.compile("(?:常务)?副?(?P<body>[镇乡局场院校行站会所处科馆社])长(?![办助])")


def pointed_at(post: _Post) -> str | None:
    """公司 | 总经理, 园区管委会 | 主任, 中心 | 主任, 理事长: the firm, the zone, the centre named last."""
    word = POINTED_AT.search(post.before)
    if word and word["body"] == "中心":
        return _last_named("中心", post.paragraph, post.found)
    if word:
        return _last_of_kind(POINTED_KINDS.get(word["body"], "enterprise"), post.paragraph, post.found)
    return _last_of_kind("enterprise", post.paragraph, post.found) if post.rules.firm_post.search(post.titles) else None


POINTED_AT = re.compile(
    "(?<![一-龥])该?(?P<body>公司|企业|集团|厂|项目|园区|开发区|中心|指挥部|专班)(?:党工委|管委会?)?(?:[一-龥]{2})?$"
)


POINTED_KINDS: dict[str, BodyKind] = {"园区": "zone", "开发区": "zone", "指挥部": "task-force", "专班": "task-force"}
"""What a bare word before a post points at; else it is a firm."""


def of_the_home(post: _Post) -> str | None:
    """县长, 党工委副书记、管委会主任: the area, or the zone, that the article is about."""
    home, level = post.found.home, post.titles[0]
    if home and len(post.before) > 1 and post.before.endswith("委") and post.before[-2] == home[-1]:
        return home  # 区委常委、区委政法委书记
    governs = ZONE_OFFICE.search(post.before) is not None or post.titles.startswith(("管委", "党工委"))
    if post.of_an_area and level in "区县旗市" and not (home and home.endswith(level)):
        return _last_of_kind("district", post.paragraph, post.found, level) or home
    return home if post.of_an_area or (governs and post.found.home_kind in WITH_AN_OFFICE) else None


WITH_AN_OFFICE = ("zone", "subdistrict", "town")
ZONE_OFFICE = re.compile("(?:管委会?|党工委|工委|办事处)$")
"""What a zone is governed by: 党工委副书记、管委会主任甘朴."""
REPRESENTED = (named_right_before, named_by_its_kind, of_a_district, head_of_the_last, pointed_at, of_the_home)


def _last_named(ending: str | tuple[str, ...], paragraph: int, found: Organisations) -> str | None:
    """The body named last, up to the end of the paragraph, whose name ends so: the town of 镇长皮定远."""
    known = bisect_right(found.mentions, paragraph, key=lambda m: m.paragraph)
    return next((m.body for m in reversed(found.mentions[max(0, known - FAR) : known]) if m.body.endswith(ending)), None)


def _last_of_kind(kind: BodyKind, paragraph: int, found: Organisations, level: str = "") -> str | None:
    """The firm, the zone, or the area of a ``level`` (县) named last in the paragraph or in the one above it."""
    known = bisect_right(found.mentions, paragraph, key=lambda m: m.paragraph)
    for mention in reversed(found.mentions[max(0, known - FAR) : known]):
        if mention.paragraph < paragraph - 1:
            return None
        if found.body(mention.body).kind == kind and mention.body.endswith(level):
            return mention.body
    return None


def of_an_area(posts: str, rules: Grammar) -> bool:
    """Whether the holder speaks for the whole area: 县长, 区委书记."""
    return rules.area_post.search(posts) is not None


def attributions(
    article: Article,
    paragraph: int,
    found: Organisations,
    people: dict[str, Person],
    lexicon: Lexicon,
    last: Attribution | None = None,
) -> list[Attribution]:
    """Every attribution of one paragraph, in order; ``last`` is who spoke last in the paragraph before."""
    rules, plain = speech(lexicon), article.paragraphs[paragraph].plain
    mentions = found.within(paragraph)
    earlier = [last] if last else []
    out: list[Attribution] = []
    depth, at = 0, 0
    bare = BRACKETED.sub(lambda found: "〇" * len(found[0]), plain)
    for verb in rules.verb.finditer(plain):
        depth += plain.count("“", at, verb.start()) - plain.count("”", at, verb.start())
        at = verb.start()
        if depth > 0 or not _says(verb, rules):
            continue
        start = after_last(bare, "。；！？”：，", verb.start() - FARTHEST, verb.start())
        text = _bare(plain[start : verb.start()], rules)
        issuer = _issuer(article, Place(paragraph, start), found, rules) if rules.paper.search(text) else None
        subject = Subject(text, start, verb.start(), plain, mentions, people, found, out or earlier, issuer, rules)
        speaker = next((who for rule in SPEAKERS if (who := rule(subject))), None)
        if speaker:
            closed = verb["after"] in ("。", "；")
            out.append(Attribution(speaker.start, verb.end(), speaker.body, speaker.name, speaker.post, closed))
    return out


def _issuer(article: Article, paper: Place, found: Organisations, rules: Grammar) -> str | None:
    """区住房和城乡建设局印发《危旧房改造方案》: the body named right before the last word of issuing."""
    for number in range(paper.paragraph, max(-1, paper.paragraph - FAR_PARAGRAPHS), -1):
        plain = article.paragraphs[number].plain
        end = paper.at if number == paper.paragraph else len(plain)
        for mention in reversed(between(found.within(number), max(0, end - FAR), end, _begins)):
            if rules.issues.match(plain, mention.span.end, end):
                return mention.body
    return None


def _bare(subject: str, rules: Grammar) -> str:
    """顾长川在半年工作会上 → 顾长川"""
    setting = re.search("[在于]", subject)
    if setting and setting.start() > 1 and rules.setting.fullmatch(subject, setting.start()):
        subject = subject[: setting.start()]
    return rules.between.sub("", subject)


def _says(verb: re.Match[str], rules: Grammar) -> bool:
    """Whether words follow: 表示， or 要求各级…; not 要求的 or 提出了."""
    if verb["after"] is not None or (verb["verb"] != "要求" and verb.string.startswith(("要", "将"), verb.end())):
        return True
    return verb["verb"] in rules.no_comma and NO_SPEECH.match(verb.string, verb.end()) is None


NO_SPEECH = re.compile(
    "[的了和、，”“到过一]|$|[0-9]|候选|(?:整改|具体|明确|工作|宝贵|合理)?(?:意见|建议|要求|问题|申请|议案|提案|方案|措施|办法|思路|目标|批评|表扬|挑战|异议|诉求|需求|困难)|[^，。]{0,14}(?:的申请|的建议|方案)"
)
"""提出的, 提出意见建议23条: no words follow that somebody says."""


# ------------------------------------------------------------ who it is


def known_person(subject: Subject) -> Speaker | None:
    """楚冰表示 – introduced with a post somewhere in the article."""
    for name, person in subject.people.items():
        if subject.text.endswith(name):
            return Speaker(subject.start, person.body, name, person.post)
    return None


def acting_person(subject: Subject) -> Speaker | None:
    """庞立夏抹了一把脸上的泥浆说"""
    for name, person in subject.people.items():
        at = subject.text.rfind(name)
        if at >= 0 and len(subject.text) - at - len(name) <= LONGEST_GESTURE and not subject.named_within_from(at):
            return Speaker(subject.start, person.body, name, person.post)
    return None


LONGEST_GESTURE = 16


def titled_person(subject: Subject) -> Speaker | None:
    """副局长龚铁山表示"""
    titled = subject.rules.titled.search(subject.text)
    if not titled:
        return None
    inside = subject.named_within()
    return Speaker(subject.start, inside[-1].body if inside else None, titled["name"], titled.group()[: -len(titled["name"])])


TOLD_TOGETHER = re.compile("各部门|各级各部门|全体干部职工")


def named_body(subject: Subject) -> Speaker | None:
    """区商务局表示, 区商务局负责人介绍, 工委（区委）二届三次全会提出"""
    inside = subject.named_within()
    if not inside:
        return None
    rest = subject.text[inside[-1].span.end - subject.start :]
    is_post = subject.rules.post.search(rest) is not None
    if rest == "" or is_post or TOLD_TOGETHER.fullmatch(rest) or subject.rules.gathering.search(rest):
        return Speaker(subject.start, inside[-1].body, None, rest if is_post else "")
    return None


def unintroduced_leader(subject: Subject) -> Speaker | None:
    """盛怀远强调 – a name without a post is that of whoever chairs."""
    if not subject.rules.leader.fullmatch(subject.text) or subject.rules.group.search(subject.text):
        return None
    return Speaker(subject.start, subject.found.home, subject.text)


def pointed_body(subject: Subject) -> Speaker | None:
    """该局相关负责人表示 – the last bureau that was named."""
    that = subject.rules.that.search(subject.text)
    if not that:
        return None
    ending = that.group(1)
    before = between(subject.mentions, subject.start - FAR, subject.start, _begins)
    fits = [m for m in before if m.body.endswith(ending) or ending in ("单位", "部门", "负责人")]
    return Speaker(subject.start, fits[-1].body if fits else None)


def gathering_or_paper(subject: Subject) -> Speaker | None:
    """会议强调, 《方案》提出, 与会人员一致表示"""
    rules = subject.rules
    if rules.paper.search(subject.text):
        return Speaker(subject.start, subject.issuer or subject.found.home)
    if rules.gathering.search(subject.text) or rules.group.search(subject.text):
        return Speaker(subject.start, subject.found.home)
    return None


def pronoun(subject: Subject) -> Speaker | None:
    """他表示 – the person named last in the paragraph, else whoever spoke last."""
    if not subject.rules.pronoun.fullmatch(subject.text):
        return None
    earliest = max(0, subject.start - FAR)
    at, name = max(((subject.plain.rfind(name, earliest, subject.start), name) for name in subject.people), default=(-1, ""))
    if at >= 0:
        person = subject.people[name]
        return Speaker(subject.start, person.body, person.name, person.post)
    last = subject.before[-1] if subject.before else None
    return Speaker(subject.start, last.body, last.speaker, last.post) if last else None


PUBLISHED = re.compile(r"》(?:（[^（）]{1,20}）)?，$")


def published_paper(subject: Subject) -> Speaker | None:
    """发布《…行动方案》（以下简称《方案》），要求强化…意识"""
    if subject.text or not PUBLISHED.search(subject.plain[max(0, subject.start - 30) : subject.start]):
        return None
    start = after_last(subject.plain, "。；！？", subject.start - FARTHEST, subject.start)
    agents = [m for m in between(subject.mentions, start, subject.start, _begins) if m.agent]
    return Speaker(subject.start, agents[0].body if agents else subject.found.home)


def opener_of_sentence(subject: Subject) -> Speaker | None:
    """即墨区以干部作风建设大会开启新的一年，强调要正确认识… – a phrase stands between the speaker and the verb."""
    start = after_last(subject.plain, "。；！？”", subject.verb - 42, max(0, subject.start - 1))
    if subject.verb - start > 40:
        return None
    for name, person in subject.people.items():
        if name in subject.plain[start : min(subject.verb, start + len(name) + 16)]:
            return Speaker(start, person.body, name, person.post)
    opener = next((m for m in between(subject.mentions, start, start + 11, _begins) if m.agent), None)
    return Speaker(start, opener.body) if opener and subject.plain[subject.verb - 1] == "，" else None


SPEAKERS = (
    known_person,
    acting_person,
    titled_person,
    named_body,
    unintroduced_leader,
    pointed_body,
    gathering_or_paper,
    pronoun,
    published_paper,
    opener_of_sentence,
)
