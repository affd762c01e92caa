"""Who stands under whom, who leads and who helps: 领导小组 → 办公室, 牵头单位 → 配合单位.

A link is read only where one sentence says both ends; nothing is concluded from rank or custom.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from builder.finding.name_grammar import HAN, grammar
from builder.finding.numerals import whole
from builder.finding.organisations import Organisations
from builder.finding.text import LONGEST, SPAN_START, Span, evidence, sentences
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Article, Duty, DutyRole, Evidence

FAR = 40
"""Characters that a name may have."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link as a sentence says it, in indexes of the text that it was read from."""

    superior: Span
    role: DutyRole
    inferior: Span
    """The one below; for a charge, the work."""
    tail: str = ""
    """What the list says once for all its items: 专班 in 重点指标、重大项目2个专班."""
    rule: str = ""


def duties(article: Article, found: Organisations, lexicon: Lexicon) -> list[Duty]:
    """Every link of the chain of responsibility that ``article`` states, each once, with all its places."""
    words = _words(lexicon)
    first: dict[tuple[str, ...], Duty] = {}
    places: dict[tuple[str, ...], dict[Evidence, None]] = {}
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.role not in ("body", "caption") or words.any.search(paragraph.plain) is None:
            continue
        for sentence in sentences(paragraph.plain):
            for link in links(paragraph.plain, sentence, lexicon):
                place = evidence(article, number, _told(sentence, link))
                if place is None:
                    continue
                duty = _duty(paragraph.text, number, link, found, words)
                key = (duty.superior, duty.role, duty.inferior, duty.work)
                first.setdefault(key, duty)
                places.setdefault(key, {})[place] = None
    return [_with(duty, tuple(places[key])) for key, duty in first.items()]


def links(plain: str, sentence: Span, lexicon: Lexicon) -> list[Link]:
    """The links that one sentence states, in the order of ``RULES``."""
    words = _words(lexicon)
    if words.any.search(plain, sentence.start, sentence.end) is None:
        return []
    return [link for rule in RULES for link in rule(plain, sentence, words)]


def _told(sentence: Span, link: Link) -> Span:
    """The whole sentence; where it is too long, the stretch that holds both ends."""
    whole = Span(sentence.start, max(sentence.end, link.inferior.end))
    return whole if whole.end - whole.start <= LONGEST else Span(link.superior.start, max(link.superior.end, link.inferior.end))


def _with(duty: Duty, places: tuple[Evidence, ...]) -> Duty:
    return Duty(duty.superior, duty.role, duty.inferior, duty.work, duty.superior_body, duty.inferior_body, places, duty.rule)


def _duty(text: str, paragraph: int, link: Link, found: Organisations, words: _Words) -> Duty:
    superior = text[link.superior.start : link.superior.end]
    inferior = text[link.inferior.start : link.inferior.end]
    above = _body(superior, paragraph, link.superior, found, words)
    if link.role == "charge":
        return Duty(superior, "charge", "", inferior, above, None, (), link.rule)
    name = inferior + link.tail
    below = _part(inferior, link.tail, found) if link.tail else _body(name, paragraph, link.inferior, found, words)
    return Duty(superior, link.role, name, "", above, below, (), link.rule)


def _body(name: str, paragraph: int, span: Span, found: Organisations, words: _Words) -> str | None:
    """The body that is named at that very place: the longest mention that ends where the name ends.

    A bare 领导小组 is the one body of the article whose name ends so, if there is just one.
    """
    held = [m for m in found.within(paragraph, span) if m.span.end == span.end]
    if held:
        return min(held, key=SPAN_START).body
    fits = [b.id for b in found.bodies if name in (b.name, *b.aliases)]
    if not fits and words.groups.fullmatch(name):
        fits = [b.id for b in found.bodies if b.name.endswith(name)]
    return fits[0] if len(fits) == 1 else None


def _part(stem: str, tail: str, found: Organisations) -> str | None:
    """重点指标 … 3个专班 means 重点指标攻坚专班 where the article names one such body only."""
    fits = [b for b in found.bodies if any(_is_part(stem, tail, name) for name in (b.name, *b.aliases))]
    return fits[0].id if len(fits) == 1 else None


def _is_part(stem: str, tail: str, name: str) -> bool:
    return name.startswith(stem) and name.endswith(tail) and len(name) >= len(stem) + len(tail)


