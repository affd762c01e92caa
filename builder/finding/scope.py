"""Whose a fact is: the body that speaks, that the item is assigned to, that the sentence is about, or the area.

The most specific one wins, in the order of ``RULES``; the first rule that
answers decides. What rules ask is looked up once a paragraph and found by
bisection, so that a long paragraph costs no more than its length.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from builder.finding.name_grammar import SHORTENED, Grammar, grammar
from builder.finding.names import assignees
from builder.finding.organisations import Mention, Organisations
from builder.finding.text import ITEM, SPAN_START, START, Span, after_last, between, sentences
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Article, BodyKind, Quote

FIELDS = re.compile("(?:牵头|责任|主责|分管|包联)[一-龥]{2}：[^。]{2,120}$")
"""牵头领导：…；牵头单位：… on a line of its own above what it governs."""
CLAUSE_EDGE = re.compile("[，。；！？]")
GOES_ON = "将|要|还|已|则|也|今年|明年|目前|计划|拟|预计|共|累计|现有|全年|上半年|下半年|年内|[一二三四]季度|[0-9]"
"""What follows a body that is only called by its kind: 集团 | 还将…, 学院 | 今年…"""
BARE = "集团|公司|学院|学校|医院|管理处|指挥部|项目部|管委会|协会|合作社|中心|工作队|园区|开发区|高新区|经开区|街道|管理局"
THAT = re.compile(
    "(?:^|[，。；：“])(?:今年|下一步|目前|明年)?"
    f"(?:(?P<which>该|全|本|我们?)(?P<ending>局|镇|街道|区|县|市|集团|公司|乡|办|委|单位|旗|州|苏木|科|院|校|企业|中心|行|站|处|社区|村)"
    f"|(?P<bare>{BARE})(?={GOES_ON}))"
)
KIND_OF: dict[str, BodyKind] = {
    "公司": "enterprise",
    "集团": "enterprise",
    "企业": "enterprise",
    "园区": "zone",
    "开发区": "zone",
    "管委会": "zone",
}
"""What a bare word may point at besides bodies that are called so: 公司 is the firm named last."""


GOVERNMENT = re.compile("(?:人民政府|政府|管委会|管理委员会)$")
"""What governs an area or a zone stands for it: 县工业园区 | 管委会."""
OPENS_LINE = re.compile("[（(]?|[—\\-－]{0,3}")
"""——牵头单位：县商务局, （责任单位：县教育体育局）: what opens a line of its own."""
LINES_ABOVE_DUTY = 3
"""Paragraphs, at most, that stand between a figure and the line that names its responsible unit."""
NESTED = 6
"""Quotes that may begin between an outer quote and a place within it."""


class Place(NamedTuple):
    """A position in the article that a fact was read from."""

    paragraph: int
    start: int
    """Where the figure or time word begins, in ``Paragraph.plain``."""
    end: int
    """Where it ends."""


class Paragraph:
    """What the rules ask of one paragraph, looked up once."""

    def __init__(
        self,
        plain: str,
        mentions: list[Mention],
        quotes: list[tuple[Span, Quote]],
        duties: list[re.Match[str]],
        leaders: list[Mention],
    ) -> None:
        """``leaders``: where a person is named who opens a clause and stands for a body."""
        self.plain = plain
        self.hands_over, self.tells_each, self.shares_out = "由" in plain, "各" in plain, "分别" in plain
        self.duties = duties
        self.mentions = mentions
        self.quotes = quotes
        self.agents = sorted([*(m for m in mentions if m.agent), *leaders], key=SPAN_START)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the paragraph."""
        return sentences(self.plain)

    @cached_property
    def those(self) -> list[re.Match[str]]:
        """该局, 全县, 本镇: bodies named by a pointing word."""
        return list(THAT.finditer(self.plain))

    def duty_after(self, position: int) -> re.Match[str] | None:
        """The next list of responsible units."""
        at = bisect_left(self.duties, position, key=lambda m: m.start())
        return self.duties[at] if at < len(self.duties) else None

    def sentence_start(self, position: int) -> int:
        """Where the sentence that holds ``position`` begins."""
        at = bisect_right(self.sentences, position, key=START)
        return self.sentences[at - 1].start if at else 0


