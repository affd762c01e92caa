"""The one module that touches the docs folder, guarded by a manifest of hashes.

``docs/.guatu.json`` remembers the hash of every page that the builder wrote. A
file that is not in it, or that no longer has that hash, is a person's: it is
never overwritten and never deleted.

A build may be killed at any moment. Each file is replaced in one step, new pages
come before the changed ones that link to them and stale ones go last. The
manifest is written twice: before the first page, with the hash that each page
has and the one that it is about to have, and after the last, with one hash each.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from builder.errors import RefusedPage
from builder.model import Sheet

MANIFEST = ".guatu.json"
PART = ".guatu-part"
"""Ending of a file that is being written."""
LONGEST = 200
"""Most bytes of one file's or folder's name: file systems take 255, the ending of an unfinished file needs some."""

Hashes = Mapping[str, tuple[str, ...]]
"""Path → the hashes that the file may have if it is the builder's: one, or two after a killed build."""

_FOREIGN = "foreign"
"""Stands for the hash of what cannot be a page of ours: a folder, a link, an unreadable file."""
_FORBIDDEN = re.compile('[\x00-\x1f\x7f<>:"|?*\\\\\ud800-\udfff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)", re.IGNORECASE)
_HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Changes:
    """What ``write`` did; paths below the docs folder, sorted."""

    written: tuple[str, ...] = ()
    """New or changed pages."""
    removed: tuple[str, ...] = ()
    """Pages of an earlier build that nothing asks for any more."""
    kept: tuple[str, ...] = ()
    """Pages that were right already and were not touched."""
    refused: tuple[str, ...] = ()
    """One line for each file of a person's that was in the way: its path and what to do."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done to the disk, decided before anything is done."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    kept: tuple[str, ...]
    respelt: tuple[str, ...]
    """Stale pages whose path differs from a wanted one in case or normalisation only; they go first."""
    stale: tuple[str, ...]
    foreign: tuple[str, ...]


def write(sheets: Iterable[Sheet], docs: Path) -> Changes:
    """Make the builder's part of ``docs`` hold ``sheets`` and nothing else; a person's files stay as they are.

    Raises:
        RefusedPage: two sheets claim one path, a path leaves ``docs`` or is no name on every system, or the
            manifest cannot be read: nothing has been changed then. Or the disk fails: build again.
    """
    pages = _pages(sheets)
    before = _read_manifest(docs / MANIFEST)
    _stay_inside(docs, {*pages, *before})
    after = {path: (sha256(content).hexdigest(),) for path, content in pages.items()}
    plan = _plan(docs, before, after)
    # What a person took over keeps the hash that it had as ours: undoing the edit gives the page back.
    ours = {path: after[path] for path in after if path not in plan.foreign}
    remembered = ours | {path: before[path] for path in plan.foreign if path in before}
    try:
        _carry_out(plan, docs, pages, before, remembered)
    except OSError as error:
        raise RefusedPage(f"{error.filename or docs}: cannot be written: {error.strerror}; mend this and build again") from error
    return Changes(
        written=tuple(sorted((*plan.new, *plan.changed))),
        removed=tuple(sorted((*plan.respelt, *plan.stale))),
        kept=plan.kept,
        refused=tuple(_refusal(path, before, after) for path in plan.foreign),
    )


# ---------------------------------------------------------------- paths


def _pages(sheets: Iterable[Sheet]) -> dict[str, bytes]:
    """Path → content, in the order of paths, once every path has been found fit."""
    pages: dict[str, bytes] = {}
    claimed: dict[str, str] = {}
    for sheet in sheets:
        _fit(sheet.path)
        other = claimed.setdefault(_fold(sheet.path), sheet.path)
        if other != sheet.path or sheet.path in pages:
            raise RefusedPage(f"{sheet.path}: two pages claim this path (the other as {other}); rename one of their records")
        try:
            pages[sheet.path] = sheet.text if isinstance(sheet.text, bytes) else sheet.text.encode()
        except UnicodeEncodeError as error:
            raise RefusedPage(f"{sheet.path}: holds half a character at index {error.start}; mend it in the article") from error
    for path in pages:
        for folder in _folders(path):
            if _fold(folder) in claimed:
                raise RefusedPage(f"{path}: {folder} is claimed as a page, so it cannot be a folder; rename one of them")
    return {path: pages[path] for path in sorted(pages)}


def _fit(path: str) -> None:
    """Refuse a path that leaves the docs folder, that MkDocs skips, or that some system cannot store."""
    for name in path.split("/"):
        reason = (
            ("a part of it is empty" if not name else "")
            or ("a name begins with a dot" if name.startswith(".") else "")
            or ("a name ends in a dot or space" if name.endswith((".", " ")) else "")
            or ("it holds a character that file names cannot have everywhere" if _FORBIDDEN.search(name) else "")
            or ("Windows keeps that name for itself" if _RESERVED.match(name) else "")
            or ("a name is too long" if len(name.encode()) > LONGEST else "")
        )
        if reason:
            raise RefusedPage(f"{path!r}: no page can have this path: {reason}")


def _fold(path: str) -> str:
    """The same for two paths that some file system takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def _folders(path: str) -> list[str]:
    """The folders that ``path`` lies in, inner ones first, without the docs folder."""
    return [str(folder) for folder in PurePosixPath(path).parents][:-1]


def _stay_inside(docs: Path, paths: Iterable[str]) -> None:
    """Refuse to write or delete through a folder that is a link to somewhere else."""
    home = docs.resolve()
    for folder in sorted({folder for path in paths for folder in _folders(path)}):
        if not (docs / folder).resolve().is_relative_to(home):
            raise RefusedPage(f"{docs / folder}: leads out of the docs folder; remove this link and build again")


# ---------------------------------------------------------------- deciding


def _plan(docs: Path, before: Hashes, after: Hashes) -> _Plan:
    known = {_fold(path): hashes for path, hashes in before.items()}
    found = {path: _hash_of(docs, path) for path in sorted({*before, *after})}
    there = [path for path in found if found[path]]
    foreign = {path for path in there if found[path] not in (*known.get(_fold(path), ()), *after.get(path, ()))}
    wanted = {_fold(path) for path in after}
    gone = [path for path in before if path not in after and path not in foreign]
    respelt = [path for path in gone if _fold(path) in wanted and found[path]]
    moved = {_fold(path) for path in respelt}
    open_to_us = [path for path in after if path not in foreign]
    return _Plan(
        new=tuple(path for path in open_to_us if not found[path] or _fold(path) in moved),
        changed=tuple(path for path in open_to_us if found[path] not in ("", *after[path]) and _fold(path) not in moved),
        kept=tuple(path for path in open_to_us if found[path] in after[path] and _fold(path) not in moved),
        respelt=tuple(respelt),
        stale=tuple(path for path in gone if path not in respelt and found[path]),
        foreign=tuple(sorted(foreign)),
    )


def _hash_of(docs: Path, path: str) -> str:
    """The hash of the file at ``path``; empty where there is none."""
    file = docs / path
    if file.is_symlink():
        return _FOREIGN
    try:
        return sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
    except OSError:  # a folder, a file where a folder should be, no right to read
        return _FOREIGN


def _refusal(path: str, before: Hashes, after: Hashes) -> str:
    if path not in before:
        return f"{path}: a file that is not the builder's stands there and was left as it is; move it away to get the page"
    if path in after:
        return f"{path}: edited by hand and left as it is; delete it to have it made anew"
    return f"{path}: edited by hand and no longer made by the builder; left as it is, delete it if you do not need it"


# ---------------------------------------------------------------- doing


def _carry_out(plan: _Plan, docs: Path, pages: Mapping[str, bytes], before: Hashes, remembered: Hashes) -> None:
    docs.mkdir(parents=True, exist_ok=True)
    if any(len(hashes) > 1 for hashes in before.values()):
        for path in before:  # what a killed build may have left half written
            _part(docs / path).unlink(missing_ok=True)
    if plan.new or plan.changed or plan.respelt or plan.stale:
        both = {p: tuple(dict.fromkeys((*before.get(p, ()), *remembered.get(p, ())))) for p in {*before, *remembered}}
        _write_manifest(docs, both)
    for path in plan.respelt:
        (docs / path).unlink()
    for path in (*plan.new, *plan.changed):
        _replace(docs / path, pages[path])
    for path in plan.stale:
        (docs / path).unlink()
    _sweep(docs, [path for path in before if path not in remembered])
    _write_manifest(docs, remembered)


def _replace(file: Path, content: bytes) -> None:
    """Put ``content`` at ``file`` in one step: whoever reads it sees the old or the new, never a part."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = _part(file)
    part.unlink(missing_ok=True)
    with part.open("xb") as stream:
        stream.write(content)
    os.replace(part, file)


def _part(file: Path) -> Path:
    return file.with_name(f".{file.name}{PART}")


def _sweep(docs: Path, gone: Iterable[str]) -> None:
    """Remove the folders that are empty now that the pages at ``gone`` are."""
    for folder in sorted({folder for path in gone for folder in _folders(path)}, key=len, reverse=True):
        try:
            (docs / folder).rmdir()
        except OSError:  # something of a person's is in it, or it is gone already
            continue


# ---------------------------------------------------------------- the manifest


def _read_manifest(file: Path) -> dict[str, tuple[str, ...]]:
    """What an earlier build wrote; empty where there was none."""
    try:
        data = json.loads(file.read_bytes())
        return {_checked_path(path): _checked_hashes(hashes) for path, hashes in data.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, RecursionError, RefusedPage) as error:
        raise RefusedPage(
            f"{file}: cannot be read ({error}), so nobody knows which pages are the builder's and nothing was changed; "
            "restore it, or delete it together with the generated folders beside it"
        ) from error


def _checked_path(path: str) -> str:
    _fit(path)
    return path


def _checked_hashes(data: object) -> tuple[str, ...]:
    hashes = tuple(data) if isinstance(data, list) else (data,)
    if not hashes or not all(isinstance(found, str) and _HASH.fullmatch(found) for found in hashes):
        raise ValueError(f"{data!r} is no hash")
    return hashes


def _write_manifest(docs: Path, hashes: Hashes) -> None:
    """Write the manifest unless it says the same already: a build that changes nothing touches nothing."""
    plain = {path: found[0] if len(found) == 1 else list(found) for path, found in sorted(hashes.items())}
    content = (json.dumps(plain, ensure_ascii=False, indent=0) + "\n").encode()
    file = docs / MANIFEST
    if not file.exists() or file.read_bytes() != content:
        _replace(file, content)
