"""Targets: quantities that are to be reached or were reached, and targets set against a benchmark.

Every quantity that becomes no target goes to ``unplaced`` with its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from builder.finding.goals import goals
from builder.finding.metrics import SHARES, Around, around, metric, topic
from builder.finding.numerals import Quantity, quantities
from builder.finding.organisations import either
from builder.finding.periods import TimeWord, times
from builder.finding.scope import Place, Scope, assigned
from builder.finding.status import Said, is_reached, status, strength
from builder.finding.text import Span, evidence, sentences
from builder.lexicon import Lexicon
from builder.model import Article, Comparator, Evidence, Period, Target, Unplaced

READ = ("body", "caption")
"""Roles of paragraphs in which targets are looked for; figures of headlines stand again below them."""
NOT_READ = {"furniture": "页面信息", "title": "标题，正文另有", "heading": "小标题", "byline": "署名"}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph with everything that the rules ask of it."""

    article: Article
    number: int
    plain: str
    quantities: tuple[Quantity, ...]
    """Measurable quantities only."""
    times: tuple[TimeWord, ...]
    """Time words that may govern a figure; bases of comparison and attributes are left out."""
    heading: str

    @property
    def background(self) -> str:
        """What the paragraph and the article are about."""
        return self.plain[:200] + self.article.title + self.article.deck

    def evidence(self, span: Span) -> Evidence | None:
        """The place in the source of a span of this paragraph."""
        return evidence(self.article, self.number, span)


def lines(article: Article, lexicon: Lexicon) -> tuple[list[Line], list[Unplaced]]:
    """The paragraphs to read, and every number that measures nothing or stands outside of them."""
    read, left, heading = [], [], ""
    for number, paragraph in enumerate(article.paragraphs):
        found = quantities(paragraph.plain, lexicon)
        if paragraph.role == "heading":
            heading = paragraph.plain
        outside = NOT_READ.get(paragraph.role, "")
        for quantity in found:
            reason = outside or quantity.noise
            place = evidence(article, number, Span(quantity.start, quantity.end)) if reason else None
            if place:
                left.append(Unplaced(place, reason))
        if paragraph.role in READ:
            seen = _in_their_year(times(paragraph.plain, article.year, article.date, lexicon))
            governing = tuple(t for t in seen if _may_govern(paragraph.plain, t))
            real = tuple(q for q in found if not q.noise and not any(t.start <= q.start and q.end <= t.end for t in seen))
            read.append(Line(article, number, paragraph.plain, real, governing, heading))
    return read, left


WITHIN_A_YEAR = ("全年", "上半年", "下半年", "一季度", "二季度", "三季度", "四季度", "前三季度")


def _in_their_year(seen: list[TimeWord]) -> list[TimeWord]:
    """2023年，…；全年立案57起: words that name no year belong to the one named before them."""
    out, year = [], None
    for time in seen:
        period = time.period
        if period and period.start and period.end and re.search("[0-9]{4}年$|[去今明前]年$", period.words):
            year = period.start.year if period.start.year == period.end.year else None
        elif year and period and period.start and period.end and period.words in WITHIN_A_YEAR:
            period = replace(period, start=period.start.replace(year=year), end=period.end.replace(year=year))
            time = replace(time, period=period)
        out.append(time)
    return out


COMPARED = re.compile(r"(?:比|较|同|与)$")
AFTER_BASE = re.compile(r"同期|水平|相比|基础上|增速|发布|印发|建成的|以前建成的|底前建成的")


def _may_govern(plain: str, time: TimeWord) -> bool:
    """Not 比上年, 较2017年, 上年同期, 2000年底前建成的, 占年度计划的, nor a year inside a document's name."""
    if plain[time.start : time.end] == "同期" or re.match("(?:目标任务|目标|任务|计划)的", plain[time.end : time.end + 5]):
        return False
    if COMPARED.search(plain, max(0, time.start - 1), time.start) or AFTER_BASE.match(plain, time.end):
        return False
    return plain.count("《", 0, time.start) <= plain.count("》", 0, time.start)


