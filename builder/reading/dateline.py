"""When an article speaks, who signed it and where it appeared: read from the article alone, never from the clock."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from builder.model import Paragraph
from builder.reading.words import Vocabulary

LEAD = 4
"""How many body paragraphs from the beginning may tell of the day."""
LONGEST = 400
"""Characters at the beginning of a paragraph that are looked at for days."""
YEARS = range(1990, 2100)
FULL = re.compile(r"(?<![0-9])([0-9]{4}) ?[年./-] ?([0-9]{1,2}) ?[月./-] ?([0-9]{1,2})(?![0-9])")
NUM = "一二三四五六七八九"
CHINESE = re.compile(f"([二一][〇零○九][〇零○{NUM}]{{2}})年([{NUM}十]{{1,2}})月([{NUM}十]{{1,3}})日")
DAY = re.compile(r"(?<![0-9])([0-9]{1,2})月([0-9]{1,2})日(?:(?:至|—|到)([0-9]{1,2})日)?")
WIRE = re.compile(r"^(?:[一-龥/]{2,12})?(?:讯|电|([0-9]{1,2})月([0-9]{1,2})日(?:讯|电|消息))(?:[（(][^（()）]{2,60}[）)])?")
NUMBER = re.compile(r"[〔\[［【(（]([0-9]{4})[〕\]］】)）](?:第? ?[0-9]{1,4} ?[号期])")
MONTH = re.compile(r"[（(]?([0-9]{4})年[0-9]{1,2}月[）)]?")
"""（2023年8月）under a headline."""
CLOCK = re.compile(r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日? {1,4}[0-9]{1,2}:[0-9]{2}")
EVENT = re.compile(
    "(?<![0-9])(20[0-9]{2})(?=[一-龥“”·]{2,30}(?:会|节|赛|展|论坛|周)(?:暨[一-龥]{2,20}会)?(?:举行|召开|开幕|举办|启幕|落幕|闭幕|侧记))"
)
"""2025边境经济合作区投资推介会举行: an event names its year without 年."""
YEAR = re.compile(r"(?<![0-9])([0-9]{4})年")
ATTRIBUTED = 3
"""Points from which a year that the article speaks of is the year that it speaks in."""
PART = re.compile(
    "(?:上半年|下半年|[一二三四]季度|前[一二三四1-4]个?季度|前[0-9一二三四五六七八九十]{1,2}个月"
    "|[0-9]{1,2}—[0-9]{1,2}月|[0-9]{1,2}月份|全年|全区|全市|全县|度)"
)
"""A part of a year, or what stands after the year that one reports on."""
OTHER = -2
"""Points of a year that plainly is another: 到2027年, 2000年底前."""
DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What an article says of its own day, year and makers."""

    month: int = 0
    """Month of the day, or 0 where none is known; known also where the year is not."""
    day: int = 0
    day_source: str = ""
    year: int | None = None
    year_source: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""

    def date(self, year: int | None = None) -> date | None:
        """The day, in this dateline's year or in one that was found elsewhere."""
        return _day(self.year or year or 0, self.month, self.day)


def read(paragraphs: Sequence[Paragraph], title: str, words: Vocabulary) -> Dateline:
    """The dateline of an article; what nothing says stays empty."""
    printed = _printed(paragraphs, words)
    authors, outlet = _authors(paragraphs, words), _outlet(paragraphs, words)
    if printed is not None:
        day, source = printed
        return Dateline(day.month, day.day, source, day.year, source, authors, outlet)
    opened = _opened(paragraphs)
    if opened is not None:
        return Dateline(opened.month, opened.day, "开篇", opened.year, "开篇", authors, outlet)
    year, why = _year(paragraphs, title, words)
    month, day_of_month, source = _told(paragraphs, words)
    if _day(year or 2000, month, day_of_month) is None:
        month, day_of_month, source = 0, 0, ""
    return Dateline(month, day_of_month, source, year, why, authors, outlet)


def _opened(paragraphs: Sequence[Paragraph]) -> date | None:
    """2024年3月12日，植树节。 – the day that the article's text opens with, behind a wire line too."""
    opening = next((p.plain for p in paragraphs if p.role == "body"), "")
    byline = BYLINE.match(opening)
    signed = full_date(byline.group(1)) if byline else None
    if signed:
        return signed
    wire = WIRE.match(opening)
    found = FULL.match(opening, wire.end() if wire else 0)
    return _day(*(int(part) for part in found.groups())) if found and opening.startswith("日，", found.end()) else None


