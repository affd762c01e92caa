"""Quantities in a paragraph: what number, of what unit, with what bound, and which numbers are none.

Every number that is seen comes back, either as a quantity or with the reason
(``noise``) why it measures nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Comparator


class Quantity(NamedTuple):
    """A number with its unit and bound, in indexes of the text that it was read from."""

    start: int
    """First character of the whole expression, bound words included: 不少于2个."""
    end: int
    """After its last character, bound words included: 2个以上."""
    number_start: int
    """First character of the number alone."""
    number_end: int
    """After the number's unit: 2个."""
    value: float
    """In the unit as written: 4.2 with 万平方米, 600 with 亩 for 六百亩."""
    high: float | None
    """Upper end of a range, else None."""
    unit: str | None
    """As written, 万 and 亿 included; None where the number stands alone."""
    comparator: Comparator
    noise: str = ""
    """Why this is no measurable quantity, in the reader's words; empty for a quantity."""


def quantities(plain: str, lexicon: Lexicon) -> list[Quantity]:
    """Every number in ``plain``, in order and without overlaps; time grows linearly with the text."""
    words = _words(lexicon)
    names = _Spans(found.span() for found in NAME.finditer(plain))
    found: list[Quantity] = []
    at = 0
    while (seen := words.lead.search(plain, at)) is not None:
        fixed = seen.lastgroup
        quantity = _fixed(seen) if fixed else _measured(plain, seen.start(), words, names, at)
        if quantity is None:
            at = _past_number(plain, seen.start())
            continue
        found.append(_in_its_list(plain, quantity, found))
        at = max(quantity.end, seen.start() + 1)
    return found


# ---------------------------------------------------------------- reading a number

VALUES = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
DIGITS = "".join(VALUES)
SCALES: Mapping[str, int] = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
HAN = f"[{DIGITS}十百千万亿]{{1,16}}"
ARABIC = (
    r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?![0-9])(?:\.[0-9]{1,8})?|[0-9]{1,3}(?: [0-9]{3}){1,3}(?![0-9])"
    r"|[0-9]{1,18}(?:\.[0-9]{1,8})?"
)
HAN_POINT = f"{HAN}(?:点[{DIGITS}]{{1,3}}(?=[%成倍万亿个]))?"
NUMBER = re.compile(
    f"百分之(?P<share>{ARABIC}|{HAN}(?:点[{DIGITS}]{{1,3}})?)|(?P<arabic>{ARABIC})|(?P<han>{HAN_POINT})|(?P<half>半)"
)
BETWEEN = re.compile(r"—{1,2}|[-~～–－]|至|到")
FIXED: tuple[tuple[str, str], ...] = (
    ("网址", r"(?:https?://|www\.)[A-Za-z0-9._~/?#&=%:+-]{1,300}"),
    ("电话", r"(?<![0-9])(?:0[0-9]{2,3}[-—][0-9]{7,8}|1[3-9][0-9]{9}|400-?[0-9]{3}-?[0-9]{4})(?![0-9])"),
    ("文号", r"[〔\[【(（][0-9]{4}[〕\]】)）](?:第?[0-9]{1,5}[号期])?"),
    (
        "时刻",
        r"(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9]) {0,2}(?:[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?)?"
        r"|(?<![0-9])[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?(?![0-9])(?:(?:—|-|至)[0-9]{1,2}[:：][0-9]{2})?"
        r"|(?<![0-9.])[0-9]{1,2}[时点](?![0-9位钟半]|间|段|代|评|击|赞|阵)(?:[0-9]{1,2}分)?)",
    ),
    (
        "日期",
        r"(?:[上下]半年|第?[一二三四1-4]季度|(?<![0-9])[0-9]{4}(?:[—-]|至)[0-9]{4}(?:年度?|学年)"
        r"|(?<![0-9])(?:19|20)[0-9]{2}年(?:度|[0-9]{1,2}月(?:[0-9]{1,2}[日号])?)?"
        r"|(?<![0-9.])[0-9]{1,2}月(?:[0-9]{1,2}[日号]?)?(?:(?:—|-|至)(?:[0-9]{1,2}月)?[0-9]{1,2}[日号])?"
        r"|(?<![0-9.])[0-9]{1,2}[日号]?(?:—|-|至|、)[0-9]{1,2}(?:月(?:[0-9]{1,2}日)?(?:份|末|底)?|日)"
        r"|[零〇一二三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?"
        r"|(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?)",
    ),
    ("比例", r"(?<![0-9.:：])[0-9]{1,3}[:：][0-9]{1,3}(?:[:：][0-9]{1,3})?(?![0-9.])|[0-9][×xX*][0-9]{1,2}小时"),
    ("序号", r"第(?:[0-9]{1,6}|" + HAN + r")(?:[届次批期版号部条个名位家章节轮季代者页场]|产业|梯队|方阵)?"),
    ("序号", r"[①-⑳]|[㈠-㈩]|[(（](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）]"),
    ("序号", r"(?:^|(?<=[。；：:!？]))[  ]{0,4}[0-9]{1,2}(?:[、．]|\.(?![0-9]))|^[一二三四五六七八九十]{1,3}[、.．]"),
    ("序号", r"(?:^|(?<=[。；：，!？]))[一二三四五六七八九十](?:是|要|来)"),
    (
        "名称",
        r"[一二三四五六七八九十]{1,3}届(?:人大|政协|[省市县区旗州]委)?[一二三四五六七八九十]{1,3}次(?:全会|会议|全体会议)?"
        "|[一二三四五六七八九十]{1,3}届",
    ),
    ("名称", r"(?<![A-Za-z])[A-Za-z]{1,6}[-+]?[0-9]{1,6}(?:\.[0-9]{1,3})?(?![0-9])"),
    ("名称", r"一对一|点对点|[一三][^\s，。；、“”十百千万亿]一[^\s，。；、“”十百千万亿]|[0-9]{1,3}(?:\+[0-9A-ZX]{1,3}){1,6}"),
    (
        "概数",
        r"[数几][十百千万亿]{1,2}(?:[多余])?(?:亿|万)?|[一二三四五六七八九]?十几"
        r"|(?:两三|三四|三五|四五|五六|七八|八九)(?=[个家条项人名户天年月座处次种])",
    ),
    ("概数", r"过半|大半|对半|一半|多半|翻[一两二三]番|翻番|[一二三四五六七八九]分之[一二三四五六七八九]"),
)
LEADS = f"0-9{DIGITS}十百千万亿半第上下数几过大对多翻点A-Za-z①-⑳㈠-㈩〔【（( \\["
"""Every character that a number or a fixed form may begin with; others are passed over at once."""
EXPECTED = re.compile(r"(?:预计|预期|约)[^，。；：！？]{0,18}$")
"""What makes a range a guess, somewhere before it in its clause: 预计接待游客8万至10万人次."""
JOINED_BY = re.compile(r"[、和及与]|以及")
NAME = re.compile(r"“[^“”。！？；，\n]{1,24}”|‘[^‘’。！？；，\n]{1,24}’|《[^《》\n]{1,80}》")


