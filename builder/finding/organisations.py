"""Which organisations and areas an article names, by what names, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from builder.finding.name_grammar import HAN, Grammar, grammar
from builder.finding.names import discover
from builder.finding.tables import Row, rows
from builder.finding.text import Span, between, evidence
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Article, Body, BodyKind, Evidence
from builder.naming import is_short_for

LEAD = re.compile(
    r"(?:^|[^一-龥0-9A-Za-z])"
    r"(?:[0-9]{1,2}[.．、]|(?:今|去|明|本|当)年(?:以来|上半年|下半年)?|[0-9]{4}年|新的一年|上半年|下半年|[一二三四]季度|(?:[0-9]{1,2}月)?[0-9]{1,2}日"
    r"|下游的|上游的|邻近的|相邻的|不远处的|近年来|以来|目前|当前|下一步|同时|其中|会上|会后|此外|随后|接下来|当天|[0-9]{1,2}月底?){0,3}$"
)
"""What may stand between the last punctuation mark and the subject of a clause."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a body is named."""

    paragraph: int
    span: Span
    body: str
    """The body's id within the article."""
    agent: bool
    """Whether it stands where the subject of a clause stands."""


@dataclass(frozen=True)
class Organisations:
    """The bodies of one article and every place where each is named, in reading order."""

    bodies: tuple[Body, ...]
    mentions: tuple[Mention, ...]
    home: str | None
    """The area that the article as a whole is about; None where several are equally in view."""
    rows: Mapping[int, Row]
    """Paragraph → the row of a table that it is: its columns name bodies, and say whose its figures are."""

    @cached_property
    def _by_paragraph(self) -> dict[int, list[Mention]]:
        out: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            out.setdefault(mention.paragraph, []).append(mention)
        return out

    @cached_property
    def _by_id(self) -> dict[str, Body]:
        return {body.id: body for body in self.bodies}

    @property
    def home_kind(self) -> BodyKind | None:
        """What kind of body ``home`` is; None where there is none."""
        return self.body(self.home).kind if self.home else None

    def within(self, paragraph: int, span: Span | None = None) -> list[Mention]:
        """The mentions in a paragraph, or in a stretch of it, in order."""
        mentions = self._by_paragraph.get(paragraph, [])
        if span is None:
            return mentions
        return [m for m in between(mentions, span.start, span.end, lambda m: m.span.start) if m.span.end <= span.end]

    def body(self, id: str) -> Body:
        """The body with that id."""
        return self._by_id[id]


def organisations(article: Article, lexicon: Lexicon) -> Organisations:
    """Every body that the article names, its aliases, and all its mentions."""
    rules = grammar(lexicon)
    tabled = rows(article, rules.heads)
    names = discover(article, rules, tabled)
    groups = _grouped(names, rules)
    table = {name: main for main, group in groups.items() for name in group}
    mentions = _mentions(article, table, rules)
    home = _home(article, mentions, {main: rules.kind(main) for main in groups})
    places: dict[str, list[Mention]] = {}
    for mention in mentions:
        places.setdefault(mention.body, []).append(mention)
    bodies = tuple(_body(article, main, group, places.get(main, []), rules, home) for main, group in groups.items())
    return Organisations(bodies, mentions, home, tabled)


# ------------------------------------------------------------ one body, many names


def _grouped(names: dict[str, set[str]], rules: Grammar) -> dict[str, list[str]]:
    """main name → all names; the fullest form without the area before it is the main one."""
    groups: dict[str, list[str]] = {}
    areas = [n for n in names if rules.kind(n) == "district"]
    for name in sorted(names, key=lambda n: (-len(n), n)):
        main = _same_body(name, groups, areas, rules) or name
        group = groups.setdefault(main, [])
        group += [n for n in (name, *sorted(names[name])) if n not in group]
    return {_main(group, areas): group for group in groups.values()}


