"""Which time word governs a figure: the nearest one that speaks of the same thing."""

from __future__ import annotations

import re
from bisect import bisect_right

from builder.finding.lines import LONGEST_BRACKET, Line
from builder.finding.periods import TimeWord
from builder.finding.status import ONCE_BUILT, promised, reached
from builder.finding.text import START, Span
from builder.model import Period

LOOK_BACK = 12
"""Time words of earlier sentences that are asked before a figure is left without a period."""
DURATION = re.compile("[0-9一二三四五六七八九十两]")


def governing_period(line: Line, clause: Span, at: int) -> Period | None:
    """The period of what stands ``at`` in ``clause``; None where no time word governs it."""
    for rule in (in_the_clause, in_the_bracket, in_the_next_clause, in_the_sentence):
        time = rule(line, clause, at)
        if time:
            return time.period
    time = in_an_earlier_sentence(line, clause, at)
    if time:
        return time.period
    return None if ONCE_BUILT.search(line.plain, line.sentence(at).start, at) else line.headline


def in_the_clause(line: Line, clause: Span, at: int) -> TimeWord | None:
    """确保一季度151个攻坚项目开工; 4条路力争11月底前主线贯通 – before the figure, else behind it."""
    before = [time for time in line.times_within(clause.start, at) if not _is_base_of_another(line, time, at)]
    after = line.times_within(at, clause.end)
    return before[-1] if before else next((t for t in after if t.deadline or t.period), None)


def _is_base_of_another(line: Line, time: TimeWord, at: int) -> bool:
    """要从去年的6亿元做到八亿元, 为全年目标6500人的63.4%: last year, and the whole year, govern the first figure only."""
    share = SHARE_OF.match(line.plain, time.end)
    if share and share.end() <= at:
        return True
    has_figure = BASE_FIGURE.match(line.plain, time.end)
    return has_figure is not None and time.start > 0 and line.plain[time.start - 1] in "从由比较" and has_figure.end() <= at


SHARE_OF = re.compile("(?:目标|任务|计划)[0-9][0-9.,]{0,8}[一-龥]{1,4}的")
BASE_FIGURE = re.compile("的?[0-9][0-9.,]{0,12}")


def in_the_bracket(line: Line, clause: Span, at: int) -> TimeWord | None:
    """改建村卫生室15家、社区卫生服务站4家（11月底前完成） – it governs the item up to its semicolon, or, behind a full stop,
    all of it: 建成养老服务中心3处；新增助餐点八个。（11月底前完成；责任单位：旗民政局）"""
    following = bisect_right(line.bracketed, at, key=START)
    time = line.bracketed[following] if following < len(line.bracketed) else None
    if time is None:
        return None
    opens = line.plain.rfind("（", max(at, time.start - LONGEST_BRACKET), time.start)
    if opens < 0:
        return None
    return time if line.plain.endswith("。", 0, opens) or line.plain.find("；", at, opens) < 0 else None


def in_the_next_clause(line: Line, clause: Span, at: int) -> TimeWord | None:
    """农贸市场标准化改造7个，年底前完成"""
    following = line.times_within(clause.end + 1, clause.end + 2)
    done = following and line.plain.startswith("，", clause.end) and ONLY_DONE.match(line.plain, following[0].end)
    sentence = line.sentence(at).start
    if done and reached(line.plain[sentence : clause.start], line.lexicon):
        return None
    if any(time.deadline for time in line.times_within(sentence, at)):
        return None  # 到6月底，完成60%，9月底前全面完成
    return following[0] if done and (following[0].deadline or line.is_to_come(following[0])) else None


ONLY_DONE = re.compile(
    "(?:必须|须|要|可)?(?:全部|全面)?(?:整改)?(?:完成|完工|竣工|建成|到位|办结|投用|投产|投运|通车|交付|做完|铺完|装完|堵死)(?=[，。；]|$)"
)