class _Spans:
    """Stretches of text, sorted and apart; answers whether an index lies in one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = list(spans)
        self._starts = [start for start, _ in self._spans]

    def holds(self, index: int) -> bool:
        place = bisect_right(self._starts, index) - 1
        return place >= 0 and index < self._spans[place][1]


class _Number(NamedTuple):
    """A number and its unit as read, before bounds and reasons."""

    start: int
    end: int
    value: float
    unit: str | None
    more: bool
    """多 or 余 stands with it."""
    han: str
    """The Chinese digits that it is written in, or empty."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon in the form that reading needs."""

    lead: re.Pattern[str]
    unit: re.Pattern[str]
    before: Mapping[str, Comparator]
    not_before: tuple[str, ...]
    after: re.Pattern[str]
    after_sense: Mapping[str, Comparator]
    inside: frozenset[str]
    measures: frozenset[str]
    traps: frozenset[str]
    calendar: re.Pattern[str]
    ages: re.Pattern[str]
    ordinals: re.Pattern[str]
    ranks: re.Pattern[str]
    name_tails: re.Pattern[str]
    abstractions: re.Pattern[str]
    sized: re.Pattern[str]
    money: tuple[str, ...]
    idioms: re.Pattern[str]


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    units, traps, kept = (lexicon.words("numerals", name) for name in ("units", "traps", "kept"))
    fixed = "|".join(f"(?P<f{i}>{pattern})" for i, (_, pattern) in enumerate(FIXED))
    before = {word: sense for sense, group in lexicon.groups("numerals", "before").items() for word in group}
    after = {word: sense for sense, group in lexicon.groups("numerals", "after").items() for word in group}
    more = f"[{''.join(lexicon.words('numerals', 'more'))}]"
    calendar = either(lexicon.words("numerals", "calendar"))
    pieces = {w for w in units if w not in traps}
    return _Words(
        lead=re.compile(f"(?=[{LEADS}])(?:{fixed}|(?=[0-9{DIGITS}十百千万亿半]))", re.MULTILINE),
        unit=re.compile(
            f"(?P<more>{more}?)(?P<scale>(?:{either(lexicon.words('numerals', 'multipliers'))})?)(?P<more2>{more}?)"
            f"(?P<unit>(?=(?:{either(kept)}))[^0-9]|(?:{either((*pieces, *traps))})(?:[/／每](?:{either(pieces)}|年|月|日))?|)"
            f"(?P<more3>多?)"
        ),
        before={word: _comparator(sense) for word, sense in before.items()},
        not_before=lexicon.words("numerals", "not_before"),
        after=re.compile(f"(?P<word>{either(after)})"),
        after_sense={word: _comparator(sense) for word, sense in after.items()},
        inside=frozenset(lexicon.words("numerals", "inside")),
        measures=frozenset(units),
        traps=frozenset(traps),
        calendar=re.compile(f"{more}?(?:{calendar})"),
        ages=re.compile(either(lexicon.words("numerals", "ages"))),
        ordinals=re.compile(either(lexicon.words("numerals", "ordinals"))),
        ranks=re.compile(either(lexicon.words("numerals", "ranks"))),
        name_tails=re.compile(either(lexicon.words("numerals", "name_tails"))),
        abstractions=re.compile(either(lexicon.words("numerals", "abstractions"))),
        sized=re.compile(f"的?[^，。；、：！？0-9的]{{0,6}}?(?:{either(lexicon.words('numerals', 'sized'))})"),
        money=lexicon.words("numerals", "money"),
        idioms=re.compile(either(lexicon.words("numerals", "idioms"))),
    )


