"""``progress.yml`` → entries and steps; whatever is wrong is refused with its line and field and costs only its own entry."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import yaml

from builder.model import Entry, Refused, Target
from builder.tracking import said, strict, subjects
from builder.tracking.rule import CAPS, Step
from builder.tracking.subjects import Subjects

FILES = ("progress.yml", "progress.yaml")
"""Where a person writes, in the seeds folder."""
FIELDS = ("target", "project", "body", "metric", "period", "unit", "date", "value", "node", "source", "note")
SECTIONS = ("entries", "steps")
LENGTHS = {"source": 200, "note": 500, "node": 80}
"""Most characters of a field; any other one has 200."""
HINTS = 50
"""For so many slips of a file the nearest valid word is looked for; looking costs time."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,9})?")
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffd-\uffff]")
_PLAIN = ("str", "int", "float", "null", "bool", "timestamp")

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Notes:
    """What a person's files say."""

    entries: tuple[Entry, ...] = ()
    """Oldest first."""
    steps: dict[str, tuple[Step, ...]] = field(default_factory=dict)
    """Target id → by when how much."""
    refused: tuple[Refused, ...] = ()


class _Wrong(Exception):
    """One field that cannot be used."""

    def __init__(self, line: int, field: str, reason: str) -> None:
        super().__init__(reason)
        self.line, self.field, self.reason = line, field, reason


@dataclass(frozen=True, slots=True)
class _Scalar:
    """What stands behind the colon."""

    text: str
    line: int
    bare: bool
    """Whether it stands without quotation marks."""


def read(seeds: Path, known: Subjects) -> Notes:
    """Every entry of every file of ``FILES``; a file that is not there says nothing."""
    readers = [_Reader(name, known) for name in FILES]
    for reader in readers:
        if (seeds / reader.file).exists() or (seeds / reader.file).is_symlink():
            reader.read(seeds)
    return Notes(
        entries=tuple(sorted((e for r in readers for e in r.entries.values()), key=lambda e: (e.day, e.file, e.line))),
        steps={key: steps for r in readers for key, steps in r.steps.items()},
        refused=tuple(sorted((w for r in readers for w in r.refused), key=lambda w: (w.file, w.line))),
    )


