"""Which of the lines around an article is its headline, wherever the page has put it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.model import Paragraph
from builder.reading.kinds import AMOUNT, CHAPTER, FIELD, SHORT, is_terminal
from builder.reading.words import Vocabulary

LONGEST = 100
"""Characters; no line of a headline is longer."""
MOST = 6
"""Lines; more of them directly below each other are a list, not a headline."""
SLOGAN = 12
"""Characters; a shorter line without punctuation may be the name of a column: 新时代新征程新伟业."""
DASHES = "—-─－― "
NOTICE = re.compile(r"关于[^。]{2,80}的?(?:通知|通报|通告|公告|意见|决定|函|批复|报告|请示|公示)(?:[（(].{1,12}[）)])?$")
TORN = re.compile(r"(?:关于|印发|转发|[的和与及、，,：])$")
NOTHING = -5
"""Points of the name of a paper that stands alone; it is no headline."""
SENTENCE = re.compile("[。；;]")
DATED = re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline and the paragraphs with its lines marked as such."""

    title: str
    """The lines of the headline in one, or empty where none was found."""
    deck: str
    paragraphs: tuple[Paragraph, ...]


def choose(paragraphs: Sequence[Paragraph], source: str, words: Vocabulary) -> Headline:
    """Find the headline above the article or, failing that, below it (the way text comes out of a newspaper's page)."""
    body = [i for i, p in enumerate(paragraphs) if p.role == "body" and is_terminal(p.text) and not EDITORIAL.match(p.plain)]
    first, last = (body[0], body[-1]) if body else (len(paragraphs), len(paragraphs))
    above = _groups(paragraphs, range(first), source)
    below = _groups(paragraphs, range(last + 1, len(paragraphs)), source)
    best = _best(paragraphs, above, words)
    if below and (best is None or _leads_in(paragraphs, best)):
        best, others = below[-1], [*above, *below[:-1]]
    else:
        others = [group for group in above if group is not best]
    if best is None:
        return _without_place(paragraphs)
    return _headline(paragraphs, best, [group for group in others if not _is_office(paragraphs, group)])


EDITORIAL = re.compile("【?(?:编者按|导语|导读|核心提示|内容提要|摘要|编前语|开栏的话)")
"""The editor's words that stand above a headline or below it."""
EXCLAIMING = re.compile("[^。！？；;!?：]{4,}[！？!?]")


def _exclaims(p: Paragraph) -> bool:
    """某县十件民生实事，请您监督！ – a single call or question, as headlines are."""
    return len(p.text) <= SHORT and EXCLAIMING.fullmatch(p.text) is not None


IMPRINT = re.compile("[（(](?:本|记者|作者|撰稿|文字|图片|来源|责编)")
"""（本栏目由某某联合推出）, （撰稿：某某）"""
ORIGINAL = re.compile("原标题：《?([^《》]{4,80})》?")


def _without_place(paragraphs: Sequence[Paragraph]) -> Headline:
    """（原标题：《…》） where the page has no headline; else a call that opens the text, else its first heading."""
    named = next((found for p in paragraphs if (found := ORIGINAL.search(p.text))), None)
    if named:
        return Headline(named.group(1).strip("）"), "", tuple(paragraphs))
    first = next((i for i, p in enumerate(paragraphs) if p.role == "body"), None)
    if first is not None and _exclaims(paragraphs[first]):
        return _headline(paragraphs, [first], [])
    heading = next((i for i, p in enumerate(paragraphs) if p.role == "heading"), None)
    return Headline("", "", tuple(paragraphs)) if heading is None else _headline(paragraphs, [heading], [])


OFFICE = re.compile("[一-龥]{3,22}(?:局|政府|委员会|办公室|厅|指挥部|领导小组|人大常委会)(?:文件)?$")
ISSUE = re.compile(r"[（(〔]?第 ?[0-9]{1,4} ?[期号][）)〕]?$|月报|简报")
COLUMN = re.compile("^【[^【】]{2,8}】")
"""【文字实录】 before a headline is the name of its column."""
LABEL = re.compile("^【?(?:标[ \u3000]{0,4}题|信息名称|文件名称|公文标题|名[ \u3000]{0,4}称)(?:[：:]|】[：:]?)")
"""标题：…, 【标　　题】…: a form that the page was filled in with."""
CLUTTER = re.compile(r"[\[\]|【】]|发表于|[0-9]{1,2}:[0-9]{2}|字号|字体|分享|点赞|在看")


def _told(paragraphs: Sequence[Paragraph], group: list[int]) -> list[int]:
    """The lines of a group less the office above the headline and the number of the issue below it."""
    kept = list(group)
    while len(kept) > 1 and (_is_letterhead(paragraphs, kept) or ISSUE.search(paragraphs[kept[0]].text)):
        kept = kept[1:]
    while len(kept) > 1 and ISSUE.search(paragraphs[kept[-1]].text):
        kept = kept[:-1]
    return kept


def _is_letterhead(paragraphs: Sequence[Paragraph], group: list[int]) -> bool:
    """An office above the headline; but 某县农业农村局 / 关于印发… is one headline in two lines."""
    return bool(OFFICE.fullmatch(paragraphs[group[0]].text)) and not paragraphs[group[1]].text.startswith("关于")


def _is_office(paragraphs: Sequence[Paragraph], group: list[int]) -> bool:
    """The name of an office that stands alone: whose page it is."""
    return len(group) == 1 and OFFICE.fullmatch(paragraphs[group[0]].text) is not None


