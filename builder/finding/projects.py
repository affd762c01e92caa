"""Named projects with what the article says of their progress.

Rather a project too few than a kind of project taken for a name: 重点项目,
新开工项目 and 工业技改项目 are none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from builder.finding.nodes import Piece, joined, nodes, when
from builder.finding.numerals import quantities
from builder.finding.periods import times
from builder.finding.text import Span, after_last, evidence, sentences
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Article, Milestone, NodeName, Paragraph, Period, Project

Owner = Callable[[int, int], "str | None"]
"""The id of the body that governs a place: paragraph index and index into its ``plain``."""


def projects(article: Article, lexicon: Lexicon, owner: Owner, listed: tuple[NodeName, ...] = ()) -> list[Project]:
    """Every project that ``article`` names, each once, with its milestones in the order of the text."""
    words = _words(lexicon)
    found: list[Project] = []
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.role not in ("body", "caption") or words.progress.search(paragraph.plain) is None:
            continue
        every = sentences(paragraph.plain)
        for sentence, following in zip(every, [*every[1:], None], strict=True):
            spans = named(paragraph.plain, sentence, lexicon)
            for span, behind in zip(spans, _told_behind(paragraph.plain, spans, sentence, following), strict=True):
                pieces = _dated(article, paragraph, sentence, span, behind, lexicon)
                told = milestones(article, paragraph, pieces, lexicon)
                place = evidence(article, number, Span(span.start, min(max(sentence.end, behind.end), span.start + 190)))
                if told and place is not None:
                    name = paragraph.text[span.start : span.end]
                    passed = nodes(article, number, pieces, lexicon, listed)
                    found.append(Project(name, owner(number, span.start), told, (place,), "named", nodes=passed))
    return _merged(found)


def _told_behind(plain: str, spans: Sequence[Span], sentence: Span, following: Span | None) -> list[Span]:
    """For each name the stretch that tells of it: 甲项目、乙项目建成投产 tells of both behind the second one.

    （三）鹿鸣湖生态修复工程。 is a head; what is told of it is the sentence that follows.
    """
    if following is not None and len(spans) == 1 and _is_head(plain, spans[0], sentence):
        return [Span(following.start, min(following.end, following.start + FAR))]
    found: list[Span] = []
    for at in range(len(spans) - 1, -1, -1):
        end = spans[at].end
        listed = plain.startswith("、", end) and at + 1 < len(spans) and spans[at + 1].start == end + 1
        found.append(found[-1] if listed else Span(end, _reach(plain, spans[at], sentence)))
    return found[::-1]


def _is_head(plain: str, name: Span, sentence: Span) -> bool:
    """Whether a sentence is a name alone, behind an item's number."""
    item = ITEM.match(plain, sentence.start, name.start)
    return item is not None and item.start() < item.end() == name.start and plain[name.end : sentence.end] in ("。", "：")


def _merged(told: list[Project]) -> list[Project]:
    """One record for each project, under its fullest name."""
    groups: list[list[Project]] = []
    for project in told:
        group = next((g for g in groups[-NEAR:] if any(_same(project.name, known.name) for known in g[:NEAR])), None)
        if group is None:
            groups.append([project])
        else:
            group.append(project)
    return [_joined(group) for group in groups]


NEAR = 40
"""How many projects back, and how many tellings of each, a name is compared with."""


def _same(name: str, known: str) -> bool:
    """虚拟现实产业园 and 崂山区虚拟现实产业园项目"""
    bare, other = name.removesuffix("项目"), known.removesuffix("项目")
    return name == known or (min(len(bare), len(other)) >= 6 and (bare in known or other in name))


def _joined(group: list[Project]) -> Project:
    """The same project told of several times."""
    told = tuple(dict.fromkeys(m for project in group for m in project.milestones))
    places = tuple(dict.fromkeys(place for project in group for place in project.evidence))
    order = [node.name for project in group for node in project.nodes]
    passed = joined((node for project in group for node in project.nodes), order)
    fullest = max(group, key=lambda project: len(project.name))
    body = fullest.body or next((project.body for project in group if project.body is not None), None)
    return replace(group[0], name=fullest.name, body=body, milestones=told, evidence=places, nodes=passed)