# ---------------------------------------------------------------- the words


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon in the form that the rules need."""

    any: re.Pattern[str]
    founding: re.Pattern[str]
    divided: re.Pattern[str]
    groups: re.Pattern[str]
    not_groups: tuple[str, ...]
    part: re.Pattern[str]
    counted: re.Pattern[str]
    counted_first: re.Pattern[str]
    joins: re.Pattern[str]
    sharp: re.Pattern[str]
    led: re.Pattern[str]
    helped: re.Pattern[str]
    labelled: re.Pattern[str]
    charged: re.Pattern[str]
    unnamed: tuple[str, ...]
    assigned: re.Pattern[str]
    subject: re.Pattern[str]
    role_charged: re.Pattern[str]
    role_deeds: re.Pattern[str]
    is_body: Callable[[str], bool]


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    def some(section: str) -> str:
        return either(lexicon.words("duties", section))

    def label(section: str) -> str:
        return either(lexicon.words("organisations", section))

    names = grammar(lexicon)
    number = "[0-9一二两三四五六七八九十]{1,2}"
    roles = some("unit_roles")
    listed = f"[一-龥（）、]{{3,{FAR * 2}}}?"
    return _Words(
        any=re.compile(f"{roles}|{some('divided')}|设在|{some('leading')}|{some('charged')}|{label('duty_labels')}"),
        founding=re.compile(some("founding")),
        divided=re.compile(f"(?:{some('divided')})(?:了|有)?"),
        groups=re.compile(some("groups")),
        not_groups=lexicon.words("duties", "not_groups"),
        part=re.compile(f"(?:{some('parts')})$"),
        counted=re.compile(f"(?P<stem>.{{2,20}}?)(?P<n>{number})(?:{some('sizes')})(?P<tail>{HAN}{{0,4}}?(?:{some('parts')}))$"),
        counted_first=re.compile(
            f"(?P<n>{number})(?:{some('sizes')})(?P<tail>{HAN}{{0,4}}?(?:{some('parts')}))(?:：|，?分别[为是]：?)"
        ),
        joins=re.compile(some("joins")),
        sharp=re.compile("以及|、|及"),
        led=re.compile(f"由(?P<lead>{listed})(?:{some('leading')})"),
        helped=re.compile(
            f"(?P<lead>{listed})(?:{some('leading')})(?:[^，。；：]{{0,12}})，(?P<help>{listed})(?:等(?:单位|部门|相关单位)?)?(?:{some('helping')})"
        ),
        labelled=re.compile(
            f"(?:{label('duty_labels')})：(?P<lead>[^；。（）：]{{2,80}}?)[；，。]?\\s?(?:{label('helper_labels')})：(?P<help>[^；。（）：]{{2,80}})"
        ),
        charged=re.compile(f"，?(?:{some('charged')})(?!{some('not_charged')})(?P<work>[^，。；：！？”]{{4,80}})"),
        unnamed=lexicon.words("duties", "unnamed"),
        assigned=re.compile(
            f"(?:{some('assigning')})(?:各项工作|各项任务|各项|各|相关)?"
            f"(?P<names>(?:{roles})(?:(?:、|和|及|与)(?:{roles})){{0,3}})的?(?:{some('assigned')})"
        ),
        subject=re.compile(f"(?P<top>[一-龥“”]{{0,16}}?(?:{some('groups')}))(?=要|应|需|须|将|负责)"),
        role_charged=re.compile(
            f"(?:^|[。；：，])(?:各项工作|各项目|各项任务|各)?(?P<top>{roles})(?:要|应|须|负责)(?P<work>[^。；！？]{{4,80}})"
        ),
        role_deeds=re.compile(some("role_deeds")),
        is_body=lambda name: 3 <= len(name) <= 24 and names.is_name(name) and names.kind(name) != "other",
    )


# ---------------------------------------------------------------- names


def _name_before(plain: str, floor: int, end: int, words: _Words) -> Span | None:
    """The group's name that ends at ``end``: back to a comma outside quotation marks, or to 成立."""
    if not any(plain.endswith(tail, floor, end) for tail in _tails(plain, floor, end, words)):
        return None
    start, quoted = end, False
    while start > max(floor, end - FAR):
        sign = plain[start - 1]
        if sign == "”":
            quoted = True
        elif sign == "“" and quoted:
            quoted = False
        elif not quoted and sign in "，。；：！？、《》“”（） \u3000":
            break
        start -= 1
    start = max([start, *(founded.end() for founded in words.founding.finditer(plain, start, end))])
    chaired = CHAIRED.match(plain, start, end)
    start = chaired.end() if chaired else start
    name = plain[start:end]
    vague = name.startswith(words.unnamed) or COUNT.search(name) is not None or name.count("“") != name.count("”")
    return None if vague or len(name) < 2 else Span(start, end)


