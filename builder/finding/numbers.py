"""Number targets: quantities that are to be reached or were reached.

Every quantity that becomes no target goes to ``unplaced`` with its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builder.finding.goals import Words, goals
from builder.finding.governing import governing_period
from builder.finding.lines import Line
from builder.finding.metrics import SHARES, Around, around, is_bare, metric, topic
from builder.finding.numerals import Quantity
from builder.finding.scope import Place, assigned
from builder.finding.status import (
    A_FEW_DAYS,
    NEARLY_OVER,
    Said,
    announces_results,
    is_a_whole_year,
    is_of_a_report,
    is_reached,
    status,
    strength,
)
from builder.finding.text import Span, after_last
from builder.model import Article, Evidence, Period, Status, Target, Unplaced


@dataclass(slots=True)
class _Topic:
    """What the figures of a sentence are said of, while it is read from left to right."""

    sentence: Span = field(default_factory=lambda: Span(0, 0))
    metric: str = ""
    told: list[tuple[int, str]] = field(default_factory=list)
    """Where each figure of the sentence stands that counts something, and what: what 分别 shares out."""
    counted: dict[str | None, str] = field(default_factory=dict)
    """unit → what was last counted in it: 38个小区…2.3万户，已完工21个 are 小区 again."""

    def enter(self, line: Line, sentence: Span) -> None:
        """Forget the topic when a new sentence begins; a semicolon keeps it."""
        goes_on = self.sentence == sentence or (
            self.sentence.end == sentence.start and line.plain[self.sentence.end - 1 : self.sentence.end] in ("；", ";")
        )
        if not goes_on:
            self.metric, self.counted, self.name, self.told = "", {}, "", []
        self.sentence = sentence

    name: str = ""
    """The metric of the money that was counted last in the sentence: 占年度计划的54% is said of it."""

    def leave(self, quantity: Quantity, name: str, line: Line) -> None:
        """Remember what the figure counted for the one after it."""
        self.metric = topic(name, self.metric, line.lexicon)
        self.name = name if name.endswith("完成投资") else ""
        self.told.append((quantity.start, name))
        if quantity.unit not in SHARES:
            self.counted[quantity.unit] = self.metric


def number_targets(line: Line) -> tuple[list[Target], list[Unplaced]]:
    """一季度计划开工重大项目257个"""
    out: list[Target] = []
    left: list[Unplaced] = []
    said_of = _Topic()
    shares_out = "分别" in line.plain
    pieces = [_within_its_cell(line, words) for words in around(line.plain, line.quantities)]
    for i, quantity in enumerate(line.quantities):
        said_of.enter(line, line.sentence(quantity.start))
        words = Around(_after_subject(line, pieces[i].left), pieces[i].right)
        place = line.evidence(_clause(line, i, pieces))
        if place is None:
            continue
        start = _starting_point(line, i)
        if start:
            left.append(Unplaced(place, "起点数"))
            said_of.metric = metric(line, quantity, Around(_after_subject(line, start), Span(0, 0)), said_of.metric)
            continue
        said_of.metric = _thing_between(line, i) or said_of.counted.get(quantity.unit, said_of.metric)
        previous = said_of.name if said_of.name and is_bare(line.text(words.left), line.lexicon) else said_of.metric
        name = (
            _share_of_plan(line, words, previous)
            or (_shared_out(line, i, pieces, said_of) if shares_out else "")
            or _invested(line, i, pieces)
            or _measure_above(line, quantity)
            or metric(line, quantity, words, previous)
        )
        reason = _aside(line, quantity, words)
        if not reason:
            target = _target(line, quantity, words, name, place)
            reason = "背景情况" if target.status == "context" else ("" if name else "未能理解")
            if not reason:
                out.append(target)
            said_of.leave(quantity, name, line)
        if reason:
            left.append(Unplaced(place, reason))
    return out, left


def _within_its_cell(line: Line, words: Around) -> Around:
    """| 1 | 新建幼儿园5所 | 县教育局 |: in a row of a table no word of another cell belongs to the figure."""
    column = line.row.column(words.left.end) if line.row else None
    if line.row is None or column is None:
        return words
    cell = line.row.cells[column]
    return Around(
        Span(max(cell.start, words.left.start), words.left.end), Span(words.right.start, min(cell.end, words.right.end))
    )


def _clause(line: Line, i: int, pieces: list[Around]) -> Span:
    """The shortest clause that states the quantity."""
    quantity, start, end = line.quantities[i], pieces[i].left.start, pieces[i].right.end
    while start < quantity.start and line.plain[start] in "、，和及 ":
        start += 1
    return Span(max(start, line.sentence(quantity.start).start), max(end, quantity.end))


# ------------------------------------------------------------ figures that are no targets

NAMED_BY_NUMBER = ("村", "路", "街", "里")
"""A number in words before one of these, right behind a name, belongs to the name: 棉纺三村."""
HAN_DIGITS = "一二两三四五六七八九十百千"
SUMMED_UP = re.compile("(?:、[^、]{1,16}等|这|上述|以上|该)$")
"""A number in words behind one of these sums up a list: 企业、园区、个体户等六条赛道, 这六类主体."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A quantity with the words right before and behind it."""

    line: Line
    quantity: Quantity
    before: str
    after: str

    @property
    def in_words(self) -> bool:
        """Whether the number is written in Han characters."""
        return self.line.plain[self.quantity.number_start] in HAN_DIGITS

    def has_next(self, marks: str) -> bool:
        """Whether another figure follows before any of ``marks``."""
        start, latest = self.quantity.end, self.line.sentence(self.quantity.start).end
        ends = (self.line.plain.find(mark, start, latest) for mark in marks)
        return self.line.has_quantity(Span(start, min((end for end in ends if end >= 0), default=latest)))