# ---------------------------------------------------------------- the words


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon in the form that the rules need."""

    name: re.Pattern[str]
    kinds: re.Pattern[str]
    not_in_names: re.Pattern[str]
    generic: re.Pattern[str]
    openings: re.Pattern[str]
    progress: re.Pattern[str]


SECTIONS = ("kinds", "works", "named_stages", "generic", "openings", "progress", "not_in_names")


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    lists = {name: either(lexicon.words("projects", name)) for name in SECTIONS}
    stage = lists["named_stages"]
    passed = (word for group in lexicon.groups("nodes", "names").values() for word in group)
    return _Words(
        name=re.compile(
            f"(?P<stem>[\\u4e00-\\u9fffA-Za-z0-9（）()“”·]{{2,34}}?)"
            f"(?P<kind>(?:{stage})?(?:{lists['kinds']})(?:{lists['works']})?”?(?:(?:{stage})?(?:项目|工程)(?:{stage}|（(?:{stage})）)?|{stage}|（(?:{stage})）)?)"
        ),
        kinds=re.compile(lists["kinds"]),
        not_in_names=re.compile(lists["not_in_names"]),
        generic=re.compile(f"(?:{lists['generic']})"),
        openings=re.compile(lists["openings"]),
        progress=re.compile(either((*lexicon.words("projects", "progress"), *passed))),
    )


CLAUSE = re.compile(r"[，。；：！？、\n]")
COUNTED = re.compile(r"[0-9一二两三四五六七八九十百]{1,6}(?:余|多)?[个项条处座家栋]")
ITEM = re.compile(r"[ ■▲●]{0,3}(?:（[一二三四五六七八九十0-9]{1,3}）|[（(]{0,2}(?:[0-9]{1,2}[.．]|[①-⑳])?)")
SAID = re.compile("已|完成|正在|计划|预计")
"""With one of these a stretch up to 的 says something of a project: 已完成工程量的75%."""
ATTRIBUTE = re.compile(r".{0,30}(?:元|米|亩|吨|度|的|在|由)的|.{0,30}的(?!士|里)")


# ---------------------------------------------------------------- the rules


def named(plain: str, sentence: Span, lexicon: Lexicon) -> list[Span]:
    """滨河路雨污分流工程，青岛上合广场项目，砚川城东安置小区二期项目"""
    words = _words(lexicon)
    found: list[Span] = []
    at = sentence.start
    while at < sentence.end:
        stop = CLAUSE.search(plain, at, sentence.end)
        end = stop.start() if stop else sentence.end
        span = _in_clause(plain, Span(at, end), words, lexicon)
        if span is not None:
            found.append(span)
        at = end + 1
    return found


def _in_clause(plain: str, clause: Span, words: _Words, lexicon: Lexicon) -> Span | None:
    """The project that opens a clause; what stands before its name is dropped."""
    if words.kinds.search(plain, clause.start, clause.end) is None:
        return None
    start = _opening_end(plain, clause, words, lexicon)
    seen = words.name.match(plain, start, clause.end)
    if seen is None or not _is_proper(plain, seen, words):
        return None
    return Span(seen.start(), seen.end())


def _opening_end(plain: str, clause: Span, words: _Words, lexicon: Lexicon) -> int:
    """Where the name may begin: after the item's number, time words, 推动, 总投资5亿元的."""
    start = clause.start
    for _ in range(4):
        before = start
        item = ITEM.match(plain, start, clause.end)
        start = item.end() if item else start
        opened = words.openings.match(plain, start, clause.end)
        start = opened.end() if opened else start
        timed = next((t for t in times(plain[start : start + 16], None, None, lexicon) if t.start == 0), None)
        start = min(start + timed.end, clause.end) if timed else start
        told = ATTRIBUTE.match(plain, start, min(clause.end, start + 34))
        start = told.end() if told and not SAID.search(told.group()) else start
        if start == before:
            break
    return start


def _is_proper(plain: str, seen: re.Match[str], words: _Words) -> bool:
    """Whether the name says more than what kind of project it is, and counts nothing."""
    stem, whole = seen["stem"], seen.group()
    if COUNTED.search(stem) or words.not_in_names.search(stem) or plain.startswith(NOT_BEHIND, seen.end()):
        return False
    if whole.count("（") + whole.count("(") != whole.count("）") + whole.count(")") or whole.count("“") != whole.count("”"):
        return False
    left = words.generic.sub("", stem)
    # 鼎新产业园: one letter of two says enough where the kind is no bare 项目
    return len(left) >= 2 or (len(left) == 1 and len(stem) == 2 and not seen["kind"].startswith(("项目", "工程")))


NOT_BEHIND = ("攻坚", "引进", "进展", "推进", "招引", "方面", "指挥部", "类", "建设指挥部", "集群", "集聚")
"""Behind 项目 these speak of projects as such."""


