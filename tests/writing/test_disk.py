"""A person's files are safe, an unchanged page is not touched, a killed build recovers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builder.errors import RefusedPage
from builder.model import Sheet
from builder.writing import disk

Pages = dict[str, str]


def sheets(pages: Pages) -> list[Sheet]:
    return [Sheet(path, text) for path, text in pages.items()]


def write(docs: Path, pages: Pages) -> disk.Changes:
    return disk.write(sheets(pages), docs)


def tree(docs: Path) -> Pages:
    """Every file but the manifest, unfinished ones too."""
    files = (file for file in sorted(docs.rglob("*")) if file.is_file() and file.name != disk.MANIFEST)
    return {file.relative_to(docs).as_posix(): file.read_bytes().decode() for file in files}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return tmp_path / "docs"


OLD = {"index.md": "首页", "a/index.md": "甲", "a/x.md": "旧", "b/y.md": "乙", "c/d/z.md": "丙"}
NEW = {"index.md": "首页", "a/index.md": "甲二", "a/x.md": "新", "b/w.md": "丁", "e/v.md": "戊"}


# ---------------------------------------------------------------- the plain way


def test_pages_come_change_and_go(docs: Path) -> None:
    assert write(docs, OLD) == disk.Changes(written=tuple(sorted(OLD)))
    assert tree(docs) == OLD
    changes = write(docs, NEW)
    assert changes == disk.Changes(
        written=("a/index.md", "a/x.md", "b/w.md", "e/v.md"), removed=("b/y.md", "c/d/z.md"), kept=("index.md",)
    )
    assert tree(docs) == NEW
    assert not (docs / "c").exists()


def test_the_manifest_holds_a_hash_for_each_page(docs: Path) -> None:
    write(docs, {"a.md": ""})
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert json.loads((docs / disk.MANIFEST).read_text()) == {"a.md": empty}


def test_a_build_that_changes_nothing_touches_nothing(docs: Path) -> None:
    write(docs, OLD)
    for file in [docs, *docs.rglob("*")]:
        os.utime(file, (1, 1))
    assert write(docs, OLD) == disk.Changes(kept=tuple(sorted(OLD)))
    assert {file.stat().st_mtime for file in [docs, *docs.rglob("*")]} == {1}


def test_only_what_changed_is_touched(docs: Path) -> None:
    write(docs, OLD)
    for file in docs.rglob("*.md"):
        os.utime(file, (1, 1))
    write(docs, OLD | {"a/x.md": "新"})
    assert [file.name for file in docs.rglob("*.md") if file.stat().st_mtime != 1] == ["x.md"]


def test_the_order_of_sheets_does_not_matter(tmp_path: Path) -> None:
    write(tmp_path / "1", OLD)
    write(tmp_path / "2", dict(reversed(OLD.items())))
    assert (tmp_path / "1" / disk.MANIFEST).read_bytes() == (tmp_path / "2" / disk.MANIFEST).read_bytes()


def test_text_is_written_as_it_is(docs: Path) -> None:
    write(docs, {"a.md": "一\r\n二\n三\u2028𠮷"})
    assert (docs / "a.md").read_bytes() == "一\r\n二\n三\u2028𠮷".encode()


# ---------------------------------------------------------------- a person's files


def test_a_page_written_by_hand_is_never_overwritten(docs: Path) -> None:
    (docs / "a").mkdir(parents=True)
    (docs / "a/x.md").write_text("手写")
    changes = write(docs, OLD)
    assert changes.refused == (
        "a/x.md: a file that is not the builder's stands there and was left as it is; move it away to get the page",
    )
    assert "a/x.md" not in changes.written + changes.kept
    assert tree(docs) == OLD | {"a/x.md": "手写"}
    write(docs, {})
    assert tree(docs) == {"a/x.md": "手写"}


def test_a_page_edited_by_hand_is_never_overwritten(docs: Path) -> None:
    write(docs, OLD)
    (docs / "a/x.md").write_text("旧，改过")
    changes = write(docs, NEW)
    assert changes.refused == ("a/x.md: edited by hand and left as it is; delete it to have it made anew",)
    assert tree(docs) == NEW | {"a/x.md": "旧，改过"}
    assert write(docs, NEW).refused == changes.refused
    (docs / "a/x.md").unlink()
    assert write(docs, NEW).written == ("a/x.md",)


def test_a_stale_page_edited_by_hand_is_never_deleted(docs: Path) -> None:
    write(docs, OLD)
    (docs / "c/d/z.md").write_text("丙，改过")
    for _ in range(2):
        changes = write(docs, NEW)
        assert changes.refused == (
            "c/d/z.md: edited by hand and no longer made by the builder; left as it is, delete it if you do not need it",
        )
        assert tree(docs) == NEW | {"c/d/z.md": "丙，改过"}


def test_an_edit_that_is_undone_gives_the_page_back(docs: Path) -> None:
    write(docs, OLD)
    (docs / "a/x.md").write_text("改过")
    write(docs, NEW)
    (docs / "a/x.md").write_text("旧")
    assert write(docs, NEW).written == ("a/x.md",)


def test_files_beside_generated_pages_stay(docs: Path) -> None:
    write(docs, OLD)
    (docs / "c/d/notes.txt").write_text("我的")
    write(docs, {})
    assert tree(docs) == {"c/d/notes.txt": "我的"}


def test_a_page_that_already_says_the_same_is_taken_over(docs: Path) -> None:
    docs.mkdir()
    (docs / "index.md").write_text("首页")
    assert write(docs, {"index.md": "首页"}) == disk.Changes(kept=("index.md",))
    assert write(docs, {}).removed == ("index.md",)


@pytest.mark.parametrize("make", [Path.mkdir, lambda p: p.symlink_to("other.md"), lambda p: p.symlink_to("nowhere.md")])
def test_a_folder_or_link_in_the_way_is_left(docs: Path, make: Callable[[Path], None]) -> None:
    docs.mkdir()
    (docs / "other.md").write_text("我的")
    make(docs / "x.md")
    assert len(write(docs, {"x.md": "新", "y.md": "乙"}).refused) == 1
    assert (docs / "x.md").is_dir() or (docs / "x.md").is_symlink()
    assert (docs / "other.md").read_text() == "我的"
    assert (docs / "y.md").read_text() == "乙"


def test_a_file_where_a_folder_should_be_is_left(docs: Path) -> None:
    docs.mkdir()
    (docs / "a").write_text("我的")
    assert [line.split(":")[0] for line in write(docs, OLD).refused] == ["a/index.md", "a/x.md"]
    assert (docs / "a").read_text() == "我的"


# ---------------------------------------------------------------- paths


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.md", "a.md"),
        ("a.md", "A.md"),
        ("a/x.md", "A/x.md"),
        ("é.md", unicodedata.normalize("NFD", "é.md")),
        ("ß.md", "SS.md"),
        ("a", "a/x.md"),
        ("A/x.md", "a"),
    ],
)
def test_two_pages_with_one_path_are_refused(docs: Path, one: str, other: str) -> None:
    with pytest.raises(RefusedPage, match="claim"):
        disk.write([Sheet(one, "1"), Sheet("ok.md", ""), Sheet(other, "2")], docs)
    assert not docs.exists()


@pytest.mark.parametrize(
    "path",
    [
        "", "/a.md", "../a.md", "a/../../b.md", "a/./b.md", "a//b.md", "a/", ".", "..", "a\\b.md", "..\\b.md", "C:/a.md",
        "C:a.md", ".hidden.md", ".guatu.json", "a/.b/c.md", "长" * 67 + ".md",
        "con", "CON.md", "a/nul.txt", "Aux/x.md", "com1.md", "LPT9", "com¹.md", "nul .md", "CONIN$", "a.", "a /b.md", "a.md ",
        "a\0.md", "a\n.md", "a?.md", "a*.md", "a|b.md", 'a".md', "<a>.md",
        "\ud800.md",
    ],
)  # fmt: skip
def test_paths_that_not_every_system_can_store_are_refused(docs: Path, path: str) -> None:
    with pytest.raises(RefusedPage, match="no page can have this path"):
        write(docs, {"ok.md": "", path: ""})
    assert not docs.exists()


@pytest.mark.parametrize("path", ["console.md", "a/auxiliary/x.md", "com.md", "com10.md", "区发改局.md", "a b.md", "a'(1).md"])
def test_paths_that_only_look_odd_are_written(docs: Path, path: str) -> None:
    assert write(docs, {path: "x"}).written == (path,)


def test_a_linked_folder_that_leads_out_is_refused(docs: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    docs.mkdir()
    (docs / "a").symlink_to(outside, target_is_directory=True)
    with pytest.raises(RefusedPage, match="leads out of the docs folder"):
        write(docs, OLD)
    assert list(outside.iterdir()) == []
    assert tree(docs) == {}


def test_stale_pages_are_not_deleted_through_a_link(docs: Path, tmp_path: Path) -> None:
    write(docs, OLD)
    (docs / "b").rename(tmp_path / "b")
    (docs / "b").symlink_to(tmp_path / "b", target_is_directory=True)
    with pytest.raises(RefusedPage, match="leads out"):
        write(docs, {})
    assert (tmp_path / "b/y.md").read_text() == "乙"


def test_half_a_character_is_refused(docs: Path) -> None:
    with pytest.raises(RefusedPage, match=r"a\.md: holds half a character at index 1"):
        write(docs, {"a.md": "一\ud800"})


def test_a_page_that_only_changes_its_case_is_kept(docs: Path) -> None:
    write(docs, {"A/X.md": "甲", "b.md": "乙"})
    write(docs, {"a/x.md": "甲", "b.md": "乙"})
    assert tree(docs) == {"a/x.md": "甲", "b.md": "乙"}


# ---------------------------------------------------------------- the manifest


BAD_MANIFESTS = [
    "", "{", "[]", "null", '"x"', '{"a.md": 1}', '{"a.md": "x"}', '{"a.md": []}', '{"a.md": [1]}', "[" * 5000,
    '{"../../outside.md": "' + "0" * 64 + '"}', '{"/etc/hosts": "' + "0" * 64 + '"}',
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD_MANIFESTS)
def test_a_damaged_manifest_destroys_nothing(docs: Path, bad: str) -> None:
    write(docs, OLD)
    (docs / disk.MANIFEST).write_text(bad)
    with pytest.raises(RefusedPage, match="cannot be read") as refused:
        write(docs, NEW)
    assert "\n" not in str(refused.value)
    assert tree(docs) == OLD
    assert (docs / disk.MANIFEST).read_text() == bad


def test_without_its_manifest_the_builder_takes_over_only_what_it_would_write(docs: Path) -> None:
    write(docs, OLD)
    (docs / disk.MANIFEST).unlink()
    changes = write(docs, NEW)
    assert changes.kept == ("index.md",)
    assert [line.split(":")[0] for line in changes.refused] == ["a/index.md", "a/x.md"]
    assert tree(docs) == OLD | {"b/w.md": "丁", "e/v.md": "戊"}


# ---------------------------------------------------------------- killed builds


class Killed(BaseException):
    """Not an Exception: nothing in the code may catch it."""


STEPS = ("replace", "unlink", "open", "mkdir", "rmdir")


def dying(monkeypatch: pytest.MonkeyPatch, after: int) -> Callable[[], int]:
    """Die before the ``after``-th step that touches the disk (never, for 0); gives the number of steps so far."""
    steps = 0

    def guard(real: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **kwargs: object) -> object:
            nonlocal steps
            steps += 1
            if steps == after:
                raise Killed
            return real(*args, **kwargs)

        return step

    monkeypatch.setattr(os, "replace", guard(os.replace))
    for name in ("unlink", "mkdir", "rmdir"):
        monkeypatch.setattr(Path, name, guard(getattr(Path, name)))
    real_open = Path.open

    def half_open(self: Path, *args: object, **kwargs: object) -> object:
        nonlocal steps
        if args and args[0] == "xb":
            steps += 1
            if steps == after:
                with real_open(self, "xb") as stream:
                    stream.write(b"half")
                raise Killed
        return real_open(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", half_open)
    return lambda: steps


def steps_of(docs: Path, pages: Pages) -> int:
    with pytest.MonkeyPatch.context() as patch:
        count = dying(patch, 0)
        write(docs, pages)
        return count()


def kills(tmp_path: Path) -> Iterator[Path]:
    """Docs folders in which the build of ``NEW`` over ``OLD`` died, one for every step."""
    probe = tmp_path / "probe"
    write(probe, OLD)
    for after in range(1, steps_of(probe, NEW) + 1):
        docs = tmp_path / str(after)
        write(docs, OLD)
        with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed):
            dying(patch, after)
            write(docs, NEW)
        yield docs


def test_whenever_a_build_is_killed_pages_are_whole_and_the_next_one_recovers(tmp_path: Path) -> None:
    count = 0
    for docs in kills(tmp_path):
        count += 1
        for path, text in tree(docs).items():
            assert path.endswith(disk.PART) or text in (OLD.get(path), NEW.get(path)), docs
        changes = write(docs, NEW)
        assert not changes.refused, docs
        assert tree(docs) == NEW, docs
        assert {file.name for file in docs.iterdir()} == {"a", "b", "e", "index.md", disk.MANIFEST}, docs
    assert count > 20


def test_after_a_kill_other_articles_may_have_come(tmp_path: Path) -> None:
    """What the dead build wrote is known as the builder's, also where the next one wants something else."""
    other = {"a/x.md": "又新", "b/w.md": "丁二", "f.md": "己"}
    for docs in kills(tmp_path):
        assert not write(docs, other).refused, docs
        assert tree(docs) == other, docs


