"""Paragraphs with everything that the rules ask of them, made once: quantities, time words, sentences.

Every number that measures nothing, or that stands where nobody looks for
targets, leaves here for ``unplaced`` with its reason.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import isleap, monthrange
from dataclasses import dataclass, replace
from datetime import date

from builder.finding.numerals import MEASURED_TIME, Quantity, quantities
from builder.finding.periods import TimeWord, times
from builder.finding.scope import Scope
from builder.finding.status import NEARLY_OVER, promised
from builder.finding.tables import Row
from builder.finding.text import ITEM, LONGEST_SENTENCE, START, Span, after_last, evidence, sentences
from builder.lexicon import Lexicon
from builder.model import Article, Evidence, Period, Unplaced

READ = ("body", "caption")
"""Roles of paragraphs in which targets are looked for; figures of headlines stand again below them."""
LONGEST_HEADING = 200
"""Characters of a heading that are looked at below it."""
NOT_READ = {"furniture": "页面信息", "title": "标题，正文另有", "heading": "小标题", "byline": "署名"}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, ready for the rules. All positions are indexes of ``plain``."""

    article: Article
    number: int
    """Index into ``Article.paragraphs``."""
    plain: str
    quantities: tuple[Quantity, ...]
    """Measurable quantities only."""
    times: tuple[TimeWord, ...]
    """Time words that may govern a figure; bases of comparison and attributes are left out."""
    bracketed: tuple[TimeWord, ...]
    """Those that stand in a bracket of their own: （9月底前完成）."""
    sentences: tuple[Span, ...]
    headings: tuple[str, ...]
    """The headings that it stands under, the nearest first."""
    headline: Period | None
    """What the headline of a report or a plan says that its figures are about: 1—5月经济运行情况."""
    scope: Scope
    lexicon: Lexicon
    row: Row | None = None
    """The cells, where the paragraph is a row of a table."""

    @property
    def heading(self) -> str:
        """The headings above it as one text, or empty."""
        return "".join(self.headings)

    @property
    def background(self) -> str:
        """What the paragraph and the article are about."""
        return self.plain[:200] + self.article.title + self.article.deck

    def text(self, span: Span) -> str:
        """The words of ``span``."""
        return self.plain[span.start : span.end]

    def sentence(self, position: int) -> Span:
        """The sentence that holds ``position``."""
        after = bisect_right(self.sentences, position, key=START)
        return self.sentences[after - 1] if after else Span(0, len(self.plain))

    def before(self, sentence: Span) -> str:
        """What stands before ``sentence`` in the paragraph, nearest last."""
        return self.plain[max(0, sentence.start - 200) : sentence.start]

    def times_within(self, start: int, end: int) -> tuple[TimeWord, ...]:
        """The time words that begin in a stretch."""
        first = bisect_left(self.times, start, key=START)
        return self.times[first : bisect_left(self.times, end, lo=first, key=START)]

    def times_before(self, end: int, most: int) -> tuple[TimeWord, ...]:
        """The last time words, ``most`` of them, that begin before ``end``."""
        last = bisect_left(self.times, end, key=START)
        return self.times[max(0, last - most) : last]

    def is_to_come(self, time: TimeWord) -> bool:
        """Whether what a time word names ends after the day that the article speaks from."""
        end, today = time.period.end if time.period else None, self.article.date
        return end is not None and today is not None and end > today

    def quantities_within(self, span: Span) -> tuple[Quantity, ...]:
        """The measurable quantities that begin in ``span``."""
        first = bisect_left(self.quantities, span.start, key=START)
        return self.quantities[first : bisect_left(self.quantities, span.end, lo=first, key=START)]

    def has_quantity(self, span: Span) -> bool:
        """Whether a measurable quantity begins in ``span``."""
        first = bisect_left(self.quantities, span.start, key=START)
        return first < len(self.quantities) and self.quantities[first].start < span.end

    def evidence(self, span: Span) -> Evidence | None:
        """The place in the source of a span of this paragraph."""
        return evidence(self.article, self.number, span)

    def owner(self, start: int, end: int | None = None) -> str | None:
        """The id of the body that owns what stands there; None where nobody does."""
        return self.scope.owner(self.number, start, end)


