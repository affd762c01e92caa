"""Small briefings made by the real pipeline, and what is different between two of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from builder import differences, finding, reading, sorting, writing
from builder.lexicon import load
from builder.model import Change, Comparison

LEXICON = load()
COUNTY = """云岭县召开一季度“开门红”动员会

2024年2月21日，云岭县召开动员会。

县发展和改革局表示，将对重点项目实行旬调度、月通报，确保一季度新开工项目46个。县林业局表示，今年计划造林5万亩。

“工地不停工，车间不停产。”县住房和城乡建设局局长何平说，9月底前建成县体育馆。
"""
OTHER = """云岭县部署水利建设

2024年3月5日，云岭县召开水利会议。县水利局表示，今年计划新修水渠12公里。
"""


def data(**texts: str) -> Any:
    """The data of a folder of articles, given as name=text, as a program reads it from the file."""
    findings = [finding.find(reading.article(text, f"{name}.txt", LEXICON), LEXICON) for name, text in texts.items()]
    return json.loads(json.dumps(writing.document(sorting.sort(findings, (), LEXICON))))


def between(old: Any, new: Any) -> Comparison:
    """What is different between two briefings given as data."""
    return differences.compare(differences.build(old), differences.build(new))


def edited(*edits: tuple[str, str]) -> Comparison:
    """What is different when words of the county's article are replaced."""
    text = COUNTY
    for before, after in edits:
        assert before in text
        text = text.replace(before, after)
    return between(data(a=COUNTY), data(a=text))


def facts(found: Comparison, *but: str) -> list[Change]:
    """The changes of facts: an edited article is another text, and a quote other words, whatever else they are."""
    return [change for change in found.changes if change.fact not in ("article", *but)]


def told(change: Change) -> tuple[str, str, str, list[tuple[str, str, str]]]:
    """A change as a test writes it: fact, kind, name, edits."""
    side = change.after or change.before
    assert side
    return change.fact, change.kind, side.name, [(edit.aspect, edit.before, edit.after) for edit in change.edits]


def written(folder: Path, name: str, content: Any) -> Path:
    """A file with data, or with the very text or bytes."""
    file = folder / name
    if isinstance(content, bytes):
        file.write_bytes(content)
    else:
        file.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=True), encoding="utf-8")
    return file
