"""The house keeps its order: who may import whom, what every module says, how patterns are written."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

BUILDER = Path(__file__).parents[1] / "builder"
FILES = sorted(BUILDER.rglob("*.py"))
STAGES = ("reading", "finding", "sorting", "tracking", "writing")
SHARED = ("model", "errors", "lexicon", "naming")
"""What a stage may use besides its own modules."""
PATTERNS = ("compile", "search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def module(path: Path) -> str:
    """builder/finding/text.py → builder.finding.text"""
    return ".".join(path.relative_to(BUILDER.parent).with_suffix("").parts).removesuffix(".__init__")


def each() -> list[object]:
    return [pytest.param(path, id=module(path)) for path in FILES]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def sources(node: ast.AST) -> list[str]:
    """The modules that an import statement takes from."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def imported(path: Path) -> set[str]:
    """The modules of builder that a file imports, with what it takes of them; inside functions too."""
    out: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            out |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module(path)} imports relatively; write builder.… in full"
            out |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in out if name.split(".")[0] == "builder"}


def parts(name: str) -> str:
    """builder.finding.text.Span → finding"""
    return [*name.split("."), ""][1]


def stage(path: Path) -> str:
    """The stage that a file belongs to; empty for the modules above them."""
    first = path.relative_to(BUILDER).parts[0]
    return first if first in STAGES else ""


def patterns(path: Path) -> list[str]:
    """Every text of a regular expression: whatever is handed to ``re``, in pieces."""
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    first = [node.args[0] for node in calls if isinstance(node.func, ast.Attribute) and node.func.attr in PATTERNS and node.args]
    texts = [piece.value for node in first for piece in ast.walk(node) if isinstance(piece, ast.Constant)]
    return [text for text in texts if isinstance(text, str)]


# ------------------------------------------------------------ who may import whom


@pytest.mark.parametrize("name", ["model", "errors"])
def test_the_common_ground_stands_on_nothing(name: str) -> None:
    assert imported(BUILDER / f"{name}.py") == set()


@pytest.mark.parametrize("path", [pytest.param(path, id=module(path)) for path in FILES if stage(path)])
def test_a_stage_knows_no_other_stage(path: Path) -> None:
    allowed = {stage(path), *SHARED}
    strangers = {name for name in imported(path) if parts(name) not in allowed}
    assert not strangers, f"{module(path)} imports {', '.join(sorted(strangers))}; stages meet in builder.model"


@pytest.mark.parametrize("path", sorted((BUILDER / "lexicon").glob("*.py")), ids=module)
def test_the_words_know_no_rule(path: Path) -> None:
    assert {parts(name) for name in imported(path)} <= {"errors", "lexicon"}


def test_only_the_pipeline_knows_every_stage() -> None:
    knows_all = [module(path) for path in FILES if set(STAGES) <= {parts(name) for name in imported(path)}]
    assert knows_all == ["builder.pipeline"]


def test_the_commands_reach_the_stages_through_the_pipeline_only() -> None:
    reached = {parts(name) for name in imported(BUILDER / "__main__.py")}
    assert "pipeline" in reached
    assert not reached & set(STAGES)


def test_the_parts_of_a_stage_stand_in_no_circle() -> None:
    known = {module(path) for path in FILES}
    links: dict[str, set[str]] = {}
    for path in FILES:
        names = imported(path)
        links[module(path)] = {name if name in known else name.rpartition(".")[0] for name in names} & known - {module(path)}
    left = dict(links)
    while free := [name for name, needs in left.items() if not needs & left.keys()]:
        for name in free:
            del left[name]
    assert not left, f"these import one another in a circle: {', '.join(sorted(left))}"


# ------------------------------------------------------------ what every module says


@pytest.mark.parametrize("path", each())
def test_a_module_says_in_its_first_line_what_it_is_for(path: Path) -> None:
    words = ast.get_docstring(tree(path)) or ""
    first = words.partition("\n")[0]
    assert first, f"{module(path)} has no docstring"
    assert not words.partition("\n")[2].strip() or words.split("\n")[1] == "" or len(first) > 60, (
        f"{module(path)}: one line first"
    )


@pytest.mark.parametrize("path", each())
def test_what_others_may_use_says_what_it_is(path: Path) -> None:
    silent = [
        node.name
        for node in tree(path).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert not silent, f"{module(path)}: no docstring for {', '.join(silent)}"


# ------------------------------------------------------------ how patterns are written


@pytest.mark.parametrize("path", each())
def test_no_pattern_takes_digits_of_every_script(path: Path) -> None:
    texts = [node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)]
    loose = [text for text in texts if isinstance(text, str) and r"\d" in text]
    assert not loose, rf"{module(path)}: write [0-9] for \d in {loose}"


@pytest.mark.parametrize("path", [pytest.param(path, id=module(path)) for path in FILES if stage(path) == "finding"])
def test_no_pattern_of_a_finder_repeats_a_repeat(path: Path) -> None:
    nested = [text for text in patterns(path) if re.search(r"[^\\\[][*+]\)[*+]|\.[*+][^)|]*\.[*+]", text)]
    assert not nested, f"{module(path)}: time may grow faster than the text in {nested}"


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=module(path)) for path in FILES if stage(path) or "pipeline" in path.name]
)
def test_no_stage_reads_the_clock_or_the_network(path: Path) -> None:
    taken = {name for node in ast.walk(tree(path)) for name in sources(node)}
    assert not taken & {"time", "random", "socket", "urllib.request", "http", "requests", "secrets", "uuid"}
    asked = re.search(r"\b(?:date|datetime)\.(?:today|now|utcnow)\(", path.read_text(encoding="utf-8"))
    assert not asked, f"{module(path)} asks the clock: {asked and asked.group()}"