def counts_bodies(seen: _Seen) -> str:
    """下设3个专班, 青岛10个区市"""
    return "单位数量" if seen.after.startswith(seen.line.lexicon.words("targets", "bodies")) else ""


def lasts(seen: _Seen) -> str:
    """利用两天的时间"""
    return "时长" if seen.after.startswith("时间") else ""


def belongs_to_name(seen: _Seen) -> str:
    """棉纺三村, 五里店镇"""
    if seen.in_words and seen.quantity.unit in ("里", "家", "道") and PLACE_NAME.match(seen.after):
        return "名称"
    named = seen.in_words and seen.quantity.unit in NAMED_BY_NUMBER and re.search("[一-龥]{2}$", seen.before)
    return "名称" if named else ""


PLACE_NAME = re.compile("(?!乡镇)[一-龥]{1,3}?(?:镇|乡|村|街道|社区)")


def sums_up(seen: _Seen) -> str:
    """企业、园区、个体户等六条赛道; A平台、B平台、C平台三个平台"""
    if seen.in_words and seen.quantity.value == len(re.split("[、和]", seen.before.rpartition("，")[2])) > 1:
        return "列举的个数"
    repeats = len(seen.after) > 1 and seen.before.endswith(seen.after[:2])
    listed = "、" in seen.line.plain[max(0, seen.quantity.start - 60) : seen.quantity.start]
    return "列举的个数" if (seen.in_words and SUMMED_UP.search(seen.before)) or (repeats and listed) else ""


def sizes_the_next(seen: _Seen) -> str:
    """过十亿元的6个; 5亿元以上的不少于4个; 千亩以上饲草基地35个 – the size of the things that are counted next."""
    quantity = seen.quantity
    of_next = (
        quantity.comparator in (">", ">=") and seen.line.plain.startswith("的", quantity.end) and seen.has_next("，。；：、")
    )
    of_noun = quantity.comparator == ">=" and seen.in_words and seen.after and seen.has_next("，。；：、！？")
    return "规模" if of_next or of_noun else ""


def belongs_to_a_rate(seen: _Seen) -> str:
    """十件实事的开工率要达到100%: how many are meant, where their rate is told."""
    return "范围" if RATE_OF.match(seen.after) and seen.has_next("，。；：！？") else ""


RATE_OF = re.compile(
    "[一-龥]{1,8}(?:的|总体|整体|平均)[一-龥]{2,8}(?:率|比例|比重)|[一-龥]{2,6}率(?:要|须|应|将|均|达|不低于|稳定|提高)"
)


def reaches_so_far(seen: _Seen) -> str:
    """公共交通站点500米覆盖率, 消防车5分钟到场率: how far, or how soon, is part of the name of the rate."""
    return "名称" if seen.quantity.unit in REACHES and RATE.match(seen.after) else ""


