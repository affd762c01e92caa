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
superscripts, ㎡, straight quotes        as they are
======================================  =============================================================
"""

from __future__ import annotations

import re
import unicodedata

HAN = "㐀-䶿一-鿿豈-﫿〇"
WIDE = re.compile(f"[{HAN}，。、；：！？（）《》〈〉【】〔〕“”‘’…—·%％]")
NUMERAL = re.compile("[〇零一二三四五六七八九十]")
ISO_DATE = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])")
DASHES = "－–—―~～-−﹣"
ASCII_MARKS = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
WIDE_MARKS = frozenset(ASCII_MARKS.values())
FULL = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
"""Full-width ASCII and what it stands for."""
QUOTES = {"「": "“", "」": "”", "『": "‘", "』": "’", "〝": "“", "〞": "”"}


def plain(text: str) -> str:
    """``text`` in the forms that rules match, character for character."""
    base = [_alone(char) for char in text]
    dated = {at for found in ISO_DATE.finditer("".join(base)) for at in range(*found.span())}
    wide = _beside_wide(base)
    return "".join(char if i in dated else _between(base, i, wide[i]) for i, char in enumerate(base))


def _beside_wide(base: list[str]) -> list[bool]:
    """For each place whether the nearest character on either side that is no mark itself is wide: ``年),`` is all wide."""
    near = []
    for order in (range(len(base)), range(len(base) - 1, -1, -1)):
        seen, side = "", [""] * len(base)
        for i in order:
            side[i] = seen
            if base[i] not in ASCII_MARKS and base[i] not in WIDE_MARKS:
                seen = base[i]
        near.append(side)
    wide = [bool(WIDE.match(left) or WIDE.match(right)) for left, right in zip(*near, strict=True)]
    opened: list[int] = []
    for i, char in enumerate(base):
        if char == "(":
            opened.append(i)
        elif char == ")" and opened:
            partner = opened.pop()
            wide[i] = wide[partner] = wide[i] or wide[partner]
    return wide


def _alone(char: str) -> str:
    """The form of a character whatever stands beside it."""
    if char < "\x7f":
        return " " if char == "\t" else char
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


def _between(base: list[str], i: int, wide: bool) -> str:
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
