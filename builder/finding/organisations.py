"""Which organisations and areas an article names, by what names, and where.

Names are discovered where their beginning is certain (after punctuation, after
words such as 会同, or at the level character of 区商务局), then looked for
everywhere. No list of places is needed; a county in Gansu works as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from builder.finding.text import Span, evidence
from builder.lexicon import Lexicon
from builder.model import Article, Body, BodyKind, Evidence
from builder.naming import is_short_for

HAN = "[一-龥]"
LEAD = re.compile(
    r"(?:^|[^一-龥0-9A-Za-z])"
    r"(?:[0-9]{1,2}[.．、]|(?:今|去|明|本|当)年(?:以来|上半年|下半年)?|[0-9]{4}年|新的一年|上半年|下半年|[一二三四]季度|(?:[0-9]{1,2}月)?[0-9]{1,2}日"
    r"|近年来|以来|目前|当前|下一步|同时|其中|会上|会后|此外|随后|接下来|当天|[0-9]{1,2}月底?){0,3}$"
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


@dataclass(frozen=True, slots=True)
class Organisations:
    """The bodies of one article and every place where each is named, in reading order."""

    bodies: tuple[Body, ...]
    mentions: tuple[Mention, ...]
    home: str | None
    """The area that the article as a whole is about; None where several are equally in view."""

    def within(self, paragraph: int, span: Span | None = None) -> Iterator[Mention]:
        """The mentions in a paragraph, or in a stretch of it."""
        return (m for m in self.mentions if m.paragraph == paragraph and (span is None or span.holds(m.span)))

    def body(self, id: str) -> Body:
        """The body with that id."""
        return next(body for body in self.bodies if body.id == id)


class Grammar:
    """The patterns of names, made once from the word list."""

    def __init__(self, lexicon: Lexicon) -> None:
        def words(section: str) -> tuple[str, ...]:
            return lexicon.words("organisations", section)

        self.kinds: dict[str, BodyKind] = {
            ending: kind  # type: ignore[misc]
            for kind, endings in lexicon.groups("organisations", "endings").items()
            for ending in endings
        }
        endings = lexicon.groups("organisations", "endings")
        offices = either([*endings["department"], *endings["task-force"], *endings["party"], *endings["enterprise"], *endings["other"]])
        chained = either(words("chained"))
        tail = f"(?:{chained}|{HAN}{{2,4}}分局)?"
        level = f"[{''.join(words('levels'))}]"
        government = "(?:人民政府|政府)"
        whole = either(e for kind in ("department", "task-force", "party", "other") for e in endings[kind] if len(e) > 2)
        offices = f"(?:{offices})(?<!常委)(?![员会])"
        self.office = re.compile(f"(?:{level}(?:{whole})|(?:{either(words('organs'))}){HAN}{{0,14}}?(?:{offices})|{level}{HAN}{{1,20}}?(?:{offices})){tail}")
        self.office_starts = re.compile(f"(?={level}|{either(words('organs'))})")
        self.office_of_area = re.compile(f"{government}?{HAN}{{1,20}}?(?:{offices}){tail}")
        self.party_committee = re.compile(f"(?:{either(words('organs'))})(?:（{HAN}{{2,4}}）)?")
        self.area = re.compile(f"{HAN}{{1,6}}?(?:{either(endings['district'])})(?:{government})?")
        self.town = re.compile(f"{HAN}{{2,4}}?(?:{either([*endings['town'], *endings['subdistrict']])})")
        self.task_force = re.compile(f"{HAN}{{2,14}}?(?:{either(endings['task-force'])})(?:办公室)?")
        self.task_force_acts = re.compile("，?(?:主要)?负责|，?(?:具体)?承担|[将要]|实行|建立|牵头|表示|开展|，")
        self.zone = re.compile(f"{HAN}{{1,10}}?(?:{either(endings['zone'])})")
        self.company = re.compile(f"{HAN}{{2,12}}?(?:{either([*endings['enterprise'], *endings['other'], '海关'])})")
        self.level = re.compile(level)
        self.short = re.compile(f"[（，](?:{either(words('short_labels'))})[“\"]?([^“”\"（）]{{2,12}})[”\"]?）")
        self.added = re.compile(f"（({HAN}{{2,12}}(?:{offices}))）")
        labels = either([*words("duty_labels"), *words("helper_labels")])
        self.duty = re.compile(f"(?:{labels})：([^；。）]{{2,80}})")
        self.led_duty = re.compile(f"(?:{either(words('duty_labels'))})：([^；。）]{{2,80}})")
        self.starts = re.compile(f"(?:^|[^一-龥]|{either(words('before_names'))}|[年月日])(?={HAN})")
        self.acts = re.compile(
            f"(?:（[^（）]{{1,40}}）)?(?:{either([*words('posts'), *lexicon.words('speech', 'verbs')])}"
            "|党工委|管委会?|工委|党组|[0-9]{1,2}月|将|要|今年|投资|新增|推出|锚定|围绕|聚焦|坚持|则|统计|负责|牵头|建立|实行|对|，)"
        )
        self.generic = frozenset(words("generic"))
        self.generic_ends = tuple(w for w in words("generic") if len(w) > 1)
        self.not_before_generic = frozenset(words("not_before_generic"))
        self.before_names = words("before_names")
        self.not_before_level = words("not_before_level")
        self.not_after_level = words("not_after_level")
        self.not_in_names = words("not_in_names")
        self.not_at_start = words("not_at_start")

    def kind(self, name: str) -> BodyKind:
        """The kind that the longest known ending of ``name`` tells."""
        name = re.sub("（[^（）]*）$", "", name)
        for size in range(min(len(name), 12), 0, -1):
            if name[-size:] in self.kinds:
                found = self.kinds[name[-size:]]
                if found == "department" and any(e in name for e, k in self.kinds.items() if k == "task-force"):
                    return "task-force"
                return found
        if name[-1:] in "科处室站中心":
            return "department"
        return "other"

    def is_name(self, name: str) -> bool:
        """Whether nothing in ``name`` shows that it is an ordinary phrase."""
        return not name.startswith(self.not_at_start) and not any(w in name for w in self.not_in_names)


@lru_cache(maxsize=4)
def grammar(lexicon: Lexicon) -> Grammar:
    """The grammar of ``lexicon``, compiled once."""
    return Grammar(lexicon)


def either(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def organisations(article: Article, lexicon: Lexicon) -> Organisations:
    """Every body that the article names, its aliases, and all its mentions."""
    rules = grammar(lexicon)
    names = _discover(article, rules)
    groups = _grouped(names, rules)
    table = {name: main for main, group in groups.items() for name in group}
    mentions = _mentions(article, table, rules)
    home = _home(article, mentions, {main: rules.kind(main) for main in groups})
    bodies = tuple(_body(article, main, group, mentions, rules, home) for main, group in groups.items())
    return Organisations(bodies, mentions, home)


# ------------------------------------------------------------ discovery


def _discover(article: Article, rules: Grammar) -> dict[str, set[str]]:
    """name → the other names that the text itself gives it (brackets, 以下简称)."""
    found: dict[str, set[str]] = {}
    for paragraph in article.paragraphs:
        for start, end, short in _shortened(paragraph.plain, rules):
            found.setdefault(paragraph.plain[start:end], set()).add(short)
        for start, end in _names(paragraph.plain, rules):
            name = paragraph.plain[start:end]
            others = found.setdefault(name, set())
            added = rules.added.match(paragraph.plain, end)
            if added:
                others |= {paragraph.plain[start : added.end()], added.group(1)}
                end = added.end()
            short = rules.short.match(paragraph.plain, end)
            if short:
                others.add(short.group(1))
    found = {name: others for name, others in found.items() if not _is_chance(name, article, rules)}
    if not any(rules.kind(name) == "district" for name in found):
        found |= _bare_area(article)
    return found


def _is_chance(name: str, article: Article, rules: Grammar) -> bool:
    """乘城市更新东风: what ends like a common word is a name only where it comes again, and not after a level (区城市…局)."""
    if rules.kind(name) != "district" or name.endswith("新区") or not name.endswith(rules.generic_ends):
        return False
    return bool(rules.level.match(name)) or sum(p.plain.count(name) for p in article.paragraphs) < 2


def _shortened(plain: str, rules: Grammar) -> Iterator[tuple[int, int, str]]:
    """中国（东屏）自由贸易试验区镇潮片区（以下简称“镇潮片区”）: whoever gets a short name is a body."""
    for short in rules.short.finditer(plain):
        start = max(plain.rfind(mark, 0, short.start()) for mark in "，。；：、”“！？ ") + 1
        name = plain[start : short.start()]
        fits = 4 <= len(name) <= 30 and rules.kind(re.sub("（[^（）]*）", "", name)) != "other" and rules.is_name(name)
        if fits and not re.match(f"(?:{either(rules.before_names)})", name):
            yield start, short.start(), short.group(1)


def _bare_area(article: Article) -> dict[str, set[str]]:
    """新区 said again and again without its full name: the article's readers know which one."""
    times = sum(len(re.findall(f"(?<!{HAN})新区|(?:年|推动|助推|开创了|谱写|开创|来)新区", p.plain)) for p in article.paragraphs)
    return {"新区": set()} if times > 1 else {}