class Scope:
    """Answers, for one article, whose a place is."""

    def __init__(
        self,
        article: Article,
        found: Organisations,
        said: list[Quote],
        lexicon: Lexicon,
        bodies_of: Mapping[str, str | None] | None = None,
    ) -> None:
        """``bodies_of``: person → the body that the person speaks for, for transcripts."""
        self.article = article
        self.found = found
        self.names = grammar(lexicon)
        self.kinds = {body.id: body.kind for body in found.bodies}
        self.ids = {name: body.id for body in found.bodies for name in (body.name, *body.aliases)}
        mentions: dict[int, list[Mention]] = {}
        for mention in found.mentions:
            mentions.setdefault(mention.paragraph, []).append(mention)
        quotes: dict[int, list[tuple[Span, Quote]]] = {}
        for quote in said:
            place = quote.evidence[0]
            offsets = article.paragraphs[place.paragraph].offsets
            span = Span(bisect_left(offsets, place.start), bisect_left(offsets, place.end))
            quotes.setdefault(place.paragraph, []).append((span, quote))
        self.turns = _turns(article, bodies_of or {})
        duties, leaders = _duties(article, self.names), _leaders(article, bodies_of or {}, self.names)
        self.paragraphs = [
            Paragraph(p.plain, mentions.get(n, []), quotes.get(n, []), duties[n], leaders[n])
            for n, p in enumerate(article.paragraphs)
        ]
        self.duties_below = [_duty_below(self, n) if any(duties) else None for n in range(len(self.paragraphs))]

    def owner(self, paragraph: int, start: int, end: int | None = None) -> str | None:
        """The id of the body that owns what stands at ``start`` … ``end`` of a paragraph; None where nobody does."""
        place = Place(paragraph, start, end if end is not None else start)
        for rule in RULES:
            answer = rule(self, place)
            if answer is not None:
                return answer or None
        return None

    def topic(self, paragraph: int, position: int) -> str | None:
        """The body that the paragraph itself has spoken of last before ``position``; None where it names nobody."""
        return topic(self, Place(paragraph, position, position))

    def sentence_start(self, place: Place, position: int) -> int:
        """Where the sentence of the place's paragraph that holds ``position`` begins."""
        return self.paragraphs[place.paragraph].sentence_start(position)

    def agent_within(self, paragraph: int, start: int, end: int) -> Mention | None:
        """The first body that begins between two positions as the subject of a clause."""
        agents = self.paragraphs[paragraph].agents
        at = bisect_left(agents, start, key=SPAN_START)
        return agents[at] if at < len(agents) and agents[at].span.start <= end else None

    def body_before(self, paragraph: int, position: int) -> str | None:
        """The body whose name ends right at ``position``: 石塘县 | 62.5%."""
        mentions = self.paragraphs[paragraph].mentions
        at = bisect_left(mentions, position, key=SPAN_START) - 1
        return mentions[at].body if at >= 0 and mentions[at].span.end == position else None

    def topics(self) -> tuple[str, ...]:
        """The bodies that open a sentence of the article's text as its subject, join in one, or have a task assigned."""
        spoken_of = [
            m.body
            for m in self.found.mentions
            if self._is_heading(m)
            or (self.article.paragraphs[m.paragraph].role == "body" and ((m.agent and self._opens(m)) or self._joins(m)))
        ]
        duties = [body for paragraph in self.paragraphs for duty in paragraph.duties for body in self.named(duty.group(1))]
        return tuple(dict.fromkeys(spoken_of + duties))

    def named(self, text: str) -> list[str]:
        """The ids of the bodies in a list of names: 区城市管理局、汀桥供电公司."""
        parts = (SHORTENED.split(part)[0].strip() for part in re.split("[、，, ]|和(?=[区县市])", text))
        known = (part if part in self.ids else GOVERNMENT.sub("", part) for part in parts)
        return [self.ids[part] for part in known if part in self.ids]

    def _is_heading(self, mention: Mention) -> bool:
        """（一）项目建设专班: a heading that is a name."""
        paragraph = self.article.paragraphs[mention.paragraph]
        return paragraph.role == "heading" and mention.agent and mention.span.end == len(paragraph.plain)

    def _joins(self, mention: Mention) -> bool:
        """县委督查室将会同县重点项目建设指挥部"""
        plain = self.article.paragraphs[mention.paragraph].plain
        return plain.endswith(("会同", "联合", "由", "牵头单位："), 0, mention.span.start)

    def _opens(self, mention: Mention) -> bool:
        plain = self.article.paragraphs[mention.paragraph].plain
        near = plain[max(0, mention.span.start - 13) : mention.span.start]
        return len(near) < 13 or re.search("[。；！？”]", near) is not None