def _reach(plain: str, span: Span, sentence: Span) -> int:
    """How far the sentence speaks of this project: up to its end, or to 青峰路等4条路; never very far."""
    last = min(sentence.end, span.end + FAR)
    stop = ELSEWHERE.search(plain, span.end, last)
    return stop.start() if stop else last


FAR = 160
"""Characters behind a name in which its milestones are looked for."""
ELSEWHERE = re.compile(r"[；;。]|等[0-9]")


def milestones(article: Article, paragraph: Paragraph, pieces: Sequence[Piece], lexicon: Lexicon) -> tuple[Milestone, ...]:
    """装配车间屋面板安装完成50%，整个项目计划6月竣工：one for each clause that tells of progress"""
    words = _words(lexicon)
    found: list[Milestone] = []
    for piece in pieces:
        span = piece.span
        clause = paragraph.plain[span.start : span.end]
        if words.progress.search(clause) and len(found) < MOST:
            progress = "" if when(article, piece.due) == "ahead" else _progress(clause, lexicon)
            found.append(Milestone(paragraph.text[span.start : span.end].strip(), piece.due, progress))
    return tuple(found)


def _dated(article: Article, paragraph: Paragraph, sentence: Span, name: Span, behind: Span, lexicon: Lexicon) -> list[Piece]:
    """The clauses behind a name, each with its time; a time that is a clause of its own is that of the next one.

    So is the one that stands before the name: 3月底前，城北110千伏变电站必须通电投运.
    """
    plain = paragraph.plain
    out: list[Piece] = []
    handed = _alone(article, plain, _clause_before(plain, sentence, name), lexicon)
    for span in _pieces(plain, behind, lexicon):
        alone = _alone(article, plain, span, lexicon)
        if alone is not None:
            handed = alone
            continue
        said = (t.period for t in times(plain[span.start : span.end], article.year, article.date, lexicon))
        out.append(Piece(span, next((period for period in said if period is not None), handed)))
        handed = None
    return out


def _clause_before(plain: str, sentence: Span, name: Span) -> Span:
    """The clause that ends just before a name; empty where the name stands within one."""
    if name.start <= sentence.start or plain[name.start - 1] != "，":
        return Span(name.start, name.start)
    return Span(after_last(plain, "，。；：！？", sentence.start, name.start - 1), name.start - 1)


def _alone(article: Article, plain: str, span: Span, lexicon: Lexicon) -> Period | None:
    """The period of a clause that is a time word and nothing else."""
    clause = plain[span.start : span.end].strip()
    seen = times(clause, article.year, article.date, lexicon) if 0 < len(clause) <= LONGEST_TIME else []
    whole = len(seen) == 1 and seen[0].end - seen[0].start == len(clause)
    return seen[0].period if whole else None


LONGEST_TIME = 16
"""Characters of a clause that is only a time."""
MOST = 8
"""Milestones that one sentence may give."""


def _pieces(plain: str, told: Span, lexicon: Lexicon) -> list[Span]:
    """The clauses; 12月底前完成招标、明年5月建成 is two."""
    out: list[Span] = []
    for clause in _split(plain, told, "[，。；：]"):
        seen = times(plain[clause.start : clause.end], None, None, lexicon)
        out += _split(plain, clause, "[、]") if len(seen) > 1 else [clause]
    return out


def _split(plain: str, span: Span, marks: str) -> list[Span]:
    edges = [found.start() for found in re.compile(marks).finditer(plain, span.start, span.end)]
    starts = [span.start, *(edge + 1 for edge in edges)]
    return [Span(start, end) for start, end in zip(starts, [*edges, span.end], strict=True) if end > start]


DONE = (
    re.compile(r"(?:已|已经)[^，。；]{0,14}"),
    re.compile(r"完成过半|全面铺开|顺利[^，。；]{2,8}完成|(?:进入|正在)[^，。；]{2,8}"),
    re.compile(r"(?:主体|全部|全线|主线)?(?:封顶|贯通|收尾)"),
)
HOPED = re.compile(r"计划|力争|确保|预计|将|必须|拟|前")


def _progress(clause: str, lexicon: Lexicon) -> str:
    """How far it is, as written: 完成50%, 已封顶; empty where the clause only says what is to come."""
    share = next((q for q in quantities(clause, lexicon) if q.unit in ("%", "成") and not q.noise), None)
    if HOPED.search(clause):
        return ""
    if share is not None:
        return ("完成" if clause[: share.start].endswith("完成") else "") + clause[share.start : share.end]
    return next((done[0] for pattern in DONE if (done := pattern.search(clause))), "")
