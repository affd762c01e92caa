"""Lines → blocks: which lines are one paragraph that a column or a page has torn apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from builder.reading.kinds import AMOUNT, FIELD, RUN_IN, SHORT, Kind, credited, is_headline, is_terminal, kind
from builder.reading.lines import Line, columns
from builder.reading.words import Vocabulary

INDENT = 2
"""Half-width columns of white space that begin a paragraph."""
REACH = 4
"""How many lines above and below show how wide a column is."""
NARROWEST = 12
"""Half-width columns; no newspaper column is narrower."""
SLACK = 4
"""Half-width columns by which lines of one column differ: no mark may begin a line, and Latin letters are narrow."""
LIST = 5
"""So many short lines directly below each other are a list or a table, not headings."""
ATTACHED = re.compile("附件|[0-9]{1,2}[.．、]")
BRACKETED = re.compile(r"[（(][^（()）]{1,40}[）)]$")
CLOSER = re.compile("[，。、；：！？”’）》】%％…]")
DANGLING = re.compile(
    r"[的和与及在将对把从向为以是其等、，,（(“‘《—]$"
    r"|(?:表示|指出|强调|要求|提出|介绍|认为|说)[，,：:][^，,：:]{0,12}$"
)
"""Ends that no heading has: a paragraph that stops here goes on somewhere."""


TITLED = re.compile("关于[^。；]{4,80}(?:通知|通报|通告|公告|意见|决定|函|批复|报告|请示|公示)(?:[（(][^（()）]{1,12}[）)])?$")
"""The end of a paper's title, however long: nothing goes on behind it."""


@dataclass(slots=True)
class Block:
    """Lines that make one paragraph, and what kind it is."""

    kind: Kind
    lines: list[Line] = field(default_factory=list)
    last: int = -1
    """Number of the line that was put in last."""

    def add(self, number: int, line: Line) -> None:
        """Put one more line in."""
        self.lines.append(line)
        self.last = number


def gather(lines: list[Line], words: Vocabulary) -> list[Block]:
    """The paragraphs that the lines make, in the order in which they begin.

    A caption or a jump note in mid-sentence is set aside, and the sentence goes on after it.
    """
    setting = _Setting(lines, words)
    blocks: list[Block] = []
    open_block: Block | None = None
    aside = False
    for i, line in enumerate(lines):
        what = setting.kinds[i]
        if what in ("furniture", "caption"):
            if not (what == "caption" and blocks and setting.goes_on_caption(i, blocks[-1])):
                blocks.append(Block(what))
            blocks[-1].add(i, line)
            aside = True
            continue
        if open_block is not None and setting.joins(open_block, i, aside):
            open_block.add(i, line)
        else:
            open_block = Block(what)
            open_block.add(i, line)
            blocks.append(open_block)
        aside = False
    return _settle(blocks)


def _settle(blocks: list[Block]) -> list[Block]:
    """A text block of one short line without a sentence is a heading, unless it stands in a list of such lines."""
    run: list[Block] = []
    for block in [*blocks, None]:
        alone = block is not None and _alone(block)
        if block is not None and alone and (not run or not block.lines[0].blank):
            run.append(block)
            continue
        if len(run) < LIST:
            for one in run:
                one.kind = "heading"
        run = [block] if block is not None and alone else []
    for block, below in pairwise(blocks):
        if _heads(block, below):
            block.kind = "heading"
    return blocks


def _heads(block: Block, below: Block) -> bool:
    """◎区发改委：项目为王 and ◆暖房子, each with a paragraph of text below it."""
    first = block.lines[0].text
    marked = block.kind == "item" and len(block.lines) == 1 and first[0] in SIGNS and is_headline(first)
    return marked and not AMOUNT.search(first) and below.kind == "text" and not is_headline(below.lines[0].text)


SIGNS = "●◆◇★☆◎○➤✦"


def _alone(block: Block) -> bool:
    first = block.lines[0].text
    single = block.kind == "text" and len(block.lines) == 1 and is_headline(first) and not UNITS.match(first)
    return single and not AMOUNT.search(first) and (not FIELD.match(first) or OF_AN_AREA.match(first) is not None)