def lines(article: Article, scope: Scope, lexicon: Lexicon) -> tuple[list[Line], list[Unplaced]]:
    """The paragraphs to read, and every number that measures nothing or stands outside of them."""
    read: list[Line] = []
    left: list[Unplaced] = []
    setting = _Setting(article, lexicon)
    for number, paragraph in enumerate(article.paragraphs):
        plain = paragraph.plain
        row = scope.found.rows.get(number)
        found = [q for q in quantities(plain, lexicon) if row is None or not row.holds_figure(q.start)]
        if paragraph.role == "heading":
            setting.enter_heading(paragraph.level, plain)
        if paragraph.role in READ:
            above, told = setting.above(number, plain)
            seen = _seen(plain, above, article, lexicon)
            real, dated = _without_dates(found, seen)
            left += _unplaced(article, number, dated, "日期")
            governing = _governing(plain, seen)
            bracketed = tuple(t for t in governing if is_bracketed(plain, t))
            parts = tuple(sentences(plain))
            read.append(Line(article, number, plain, real, governing, bracketed, parts, above, told, scope, lexicon, row))
            setting.leave(plain, governing)
            found = [q for q in found if q.noise]
        left += _unplaced(article, number, found, NOT_READ.get(paragraph.role, ""))
    return read, left


class _Setting:
    """What stands above a paragraph: headings, the year that their section opens with, the line that leads to a list."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self.article = article
        self.lexicon = lexicon
        self.headings: list[tuple[int, str]] = []
        self.headline = _headline_period(article, lexicon)
        self.opening: Period | None = None
        self.lead: tuple[str, Period | None] | None = None

    def enter_heading(self, level: int, plain: str) -> None:
        """A heading ends the sections of its level and below."""
        self.headings = [(other, text) for other, text in self.headings if other < level]
        self.headings.append((level, plain[:LONGEST_HEADING]))
        self.opening = None
        self.leave(plain, tuple(times(plain, self.article.year, self.article.date, self.lexicon)))

    def above(self, number: int, plain: str) -> tuple[tuple[str, ...], Period | None]:
        """The headings above a paragraph, the nearest first, and the period that they or its limit set."""
        texts = tuple(text for _, text in reversed(self.headings))
        if self.lead and not LISTED_LINE.match(plain):
            self.lead = None
        led = self.lead or ("", None)
        above = (led[0], *texts) if led[0] and led[0] not in texts else texts
        limit = _limit_below(self.article, number, self.lexicon)
        return above, limit or led[1] or _year_of_section(texts, self.opening) or self._headline(texts)

    def _headline(self, headings: tuple[str, ...]) -> Period | None:
        """The headline's period, but not below a heading that looks ahead of it (三、下一步工作)."""
        return None if any(LOOKS_AHEAD.search(heading) for heading in headings) else self.headline

    def leave(self, plain: str, governing: tuple[TimeWord, ...]) -> None:
        """Remember what a paragraph says of those below it."""
        self.opening = self.opening or _opening_year(governing, plain)
        self.lead = _lead(plain, governing) or self.lead


def _seen(plain: str, headings: tuple[str, ...], article: Article, lexicon: Lexicon) -> list[TimeWord]:
    """The time words of a paragraph, each in its year; a measured duration (压缩至7个工作日以内) is none."""
    found = _not_long_past(plain, times(plain, article.year, article.date, lexicon), article, lexicon)
    year = _year_named("".join(headings)) or _year_before(headings, article)
    dated = _in_their_year(plain, found, article.year, year)
    if year is None and not any(LOOKS_AHEAD.search(heading) for heading in headings):
        dated = [_in_the_year_told(time, plain, article, lexicon) for time in dated]
    return [_counted_back(t, plain, article.date, lexicon) for t in dated if not (t.vague and _is_measured(plain, t))]