def _duties(article: Article, rules: Grammar) -> list[list[re.Match[str]]]:
    """The lists of responsible units of each paragraph; a bracket that closes it counts in an item or where others end so too."""
    closing = [assignees(p.plain, rules) for p in article.paragraphs]
    is_list = sum(found is not None for found in closing) > 1
    return [
        [*rules.led_duty.finditer(p.plain), *([found] if found and (is_list or ITEM.match(p.plain)) else [])]
        for p, found in zip(article.paragraphs, closing, strict=True)
    ]


def _leaders(article: Article, bodies_of: Mapping[str, str | None], rules: Grammar) -> list[list[Mention]]:
    """中心主任包晓燕算了一笔账: who opens a clause with a post and a name stands for the body."""
    known = {name: body for name, body in bodies_of.items() if body}
    if not known:
        return [[] for _ in article.paragraphs]
    named = re.compile(either(known))
    return [
        [
            Mention(n, Span(*m.span()), known[m.group()], agent=True)
            for m in named.finditer(p.plain)
            if rules.opening_post.search(p.plain, max(0, m.start() - LONGEST_OPENING), m.start())
        ]
        for n, p in enumerate(article.paragraphs)
    ]


LONGEST_OPENING = 40
"""Characters from the mark that opens a clause to the end of the post before a name."""


def _turns(article: Article, bodies_of: Mapping[str, str | None]) -> dict[int, str]:
    """Paragraph → the body that has the floor in a transcript: 潘胜男： on a line of its own."""
    floor: dict[int, str] = {}
    speaking: str | None = None
    guest = _guest(article, bodies_of)
    for number, paragraph in enumerate(article.paragraphs):
        turn = TURN.fullmatch(paragraph.plain)
        if turn:
            speaking = bodies_of.get(turn.group(1))
        elif paragraph.role == "heading":
            speaking = None
        elif speaking:
            floor[number] = speaking
        elif guest and ANSWER.match(paragraph.plain):
            floor[number] = guest
        elif (answer := NAMED_ANSWER.match(paragraph.plain)) and bodies_of.get(answer.group(1)):
            floor[number] = bodies_of[answer.group(1)]  # type: ignore[assignment]
    return floor


def _guest(article: Article, bodies_of: Mapping[str, str | None]) -> str | None:
    """访县人社局局长苗润泽: the body of the one person whom an interview names before its first question; None without one."""
    head = article.title + article.deck
    for paragraph in article.paragraphs:
        if QUESTION.match(paragraph.plain):
            guests = {body for name, body in bodies_of.items() if body and name in head}
            return guests.pop() if len(guests) == 1 else None
        head += paragraph.plain
    return None


QUESTION, ANSWER = re.compile("(?:问|记者|主持人)："), re.compile("答：")
NAMED_ANSWER = re.compile("([^，。；：“”！？ ]{2,4})：(?=[^“”])")
"""邢砚秋：去年，全市城镇新增就业3.86万人"""
TURN = re.compile("([^，。；：“”！？]{2,12})：")


# Each rule answers with a body's id, with "" for "nobody, and no other rule may say otherwise", or with None for "ask the next".