BYLINE = re.compile("[^（。]{2,14}（([^（）]{0,20}?(?:记者|通讯员)[^（）]{2,60}[0-9]日)）")
"""石湾融媒讯（记者 李雪婷　通讯员 杨金花　2023年7月20日）: the day at the end of who wrote it."""


def full_date(plain: str) -> date | None:
    """2023-11-03 17:20 | 2024年9月12日 | 二〇二四年三月五日"""
    for found in FULL.finditer(plain):
        day = _day(*(int(part) for part in found.groups()))
        if day:
            return day
    found_words = CHINESE.search(plain)
    if found_words:
        year, month, day_of_month = found_words.groups()
        return _day(int(year.translate(DIGITS)), _number(month), _number(day_of_month))
    return None


def _compact(plain: str) -> date | None:
    """生成日期：20231121"""
    found = COMPACT.search(plain)
    return _day(*(int(part) for part in found.groups())) if found else None


SIGNS_OFF = re.compile("编辑|责编|供稿|来源|记者|作者|载|刊|报》|网|融媒|通讯员|信息员")
"""What the page says of itself below its text, unlike a picture's date or the headline of another article."""
COMPACT = re.compile("(?:生成|发布|发稿|成文|印发|公开|发文)日期[：: ]{0,3}(20[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")


def _printed(paragraphs: Sequence[Paragraph], words: Vocabulary) -> tuple[date, str] | None:
    """The day that the page itself bears: of publication, of the issue, of the signature."""
    found: dict[str, date] = {}
    last_body = max((i for i, p in enumerate(paragraphs) if p.role == "body"), default=0)
    first_text, last_text = _told_from_to(paragraphs)
    for i, p in enumerate(paragraphs):
        if len(p.plain) > 160:
            continue
        day = full_date(p.plain) or (None if first_text <= i <= last_text else _compact(p.plain))
        if day is None:
            continue
        if p.role == "furniture" and (words.metadata_keys.search(p.text) or CLOCK.match(p.plain)):
            found.setdefault("发布日期", day)
        elif p.role == "furniture":
            found.setdefault("报头", day)
        elif p.role == "title":
            found.setdefault("标题", day)
        elif (
            re.fullmatch(r".{0,60}日(?:印发|发布|公布)?[）)]?", p.plain)
            and len(p.plain) <= 60
            and not re.search("[，。]", p.plain)
        ):
            found.setdefault("落款" if i >= last_body else "文头", day)
        elif i > last_text and not SIGNS_OFF.search(p.plain):
            continue
        elif not first_text <= i <= last_text and not re.search("[，。；]|截至|[起止至]|施行", p.plain):
            found.setdefault("文头" if i < first_text else "落款", day)
    return next(((found[name], name) for name in ("发布日期", "报头", "落款", "文头", "标题") if name in found), None)


def _told_from_to(paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
    """The first and the last paragraph that hold a sentence; what stands outside is the page's, not the story's."""
    told = [i for i, p in enumerate(paragraphs) if p.role == "body" and re.search("[。！？]", p.plain)]
    return (told[0], told[-1]) if told else (len(paragraphs), len(paragraphs))


def _told(paragraphs: Sequence[Paragraph], words: Vocabulary) -> tuple[int, int, str]:
    """Month and day of the wire line, else of the event that the first paragraphs tell of."""
    lead = [p.plain[:LONGEST] for p in paragraphs if p.role == "body"][:LEAD]
    for plain in lead:
        wire = WIRE.match(plain)
        if wire and wire.group(1):
            return int(wire.group(1)), int(wire.group(2)), "电头"
        if wire:
            day = DAY.match(plain, wire.end()) or DAY.match(plain.lstrip(), wire.end() + 1)
            if day:
                return int(day.group(1)), int(day.group(3) or day.group(2)), "电头"
    for plain in lead:
        for sentence in re.split("[。！？]", plain):
            day = DAY.search(sentence)
            if day and words.events.search(sentence, day.end(), day.end() + 80):
                return int(day.group(1)), int(day.group(3) or day.group(2)), "会议日"
    return 0, 0, ""


def _year(paragraphs: Sequence[Paragraph], title: str, words: Vocabulary) -> tuple[int | None, str]:
    """The year that the article speaks in, from its number, its headline or what it says of the present.

    One sure sign counts for more than many weak ones: a report on last year names that year often.
    """
    for p in paragraphs[:12]:
        number = NUMBER.search(p.plain) if len(p.plain) <= 60 else None
        if number and int(number.group(1)) in YEARS:
            return int(number.group(1)), "文号"
        month = MONTH.fullmatch(p.plain)
        if month and int(month.group(1)) in YEARS:
            return int(month.group(1)), "文头"
    total, best = Counter[int](), Counter[int]()
    bodies = 0
    for p in paragraphs:
        bodies += p.role == "body"
        if p.role in ("furniture", "caption"):
            continue
        for found in YEAR.finditer(p.plain):
            year = int(found.group(1))
            if year in YEARS:
                points = max(0, _weighed(p, _present(p.plain, found, words), bodies == 1))
                total[year] += points
                best[year] = max(best[year], points)
    ranked = sorted(((best[year], total[year], year) for year in total if total[year] >= ATTRIBUTED), reverse=True)
    if not ranked:
        return _hinted(paragraphs, title, words)
    if len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]:
        return None, ""
    year = ranked[0][2]
    return year, "标题" if f"{year}年" in title else "正文"


