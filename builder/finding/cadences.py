"""Recurring beats of follow-up work: 月调度, 每周会商, 一季一督查, 按“周、旬、月”汇总.

Each rule knows one form and gives beats of one paragraph; ``cadences`` puts the
same beat told again into one record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from builder.finding import beat_days
from builder.finding.text import Span, evidence
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Anchor, Article, Cadence, Evidence, Frequency

Owner = Callable[[int, int], "str | None"]
"""The id of the body that governs a place: paragraph index and index into its ``plain``."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One beat as one rule read it."""

    frequency: Frequency
    activity: str
    subject: str
    start: int
    """Where the beat's own words begin, in ``Paragraph.plain``."""
    end: int
    """Where they end."""
    rule: str
    day: Anchor | None = None
    """The day that its words name."""


def cadences(article: Article, lexicon: Lexicon, owner: Owner) -> list[Cadence]:
    """Every beat of ``article``, each once, with every place that states it."""
    words = _words(lexicon)
    records = _Records()
    above = ""
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.role == "furniture":
            continue
        for beat in _without_label(paragraph.plain, beats(paragraph.plain, lexicon)):
            place = evidence(article, number, _clause(paragraph.plain, beat))
            if place is None:
                continue
            alone = len(paragraph.plain) <= beat.end - beat.start + 2
            dated = replace(beat, day=beat_days.named(beat.frequency, paragraph.plain, beat.start))
            named = replace(dated, subject=above) if alone and not beat.subject and len(above) <= 30 else dated
            records.add(named, place, owner(number, beat.start), alone)
        above = paragraph.plain if not words.lead.search(paragraph.plain) else above
    return records.cadences()


def _without_label(plain: str, found: list[Beat]) -> list[Beat]:
    """（二）周调度。市气防办每周三组织会商: the label names the beat that its paragraph tells in full."""
    label = LABEL.match(plain)
    if label is None or not found or found[0].end > label.end():
        return found
    told = any(beat.frequency == found[0].frequency for beat in found[1:])
    return found[1:] if told else found


LABEL = re.compile("(?:（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.．、]|[一二三四五六七八九十]{1,2}(?:是|、))[^，。；]{2,12}。")


def beats(plain: str, lexicon: Lexicon) -> list[Beat]:
    """The beats of one paragraph, in order; where two rules read the same words, the first in ``RULES`` is kept."""
    words = _words(lexicon)
    if words.lead.search(plain) is None:
        return []
    kept: list[Beat] = []
    taken = bytearray(len(plain))
    for rule in RULES:
        found = [beat for beat in rule(plain, words) if not taken[beat.start]]
        for beat in found:
            taken[beat.start : beat.end] = b"x" * (beat.end - beat.start)
        kept += found
    return sorted(kept, key=lambda b: (b.start, b.end))


class _Records:
    """Beats on their way to becoming cadences; the same beat told again becomes one more place."""

    def __init__(self) -> None:
        self._found: list[tuple[Beat, str | None, dict[Evidence, None]]] = []
        self._known: dict[tuple[object, ...], int] = {}

    def add(self, beat: Beat, place: Evidence, body: str | None, alone: bool) -> None:
        """The same is what stands in the same paragraph, or has the same subject, or is told alone on its line."""
        told = (beat.frequency, beat.activity)
        keys: list[tuple[object, ...]] = [(*told, place.paragraph)]
        keys += [(*told, beat.subject)] if beat.subject else []
        index = next((self._known[key] for key in [*keys, *([told] if alone else [])] if key in self._known), None)
        if index is None:
            index = len(self._found)
            self._found.append((beat, body, {}))
        first, owner, places = self._found[index]
        places[place] = None
        self._found[index] = (replace(first, subject=first.subject or beat.subject, day=first.day or beat.day), owner, places)
        for key in [*keys, told]:
            self._known.setdefault(key, index)

    def cadences(self) -> list[Cadence]:
        return [
            Cadence(b.frequency, b.activity, b.subject, body, (), tuple(places), b.rule, day=b.day)
            for b, body, places in self._found
        ]


