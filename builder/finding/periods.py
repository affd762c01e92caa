"""Time words in a paragraph and the days that they mean, read from the article's own date.

A word whose days cannot be computed comes back without a period; nothing is
guessed and no clock is asked.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from builder.finding.numerals import whole
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Period


class TimeWord(NamedTuple):
    """A time word, in indexes of the text that it was read from."""

    start: int
    """First character; 到, 至 and 截至 belong to it where they make it an end."""
    end: int
    """After the last character, 前 and 以来 included."""
    period: Period | None
    """The days that it means; None where they cannot be computed."""
    deadline: bool
    """It says by when: 9月底前, 到2025年."""
    vague: bool
    """Nothing can be computed from it, whatever the year: 目前, 近年来, 三年内."""


Days = tuple[date | None, date | None]
"""First and last day; None where the word leaves that end open."""


def times(plain: str, year: int | None, day: date | None, lexicon: Lexicon) -> list[TimeWord]:
    """Every time word in ``plain``, in order and without overlaps.

    ``year`` is what 今年 and 一季度 are read in, ``day`` what 本月 is read from;
    either may be None, then words that need it have no period.
    """
    words = _words(lexicon)
    anchor = _Anchor(year if year is not None else day.year if day else None, day)
    found: list[TimeWord] = []
    at, compared_end = 0, len(plain)
    while (seen := words.point.search(plain, at)) is not None:
        word = _vague(seen) if seen["vague"] else _timed(plain, seen, anchor, words)
        at = max(word.end, seen.start() + 1)
        if _compared(plain, word, words) or plain[compared_end : word.start] in ("、", "和"):
            compared_end = word.end
        else:
            found.append(word)
    return found


# ---------------------------------------------------------------- the words

MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = r"(?:[12][0-9]|3[01]|0?[1-9]|二十[一-九]?|三十一?|十[一二三四五六七八九]?|[一二三四五六七八九])"
FEW = r"(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,2})"
LINK = re.compile(r"—{1,2}|[-~～–－]|至|到")
NOT_BEFORE = (
    r"(?!往|来|列|景|期|后|沿|进(?![场入行驻])|端|瞻|辈|提(?![交出供升高前速请])|半|几|面|任"
    r"|[0-9一二三两]{1,3}(?:天|日|周|年|个?月|季度|次|名|位|轮|期|批))"
)
NO_NUMBER = r"(?:(?<![0-9.])|(?<=^[0-9]\.)|(?<=^[0-9][0-9]\.))"
"""No figure stands before a month but the number of the item that the paragraph is: 1.8月底前."""
NO_MONTH = "一|度|饼|季|供|嫂|薪|均|租|亮|考|报|调|通|评|结|督"
"""What makes 月 part of another word: 一月一调度."""
NO_SINCE = "到|自|源|点|步|草|诉|临|访"
"""What makes 来 and 起 part of another word: 起步, 来自."""
SPRING_FESTIVALS: Mapping[int, date] = {
    found.year: found
    for found in (
        date(2016, 2, 8), date(2017, 1, 28), date(2018, 2, 16), date(2019, 2, 5), date(2020, 1, 25), date(2021, 2, 12),
        date(2022, 2, 1), date(2023, 1, 22), date(2024, 2, 10), date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 6),
        date(2028, 1, 26), date(2029, 2, 13), date(2030, 2, 3),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon in the form that reading needs."""

    point: re.Pattern[str]
    years: Mapping[str, int]
    months: Mapping[str, int]
    quarters: Mapping[str, int]
    weeks: Mapping[str, int]
    plans: Mapping[str, int]
    feasts: Mapping[str, str]
    bases: tuple[str, ...]


class _Anchor(NamedTuple):
    """What relative words are read from."""

    year: int | None
    day: date | None


