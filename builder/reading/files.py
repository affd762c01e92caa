"""Which files of the seeds folder are articles, in which order, and what is wrong with the others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from builder.errors import UnreadableFile
from builder.model import Unread

ARTICLES = (".txt", ".md")
NOTES = (".yml", ".yaml")
"""A person's corrections and progress notes; other stages read them."""
SCRAPS = ("~$", "thumbs.db", "desktop.ini")
"""Beginnings of names that office programs and desktops leave behind."""
LARGEST = 5 * 1024 * 1024
"""Bytes; a longer file is no article."""


def find(seeds: Path) -> Iterator[tuple[str, Path | Unread]]:
    """Every file below ``seeds`` that is meant to be read, as (id, path), or (id, why not); sorted by id.

    The id is the path below ``seeds`` with forward slashes. Hidden files, notes and scraps are passed over in silence.

    Raises:
        UnreadableFile: ``seeds`` is no folder.
    """
    if not seeds.is_dir():
        raise UnreadableFile(f"{seeds}: 没有这个文件夹；请建立它并放入文章，或用 --seeds 指明文章在哪里")
    found = sorted((path.relative_to(seeds).as_posix(), path) for path in _walk(seeds))
    for id, path in found:
        why = _refusal(id, path, seeds.resolve())
        shown = id.encode("utf-8", "replace").decode()
        yield (shown, Unread(shown, why)) if why else (id, path)


def load(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableFile: it cannot be read, is empty, or is longer than ``LARGEST``; says what to do.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UnreadableFile(f"文件太大（{size / 1048576:.1f} MB，上限 {LARGEST // 1048576} MB）；请只放文章本身")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"无法打开（{error.strerror or type(error).__name__}）；请检查文件和权限") from error
    if not data.strip():
        raise UnreadableFile("空文件；请放入文章正文")
    return data


def _walk(seeds: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(seeds, followlinks=False):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if (here / name).is_symlink()]
        closed = [name for name in folders if name not in linked and not os.access(here / name, os.R_OK | os.X_OK)]
        for name in [*files, *linked, *closed]:
            passed_over = name.startswith(".") or name.lower().startswith(SCRAPS)
            if not passed_over and (name in linked or Path(name).suffix.lower() not in NOTES):
                yield here / name


def _refusal(id: str, path: Path, seeds: Path) -> str:
    """Why a path is not even opened, or nothing."""
    suffix = path.suffix.lower()
    try:
        id.encode("utf-8")
    except UnicodeEncodeError:
        return "文件名不是 UTF-8 编码；请改名后再放入"
    if path.is_dir():
        return "指向文件夹的链接不跟随；请放入文件本身" if path.is_symlink() else "文件夹无法打开；请检查权限"
    if suffix not in ARTICLES:
        return f"暂不支持 {suffix or '没有后缀的文件'}；请另存为纯文本 .txt"
    if path.is_symlink():
        return _link_refusal(path, seeds)
    return "不是普通文件；请放入文章的文本文件" if path.exists() and not path.is_file() else ""


def _link_refusal(path: Path, seeds: Path) -> str:
    """Why a link is not followed, or nothing."""
    if not path.exists():
        return "链接指向的文件不存在；请放入文件本身"
    if not path.resolve().is_relative_to(seeds):
        return "链接指向文件夹之外；请放入文件本身"
    return "" if path.is_file() else "不是普通文件；请放入文章的文本文件"