def number_targets(line: Line, scope: Scope, lexicon: Lexicon) -> tuple[list[Target], list[Unplaced]]:
    """一季度计划开工重大项目257个"""
    out: list[Target] = []
    left: list[Unplaced] = []
    previous, previous_sentence = "", Span(0, 0)
    counted: dict[str | None, str] = {}
    """unit → what was last counted in it, within the topic: 38个小区…2.3万户，已完工21个 are 小区 again."""
    pieces = around(line.plain, list(line.quantities))
    parts = sentences(line.plain)
    for i, (quantity, words) in enumerate(zip(line.quantities, pieces, strict=True)):
        sentence = next((s for s in parts if s.start <= quantity.start < s.end), Span(0, len(line.plain)))
        if not _same_topic(line.plain, previous_sentence, sentence):
            previous, counted = "", {}
        place = line.evidence(_clause(line, i, pieces, sentence))
        if place is None:
            continue
        base = _base(line, i)
        if base:
            left.append(Unplaced(place, "起点数"))
            previous, previous_sentence = metric(line.plain, quantity, Around(base, Span(0, 0)), list(line.times), previous, lexicon), sentence
            continue
        words = Around(_after_subject(line, words.left, scope), words.right)
        previous = _thing_between(line, i, sentence) or counted.get(quantity.unit, previous)
        name = _invested(line, i, pieces, lexicon) or _measure_before(line, quantity) or metric(line.plain, quantity, words, list(line.times), previous, lexicon)
        aside = _aside(line, quantity, words, lexicon)
        if aside:
            left.append(Unplaced(place, aside))
            continue
        target = _target(line, quantity, words, sentence, name, place, scope, lexicon)
        if target.status == "context" or not name:
            left.append(Unplaced(place, "背景情况" if name else "未能理解"))
        else:
            out.append(target)
        previous, previous_sentence = topic(name, previous, lexicon), sentence
        if quantity.unit not in SHARES:
            counted[quantity.unit] = previous
    return out, left


def _aside(line: Line, quantity: Quantity, words: Around, lexicon: Lexicon) -> str:
    """Why a figure that measures something is still no target: how many bodies there are, how many things a list has."""
    before = line.plain[words.left.start : quantity.start]
    after = line.plain[quantity.end : words.right.end].removeprefix("的")
    if after.startswith(lexicon.words("targets", "bodies")):
        return "单位数量"
    if after.startswith("时间"):
        return "时长"
    listed = len(after) > 1 and before.endswith(after[:2]) and "、" in line.plain[max(0, quantity.start - 60) : quantity.start]
    return "列举的个数" if listed else ""


def _invested(line: Line, i: int, pieces: list[Around], lexicon: Lexicon) -> str:
    """总投资500亿元的200个工业技改项目: the money is that of the things counted next."""
    quantity, words = line.quantities[i], pieces[i]
    named = re.search("(?:计划|估算|概算)?总?投资(?:额)?$", line.plain[words.left.start : quantity.start])
    if not named or i + 1 >= len(line.quantities) or line.plain[quantity.end : quantity.end + 1] != "的":
        return ""
    following = line.quantities[i + 1]
    if re.search("[，。；：]", line.plain[quantity.end : following.start]):
        return ""
    counted = metric(line.plain, following, Around(Span(0, 0), pieces[i + 1].right), list(line.times), "", lexicon)
    return counted + named.group() if counted else ""


MEASURE = re.compile(r"[一-龥]{2,8}?(?:率|量|额|得分|指数)")


def _measure_before(line: Line, quantity: Quantity) -> str:
    """附：责任单位完成率排名。前三名：市水利局（88.9%） – the measure is named once, above the list."""
    if line.plain[quantity.start - 1 : quantity.start] != "（":
        return ""
    paragraphs = line.article.paragraphs[max(0, line.number - 2) : line.number]
    above = "".join(p.plain for p in paragraphs) + line.plain[: quantity.start]
    named = MEASURE.findall(above[-200:])
    return named[-1] if named else ""


def _same_topic(plain: str, before: Span, now: Span) -> bool:
    """A metric is carried within its sentence, and over a semicolon."""
    return before == now or (before.end == now.start and plain[before.end - 1 : before.end] in "；;")


def _clause(line: Line, i: int, pieces: list[Around], sentence: Span) -> Span:
    """The shortest clause that states the quantity."""
    start, end = pieces[i].left.start, pieces[i].right.end
    if end == line.quantities[i].end and i + 1 < len(pieces) and pieces[i + 1].left.start < end:
        end = line.quantities[i].end
    while start < line.quantities[i].start and line.plain[start] in "、，和及 ":
        start += 1
    return Span(max(start, sentence.start), max(end, line.quantities[i].end))