class _Reader:
    """One file; collects what is right and what is wrong."""

    def __init__(self, file: str, known: Subjects) -> None:
        self.file = file
        self.known = known
        self.entries: dict[tuple[object, ...], Entry] = {}
        self.steps: dict[str, tuple[Step, ...]] = {}
        self.refused: list[Refused] = []
        self._hints = HINTS

    def read(self, seeds: Path) -> None:
        """Take the file in."""
        path = seeds / self.file
        if path.is_symlink() and not path.resolve().is_relative_to(seeds.resolve()):
            self._refuse(0, "", "链接指向文件夹之外；请放入文件本身")
            return
        self.take(strict.load(path, self.file))

    def take(self, tree: strict.Tree) -> None:
        """Take the trees of a file in."""
        self.refused += tree.refused
        for node, before in tree.pieces:
            for section, listed in self._sections(node, before):
                if section == "entries":
                    self._entries(listed, before)
                else:
                    self._steps(listed, before)

    # ---- the form of the file

    def _sections(self, node: yaml.Node, before: int) -> Iterator[tuple[str, yaml.Node]]:
        """The sections of a piece: a bare list is one of entries."""
        if isinstance(node, yaml.SequenceNode):
            yield "entries", node
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                name = key.value if isinstance(key, yaml.ScalarNode) else ""
                if name in SECTIONS:
                    yield name, value
                else:
                    hint = "；一条登记的前面要有“- ”" if name in FIELDS else self._near(str(name), SECTIONS)
                    self._refuse(_line(key, before), str(name)[:40], f"最上一层只有 entries 和 steps{hint}")
        elif not _empty(node):
            self._refuse(_line(node, before), "", "文件应当是一个清单，每条以“- ”开头；照说明里的样子写")

    def _entries(self, node: yaml.Node, before: int) -> None:
        if _empty(node):
            return
        if not isinstance(node, yaml.SequenceNode):
            self._refuse(_line(node, before), "entries", "应当是一个清单，每条以“- ”开头")
            return
        for n, item in enumerate(node.value):
            if n == strict.MOST:
                self._refuse(_line(item, before), "entries", f"只读前 {strict.MOST} 条；请分年另存，只留要用的")
                return
            self._entry(item, before)

    def _entry(self, node: yaml.Node, before: int) -> None:
        """One entry, or everything that is wrong with it."""
        line = _line(node, before)
        if not isinstance(node, yaml.MappingNode):
            self._refuse(line, "", "一条登记由“名称: 内容”各行组成，冒号后空一格")
            return
        wrong: list[_Wrong] = []
        fields = self._fields(node, before, wrong)
        about = self._try(wrong, lambda: self._about(fields, line))
        day = self._try(wrong, lambda: self._day(fields, line, about))
        value = self._try(wrong, lambda: self._value(fields, line, about))
        step = self._try(wrong, lambda: self._node(fields, line, about))
        source = self._try(wrong, lambda: _source(fields, line))
        if wrong:
            told: set[str] = set()
            for one in wrong:
                if one.field not in told:  # what cannot be read is not missing too
                    self._refuse(one.line, one.field, one.reason)
                told.add(one.field)
            return
        note = fields["note"].text if "note" in fields else ""
        if about and day and source:
            self._keep(Entry(about, day, value, step or "", source, note, self.file, line))

    def _keep(self, entry: Entry) -> None:
        same = (entry.about, entry.day, entry.value, entry.node, entry.source)
        if same in self.entries:
            self._refuse(entry.line, "", f"与第{self.entries[same].line}行的一条相同；留一条即可")
            return
        key = hashlib.sha1(repr(same).encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:10]
        self.entries[same] = Entry(*same, entry.note, entry.file, entry.line, f"e-{key}")

    def _fields(self, node: yaml.MappingNode, before: int, wrong: list[_Wrong]) -> dict[str, _Scalar]:
        """Field → what stands behind it; unknown, repeated and unfit ones are wrong."""
        found: dict[str, _Scalar] = {}
        for key, value in node.value:
            name = str(key.value)[:40] if isinstance(key, yaml.ScalarNode) else ""
            line = _line(key, before)
            if name not in FIELDS:
                wrong.append(_Wrong(line, name, f"没有这个字段{self._near(name, FIELDS)}；可用的是 {'、'.join(FIELDS)}"))
            elif name in found:
                wrong.append(_Wrong(line, name, "这个字段写了两次；留一个"))
            elif (scalar := self._try(wrong, lambda k=name, v=value: _scalar(k, v, before))) and scalar.text:  # type: ignore[misc]
                found[name] = scalar
        return found

    # ---- what it is about

    def _about(self, fields: dict[str, _Scalar], line: int) -> str:
        """The id of the target or project."""
        named = [name for name in ("target", "project", "body") if name in fields]
        if len(named) != 1:
            reason = "要写明是哪一项：target（目标编号）、project（项目编号），或 body（单位）加 metric（指标），三者取一"
            raise _Wrong(line, "target", reason)
        if named == ["body"]:
            return self._described(fields)
        extra = [name for name in ("metric", "period") if name in fields]
        if extra:
            raise _Wrong(fields[extra[0]].line, extra[0], "写了编号就不用再写 metric 和 period；请删去这一行")
        return self._target(fields) if named == ["target"] else self._project(fields["project"])

    def _target(self, fields: dict[str, _Scalar]) -> str:
        given = fields["target"]
        if given.text in self.known.reported:
            raise _Wrong(given.line, "target", "这一条是报道里已达到的数或背景数字，不是目标，不能登记进展")
        target = self.known.targets.get(given.text)
        if target is None:
            hint = "；这是项目的编号，请写 project" if given.text in self.known.projects else ""
            raise _Wrong(
                given.line, "target", f"没有编号为 {given.text[:40]} 的目标{hint or self._near(given.text, self.known.targets)}"
            )
        _same_unit(fields, target)
        return target.id

    def _project(self, given: _Scalar) -> str:
        if given.text in self.known.projects:
            return given.text
        hint = "；这是目标的编号，请写 target" if given.text in self.known.targets else ""
        raise _Wrong(
            given.line, "project", f"没有编号为 {given.text[:40]} 的项目{hint or self._near(given.text, self.known.projects)}"
        )

    def _described(self, fields: dict[str, _Scalar]) -> str:
        """The one target of a body, metric, and where they are given, period and unit."""
        given = fields["body"]
        if "metric" not in fields:
            raise _Wrong(given.line, "metric", "写了 body 还要写 metric（指标），照目标总表里的写法")
        metric = fields["metric"]
        bodies = self.known.bodies.get(given.text, ())
        if not bodies:
            raise _Wrong(given.line, "body", f"没有名为“{given.text[:40]}”的单位{self._near(given.text, self.known.bodies)}")
        owned = [t for body in bodies for t in self.known.by_owner.get(body.id, ())]
        same = [t for t in owned if t.metric == metric.text]
        if not same:
            hint = self._near(metric.text, sorted({t.metric for t in owned}))
            raise _Wrong(metric.line, "metric", f"这个单位没有名为“{metric.text[:40]}”的目标{hint}")
        return _only(_in_unit(_in_period(same, fields), fields), metric.line).id

    # ---- what it says

    def _day(self, fields: dict[str, _Scalar], line: int, about: str | None) -> date:
        if "date" not in fields:
            raise _Wrong(line, "date", "缺日期；写成 date: 2024-03-05")
        given = fields["date"]
        day = _date(given, "date")
        as_of = self.known.briefing.as_of
        if as_of and day > as_of:
            raise _Wrong(
                given.line,
                "date",
                f"日期晚于资料截至日（{said.day(as_of)}）；要么日期写错，要么请在设置里把 as_of 改到这一天以后",
            )
        target = self.known.targets.get(about or "")
        if target and target.period and target.period.start and day < target.period.start:
            raise _Wrong(
                given.line, "date", f"日期早于这项目标期限的第一天（{said.day(target.period.start)}）；请核对年份和目标编号"
            )
        return day

    def _value(self, fields: dict[str, _Scalar], line: int, about: str | None) -> float | None:
        target = self.known.targets.get(about or "")
        countable = target is not None and target.value is not None
        if "value" not in fields:
            if countable:
                raise _Wrong(line, "value", "缺报数；写成 value: 257，只写数字，单位不用写")
            return None
        given = fields["value"]
        if about and not countable:
            raise _Wrong(given.line, "value", "这一项没有数量，不能写 value；请写 node，如 node: 竣工")
        return _number(given, "value")

    def _node(self, fields: dict[str, _Scalar], line: int, about: str | None) -> str | None:
        target = self.known.targets.get(about or "")
        if "node" not in fields:
            if about and "value" not in fields and (target is None or target.value is None):
                raise _Wrong(line, "node", "缺节点；写成 node: 竣工，或文章里写到的节点名称")
            return None
        if target is not None and target.value is not None:
            raise _Wrong(fields["node"].line, "node", "这一项是数量，不能写 node；请写 value")
        return fields["node"].text

    # ---- steps

    def _steps(self, node: yaml.Node, before: int) -> None:
        if _empty(node):
            return
        if not isinstance(node, yaml.MappingNode):
            self._refuse(
                _line(node, before), "steps", "steps 下面写“目标编号:”，再下面是清单，每行 - {date: 2024-06-30, value: 300}"
            )
            return
        for key, value in node.value:
            wrong: list[_Wrong] = []
            self._try(wrong, lambda k=key, v=value: self._ladder(k, v, before))  # type: ignore[misc]
            for one in wrong:
                self._refuse(one.line, one.field, one.reason)

    def _ladder(self, key: yaml.Node, node: yaml.Node, before: int) -> None:
        """The steps of one target, all or none: half a ladder would expect something else than was meant."""
        id = _scalar("steps", key, before)
        target = self.known.targets.get(id.text)
        if target is None or target.value is None:
            raise _Wrong(id.line, "steps", f"没有编号为 {id.text[:40]} 的数量目标{self._near(id.text, self.known.targets)}")
        if target.comparator in CAPS:
            raise _Wrong(id.line, "steps", "上限类的目标不分步；期满再看")
        if id.text in self.steps:
            raise _Wrong(id.line, "steps", "这项目标的分步写了两次；留一个")
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise _Wrong(id.line, "steps", "下面应当是清单，每行 - {date: 2024-06-30, value: 300}")
        steps = [_step(item, before) for item in node.value]
        for (first, _), (second, _) in pairwise(steps):
            if second <= first:
                raise _Wrong(
                    id.line, "steps", f"各步的日期要从早到晚，不能重复；{second.isoformat()} 排在 {first.isoformat()} 之后"
                )
        self.steps[id.text] = tuple(steps)

    # ---- saying what is wrong

    def _try(self, wrong: list[_Wrong], read: Callable[[], Found]) -> Found | None:
        try:
            return read()
        except _Wrong as one:
            wrong.append(one)
            return None

    def _refuse(self, line: int, field: str, reason: str) -> None:
        self.refused.append(Refused(self.file, line, _UNFIT.sub("?", field), _UNFIT.sub("?", reason)))

    def _near(self, word: str, known: Sequence[str] | object) -> str:
        self._hints -= 1
        return subjects.near(word, known) if self._hints >= 0 else ""  # type: ignore[arg-type]