def _same_body(name: str, groups: dict[str, list[str]], areas: list[str], rules: Grammar) -> str | None:
    """The group that ``name`` belongs to; None where there is none or more than one."""
    alone = name in rules.zones_alone
    fits = [
        main
        for main, group in groups.items()
        if name in group
        or any(is_short_for(name, other) or _without_area(other, areas) == name for other in group)
        or (alone and any(other.endswith(name) for other in group))
    ]
    return fits[0] if len(fits) == 1 else None


def _without_area(name: str, areas: list[str]) -> str:
    """区卫生健康局 for 青堰区卫生健康局, 西海岸新区 for 青岛西海岸新区."""
    for area in areas:
        if name.startswith(area) and len(name) > len(area):
            return area[-1] + name[len(area) :]
    return name


def _main(group: list[str], areas: list[str]) -> str:
    """The fullest name that does not repeat the area."""
    if any(name in areas for name in group):
        plain = [n for n in group if _without_area(n, areas) == n] or group
        return max(plain, key=lambda n: (len(n), n))
    return max(group, key=lambda n: (n.endswith("）"), len(_without_area(n, areas)), _without_area(n, areas) == n, n))


# ------------------------------------------------------------ mentions


def _mentions(article: Article, table: dict[str, str], rules: Grammar) -> tuple[Mention, ...]:
    """All places where a known name stands; generic short names stand for the one body they fit."""
    short = _generic_names(table, rules) | _bare_task_forces(table, rules)
    table = table | short
    if not table:
        return ()
    pattern = re.compile(either(table))
    found = []
    for number, paragraph in enumerate(article.paragraphs):
        for match in pattern.finditer(paragraph.plain):
            if _is_inside_word(paragraph.plain, match, rules, short):
                continue
            agent = _is_agent(paragraph.plain, match, rules)
            found.append(Mention(number, Span(match.start(), match.end()), table[match.group()], agent))
    return tuple(found)


def _generic_names(table: dict[str, str], rules: Grammar) -> dict[str, str]:
    """经济区 → 董家口经济区, where the article names one such body only."""
    short = {}
    for word in rules.generic:
        if len(word) < 2 or rules.kinds.get(word) not in ("zone", "district"):
            continue
        mains = {main for name, main in table.items() if name.endswith(word) and len(name) > len(word)}
        if len(mains) == 1:
            short[word] = mains.pop()
    return {word: main for word, main in short.items() if word not in table}


CALLED_BARE = ("指挥部", "专班", "领导小组")
"""What a task force is called for short; its office, 指挥部办公室, likewise."""


def _bare_task_forces(table: dict[str, str], rules: Grammar) -> dict[str, str]:
    """指挥部, 指挥部办公室, 专班 → the one task force of the article that is called so."""
    short: dict[str, str] = {}
    for word in CALLED_BARE:
        mains = {main for main in table.values() if main.endswith(word) and len(main) > len(word)}
        if len(mains) == 1:
            main = mains.pop()
            short[word] = main
            short[word + "办公室"] = table.get(main + "办公室", main)
    return {word: main for word, main in short.items() if word not in table}


def _is_inside_word(plain: str, match: re.Match[str], rules: Grammar, short: Mapping[str, str]) -> bool:
    """城市管理局 holds 市管理局, but not as a name."""
    start, name = match.start(), match.group()
    if start == 0 or not re.match(HAN, plain[start - 1]):
        return False
    if name in short and name.endswith((*CALLED_BARE, "办公室")):
        return not _follows_boundary(plain, start, rules)
    if rules.level.match(name) or name in rules.generic:
        return plain.endswith(rules.not_before_level, 0, start) or (
            name in rules.generic and not _follows_boundary(plain, start, rules) and name != "新区"
        )
    return False


def _follows_boundary(plain: str, start: int, rules: Grammar) -> bool:
    return LEAD.search(plain, max(0, start - 30), start) is not None or plain.endswith(rules.before_names, 0, start)