def _names(plain: str, rules: Grammar) -> Iterator[tuple[int, int]]:
    """Where names stand whose beginning is certain."""
    for duty in rules.duty.finditer(plain):
        yield from _listed(duty.group(1), duty.start(1), rules)
    for office in rules.office_starts.finditer(plain):
        yield from _office_at(plain, office.start(), rules)
    for boundary in rules.starts.finditer(plain):
        start = boundary.end()
        for rule in (_party, _area, _town, _task_force, _zone, _company):
            end = rule(plain, start, rules)
            if end:
                yield start, end
                if rule is _area:
                    yield from _office_of_area(plain, start, end, rules)
                break


def _listed(names: str, offset: int, rules: Grammar) -> Iterator[tuple[int, int]]:
    """（责任单位：区城市管理局、汀桥供电公司）"""
    for part in re.finditer(r"[^、，,和及]{1,4}和?[^、，,]{0,30}", names):
        name = part.group().rstrip("等")
        if 3 <= len(name) <= 24 and rules.is_name(name) and rules.kind(name) != "other":
            yield offset + part.start(), offset + part.start() + len(name)


def _office_at(plain: str, start: int, rules: Grammar) -> Iterator[tuple[int, int]]:
    """县委督查室将会同县重点项目建设指挥部"""
    found = rules.office.match(plain, start)
    if not found or not rules.is_name(found.group()) or plain.startswith(rules.not_after_level, start + 1):
        return
    if found.group().endswith(("举办", "主办", "承办", "督办", "经办", "创办", "开办", "帮办", "代办", "协办", "交办")):
        return
    if start == 0 or not re.match(HAN, plain[start - 1]) or plain.endswith(rules.before_names, 0, start):
        yield start, found.end()


