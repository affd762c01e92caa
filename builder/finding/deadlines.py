"""Deadlines: something concrete that is to be done, or begun, by a stated time, without a figure of its own."""

from __future__ import annotations

import re
from functools import lru_cache

from builder.finding import projects
from builder.finding.cadences import beats
from builder.finding.goals import Words, goals
from builder.finding.governing import ONLY_DONE
from builder.finding.lines import LONGEST_BRACKET, Line, is_bracketed
from builder.finding.metrics import grammar
from builder.finding.periods import TimeWord
from builder.finding.status import Said, harmless, status, strength, without
from builder.finding.text import Span, after_last
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Period, Target

LONGEST = 40
LONGEST_DAYS = 184
"""A stretch longer than half a year is a period, not a date."""
NOTHING_SAID = ("完成",)
WITHIN_THE_YEAR = ("年内", "今年内", "今年年内")
"""These name a year and yet say by when."""
FARTHEST = 160
"""Characters that a clause may reach to either side of its time word."""


@lru_cache(maxsize=4)
def _deeds(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(either(lexicon.words("targets", "deeds"))), re.compile(either(lexicon.words("targets", "not_deeds")))


def deadlines(line: Line) -> list[Target]:
    """3月底前，城北110千伏变电站必须通电投运"""
    found = [_deadline(line, time) for time in line.times] + [_by_the_year(line, built) for built in BUILT.finditer(line.plain)]
    return [target for target in found if target]


BUILT = re.compile("(?<=，)(?:基本|全面|初步)?(?:建成|创成)[^，。；：！？]{4,30}(?=[，。；]|$)")


def _by_the_year(line: Line, built: re.Match[str]) -> Target | None:
    """到2027年，产值突破120亿元，建成国家级产业集群: the year by which governs the clause at the end without a figure."""
    clause = Span(*built.span())
    times = line.times_within(line.sentence(clause.start).start, clause.start)
    time = times[-1] if times else None
    if time is None or not time.deadline or time.period is None or not line.plain.startswith("到", time.start):
        return None
    if line.has_quantity(clause) or line.times_within(clause.start, clause.end):
        return None
    return _target(line, time, built.group()[:LONGEST], clause, "deadlines") if _is_to_come(line, time) else None


def _deadline(line: Line, time: TimeWord) -> Target | None:
    deeds, events = _deeds(line.lexicon)
    if time.period is None or time.vague or not _is_short(line, time) or _closes_its_item(line, time):
        return None
    whole = _clause(line, time)
    clause = _past_its_size(line, whole, time)
    words = line.text(clause)
    said_by_when = _is_said_by_when(line, time) or _is_a_day_to_come(line, time)
    if (
        line.has_quantity(clause)
        or not (said_by_when or deeds.search(words))
        or events.search(words)
        or beats(words, line.lexicon)
    ):
        return None
    if _dates_the_figure(line, time):
        return None
    thing = _done_before(line, _named(line, _thing(line, time, clause), clause), clause)
    sentence = line.sentence(time.start)
    before = line.plain[sentence.start : clause.start]
    said = Said(words, before, line.before(sentence), line.headings, time.period)
    state = "planned" if _is_to_come(line, time) else status(said, line.article, line.lexicon, otherwise="planned")
    if len(thing) < 2 or thing in NOTHING_SAID or state != "planned":
        return None
    return _target(line, time, thing, clause, "deadlines" if clause == whole else "sized_deadlines")


def _target(line: Line, time: TimeWord, thing: str, clause: Span, rule: str) -> Target | None:
    place, words, sentence = line.evidence(clause), line.text(clause), line.sentence(clause.start)
    if place is None:
        return None
    owner = line.owner(max(time.start, clause.start), max(time.end, clause.start))
    return Target(
        kind="deadline",
        metric=thing,
        comparator=None,
        value=None,
        unit=None,
        period=time.period,
        status="planned",
        strength=strength(words, line.plain[sentence.start : clause.start], line.lexicon),
        owner=owner,
        goals=goals(Words(thing, words, line.text(sentence), line.heading + (owner or ""), line.background), line.lexicon),
        evidence=(place,),
        rule=rule,
    )


def _is_short(line: Line, time: TimeWord) -> bool:
    """A deadline word (9月底前), a beginning (8月起), or half a year at most (6月竣工): a year is no date."""
    period = time.period
    if line.text(Span(time.start, time.end)) in WITHIN_THE_YEAR:
        return True
    if line.plain.endswith(("起", "开始"), time.start, time.end) and period is not None:
        return period.start is not None and (line.article.date is None or period.start > line.article.date)
    if line.plain.endswith(("将于", "拟于"), 0, time.start) and period is not None and period.end is not None:
        return line.article.year is None or period.end.year > line.article.year or time.deadline or _days(period) <= LONGEST_DAYS
    if time.deadline or period is None or period.start is None or period.end is None:
        return time.deadline
    return _days(period) <= LONGEST_DAYS


def _is_to_come(line: Line, time: TimeWord) -> bool:
    """11月30日前全部通过验收, told in March: whatever is done by then is still to be done."""
    return time.deadline and line.is_to_come(time)


def _is_said_by_when(line: Line, time: TimeWord) -> bool:
    """…前 with what is to be done behind it; not 前未申报的企业, 前年满6周岁的儿童, 前这段时间"""
    return time.deadline and line.plain.endswith("前", time.start, time.end) and not OF_WHOM.match(line.plain, time.end)


OF_WHOM = re.compile("[的这不]|(?:仍|尚|还)?未|年?满[0-9一-十]|出生|取得[^，。]{0,12}的")


def _is_a_day_to_come(line: Line, time: TimeWord) -> bool:
    """游泳馆4月20日试水, told in March: ten days at most, as a month needs a deed beside it; no weather, no feast, no hour."""
    period, today = time.period, line.article.date
    if period is None or today is None or period.start is None or period.end is None or NO_DEED.match(line.plain, time.end):
        return False
    return period.start > today and _days(period) <= 10


NO_DEED = re.compile("[是为至到起、，。；]|[上下]午|[0-9]|农历|[^，。]{0,4}[晴雨阴雪]|[^，。]{0,8}(?:节|日)(?=[，。])")


def _days(period: Period) -> int:
    """How many days the period has; none where an end is open."""
    return (period.end - period.start).days if period.start and period.end else 0


def _clause(line: Line, time: TimeWord) -> Span:
    """The clause of the time word, and the next one where it stands alone before a comma (3月底前，…)."""
    if time in line.bracketed:
        return _item_clause(line, time)
    plain = line.plain
    start = _last(plain, "，。；：！？“", time.start)
    end = _next(plain, time.end)
    others = [t for t in line.times_within(start, end) if t is not time and (t.period or t.deadline)]
    start = max([start, *(plain.rfind("、", t.end, time.start) + 1 for t in others if t.end < time.start)])
    ends = [at for t in others if t.start > time.end and (at := plain.find("、", time.end, t.start)) >= 0]
    end = min([end, *ends])
    if not re.sub(r"[\s，）]", "", plain[time.end : end]) and plain.startswith("，", end):
        end = _next(plain, end + 1)
    return Span(start, end)


def _past_its_size(line: Line, clause: Span, time: TimeWord) -> Span:
    """总投资9.2亿元的中试基地一期将于明年9月投运: what is to be done stands behind the size."""
    before = line.quantities_within(Span(clause.start, time.start))
    sizes = [q for q in before if line.plain.startswith("的", q.end)]
    return Span(sizes[-1].end + 1, clause.end) if sizes else clause


def _closes_its_item(line: Line, time: TimeWord) -> bool:
    """…八个。（11月底前完成；责任单位：旗民政局）: a bracket behind the full stop dates the figures and names no deed."""
    if not is_bracketed(line.plain, time):
        return False
    opens = line.plain.rfind("（", max(0, time.start - LONGEST_BRACKET), time.start)
    return line.plain[max(0, opens - 1) : opens] in ("", "。")


def _item_clause(line: Line, time: TimeWord) -> Span:
    """区中医医院康复楼投入使用，新增康复床位120张（6月底前完成）: the bracket dates the clause without a figure too."""
    start = _last(line.plain, "，。；：！？.、", time.start - 1)
    whole = Span(start, line.plain.find("）", time.end) + 1)
    earlier = Span(_last(line.plain, "，。；：！？.、", start - 1), start - 1)
    if line.has_quantity(whole) and earlier.end - earlier.start >= 4:
        return earlier
    return whole


def _last(plain: str, marks: str, position: int) -> int:
    """The index after the last of ``marks`` before ``position``."""
    return after_last(plain, marks, position - FARTHEST, max(0, position))


def _next(plain: str, start: int) -> int:
    latest = min(len(plain), start + FARTHEST)
    end = min((at for at in (plain.find(mark, start, latest) for mark in "，。；！？") if at >= 0), default=latest)
    closing = plain.find("”", start, end)
    return closing if closing >= 0 and "“" not in plain[start:closing] else end


def _done_before(line: Line, thing: str, clause: Span) -> str:
    """开展全覆盖评估，建立“一企一档”，6月底前完成: what is completed stands in the clause before, where no figure does."""
    start = _last(line.plain, "，。；：！？", clause.start - 1)
    before = Span(start, max(start, clause.start - 1))
    follows = thing in NOTHING_SAID and line.plain.startswith("，", clause.start - 1) and before.end - before.start >= 4
    return line.text(before)[:LONGEST] + thing if follows and not line.has_quantity(before) else thing


def _dates_the_figure(line: Line, time: TimeWord) -> bool:
    """建人工湿地3处，9月投用: the clause says no more than when the things counted before it are done."""
    done = ONLY_DONE.match(line.plain, time.end)
    follows = line.plain.startswith("，", time.start - 1) and line.has_quantity(Span(max(0, time.start - 12), time.start - 1))
    return done is not None and not time.deadline and follows and not done.group().startswith("全")


def _named(line: Line, thing: str, clause: Span) -> str:
    """云咖速溶粉项目，三季度开工 | 县医院综合楼5月封顶、年底启用: a bare deed with what is named before it in the sentence."""
    if not _bare_deed(line.lexicon).fullmatch(thing):
        return thing
    named = projects.named(line.plain, Span(line.sentence(clause.start).start, clause.start), line.lexicon)
    return (line.text(named[-1]) if named else _shared_subject(line, clause)) + thing


def _shared_subject(line: Line, clause: Span) -> str:
    """县医院综合楼 | 5月封顶、年底启用: what stands before the first day of deeds that are listed; empty where none is."""
    start = _last(line.plain, "，。；：！？“", clause.start)
    days = line.times_within(start, clause.start) if line.plain.startswith("、", clause.start - 1) else ()
    return line.plain[start : days[0].start] if days and days[0].start - start > 2 else ""


@lru_cache(maxsize=4)
def _bare_deed(lexicon: Lexicon) -> re.Pattern[str]:
    deeds = either(lexicon.words("targets", "deeds"))
    return re.compile(f"(?:全部|全面|正式|基本|整体|可|力争)?(?:{deeds}){{1,2}}")


def _thing(line: Line, time: TimeWord, clause: Span) -> str:
    """What is to be done: the clause without who does it, its time word, its numbering and the words of promise."""
    start = _past_who(line, clause.start, time.start)
    words = line.plain[start : clause.end]
    if clause.end > time.start:
        words = re.sub("[于在]$", "", line.plain[start : time.start]) + line.plain[time.end : clause.end]
    words = re.sub("（(?:全部|全面)?(?:完成|建成)?）", "", words)
    words = re.sub("^[0-9]{1,2}[.．、]|[“”（）、，]", "", words)
    leading = LEADING.match(harmless(words))
    return without(grammar(line.lexicon).strengths, words[leading.end() :] if leading else words, 1)[:LONGEST]


def _past_who(line: Line, start: int, time: int) -> int:
    """县住建局 | 要在9月底前完成物资储备: where a clause goes on behind the body that is to do it; else where it begins."""
    who = line.scope.agent_within(line.number, start, start)
    return who.span.end if who and who.span.end <= time and IS_TO.match(line.plain, who.span.end) else start


IS_TO = re.compile("要|将|须|应|确保|力争|计划|争取|在(?![建线册岗])|(?:[0-9]{1,2}月)")
LEADING = re.compile("(?:将|并|力争|确保|计划|预计|必须|要|争取|目前|于|在|到|前|可){1,4}")