REACHES = ("米", "公里", "分钟", "小时")
RATE = re.compile("[一-龥]{2}率|[一-龥]{0,2}(?:服务|生活)圈")


def names_a_paper(seen: _Seen) -> str:
    """将2025年10件惠民实事清单印发: how many it lists is part of the paper's name."""
    return "名称" if seen.quantity.unit in COUNTS and PAPER.match(seen.after) else ""


PAPER = re.compile("[一-龥]{0,8}?(?:清单|任务分解表|名单)(?=印发|公布|公示|如下|下发|》)")


def takes_part(seen: _Seen) -> str:
    """县金融服务中心联合6家银行发放贷款4.8亿元: how many joined in."""
    return "范围" if seen.before.endswith(("联合", "会同")) else ""


ASIDES = (
    names_a_paper,
    reaches_so_far,
    takes_part,
    belongs_to_a_rate,
    counts_bodies,
    lasts,
    belongs_to_name,
    sums_up,
    sizes_the_next,
)
"""Why a figure that measures something is still no target; the first reason counts."""


def _aside(line: Line, quantity: Quantity, words: Around) -> str:
    seen = _Seen(line, quantity, line.text(words.left), line.text(words.right).removeprefix("的"))
    return next((reason for rule in ASIDES if (reason := rule(seen))), "")


RAISED = re.compile("(?:提高|提升|增加|扩大|下降|降低|缩短|压缩|减少|上升|增长|发展|降|升|增|减|提)[到至]")
MOVED = re.compile("[一-龥]{0,5}[到至](?:约|近|超过|不低于)?")
"""从9.8% | 抬升至 | 12.5%: between two figures of one unit any word may stand."""
CLAUSE_START = "，。；：！？"


def _starting_point(line: Line, i: int) -> Span | None:
    """由45.6%提高到50%以上: where the words stand that say what is raised; None where the figure is no starting point,
    or tells of a time of its own (从去年的6亿元做到8亿元)."""
    if i + 1 >= len(line.quantities):
        return None
    quantity, following = line.quantities[i], line.quantities[i + 1]
    if line.plain.startswith(("不等", "之间"), following.end):
        return None
    raised = RAISED.fullmatch(line.plain, quantity.end, following.number_start) is not None
    moved = quantity.unit == following.unit and MOVED.fullmatch(line.plain, quantity.end, following.number_start)
    if not raised and not moved:
        return None
    start = after_last(line.plain, CLAUSE_START, quantity.start - 60, quantity.start)
    origin = max(line.plain.rfind(word, start, quantity.start) for word in "由从")
    told = not raised and line.times_within(origin, quantity.start)
    return Span(start, origin) if origin >= 0 and not told else None


# ------------------------------------------------------------ what is counted, where the clause does not say it


def _after_subject(line: Line, left: Span) -> Span:
    """The words before a figure without the body that they begin with: 汀桥区 | 14件民生实事."""
    mention = line.scope.agent_within(line.number, left.start, min(left.start + 12, left.end))
    return Span(mention.span.end, left.end) if mention and mention.span.end <= left.end else left


def _thing_between(line: Line, i: int) -> str:
    """10月启动危旧房征收，面积6.5万平方米: a clause without a figure names what the next figures measure."""
    quantity = line.quantities[i]
    sentence = line.sentence(quantity.start)
    start = max(line.quantities[i - 1].end if i else 0, sentence.start, quantity.start - 120)
    words, at = "", start
    for time in line.times_within(start, quantity.start):
        words, at = words + line.plain[at : time.start], time.end
    clauses = CLAUSE_MARK.split(words + line.plain[at : quantity.start])[:-1]
    if start > sentence.start:
        clauses = clauses[1:]
    named = re.sub("^(?:将|要|力争|确保|启动|推进|完成){0,3}", "", clauses[-1]) if clauses else ""
    return named if 3 <= len(named) <= 16 and not REMARK.match(named) else ""