def _party(plain: str, start: int, rules: Grammar) -> int | None:
    """工委（区委）二届三次全会提出"""
    found = rules.party_committee.match(plain, start)
    if not found or not re.match(r"[一二三四五六七八九十]{1,3}届|全会|提出|要求|强调|指出", plain[found.end() : found.end() + 4]):
        return None
    return found.end()


def _area(plain: str, start: int, rules: Grammar) -> int | None:
    """崂山区将持续做强七条产业链"""
    found = rules.area.match(plain, start)
    if not found:
        return None
    name = re.sub("(?:人民)?政府$", "", found.group())
    proper = re.sub("(?:自治县|新区|县|区|市|旗)$", "", name)
    if "委" in name or (name.endswith("新区") and plain.count(name) < 1):
        return None
    if not rules.is_name(name) or name in rules.generic or not proper or (len(proper) == 1 and not name.endswith("县")):
        return None
    if not name.endswith("新区") and (_is_phrase(name, rules) or len(proper) > 4):
        return None
    if re.search("[一二三四五六七八九十百]$|^[一二两三四五六七八九十百]+", proper):
        return None
    if re.match("政(?![府协])", plain[found.end() : found.end() + 2]):
        return None
    if plain.startswith(rules.not_after_level, found.end()) and not plain.startswith(("县委", "区委", "市委"), found.end() - 1):
        return None
    return start + len(name)