def _is_agent(plain: str, match: re.Match[str], rules: Grammar) -> bool:
    """Whether the name stands where a clause's subject stands, and is not an attribute (X的…) or an item of a list."""
    if plain[match.end() : match.end() + 1] in ("的", "、", "和", "与", "及", "等"):
        return OWNS.match(plain, match.end()) is not None and plain[match.start() - 1 : match.start()] in ("", "。", "；")
    if SITE.match(plain, match.end()) and rules.kind(match.group()) == "other":
        return False
    if plain.endswith("据", 0, match.start()) and plain.startswith("统计", match.end()):
        return False
    if re.match("获悉|了解到|数据显示|消息|统计", plain[match.end() : match.end() + 4]):
        return True
    before = plain[max(0, match.start() - 30) : match.start()]
    return match.start() == 0 or LEAD.search(before) is not None or before.endswith(rules.brings_in)


OWNS = re.compile("的(?:[一-龥]{0,4}[0-9]|[一-龥]{0,6}(?:合作社|企业|公司|基地|农户|果农|茶农|菜农|种植户|养殖户))")
"""青石坂镇 | 的1.6万亩油茶, 白鹤滩镇 | 的榨菜合作社: at the head of a sentence whoever has so much is its subject."""
SITE = re.compile("[一-龥]{0,6}?(?:项目|工程|校区|院区|新院|分院|综合楼|门诊楼|大楼)|(?:整体|异地)(?:搬迁|迁建)")
"""县人民医院 | 整体搬迁项目: what is built for a hospital or a school is not its own doing."""


def _home(article: Article, mentions: tuple[Mention, ...], kinds: dict[str, BodyKind]) -> str | None:
    """The bureau whose paper it is, by its headline; else the area that more than half of all namings of areas
    speak of, headlines and page heads included."""
    titling = (m for m in mentions if article.paragraphs[m.paragraph].role == "title")
    issuer = next((m for m in titling if _opens_the_headline(m, article)), None)
    issues = kinds.get(issuer.body) in ("department", "enterprise") or "关于" in article.title if issuer else False
    if issuer and issues and kinds.get(issuer.body) in ISSUERS and not OF_GOVERNMENT.search(issuer.body):
        return issuer.body
    counts = Counter(m.body for m in mentions if kinds.get(m.body) == "district")
    areas = [body for body, kind in kinds.items() if kind == "district"]
    pointed = _pointed_at(article)
    for level, times in pointed.items():
        named = [area for area in areas if area.endswith(level)]
        if len(named) == 1:
            counts[named[0]] += times
    titled = {m.body for m in mentions if article.paragraphs[m.paragraph].role == "title"}
    above = _above_the_others(areas, pointed, article)
    if above:
        return above
    part = _part_in_the_headline(mentions, kinds, titled, counts)
    if part:
        return part
    in_text = {m.body for m in mentions if article.paragraphs[m.paragraph].role != "furniture"}
    if not counts or not (pointed or in_text & counts.keys()):
        return _spoken_of(article, mentions, kinds) or next(iter(counts), None)
    (first, most), *rest = counts.most_common(2)
    return first if not rest or most > sum(counts.values()) / 2 else None


def _opens_the_headline(mention: Mention, article: Article) -> bool:
    """区教育局2025年工作要点, behind a label too: 【标题】区教育局2025年工作要点."""
    name = article.paragraphs[mention.paragraph].plain[mention.span.start : mention.span.end]
    return mention.span.start == 0 or article.title.startswith(name)


