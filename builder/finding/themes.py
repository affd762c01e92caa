"""What a body calls its year, and the main lines that the same passage names: “突破提升年”，三大突破、六个提升.

A theme that is declared belongs to whoever declares it; one that is only
referred to (围绕“创新突破年”) belongs to the area that the sentence names, else
to nobody here: ``sorting`` may know the article that declares it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from builder.finding.periods import times
from builder.finding.scope import Scope
from builder.finding.text import LONGEST, START, Span, evidence, sentences
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Article, Theme

HAN = "[一-龥]"
NUMBERS = "两二三四五六七八九十"
AREAS = ("district", "zone", "town", "subdistrict")
"""Kinds of bodies whose year a theme may be without a word that declares it."""
MOST = 6
"""Main lines that one passage may give."""


@dataclass(frozen=True, slots=True)
class Named:
    """One naming of a theme, in indexes of the text that it was read from."""

    name: str
    start: int
    end: int
    level: str
    """全市, where the naming is opened by it."""
    rule: str


def themes(article: Article, scope: Scope, lexicon: Lexicon) -> list[Theme]:
    """Every theme of a year that ``article`` names; one theme told twice comes twice."""
    found: list[Theme] = []
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.role != "furniture" and "年" in paragraph.plain:
            found += _in_paragraph(article, number, scope, lexicon)
    return _known_here(found)


def _in_paragraph(article: Article, number: int, scope: Scope, lexicon: Lexicon) -> Iterator[Theme]:
    plain = article.paragraphs[number].plain
    parts = sentences(plain)
    for at, part in enumerate(parts):
        named = names(plain[part.start : part.end], lexicon)
        for one in named:
            focus: tuple[str, ...] = ()
            end = part.end
            if one is named[-1] and one.rule != "referred":
                focus, end = _focus(plain, number, parts, at, part.start + one.end, scope, lexicon)
            place = evidence(article, number, _told(part, end))
            if place is not None:
                body, level = _whose(scope, number, part.start + one.start, one)
                year = _year(plain[part.start : part.start + one.start], article, lexicon)
                yield Theme(one.name, year, focus, body, (place,), one.rule, level=level)


def _known_here(found: list[Theme]) -> list[Theme]:
    """Where the article says once whose a theme is, it is theirs all through it."""
    whose = {(t.name, t.year): (t.body, t.level) for t in reversed(found) if t.body or t.level}
    out = []
    for theme in found:
        body, level = whose.get((theme.name, theme.year), (None, ""))
        out.append(theme if theme.body or theme.level else replace(theme, body=body, level=level))
    return out


def names(sentence: str, lexicon: Lexicon) -> list[Named]:
    """The themes that one sentence names, in order; of two rules that read the same name the first is kept."""
    words = _words(lexicon)
    kept: dict[int, Named] = {}
    for rule in RULES:
        for one in rule(sentence, words):
            if _is_theme(one.name, words):
                kept.setdefault(one.start, one)
    return sorted(kept.values(), key=START)


def focus_lines(text: str, lexicon: Lexicon) -> list[str]:
    """The main lines that ``text`` names, in order: 三大突破, 六个提升, “强突破、促提升、当排头”."""
    words = _words(lexicon)
    found = [(m.start("line"), m["line"]) for m in words.slogan.finditer(text) if not m["line"].endswith("年")]
    taken = [(at, at + len(line)) for at, line in found]
    for counted in words.counted.finditer(text):
        inside = any(start <= counted.start() < end for start, end in taken)
        if not inside and not words.not_focus.fullmatch(counted["what"]):
            found.append((counted.start(), counted[0]))
    return list(dict.fromkeys(line for _, line in sorted(found)))[:MOST]


def _told(part: Span, end: int) -> Span:
    """The sentence, and the one behind it where it names main lines and there is room."""
    return Span(part.start, end) if part.end < end <= part.start + LONGEST else part


def _focus(
    plain: str, number: int, parts: tuple[Span, ...], at: int, start: int, scope: Scope, lexicon: Lexicon
) -> tuple[tuple[str, ...], int]:
    """The main lines of the rest of the sentence and of the next one about the same body, and where they end."""
    lines = focus_lines(plain[start : parts[at].end], lexicon)
    end = parts[at].end
    if at + 1 < len(parts):
        after = parts[at + 1]
        same = scope.owner(number, after.end - 1) == scope.owner(number, parts[at].end - 1)
        more = focus_lines(plain[after.start : after.end], lexicon) if same else []
        if more and not names(plain[after.start : after.end], lexicon):
            lines, end = lines + more, after.end
    return tuple(dict.fromkeys(lines))[:MOST], end


# ---------------------------------------------------------------- the words


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon in the form that the rules need."""

    declared: re.Pattern[str]
    called: re.Pattern[str]
    decided: re.Pattern[str]
    opened: re.Pattern[str]
    tailed: re.Pattern[str]
    referred: re.Pattern[str]
    not_inside: re.Pattern[str]
    not_themes: tuple[str, ...]
    slogan: re.Pattern[str]
    counted: re.Pattern[str]
    not_focus: re.Pattern[str]


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    def some(section: str) -> str:
        return f"(?:{either(lexicon.words('themes', section))})"

    year = "(?:[0-9]{4}年|今年|明年|去年|本年度?|新的一年|全年)"
    quoted = f"[“‘](?P<name>{HAN}{{2,12}}年)[”’]"
    bare = f"(?:{quoted}|(?P<bare>{HAN}{{3,8}}?年)(?=活动|[，。；、！]|$))"
    level = f"(?P<level>{some('levels')})?(?:的|委|{HAN}{{0,2}})?"
    return _Words(
        declared=re.compile(f"{year}[^，。；“”]{{0,8}}{some('declaring')}了?{bare}"),
        called=re.compile(f"{year}(?:是|为|被定为|被确定为)[^，。；“”]{{0,10}}?(?P<level>{some('levels')})?的?{quoted}"),
        decided=re.compile(f"{some('deciding')}{year}[^，。；“”]{{0,4}}[为是作]{bare}"),
        opened=re.compile(f"{some('opening')}了?(?:[0-9]{{4}}年度?)?{level}{quoted}"),
        tailed=re.compile(f"(?:(?P<level>{some('levels')})的?)?{quoted}的?(?={some('tails')})"),
        referred=re.compile(f"(?:{some('before')}|(?P<level>{some('levels')}))的?{quoted}"),
        not_inside=re.compile(some("not_inside")),
        not_themes=lexicon.words("themes", "not_themes"),
        slogan=re.compile(f"{some('focusing')}了?“(?P<line>[^“”。；]{{4,24}})”"),
        counted=re.compile(
            f"(?:“[^“”。；]{{2,20}}”等)?(?<![{NUMBERS}第])[{NUMBERS}]{{1,3}}{some('sizes')}(?:方面的?)?"
            f"(?P<what>{HAN}{{2,10}}?)(?={some('focus_stops')}|[，。；、！：”“（]|$)"
        ),
        not_focus=re.compile(f"{HAN}{{0,6}}{some('not_focus')}"),
    )