CLAUSE_MARK = re.compile("[，；：]")
REMARK = re.compile("[按扣剔据经是]|根据|依据|初步|各[一-龥]{0,6}[要须]")
"""Beginnings of clauses that say how something was reckoned: 按不变价格计算, 扣除价格因素."""
MOST_LISTED = 6
RESPECTIVELY = re.compile("(?P<items>[^，。；：]{2,40})分别(?P<rest>[^，。；：0-9]{0,6})$")


def _shared_out(line: Line, i: int, pieces: list[Around], said_of: _Topic) -> str:
    """What 分别 gives to a figure, of the things before it or of those that were counted before; empty where it gives nothing."""
    return _respectively(line, i, pieces) or _each_of_those(line, i, pieces, said_of)


def _respectively(line: Line, i: int, pieces: list[Around]) -> str:
    """城镇、农村居民人均可支配收入分别增长5.2%、7.4%: the first figure is the first thing's, the second the second's."""
    first = _first_listed(line, i)
    said = RESPECTIVELY.search(line.text(pieces[first].left))
    if not said:
        return ""
    things = re.sub("^[0-9]{1,2}[.．、]|^[①-⑳]", "", said["items"])
    items = [item for item in re.split("、|和|以及|及", things) if item]
    if not 2 <= len(items) <= MOST_LISTED or i - first >= len(items):
        return ""
    measure = MEASURE_END.search(items[-1])
    item = items[i - first]
    shared = measure.group() if measure and i - first < len(items) - 1 else ""
    if len(shared) == 1:
        shared = items[-1][len(item) :] or shared
    verb = re.sub("为|达到?|至|到|在|保持", "", said["rest"])
    return (item if item.endswith(shared) else item + shared) + verb


def _first_listed(line: Line, i: int) -> int:
    """The first of the figures that stand in one list with the ``i``th: 5.2%、7.4%和8%."""
    first = i
    while first and i - first < MOST_LISTED and _are_listed(line, first - 1):
        first -= 1
    return first


def _are_listed(line: Line, i: int) -> bool:
    return line.plain[line.quantities[i].end : line.quantities[i + 1].start] in ("、", "和", "及", "以及")


def _each_of_those(line: Line, i: int, pieces: list[Around], said_of: _Topic) -> str:
    """出栏8.9万头，产值12.4亿元，同比分别增长13.2%和16.5%: as many figures as things were counted before."""
    first, last = _first_listed(line, i), i
    while last + 1 < len(line.quantities) and last - first < MOST_LISTED and _are_listed(line, last):
        last += 1
    each = EACH.search(line.text(pieces[first].left))
    before = [name for at, name in said_of.told if at < line.quantities[first].start]
    size = last - first + 1
    return before[-size:][i - first] + each["change"].rstrip("的") if each and 1 < size <= len(before) else ""


EACH = re.compile("^，?(?:同比|环比|[较比][上去]年(?:同期)?)?分别(?:比上年|较上年|同比)?(?P<change>[^，。；：0-9]{0,10})$")
MEASURE_END = re.compile(
    "(?:居民)?人均可支配收入$|(?:增加值|吞吐量|发送量|保有量|覆盖率|参与率|合格率|占比|余额|收入|投资|产量|产值|面积|时间|比重|浓度)$|[率量额值数]$"
)
"""What two things measured alike share: 粮食、蔬菜产量."""
OF_PLAN = re.compile(
    "(?:完成|占|为|达|达到|是)?(?:年度|全年|本年度?|年初|调整|年(?=计划|目标|任务))[^，。；]{0,6}(?:计划|目标|任务|预算)[^，。；]{0,4}的$|(?:是|为|相当于)(?:去年|上年|[0-9]{4}年)同期的$"
)


def _share_of_plan(line: Line, words: Around, previous: str) -> str:
    """完成投资43.7亿元，为年度计划的26.8%: the plan's share is that of what was counted before."""
    left = line.text(words.left).rstrip("近约超")
    share = OF_PLAN.search(left)
    if share and SAYS_OF_WHAT.search(left[: share.start()]):
        return ""
    return f"{previous.removesuffix(share.group().rstrip('的'))}{share.group().rstrip('的')}" if share and previous else ""


SAYS_OF_WHAT = re.compile("[一-龥]{2,12}(?:投资|收入|支出|资金)$")
"""省市重点项目完成投资 | 占年度计划的55%: of what is said in the clause itself."""
INVESTED = re.compile("(?:计划|估算|概算)?总?投资额?$")


