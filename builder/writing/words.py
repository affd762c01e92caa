"""Values in the words of the page: figures, periods, dates, statuses. Nothing here claims more than the record does."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from builder.lexicon import load
from builder.model import Article, BodyKind, ChangeKind, Comparator, FactKind, Frequency, Period, Target

KINDS: dict[BodyKind, str] = {
    "district": "区市",
    "department": "部门",
    "subdistrict": "镇街",
    "town": "镇街",
    "zone": "功能区",
    "task-force": "专班",
    "enterprise": "企业",
    "party": "党群",
    "other": "其他",
}
"""Body kind → the group that pages list it under, in the order of the pages."""

FREQUENCIES: dict[Frequency, str] = {
    "daily": "日",
    "weekly": "周",
    "ten-day": "旬",
    "monthly": "月",
    "quarterly": "季",
    "half-yearly": "半年",
    "yearly": "年",
}

FACTS: dict[FactKind, str] = {
    "article": "文章",
    "target": "目标",
    "cadence": "调度",
    "project": "项目",
    "mechanism": "机制",
    "duty": "责任链条",
    "quote": "言论",
}
"""What may differ between two builds, in the order in which differences are listed."""

CHANGES: dict[ChangeKind, str] = {"new": "新增", "changed": "改动", "gone": "不再提到"}

BEFORE: dict[Comparator, str] = {"=": "", ">=": "", ">": "超", "<=": "", "<": "不足", "~": "约"}
AFTER: dict[Comparator, str] = {"=": "", ">=": "以上", ">": "", "<=": "以内", "<": "", "~": ""}
RELATIONS: dict[Comparator, str] = {"=": "持平于", ">=": "不低于", ">": "高于", "<=": "不高于", "<": "低于", "~": "接近"}

QUARTERS = "一二三四"
TEN_DAYS = ("上旬", "中旬", "下旬")
UNKNOWN_PERIOD = "未写明期限"


@dataclass(frozen=True, slots=True)
class Figure:
    """A target's value as it is set in type."""

    before: str
    """A word in front of the number: 超, 约."""
    number: str
    """Digits, or empty where the value is words."""
    unit: str
    """The unit with its bound: %以上."""
    words: str = ""
    """The whole value where it is no number: 高于全省增速, 2023年9月底前."""

    @property
    def plain(self) -> str:
        """The value as one short text."""
        return self.words or f"{self.before}{self.number}{self.unit}"


@dataclass(frozen=True, slots=True)
class State:
    """What may be said about a target on the as-of date."""

    key: str
    """The mark that stands before the word: done, reached, open, past, undated, or a standing."""
    words: str


def number(value: float) -> str:
    """760.9 → “760.9”, 230.0 → “230”; never an exponent."""
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure(target: Target) -> Figure:
    """The value of a target of any kind."""
    if target.kind == "number" and target.value is not None:
        bound = target.comparator or "="
        digits = number(target.value)
        if target.value_high is not None:
            digits = f"{digits}–{number(target.value_high)}"
        return Figure(BEFORE[bound], digits, f"{target.unit or ''}{AFTER[bound]}")
    if target.kind == "relative":
        return Figure("", "", "", f"{RELATIONS[target.comparator or '=']}{target.benchmark or '参照值'}")
    return Figure("", "", "", due(target.period))


def due(period: Period | None) -> str:
    """When something is to be done: 2023年9月底前."""
    words = period_words(period)
    return words if period is None or period.end is None or words.endswith("前") else f"{words}内"


def day(value: date | None) -> str:
    """2024年2月21日, or 日期未写明."""
    return f"{value.year}年{value.month}月{value.day}日" if value else "日期未写明"


def month_day(value: date) -> str:
    """2月21日."""
    return f"{value.month}月{value.day}日"


