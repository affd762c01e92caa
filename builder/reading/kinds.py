"""What a single line is, by its own looks: one small rule for each kind; the order in ``RULES`` decides.

A line that no rule claims is text, and ``joins`` decides where it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from builder.reading.lines import JUMP, Line
from builder.reading.words import Vocabulary

Kind = Literal["furniture", "caption", "byline", "heading", "item", "row", "text"]
Rule = Callable[[str, Vocabulary], bool]

SHORT, LONG = 40, 120
"""Characters: longer than LONG is never furniture, a heading is at most SHORT."""

TERMINAL = re.compile(r"[。！？!?；;：:…][”’」』）)》】\"']{0,3}$|[。！？][（(][^（()）]{1,60}[）)]$|^[（(][^（()）]{1,60}[）)]$")
"""The end of a sentence, of a clause in a list, or of a sentence with its bracketed remark."""
TEN = "[一二三四五六七八九十]{1,3}"
CHAPTER = re.compile(f"(?:{TEN}、|[（(]{TEN}[）)]|第{TEN}(?:章|节|篇|部分))")
ITEM = re.compile(
    r"(?:[0-9０-９]{1,2}[.．、](?![0-9０-９])|[（(][0-9０-９]{1,2}[）)]|[0-9０-９]{1,2}[）)]"
    r"|[①-⑳⑴-⒇⒈-⒛●◆◇★☆◎○➤✦•·]|[-*+][ \t]|[▶►▪◼✅✔❤\U0001f300-\U0001faff]\ufe0f?)"
)
MARKDOWN = re.compile(r"#{1,6}[ \t\u3000]{0,4}(?=[^#\s])")
RUN_IN = re.compile(r"[。！？；;]")
RULE_LINE = re.compile(r"[-=_*~—.·…─━＊・•|:\s]{3,}$")
PAGE_NUMBER = re.compile(
    r"(?:(?:下转|上接)?第?[ ]?[A-Z]?[0-9０-９]{1,3}[ ]?版|[-—][ ]?[0-9]{1,3}[ ]?[-—]"
    r"|第[ ]?[0-9]{1,4}[ ]?页[ ，,/]{0,2}(?:共[ ]?[0-9]{1,4}[ ]?页)?|[A-Z]?[0-9]{1,3})$"
)
PAGE_HEADER = re.compile(
    r"(?:[A-Z]?[0-9]{1,2}版?[ \u3000]{0,4}[一-龥·/]{2,8}(?:[ \u3000]|$))"
    r"|第 ?[0-9]{1,6} ?[号期][ \u3000]"
    r"|.{0,40}(?:星期[一二三四五六日天]|总第[0-9]{1,6}期)"
    r"|《?[一-龥]{2,8}(?:报|周刊|新闻)》?[ \u3000]{0,6}(?=[0-9]{4} ?[年./-])"
)
FULL_DATE = re.compile(r"[0-9]{4}[ ]?年[ ]?[0-9]{1,2}[ ]?月[ ]?[0-9]{1,2}[ ]?日")
SIGNED = re.compile(
    r"(?:^|[\s一-龥）)])(?:[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日"
    f"|[一二][〇零○一二三四五六七八九]{{3}}年{TEN}月{TEN}日)[）)]?$"
)
FIELD = re.compile("[一-龥]{2,8}[：:]")
"""建设单位：江南城投集团"""
AMOUNT = re.compile("[0-9０-９](?:[%％个亿万项条家户亩米处人吨名座所㎡辆台件套栋宗]|公里)")
STAMP = re.compile(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:[ \u3000]{1,4}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?")
WIDE_GAP = re.compile(r"[ \u3000]{2,}")
CLOCK = re.compile(r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?[ \u3000]{1,4}[0-9]{1,2}:[0-9]{2}")
SPREAD = re.compile("(?<=[一-龥])[ \u3000]{1,2}(?=[一-龥]{1,2}[ \u3000：:])")
"""The gaps of a label that was set wide: 索 引 号："""
SHORTEST_PATH = 16
"""Characters of 新闻中心 > 集团要闻, a path of two."""
CRUMB = re.compile("[ \u3000](?:>{1,2}|›|»)[ \u3000]")
BARRED = re.compile(r"\|.*\|$")
"""A row of a Markdown table."""
BAR = re.compile(r"[ \u3000][|丨][ \u3000]|｜")
ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+(?:[ \u3000]|$)")
"""A line that opens with the address of its page."""
BUTTON = re.compile(r"【[^【】]{1,6}】")


def kind(line: Line, words: Vocabulary) -> Kind:
    """What the line is when one looks at nothing but the line."""
    return next((name for name, rule in RULES if rule(line.text, words)), "text")


def is_terminal(text: str) -> bool:
    """Whether a sentence, or a clause of a list, ends with the line: ``。`` ``。”`` ``；`` ``。（责任单位：区教育局）``"""
    return TERMINAL.search(text[-70:]) is not None


def is_headline(text: str) -> bool:
    """Whether a line could be a heading: short, and no sentence within or at its end."""
    return 2 <= len(text) <= SHORT and not RUN_IN.search(text) and not text.endswith(("，", ",", "、", "：", ":"))


def jump_note(text: str, _: Vocabulary) -> bool:
    """（下转第二版）"""
    return JUMP.fullmatch(text) is not None


def rule_line(text: str, _: Vocabulary) -> bool:
    """..... and ———————"""
    return RULE_LINE.match(text) is not None


def page_number(text: str, _: Vocabulary) -> bool:
    """3版"""
    return len(text) <= 18 and PAGE_NUMBER.match(text) is not None


def page_header(text: str, words: Vocabulary) -> bool:
    """01 要闻　　2024年9月12日　星期四　　总第3186期"""
    if len(text) > SHORT * 2 or RUN_IN.search(text) or not PAGE_HEADER.match(text):
        return False
    return bool(FULL_DATE.search(text) or words.staff.search(text)) or (
        len(text) <= 12 and re.search("[ \u3000]", text) is not None
    )


def imprint(text: str, words: Vocabulary) -> bool:
    """主编 赵波 美编 李飞 审读 姜胜保"""
    if len(text) > LONG or RUN_IN.search(text):
        return False
    text = text.lstrip("【（([ ")
    found = words.staff.match(text)
    if found is None:
        return False
    rest = text[found.end() :]
    return (rest[:1] in "：:／/ \u3000" and len(rest) <= 30) or words.staff.search(rest) is not None


def metadata(text: str, words: Vocabulary) -> bool:
    """来源：市统计局　　发布时间：2021-07-28 16:42 | 2023-09-22 08:41:05　　来源：县融媒体中心"""
    if len(text) > LONG or RUN_IN.search(text) or "，" in text:
        return False
    if STAMP.fullmatch(text) or words.metadata_keys.match(SPREAD.sub("", text.lstrip("【（([> "))):
        return True
    if CLOCK.match(text) and len(text) <= SHORT:
        return True
    return STAMP.search(text) is not None and words.metadata_keys.search(text) is not None


def web_furniture(text: str, words: Vocabulary) -> bool:
    """您现在的位置：首页 > 政务公开 | 【打印本页】 | 网站标识码：1409000012"""
    if len(text) > LONG or BARRED.match(text):
        return False
    if _starts_as_furniture(text.lstrip("【（([· "), words):
        return True
    if "。" in text:
        return False
    return (
        len(BUTTON.findall(text)) >= 2
        or len(BAR.findall(text)) >= 2
        or ADDRESS.match(text) is not None
        or len(CRUMB.findall(text)) >= (2 if len(text) > SHORTEST_PATH else 1)
        or words.furniture_holds.search(text) is not None
        or ("，" not in text and words.furniture_keys.search(text) is not None)
    )


def _starts_as_furniture(text: str, words: Vocabulary) -> bool:
    """``附件：1.清单`` and ``打印　关闭``, but neither ``附件齐全`` nor ``技术支持力度不断加大，``"""
    if not text.startswith(words.furniture_starts):
        return False
    start = max((word for word in words.furniture_starts if text.startswith(word)), key=len)
    after = text[len(start) : len(start) + 1]
    if after in ("：", ":"):
        return True
    if re.search("[，。；]", text):
        return False
    return re.match("[一-龥]", after) is None if len(start) <= 2 else len(text) <= SHORT


def caption(text: str, words: Vocabulary) -> bool:
    """▲改造后的棉纺三村旧貌换新颜。 | 充满活力的灵山湾。□记者 李亮 摄"""
    if text.startswith(words.caption_marks):
        return not byline(text, words)
    if text.startswith(words.section_marks):
        return (is_terminal(text) or len(text) > SHORT // 2 or credited(text, words)) and not byline(text, words)
    if len(text) <= SHORT * 2 and (text.startswith(words.caption_starts) or words.caption_label.match(text)):
        return True
    return credited(text, words)


def credited(text: str, words: Vocabulary) -> bool:
    """Whether a line ends with who took the picture: ``　岳小满 摄`` ``（金一鸣 摄）``"""
    return len(text) <= LONG and words.credit.search(text[-40:]) is not None


def byline(text: str, words: Vocabulary) -> bool:
    """□本报记者 方亦舟 通讯员 丁敏"""
    if len(text) > 80 or credited(text, words):
        return False
    marked = text.startswith(("□", "■", "◎", "○", "●", "▲", "（", "(", "【", "文/", "文／"))
    bare = text.strip("□■◎○●▲（）()【】 \u3000")
    found = words.byline.search(bare[:30])
    if found is None or not re.fullmatch("[一-龥A-Za-z/／·、]{0,16}[ \u3000]{0,2}", bare[: found.start()]):
        return False
    rest = bare[found.end() :]
    if not marked and rest and rest[0] not in " \u3000：:/／":
        return False
    return all(_is_signed(token, words) for token in re.split("[ \u3000、，：:/／|]+", rest))


def _is_signed(token: str, words: Vocabulary) -> bool:
    """Whether a word of a byline is a name, an office or 报道."""
    return len(token) <= 4 or token.endswith(words.byline_tails) or (len(token) <= 16 and words.byline.search(token) is not None)


def signature(text: str, _: Vocabulary) -> bool:
    """溪源县人民政府办公室　　2024年3月5日"""
    return len(text) <= 60 and SIGNED.search(text) is not None and re.search("[，。；：]", text) is None


def heading(text: str, words: Vocabulary) -> bool:
    """## 力争取得新突破 | 二、进展较快的单位 | （三）森林防火专班（牵头单位：县应急管理局；配合单位：县气象局）"""
    if MARKDOWN.match(text):
        return True
    if text.startswith(words.section_marks):
        return is_headline(text)
    bare = BRACKET.sub("", text)
    return CHAPTER.match(text) is not None and len(bare) <= SHORT and not is_terminal(text) and not RUN_IN.search(bare)


BRACKET = re.compile("(?<=[一-龥])[（(][^（()）]{2,60}[）)]$")
"""The units that close a heading."""


def item(text: str, _: Vocabulary) -> bool:
    """1.市水利局。 | ２.提升养老服务水平。 | ●全年推进项目 | （二）强化调度。"""
    return ITEM.match(text) is not None or CHAPTER.match(text) is not None


def row(text: str, _: Vocabulary) -> bool:
    """| 序号 | 任务 | and cells parted by tabs or wide gaps"""
    cells = text.lstrip("#*-+●◆◇★☆◎➤✦• \t\u3000")
    if "\t" in cells or (len(WIDE_GAP.findall(cells)) >= 2 and not RUN_IN.search(cells)):
        return True
    return (text.startswith("|") and text.count("|") >= 2) or text.count("｜") >= 2


RULES: tuple[tuple[Kind, Rule], ...] = (
    ("furniture", jump_note),
    ("furniture", rule_line),
    ("furniture", page_number),
    ("furniture", page_header),
    ("furniture", web_furniture),
    ("furniture", metadata),
    ("furniture", imprint),
    ("byline", byline),
    ("byline", signature),
    ("caption", caption),
    ("row", row),
    ("heading", heading),
    ("item", item),
)
