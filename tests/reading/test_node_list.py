"""``nodes.yml``: a person's key nodes, read strictly, with every refusal told and nothing else lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import NodeName
from builder.reading.node_list import MOST, read_nodes


def read(folder: Path, text: str) -> tuple[tuple[NodeName, ...], list[tuple[int, str, str]]]:
    (folder / "nodes.yml").write_text(text, encoding="utf-8")
    names, refused = read_nodes(folder)
    assert all(one.file == "nodes.yml" and one.reason for one in refused)
    return names, [(one.line, one.field, one.reason) for one in refused]


def test_without_a_file_there_is_nothing(tmp_path: Path) -> None:
    assert read_nodes(tmp_path) == ((), ())


def test_names_keep_their_order_and_their_aliases(tmp_path: Path) -> None:
    names, refused = read(tmp_path, "- 立项\n- name: 用地手续办理\n  aliases: [用地手续, 用地报批]\n- '2024'\n")
    assert names == (NodeName("立项"), NodeName("用地手续办理", ("用地手续", "用地报批")), NodeName("2024"))
    assert refused == []


@pytest.mark.parametrize(
    ("entry", "line", "field", "words"),
    [
        ("- nmae: 开工", 2, "nmae", "是不是 name"),
        ("- aliases: [开工]", 2, "name", "缺少 name"),
        ("- name: 开工\n  name: 动工", 3, "name", "写了两次"),
        ("- name: 开工\n  aliases: 动工", 3, "aliases", "应是一个列表"),
        ("- name: 开工\n  aliases: [动工, 立项]", 3, "aliases", "第1行"),
        ("- 立项", 2, "name", "第1行"),
        ("- 2024", 2, "name", "引号"),
        ("- 2024-01-17", 2, "name", "引号"),
        ("- true", 2, "name", "引号"),
        ("- ''", 2, "name", "不能是空的"),
        ("-", 2, "name", "不能是空的"),
        ("- 很长很长的名称很长很长的名称很长很长的名称", 2, "name", "2到20个字"),
        ("- [开工]", 2, "", "写成名称"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_counts(tmp_path: Path, entry: str, line: int, field: str, words: str) -> None:
    names, refused = read(tmp_path, f"- 立项\n{entry}\n- 竣工\n")
    assert {"立项", "竣工"} <= {one.name for one in names}
    assert refused[0][:2] == (line, field)
    assert len(refused) == 1 or field == "nmae"
    assert words in refused[0][2]


@pytest.mark.parametrize(
    "text", ["name: 立项", "- [", "- a: b: c", "", "立项", "- !!python/object:os.x 立项", "&a [*a]", "- \x00"]
)
def test_a_file_that_is_no_list_gives_nothing_but_a_reason(tmp_path: Path, text: str) -> None:
    names, refused = read(tmp_path, text)
    assert names == ()
    assert len(refused) == 1


def test_a_list_has_an_end(tmp_path: Path) -> None:
    names, refused = read(tmp_path, "".join(f"- 节点{n}\n" for n in range(MOST + 5)))
    assert len(names) == MOST
    assert [line for line, _, _ in refused] == [MOST + 1]


@given(st.text())
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("seeds")
    (folder / "nodes.yml").write_bytes(text.encode("utf-8", "replace"))
    read_nodes(folder)