def period_words(period: Period | None) -> str:
    """The days of a period in the usual words: 2024年一季度, 2023年9月底前, 未写明期限."""
    if period is None or (period.start is None and period.end is None):
        return UNKNOWN_PERIOD
    if period.start is None:
        assert period.end is not None
        return _until(period.end)
    if period.end is None:
        return f"{day(period.start)}以来"
    return _named(period.start, period.end) or f"{day(period.start)}至{_rest(period.start, period.end)}"


def interval(period: Period | None) -> str:
    """A period as ISO 8601 writes it, 2024-01-01/2024-03-31; an end that is not known as two dots, no period as nothing."""
    if period is None or (period.start is None and period.end is None):
        return ""
    return "/".join(day.isoformat() if day else ".." for day in (period.start, period.end))


def _until(end: date) -> str:
    if end.day != _days(end):
        return f"{day(end)}前"
    return f"{end.year}年底前" if end.month == 12 else f"{end.year}年{end.month}月底前"


def _rest(start: date, end: date) -> str:
    return month_day(end) if start.year == end.year else day(end)


def _named(start: date, end: date) -> str:
    """The one word for a stretch of days, or empty."""
    if start == end:
        return day(start)
    if start.day == 1 and end.day == _days(end):
        return _months(start, end)
    if (start.year, start.month) == (end.year, end.month):
        for i, (first, last) in enumerate(((1, 10), (11, 20), (21, _days(end)))):
            if (start.day, end.day) == (first, last):
                return f"{start.year}年{start.month}月{TEN_DAYS[i]}"
    return ""


def _months(start: date, end: date) -> str:
    """The word for a stretch of whole months."""
    year, first, last = start.year, start.month, end.month
    if year != end.year:
        return f"{year}—{end.year}年" if (first, last) == (1, 12) else ""
    known = {(1, 12): f"{year}年全年", (1, 6): f"{year}年上半年", (7, 12): f"{year}年下半年"}
    if (first, last) in known:
        return known[first, last]
    if last - first == 2 and first % 3 == 1:
        return f"{year}年{QUARTERS[first // 3]}季度"
    return f"{year}年{first}月" if first == last else f"{year}年{first}—{last}月"


def _days(value: date) -> int:
    return calendar.monthrange(value.year, value.month)[1]


def quarter(value: date) -> Period:
    """The quarter that a day lies in."""
    first = value.month - (value.month - 1) % 3
    start = date(value.year, first, 1)
    last = date(value.year, first + 2, 1)
    return Period(start, last.replace(day=_days(last)), f"{QUARTERS[(first - 1) // 3]}季度")


def year(value: date) -> Period:
    """The year that a day lies in."""
    return Period(date(value.year, 1, 1), date(value.year, 12, 31), "全年")


def days_between(start: date, end: date) -> int:
    """How many days a stretch has, both ends counted."""
    return (end - start + timedelta(days=1)).days


def state(target: Target, as_of: date | None) -> State:
    """What may be said on ``as_of``: a date that has passed without a result is not 未完成."""
    if target.status == "context":
        return State("undated", "背景数字")
    if target.status == "actual":
        done = any(word in target.strength for word in load().words("writing", "done"))
        return State("done", "据报道完成") if done else State("reached", "据报道已达")
    if target.period is None or target.period.end is None:
        return State("undated", UNKNOWN_PERIOD)
    if as_of is None:
        return State("undated", "截至日期不明，不作判断")
    return State("open", "期限内") if target.period.end >= as_of else State("past", "已过期未见报道")


def dated(article: Article) -> str:
    """The day of an article with a word where it was inferred."""
    text = f"{article.year}年" if article.date is None and article.year is not None else day(article.date)
    return f"{text}（推断）" if inferred(article) else text


def inferred(article: Article) -> bool:
    """Whether the year of an article was read from another one."""
    return article.year_source.startswith("推断")


def short(title: str, longest: int = 10) -> str:
    """The head of a title for a narrow column: 闻令而动."""
    pieces = title.replace("\u3000", " ").replace("——", " ").split()
    text = pieces[0] if pieces else title
    for piece in pieces[1:]:
        if len(text) >= 4:
            break
        text = f"{text} {piece}"
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