def _invested(line: Line, i: int, pieces: list[Around]) -> str:
    """总投资500亿元的200个工业技改项目, 总投资21亿元的总装基地一期: the money is that of what is named next."""
    quantity = line.quantities[i]
    named = INVESTED.search(line.text(pieces[i].left))
    if not named or not line.plain.startswith("的", quantity.end):
        return ""
    project = ONE_PROJECT.match(line.plain, quantity.end)
    if project:
        return (project["called"] or project["name"].replace("“", "").replace("”", "")) + named.group()
    if i + 1 >= len(line.quantities):
        return ""
    following = line.quantities[i + 1]
    if re.search("[，。；：]", line.plain[quantity.end : following.start]):
        return ""
    counted = metric(line, following, Around(Span(0, 0), pieces[i + 1].right), "")
    return counted + named.group() if counted else ""


ONE_PROJECT = re.compile(
    "的(?:“(?P<called>[^“”]{2,16})”(?![一-龥]{0,6}(?:项目|工程|基地))|(?P<name>[一-龥“”A-Za-z·]{2,24}?(?:项目|工程|基地|产业园|生产线|厂房|公路|大桥|枢纽|车间)(?:[一二三四]期)?)"
    "(?![一-龥]{0,4}(?:项目|工程|基地|产业园|生产线)))"
)
"""总投资52亿元的 | 星驰电驱动总成项目 | 二季度投产"""


SCORED = re.compile("[）、，。；]|$")
"""石湾滩镇（94.6分）、柏坡乡（92.3分）"""
PLACED = re.compile("第[一二三四五六七八九十]{1,2}名：[^，。；：（]{2,16}，$")
"""第一名：梨园镇，96.8分"""
LABELLED = re.compile("[^，。；：0-9]{2,12}：")
"""县（区）：石塘县62.5%、谢岗区58.8% under 三、投资完成率排名"""
RANKED = re.compile(
    "[前后][0-9一二三四五六七八九十]{1,2}[名位](?:的是|为|是)?：?(?:[^。；：（分]{2,33}分[，、]){0,9}[^。；：（分]{2,16}$"
)
"""前三名：柳湾乡94.6分，城关镇 | 93.1分"""
MEASURE = re.compile("[一-龥]{2,8}?(?:率|量|额|得分|指数)")


def _measure_above(line: Line, quantity: Quantity) -> str:
    """附：责任单位完成率排名。前三名：市水利局（88.9%） – the measure is named once, above the list."""
    placed = PLACED.search(line.plain, max(0, quantity.start - 30), quantity.start)
    listed = placed or line.plain.startswith("（", quantity.start - 1)
    if quantity.unit == "分" and listed and SCORED.match(line.plain, quantity.end):
        named = [measure for measure in MEASURE.findall(line.heading) if measure.endswith("得分")]
        return named[-1] if named else "综合得分" if "综合" in line.heading + line.plain else "得分"
    beside = line.scope.body_before(line.number, quantity.start)
    measured = MEASURE.findall(line.heading) if beside and not line.plain.startswith("（", quantity.start - 1) else []
    if measured and LABELLED.match(line.plain):
        return str(measured[-1])
    ranked = RANKED.search(line.plain, max(0, quantity.start - 80), quantity.start)
    if not line.plain.startswith("（", quantity.start - 1) and not ranked:
        return ""
    above = line.plain[max(0, quantity.start - 200) : quantity.start]
    for paragraph in reversed(line.article.paragraphs[max(0, line.number - 2) : line.number]):
        above = paragraph.plain[-200:] + above
    named = MEASURE.findall(above[-200:])
    return named[-1] if named else ""


# ------------------------------------------------------------ the record