def _keyed(lexicon: Lexicon, section: str) -> dict[str, str]:
    return {word: key for key, group in lexicon.groups("periods", section).items() for word in group}


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    years, months, quarters, weeks, plans = (_keyed(lexicon, name) for name in ("years", "months", "quarters", "weeks", "plans"))
    feasts = _keyed(lexicon, "feasts")
    plain = {name: either(lexicon.words("periods", name)) for name in (
        "whole", "year_end", "month_end", "to", "since", "before", "vague", "spring_festival",
    )}  # fmt: skip
    before = f"(?:{plain['before']}){NOT_BEFORE}"
    year = (
        r"(?:(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?:(?P<yspan>—|-|至|~)(?P<y2>(?:19|20)[0-9]{2}))?年(?:度|(?!代|级|轮|龄|均|报|检|产(?!业|值|量|能)|薪))"
        r"|(?P<yh>[二一][零〇九一二三四五六七八]{3})年"
        f"|(?P<rel>{either(years)})(?!同期|度假|轻|后))"
    )
    inner = (
        f"第?(?P<q>[一二三四1-4])(?:[、和](?P<q2>[二三四2-4]))?季度|前(?P<nq>[二两三23])个?季度|(?P<first>首季度?)"
        f"|(?P<half>上半年|下半年)|(?P<whole>{plain['whole']})|(?P<yend>{plain['year_end']})|(?<![此目日节提])前(?P<nm>{FEW})(?:个月|月(?![份底末0-9]|[上中下]旬))"
        f"|{NO_NUMBER}(?P<m1>{MONTH})(?:月份?)?(?:—|-|至|到|~|、)(?P<m2>{MONTH})月(?:(?<=[0-9]月)(?![饼嫂薪度均])|(?!{NO_MONTH}))份?(?![0-9一二三]|[上中下]旬)"
        f"|{NO_NUMBER}(?P<m>{MONTH})月(?:(?<=[0-9]月)(?![饼嫂薪度均])|(?!{NO_MONTH}))"
        f"(?:份|(?P<d>{DAY})[日号](?:(?:—|-|至)(?P<d2>{DAY})[日号])?(?:[0-9]{{1,2}}时)?|(?P<tenth>[上中下])旬)?"
        f"|(?P<feast>{either(feasts)})(?={before})|(?P<spring>{plain['spring_festival']})(?={before})"
    )
    alone = (
        f"(?P<week>{either(weeks)})(?![一二三四五六日天])|(?P<month>{either(months)})(?:(?P<md>{DAY})日|(?P<mt>[上中下])旬)?|(?P<mend>{plain['month_end']})|(?P<quarter>{either(quarters)})"
        f"|“?(?P<plan>{either(plans)})”?(?:规划)?(?:时期|期间|(?=末|以来|收官|中后期|初|前|开局))"
    )
    tail = f"(?P<edge>底|末|年?初|年中)?(?:(?P<by>{before})|(?P<since>{plain['since']})(?!{NO_SINCE})|为止)?"
    span = (
        f"(?:未来|今后|近|最近|过去(?!的?一年)|接下来)的?{FEW}(?:[至到]{FEW})?(?:年|个月|天|周)(?:来|内|间|里)?"
        f"|(?<![0-9])(?:半|{FEW}(?:[至到—-]{FEW})?)(?:年|个月|天|周|个?工作日)(?:内|以内|之内|来)(?!容|部|涵|外|自|到)"
    )
    point = (
        f"(?P<to>{plain['to']})?(?:(?P<vague>(?<![0-9])(?!(?<=中)长期)(?:{plain['vague']})|{span})"
        f"|(?:(?P<alone>{alone})|(?P<head>{year})?(?P<inner>{inner})?(?(head)|(?(inner)|(?!)))){tail})"
    )
    leads = {word[0] for group in (years, months, quarters, weeks, feasts, plans) for word in group}
    lists = ("whole", "year_end", "month_end", "to", "vague", "spring_festival")
    leads |= {word[0] for name in lists for word in lexicon.words("periods", name)}
    return _Words(
        point=re.compile(f"(?=[{''.join(sorted(leads))}0-9一二两三四五六七八九十半第前首上下“未今近最过接])(?:{point})"),
        years={word: int(key) for word, key in years.items()},
        months={word: int(key) for word, key in months.items()},
        quarters={word: int(key) for word, key in quarters.items()},
        weeks={word: int(key) for word, key in weeks.items()},
        plans={word: int(key) for word, key in plans.items()},
        feasts=feasts,
        bases=lexicon.words("periods", "bases"),
    )


# ---------------------------------------------------------------- a word in its place


def _vague(seen: re.Match[str]) -> TimeWord:
    """目前，近年来，三年内"""
    return TimeWord(seen.start(), seen.end(), None, False, True)


def _compared(plain: str, word: TimeWord, words: _Words) -> bool:
    """较9月底提高，恢复到2019年水平，每月5日前：the word governs nothing"""
    has_figure = BASE_WITH_FIGURE.match(plain, word.end) is not None
    return not has_figure and plain[max(0, word.start - 4) : word.start].endswith(words.bases)


