"""The one form in which rules see a character: ``plain`` is as long as the text that it is made from.

======================================  =============================================================
in the text                             in plain
======================================  =============================================================
full-width digits, letters, ％ ＋ ／ ＝ …  ASCII
． (full-width full stop)               .
（ ） , ; : ( ) ! ?                     （ ） ， ； ： ！ ？ next to Chinese, ％ or full-width marks;
                                        as they are elsewhere (1,274, 16:42, OLED (AM))
： ∶ between digits                     :
－ – — ― ~ ～ - − between figures       — (in 2021-07-28 and before a Latin letter - stays)
― – － elsewhere                        — (－ and − before a digit: -)
ideographic, hard and other spaces      one ASCII space each
「 」 『 』 〝 〞                         “ ” ‘ ’ “ ”
○ ◯ Ｏ between Chinese numerals         〇
• ・ ‧ ･ between Chinese characters      ·
small, vertical and radical variants    the everyday character
" in pairs, beside Chinese               “ ” by turns
superscripts, ㎡, other straight quotes  as they are
======================================  =============================================================
"""

from __future__ import annotations

import re
import unicodedata

HAN = "㐀-䶿一-鿿豈-﫿〇"
WIDE = re.compile(f"[{HAN}，。、；：！？（）《》〈〉【】〔〕“”‘’…—·%％]")
ODD = re.compile("[^\x00-~一-鿿]|\t")
"""Characters that may have another form whatever stands beside them: none of ASCII but the tab, and no Han."""
NUMERAL = re.compile("[〇零一二三四五六七八九十]")
ISO_DATE = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])")
DASHES = "－–—―~～-−﹣"
ASCII_MARKS = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
WIDE_THOUSANDS = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
"""３，０００: between full-width digits a full-width comma parts thousands."""
NARROW_MARK = re.compile("[,;:()!?]")
MARKS = re.compile("[,;:()!?，；：（）！？]+")
BRACKETS = re.compile("[()]")
FULL = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
"""Full-width ASCII and what it stands for."""
NEIGHBOURLY = re.compile(f"[,;:()!?：∶{re.escape(DASHES)}○◯O•・‧･]")
"""Characters whose form depends on their neighbours."""
QUOTES = {"「": "“", "」": "”", "『": "‘", "』": "’", "〝": "“", "〞": "”"}


def plain(text: str) -> str:
    """``text`` in the forms that rules match, character for character."""
    text = _curled(WIDE_THOUSANDS.sub(",", text))
    base = ODD.sub(lambda found: _alone(found[0]), text)
    dated = {at for found in ISO_DATE.finditer(base) for at in range(*found.span())}
    wide = _beside_wide(base)

    def form(found: re.Match[str]) -> str:
        at = found.start()
        return found[0] if at in dated else _between(base, at, at in wide)

    return NEIGHBOURLY.sub(form, base)


def _curled(text: str) -> str:
    """Straight quotation marks in pairs become curled ones where Chinese stands: 老周说:"今年果子甜。" """
    if '"' not in text or text.count('"') % 2 or "“" in text or not HAN_BESIDE.search(text):
        return text
    pieces = text.split('"')
    return "".join(piece + ("“" if n % 2 == 0 else "”") for n, piece in enumerate(pieces[:-1])) + pieces[-1]


HAN_BESIDE = re.compile(f'"[{HAN}]|[{HAN}]"|[。，！？]"')


def _beside_wide(base: str) -> set[int]:
    """The places of marks where the nearest character on either side that is no mark itself is wide: ``年),`` is all wide."""
    wide: set[int] = set()
    if not NARROW_MARK.search(base):
        return wide
    for run in MARKS.finditer(base):
        if WIDE.match(base[max(0, run.start() - 1) : run.start()]) or WIDE.match(base, run.end()):
            wide.update(range(*run.span()))
    opened: list[int] = []
    for bracket in BRACKETS.finditer(base):
        if bracket[0] == "(":
            opened.append(bracket.start())
        elif opened:
            pair = {opened.pop(), bracket.start()}
            wide |= pair if wide & pair else set()
    return wide


def _alone(char: str) -> str:
    """The form of a character whatever stands beside it."""
    if char in QUOTES:
        return QUOTES[char]
    if char in FULL and FULL[char] not in ASCII_MARKS and char not in DASHES:
        return FULL[char]
    if char.isspace():
        return " "
    if _is_variant(char):
        same = unicodedata.normalize("NFKC", char)
        return same if len(same) == 1 and same not in " " else char
    return char


def _is_variant(char: str) -> bool:
    """⼀ (a radical), ﹐ (small), ︰ (vertical), 豈 (a doubled code point)."""
    return "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff" or "\ufe10" <= char <= "\ufe6f"


def _between(base: str, i: int, wide: bool) -> str:
    """The form of a character between its neighbours."""
    char = base[i]
    left = base[i - 1] if i else ""
    right = base[i + 1] if i + 1 < len(base) else ""
    if char in ASCII_MARKS:
        return char if not wide or (_digit(left) and _digit(right)) else ASCII_MARKS[char]
    if char in "：∶":
        return ":" if _digit(left) and _digit(right) else "："
    if char in DASHES:
        return _dash(char, left, right)
    if char in "○◯O" and NUMERAL.match(left) and (NUMERAL.match(right) or right in "○◯O年"):
        return "〇"
    if char in "•・‧･" and _han(left) and _han(right):
        return "·"
    return char


def _dash(char: str, left: str, right: str) -> str:
    if (_digit(left) or left in ("%", "月", "日", "年")) and _digit(right):
        return "—"
    if char in "-−－﹣":
        return "-"
    return "—" if char in "–―" else char


def _digit(char: str) -> bool:
    return "0" <= char <= "9"


def _han(char: str) -> bool:
    return "一" <= char <= "鿿"