# ---------------------------------------------------------------- single fields


def _scalar(name: str, node: yaml.Node, before: int) -> _Scalar:
    line = _line(node, before)
    if (
        not isinstance(node, yaml.ScalarNode)
        or node.tag.rpartition(":")[2] not in _PLAIN
        or not node.tag.startswith("tag:yaml.org,")
    ):
        raise _Wrong(line, name, "这里应当是一个词、一句话、一个数或一个日期")
    text = "" if node.tag.endswith(":null") else node.value.strip()
    if "\ufffd" in text:
        raise _Wrong(line, name, "有读不出的字；请把文件另存为 UTF-8 编码，再重写这一行")
    if _UNFIT.search(text):
        raise _Wrong(line, name, "写在一行里，不要有换行和看不见的字符")
    if len(text) > LENGTHS.get(name, 200):
        raise _Wrong(line, name, f"太长（{len(text)}字，上限{LENGTHS.get(name, 200)}字）；请写短些")
    return _Scalar(text, line, node.style is None)


def _source(fields: dict[str, _Scalar], line: int) -> str:
    if "source" not in fields:
        raise _Wrong(line, "source", "缺来源；写明据什么登记，如 source: 区发改局3月调度表")
    return fields["source"].text


def _date(given: _Scalar, name: str) -> date:
    try:
        if not _DAY.fullmatch(given.text):
            raise ValueError
        return date(*map(int, given.text.split("-")))
    except ValueError:
        raise _Wrong(given.line, name, f"“{given.text[:30]}”不是日期；请写成 2024-03-05") from None