def _groups(paragraphs: Sequence[Paragraph], places: range, source: str) -> list[list[int]]:
    """The lines that could be a headline; those that stand directly below each other make one group."""
    groups: list[list[int]] = []
    for i in places:
        p = paragraphs[i]
        if not _could_be(p, source):
            continue
        near = bool(groups) and groups[-1][-1] == i - 1
        if near and (p.text.startswith("——") or source.count("\n", paragraphs[i - 1].offsets[-1], p.offsets[0]) == 1):
            groups[-1].append(i)
        else:
            groups.append([i])
    told = [_told(paragraphs, group) for group in groups if not _is_form(paragraphs, group)]
    return [group for group in told if len(group) <= MOST]


def _is_form(paragraphs: Sequence[Paragraph], group: list[int]) -> bool:
    """总投资：12.5亿元 and more lines of that shape"""
    return len(group) > 1 and all(FIELD.match(paragraphs[i].plain) for i in group)


def _could_be(p: Paragraph, source: str) -> bool:
    """Whether a paragraph could be a line of a headline: a heading, or a longer line without a sentence; no bullet, no table."""
    if not 2 <= len(p.text) <= LONGEST or is_terminal(p.text) or SENTENCE.search(p.text) or DATED.search(p.plain):
        return False
    if CHAPTER.match(p.text) or IMPRINT.match(p.text):
        return False
    if p.role == "heading":
        return True
    before = source[max(0, p.offsets[0] - 8) : p.offsets[0]]
    bullet = before.rpartition("\n")[2].strip(" \t\u3000*") != ""
    odd = len(p.text) > SHORT or bool(re.search("[！？“]", p.text) or AMOUNT.search(p.text) or FIELD.match(p.text))
    return p.role == "body" and odd and not bullet and re.search("[\t|]", p.text) is None


def _best(paragraphs: Sequence[Paragraph], groups: list[list[int]], words: Vocabulary) -> list[int] | None:
    """The group that looks most like a headline; among equals the first."""
    points = [(_points(paragraphs, group, words), -n) for n, group in enumerate(groups)]
    best = max(points, default=None)
    return groups[-best[1]] if best is not None and best[0] > NOTHING else None


def _points(paragraphs: Sequence[Paragraph], group: list[int], words: Vocabulary) -> int:
    main, below = _parts(paragraphs, group)
    whole = "".join(main)
    points = 3 * bool(below) + 4 * bool(NOTICE.search(whole)) + 2 * bool(words.events.search(whole))
    points += 1 * whole.endswith(words.papers)
    points -= 2 * (len(whole) <= SLOGAN and re.search("[，,：“！ \u3000]", whole) is None)
    points -= 3 * (words.outlet.match(whole) is not None and len(whole) <= 20)
    points -= 6 * bool(CLUTTER.search(COLUMN.sub("", whole))) + 4 * bool(OFFICE.fullmatch(whole)) + 3 * bool(ISSUE.search(whole))
    return points - 3 * _leads_in(paragraphs, group)


def _leads_in(paragraphs: Sequence[Paragraph], group: list[int]) -> bool:
    """Whether the group ends in a dash: the line over a headline that leads to it."""
    return paragraphs[group[-1]].text.endswith(("——", "──"))


def _parts(paragraphs: Sequence[Paragraph], group: list[int]) -> tuple[list[str], list[str]]:
    """The lines of the headline and those of the second headline, which begins with a dash."""
    texts = [paragraphs[i].text for i in group]
    cut = next((n for n, text in enumerate(texts) if n and text.startswith(("——", "──"))), len(texts))
    return [text.strip(DASHES) for text in texts[:cut]], [text.strip(DASHES) for text in texts[cut:]]


def _headline(paragraphs: Sequence[Paragraph], best: list[int], others: list[list[int]]) -> Headline:
    main, below = _parts(paragraphs, best)
    title = LABEL.sub("", _whole(main))
    deck = " ".join(below)
    if not deck:
        plain = (
            group for group in others if not any(FIELD.match(paragraphs[i].plain) or _is_clutter(paragraphs[i]) for i in group)
        )
        decks = (_parts(paragraphs, group)[0] for group in plain if max(len(paragraphs[i].text) for i in group) > SLOGAN)
        deck = next((_whole(lines) for lines in decks), "")
    marked = tuple(replace(p, role="title", level=0) if i in best else p for i, p in enumerate(paragraphs))
    return Headline(title, deck, marked)


def _is_clutter(line: Paragraph) -> bool:
    """A button, a time, or the number of a paper: 汐潮政综〔2024〕11号."""
    return CLUTTER.search(line.text) is not None or PAPER_NUMBER.search(line.plain) is not None


PAPER_NUMBER = re.compile(r"[〔\[［【(（][0-9]{4}[〕\]］】)）]第? ?[0-9]{1,5} ?号")


def _whole(lines: list[str]) -> str:
    """The lines in one; without a space where the break tore a phrase apart."""
    whole = lines[0]
    for line in lines[1:]:
        torn = TORN.search(whole[-4:]) or _open(whole) or _is_one_notice(whole, line)
        whole += line if torn else " " + line
    return whole


def _is_one_notice(above: str, below: str) -> bool:
    """某县农业农村局 | 关于印发…的通知, 关于开展某项 | 整治的通知: the name of a paper in two lines."""
    if below.startswith("关于"):
        return OFFICE.fullmatch(above) is not None
    return above.startswith("关于") and NOTICE.search(above) is None and NOTICE.fullmatch(above + below) is not None


def _open(text: str) -> bool:
    """Whether a bracket or a quotation is still open at the end."""
    return any(text.count(a) > text.count(b) for a, b in ("“”", "《》", "（）"))