def _counts_up_to(period: Period) -> bool:
    """截至年底, but neither 截至2023年底 nor 截至去年底"""
    return period.words.startswith("截至") and not BOUND_TO_ONE.search(period.words[2:])


def _counted_back(time: TimeWord, plain: str, today: date | None, lexicon: Lexicon) -> TimeWord:
    """截至年底, told on 22 January: nothing is counted up to a day to come, so the last one is meant."""
    period = time.period
    if period is None or period.end is None or today is None or not _counts_up_to(period):
        return time
    if (period.end - today).days < LONG_PAST or promised(_clause_of(plain, time), lexicon):
        return time
    return time._replace(period=_moved(period, period.end.year - 1))


ANSWERED = ("答复", "办结", "回复", "反馈", "响应", "出证", "办好")


def _is_measured(plain: str, time: TimeWord) -> bool:
    """审批时限压缩至7个工作日以内, 2个工作日内答复: a length that is promised, and no day."""
    measured = MEASURED_TIME.search(plain, max(0, time.start - 6), time.start) is not None
    return measured or plain.startswith(ANSWERED, time.end)


DONE_BY = re.compile("(?:全部|全面)?(?:完成|建成|完工|投用|启用)?(?:）|；(?:责任|牵头|主责|配合|落实)[一-龥]{2}：)")


OPENED = re.compile("（(?:任务|全部|须|力争|要)?$|[（；](?:完成|办结|整改)?(?:时限|期限|时间)：$")


LONGEST_BRACKET = 80
"""Characters from the opening of such a bracket to its time word."""


def is_bracketed(plain: str, time: TimeWord) -> bool:
    """Whether the time word stands in a bracket of its own, or beside who does it: （9月底前）, （9月底前完成；责任单位：…）"""
    return OPENED.search(plain, max(0, time.start - 7), time.start) is not None and DONE_BY.match(plain, time.end) is not None


def _without_dates(found: list[Quantity], seen: list[TimeWord]) -> tuple[tuple[Quantity, ...], list[Quantity]]:
    """The measurable quantities, and those that are part of a time word (前8个月)."""
    starts = [t.start for t in seen]
    real: list[Quantity] = []
    dated: list[Quantity] = []
    for quantity in found:
        at = bisect_right(starts, quantity.start) - 1
        if quantity.noise:
            continue
        (dated if at >= 0 and quantity.end <= seen[at].end else real).append(quantity)
    return tuple(real), dated


def _unplaced(article: Article, number: int, found: list[Quantity], reason: str) -> list[Unplaced]:
    places = [(evidence(article, number, Span(q.start, q.end)), reason or q.noise) for q in found]
    return [Unplaced(place, why) for place, why in places if place]


WITHIN_A_YEAR = ("全年", "年内", "年度", "上半年", "下半年", "一季度", "二季度", "三季度", "四季度", "前三季度")
NAMES_A_YEAR = re.compile("[0-9]{4}年$|[去今明前]年$|新的?一年$")
MONTH_OF_A_YEAR = re.compile("[（]?(?:[0-9]{4}|明)年(?:[0-9]{1,2}月|[一二三四]季度|[上下]半年|年?底|全年)")
ATTRIBUTE = re.compile("的|项目|预算|储备")
BOUND_TO_ONE = re.compile("[0-9]{4}年|[去今明前本]年|[上本下]|“|同期|以来|截至|目前")


STATISTICS = re.compile("运行|统计|成绩单|经济数据|公报|任务清单|重点工作任务|民生实事|走势|开局|答卷")


def _headline_period(article: Article, lexicon: Lexicon) -> Period | None:
    """The one period that a statistical headline names; None for every other headline, and for “十五五”开局."""
    named = [t.period for t in times(article.title, article.year, article.date, lexicon) if t.period and not t.deadline]
    if len(named) != 1:
        return None
    over = article.date is not None and named[0].end is not None and named[0].end < article.date
    if named[0].words.startswith("“") or NOT_YET.search(article.title):
        return None
    told = STATISTICS.search(article.title + article.deck) or (over and TOLD.search(article.title))
    return named[0] if told else None