UNITS = re.compile("[（(][一-龥]{2}(?:单位|部门|科室|股室)：")
"""（责任单位：县教育局）: who does the item above, and no heading."""
OF_AN_AREA = re.compile("[一-龥]{1,6}(?:[县区市旗州镇乡]|街道)：[^，。；：]{4,}$")
"""锦湾区：港口旺　产业兴 – no field of a form, but the head of what is told of an area."""


class _Setting:
    """What is known of all lines before they are joined: kinds, widths, where sentences end."""

    def __init__(self, lines: list[Line], words: Vocabulary) -> None:
        self.lines = lines
        self.words = words
        self.kinds: list[Kind] = [kind(line, words) for line in lines]
        self.widths = [columns(line.text) for line in lines]
        self.ends = [is_terminal(line.text) for line in lines]
        self.indents = self._indents()
        self.first_end = next((i for i, ends in enumerate(self.ends) if ends and self.kinds[i] in ("text", "item")), len(lines))
        self._captions()
        self._beside()
        self.set_in = self._set_in()
        self.reaches = self._reaches()

    def joins(self, block: Block, i: int, aside: bool) -> bool:
        """Whether line ``i`` goes on with the paragraph; ``aside`` where a caption or a note stands between."""
        line, last = self.lines[i], block.last
        if block.kind in ("byline", "row") or self._begins(i, last):
            return False
        if CLOSER.match(line.text) and not self.ends[last] and block.kind != "heading":
            return True
        if self.indents[i]:
            return False
        if line.blank or aside:
            return self._across(block, i, last)
        return self._adjacent(block, i, last)

    def _begins(self, i: int, last: int) -> bool:
        """Whether line ``i`` begins something new by its looks."""
        what = self.kinds[i]
        if what in ("byline", "row"):
            return True
        if self.lines[i].text.startswith(("——", "──")):
            return self.ends[last] or self.lines[i].blank or not self._full(last)
        return what in ("item", "heading") and not self._mid_sentence(i, last)

    def goes_on_caption(self, i: int, block: Block) -> bool:
        """Whether caption line ``i`` belongs to the caption above it."""
        line = self.lines[i]
        marked = line.text.startswith(self.words.caption_marks)
        return block.kind == "caption" and block.last == i - 1 and not line.blank and not marked

    def _adjacent(self, block: Block, i: int, last: int) -> bool:
        """The next line of a column."""
        if self.ends[last] or self._full(last):
            return self._full(last)
        above = self.lines[last].text
        longer = self.widths[i] > self.widths[last] + SLACK
        headed = last < self.first_end and longer and not self.indents[last] and not RUN_IN.search(above)
        if headed or (BRACKETED.match(self.lines[i].text) and is_headline(above)):
            return False
        if len(block.lines) > 1 or not is_headline(above) or DANGLING.search(above):
            return True
        wide = self.widths[last] >= NARROWEST
        if self.indents[last]:
            alike = abs(self.lines[last].indent + self.widths[last] - self.widths[i]) <= SLACK
            return wide and (self.reaches[i] or alike or re.search("[，,]", above) is not None)
        return wide and block.kind == "text" and self.reaches[i] and not longer

    def _across(self, block: Block, i: int, last: int) -> bool:
        """The next line after a blank one, a caption or a note."""
        above, line = self.lines[last].text, self.lines[i]
        if self.ends[last]:
            return above.endswith(("；", ";")) and self._full(last)
        if block.kind == "heading" or block.lines[0].text[0] in "●◆◇★☆◎○➤✦•·-*+":
            return False
        if DANGLING.search(above):
            return True
        if TITLED.search(above):
            return False
        begun = self.indents[last] and (self.set_in or re.search("[，,]", above) is not None)
        if len(block.lines) == 1 and is_headline(above) and not begun:
            return False
        alone = i + 1 == len(self.lines) or self.lines[i + 1].blank or self.indents[i + 1]
        return not (alone and is_headline(line.text) and not re.search("[，,。]", line.text))

    def _mid_sentence(self, i: int, last: int) -> bool:
        """Whether what looks like a list mark or a heading only happens to stand at the beginning of a wrapped line."""
        if self.ends[last] or self.lines[i].blank or self.indents[i]:
            return False
        if self.lines[last].text.endswith("、") and self.kinds[i] == "heading":
            return True
        if not self._full(last):
            return False
        return not re.match(r"#|[0-9０-９]{1,2}[.．][一-龥]", self.lines[i].text)

    def _full(self, i: int) -> bool:
        """Whether line ``i`` is as long as a line nearby that was broken in mid-sentence."""
        for j in range(max(0, i - REACH), min(len(self.lines) - 1, i + REACH + 1)):
            if j == i or self.ends[j] or self.kinds[j] in ("furniture", "caption", "byline", "row", "heading"):
                continue
            below = self.lines[j + 1]
            if below.blank or self.indents[j + 1] or self.kinds[j + 1] != "text" or self.widths[j] < NARROWEST:
                continue
            if is_headline(self.lines[j].text) and not self.reaches[j + 1]:
                continue
            if self.widths[j + 1] > self.lines[j].indent + self.widths[j] + SLACK:
                continue
            if self.widths[i] >= self.widths[j] - SLACK and self._same_block(i, j):
                return True
        return False

    def _same_block(self, i: int, j: int) -> bool:
        low, high = sorted((i, j))
        return not any(self.lines[k].blank for k in range(low + 1, high + 1))

    def _indents(self) -> list[bool]:
        """Whether each line is set in from the others of its block."""
        out: list[bool] = []
        start = 0
        for i in range(1, len(self.lines) + 1):
            if i == len(self.lines) or self.lines[i].blank:
                depths = [line.indent for line in self.lines[start:i]]
                base = min(depths) if len(depths) > 2 and max(depths) - min(depths) >= INDENT else 0
                out.extend(depth - base >= INDENT for depth in depths)
                start = i
        return out

    def _captions(self) -> None:
        """A caption runs on over the next lines until its credit, its full stop or a blank line."""
        for i in range(1, len(self.lines)):
            above, line = self.lines[i - 1], self.lines[i]
            if self.kinds[i - 1] != "caption" or self.kinds[i] not in ("text", "caption") or line.blank or self.indents[i]:
                continue
            if credited(above.text, self.words) or (self.ends[i - 1] and not credited(line.text, self.words)):
                continue
            if len(above.text) <= SHORT * 3 and not line.text.startswith(self.words.caption_marks):
                self.kinds[i] = "caption"

    def _beside(self) -> None:
        """What belongs to the line above or below it: further attachments, the office over the date of a signature."""
        for i in range(1, len(self.lines)):
            if self.lines[i].blank:
                continue
            above = self.lines[i - 1].text
            pair = (self.kinds[i - 1], self.kinds[i])
            if pair == ("furniture", "item") and ATTACHED.match(above) and not self.ends[i]:
                self.kinds[i] = "furniture"
            dated = pair == ("text", "byline") and self.lines[i].text[0] in "0123456789一二"
            if dated and i > self.first_end and is_headline(above):
                self.kinds[i - 1] = "byline"

    def _set_in(self) -> bool:
        """Whether the paragraphs of this text begin with an indent, so that a line without one goes on with something."""
        begins = [self.indents[i] for i in range(1, len(self.lines)) if self.kinds[i] == "text" and self.ends[i - 1]]
        return sum(begins) >= 3 and sum(begins) * 2 > len(begins)

    def _reaches(self) -> list[bool]:
        """Whether the sentence that each line is part of ends before the block does."""
        out = [False] * len(self.lines)
        for i in range(len(self.lines) - 1, -1, -1):
            if self.kinds[i] not in ("text", "item"):
                continue
            out[i] = self.ends[i]
            if not out[i] and i + 1 < len(self.lines) and not self.lines[i + 1].blank and not self.indents[i + 1]:
                out[i] = out[i + 1] and self.kinds[i + 1] == "text"
        return out