RAISED = re.compile(r"(?:提高|提升|增加|扩大|下降|降低|缩短|压缩|减少|上升|降|增长|升|增)(?:到|至)")


def _base(line: Line, i: int) -> Span | None:
    """由45.6%提高到50%以上: the first figure is where one starts from; the words before 由 say what is raised."""
    if i + 1 >= len(line.quantities):
        return None
    quantity, following = line.quantities[i], line.quantities[i + 1]
    start = max(line.plain.rfind(mark, 0, quantity.start) for mark in "，。；：！？") + 1
    origin = max(line.plain.rfind(word, start, quantity.start) for word in "由从")
    if origin < 0 or not RAISED.fullmatch(line.plain, quantity.end, following.number_start):
        return None
    return Span(start, origin)


def _after_subject(line: Line, left: Span, scope: Scope) -> Span:
    """The words before a figure without the body that they begin with: 汀桥区 | 14件民生实事."""
    for mention in scope.mentions.get(line.number, ()):
        if mention.agent and left.start <= mention.span.start <= left.start + 12 and mention.span.end <= left.end:
            return Span(mention.span.end, left.end)
    return left


def _thing_between(line: Line, i: int, sentence: Span) -> str:
    """10月启动危旧房征收，面积6.5万平方米: a clause without a figure names what the next figures measure."""
    start = max(line.quantities[i - 1].end if i else sentence.start, sentence.start)
    clauses = re.split("[，；：]", line.plain[start : line.quantities[i].start])[:-1]
    for time in line.times:
        words = line.plain[time.start : time.end]
        clauses = [clause.replace(words, "") for clause in clauses]
    whole = start == sentence.start
    named = re.sub("^(?:将|要|力争|确保|启动|推进|完成)+", "", clauses[-1]) if len(clauses) > (0 if whole else 1) else ""
    return named if 3 <= len(named) <= 16 else ""


def _target(
    line: Line, quantity: Quantity, words: Around, sentence: Span, name: str, place: Evidence, scope: Scope, lexicon: Lexicon
) -> Target:
    period = governing_period(line, Span(words.left.start, words.right.end), quantity.start, sentence, scope)
    clause = line.plain[words.left.start : words.right.end]
    before = line.plain[sentence.start : words.left.start]
    whole = line.plain[sentence.start : sentence.end]
    owner = scope.owner(line.number, quantity.start, quantity.end)
    own = any(words.left.start <= t.start < words.right.end for t in line.times)
    state = status(Said(clause, before, _setting(line, sentence)), period, own, line.article, lexicon)
    if state == "actual" and _is_task(line, place_of(line, quantity.start, quantity.end), scope, clause, line.plain[quantity.end : quantity.end + 6], lexicon):
        state = "planned"
    if state == "actual" and not own and _is_ahead(period, line.article):
        period = None
    said = strength(line.plain[words.left.start : quantity.number_start], before, lexicon) if state == "planned" else ""
    return Target(
        kind="number",
        metric=name,
        comparator=quantity.comparator,
        value=quantity.value,
        unit=quantity.unit,
        value_high=quantity.high,
        period=period,
        status=state,
        strength=said,
        owner=owner,
        goals=goals(name, clause, whole, line.heading + (owner or ""), line.background, lexicon),
        evidence=(place,),
        rule="number_targets",
    )


def _is_task(line: Line, place: Place, scope: Scope, clause: str, clause_after: str, lexicon: Lexicon) -> bool:
    """户厕改造任务1260户, or an item with its responsible unit in brackets: assigned, unless the clause says it is done."""
    if re.match("的(?:年度)?(?:目标|任务)", clause_after):
        return True
    if not re.search("任务[数量]?$", line.plain[max(0, place.start - 8) : place.start]) and assigned(scope, place) is None:
        return False
    return not is_reached(clause, lexicon)


def _setting(line: Line, sentence: Span) -> str:
    """What stands before the sentence in its paragraph, nearest last."""
    return line.plain[max(0, sentence.start - 200) : sentence.start]


def _is_ahead(period: Period | None, article: Article) -> bool:
    """Whether the period ends after the day the article speaks from: what was reached cannot lie there."""
    return period is not None and period.end is not None and article.date is not None and period.end > article.date