CHAIRED = re.compile("(?:以|由)[^的]{2,20}的")
"""由区长任组长的稳增长工作领导小组: who chairs it is no part of its name."""
COUNT = re.compile("[0-9一二两三四五六七八九十]{1,3}[个支]")


def _tails(plain: str, floor: int, end: int, words: _Words) -> Iterator[str]:
    """The group words that end at ``end``; none where it only looks like a group (党组)."""
    if plain.endswith(words.not_groups, floor, end):
        return
    for found in words.groups.finditer(plain, max(floor, end - 6), end):
        if found.end() == end:
            yield found.group()


def _last_group(plain: str, floor: int, end: int, words: _Words) -> Span | None:
    """The last group named before ``end`` in the sentence."""
    floor = max(floor, end - BACK)
    seen = [found.end() for found in words.groups.finditer(plain, floor, end)]
    spans = (_name_before(plain, floor, at, words) for at in reversed(seen) if at == end or plain[at] in "，。；：（")
    return next((span for span in spans if span is not None), None)


BACK = 160
"""Characters before 下设 in which the group is looked for."""
AHEAD = 160
"""Characters behind 下设 in which its parts are looked for."""


def _items(plain: str, span: Span, joins: re.Pattern[str]) -> list[Span]:
    """The items of a list, without 等."""
    edges = [found.span() for found in joins.finditer(plain, span.start, span.end)]
    starts = [span.start, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), span.end]
    items = [Span(start, end - (plain[end - 1 : end] == "等")) for start, end in zip(starts, ends, strict=True) if end > start]
    return [item for item in items if item.end > item.start]


def _bodies(plain: str, span: Span, words: _Words) -> list[Span]:
    """The bodies of a list without 各乡镇; none at all where another item is no body's name."""

    def named(part: Span) -> bool:
        return words.is_body(plain[part.start : part.end])

    items = [item for item in _items(plain, span, words.sharp) if not plain.startswith(words.unnamed, item.start, item.end)]
    parts = [part for item in items for part in ([item] if named(item) else _items(plain, item, words.joins))]
    return parts if all(named(part) for part in parts) else []


# ---------------------------------------------------------------- the rules


def divided(plain: str, sentence: Span, words: _Words) -> Iterator[Link]:
    """成立攻坚行动总指挥部，下设办公室及重点指标、重大项目2个专班"""
    for seen in words.divided.finditer(plain, sentence.start, sentence.end):
        top = _last_group(plain, sentence.start, seen.start(), words)
        if top is None:
            continue
        for part, tail in _parts(plain, seen.end(), sentence.end, words):
            yield Link(top, "part", part, tail, "divided")


def _parts(plain: str, start: int, end: int, words: _Words) -> list[tuple[Span, str]]:
    """The parts of a group and the word that a count gives to all of them."""
    end = min(end, start + AHEAD)
    first = words.counted_first.match(plain, start, end)
    if first:
        stop = re.compile("[，。；：]").search(plain, first.end(), end)
        span = Span(first.end(), stop.start() if stop else end)
        return _evenly(plain, span, whole(first["n"]), first["tail"], words)
    stop = re.compile("[，。；：（]").search(plain, start, end)
    return _with_count(plain, Span(start, stop.start() if stop else end), words)


def _with_count(plain: str, span: Span, words: _Words) -> list[tuple[Span, str]]:
    """办公室及重点指标、重大项目2个专班: the items before the count are as many as it says."""
    for joins in (words.joins, words.sharp):
        items = _items(plain, span, joins)
        last = words.counted.match(plain, items[-1].start, items[-1].end) if items else None
        if last is None:
            continue
        several = whole(last["n"])
        items[-1] = Span(items[-1].start, last.end("stem"))
        before, counted = items[: len(items) - several], items[len(items) - several :]
        if (
            len(counted) == several
            and not any(_is_part_name(plain, i, words) for i in counted)
            and all(_is_part_name(plain, i, words) for i in before)
        ):
            return [(item, "") for item in before] + [(item, last["tail"]) for item in counted]
    items = [item for item in _items(plain, span, words.joins) if not COUNT.match(plain, item.start, item.end)]
    return [(item, "") for item in items] if items and all(_is_part_name(plain, i, words) for i in items) else []


def _evenly(plain: str, span: Span, several: int, tail: str, words: _Words) -> list[tuple[Span, str]]:
    """3个专班：重点指标、重大项目和重要工作: as many items as were counted, else none."""
    for joins in (words.joins, words.sharp):
        items = _items(plain, span, joins)
        if len(items) == several:
            return [(item, "" if _is_part_name(plain, item, words) else tail) for item in items]
    return []


