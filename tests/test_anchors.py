"""The days that a person sets for beats: what may be written, and what a wrong line is told."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from mkdocs.exceptions import PluginError

from builder import anchors, mkdocs_hook
from builder.__main__ import main
from builder.errors import BadSetting
from builder.model import Anchor

WHERE = "mkdocs.yml: extra.guatu.anchors"


def read(text: str) -> tuple[Anchor, ...]:
    return anchors.read(yaml.safe_load(text), WHERE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("{}", ()),
        ("weekly: friday", (Anchor("weekly", 5),)),
        ("weekly: Fri", (Anchor("weekly", 5),)),
        ("weekly: 周五", (Anchor("weekly", 5),)),
        ("weekly: 星期日", (Anchor("weekly", 7),)),
        ("weekly: 1", (Anchor("weekly", 1),)),
        ("weekly: end", (Anchor("weekly", 7),)),
        ("ten-day: 5", (Anchor("ten-day", 5),)),
        ("ten-day: end", (Anchor("ten-day", 10),)),
        ("monthly: 25", (Anchor("monthly", 25, 1),)),
        ('monthly: "25"', (Anchor("monthly", 25, 1),)),
        ("monthly: 末", (Anchor("monthly", 31, 1),)),
        ("quarterly: 25", (Anchor("quarterly", 25, 3),)),
        ("quarterly: 1-10", (Anchor("quarterly", 10, 1),)),
        ("half-yearly: 6-20", (Anchor("half-yearly", 20, 6),)),
        ("yearly: 12-25", (Anchor("yearly", 25, 12),)),
        ("yearly: end", (Anchor("yearly", 31, 12),)),
        ("weekly: friday\nmonthly: 25", (Anchor("weekly", 5), Anchor("monthly", 25, 1))),
        ("bodies:\n  区发改局:\n    weekly: thursday", (Anchor("weekly", 4, 0, "区发改局"),)),
        ("bodies:", ()),
    ],
)
def test_a_day_can_be_written_in_these_ways(text: str, expected: tuple[Anchor, ...]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("friday", f"{WHERE} is 'friday'; write a frequency and its day on each line"),
        ("[weekly]", f"{WHERE} is ['weekly']"),
        ("weekly: fryday", f"{WHERE}.weekly is 'fryday'; write a weekday (friday, 周五, or 1 for Monday to 7)"),
        ("weekly: 8", f"{WHERE}.weekly is 8; write a weekday"),
        ("weekly: true", f"{WHERE}.weekly is True; write a weekday"),
        ("weekly: 1.5", f"{WHERE}.weekly is 1.5"),
        ("weekly:", f"{WHERE}.weekly is None"),
        ("weekly: [friday]", f"{WHERE}.weekly is ['friday']"),
        ("monthly: 0", f"{WHERE}.monthly is 0; write a day of the month (1 to 31) or end"),
        ("monthly: 32", f"{WHERE}.monthly is 32"),
        ("monthly: -1", f"{WHERE}.monthly is -1"),
        ("monthly: ２５", f"{WHERE}.monthly is '２５'"),
        ("monthly: 1-10", f"{WHERE}.monthly is '1-10'"),
        ("ten-day: 11", f"{WHERE}.ten-day is 11; write a day of the ten days (1 to 10) or end"),
        ("quarterly: 4-10", f"{WHERE}.quarterly is '4-10'; write a day of the quarter's last month"),
        ("quarterly: 1-2-3", f"{WHERE}.quarterly is '1-2-3'"),
        ("yearly: 13-1", f"{WHERE}.yearly is '13-1'"),
        ("yearly: 2024-12-25", f"{WHERE}.yearly is datetime.date(2024, 12, 25)"),
        ("weekely: friday", f"{WHERE}.weekely is no frequency that can have a day of its own; did you mean weekly?"),
        ("daily: 5", f"{WHERE}.daily is no frequency that can have a day of its own"),
        ("5: 5", f"{WHERE}.5 is no frequency that can have a day of its own; known are weekly, ten-day"),
        ("bodies: friday", f"{WHERE}.bodies is 'friday'; write a body's name and its own block on each line"),
        ("bodies:\n  区发改局: friday", f"{WHERE}.bodies.区发改局 is 'friday'"),
        ("bodies:\n  区发改局:\n    weekly: 9", f"{WHERE}.bodies.区发改局.weekly is 9"),
    ],
)
def test_a_wrong_day_is_told_where_it_stands_and_what_to_write(text: str, told: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read(text)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def config(guatu: dict[str, Any]) -> Any:
    return SimpleNamespace(extra={"guatu": guatu}, config_file_path="/x/mkdocs.yml", docs_dir="/x/docs")


def test_mkdocs_reads_the_days_with_the_other_settings() -> None:
    assert mkdocs_hook.settings(config({"anchors": {"weekly": "friday"}})).anchors == (Anchor("weekly", 5),)
    assert mkdocs_hook.settings(config({})).anchors == ()


def test_mkdocs_ends_with_one_clear_line() -> None:
    with pytest.raises(PluginError, match=r"^mkdocs\.yml: extra\.guatu\.anchors\.monthly is 40; write a day of the month"):
        mkdocs_hook.settings(config({"anchors": {"monthly": 40}}))


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    text = "云岭县召开动员会\n\n2024年2月21日，云岭县召开动员会。县发展和改革局表示，将实行月通报。\n"
    (folder / "one.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "文中未写明几日，按月末计"),
        (("--anchor", "monthly=25"), "月：按设置：每月25日"),
        (("--anchor", "县发展和改革局:monthly=24"), "县发展和改革局，月：按设置：每月24日"),
        (("--anchor", "别的局:monthly=24"), "文中未写明几日，按月末计"),
    ],
)
def test_the_pages_say_which_day_holds(seeds: Path, options: tuple[str, ...], told: str) -> None:
    docs = seeds.parent / "docs"
    assert main(["build", "--seeds", str(seeds), "--docs", str(docs), *options]) == 0
    assert told in (docs / "cadence" / "index.md").read_text(encoding="utf-8")


def test_the_command_refuses_a_wrong_day(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["build", "--seeds", str(seeds), "--anchor", "monthly=40"])
    assert "--anchor.monthly is '40'; write a day of the month" in capsys.readouterr().err