def governing_period(line: Line, clause: Span, at: int, sentence: Span, scope: Scope) -> Period | None:
    """Which time word governs what stands ``at``: in its clause, in a bracket of its item, before it in its
    sentence, or in an earlier sentence of the paragraph with the same owner."""
    inside = [t for t in line.times if clause.start <= t.start < clause.end]
    before = [t for t in inside if t.start < at]
    if before:
        return before[-1].period
    after = [t for t in inside if t.start >= at and (t.deadline or t.period)]
    if after:
        return after[0].period
    bracket = _bracketed(line, at)
    if bracket:
        return bracket.period
    earlier = [t for t in line.times if sentence.start <= t.start < clause.start]
    if earlier:
        return earlier[-1].period
    owner = scope.owner(line.number, at)
    for time in reversed([t for t in line.times if t.start < sentence.start]):
        words = line.plain[time.start : time.end]
        if line.plain.endswith(("其中，", "其中"), 0, time.start):
            continue
        if (time.deadline and time.period is not None) or (time.vague and re.search("[0-9一二三四五六七八九十两]", words)):
            continue
        last = next((s.end for s in sentences(line.plain) if s.start <= time.start < s.end), time.end) - 1
        return time.period if owner in (scope.owner(line.number, last), scope.owner(line.number, time.end)) else None
    return None


def _bracketed(line: Line, at: int) -> TimeWord | None:
    """改建村卫生室15家（11月底前完成）"""
    for time in line.times:
        if time.start > at and line.plain[time.start - 1] == "（" and re.match("(?:全部|全面)?(?:完成|建成|完工|投用|启用)?）", line.plain[time.end : time.end + 8]):
            return time
    return None


# ------------------------------------------------------------ against a benchmark


@lru_cache(maxsize=4)
def _relations(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, Comparator], re.Pattern[str]]:
    signs: dict[str, Comparator] = {
        word: sign  # type: ignore[misc]
        for sign, words in lexicon.groups("targets", "relations").items()
        for word in words
    }
    pattern = re.compile(f"(?P<metric>[^，。；：！？“”（）]{{2,40}}?)(?P<relation>{either(signs)})(?P<benchmark>[^，。；！？“”（）]{{2,20}})")
    return pattern, signs, re.compile(either(lexicon.words("targets", "benchmarks")))


def relative_targets(line: Line, scope: Scope, lexicon: Lexicon) -> list[Target]:
    """全年地区生产总值等主要经济指标增速高于全省、全市增速"""
    pattern, signs, benchmarks = _relations(lexicon)
    out = []
    for match in pattern.finditer(line.plain):
        span = Span(match.start(), match.end())
        if not benchmarks.search(match["benchmark"]) or any(q.start < span.end and span.start < q.end for q in line.quantities):
            continue
        place = line.evidence(span)
        sentence = next((s for s in sentences(line.plain) if s.holds(span)), span)
        name = _relative_metric(match["metric"], match.start("metric"), line)
        if place is None or len(name) < 2:
            continue
        period = governing_period(line, span, match.start("relation"), sentence, scope)
        owner = scope.owner(line.number, match.start("relation"))
        whole = line.plain[sentence.start : sentence.end]
        words = Said(match.group(), line.plain[sentence.start : span.start], _setting(line, sentence))
        state = status(words, period, True, line.article, lexicon)
        if state == "context":
            continue
        said = strength(match["metric"], line.plain[sentence.start : span.start], lexicon) if state == "planned" else ""
        out.append(
            Target("relative", name, signs[match["relation"]], None, None, None, match["benchmark"], period, state, said, owner,
                   goals(name, match.group(), whole, line.heading + (owner or ""), line.background, lexicon), (place,), "relative_targets")
        )  # fmt: skip
    return out


def _relative_metric(words: str, start: int, line: Line) -> str:
    for time in line.times:
        if start <= time.start and time.end <= start + len(words):
            words = words.replace(line.plain[time.start : time.end], "")
    return re.sub("^(?:其中|力争|确保|预计|将|要|、)+", "", words).strip("的")


def place_of(line: Line, start: int, end: int) -> Place:
    """A place of ``line`` for the scope."""
    return Place(line.number, start, end)