def _hinted(paragraphs: Sequence[Paragraph], title: str, words: Vocabulary) -> tuple[int | None, str]:
    """The year of an event's name, of the headline's first word, or the one year that the page's own lines bear."""
    event = next((seen for p in paragraphs if (seen := EVENT.search(p.plain))), None)
    if event:
        return int(event.group(1)), "活动名称"
    headed = HEADED.match(title)
    if headed:
        return int(headed.group(1)), "标题"
    first, last = _told_from_to(paragraphs)
    years = {
        int(found.group(1))
        for i, p in enumerate(paragraphs)
        if not first <= i <= last
        and p.role not in ("title", "caption")
        and len(p.plain) <= LONGEST_LINE
        and not TERM.search(p.plain)
        and not OF_ANOTHER.match(p.plain)
        for found in YEAR.finditer(p.plain)
        if int(found.group(1)) in YEARS and not _is_other(p.plain[: found.start()], p.plain[found.end() :], words)
    }
    return (years.pop(), "文头") if len(years) == 1 else (None, "")


HEADED = re.compile("(20[0-9]{2})[，,：:丨|]")
"""2024，看砚川怎么干"""
TERM = re.compile("[，。；]|(?<!截)至|[起止]|施行|期限|工期")
"""建设期限：2024年3月至2026年12月: of a thing's term, not of the page."""
OF_ANOTHER = re.compile("[上下]一篇|延伸阅读|相关|推荐|热点|附件?[：:0-9]|链接|·")
"""下一篇：…2021年春季招聘会: of another paper."""
LONGEST_LINE = 40
"""Characters of a line that is the page's own: 《襄水金融》2025年第3期, （2023年5月采写）."""


def _weighed(paragraph: Paragraph, points: int, first: bool) -> int:
    """More for a year in the headline, and for a reported period in the first paragraph."""
    if paragraph.role == "title":
        return max(points, 1) + 2 if points > OTHER else points
    return points + 1 if first and points >= 2 else points


def _present(plain: str, found: re.Match[str], words: Vocabulary) -> int:
    """How surely a year is the one that the article speaks in; ``OTHER`` where it plainly is another."""
    before, after = plain[max(0, found.start() - 8) : found.start()], plain[found.end() : found.end() + 40]
    if _is_other(before, after, words):
        return OTHER
    return max((points for points, rule in SIGNS if rule(before, after, words)), default=0)


def _is_other(before: str, after: str, words: Vocabulary) -> bool:
    """到2027年 | 2000年底前 | 较2017年 | 2021—2025年"""
    if _is_counted_up_to(before, after, words):
        return False
    if before.endswith(words.not_before_year) or re.search("[—-]$", before) or re.match("[—-]", after):
        return True
    return after.startswith(words.not_after_year) and not PART.match(after)


def _is_named(before: str, after: str, _: Vocabulary) -> bool:
    """2023年是…的开局之年 | 2021年业已过半"""
    return re.match("是[^，。]{2,30}(?:之年|一年|元年|[0-9一二三四五六七八九十]年)|(?:业已|已经|已|即将)?过半", after) is not None