def _target(line: Line, quantity: Quantity, words: Around, name: str, place: Evidence) -> Target:
    clause = Span(words.left.start, words.right.end)
    sentence = line.sentence(quantity.start)
    before = line.plain[sentence.start : clause.start]
    period = governing_period(line, line.sentence(quantity.start) if line.row else clause, quantity.start)
    own = bool(line.times_within(_comma_before(line.plain, clause.start), clause.end))
    owner = line.owner(quantity.start, quantity.end)
    bound = quantity.comparator in (">=", "<=")
    behind = _told_behind(line, clause.end, sentence.end)
    told = line.plain[clause.start : quantity.end] if name.startswith("总投资") or name.endswith("总投资") else line.text(clause)
    due = any(time.deadline for time in line.times_within(clause.end, sentence.end))
    said = Said(told, before, line.before(sentence), line.headings, period, behind, own, due, bound)
    state = status(said, line.article, line.lexicon)
    over = (
        bool(line.times_within(sentence.start, clause.end))
        and period is not None
        and period.end is not None
        and line.article.date is not None
        and period.end < line.article.date
    )
    if state == "actual" and not over and _is_task(line, quantity, said):
        state = "planned"
    if not own and (_is_cost_of_one(line, quantity, name) or (state == "actual" and _is_ahead(period, line.article))):
        period = None
    return Target(
        kind="number",
        metric=name,
        comparator=quantity.comparator,
        value=quantity.value,
        unit=quantity.unit,
        value_high=quantity.high,
        period=period,
        status=state,
        strength=_strength(line, state, line.plain[clause.start : quantity.number_start], before),
        owner=owner,
        goals=goals(
            Words(name, line.text(clause), line.text(sentence), line.heading + (owner or ""), line.background), line.lexicon
        ),
        evidence=(place,),
        rule="number_targets",
    )


def _comma_before(plain: str, at: int) -> int:
    """Where the part of a sentence begins that 、 holds together: 今年已签约项目23个、协议资金94.5亿元."""
    return after_last(plain, CLAUSE_START, at - LONGEST_PART, at)


LONGEST_PART = 80


def _is_cost_of_one(line: Line, quantity: Quantity, name: str) -> bool:
    """人造板项目总投资6.7亿元: what one project costs in all belongs to no year that was named before it."""
    if not name.endswith("总投资") and not name.startswith("总投资"):
        return False
    return not any(other.unit in COUNTS for other in line.quantities_within(line.sentence(quantity.start)))


COUNTS = ("个", "项", "家", "件")


def _told_behind(line: Line, start: int, end: int) -> str:
    """The rest of the sentence, up to what is to be done by a day: 改造12家，11月30日前全部通过验收 reports nothing."""
    due = next((time.start for time in line.times_within(start, end) if time.deadline), end)
    return line.plain[start:due]


def _strength(line: Line, state: Status, clause: str, before: str) -> str:
    return strength(clause, before, line.lexicon) if state == "planned" else ""


def _is_task(line: Line, quantity: Quantity, said: Said) -> bool:
    """户厕改造任务1260户, 全年2000个的目标任务, an item with its responsible unit: assigned, unless it is said to be done."""
    if re.match("的(?:年度)?(?:目标|任务)", line.plain[quantity.end : quantity.end + 6]):
        return True
    if is_of_a_report(said, line.article, line.lexicon) and FINISHED.search(said.clause):
        return False
    before = line.plain[max(0, quantity.start - 8) : quantity.start]
    named = quantity.unit not in SHARES and re.search("(?:任务|目标)[数量]?$", before) is not None
    if not named and (said.clause.startswith(NOW) or announces_results(said, line.lexicon)):
        return False
    is_assigned = assigned(line.scope, Place(line.number, quantity.start, quantity.end)) is not None
    is_assigned = is_assigned and not RATED.search(line.plain[-LONGEST_RATING:])
    if not is_assigned and not named:
        return False
    return not is_reached(said, line.lexicon)


NOW = ("目前", "眼下", "现已", "截至")
FINISHED = re.compile("建成|完工|竣工|投用|发放")
"""What a report says of an assigned item in these words was done."""
LONGEST_RATING = 40
RATED = re.compile("（[^（）]{2,30}[0-9][^（）]{0,6}）$")
"""（市水利局，投资完成率88.6%）: a bracket that reports on the item, and assigns nothing."""


def _is_ahead(period: Period | None, article: Article) -> bool:
    """Whether the period begins after the day the article speaks from: what was reached cannot lie there."""
    if period is None or period.end is None or article.date is None or period.end <= article.date:
        return False
    if (period.end - article.date).days <= A_FEW_DAYS:
        return False
    runs = article.date.month >= NEARLY_OVER and is_a_whole_year(period)
    return period.start is None or period.start > article.date or not runs