def _is_phrase(name: str, rules: Grammar) -> bool:
    """老城区 and 魅力城区 are phrases, 陵城区 and 崂山区 are names."""
    for word in rules.generic_ends:
        if name.endswith(word):
            before = name[: -len(word)]
            return len(before) != 1 or before in rules.not_before_generic
    return False


def _office_of_area(plain: str, start: int, end: int, rules: Grammar) -> Iterator[tuple[int, int]]:
    """宁沅市人民政府督查室"""
    found = rules.office_of_area.match(plain, end)
    if found and rules.is_name(found.group()) and not plain.startswith(rules.not_after_level, end):
        yield start, found.end()


def _town(plain: str, start: int, rules: Grammar) -> int | None:
    """白鹭镇党委书记柳青说"""
    found = rules.town.match(plain, start)
    if not found or not rules.is_name(found.group()) or found.group().endswith(rules.generic_ends):
        return None if not (found and found.group().endswith("街道") and rules.is_name(found.group()) and len(found.group()) > 3) else found.end()
    return None if re.match("[街上里级区域]", plain[found.end() : found.end() + 1]) else found.end()


def _task_force(plain: str, start: int, rules: Grammar) -> int | None:
    """重点指标攻坚专班，主要负责全区重点经济指标的统筹调度"""
    found = rules.task_force.match(plain, start)
    if not found or any(word in found.group() for word in rules.not_in_names):
        return None
    return found.end() if rules.task_force_acts.match(plain, found.end()) else None


def _zone(plain: str, start: int, rules: Grammar) -> int | None:
    """青岛经济技术开发区表示"""
    found = rules.zone.match(plain, start)
    return _acting(plain, found, rules)


def _company(plain: str, start: int, rules: Grammar) -> int | None:
    """开投集团表示"""
    found = rules.company.match(plain, start)
    return _acting(plain, found, rules)


def _acting(plain: str, found: re.Match[str] | None, rules: Grammar) -> int | None:
    """The end of the match where a proper name is followed by what only a body does."""
    if not found or not rules.is_name(found.group()) or found.group() in rules.generic:
        return None
    return found.end() if rules.acts.match(plain, found.end()) else None


# ------------------------------------------------------------ one body, many names


def _grouped(names: dict[str, set[str]], rules: Grammar) -> dict[str, list[str]]:
    """main name → all names; the fullest form without the area before it is the main one."""
    groups: dict[str, list[str]] = {}
    areas = [n for n in names if rules.kind(n) == "district"]
    for name in sorted(names, key=lambda n: (-len(n), n)):
        main = _same_body(name, groups, areas) or name
        group = groups.setdefault(main, [])
        group += [n for n in (name, *sorted(names[name])) if n not in group]
    return {_main(group, areas): group for group in groups.values()}


