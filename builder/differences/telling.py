"""A comparison as plain text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from itertools import groupby

from builder.differences import Build
from builder.model import Change, Comparison, Edit, Telling
from builder.writing.words import CHANGES, FACTS

FORM = "difference/1"
NOTHING = "（没有写）"


def plain(found: Comparison, names: tuple[str, str], builds: tuple[Build, Build]) -> str:
    """Both builds, the counts, and every change with its sentence and article."""
    heads = [_head(word, *both) for word, both in zip(("旧", "新"), zip(names, builds, strict=True), strict=True)]
    if not found.changes:
        return "\n".join([*heads, "两次构建的内容没有不同"])
    lines = [*heads, f"共 {len(found.changes)} 处不同：{_counts(found.changes)}"]
    for fact, group in groupby(found.changes, key=lambda change: change.fact):
        some = list(group)
        lines += ["", f"{FACTS[fact]}：{_counts(some)}"]
        lines += [line for change in some for line in _change(change)]
    return "\n".join(lines)


def machine(found: Comparison, names: tuple[str, str], builds: tuple[Build, Build]) -> str:
    """The same for programs; days as 2024-02-21, what is unknown as null or empty."""
    sides = (
        {"file": name, "as_of": _iso(build.as_of), "articles": build.articles, "skipped": build.skipped}
        for name, build in zip(names, builds, strict=True)
    )
    counts = Counter((change.fact, change.kind) for change in found.changes)
    data = {
        "schema": FORM,
        **dict(zip(("old", "new"), sides, strict=True)),
        "counts": {fact: {kind: counts[fact, kind] for kind in CHANGES} for fact in FACTS},
        "changes": [_record(change) for change in found.changes],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _record(change: Change) -> dict[str, object]:
    return {
        "fact": change.fact,
        "kind": change.kind,
        "edits": [asdict(edit) for edit in change.edits],
        "before": _side(change.before),
        "after": _side(change.after),
    }


def _side(side: Telling | None) -> dict[str, object] | None:
    return asdict(side) | {"says": dict(side.says), "day": side.day or None} if side else None


def _head(word: str, name: str, build: Build) -> str:
    skipped = f"，{build.skipped} 条不成形，没有比较" if build.skipped else ""
    return f"{word}：{name}（资料截至 {build.as_of or '未知'}，{build.articles} 篇文章{skipped}）"


def _counts(changes: Iterable[Change]) -> str:
    """新增 1，改动 2（目标值 1，期限 1），不再提到 1; a fact counts under each thing that it says differently."""
    some = list(changes)
    kinds = Counter(change.kind for change in some)
    labels = Counter(edit.label for change in some for edit in change.edits)
    about = "，".join(f"{label} {count}" for label, count in labels.items())
    told = (f"{word} {kinds[kind]}{f'（{about}）' if kind == 'changed' else ''}" for kind, word in CHANGES.items() if kinds[kind])
    return "，".join(told)


def _change(change: Change) -> Iterator[str]:
    side = change.after or change.before
    if side is None:
        return
    said = "，".join(dict.fromkeys(words for _, words in side.says if words not in side.name)) if change.kind != "changed" else ""
    yield "  ".join(filter(None, (f"  {CHANGES[change.kind]}", side.owner, side.name, said)))
    yield from (_edit(edit) for edit in change.edits)
    if change.fact == "article":
        return
    if change.before and change.after and _source(change.before) != _source(change.after):
        same = (change.before.title, change.before.day) == (change.after.title, change.after.day)
        yield f"      原据{_source(change.before)}"
        yield f"      现据{f'同篇：{change.after.sentence}' if same else _source(change.after)}"
    else:
        yield f"      据{_source(side)}"


def _edit(edit: Edit) -> str:
    return f"      {edit.label}：{edit.before or NOTHING} → {edit.after or NOTHING}"


def _source(side: Telling) -> str:
    article = "，".join(filter(None, (f"《{side.title}》" if side.title else "", side.day)))
    return f"{article or '出处不明'}：{side.sentence}" if side.sentence else article or "出处不明"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
