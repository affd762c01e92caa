"""A person's YAML, read strictly and kept in pieces: what is wrong costs its own entry, nothing else.

Only the tree of nodes is made, never a Python value: no tag can do anything, and
every node knows its line. Anchors and aliases are refused, so that nothing can
grow; size, depth and the number of entries are bounded.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from builder.model import Refused

LARGEST = 512 * 1024
"""Bytes; a longer file is refused whole."""
DEEPEST = 6
"""Levels of lists and mappings inside one another; the form needs five."""
MOST = 2_000
"""Entries that are read of a file that had to be taken apart."""

_KEY = re.compile(r"([A-Za-z_]{1,40}) {0,9}:")
_ITEM = re.compile(r"( {0,20})-(?: |$)")
_WORDS = {
    "mapping values are not allowed": "这里多了一个冒号，或上一行的缩进不对；内容里有冒号的，用引号括起来",
    "could not find expected ':'": "这一行少了冒号；写成“名称: 内容”，冒号后空一格",
    "found character '\\t'": "缩进用了制表符；请改用空格",
    "cannot start any token": "这里有 YAML 不认的符号；内容用引号括起来，缩进用空格",
    "expected <block end>": "缩进与上面的行不一致；同一条里的各行对齐",
    "while parsing a flow": "方括号或花括号没有成对",
    "found unexpected end of stream": "引号没有成对",
    "special characters are not allowed": "有看不见的控制字符；请删去后重写这一行",
    "unknown escape character": "双引号里的反斜杠有特殊含义；请改用单引号",
    "single document": "文件里有“---”分成的第二段；请删去“---”",
}


@dataclass(frozen=True, slots=True)
class Tree:
    """What a file holds, in pieces: each parsed by itself where the whole could not be."""

    pieces: tuple[tuple[yaml.Node, int], ...]
    """A tree and how many lines of the file stand before it."""
    refused: tuple[Refused, ...] = ()


def load(path: Path, file: str) -> Tree:
    """The trees of a file; everything wrong with it is in ``refused``, nothing is raised."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        return Tree((), (Refused(file, 0, "", f"无法打开（{error.strerror or type(error).__name__}）；请检查文件和权限"),))
    if size > LARGEST:
        return Tree((), (Refused(file, 0, "", f"文件太大（上限 {LARGEST // 1024} KB）；请分年另存，只留要用的"),))
    return parse(decode(data), file)


def decode(data: bytes) -> str:
    """The text of a file; bytes that are no text become U+FFFD, which costs the entry that they stand in."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    return data.decode("utf-8", "replace")


def parse(text: str, file: str) -> Tree:
    """The tree of a text; where it does not parse, the trees of its parts that do."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    node, wrong = _compose(text, 0, file)
    if wrong is None:
        return Tree(((node, 0),) if node else ())
    pieces: list[tuple[yaml.Node, int]] = []
    refused: list[Refused] = []
    for n, (before, piece) in enumerate(_parts(text)):
        if n == MOST:
            refused.append(Refused(file, before + 1, "", f"只读前 {MOST} 条；请先改正上面的错误"))
            break
        node, trouble = _compose(piece, before, file)
        if trouble:
            refused.append(trouble)
        elif node:
            pieces.append((node, before))
    return Tree(tuple(pieces), tuple(refused or [wrong]))


class _Loader(yaml.SafeLoader):
    """YAML without anchors and aliases, and not deeper than ``DEEPEST``."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """As in PyYAML, but bounded."""
        event: object = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(
                problem="锚点和引用（& 与 *）不能用；内容里有这些符号的，用引号括起来",
                problem_mark=getattr(event, "start_mark", None),
            )
        if self.depth >= DEEPEST:
            raise yaml.MarkedYAMLError(problem="层次太深；照说明里的样子写", problem_mark=getattr(event, "start_mark", None))
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def _compose(text: str, before: int, file: str) -> tuple[yaml.Node | None, Refused | None]:
    """The tree of a text, or what is wrong with it; ``before`` lines of the file stand in front of it."""
    loader = None
    try:
        loader = _Loader(text)
        return loader.get_single_node(), None
    except yaml.MarkedYAMLError as error:
        # What was never closed is shown where it begins.
        opened = error.context_mark if any(word in (error.context or "") for word in ("quoted scalar", "flow")) else None
        mark = opened or error.problem_mark or error.context_mark
        line = before + (mark.line + 1 if mark else 1)
        return None, Refused(file, line, "", _plainly(f"{error.context or ''} {error.problem or ''}"))
    except yaml.reader.ReaderError as error:
        line = before + 1 + text.count("\n", 0, error.position)
        return None, Refused(file, line, "", _plainly(error.reason))
    except (yaml.YAMLError, ValueError, OverflowError):
        return None, Refused(file, before + 1, "", _plainly(""))
    finally:
        if loader is not None:
            loader.dispose()


def _plainly(problem: str) -> str:
    """The parser's complaint in plain Chinese."""
    if any("\u4e00" <= character <= "\u9fff" for character in problem):
        return problem.strip()
    return next((words for key, words in _WORDS.items() if key in problem), "这里的写法不合 YAML 规则；照说明里的样子写")


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """A text that does not parse, cut before each section and each item of a list: lines in front of a part, and the part."""
    part: list[str] = []
    begun, indent, listed = 0, None, True
    for n, line in enumerate(text.split("\n")):
        item, key = _ITEM.match(line), _KEY.match(line)
        opens = listed and item is not None and (indent is None or len(item[1]) <= indent)
        if opens and item is not None:
            indent = len(item[1])
        if opens or key:
            if _full(part):
                yield begun, "\n".join(part)
            begun, part = n, []
        if key:
            # The entries of a list are parts of their own; every other section is one part.
            indent, listed = None, key[1] == "entries"
            if listed and not line[key.end() :].strip():
                begun = n + 1
                continue
        part.append("" if line.strip() in ("---", "...") else line)
    if _full(part):
        yield begun, "\n".join(part)


def _full(part: list[str]) -> bool:
    """Whether there is more in it than remarks and empty lines."""
    return any(line.strip() and not line.lstrip().startswith("#") for line in part)
