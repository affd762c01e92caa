"""What a figure counts or measures, in the article's words and without the figure.

``Reading`` cuts the words around each quantity of a sentence; ``metric`` turns
them into a name and carries over the noun that the writer did not repeat.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from builder.finding.lines import Line
from builder.finding.name_grammar import HAN
from builder.finding.numerals import Quantity
from builder.finding.status import harmless, without
from builder.finding.text import ITEM, Span, after_last
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either

BOUNDARY = "，。；：！？!?…\n"
LEFT_EDGES = BOUNDARY + "（）“"
RIGHT_EDGE = re.compile(f"[{BOUNDARY}（）、”]")
JOINT = re.compile(r"、|以及|同时|(?<![涉惠普以])及|[和与]")
SHARES = ("%", "个百分点", "成", "倍", "‰")
LONGEST = 40
"""Characters after which a metric is cut: it is a name, not a sentence."""


class Around(NamedTuple):
    """The words of a quantity's clause before and after it, in indexes of the paragraph."""

    left: Span
    right: Span


def around(plain: str, quantities: Sequence[Quantity]) -> list[Around]:
    """For each quantity, the words that belong to it alone.

    打造22个城市管理示范区和26条精品道路: each figure gets the noun behind it;
    盘活闲置土地六百亩、闲置厂房4.2万平方米: each gets the noun before it.
    """
    edges = [_clause(plain, q.start, q.end) for q in quantities]
    lefts = [edge.start for edge in edges]
    rights = [edge.end for edge in edges]
    for i in range(1, len(quantities)):
        before, after = quantities[i - 1], quantities[i]
        if before.end > lefts[i]:
            middle = plain[before.end : after.start]
            joints = list(JOINT.finditer(middle))
            if joints and joints[0].start() == 0:
                rights[i - 1] = before.end
                lefts[i] = before.end + joints[0].end()
            elif joints and _leads_with_figure(plain, Span(lefts[i - 1], before.start), before):
                rights[i - 1] = before.end + joints[-1].start()
                lefts[i] = before.end + joints[-1].end()
            else:
                rights[i - 1] = after.start
                lefts[i] = before.end
    return [
        Around(Span(min(left, q.start), q.start), Span(q.end, max(right, q.end)))
        for q, left, right in zip(quantities, lefts, rights, strict=True)
    ]


def _clause(plain: str, start: int, end: int) -> Span:
    """From the mark before the figure to the one behind it; a term in quotation marks (整治“三线”乱象) is no edge."""
    earliest = max(0, start - 120)
    left = after_last(plain, LEFT_EDGES, earliest, start)
    while left > earliest and plain[left - 1] == "“" and "”" in plain[left:start]:
        left = after_last(plain, LEFT_EDGES, earliest, left - 1)
    opened = plain.rfind("（", max(0, left - 24), left - 1) if left and plain[left - 1] == "）" else -1
    if opened >= 0:
        left = after_last(plain, LEFT_EDGES, opened - 60, opened)
    edge = RIGHT_EDGE.search(plain, end, end + 60)
    while edge and edge.group() == "”" and "“" in plain[end : edge.start()]:
        edge = RIGHT_EDGE.search(plain, edge.end(), end + 60)
    return Span(max(left, earliest), edge.start() if edge else min(len(plain), end + 60))


def _leads_with_figure(plain: str, left: Span, quantity: Quantity) -> bool:
    """Whether the noun stands behind the figure: there is none before it, or the unit is a plain classifier at a verb."""
    return len(re.sub(f"[^{HAN[1:-1]}]", "", plain[left.start : left.end])) <= 3 or quantity.unit in (
        "个",
        "项",
        "条",
        "家",
        "座",
        "所",
    )