def _comparator(sense: str) -> Comparator:
    known: Mapping[str, Comparator] = {"=": "=", ">=": ">=", ">": ">", "<=": "<=", "<": "<", "~": "~"}
    return known[sense]


def han_value(digits: str) -> float:
    """The value of a Chinese numeral: 两千二百 is 2200, 百 is 100, 二〇 is 20."""
    whole, _, part = digits.partition("点")
    total = section = digit = 0
    positional = not any(char in SCALES for char in whole)
    for char in whole:
        scale = SCALES.get(char)
        if scale is None:
            digit = digit * 10 + VALUES[char] if positional else VALUES[char]
        elif scale > 10_000:
            total, section, digit = (total + section + digit or 1) * scale, 0, 0
        elif scale == 10_000:
            total, section, digit = total + (section + digit or 1) * scale, 0, 0
        else:
            section += (digit or 1) * scale
            digit = 0
    tail = f"0.{''.join(str(int(han_value(char))) for char in part)}" if part else "0"
    return total + section + digit + float(tail)


def whole(number: str) -> int:
    """The value of a whole number in figures or in Chinese: 12, 十二."""
    return int(number) if number.isdecimal() else int(han_value(number))


def _past_number(plain: str, start: int) -> int:
    """The index after a number that counts nothing, so that no part of it is read again."""
    seen = NUMBER.match(plain, start)
    return max(seen.end() if seen else start, start + 1)


def _fixed(seen: re.Match[str]) -> Quantity:
    """2024年1月17日，〔2024〕17号，0799-6688135"""
    reason = FIXED[int((seen.lastgroup or "f0")[1:])][0]
    start = seen.start() + len(seen[0]) - len(seen[0].lstrip())
    digits = re.search(r"[0-9]{1,15}", seen[0])
    return Quantity(start, seen.end(), start, seen.end(), float(digits[0]) if digits else 0.0, None, None, "=", reason)


def _number(plain: str, start: int, words: _Words) -> _Number | None:
    """4.2万平方米，600余个，百分之二十八，两千二百个，半小时"""
    seen = NUMBER.match(plain, start)
    if seen is None:
        return None
    if seen["share"]:
        value = _arabic(seen["share"]) if seen["share"].isascii() else han_value(seen["share"])
        return _Number(start, seen.end(), value, "%", False, "")
    if seen["arabic"]:
        return _with_unit(plain, _Number(start, seen.end(), _arabic(seen["arabic"]), None, False, ""), words)
    if seen["half"]:
        read = _with_unit(plain, _Number(start, seen.end(), 0.5, None, False, "半"), words)
        return read if read.unit or words.calendar.match(plain, seen.end()) else None
    return _with_unit(plain, _han(start, seen["han"]), words)