def in_its_row(scope: Scope, place: Place) -> str | None:
    """| 1 | 新建幼儿园5所 | 县教育局 | 8月底前 | – the column that says whose task it is."""
    row = scope.found.rows.get(place.paragraph)
    cell = row.assignee() if row else None
    named = scope.named(row.plain[cell.start : cell.end]) if row and cell else []
    return named[0] if named else None


def assigned(scope: Scope, place: Place) -> str | None:
    """4.改造老旧小区。…（责任单位：区住房和城乡建设局）"""
    paragraph = scope.paragraphs[place.paragraph]
    duty = paragraph.duty_after(place.end) or _duty_at_the_head(paragraph) or scope.duties_below[place.paragraph]
    if duty is None:
        return None
    named = scope.named(duty.group(1))
    if named:
        return named[0]
    return "" if duty.group(1).startswith("各") else None


def _duty_at_the_head(paragraph: Paragraph) -> re.Match[str] | None:
    """（三）加工升级专班（牵头单位：县工信局）。引育企业8家。 – what stands behind the item's name governs all of it."""
    first = paragraph.duties[0] if paragraph.duties else None
    return first if first and first.start() < LONGEST_NAME and ITEM.match(paragraph.plain) else None


LONGEST_NAME = 30
"""Characters of an item's name, before its bracket of units."""


def _duty_below(scope: Scope, paragraph: int) -> re.Match[str] | None:
    """A bracket, or a line, of its own governs the items above it, up to the heading: 责任单位：区教育局."""
    paragraphs = scope.article.paragraphs
    for number in range(paragraph + 1, min(paragraph + 1 + LINES_ABOVE_DUTY, len(paragraphs))):
        duty = scope.paragraphs[number].duty_after(0)
        if duty and OPENS_LINE.fullmatch(paragraphs[number].plain, 0, duty.start()):
            return duty
        if duty or paragraphs[number].role == "heading" or ITEM.match(paragraphs[number].plain):
            break
    if paragraph and (above := scope.paragraphs[paragraph - 1].duty_after(0)) and FIELDS.match(paragraphs[paragraph - 1].plain):
        return above
    if not ITEM.match(paragraphs[paragraph].plain):
        return None
    for number, below in enumerate(paragraphs[paragraph + 1 : paragraph + 12], paragraph + 1):
        duty = scope.paragraphs[number].duty_after(0)
        if duty and re.match("[（(]", below.plain) and not ITEM.match(below.plain):
            return duty
        if below.role == "heading" or duty:
            return None
    return None


def charged(scope: Scope, place: Place) -> str | None:
    """县财政局负责设立转贷资金1.5亿元，4月投入运作 – in its own sentence, whoever leads the item."""
    paragraph = scope.paragraphs[place.paragraph]
    start = paragraph.sentence_start(place.start)
    near = reversed(between(paragraph.agents, start, place.start, SPAN_START))
    return next((m.body for m in near if CHARGED.match(paragraph.plain, m.span.end)), None)


CHARGED = re.compile("(?:具体|主要)?(?:负责|承担)[^，。；：]{2}")


def bracketed(scope: Scope, place: Place) -> str | None:
    """前三名：市水利局（88.9%）、市教育体育局（81.8%）"""
    paragraph = scope.paragraphs[place.paragraph]
    if not paragraph.plain.startswith("（", place.start - 1):
        return None
    at = bisect_left(paragraph.mentions, place.start, key=SPAN_START) - 1
    return paragraph.mentions[at].body if at >= 0 and paragraph.mentions[at].span.end == place.start - 1 else None


def beside(scope: Scope, place: Place) -> str | None:
    """石塘县62.5%、谢岗区58.8% – the name stands right before its figure."""
    return scope.body_before(place.paragraph, place.start)


def handed(scope: Scope, place: Place) -> str | None:
    """10月20日前由旗攻坚办完成自验 – in the clause itself, or at the head of the next one."""
    paragraph = scope.paragraphs[place.paragraph]
    if not paragraph.hands_over:
        return None
    start = after_last(paragraph.plain, "，。；：！？", place.start - 80, place.start)
    at = bisect_left(paragraph.mentions, start, key=SPAN_START)
    near = paragraph.mentions[at : at + 4]
    if not near:
        return None
    edge = CLAUSE_EDGE.search(paragraph.plain, place.end, place.end + 80)
    end = edge.start() if edge else place.end
    if paragraph.plain.startswith("，由", end):
        end += 3
    for mention in near:
        if mention.span.start <= end and paragraph.plain.endswith("由", 0, mention.span.start):
            return mention.body
    return None