NOT_YET = re.compile("征集|申报|遴选|谋划")
"""公开征集2026年度民生实事建议: that year is not what the paper tells of."""
TOLD = re.compile("(?:增长|增速|增幅|同比|突破|实现|达)[^，。]{0,12}[0-9]|报告|年报|总结|回顾|盘点|家底|账单|数读|晒|这一年")
"""前三季度越溪区GDP增长6.3%, 2020年年度报告: a headline that tells of a time that is over."""


LIMIT = re.compile("[（(]?(?:[一-龥]{2,6}：[^；。：]{1,60}；){0,4}(?:(?:完成|办结|整改)?(?:时限|期限)(?:要求)?：|完成时间：)")
"""（责任单位：县教育体育局；完成时限：8月31日前）"""
FIELDS = 6
"""Lines that an item's fields take at most: 牵头领导, 牵头单位, 责任单位, 完成时限."""


def _limit_below(article: Article, number: int, lexicon: Lexicon) -> Period | None:
    """完成时限：12月底 on a line, or in a bracket, of its own below the item; None where the next item comes first."""
    for below in article.paragraphs[number + 1 : number + 1 + FIELDS]:
        limit = LIMIT.match(below.plain)
        if limit:
            said = times(below.plain, article.year, article.date, lexicon)
            return said[0].period if said and said[0].start == limit.end() else None
        if below.role == "heading" or ITEM.match(below.plain) or len(below.plain) > LONGEST_FIELD:
            return None
    return None


LONGEST_FIELD = 60
"""Characters; a longer line is text, not a field."""
LISTED_LINE = re.compile("[0-9]{1,2}[.．、]|[①-⑳]|——|[▶►▪◼✅✔❤\U0001f300-\U0001faff]")
LEADS = re.compile("[：👇↓]$|(?:[一二三四五六七八九十]{1,2}个方面|以下|如下)[^。]{0,12}。$")


def _lead(plain: str, governing: tuple[TimeWord, ...]) -> tuple[str, Period | None] | None:
    """上半年，全力冲刺👇 and a list below it: what it says holds for the items; None where no list is led to."""
    if len(plain) > LONGEST_FIELD or not LEADS.search(plain):
        return None
    named = next((time.period for time in governing if plain.startswith("，", time.end)), None)
    return plain, named


OF_A_YEAR = re.compile(
    "(?:过去|上)(?:的)?一年|去年|上年|工作回顾|工作总结"
    "|[0-9]{4}年(?:度)?[^，。]{0,12}(?:回顾|总结|情况|成效|成绩|完成|打算|计划|安排|目标|思路|任务|举措)"
)


def _year_of_section(headings: tuple[str, ...], opening: Period | None) -> Period | None:
    """一、过去一年工作回顾: the year that the section's opening names, else the one that the heading names."""
    review = next((heading for heading in headings if OF_A_YEAR.search(heading)), None)
    if review is None:
        return None
    year = _year_named(review)
    return opening or (Period(date(year, 1, 1), date(year, 12, 31), f"{year}年") if year else None)


def _opening_year(governing: tuple[TimeWord, ...], plain: str) -> Period | None:
    """2023年，面对旱情…: the year that a paragraph opens with; None where it opens with anything else."""
    first = governing[0] if governing else None
    opens = first is not None and first.start == 0 and plain.startswith("，", first.end)
    return first.period if first and opens and first.period and NAMES_A_YEAR.search(first.period.words) else None


def _year_before(headings: tuple[str, ...], article: Article) -> int | None:
    """一、过去一年，我们交出了成绩单: the year before the article's own."""
    looks_back = next((heading for heading in headings if LOOKS_BACK.search(heading)), None)
    return article.year - 1 if article.year and looks_back else None