class Grammar:
    """The patterns of metrics, made once from the word list."""

    def __init__(self, lexicon: Lexicon) -> None:
        def words(section: str) -> tuple[str, ...]:
            return lexicon.words("targets", section)

        self.leading_to = re.compile(f"(?:{either(words('leading_to'))})$")
        self.adverbs = re.compile(f"(?!{either(words('not_adverbs'))})(?:{either(words('adverbs'))})")
        self.strengths = re.compile(f"(?:{either(w for w in words('strengths') if w in STRONG)})")
        self.bare = re.compile(f"(?:{either(words('bare'))})")
        self.complete = re.compile(f"(?:{either(words('complete'))})")
        self.only_verbs = re.compile(f"(?:(?:{either([*words('verbs'), *words('adverbs')])})){{1,4}}")


STRONG = ("力争", "确保", "争取", "计划", "预计", "必须", "努力", "将", "要")
"""Words after which the thing promised begins: everything before one of them in the clause is who promises."""


@lru_cache(maxsize=4)
def grammar(lexicon: Lexicon) -> Grammar:
    """The grammar of ``lexicon``, compiled once."""
    return Grammar(lexicon)


def metric(line: Line, quantity: Quantity, words: Around, previous: str) -> str:
    """What ``quantity`` counts; ``previous`` is what the figure before it in the same sentence is said of, or empty."""
    rules = grammar(line.lexicon)
    if previous.endswith("总投资") and (quantity.unit or "").endswith("元") and DONE.search(line.text(words.left)):
        return "完成投资"
    left = _clean(_without_times(line, words.left), rules)
    right = _clean_right(_without_times(line, words.right), rules)
    if quantity.unit in SHARES and left and not right.startswith(CHANGES):
        right = ""
    if right and "、" in left:
        left = _verb_of_list(left, rules)
    named = LEADING_JOINT.sub("", left + right).rstrip("、的和与")
    return _carried(named, previous, rules)[:LONGEST] or previous[:LONGEST]


LEADING_JOINT = re.compile("^(?:[、的]|[和及与](?![谐时会平]))+")
"""和 before a thing is dropped, 和谐社区 and 及时率 stay whole."""
DONE = re.compile("完成[了约近]{0,2}$")
"""总投资82.5亿元，…，已 | 完成 | 5.7亿元: of what it costs in all so much was done."""


def _verb_of_list(left: str, rules: Grammar) -> str:
    """开工建设国道改线、临港大道 | 2个 | 项目 → 开工建设; 整治乱停车、打造 | 22个 | 示范区 → 打造."""
    last = left.rpartition("、")[2]
    verb = rules.only_verbs.match(left)
    return last if rules.only_verbs.fullmatch(last) or not verb or len(last) <= 2 else verb.group()


def _without_times(line: Line, span: Span) -> str:
    """The words of ``span`` less its time words and white space."""
    out, at = [], span.start
    for time in line.times_within(span.start, span.end):
        if time.start >= at and time.end <= span.end:
            out.append(line.plain[at : time.start])
            at = time.end
    out.append(line.plain[at : span.end])
    return "".join("".join(out).split())


def _clean(left: str, rules: Grammar) -> str:
    """The thing measured: without numbering, promiser, adverbs and what only leads to the figure.

    力争规上工业亩均税收提高到 → 规上工业亩均税收; 全县接待游客将力争 → 接待游客: the words after the
    last promise, or, where nothing is left of them, those before it.
    """
    numbered = ITEM.match(left)
    left = IN_BRACKETS.sub("", left[numbered.end() if numbered else 0 :])
    pieces, start = [], 0
    for strong in rules.strengths.finditer(harmless(left)):
        if not left.startswith("计划投资", strong.start()):
            pieces.append(left[start : strong.start()])
            start = strong.end()
    pieces.append(left[start:])
    trimmed = [clean for clean in (_trim(piece, rules) for piece in reversed(pieces)) if clean]
    if len(trimmed) > 1 and (trimmed[0] in CHANGES or (rules.only_verbs.fullmatch(trimmed[0]) and _is_a_thing(trimmed[1]))):
        return trimmed[1] + trimmed[0]
    return next((clean for clean in trimmed if len(clean) > 1), "".join(trimmed[:1]))


