"""The words that the search parts a query by: 崂山项目 has no space, and means 崂山 and 项目.

jieba cuts them at build time, because a browser has no dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import jieba  # type: ignore[import-untyped]

HAN = re.compile("[\u3400-\u9fff]{2,8}")
MOST_SHARED = 9
"""A front-coded word says in one digit how much it shares with the word before."""


@cache
def _tokenizer() -> jieba.Tokenizer:
    """jieba with its own dictionary, loaded without a word to stderr and without its cache file in a shared folder."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def vocabulary(texts: Iterable[str]) -> list[str]:
    """The words of two to eight Chinese characters in ``texts``, sorted, each once."""
    cut = _tokenizer().cut
    return sorted({word for text in set(texts) for word in cut(text) if HAN.fullmatch(word)})


def pack(words: Iterable[str]) -> str:
    """Sorted words as one text: how many characters each shares with the word before, then the rest (0城区1市 is 城区, 城市)."""
    packed, before = [], ""
    for word in words:
        shared = _shared(before, word)
        packed.append(f"{shared}{word[shared:]}")
        before = word
    return "".join(packed)


def _shared(left: str, right: str) -> int:
    same = 0
    for a, b in zip(left, right[:-1], strict=False):
        if a != b or same == MOST_SHARED:
            break
        same += 1
    return same