def _han(start: int, digits: str) -> _Number:
    """两千二百 is the number; in 百亿 and 亿元 the last 万 or 亿 is left to the unit."""
    kept = digits.rstrip("万亿")
    if kept == digits:
        return _Number(start, start + len(digits), han_value(digits), None, False, digits)
    scale = 1
    for char in digits[len(kept) :]:
        scale *= SCALES[char]
    return _Number(start, start + len(kept), han_value(digits) / scale, None, False, kept or digits)


def _arabic(digits: str) -> float:
    return float(digits.replace(",", "").replace(" ", ""))


def _with_unit(plain: str, bare: _Number, words: _Words) -> _Number:
    """The number with 万 or 亿, its unit and 多 or 余, as far as they stand behind it."""
    seen = words.unit.match(plain, bare.end)
    if seen is None:
        return bare
    scale, unit = seen["scale"], "" if seen["unit"] in words.traps else seen["unit"]
    if not scale and not unit:
        return bare
    stop = seen.end("unit") if unit else seen.end("scale")
    part = PART_OF_SHARE.match(plain, stop) if unit == "成" and not scale else None
    if part:
        return _Number(bare.start, stop + 1, bare.value + TENTHS[part[0]], unit, False, bare.han)
    behind = bool(seen["more3"]) and unit not in ("", "%") and not plain.startswith(MANY, stop)
    more = bool(seen["more"] or seen["more2"]) or behind
    return _Number(bare.start, stop + behind, bare.value, scale + unit, more, bare.han)


PART_OF_SHARE = re.compile("[一二三四五六七八九半](?=[，。；、！？）]|以[上下]|左右|$)")
"""八成五 and 八成半 are 8.5 成."""
TENTHS = {word: tenth / 10 for tenth, word in enumerate("一二三四五六七八九", 1)} | {"半": 0.5}
MANY = ("多个", "多元", "多样", "多数", "多名", "多功能", "多层", "多种")
"""Words that begin with 多 and say nothing of the number before them."""


# ---------------------------------------------------------------- a number in its place


def _measured(plain: str, start: int, words: _Words, names: _Spans, floor: int) -> Quantity | None:
    """A number with what stands around it; None where Chinese digits only make up a word."""
    number = _number(plain, start, words)
    if number is None or words.idioms.match(plain, start):
        return None
    last, high = _range(plain, number, words)
    unit = last.unit or number.unit
    sense, begin = _before(plain, start, words, floor)
    after, end = _after(plain, last.end, unit, words)
    comparator = _settled(sense, after, number.more or last.more)
    if high is not None and comparator == "=" and EXPECTED.search(plain, max(0, start - 20), start):
        comparator = "~"
    value = number.value
    if start > floor and plain[start - 1] in "-−" and start > 1 and "\u4e00" <= plain[start - 2] <= "\u9fff":
        value, begin = -value, min(begin, start - 1)
    place = _Place(plain, number, last, unit, begin, end, sense, after, words, names)
    reason = _noise(place)
    if reason is None:
        return None
    quantity = Quantity(begin, end, start, last.end, value, high, unit, comparator, reason)
    return _stretched(place, quantity) if reason else quantity


def _in_its_list(plain: str, quantity: Quantity, before: list[Quantity]) -> Quantity:
    """分别不低于420吨、36吨：a bound said once holds for each figure of the list"""
    if quantity.noise or quantity.comparator != "=" or not before or before[-1].noise:
        return quantity
    first = before[-1]
    joined = JOINED_BY.fullmatch(plain, first.end, quantity.start) is not None
    shared = joined and first.end == first.number_end and "分别" in plain[max(0, first.start - 24) : first.start]
    return quantity._replace(comparator=first.comparator) if shared else quantity


def _stretched(place: _Place, quantity: Quantity) -> Quantity:
    """A number that is no quantity takes along the word that makes it none: 65周岁, 16期, 8个月."""
    words = place.words
    pattern = {"时长": words.calendar, "年龄": words.ages, "序号": words.ordinals, "名称": words.ranks}.get(quantity.noise)
    seen = pattern.match(place.plain, _digits_end(place)) if pattern else None
    if seen is None or seen.end() <= quantity.end:
        return quantity
    return quantity._replace(end=seen.end(), number_end=seen.end())