def _same_body(name: str, groups: dict[str, list[str]], areas: list[str]) -> str | None:
    """The group that ``name`` belongs to; None where there is none or more than one."""
    fits = [
        main
        for main, group in groups.items()
        if name in group or any(is_short_for(name, other) or _without_area(other, areas) == name for other in group)
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
    plain = [n for n in group if _without_area(n, areas) == n] or group
    return max(plain, key=lambda n: (n.endswith("）"), len(n), n))


# ------------------------------------------------------------ mentions


def _mentions(article: Article, table: dict[str, str], rules: Grammar) -> tuple[Mention, ...]:
    """All places where a known name stands; generic short names stand for the one body they fit."""
    table = table | _generic_names(table, rules)
    if not table:
        return ()
    pattern = re.compile(either(table))
    found = []
    for number, paragraph in enumerate(article.paragraphs):
        for match in pattern.finditer(paragraph.plain):
            if _is_inside_word(paragraph.plain, match, rules):
                continue
            agent = _is_agent(paragraph.plain, match, rules)
            found.append(Mention(number, Span(match.start(), match.end()), table[match.group()], agent))
    return tuple(found)


def _generic_names(table: dict[str, str], rules: Grammar) -> dict[str, str]:
    """经济区 → 董家口经济区, where the article names one such body only."""
    short = {}
    for word in rules.generic:
        mains = {main for name, main in table.items() if name.endswith(word) and len(name) > len(word)}
        if len(mains) == 1 and rules.kinds.get(word) in ("zone", "district") and len(word) >= 2:
            short[word] = mains.pop()
    return {word: main for word, main in short.items() if word not in table}


def _is_inside_word(plain: str, match: re.Match[str], rules: Grammar) -> bool:
    """城市管理局 holds 市管理局, but not as a name."""
    start, name = match.start(), match.group()
    if start == 0 or not re.match(HAN, plain[start - 1]):
        return False
    if rules.level.match(name) or name in rules.generic:
        return plain.endswith(rules.not_before_level, 0, start) or (
            name in rules.generic and re.search(r"[一-龥]$", plain[:start]) is not None and not _follows_boundary(plain, start, rules) and name != "新区"
        )
    return False


def _follows_boundary(plain: str, start: int, rules: Grammar) -> bool:
    return LEAD.search(plain, max(0, start - 30), start) is not None or plain.endswith(rules.before_names, 0, start)


def _is_agent(plain: str, match: re.Match[str], rules: Grammar) -> bool:
    """Whether the name stands where a clause's subject stands, and is not an attribute (X的…) or an item of a list."""
    if plain[match.end() : match.end() + 1] in ("的", "、", "和", "与", "及", "等"):
        return False
    if re.match("获悉|了解到|数据显示|消息|统计", plain[match.end() : match.end() + 4]):
        return True
    return LEAD.search(plain[max(0, match.start() - 30) : match.start()]) is not None or match.start() == 0


def _home(article: Article, mentions: tuple[Mention, ...], kinds: dict[str, BodyKind]) -> str | None:
    """The bureau whose paper it is, by its headline; else the area that more than half of all namings of areas
    speak of, headlines and page heads included."""
    issuer = next((m for m in mentions if article.paragraphs[m.paragraph].role == "title" and m.span.start == 0), None)
    if issuer and kinds.get(issuer.body) == "department":
        return issuer.body
    counts = Counter(m.body for m in mentions if kinds.get(m.body) == "district")
    if not counts:
        return None
    (first, most), *rest = counts.most_common(2)
    return first if not rest or most > sum(counts.values()) / 2 else None


def _body(article: Article, main: str, group: list[str], mentions: tuple[Mention, ...], rules: Grammar, home: str | None) -> Body:
    places = tuple(_evidence(article, m) for m in mentions if m.body == main)
    seen = {re.sub(r"\s", "", place.text) for place in places}
    aliases = sorted({*group, *seen} - {main}, key=lambda n: (-len(n), n))
    parent = home if home != main and rules.kind(main) != "district" else None
    return Body(main, main, rules.kind(main), tuple(aliases), parent, places)


def _evidence(article: Article, mention: Mention) -> Evidence:
    place = evidence(article, mention.paragraph, mention.span)
    assert place is not None, "a mention is never empty"
    return place


def renamed(body: Body, id: str) -> Body:
    """The same body under another id."""
    return replace(body, id=id)
