"""The words that rules know, as YAML beside this file, and their strict loader.

Grammar lives in code; a word list never holds a regular expression. Every file
and every section is declared in ``SECTIONS``: a section that is missing,
unknown, empty or that says a word twice is refused with its file and entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from builder.errors import LexiconError
from builder.lexicon.sections import SECTIONS

Words = tuple[str, ...]
Groups = Mapping[str, Words]
Section = Words | Groups

HERE = Path(__file__).parent


class Lexicon:
    """All word lists. ``words`` gives a plain list, ``groups`` a list of lists under keys."""

    def __init__(self, files: Mapping[str, Mapping[str, Section]]) -> None:
        self._files = files

    def words(self, file: str, section: str) -> Words:
        """The words of a plain section, in the order of the file."""
        found = self._files[file][section]
        assert isinstance(found, tuple), f"{file}.yaml: {section} is grouped"
        return found

    def groups(self, file: str, section: str) -> Groups:
        """The grouped section: key → words, in the order of the file."""
        found = self._files[file][section]
        assert not isinstance(found, tuple), f"{file}.yaml: {section} is a plain list"
        return found


@cache
def load(folder: Path = HERE) -> Lexicon:
    """Read and check every declared word list.

    Raises:
        LexiconError: a file or section breaks the rules; the message says which and how to mend it.
    """
    return Lexicon({name: _file(folder / f"{name}.yaml", sections) for name, sections in SECTIONS.items()})


def _file(path: Path, sections: tuple[str, ...]) -> Mapping[str, Section]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except LexiconError as error:
        raise LexiconError(f"{path.name}: {error}") from None
    except (OSError, yaml.YAMLError) as error:
        raise LexiconError(f"{path.name}: cannot be read: {error}") from error
    if not isinstance(data, dict):
        raise LexiconError(f"{path.name}: expected sections, found {type(data).__name__}")
    for missing in [s for s in sections if s not in data]:
        raise LexiconError(f"{path.name}: section '{missing}' is missing")
    for unknown in [s for s in data if s not in sections]:
        raise LexiconError(f"{path.name}: section '{unknown}' is unknown; declare it in sections.py")
    return MappingProxyType({name: _section(path.name, name, data[name]) for name in sections})


def _section(file: str, name: str, data: object) -> Section:
    if isinstance(data, dict):
        groups = {str(key): _words(file, f"{name}.{key}", words) for key, words in data.items()}
        if not groups:
            raise LexiconError(f"{file}: section '{name}' is empty")
        return MappingProxyType(groups)
    return _words(file, name, data)


def _words(file: str, where: str, data: object) -> Words:
    if not isinstance(data, list) or not data:
        raise LexiconError(f"{file}: '{where}' must be a list with at least one word")
    for word in data:
        if not isinstance(word, str) or not word.strip() or word != word.strip():
            raise LexiconError(f"{file}: '{where}' holds {word!r}; put words in quotes, without outer spaces")
    twice = {word for word in data if data.count(word) > 1} if len(set(data)) < len(data) else set()
    if twice:
        raise LexiconError(f"{file}: '{where}' says {'、'.join(sorted(twice))} twice")
    return tuple(data)


class _Loader(yaml.SafeLoader):
    """YAML that refuses a key said twice (plain YAML keeps the last without a word)."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[object, object]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise LexiconError(f"line {node.start_mark.line + 1}: key {', '.join(map(str, twice))} stands twice")
    return dict(zip(keys, [loader.construct_object(value, deep=True) for _, value in node.value], strict=True))


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