def _is_theme(name: str, words: _Words) -> bool:
    """Whether a year may be called so by an office: not 十周年, 龙年, 五年, 青年."""
    if name.endswith(words.not_themes) or words.not_inside.search(name):
        return False
    return len(name) >= 3 and name[-2] not in "零〇一二两三四五六七八九十0123456789数几"


# ---------------------------------------------------------------- the rules


def declared(sentence: str, words: _Words) -> Iterator[Named]:
    """把2023年确定为“突破提升年”，将今年作为项目建设年"""
    yield from _each(sentence, words.declared, "declared")


def decided(sentence: str, words: _Words) -> Iterator[Named]:
    """确定今年为“作风建设年”"""
    yield from _each(sentence, words.decided, "declared")


def called(sentence: str, words: _Words) -> Iterator[Named]:
    """2024年是我县的“项目建设攻坚年”，今年为全县“作风能力提升年”"""
    yield from _each(sentence, words.called, "declared")


def opened(sentence: str, words: _Words) -> Iterator[Named]:
    """部署“创新突破年”，今年将开展“项目落地提质年”活动，暨“项目攻坚年”动员大会"""
    yield from _each(sentence, words.opened, "opened")


def tailed(sentence: str, words: _Words) -> Iterator[Named]:
    """2021年全区“攻坚突破年”现场观摩会，以“创新突破年”为抓手"""
    yield from _each(sentence, words.tailed, "referred")


def referred(sentence: str, words: _Words) -> Iterator[Named]:
    """全市“项目落地年”，紧紧围绕“创新突破年”"""
    yield from _each(sentence, words.referred, "referred")


def _each(sentence: str, pattern: re.Pattern[str], rule: str) -> Iterator[Named]:
    for seen in pattern.finditer(sentence):
        groups = seen.groupdict()
        group = "name" if groups["name"] else "bare"
        yield Named(groups[group], seen.start(group), seen.end(group), groups.get("level") or "", rule)


Rule = Callable[[str, _Words], Iterator[Named]]

RULES: tuple[Rule, ...] = (declared, called, decided, opened, tailed, referred)


# ---------------------------------------------------------------- whose, and of what year


def _whose(scope: Scope, paragraph: int, at: int, one: Named) -> tuple[str | None, str]:
    """The body's id, and the level as written where no body of the article has it."""
    if one.level:
        body = area_of(scope, one.level)
        return body, "" if body else one.level
    owner = scope.owner(paragraph, at) if one.rule != "referred" else None
    committee = COMMITTEE.search(owner or "")
    if committee:
        body = area_of(scope, committee[0])
        return body, "" if body else committee[0]
    if one.rule == "declared" or scope.kinds.get(owner or "") in AREAS:
        return owner, ""
    return None, ""


COMMITTEE = re.compile("[市区县旗]委$")
"""A theme that such a committee gives is that of its area."""


def area_of(scope: Scope, level: str) -> str | None:
    """全区 is the area that the article is about, if it is a 区; else the only area of that kind that the article names."""
    ends = {"街": "街道"}.get(level[1], level[1]) if level.startswith("全") else level[0]
    home = scope.found.home
    if home and home.endswith(ends):
        return home
    fits = [body.id for body in scope.found.bodies if body.kind in AREAS and body.name.endswith(ends)]
    return fits[0] if len(fits) == 1 else None


def _year(before: str, article: Article, lexicon: Lexicon) -> int | None:
    """The year of the last whole year named before the theme, else the one that the article speaks in."""
    for time in reversed(times(before, article.year, article.date, lexicon)):
        period = time.period
        if period and period.start and period.end and (period.end - period.start).days >= 364:
            return period.start.year
    return article.year
