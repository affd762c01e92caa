"""Which files of the seeds folder become articles, and what is said of the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder import reading
from builder.errors import UnreadableFile
from builder.lexicon import load
from builder.reading.files import LARGEST

LEXICON = load()


def read(seeds: Path) -> tuple[list[str], dict[str, str]]:
    articles, unread = reading.read(seeds, LEXICON, lambda _: None)
    return [article.id for article in articles], {one.file: one.reason for one in unread}


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_articles_are_found_in_folders_and_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "2023/c.TXT", "2023/一月/d.txt"):
        put(tmp_path / name, f"{name}说了一件事。")
    assert read(tmp_path) == (["2023/c.TXT", "2023/一月/d.txt", "a.md", "b.txt"], {})


def test_hidden_files_notes_and_scraps_are_passed_over(tmp_path: Path) -> None:
    for name in (".a.txt", ".git/b.txt", "x.yml", "y.yaml", "~$z.txt", "Thumbs.db", "desktop.ini"):
        put(tmp_path / name, "不是文章。")
    assert read(tmp_path) == ([], {})


def test_what_is_no_text_is_named_with_a_way_out(tmp_path: Path) -> None:
    put(tmp_path / "a.docx", "x")
    put(tmp_path / "b", "x")
    put(tmp_path / "c.txt", " \n\u3000\n")
    put(tmp_path / "d.txt", "")
    (tmp_path / "e.txt").write_bytes(bytes(99))
    (tmp_path / "f.txt").write_bytes(b"x" * (LARGEST + 1))
    ids, unread = read(tmp_path)
    assert ids == []
    assert unread["a.docx"] == "暂不支持 .docx；请另存为纯文本 .txt"
    assert "没有后缀" in unread["b"]
    assert unread["c.txt"] == unread["d.txt"] == "空文件；请放入文章正文"
    assert "二进制" in unread["e.txt"]
    assert "太大" in unread["f.txt"]


def test_links_to_folders_and_to_nothing_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "seeds/a.txt", "说了一件事。")
    os.symlink(tmp_path / "seeds", tmp_path / "seeds/loop")
    os.symlink(tmp_path / "nowhere", tmp_path / "seeds/gone.txt")
    ids, unread = read(tmp_path / "seeds")
    assert ids == ["a.txt"]
    assert "链接" in unread["loop"]
    assert "链接" in unread["gone.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_does_not_stop_the_build(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert read(tmp_path)[1] == {"a.txt": "不是普通文件；请放入文章的文本文件"}


def test_the_same_text_twice_is_read_once(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "说了一件事。\n")
    (tmp_path / "b.txt").write_bytes("说了一件事。\r\n".encode("gb18030"))
    put(tmp_path / "c.txt", "说了另一件事。\n")
    ids, unread = read(tmp_path)
    assert ids == ["a.txt", "c.txt"]
    assert unread["b.txt"].startswith("重复：内容与 a.txt")


def test_a_missing_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="nowhere"):
        read(tmp_path / "nowhere")


def test_a_single_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="无法打开"):
        reading.read_file(tmp_path / "a.txt", "a.txt", LEXICON)


def test_progress_is_told_now_and_then(tmp_path: Path) -> None:
    for n in range(45):
        put(tmp_path / f"{n:02}.txt", f"第{n}件事。")
    told: list[str] = []
    reading.read(tmp_path, LEXICON, told.append)
    assert [line.split()[1] for line in told] == ["20/45", "40/45", "45/45"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """What lies elsewhere on the machine must never reach the site."""
    (tmp_path / "secret.txt").write_text("不该上网站的内容，共6个项目。", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    os.symlink(tmp_path / "secret.txt", tmp_path / "seeds/out.txt")
    articles, unread = reading.read(tmp_path / "seeds", load(), lambda _: None)
    assert not articles
    assert [(u.file, "文件夹之外" in u.reason) for u in unread] == [("out.txt", True)]