def shared_out(scope: Scope, place: Place) -> str | None:
    """区教育局、区卫生健康局分别改造学校食堂96家、医疗机构食堂14家 – the first figure is the first body's."""
    paragraph = scope.paragraphs[place.paragraph]
    if not paragraph.shares_out:
        return None
    plain = paragraph.plain
    for found in SHARED_OUT.finditer(plain, scope.sentence_start(place, place.start), place.end + LONGEST_SHARE):
        named, shares = scope.named(found["who"]), LIST_MARK.split(found["what"])
        if found.start("what") <= place.start < found.end("what") and 1 < len(named) == len(shares):
            return named[len(LIST_MARK.findall(plain, found.start("what"), place.start))]
    return None


LIST_MARK = re.compile("[、和]")
LONGEST_SHARE = 60
SHARED_OUT = re.compile(f"(?P<who>[^，。；：]{{4,{LONGEST_SHARE}}})分别(?P<what>[^，。；：]{{2,{LONGEST_SHARE}}})")


def everybody(scope: Scope, place: Place) -> str | None:
    """各镇街3月5日前制定实施方案: nobody in particular, unless somebody is said to tell them."""
    paragraph = scope.paragraphs[place.paragraph]
    if not paragraph.tells_each:
        return None
    start = after_last(paragraph.plain, "，。；：！？“", place.start - 40, place.start)
    if not EVERYBODY.match(paragraph.plain, start, place.start):
        return None
    return spoken(scope, place) or ""


EVERYBODY = re.compile(
    "(?:[0-9.．]{0,3})各(?:县（市、区）|县（区）|乡镇（街道）|牵头|责任|有关|相关|级)?(?:单位|部门|乡镇|镇街|镇|街道|区县|县区|成员单位)"
)


def led(scope: Scope, place: Place) -> str | None:
    """由市自然资源局牵头，年内供应项目用地6500亩 – who leads or builds, up to the full stop or to what all the area does."""
    paragraph = scope.paragraphs[place.paragraph]
    if not paragraph.hands_over:
        return None
    plain = paragraph.plain
    leading = list(LED.finditer(plain, scope.sentence_start(place, place.start), place.start))
    if not leading or EVERYBODY_IN_TURN.search(plain, leading[-1].end(), place.end):
        return None
    named = scope.named(leading[-1]["who"])
    return named[0] if named else None


LED = re.compile(
    "(?<![自理事缘经])由(?P<who>[^，。；：]{3,40}?)"
    "(?:(?:共同|联合|具体)?(?:牵头|负责|主责|承担)[^，。；：]{0,6}|(?:具体|投资)?(?:建设|承建|代建|实施|运营|施工))，"
)
"""由市自然资源局牵头，… and what a project is built by: 平台二期由区城管执法局建设，…"""


def told(scope: Scope, place: Place) -> str | None:
    """市长要求，…；市自然资源局年内新增用地1.1万亩，5月底前完成报批 – who is told, in what somebody says for the whole area."""
    quote = _holding(scope, place)
    if quote is None or quote[1].body is None or scope.kinds[quote[1].body] != "district":
        return None
    paragraph = scope.paragraphs[place.paragraph]
    start = after_last(paragraph.plain, "；。", quote[0].start, place.start)
    clause = after_last(paragraph.plain, "，", start, place.start)
    if scope.names.party_committee.match(paragraph.plain, clause):
        return None
    at = bisect_left(paragraph.agents, place.start, key=SPAN_START) - 1
    agent = paragraph.agents[at] if at >= 0 else None
    if agent is None or agent.span.start < start or scope.kinds[agent.body] not in ("department", "task-force"):
        return None
    stop = EVERYBODY_AGAIN if TOLD_TO.match(paragraph.plain, agent.span.end) else EVERYBODY_OR_LATER
    return None if stop.search(paragraph.plain, agent.span.end, place.end) else agent.body