BASE_WITH_FIGURE = re.compile("的?[0-9][0-9.,]{0,12}(?!%|[0-9]|倍|个百分点)[万亿]{0,2}[一-龥]")
"""比去年一季度的186.5亿元增加: a base with a figure of its own is told in its own right."""


def _timed(plain: str, seen: re.Match[str], anchor: _Anchor, words: _Words) -> TimeWord:
    """A time word with its bounds, and the second half of 2024年8月下旬—2027年12月."""
    days, end, last = _days(seen, anchor, words), seen.end(), seen
    if not seen["by"] and not seen["since"]:
        second = _second(plain, seen, words)
        if second is not None:
            upto = _days(second, _Anchor(days[0].year if days and days[0] else anchor.year, anchor.day), words)
            days = (days[0], upto[1]) if days and upto and _in_order(days[0], upto[1]) else None
            end, last = second.end(), second
    if last["edge"] in ("初", "年初", "年中"):
        return TimeWord(seen.start(), end, None, False, True)
    spoken_of = plain[max(0, seen.start() - 1) : seen.start()] in SPEAKING
    ends = _says_by_when(last) or (last is seen and seen["to"] is not None and not spoken_of)
    if days is not None and seen["since"]:
        days = (days[0], None)
    elif days is not None and ends and last is seen:
        days = (None, days[1])
    period = Period(*days, words=plain[seen.start() : end]) if days else None
    return TimeWord(seen.start(), end, period, bool(ends) and not seen["since"], False)


SPEAKING = ("谈", "说", "提", "讲", "聊")
"""谈到2025年: spoken of, and no day by which."""


def _says_by_when(seen: re.Match[str]) -> bool:
    return bool(seen["by"] or seen["edge"] in ("底", "末") or seen["yend"] or seen["mend"])


def _second(plain: str, first: re.Match[str], words: _Words) -> re.Match[str] | None:
    link = LINK.match(plain, first.end())
    second = words.point.match(plain, link.end()) if link else None
    if second is None or second["vague"] or second["to"] or not (second["head"] or second["m"] or second["yend"]):
        return None
    return second