def _spoken_of(article: Article, mentions: tuple[Mention, ...], kinds: dict[str, BodyKind]) -> str | None:
    """Whom an article without an area is about: the first body of its headline, of the page's head, or the one named most."""
    opening = next((n for n, p in enumerate(article.paragraphs) if p.role == "body"), 0)
    heads = [
        m
        for m in mentions
        if kinds.get(m.body) in SPOKEN_OF
        and article.paragraphs[m.paragraph].role != "body"
        and (m.paragraph < opening or article.paragraphs[m.paragraph].role == "title")
    ]
    titled = [m for m in mentions if article.paragraphs[m.paragraph].role == "title"]
    if heads or titled:
        return (heads or titled)[0].body
    if any(ALL_OF_IT.search(p.plain) for p in article.paragraphs):
        mentions = tuple(m for m in mentions if kinds.get(m.body) in ("department", "task-force"))
    ranked = Counter(m.body for m in mentions).most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None


ALL_OF_IT = re.compile("全[市县区州旗镇]")
"""A firm that is named most is not whom 全县新增就业6000人 speaks of; a bureau may be."""
ISSUERS = ("department", "enterprise", "task-force")
OF_GOVERNMENT = re.compile("(?:政府|[省市州县区旗]委)办公室$")
"""What it issues is the government's: 某县人民政府办公室关于印发《…》的通知."""
SPOKEN_OF = ("zone", "enterprise", "town", "subdistrict")
"""Kinds of bodies that a headline speaks of before all others."""
RANKS = ("省", "市州盟", "县区旗")
"""Levels of areas, the highest first, by the last character of their names."""


def _part_in_the_headline(
    mentions: tuple[Mention, ...], kinds: dict[str, BodyKind], titled: set[str], areas: Counter[str]
) -> str | None:
    """蛟湾高新区低空经济产业跑出“加速度”: the one zone or town of a headline without an area, named more often than any."""
    parts = [body for body in titled if kinds.get(body) in PARTS]
    if len(parts) != 1 or any(kinds.get(body) == "district" for body in titled):
        return None
    times = sum(m.body == parts[0] for m in mentions)
    return parts[0] if times > max(areas.values(), default=0) else None


PARTS = ("zone", "town", "subdistrict")
"""Kinds of bodies that are a part of an area."""


def _above_the_others(areas: list[str], pointed: Counter[str], article: Article) -> str | None:
    """漳河市 in a paper that ranks its counties and says 全市, 市委: the one area above two others at least."""
    levels = [[area for area in areas if area[-1] in rank and not area.endswith("自治区")] for rank in RANKS]
    heads = article.title + "".join(p.plain for p in article.paragraphs if p.role != "body")
    for level, below in pairwise(levels):
        named = [area for area in level if area[:-1] in article.title] if len(level) > 1 else level
        named = named or [area for area in level if area[:-1] in heads]
        if named:
            in_view = named[0][:-1] in heads or pointed[named[0][-1]] > 1
            return named[0] if len(named) == 1 and len(below) > 1 and in_view else None
    return None


def _pointed_at(article: Article) -> Counter[str]:
    """Level → how often the text speaks of the area of that level without its name: 全市, 县委、县政府."""
    found = (POINTED.finditer(p.plain) for p in article.paragraphs if p.role in ("body", "title", "heading"))
    return Counter(match["all"] or match["organ"] for matches in found for match in matches)


POINTED = re.compile(
    f"(?:全|我)(?P<all>[省市县区旗州])|(?<!{HAN})(?P<organ>[省市县区旗州])(?:委|政府|人民政府)(?![办督组宣统政员])"
)


def _body(article: Article, main: str, group: list[str], mentions: list[Mention], rules: Grammar, home: str | None) -> Body:
    places = tuple(_evidence(article, m) for m in mentions)
    seen = {re.sub(r"\s", "", place.text) for place in places}
    aliases = sorted({*group, *seen} - {main}, key=lambda n: (-len(n), n))
    parent = home if home != main and rules.kind(main) != "district" else None
    return Body(main, main, rules.kind(main), tuple(aliases), parent, places)


def _evidence(article: Article, mention: Mention) -> Evidence:
    place = evidence(article, mention.paragraph, mention.span)
    assert place is not None, "a mention is never empty"
    return place