LOOKS_BACK = re.compile("(?:过去|上)(?:的)?一年|去年")


def _in_the_year_told(time: TimeWord, plain: str, article: Article, lexicon: Lexicon) -> TimeWord:
    """晒晒2022年医保“家底”, told in 2023: 全年 is the one past year that such a headline names, where nothing is promised."""
    year, period = _year_named(article.title), time.period
    told = year and article.year and year < article.year and TOLD.search(article.title)
    if not year or not told or period is None or period.words != "全年" or promised(_clause_of(plain, time), lexicon):
        return time
    return time._replace(period=_moved(period, year))


def _clause_of(plain: str, time: TimeWord) -> str:
    return plain[_sentence_start(plain, time.start) : min(_sentence_end(plain, time.end), time.end + 20)]


LOOKS_AHEAD = re.compile("下一步|下一阶段|下阶段|打算|新的一年|今年")


def _year_named(heading: str) -> int | None:
    """巩固提升（2024年全年）: the one year that the headings name."""
    years = set(re.findall("(?<![0-9])(20[0-9]{2})年", heading))
    return int(years.pop()) if len(years) == 1 else None


def _in_their_year(plain: str, seen: list[TimeWord], own: int | None, year: int | None) -> list[TimeWord]:
    """2023年，…；全年立案57起: words that name no year belong to the one named before them.

    After a year to come every such word does (明年…6月底前), after a past one only those for parts of a year;
    ``own`` is the article's reference year, ``year`` the one that the headings name.
    """
    out: list[TimeWord] = []
    above, until = year, len(plain)
    set_at: int | None = None
    for time in seen:
        if time.start >= until:
            year, until = above, len(plain)
        period = time.period
        month_end = _end_of_the_month_before(plain, time, out)
        if month_end:
            out.append(time._replace(period=month_end))
            continue
        if period and period.words == "当月" and out and out[-1].end == time.start:
            out[-1] = out[-1]._replace(end=time.end)
            continue
        if period and period.end and _sets_a_year(plain, time, period, own):
            year = period.end.year if period.start is None or period.start.year == period.end.year else None
            until = len(plain) if _opens(plain, time) else _sentence_end(plain, time.end, PARTS)
            above = year if _opens(plain, time) else above
            set_at = time.end
        follows = period is not None and (
            period.words in WITHIN_A_YEAR
            or (_counts_up_to(period) and set_at is not None and not STOPS.search(plain, set_at, time.start))
            or (own is not None and year is not None and year > own and not BOUND_TO_ONE.search(period.words))
        )
        out.append(time._replace(period=_moved(period, year)) if period and year and follows else time)
    return out


def _opens(plain: str, time: TimeWord) -> bool:
    """明年，…。6月底前…: a year, or what opens its sentence, holds for those behind it; 2025年6月建成 at its end does not."""
    whole = time.period is not None and NAMES_A_YEAR.search(time.period.words) is not None
    return whole or time.start == 0 or plain[time.start - 1] in "。！？；：“”（） " or plain.startswith("，", time.end)


LONG_PAST = 200
"""Days after which a month or a quarter named without a year is no longer the last one."""


def _not_long_past(plain: str, seen: list[TimeWord], article: Article, lexicon: Lexicon) -> list[TimeWord]:
    """芷溪将…，一季度开工旅游公路3条, told on 26 December: the quarter to come; the words behind it in the sentence follow."""
    day = article.date
    if day is None or day.month < NEARLY_OVER:
        return seen
    out: list[TimeWord] = []
    moved_until = -1
    for time in seen:
        period = time.period
        bare = period is not None and period.end is not None and BOUND_TO_ONE.search(period.words) is None
        past = bare and period is not None and period.end is not None and (day - period.end).days > LONG_PAST
        if past and (time.deadline or promised(plain[_sentence_start(plain, time.start) : time.start], lexicon)):
            moved_until = _sentence_end(plain, time.end)
        follows = bare and time.start < moved_until
        out.append(time._replace(period=_moved(period, day.year + 1)) if period and follows else time)
    return out


