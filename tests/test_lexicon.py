"""The word lists are read strictly: every slip is refused with its file and its entry."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builder import lexicon
from builder.errors import LexiconError
from builder.lexicon import Lexicon, load
from builder.lexicon.sections import SECTIONS

BUILDER = Path(__file__).parents[1] / "builder"
WORDS = load()
Reader = Callable[[str], Lexicon]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """Reads a lexicon of one file, goals.yaml, with two sections."""
    monkeypatch.setattr(lexicon, "SECTIONS", {"goals": ("names", "words")})

    def given(text: str) -> Lexicon:
        (tmp_path / "goals.yaml").write_text(text, encoding="utf-8")
        load.cache_clear()
        return load(tmp_path)

    yield given
    load.cache_clear()


def test_a_plain_and_a_grouped_list_are_read_in_their_order(read: Reader) -> None:
    found = read("names: [乙, 甲]\nwords: {二: [丁], 一: [丙, 戊]}\n")
    assert found.words("goals", "names") == ("乙", "甲")
    assert list(found.groups("goals", "words").items()) == [("二", ("丁",)), ("一", ("丙", "戊"))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("names: [甲, 乙, 甲]\nwords: [丙]\n", ["'names'", "甲", "twice"]),
        ("names: [甲]\nwords: {一: [丙, 丙]}\n", ["'words.一'", "丙", "twice"]),
        ("names: [甲]\nwords: [丙]\nword: [丁]\n", ["'word'", "unknown", "sections.py"]),
        ("names: [甲]\n", ["'words'", "missing"]),
        ("names: []\nwords: [丙]\n", ["'names'", "at least one word"]),
        ("names: {}\nwords: [丙]\n", ["'names'", "empty"]),
        ("names: {一: []}\nwords: [丙]\n", ["'names.一'", "at least one word"]),
        ("names:\nwords: [丙]\n", ["'names'", "at least one word"]),
        ("names: 甲\nwords: [丙]\n", ["'names'", "at least one word"]),
        pytest.param("names: [甲]\nwords: [丙]\nnames: [乙]\n", ["names", "twice"]),
        pytest.param("names: [甲]\nwords: {一: [丙], 一: [丁]}\n", ["一", "twice"]),
        ("names: [131]\nwords: [丙]\n", ["'names'", "131", "quotes"]),
        ("names: [是, no]\nwords: [丙]\n", ["'names'", "False", "quotes"]),
        ("names: [甲, ' 乙']\nwords: [丙]\n", ["'names'", "' 乙'", "spaces"]),
        ("names: [甲, '']\nwords: [丙]\n", ["'names'", "''", "quotes"]),
        ("names: [甲, [乙]]\nwords: [丙]\n", ["'names'", "乙", "quotes"]),
        ("- 甲\n", ["expected sections", "list"]),
        ("", ["expected sections"]),
        ("names: [甲\n", ["cannot be read"]),
    ],
)
def test_a_slip_is_refused_with_its_file_and_entry(read: Reader, text: str, said: list[str]) -> None:
    with pytest.raises(LexiconError) as refused:
        read(text)
    message = str(refused.value)
    for words in ["goals.yaml", *said]:
        assert words in message, f"{message!r} does not say {words!r}"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    load.cache_clear()
    with pytest.raises(LexiconError, match=r"\.yaml: cannot be read"):
        load(tmp_path)


def test_a_plain_list_is_no_group_and_the_other_way_round() -> None:
    with pytest.raises(AssertionError, match="grouped"):
        WORDS.words("goals", "names")
    with pytest.raises(AssertionError, match="plain"):
        WORDS.groups("targets", "strengths")


# ------------------------------------------------------------ the words themselves


def test_every_file_is_declared_and_every_declared_file_is_there() -> None:
    assert {path.stem for path in (BUILDER / "lexicon").glob("*.yaml")} == set(SECTIONS)


def texts() -> set[str]:
    """Every text that stands in the code, the list of sections left aside."""
    files = [path for path in BUILDER.rglob("*.py") if path.name != "sections.py"]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


TEXTS = texts()


@pytest.mark.parametrize(("file", "section"), [(file, section) for file, sections in SECTIONS.items() for section in sections])
def test_every_section_is_used(file: str, section: str) -> None:
    assert section in TEXTS, f"{file}.yaml: nothing asks for '{section}'; use it or take it out"
    assert file in TEXTS


@pytest.mark.parametrize("file", SECTIONS)
def test_no_word_list_holds_a_pattern(file: str) -> None:
    for section in SECTIONS[file]:
        try:
            groups = {"": WORDS.words(file, section)}
        except AssertionError:
            groups = dict(WORDS.groups(file, section))
        signs = [
            word for words in groups.values() for word in words if any(sign in word for sign in ("\\", "[", "(?", ".*", "|", "^"))
        ]
        assert not signs, f"{file}.yaml: {section} holds patterns: {signs}; grammar lives in code"


def test_every_goal_has_one_name_and_words() -> None:
    names = WORDS.groups("goals", "names")
    assert [key for key, given in names.items() if len(given) != 1] == []
    assert list(names) == list(WORDS.groups("goals", "words"))
    assert len({given[0] for given in names.values()}) == len(names) == 12


def test_an_ending_of_a_name_tells_one_kind() -> None:
    endings = [ending for group in WORDS.groups("organisations", "endings").values() for ending in group]
    assert sorted({ending for ending in endings if endings.count(ending) > 1}) == []