def _range(plain: str, first: _Number, words: _Words) -> tuple[_Number, float | None]:
    """5%—6%，3至5家，8万至10万人次"""
    link = BETWEEN.match(plain, first.end)
    if link is None or plain[max(0, first.start - 1) : first.start] in ("由", "从"):
        return first, None
    last = _number(plain, link.end(), words)
    if last is None or bool(last.han) != bool(first.han) or not _same_kind(first.unit, last.unit):
        return first, None
    return (last, last.value) if last.value > first.value or first.unit != last.unit else (first, None)


def _same_kind(first: str | None, last: str | None) -> bool:
    if first is None or first == last:
        return True
    return last is not None and (last.startswith(first) or last.endswith(first.lstrip("万亿千百十")))


def _before(plain: str, start: int, words: _Words, floor: int) -> tuple[Comparator | None, int]:
    """不少于2个，控制在4%以内，近百口"""
    for length in range(min(6, start - floor), 0, -1):
        sense = words.before.get(plain[start - length : start])
        if sense is not None:
            if plain[max(0, start - length - 3) : start].endswith(words.not_before):
                return None, start
            return sense, start - length
    far = FAR_BOUND.search(plain, max(floor, start - 14), start)
    return (words.before[far["word"] or far["least"]], start) if far else (None, start)


FAR_BOUND = re.compile("(?P<word>不低于|不少于|不高于|不超过)[一-龥]{2,8}的$|(?P<least>至少)[一-龥]{1,4}$")
"""不低于住户数的30%, 至少前移5位: a bound before the words that lead to the figure."""


def _after(plain: str, end: int, unit: str | None, words: _Words) -> tuple[Comparator | None, int]:
    """两个以上，4%以内，8分钟内"""
    seen = words.after.match(plain, end)
    if seen is not None:
        return words.after_sense[seen["word"]], seen.end()
    if unit in words.inside and plain.startswith("内", end) and not plain.startswith("内容", end):
        return "<=", end + 1
    return None, end


def _settled(before: Comparator | None, after: Comparator | None, more: bool) -> Comparator:
    """The words after a number weigh more; 多 and 余 count where nothing else stands."""
    if after is not None:
        return after
    if before is not None and before != "=":
        return before
    return ">" if more else "="


# ---------------------------------------------------------------- why a number is no quantity


class _Place(NamedTuple):
    """A number with everything that the reasons look at."""

    plain: str
    number: _Number
    last: _Number
    unit: str | None
    begin: int
    end: int
    before: Comparator | None
    after: Comparator | None
    words: _Words
    names: _Spans

    @property
    def bounded(self) -> bool:
        return self.before not in (None, "=") or self.after is not None

    def follows(self, text: str) -> bool:
        return self.plain.startswith(text, self.end)


Reason = Callable[[_Place], "str | None"]


def _noise(place: _Place) -> str | None:
    """The first reason that holds; empty for a quantity; None where nothing was counted at all."""
    for rule in RULES:
        reason = rule(place)
        if reason is not None:
            return reason
    return "" if place.unit is not None else _alone(place)


def in_a_name(place: _Place) -> str | None:
    """“131”工程，“十三大创新突破行动”，《2021年公报》"""
    return "名称" if _counts(place) and place.names.holds(place.number.start) else None


def of_time(place: _Place) -> str | None:
    """前8个月，三年，两周，5日；not 周转箱, nor 压缩至15个工作日, which has a unit"""
    if place.unit and MEASURED_TIME.search(place.plain, max(0, place.number.start - 6), place.number.start):
        return None
    seen = place.words.calendar.match(place.plain, _digits_end(place))
    return "时长" if seen is not None and seen.end() >= place.last.end else None


MEASURED_TIME = re.compile("(?:压缩|缩短|压减|压降|控制|精简|减少)(?:至|到|在|为)?$")


def of_age(place: _Place) -> str | None:
    """65周岁以上老年人; not 预期寿命达到81岁"""
    if "寿命" in place.plain[max(0, place.number.start - 8) : place.number.start]:
        return None
    return "年龄" if place.words.ages.match(place.plain, _digits_end(place)) else None


def in_a_series(place: _Place) -> str | None:
    """三号厂房，16期，2号线"""
    return "序号" if place.unit is None and place.words.ordinals.match(place.plain, place.last.end) else None