STOPS, PARTS = re.compile("[。！？]"), re.compile("[。！？；]")
"""What ends a sentence, and what ends a part of one."""


def _sentence_start(plain: str, at: int) -> int:
    return after_last(plain, "。！？", at - LONGEST_SENTENCE, at)


def _sentence_end(plain: str, at: int, stops: re.Pattern[str] = STOPS) -> int:
    end = stops.search(plain, at, at + LONGEST_SENTENCE)
    return end.start() if end else at + LONGEST_SENTENCE


LONG_AGO = 10
"""Years; what was so long ago is told in passing: 1961年有完整气象记录以来."""


def _sets_a_year(plain: str, time: TimeWord, period: Period, own: int | None) -> bool:
    """2023年，…; 明年3月底前…，5月20日前…: the words behind it are of that year; but not 谋划明年项目，11月底前…"""
    if own is not None and period.start and period.start.year < own - LONG_AGO:
        return False
    if ATTRIBUTE.match(plain, time.end) and period.words not in ("今年", "新的一年"):
        return False
    if period.start and NAMES_A_YEAR.search(period.words):
        return True
    return (
        own is not None and period.end is not None and period.end.year > own and MONTH_OF_A_YEAR.match(period.words) is not None
    )


def _end_of_the_month_before(plain: str, time: TimeWord, before: list[TimeWord]) -> Period | None:
    """3月20日前完成调查，月底前签订责任书: the end of the month that the sentence named last."""
    last = before[-1].period if before else None
    if last is None or last.end is None or "月" not in last.words or not MONTH_END.match(plain, time.start):
        return None
    if STOPS.search(plain, before[-1].end, time.start):
        return None
    return Period(None, last.end.replace(day=monthrange(last.end.year, last.end.month)[1]), plain[time.start : time.end])


MONTH_END = re.compile("月[底末]")


def _moved(period: Period, year: int) -> Period:
    """The same days in ``year``; the last of February stays the last."""
    return replace(period, start=_in(period.start, year), end=_in(period.end, year))


def _in(day: date | None, year: int) -> date | None:
    if day is None:
        return None
    last = day.month == 2 and day.day >= 28
    return date(year, 2, 29 if isleap(year) else 28) if last else day.replace(year=year)


COMPARED = re.compile("[比较同与]")
AFTER_A_DEED = re.compile("(?![到至在于])[一-龥](?=后年)")
"""开街后年接待游客200万人次: no year after next."""
AFTER_BASE = re.compile(
    "(?<=年度)投资(?:额|计划)?的|同期|水平|相比|基础上|发布|印发|建成的|以前建成的|底前建成的|(?:目标任务|目标|任务|计划|预算)的|(?<=全年)[一-龥]{0,6}?任务(?:的|总?完成率)|的[0-9][0-9.]{0,8}(?:%|倍|个百分点)|第[一二三四五六七八九十0-9]{1,3}[批次届期]|”?(?:规划)?(?:收官|开局|决胜)"
)


def _governing(plain: str, seen: list[TimeWord]) -> tuple[TimeWord, ...]:
    """The time words that may govern: not 比上年, 上年同期, 2000年底前建成的, 占年度计划的, nor one inside a paper's name."""
    out, depth, at, compared_end = [], 0, 0, -1
    for time in seen:
        depth += plain.count("《", at, time.start) - plain.count("》", at, time.start)
        at = time.start
        compared = (time.start > 0 and COMPARED.match(plain, time.start - 1)) or plain[compared_end : time.start] in ("、", "和")
        compared_end = time.end if compared else -1
        after_deed = plain[time.start : time.end] == "后年" and AFTER_A_DEED.match(plain, time.start - 1) is not None
        if (
            depth <= 0
            and not compared
            and not after_deed
            and plain[time.start : time.end] != "同期"
            and not AFTER_BASE.match(plain, time.end)
        ):
            out.append(time)
    return tuple(out)