# ---------------------------------------------------------------- the words


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon in the form that the rules need."""

    lead: re.Pattern[str]
    short: re.Pattern[str]
    listed: re.Pattern[str]
    every: re.Pattern[str]
    deed: re.Pattern[str]
    unit: re.Pattern[str]
    frequency: Mapping[str, Frequency]
    weak: frozenset[str]
    carriers: re.Pattern[str]
    continued: tuple[str, ...]
    not_beats: re.Pattern[str]


FREQUENCIES: Mapping[str, Frequency] = {
    "daily": "daily", "weekly": "weekly", "ten-day": "ten-day", "monthly": "monthly",
    "quarterly": "quarterly", "half-yearly": "half-yearly", "yearly": "yearly",
}  # fmt: skip


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    groups = lexicon.groups("cadences", "frequencies")
    acts, close = lexicon.words("cadences", "acts"), lexicon.words("cadences", "beat_acts")
    unit = either(word for group in groups.values() for word in group)
    traps = either(lexicon.words("cadences", "not_acts"))
    deeds = f"(?!{traps})(?:{either(acts)})(?!式)(?:[、并和及]?(?!{traps})(?:{either(acts)})){{0,2}}"
    return _Words(
        lead=re.compile(f"{unit}|每(?:{either(lexicon.words('cadences', 'parts_of_day'))})"),
        short=re.compile(
            f"(?P<lead>[每逐按]|一)?(?P<unit>{unit})(?P<once>[一两二]次?)?(?P<deed>{deeds}|(?:{either(close)})(?=[”’、，。；）]|$))"
        ),
        listed=re.compile(
            f"(?<![0-9一二三四五六七八九十])(?P<units>(?:{unit})(?:[、/](?:{unit})){{1,4}})[”’]?"
            f"(?P<gap>[^，。；：！？“”]{{0,6}}?)(?P<deed>{deeds})"
        ),
        every=re.compile(
            f"每(?:一个?)?(?P<unit>{unit})|[按逐](?P<by>{unit})(?=“|对|就|开展|组织|进行|向|召开|集中)"
            f"|每(?P<ten>10|十)天|每(?P<part>{either(lexicon.words('cadences', 'parts_of_day'))})"
        ),
        deed=re.compile(deeds),
        unit=re.compile(unit),
        frequency={word: FREQUENCIES[key] for key, group in groups.items() for word in group},
        weak=frozenset(lexicon.words("cadences", "weak")),
        carriers=re.compile(either(lexicon.words("cadences", "carriers"))),
        continued=lexicon.words("cadences", "continued"),
        not_beats=re.compile(either(lexicon.words("cadences", "not_beats"))),
    )


STOP = re.compile(r"[，。；！？：\n]")
LONGEST_CLAUSE = 160
NOT_LEFT = frozenset("0123456789零〇一二两三四五六七八九十百几本上下中当去今明全前后多近昨节假生整数半双隔第该这那每个岁同次跨蜜")
"""Before 周, 旬, 月 these say which one, not how often: 本月通报, 3月督查."""
OPEN_LEFT = frozenset("“‘、，；：。（ ")
PLAIN_UNITS = ("周", "旬", "月", "月度")
"""Units that make a beat with any word before them; the others need a comma, a quotation mark or 实行."""
YEARS = ("年", "年度", "年终")
BRINGING = ("实行", "实施", "推行", "坚持", "建立", "执行")
TIMES = r"(?:(?:不少于|至少|不低于|不得少于)?[0-9一二两三四五]{1,2}次(?:以上)?)"


ONLY_TIMES = re.compile(f"(?:召开|开展|组织|进行)?{TIMES}")


def _clause(plain: str, beat: Beat) -> Span:
    """The clause that holds the beat, cut so that its own words stay in."""
    start = max((m.end() for m in STOP.finditer(plain, max(0, beat.start - LONGEST_CLAUSE), beat.start)), default=None)
    first = start if start is not None else max(0, beat.start - LONGEST_CLAUSE)
    end = STOP.search(plain, beat.end, max(beat.end, first + 190))
    last = min(end.start() if end else len(plain), first + 190)
    return Span(first, max(last, beat.end)) if beat.end - first <= 190 else Span(beat.start, beat.end)


# ---------------------------------------------------------------- the rules


def short_beats(plain: str, words: _Words) -> Iterator[Beat]:
    """周调度、月通报，一月一调度，半年一评议，按月通报"""
    before: Beat | None = None
    for seen in words.short.finditer(plain):
        weak = seen["lead"] == "每" and seen["deed"] in words.weak
        if (
            not _is_beat(plain, seen)
            or _is_paper(plain, seen)
            or (weak and AMOUNT.search(plain, seen.end(), _clause_end(plain, seen.end())))
        ):
            continue
        subject = _object(plain, seen.end()) if seen["lead"] in ("每", "按", "逐") else ""
        subject = subject or _subject_before(plain, seen.start(), words, before)
        before = Beat(words.frequency[seen["unit"]], seen["deed"].strip("“”"), subject, seen.start(), seen.end(), "short_beats")
        yield before


def _is_paper(plain: str, seen: re.Match[str]) -> bool:
    """这张“半年报”: a report alone between quotation marks is a paper."""
    return seen["deed"] == "报" and plain.startswith("“", seen.start() - 1) and plain.startswith("”", seen.end())


def _is_beat(plain: str, seen: re.Match[str]) -> bool:
    """Whether 周 or 月 says how often: not 本月通报, 一季度分析, 工作日报告."""
    left = plain[seen.start() - 1 : seen.start()]
    if seen["lead"] == "一":
        return seen["once"] is not None and left not in NOT_LEFT
    if seen["lead"]:
        return True
    if left in NOT_LEFT:
        return False
    if seen["once"] or seen["unit"] in PLAIN_UNITS:
        return True
    if seen["unit"] in YEARS:
        return left in ("“", "‘", "、")
    return left == "" or left in OPEN_LEFT or plain[max(0, seen.start() - 2) : seen.start()] in BRINGING


def listed_beats(plain: str, words: _Words) -> Iterator[Beat]:
    """按照“周、旬、月”按时核实、汇总工作进度"""
    for seen in words.listed.finditer(plain):
        if words.not_beats.search(seen["gap"]):
            continue
        subject = _object(plain, seen.end()) or _subject_before(plain, seen.start(), words, None)
        for unit in words.unit.findall(seen["units"]):
            yield Beat(words.frequency[unit], seen["deed"], subject, seen.start(), seen.end(), "listed_beats")


def every_beats(plain: str, words: _Words) -> Iterator[Beat]:
    """每旬分析一次项目进展，每周五下班前报送进展，巡河每月不少于1次"""
    before: Beat | None = None
    for seen in words.every.finditer(plain):
        end = _clause_end(plain, seen.end())
        frequency = _frequency(seen, words)
        deed = words.deed.search(plain, seen.end(), end)
        if deed is None:
            told = _deed_before(plain, seen, words, before)
            before = told or before
            yield from [told] if told else []
            continue
        if deed[0] in words.weak and AMOUNT.search(plain, seen.end(), end):
            continue
        lead = plain[seen.end() : deed.start()]
        subject = _object(plain, deed.end()) or _aim(lead) or _kind_of(lead)
        before = Beat(frequency, deed[0].strip("“”"), subject, seen.start(), deed.end(), "every_beats")
        yield before
        yield from _goes_on(plain, end, frequency, words)


def reported_beats(plain: str, words: _Words) -> Iterator[Beat]:
    """每月25日前将进展情况报局办公室"""
    for seen in words.every.finditer(plain):
        sent = SENT_UP.search(plain, seen.end(), _clause_end(plain, seen.end()))
        if sent is not None:
            yield Beat(_frequency(seen, words), "报", sent["what"], seen.start(), sent.end(), "reported_beats")


def _frequency(seen: re.Match[str], words: _Words) -> Frequency:
    """每月, 按季度, 每10天, 每晚"""
    if seen["part"]:
        return "daily"
    return "ten-day" if seen["ten"] else words.frequency[seen["unit"] or seen["by"]]


SENT_UP = re.compile(r"[将把](?P<what>[^，。；：将把]{2,20}?)报(?!告|送|道|名|价|警|废|纸|刊|表|账|销)")
AMOUNT = re.compile(r"[0-9](?!次|日|号|时|点|:|月|[0-9])")


def _clause_end(plain: str, start: int) -> int:
    stop = STOP.search(plain, start, start + 60)
    return stop.start() if stop else min(len(plain), start + 60)


def _deed_before(plain: str, seen: re.Match[str], words: _Words, before: Beat | None) -> Beat | None:
    """现场督查每月不少于1次；县级河长每月巡河1次，村级河长每周不少于两次"""
    times = ONLY_TIMES.match(plain, seen.end())
    if times is None:
        return None
    frequency = _frequency(seen, words)
    deeds = list(words.deed.finditer(plain, max(0, seen.start() - 8), seen.start()))
    if deeds and not STOP.search(plain, deeds[-1].end(), seen.start()):
        return Beat(frequency, deeds[-1][0], "", deeds[-1].start(), times.end(), "every_beats")
    near = before is not None and before.end < seen.start() <= before.end + LONGEST_CLAUSE
    if before is not None and near and not re.search("[。！？]", plain[before.end : seen.start()]):
        return replace(before, frequency=frequency, start=seen.start(), end=times.end())
    return None


def _goes_on(plain: str, end: int, frequency: Frequency, words: _Words) -> Iterator[Beat]:
    """每月绘制进度图，以电子展板形式进行通报：the next clause keeps the beat"""
    if plain[end : end + 1] != "，" or not plain.startswith(words.continued, end + 1):
        return
    stop = STOP.search(plain, end + 1, end + 40)
    last = stop.start() if stop else min(len(plain), end + 40)
    deed = words.deed.search(plain, end + 1, last)
    if deed is not None and deed[0] not in words.weak and not OTHER_BEAT.search(plain, end, last):
        yield Beat(frequency, deed[0], "", deed.start(), deed.end(), "every_beats")


OTHER_BEAT = re.compile("每|年终|年度|年底")
ONE_EACH = re.compile("一(?P<unit>天|日|周|旬|月|季度|季|半年|年)一(?P<deed>[一-龥]{1,3}?)(?=[，。；、”’）：“]|$)")
NOT_EACH = ("次", "度", "个", "样", "变", "届", "遇", "人", "天", "年", "日", "回")
ON_THE_DAY = re.compile("(?<![0-9一-龥])?逢(?P<unit>周|月|季|旬)(?:末|底|初|[一二三四五六日])?")


def one_each(plain: str, words: _Words) -> Iterator[Beat]:
    """一旬一督、一月一晒"""
    for seen in ONE_EACH.finditer(plain):
        if not seen["deed"].startswith(NOT_EACH):
            subject = _subject_before(plain, seen.start(), words, None)
            yield Beat(words.frequency[seen["unit"]], seen["deed"], subject, seen.start(), seen.end(), "one_each")


def on_the_day(plain: str, words: _Words) -> Iterator[Beat]:
    """逢周五碰头、逢月末亮灯"""
    for seen in ON_THE_DAY.finditer(plain):
        deed = words.deed.match(plain, seen.end())
        if deed:
            yield Beat(words.frequency[seen["unit"]], deed[0], "", seen.start(), deed.end(), "on_the_day")


NO_DEED = "(?![度末边期初底均内前后中来刊薪租供光亮球子常程产一])"
"""What makes 月 or 周 part of another word: 月度, 周边, 日常."""
CHAIN = re.compile(
    f"(?<![今昨明当每近本上下前后整生节假0-9])(?:[日周旬月季]{NO_DEED}[一-龥]{{2,3}}[、，]){{1,4}}"
    f"(?:[日周旬月季年]|半年){NO_DEED}[一-龥]{{2,3}}(?=[”’，。；、）]|等?(?:制度|机制|工作法)|$)"
)
LINK_OF_CHAIN = re.compile("(?P<unit>半年|[日周旬月季年])(?P<deed>[一-龥]{2,3})")


def chained_beats(plain: str, words: _Words) -> Iterator[Beat]:
    """“日收集、周会办、月回访” – beside each other such pairs are beats, if one of the deeds is known."""
    for chain in CHAIN.finditer(plain):
        links = list(LINK_OF_CHAIN.finditer(plain, chain.start(), chain.end()))
        known = any(words.deed.search(link["deed"]) for link in links)
        if known and len({link["unit"] for link in links}) == len(links):
            for link in links:
                subject = _subject_before(plain, chain.start(), words, None)
                yield Beat(words.frequency[link["unit"]], link["deed"], subject, link.start(), link.end(), "chained_beats")


HELD = re.compile(
    "(?:每(?:一个?)?(?P<unit>天|日|周|旬|月|季度?|半年|年)|(?<![上下前后每一两])(?P<half>半年))(?:[0-9]{1,2}[日号]|[一二三四五末底初])?"
    "(?:组织|开展|进行|召开|举行|举办)(?:(?:[一两二1-9]|不少于[0-9一两])[次场个]|[次场])?“?(?P<deed>[一-龥]{0,12}?(?:会|赛|行动|活动|讲堂|课堂|回头看|体检|演练|测评|评比|考核|评估|检查|督查|观摩|拉练|评议|评价))(?=[”，。；、]|$)"
)


def held_beats(plain: str, words: _Words) -> Iterator[Beat]:
    """每月召开一次“亲清恳谈会”, 半年开展一次“回头看”: whatever is held"""
    for seen in HELD.finditer(plain) if "每" in plain or "半年" in plain else ():
        yield Beat(words.frequency[seen["unit"] or seen["half"]], seen["deed"], "", seen.start(), seen.end(), "held_beats")


MEETING = re.compile(
    "(?P<deed>(?:(?!的)[一-龥]){1,5}会)每(?:一个?)?(?P<unit>天|周|旬|月|季度?|半年|年)(?:召开|举行|开)(?:一次|1次)?"
)


def meetings(plain: str, words: _Words) -> Iterator[Beat]:
    """链长会每月召开一次 – the meeting stands before its beat."""
    for seen in MEETING.finditer(plain) if "会每" in plain else ():
        yield Beat(words.frequency[seen["unit"]], seen["deed"], "", seen.start(), seen.end(), "meetings")


ONCE_EVERY = re.compile(
    "每(?:一个?)?(?P<unit>天|日|周|旬|月|季度?|半年|年)(?P<aim>[^，。；：！？“”0-9]{0,16}?)(?P<deed>[一-龥]{1,2})"
    "(?:[一两二三]|[0-9]{1,2}|不少于[0-9一两二三]{1,2})(?:次(?!性)|遍|回(?!头)|篇|趟)(?P<rest>面|话|脉|门|电话|账|课)?"
)
NO_WORK = (
    "开行",
    "发车",
    "运行",
    "播出",
    "停靠",
    "往返",
    "更换",
    "刷",
    "喝",
    "吃",
    "洗",
    "开放",
    "出版",
    "发行",
    "定期",
    "不",
    "有",
    "共",
)


HOLDING = ("组织", "开展", "进行", "召开", "举行", "举办", "集中")


def once_every(plain: str, words: _Words) -> Iterator[Beat]:
    """每周与企业碰一次面、每半年清理一次“僵尸项目” – whatever is done a counted number of times"""
    for seen in ONCE_EVERY.finditer(plain) if "每" in plain else ():
        if not seen["deed"].startswith((*NO_WORK, *HOLDING)):
            subject = _object(plain, seen.end()) or _aim(seen["aim"]) or _kind_of(seen["aim"])
            yield Beat(
                words.frequency[seen["unit"]],
                seen["deed"] + (seen["rest"] or ""),
                subject,
                seen.start(),
                seen.end(),
                "once_every",
            )


RULES: tuple[Callable[[str, _Words], Iterator[Beat]], ...] = (
    listed_beats,
    chained_beats,
    short_beats,
    one_each,
    on_the_day,
    reported_beats,
    every_beats,
    once_every,
    held_beats,
    meetings,
)


# ---------------------------------------------------------------- what is followed up

AIM = re.compile(r"(?:对|就|到|向|围绕|针对)([^，。；：！？“”‘’、0-9]{2,24}?)(?:现场|一线|开展|进行|实行|组织|召开|$)")
FOR = re.compile(
    r"对(?:于)?([^，。；：！？“”‘’]{2,40}?)"
    "(?:实行|实施|开展|进行|建立|推行|执行|坚持|落实|采取|做到|全面|继续|按照?|每[一个]?(?=[日天周旬月季年])|$)"
)
ONCE = re.compile(f"^(?:{TIMES}|了)")
CUT = re.compile(r"[，。；：！？“”‘’（]|、(?=[每按逐])|并|且|制度|机制")


def _object(plain: str, start: int) -> str:
    """报告一次进展情况 → 进展情况"""
    rest = ONCE.sub("", plain[start : start + 40])
    cut = CUT.search(rest)
    if rest.startswith("、"):
        return ""
    found = rest[: cut.start()] if cut else rest
    return found.strip("、和及的 会制") if 2 <= len(found) <= 30 else ""


def _aim(between: str) -> str:
    """到包联项目现场 → 包联项目"""
    seen = AIM.search(between)
    return seen[1] if seen else ""


def _kind_of(between: str) -> str:
    """开展 | 集中整治 | 行动: what kind of deed it is."""
    kind = re.sub(
        "^(?:[一两二三1-3]次)?(?:组织|开展|进行|召开|举行|举办|集中|定期|至少|不少于){1,2}(?:[一两二三1-3]次)?", "", between
    )
    return kind if 2 <= len(kind) <= 12 and kind != "工作" and re.fullmatch("[一-龥]+", kind) else ""


def _subject_before(plain: str, start: int, words: _Words, before: Beat | None) -> str:
    """对重点项目实行“周报告、旬调度” → 重点项目, for both; 经济运行重点指标月调度 → 经济运行重点指标"""
    first = max((m.end() for m in STOP.finditer(plain, max(0, start - 60), start)), default=max(0, start - 60))
    if before is not None and before.end <= start and CHAINED.fullmatch(plain, before.end, start):
        return before.subject
    if before is not None and first < before.end <= start:
        first = before.end
    left = plain[first:start].rstrip("“‘")
    aimed = list(FOR.finditer(left.rstrip("的 ")))
    if aimed:
        return aimed[-1][1]
    verbs = list(words.carriers.finditer(left))
    follows = before is not None and first == before.end
    subject = left[verbs[-1].end() :] if verbs else left if follows else ""
    return "" if "“" in subject else _named(subject)


CHAINED = re.compile(r"[、和及“”‘’的]{0,3}(?:制度|机制)?[、，]?")
"""Between two beats with one subject: “旬调度、旬认定、月通报”."""


def _named(subject: str) -> str:
    found = subject.strip("”’、的 ")
    return found if 2 <= len(found) <= 30 else ""