def _is_a_thing(words: str) -> bool:
    """个体工商户培育 | 今年要覆盖: what is done to stands before the promise; but 该局 | 将引进, 全县各级 | 要完成."""
    return len(words) > 3 and PROMISER.match(words) is None


PROMISER = re.compile("[该我全各本他她它这那]|.{0,6}(?:局|委|办|县|区|市|镇|乡|街道|公司|集团|部门|单位|会议|政府|园区|中心|们)$")
CHANGES = ("增长", "下降", "提高", "提升", "增加", "减少", "上升")
"""地区生产总值要增长: what changes stands before the promise."""


def _trim(words: str, rules: Grammar) -> str:
    for _ in range(6):
        leads = rules.adverbs.match(words) and not words.startswith("计划投资")
        shorter = rules.leading_to.sub("", rules.adverbs.sub("", words, count=1) if leads else words)
        if shorter == words:
            break
        words = shorter
    return _unmarked(words.strip("‘’（）《》 ·●■▲"))


def _unmarked(words: str) -> str:
    """“小巨人” → 小巨人, 工改工”项目 → 工改工项目; marks around a part of the name stay: 整治“三线”乱象."""
    if words.count("“") != words.count("”"):
        return words.replace("“", "").replace("”", "")
    return words[1:-1] if WHOLLY_MARKED.fullmatch(words) else words


WHOLLY_MARKED = re.compile("“[^“”]*”")


def _clean_right(right: str, rules: Grammar) -> str:
    """The noun behind the figure: 精品道路等重点专项行动 → 精品道路, 重点产业链及产业园区 → 重点产业链."""
    right = _unmarked(right.strip("‘’（）《》 ")).removeprefix("的").lstrip("将在于")
    first = FIRST_NAMED.match(right)
    right = first.group(1) if first else right
    right = ALREADY.sub("", without(rules.strengths, right))
    return "" if rules.leading_to.fullmatch(right) else right


IN_BRACKETS = re.compile("（[^（）]{0,24}）")
FIRST_NAMED = re.compile("(.{2,20}?)(?:等|以及|(?<![涉惠普以])及|和)(?=.)")
ALREADY = re.compile("已?(?:全部|全面)|均?已|顺利")
WHO_GAINS = re.compile("涉及|惠及")


def _carried(name: str, previous: str, rules: Grammar) -> str:
    """The name with the noun that the writer did not say again."""
    if not previous or name == previous:
        return name
    if rules.complete.match(name):
        return name
    if name in ("目标", "目标任务", "任务"):
        return previous + name
    noun = _noun(previous, rules)
    if rules.bare.match(name):
        base = re.sub("(?:同比|环比)?(?:增长|下降|上涨|增加)$", "", previous)
        return base + name if not name.startswith(base) else name
    if name and rules.only_verbs.fullmatch(name):
        return name + noun if len(noun) > 1 else name
    return name or previous


def is_bare(words: str, lexicon: Lexicon) -> bool:
    """Whether the words before a figure say no noun of their own: 占年度计划的, 同比增长."""
    return grammar(lexicon).bare.match(words.lstrip("，、和")) is not None


def topic(name: str, previous: str, lexicon: Lexicon) -> str:
    """What the next figure is said of when it says no noun: a share or a part of ``previous`` does not replace it."""
    rules = grammar(lexicon)
    if previous and (
        not name or rules.complete.match(name) or name.startswith(previous) or name.endswith(_noun(previous, rules))
    ):
        return previous
    return name


def _noun(metric_before: str, rules: Grammar) -> str:
    """重大项目 of 开工建设重大项目."""
    metric_before = WHO_GAINS.split(metric_before, maxsplit=1)[0] or metric_before
    found = rules.only_verbs.match(metric_before)
    return metric_before[found.end() :] if found and found.end() < len(metric_before) else metric_before