def _is_dated(before: str, after: str, words: Vocabulary) -> bool:
    """2024年1月17日，某区召开动员大会"""
    day = re.match("[0-9]{1,2}月[0-9]{1,2}日", after)
    return day is not None and words.events.search(_clause(after)) is not None


def _has_head(before: str, after: str, words: Vocabulary) -> bool:
    """召开2023年三级干部大会"""
    return words.year_heads.search(after[:16]) is not None


def _is_planned(before: str, after: str, words: Vocabulary) -> bool:
    """2023年，某市将… | 把2023年确定为"""
    intends = re.match("(?:全年)?[，,][^，。]{0,20}?" + words.intentions.pattern, _clause(after))
    return intends is not None or before.endswith(("把", "将"))


def _is_reported(before: str, after: str, _: Vocabulary) -> bool:
    """2025年前三季度"""
    return PART.match(after) is not None


def _is_counted_up_to(before: str, after: str, _: Vocabulary) -> bool:
    """截至2024年6月底"""
    return before.endswith("截至") and re.match("[0-9]{1,2}月", after) is not None


def _intends(before: str, after: str, words: Vocabulary) -> bool:
    """2024年县财政计划安排"""
    return words.intentions.search(_clause(after)[:20]) is not None


def _clause(after: str) -> str:
    return re.split("[。；]", after)[0]


SIGNS: tuple[tuple[int, Callable[[str, str, Vocabulary], bool]], ...] = (
    (4, _is_named),
    (3, _is_dated),
    (3, _has_head),
    (3, _is_planned),
    (2, _is_reported),
    (2, _is_counted_up_to),
    (1, _intends),
)
"""Points and the sign that gives them, by what stands before and after the year."""


def _authors(paragraphs: Sequence[Paragraph], words: Vocabulary) -> tuple[str, ...]:
    """The names after 记者 and 通讯员, in the byline or in the bracket of the wire line."""
    names: list[str] = []
    bodies = 0
    for p in paragraphs:
        bodies += p.role == "body"
        if p.role == "byline":
            names.extend(_names(p.text, words))
        elif p.role == "body" and bodies <= 2:
            bracket = re.search(r"^.{0,24}?[（(]([^（()）]{2,80})[）)]", p.text)
            if bracket and words.byline.match(bracket.group(1)):
                names.extend(_names(bracket.group(1), words))
    return tuple(dict.fromkeys(names))


def _names(text: str, words: Vocabulary) -> list[str]:
    """``本报记者 颜　舒 通讯员 丁敏`` → 颜舒, 丁敏"""
    found = words.byline.search(text)
    if found is None:
        return []
    rest = words.byline.sub(" ", text[found.end() :])
    names: list[str] = []
    waiting = ""
    for found_token in re.findall("[一-龥·]{1,16}", rest):
        token = _untailed(found_token, words)
        if len(token) == 1:
            waiting += token
            if len(waiting) == 2:
                names.append(waiting)
                waiting = ""
        elif 2 <= len(token) <= 4 or "·" in token:
            names.append(token)
    return names


def _untailed(token: str, words: Vocabulary) -> str:
    """``仪博文对此文亦有贡献`` → ``仪博文``; a name that ends like a tail stays whole."""
    for tail in words.byline_tails:
        if token == tail or len(tail) > 2:
            token = token.removesuffix(tail)
    return token


def _outlet(paragraphs: Sequence[Paragraph], words: Vocabulary) -> str:
    """The paper or the site: after 来源, else named on the page outside the article."""
    for p in paragraphs:
        source = words.source_keys.search(p.text) if p.role == "furniture" else None
        if source:
            value = re.match("[ \u3000]{0,3}([^ \u3000：:|]{2,30})", p.text[source.end() :])
            if value:
                return value.group(1)
    for p in paragraphs:
        named = words.outlet.search(p.text[:60]) if p.role in ("furniture", "byline", "heading") else None
        if named:
            return named.group()
    return ""


def _number(words: str) -> int:
    """十一 → 11, 二十三 → 23"""
    tens, ten, ones = words.rpartition("十")
    value = int(ones.translate(DIGITS)) if ones else 0
    return value + (10 * int(tens.translate(DIGITS) or 1) if ten else 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