def test_after_a_kill_a_persons_edit_is_still_safe(tmp_path: Path) -> None:
    for docs in kills(tmp_path):
        (docs / "a/x.md").write_text("改过")
        assert len(write(docs, NEW).refused) == 1, docs
        assert tree(docs) == NEW | {"a/x.md": "改过"}, docs


def test_a_build_that_is_really_killed_recovers(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    many = {f"p/{n}.md": f"{n} " * 50 for n in range(400)}
    code = (
        "import sys; from pathlib import Path; from builder.model import Sheet; from builder.writing import disk\n"
        "print('go', flush=True)\n"
        "disk.write([Sheet(f'p/{n}.md', f'{n} ' * 50) for n in range(400)], Path(sys.argv[1]))"
    )
    write(docs, {"p/0.md": "旧", "q/1.md": "旧"})
    with subprocess.Popen([sys.executable, "-c", code, str(docs)], stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdout.readline() == b"go\n"
        while not (docs / "p/100.md").exists() and process.poll() is None:
            time.sleep(0.001)
        process.kill()
    assert not write(docs, many).refused
    assert tree(docs) == many


def test_a_full_disk_is_said_in_plain_words(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(docs, OLD)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "x.md")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(RefusedPage, match=r"x\.md: cannot be written: No space left on device"):
            write(docs, NEW)
    write(docs, NEW)
    assert tree(docs) == NEW