def in_the_sentence(line: Line, clause: Span, at: int) -> TimeWord | None:
    """今年，X区将持续做强七条产业链，力争新引进100个项目"""
    within = line.times_within(line.sentence(at).start, clause.start)
    earlier = [
        t
        for t in within
        if not (
            _is_base_of_another(line, t, at)
            or _is_attribute(line, t, clause.start)
            or (_is_the_day_of_an_event(line, t) and promised(line.plain[t.end : at], line.lexicon))
        )
    ]
    return earlier[-1] if earlier else None


def _is_attribute(line: Line, time: TimeWord, at: int) -> bool:
    """年度计划投资137亿元: of that clause, and of none behind it."""
    of_a_plan = line.plain.startswith("年度", time.start) and line.plain.startswith(ATTRIBUTES, time.end)
    return of_a_plan and END_OF_ATTRIBUTE.search(line.plain, time.end, at) is not None


END_OF_ATTRIBUTE = re.compile("[，；。：]")
ATTRIBUTES = ("计划", "任务", "目标", "预算")


def in_an_earlier_sentence(line: Line, clause: Span, at: int) -> TimeWord | None:
    """今年，要确保…增长6%。招商引资到位资金不少于90亿元 – as long as the same body is spoken of."""
    if ONCE_BUILT.search(line.plain, line.sentence(at).start, at):
        return None
    owner = line.owner(at)
    times = [
        time
        for time in reversed(line.times_before(line.sentence(at).start, LOOK_BACK))
        if not (_is_passing(line, time) or _is_attribute(line, time, at) or _is_base_of_another(line, time, at))
    ]
    if not times:
        return None
    since = max(line.plain.rfind(mark, 0, at) for mark in "。！？")
    same = [time for time in times if time.start > since]
    time = next((whole for whole in same if not _is_within_its_part(line, whole)), times[0])
    last = line.sentence(time.start).end - 1
    is_open = (since < time.start == line.sentence(time.start).start) or line.scope.topic(line.number, last) is None
    return time if is_open or owner in (line.owner(last), line.owner(time.end)) else None


def _is_within_its_part(line: Line, time: TimeWord) -> bool:
    """全年实施136个，一季度开工率达到45%；力争引进2个: a part of the year named in mid-sentence ends with its semicolon."""
    period = time.period
    if period is None or period.end is None or line.sentence(time.start).start == time.start:
        return False
    if line.plain.startswith(("到", "截至", "截止"), time.start):
        return False
    whole = period.start is not None and (period.end - period.start).days > 300
    return not whole and not line.plain.startswith("，", time.end)


def _is_a_date_in_its_clause(line: Line, time: TimeWord) -> bool:
    """县油茶产业园6月开工建设: a month to come, named behind a subject and not set off by a comma."""
    period, today = time.period, line.article.date
    if period is None or period.start is None or period.end is None or today is None or period.start <= today:
        return False
    return (period.end - period.start).days <= 31 and not line.plain.startswith("，", time.end)


def _is_the_day_of_an_event(line: Line, time: TimeWord) -> bool:
    """10月18日，全县召开动员会: the day of what is told, and no term of what is planned behind it."""
    period, today = time.period, line.article.date
    one_day = period is not None and period.start is not None and period.start == period.end
    return one_day and period is not None and today is not None and period.end is not None and period.end <= today


def _is_passing(line: Line, time: TimeWord) -> bool:
    """Whether the word governs its own clause only: 其中，一季度…; 9月底前…; 10月开始…; 三年内…; but not 到2025年…"""
    if line.plain.endswith(("其中，", "其中"), 0, time.start):
        return True
    if time.deadline and time.period is not None and not line.plain.startswith(("到", "截至", "截止"), time.start):
        return True
    if _is_a_date_in_its_clause(line, time) or _is_the_day_of_an_event(line, time):
        return True
    if time.period is not None and time.period.end is None and line.plain.endswith(("起", "开始"), time.start, time.end):
        return True
    return time.vague and DURATION.search(line.plain, time.start, time.end) is not None
