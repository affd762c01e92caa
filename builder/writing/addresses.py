"""Readable addresses: a name becomes its pinyin, and no two records share one.

An address is made of ``a-z``, ``0-9`` and ``-`` alone, so that it means the same
on every file system and needs no encoding in a link.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha1
from types import MappingProxyType

from pypinyin import Style, lazy_pinyin

LONGEST = 60
"""Most characters of a slug; where a clash adds a hash, the address has 7 more."""
HASH = 6
"""Hexadecimal digits of a hash in an address."""
READ = 200
"""Characters of a name that are turned into pinyin; the rest counts in the hash only."""

_WORD = re.compile("[a-z0-9]{1,16}")
_PORTS = [f"{port}{n}" for port in ("com", "lpt") for n in range(10)]
_RESERVED = frozenset(["con", "prn", "aux", "nul", *_PORTS, "index", "readme", "404"])
"""Names that Windows keeps for itself, and those that MkDocs gives a meaning."""


def slug(name: str) -> str:
    """``name`` in pinyin: 区工业和信息化局 → qu-gong-ye-he-xin-xi-hua-ju.

    At most ``LONGEST`` characters; a longer one is cut after a syllable and ends in
    a short hash of the whole name. Never empty, never a reserved file name: a name
    without a letter or digit is its hash.
    """
    words = _words(name)
    whole = "-".join(words)
    if not whole:
        return _hash(name)
    if whole in _RESERVED:
        return f"{whole}-{_hash(name)}"
    if len(whole) <= LONGEST and len(name) <= READ:
        return whole
    while len("-".join(words)) > LONGEST - HASH - 1:
        words = words[:-1]
    return "-".join([*words, _hash(name)])


def assign(named: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """An address for every record, given as (key, name): ``{key: address}``, unique, whatever the order.

    An address is the slug of the name. Where several records come to the same slug, each gets a short
    hash of its key behind it: no record ever takes over an address that was another's, so that a saved
    link leads to the right page or to none. Other records change nothing.

    Raises:
        ValueError: one key comes with two names.
    """
    names: dict[str, str] = {}
    for key, name in named:
        if names.setdefault(key, name) != name:
            raise ValueError(f"key {key!r} has two names: {names[key]!r} and {name!r}")
    slugs = {key: slug(names[key]) for key in sorted(names)}
    sharing = Counter(slugs.values())
    given = {key: address for key, address in slugs.items() if sharing[address] == 1}
    taken = set(given.values())
    for key, address in slugs.items():
        if key not in given:
            given[key] = _apart(address, key, taken)
            taken.add(given[key])
    return MappingProxyType({key: given[key] for key in slugs})


def _words(name: str) -> list[str]:
    """Syllables, words and numbers of ``name`` in plain ASCII."""
    plain = unicodedata.normalize("NFKC", name[:READ]).casefold()
    words: list[str] = []
    for piece in lazy_pinyin(plain, style=Style.NORMAL):
        # é and ü lose their marks here, so that a foreign name keeps its letters
        words += _WORD.findall(unicodedata.normalize("NFD", piece).encode("ascii", "ignore").decode())
    return words


def _apart(address: str, key: str, taken: set[str]) -> str:
    """``address`` with as much of the hash of ``key`` as sets it apart: six digits, hardly ever more."""
    lengths = range(HASH, 41)
    return next(found for n in lengths if (found := f"{address}-{_hash(key, n)}") not in taken)


def _hash(text: str, digits: int = HASH) -> str:
    return sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:digits]