TOLD_TO = re.compile("[要须应]|必须|年内|[0-9]{1,2}月")
EVERYBODY_AGAIN = re.compile("全[县市区旗州镇省]|各(?:部门|单位|级|地|乡镇|镇街|县区)")
EVERYBODY_IN_TURN = re.compile(f"，(?:{EVERYBODY_AGAIN.pattern})")
EVERYBODY_OR_LATER = re.compile(f"{EVERYBODY_AGAIN.pattern}|，(?:今年|明年|全年|上半年|下半年)")
"""Behind these a bureau that was named is done with: 县住建局要改造小区12个，全县新增就业6000人."""


def spoken(scope: Scope, place: Place) -> str | None:
    """“…确保一季度规上工业增加值增长6%以上。”区工业和信息化局表示"""
    quote = _holding(scope, place)
    return quote[1].body if quote else None


def _holding(scope: Scope, place: Place) -> tuple[Span, Quote] | None:
    """The shortest quote that holds the place."""
    quotes = scope.paragraphs[place.paragraph].quotes
    last = bisect_right(quotes, place.start, key=lambda pair: pair[0].start)
    holding = [pair for pair in quotes[max(0, last - NESTED) : last] if pair[0].start <= place.start and place.end <= pair[0].end]
    return min(holding, key=lambda pair: pair[0].end - pair[0].start, default=None)


def subject(scope: Scope, place: Place) -> str | None:
    """新的一年，李沧区将挖掘存量…，力争全年引进过百亿元项目两个以上 – within the sentence."""
    return _last_agent(scope, place, scope.paragraphs[place.paragraph].sentence_start(place.start))


def topic(scope: Scope, place: Place) -> str | None:
    """1.市水利局。农村供水管网改造年度任务120公里 – an earlier sentence of the paragraph."""
    return _last_agent(scope, place, 0)


def _last_agent(scope: Scope, place: Place, start: int) -> str | None:
    paragraph = scope.paragraphs[place.paragraph]
    at = bisect_left(paragraph.agents, place.end, key=SPAN_START) - 1
    while at >= 0 and _is_done_with(scope, paragraph, paragraph.agents[at], place):
        at -= 1
    named = paragraph.agents[at] if at >= 0 and paragraph.agents[at].span.start >= start else None
    last = bisect_left(paragraph.those, place.end, key=_pointed) - 1
    that = paragraph.those[last] if last >= 0 and _pointed(paragraph.those[last]) >= start else None
    if that and (
        named is None or (_pointed(that) > named.span.start and scope.sentence_start(place, _pointed(that)) > named.span.start)
    ):
        return _that_body(scope, place.paragraph, that)
    return named.body if named else None


def _whole_area(scope: Scope, paragraph: int, that: re.Match[str]) -> str | None:
    """全区 is the district named last in the paragraph, 全市 the city that the article is about."""
    of_that_kind = [b.id for b in scope.found.bodies if b.kind == "district" and b.name.endswith(that["ending"])]
    home = scope.found.home
    if home and (home in of_that_kind or not of_that_kind):
        return home
    before = (m.body for m in reversed(scope.paragraphs[paragraph].mentions) if m.span.start < that.start())
    named = next((body for body in before if body in of_that_kind), None)
    return named or (of_that_kind[0] if len(of_that_kind) == 1 else home)


def _is_done_with(scope: Scope, paragraph: Paragraph, agent: Mention, place: Place) -> bool:
    """县人民医院年内创成三级医院；建成幸福院8个: a hospital or a school is spoken of in its own clause only,
    物流园一期上半年运营。新增公交车120辆: a part of a park in its own sentence."""
    if PHASE.match(paragraph.plain, agent.span.end):
        return paragraph.sentence_start(place.start) > agent.span.start
    return scope.kinds[agent.body] == "other" and CLAUSE_EDGE.search(paragraph.plain, agent.span.end, place.start) is not None


PHASE = re.compile("[一二三四]期")