def _number(given: _Scalar, name: str) -> float:
    if not given.bare or not _NUMBER.fullmatch(given.text):
        raise _Wrong(given.line, name, f"“{given.text[:30]}”不是数；只写数字，如 257 或 3.5，不带单位、引号和千分位逗号")
    number = float(given.text)
    assert math.isfinite(number)
    return number


def _step(node: yaml.Node, before: int) -> Step:
    line = _line(node, before)
    if not isinstance(node, yaml.MappingNode):
        raise _Wrong(line, "steps", "每一步写成 {date: 2024-06-30, value: 300}")
    fields = {str(key.value): _scalar(str(key.value)[:40], value, before) for key, value in node.value}
    if set(fields) != {"date", "value"} or len(node.value) != 2:
        raise _Wrong(line, "steps", "每一步只有 date 和 value 两个字段，各写一次")
    return _date(fields["date"], "date"), _number(fields["value"], "value")


def _in_period(some: Sequence[Target], fields: dict[str, _Scalar]) -> list[Target]:
    if "period" not in fields:
        return list(some)
    given = fields["period"]
    found = [t for t in some if given.text in subjects.spellings(t.period)]
    if not found:
        raise _Wrong(given.line, "period", f"这项指标没有期限为“{given.text[:30]}”的目标；有的是 {subjects.listed(some)}")
    return found


def _in_unit(some: Sequence[Target], fields: dict[str, _Scalar]) -> list[Target]:
    if "unit" not in fields:
        return list(some)
    found = [t for t in some if t.unit == fields["unit"].text]
    if not found:
        raise _Wrong(fields["unit"].line, "unit", f"计量单位不同；有的是 {subjects.listed(some)}")
    return found


def _same_unit(fields: dict[str, _Scalar], target: Target) -> None:
    if "unit" in fields and fields["unit"].text != (target.unit or ""):
        raise _Wrong(fields["unit"].line, "unit", f"这项目标的计量单位是“{target.unit or '无'}”；请换算后再写，或删去这一行")


def _only(some: Sequence[Target], line: int) -> Target:
    if len(some) == 1:
        return some[0]
    raise _Wrong(line, "metric", f"有{len(some)}项目标都对得上，请改写编号：{subjects.listed(some)}")


def _empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")


def _line(node: yaml.Node, before: int) -> int:
    return int(node.start_mark.line) + 1 + before