def _in_order(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start <= end


# ---------------------------------------------------------------- the days of a word


def _days(seen: re.Match[str], anchor: _Anchor, words: _Words) -> Days | None:
    """The days of a time word before 前, 以来 and 到 are looked at; None where the year or day is missing."""
    if seen["alone"]:
        return _alone(seen, anchor, words)
    if seen["y2"]:
        return date(int(seen["y"]), 1, 1), date(int(seen["y2"]), 12, 31)
    year = _year(seen, anchor, words)
    if year is None or not 1 <= year <= 9998:
        return None
    if not seen["inner"]:
        return date(year, 1, 1), date(year, 12, 31)
    return next((days for rule in RULES if (days := rule(seen, year, words, anchor)) is not None), None)


def _year(seen: re.Match[str], anchor: _Anchor, words: _Words) -> int | None:
    """2024年，二〇二四年，明年"""
    if seen["y"]:
        return int(seen["y"])
    if seen["yh"]:
        return int("".join(str("零一二三四五六七八九".find(char.replace("〇", "零"))) for char in seen["yh"]))
    if anchor.year is None:
        return None
    return anchor.year + (words.years[seen["rel"]] if seen["rel"] else 0)


def _alone(seen: re.Match[str], anchor: _Anchor, words: _Words) -> Days | None:
    """“十四五”，本周，本月，本月下旬，月底，本季度"""
    if seen["plan"]:
        first = words.plans[seen["plan"]]
        return date(first, 1, 1), date(first + 4, 12, 31)
    if anchor.day is None:
        return None
    if seen["week"]:
        return _week(anchor.day, words.weeks[seen["week"]]) if anchor.day.weekday() else None
    months = anchor.day.year * 12 + anchor.day.month - 1
    if seen["quarter"] or seen["mend"]:
        return _months((months // 3 + words.quarters[seen["quarter"]]) * 3, 3) if seen["quarter"] else _months(months, 1)
    month = months + words.months[seen["month"]]
    if seen["mt"]:
        return _ten_days(month, seen["mt"])
    return _day(month // 12, month % 12 + 1, seen["md"]) if seen["md"] else _months(month, 1)


def _week(day: date, offset: int) -> Days:
    """Monday to Sunday of the week ``offset`` weeks behind that of ``day``, which is no Monday: then 本周 may be the last."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=offset)
    return monday, monday + timedelta(days=6)


def _months(first: int, count: int) -> Days:
    """``count`` whole months from the month ``first``, counted from January of year 0."""
    last = first + count - 1
    return date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1])


def _day(year: int, month: int, first: str, last: str | None = None) -> Days | None:
    try:
        return date(year, month, whole(first)), date(year, month, whole(last or first))
    except ValueError:
        return None


def quarter(seen: re.Match[str], year: int, _words: _Words, _anchor: _Anchor) -> Days | None:
    """一季度，第三季度，一、二季度，首季"""
    if not seen["q"] and not seen["first"]:
        return None
    first = whole(seen["q"]) if seen["q"] else 1
    last = whole(seen["q2"]) if seen["q2"] else first
    return _months(year * 12 + 3 * (first - 1), 3 * (last - first + 1)) if last >= first else None


def first_quarters(seen: re.Match[str], year: int, _words: _Words, _anchor: _Anchor) -> Days | None:
    """前三季度"""
    return _months(year * 12, 3 * whole(seen["nq"])) if seen["nq"] else None


def half(seen: re.Match[str], year: int, _words: _Words, _anchor: _Anchor) -> Days | None:
    """上半年，下半年"""
    if not seen["half"]:
        return None
    return _months(year * 12 + (0 if seen["half"] == "上半年" else 6), 6)


def whole_year(seen: re.Match[str], year: int, _words: _Words, _anchor: _Anchor) -> Days | None:
    """全年，年内，今年年底"""
    return _months(year * 12, 12) if seen["whole"] or seen["yend"] else None


def first_months(seen: re.Match[str], year: int, _words: _Words, _anchor: _Anchor) -> Days | None:
    """前8个月，前两个月"""
    if not seen["nm"] or not 1 <= whole(seen["nm"]) <= 12:
        return None
    return _months(year * 12, whole(seen["nm"]))


def month_to_month(seen: re.Match[str], year: int, _words: _Words, _anchor: _Anchor) -> Days | None:
    """1—10月，7月、8月"""
    if not seen["m1"]:
        return None
    first, last = whole(seen["m1"]), whole(seen["m2"])
    return _months(year * 12 + first - 1, last - first + 1) if first <= last else None


def tenth(seen: re.Match[str], year: int, _words: _Words, _anchor: _Anchor) -> Days | None:
    """8月下旬"""
    if not seen["tenth"]:
        return None
    return _ten_days(year * 12 + whole(seen["m"]) - 1, seen["tenth"])


def _ten_days(month: int, third: str) -> Days:
    """上旬, 中旬 or 下旬 of a month, which is counted from year 0."""
    last = _months(month, 1)[1]
    assert last is not None
    first = 1 + 10 * "上中下".index(third)
    return last.replace(day=first), last if first == 21 else last.replace(day=first + 9)


def day_of_month(seen: re.Match[str], year: int, _words: _Words, _anchor: _Anchor) -> Days | None:
    """12月20日，9月4日至5日"""
    return _day(year, whole(seen["m"]), seen["d"], seen["d2"]) if seen["d"] else None


def month(seen: re.Match[str], year: int, _words: _Words, _anchor: _Anchor) -> Days | None:
    """6月，10月份"""
    return _months(year * 12 + whole(seen["m"]) - 1, 1) if seen["m"] and not seen["d"] else None


def feast(seen: re.Match[str], year: int, words: _Words, anchor: _Anchor) -> Days | None:
    """国庆节前，春节前：up to the day before"""
    if seen["spring"]:
        past = anchor.day is not None and not seen["head"] and anchor.day >= SPRING_FESTIVALS.get(year, date.max)
        found = SPRING_FESTIVALS.get(year + past)
        return (None, found - timedelta(days=1)) if found else None
    if not seen["feast"]:
        return None
    first, day = (int(part) for part in words.feasts[seen["feast"]].split("-"))
    near = anchor.day is not None and anchor.day.month > 6 and first == 1 and not seen["head"]
    return None, date(year + near, first, day) - timedelta(days=1)


Rule = Callable[[re.Match[str], int, _Words, _Anchor], "Days | None"]

RULES: tuple[Rule, ...] = (
    quarter,
    first_quarters,
    half,
    whole_year,
    first_months,
    month_to_month,
    tenth,
    day_of_month,
    month,
    feast,
)