def of_rank(place: _Place) -> str | None:
    """4A级，世界500强，110千伏变电站，九大产业链"""
    spelled = (place.unit or "").strip("万亿").isascii() and place.unit in place.words.measures
    return "名称" if not spelled and place.words.ranks.match(place.plain, _digits_end(place)) else None


def in_ranking(place: _Place) -> str | None:
    """前10名，后三位"""
    behind = place.plain[max(0, place.number.start - 1) : place.number.start] in ("前", "后")
    return "名次" if behind and place.unit in ("名", "位") else None


def with_letters(place: _Place) -> str | None:
    """2F栋，3.0版"""
    after = place.plain[place.last.end : place.last.end + 1]
    return "名称" if place.unit is None and after.isascii() and after.isalpha() else None


def as_name(place: _Place) -> str | None:
    """12345热线，318国道"""
    return "名称" if place.unit is None and place.words.name_tails.match(place.plain, place.last.end) else None


def as_size(place: _Place) -> str | None:
    """投资亿元以上重大项目，过30亿元项目，百亿级企业，20万吨级船舶"""
    unit = place.unit or ""
    if not unit.endswith(place.words.money) and not unit.endswith("级"):
        return None
    level = place.follows("级") or place.follows("量级")
    over = place.after in (">=", "<=") or place.before == ">" or unit.endswith("级")
    if level or (over and place.words.sized.match(place.plain, place.end)):
        return "规模"
    return None


def of_headings(place: _Place) -> str | None:
    """七个方面，三个阶段，五项举措"""
    few = bool(place.number.han) or place.number.value <= 20
    counted = place.unit in ("个", "项", "条") and few and not place.bounded
    return "概数" if counted and place.words.abstractions.match(place.plain, place.last.end) else None


def how_often(place: _Place) -> str | None:
    """每月不少于1次，每周3次"""
    if place.unit not in ("次", "场", "轮") or "每" not in place.plain[max(0, place.begin - 14) : place.begin]:
        return None
    return "频次" if re.search(r"每[^，。；、]{0,13}$", place.plain[max(0, place.begin - 14) : place.begin]) else None


def article_word(place: _Place) -> str | None:
    """一个中心，一批项目，这一条"""
    if place.number.han != "一" or place.bounded or place.unit is None or place.unit in ("%", "成", "倍"):
        return None
    closing = place.plain[place.end : place.end + 1] in ("", "，", "。", "；", "、", "）", ")", "(", "（")
    return "" if closing and place.unit in COUNTED_ONE else "泛指"


def round_word(place: _Place) -> str | None:
    """百强，千亩良田，万人大会：a bare 百 or 千 with no bound, where it is no money"""
    if not place.number.han or place.number.han.strip("百千万亿") or place.bounded or place.before == "=":
        return None
    unit = place.unit or ""
    if unit.endswith("元"):
        return None if place.number.han.strip("万亿") else "概数"
    return "概数" if unit else None


def _counts(place: _Place) -> bool:
    """Not one of the Chinese digits that words are made of: 一体, 三农."""
    return place.unit is not None or len(place.number.han) != 1


def _alone(place: _Place) -> str | None:
    """收入比1.8 stays; a number before a mere noun is none; Chinese digits without a unit make up a word."""
    if place.number.han:
        long = len(place.number.han) > 2 or place.bounded
        return "无单位" if long else None
    lead = place.plain[max(0, place.begin - 2) : place.number.start]
    ends = place.plain[place.end : place.end + 1] in ("", "，", "。", "；", "、", "）", ")", ";", "：")
    return "" if ends and any(word in lead for word in ("比", "为", "达", "数", "降至", "率", "到")) else "无单位"


def _digits_end(place: _Place) -> int:
    seen = NUMBER.match(place.plain, place.last.start)
    return seen.end() if seen else place.last.end


COUNTED_ONE = frozenset("个座所家条处项栋幢间台套辆")


def per_so_many(place: _Place) -> str | None:
    """每百元营业收入中的成本84.6元"""
    return (
        "基数"
        if place.plain.startswith("每", place.begin - 1) and (place.unit or "").endswith(("元", "克", "亩", "人"))
        else None
    )


RULES: tuple[Reason, ...] = (
    per_so_many,
    in_a_name,
    of_age,
    of_time,
    of_rank,
    in_ranking,
    in_a_series,
    with_letters,
    as_name,
    as_size,
    of_headings,
    how_often,
    article_word,
    round_word,
)