def _is_part_name(plain: str, item: Span, words: _Words) -> bool:
    return words.part.search(plain, item.start, item.end) is not None and not re.match(
        "[0-9一二两三四五六七八九十]", plain[item.start]
    )


OFFICE = re.compile(f"办公室，?（?设在(?P<at>{HAN}{{3,24}})")


def office(plain: str, sentence: Span, words: _Words) -> Iterator[Link]:
    """成立县水环境治理攻坚行动领导小组，办公室设在县农业农村局"""
    for seen in OFFICE.finditer(plain, sentence.start, sentence.end):
        top = _name_before(plain, sentence.start, seen.start(), words) or _last_group(plain, sentence.start, seen.start(), words)
        at = Span(seen.start("at"), seen.end("at"))
        if top is not None and words.is_body(plain[at.start : at.end]):
            yield Link(top, "office", at, "", "office")


def led(plain: str, sentence: Span, words: _Words) -> Iterator[Link]:
    """综合协调组由区发展和改革局牵头"""
    for seen in words.led.finditer(plain, sentence.start, sentence.end):
        before = seen.start() - (plain[seen.start() - 1 : seen.start()] == "，")
        top = _name_before(plain, sentence.start, before, words)
        if top is not None:
            for lead in _bodies(plain, Span(seen.start("lead"), seen.end("lead")), words):
                yield Link(top, "leads", lead, "", "led")


def helped(plain: str, sentence: Span, words: _Words) -> Iterator[Link]:
    """由区发展和改革局牵头，区财政局、区商务局配合"""
    for seen in words.helped.finditer(plain, sentence.start, sentence.end):
        start = seen.start("lead")
        start = plain.rfind("由", start, seen.end("lead")) + 1 or start
        yield from _pairs(plain, Span(start, seen.end("lead")), Span(seen.start("help"), seen.end("help")), words, "helped")


def labelled(plain: str, sentence: Span, words: _Words) -> Iterator[Link]:
    """（责任单位：区疾病预防控制中心；配合科室：疾控科）"""
    # a semicolon ends a sentence, but not this bracket
    for seen in words.labelled.finditer(plain, sentence.start, sentence.end + BEHIND):
        if seen.start() >= sentence.end:
            break
        yield from _pairs(plain, Span(*seen.span("lead")), Span(*seen.span("help")), words, "labelled")


BEHIND = 100
"""Characters that a bracket may reach beyond its sentence."""


def _pairs(plain: str, leads: Span, helps: Span, words: _Words, rule: str) -> Iterator[Link]:
    for lead in _bodies(plain, leads, words):
        for help in _bodies(plain, helps, words):
            yield Link(lead, "helps", help, "", rule)


def charged(plain: str, sentence: Span, words: _Words) -> Iterator[Link]:
    """重点指标攻坚专班，主要负责全区重点经济指标的统筹调度、跟踪预警和分析研判"""
    for seen in words.charged.finditer(plain, sentence.start, sentence.end):
        top = _name_before(plain, sentence.start, seen.start(), words)
        if top is not None:
            yield Link(top, "charge", Span(seen.start("work"), seen.end("work")), "", "charged")


def assigned(plain: str, sentence: Span, words: _Words) -> Iterator[Link]:
    """各攻坚专班要切实发挥牵头抓总作用，科学合理界定各项工作主责单位、服务保障单位责任"""
    for seen in words.assigned.finditer(plain, sentence.start, sentence.end):
        tops = list(words.subject.finditer(plain, max(sentence.start, seen.start() - BACK), seen.start()))
        if not tops:
            continue
        top = Span(tops[-1].start("top") + plain.startswith("各", tops[-1].start("top")), tops[-1].end("top"))
        for role in _items(plain, Span(seen.start("names"), seen.end("names")), words.joins):
            yield Link(top, "assigns", role, "", "assigned")


def role_charged(plain: str, sentence: Span, words: _Words) -> Iterator[Link]:
    """各项目主责单位要对照关键节点，详细绘制重大项目开工建设进度图"""
    for seen in words.role_charged.finditer(plain, max(0, sentence.start - 1), sentence.end):
        if words.role_deeds.search(seen["work"]):
            yield Link(Span(seen.start("top"), seen.end("top")), "charge", Span(seen.start("work"), seen.end("work")), "", "role")


Rule = Callable[[str, Span, _Words], Iterable[Link]]

RULES: tuple[Rule, ...] = (divided, office, led, helped, labelled, charged, assigned, role_charged)
