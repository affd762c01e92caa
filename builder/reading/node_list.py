"""``nodes.yml`` in the seeds folder: the key nodes of projects as a person defines them, read strictly.

A list, in the order in which projects pass the nodes; a node is its name, or its name with other words for it::

    - 立项
    - name: 用地手续办理
      aliases: [用地手续, 用地报批]

An entry that cannot be used is told with file, line, field and reason; the others count.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import yaml

from builder.errors import UnreadableFile
from builder.model import NodeName, Refused
from builder.reading import files
from builder.reading.decoding import decode

FILE = "nodes.yml"
LONGEST = 20
"""Characters of a name."""
MOST = 40
"""Nodes of a list; a chart holds no more."""
FIELDS = ("name", "aliases")


def read_nodes(seeds: Path) -> tuple[tuple[NodeName, ...], tuple[Refused, ...]]:
    """The nodes of ``nodes.yml`` in their order, and what of the file could not be used; both empty without a file."""
    path = seeds / FILE
    if not path.is_file():
        return (), ()
    try:
        root = yaml.compose(decode(files.load(path)), yaml.SafeLoader)
    except UnreadableFile as error:
        return (), (_refused(1, "", str(error)),)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return (), (_refused(line, "", "不是有效的 YAML；请检查缩进、冒号后的空格和引号"),)
    except (yaml.YAMLError, RecursionError):
        return (), (_refused(1, "", "不是有效的 YAML；请检查有没有不可见的控制字符、括号是不是套得太深"),)
    if not isinstance(root, yaml.SequenceNode):
        return (), (_refused(1, "", "整个文件应是一个列表；每个节点一行，以“- ”开头，如“- 用地手续办理”"),)
    return _Reader().read(root)


def _refused(line: int, field: str, reason: str) -> Refused:
    return Refused(FILE, line, field, reason)


class _Reader:
    """Reads entry by entry; remembers which word was used on which line."""

    def __init__(self) -> None:
        self.refused: list[Refused] = []
        self.lines: dict[str, int] = {}

    def read(self, root: yaml.SequenceNode) -> tuple[tuple[NodeName, ...], tuple[Refused, ...]]:
        found: list[NodeName] = []
        for node in root.value:
            if len(found) == MOST:
                self._no(node, "", f"最多{MOST}个节点；从这一个起没有采用")
                break
            entry = self._entry(node)
            if entry is not None:
                found.append(entry)
        return tuple(found), tuple(self.refused)

    def _no(self, node: yaml.Node, field: str, reason: str) -> None:
        self.refused.append(_refused(node.start_mark.line + 1, field, reason))

    def _entry(self, node: yaml.Node) -> NodeName | None:
        if isinstance(node, yaml.ScalarNode):
            name = self._word(node, "name")
            return NodeName(name) if name else None
        if not isinstance(node, yaml.MappingNode):
            self._no(node, "", "节点应写成名称，或写成 name 和 aliases 两个字段")
            return None
        fields = self._fields(node)
        if "name" not in fields:
            self._no(node, "name", "缺少 name；请写上节点的名称，如“name: 用地手续办理”")
            return None
        name = self._word(fields["name"], "name")
        if not name:
            return None
        return NodeName(name, tuple(self._aliases(fields["aliases"])) if "aliases" in fields else ())

    def _fields(self, node: yaml.MappingNode) -> dict[str, yaml.Node]:
        fields: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name not in FIELDS:
                near = get_close_matches(name, FIELDS, 1)
                self._no(key, name[:LONGEST], f"没有这个字段；可用的是 name、aliases{f'，是不是 {near[0]}？' if near else ''}")
            elif name in fields:
                self._no(key, name, "同一个字段写了两次；用的是前一个")
            else:
                fields[name] = value
        return fields

    def _aliases(self, node: yaml.Node) -> Iterator[str]:
        if not isinstance(node, yaml.SequenceNode):
            self._no(node, "aliases", "应是一个列表，如“aliases: [用地手续, 用地报批]”")
            return
        for item in node.value:
            word = self._word(item, "aliases")
            if word:
                yield word

    def _word(self, node: yaml.Node, field: str) -> str:
        """A word that was not used before; empty where it cannot be used."""
        word = node.value.strip() if isinstance(node, yaml.ScalarNode) else ""
        text = node.tag.endswith((":str", ":null")) if isinstance(node, yaml.ScalarNode) else False
        if not text or not word or (node.tag.endswith(":null") and word in ("~", "null", "Null", "NULL")):
            self._no(node, field, "应是文字；数字和日期请加引号" if word else "不能是空的；请写上名称")
        elif not 2 <= len(word) <= LONGEST or not word.isprintable():
            self._no(node, field, f"应有2到{LONGEST}个字，写在一行里")
        elif word in self.lines:
            self._no(node, field, f"“{word}”在第{self.lines[word]}行已经写过；一个词只能属于一个节点")
        else:
            self.lines[word] = node.start_mark.line + 1
            return word
        return ""