def _that_body(scope: Scope, paragraph: int, that: re.Match[str]) -> str | None:
    """该镇 is the last town named, 公司 the last firm; 全县 and 我县 are the area itself."""
    if that["which"] in ("全", "我", "我们") and that["ending"] in ("县", "区", "市", "旗", "州"):
        return _whole_area(scope, paragraph, that)
    ending = that["ending"] or that["bare"]
    kind = KIND_OF.get(ending)
    for number in range(paragraph, max(-1, paragraph - 12), -1):
        for mention in reversed(scope.paragraphs[number].mentions):
            before = number < paragraph or mention.span.start < that.start()
            if before and (mention.body.endswith(ending) or scope.kinds[mention.body] == kind):
                return mention.body
    return None


def _pointed(that: re.Match[str]) -> int:
    """Where a pointing word stands."""
    return that.start("which" if that["which"] else "bare")


def turn(scope: Scope, place: Place) -> str | None:
    """石敬尧：… – who has the floor in a transcript."""
    return scope.turns.get(place.paragraph)


def above_the_list(scope: Scope, place: Place) -> str | None:
    """临屿空港经济区签约项目9个 / ◆顺岚航空物流项目。总投资52亿元 – who opens the line that the bullets stand below."""
    paragraphs = scope.article.paragraphs
    if not _has_bullet(scope.article, place.paragraph):
        return None
    for above in range(place.paragraph - 1, max(-1, place.paragraph - LONGEST_LIST), -1):
        if not _has_bullet(scope.article, above):
            agents = scope.paragraphs[above].agents
            return agents[0].body if agents and paragraphs[above].role in ("body", "heading") else None
    return None


LONGEST_LIST = 30
BULLET = re.compile("[◆◇●○■□▲△▼▽★☆◎➤✦•▶►▪⏳\u2600-\u27bf\U0001f300-\U0001faff]")


def _has_bullet(article: Article, number: int) -> bool:
    """Whether a paragraph begins with a bullet, which the layout's repair has taken off or left."""
    paragraph = article.paragraphs[number]
    if not paragraph.offsets:
        return False
    first = paragraph.offsets[0]
    return BULLET.search(article.text, max(0, first - 2), first + 1) is not None


def placed(scope: Scope, place: Place) -> str | None:
    """在淝东区智能家电产业园，…项目拔地而起; 泉河县的观摩点是… – the area that the paragraph opens with."""
    paragraph = scope.paragraphs[place.paragraph]
    first = paragraph.mentions[0] if paragraph.mentions else None
    if first is None or scope.kinds[first.body] not in AREAS or first.span.end > place.start:
        return None
    return first.body if WHERE.fullmatch(paragraph.plain, 0, first.span.start) else None


AREAS = ("district", "zone", "town", "subdistrict")
WHERE = re.compile("(?:走进|来到|位于|行至|在)?")


def heading(scope: Scope, place: Place) -> str | None:
    """市住建局 as the heading of the section."""
    for above in range(place.paragraph - 1, max(-1, place.paragraph - 30), -1):
        if scope.article.paragraphs[above].role == "heading":
            agents = scope.paragraphs[above].agents
            return agents[0].body if agents else None
    return None


def area(scope: Scope, place: Place) -> str | None:
    """The area, or the bureau, that the article as a whole is about."""
    return scope.found.home


def named_in_its_clause(scope: Scope, place: Place) -> str | None:
    """石澜指出，…；市委督查室对八大工程每旬督查一次 – within what somebody says, the body that opens the very clause."""
    paragraph = scope.paragraphs[place.paragraph]
    start = after_last(paragraph.plain, "，。；：！？“", place.start - 80, place.start)
    agent = scope.agent_within(place.paragraph, start, start + 1)
    return agent.body if agent and agent.span.end <= place.start else None


RULES = (
    in_its_row,
    charged,
    assigned,
    bracketed,
    beside,
    handed,
    shared_out,
    named_in_its_clause,
    everybody,
    led,
    told,
    spoken,
    subject,
    topic,
    turn,
    above_the_list,
    placed,
    heading,
    area,
)
