"""Fields of data that anybody may have written: each is read as what it should be, or as nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import isfinite
from typing import Any, Literal, TypeVar, cast, get_args

from builder.model import Period
from builder.writing import markup

Json = Mapping[str, Any]
Word = TypeVar("Word", bound=str)
LONGEST = 2000
"""Characters of one field that are shown."""
MOST = 1e15
"""A greater number counts nothing in this world, and would be shown with hundreds of digits."""


def record(value: object) -> Json:
    """An object; anything else is an empty one."""
    return cast(Json, value) if isinstance(value, dict) else {}


def listed(of: Json, name: str) -> list[Any]:
    """A list; anything else is an empty one."""
    value = of.get(name)
    return value if isinstance(value, list) else []


def line(value: object) -> str:
    """Words on one line, with nothing that could steer a terminal; anything but words is empty."""
    if not isinstance(value, str):
        return ""
    words = " ".join(markup.seen(value).split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def told(value: object) -> str:
    """As ``line``, without white space and asterisks of emphasis: the words of an article, whose spaces are layout."""
    return "".join(line(value).replace("**", "").split())


def number(value: object) -> float | None:
    """A finite number of a size that can be; a truth value is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if isfinite(found) and abs(found) <= MOST else None


def whole(value: object) -> int:
    """A whole number from 0; anything else is -1."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST else -1


def day(value: object) -> date | None:
    """A day written as 2024-02-21."""
    if not isinstance(value, str) or len(value) != len("2024-02-21"):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def period(value: object) -> Period | None:
    """A stretch of days; without any day it is none."""
    given = record(value)
    start, end = day(given.get("start")), day(given.get("end"))
    if start and end and start > end:
        return None
    return Period(start, end) if start or end else None


def one_of(words: Mapping[Word, str], value: object, otherwise: Word) -> Word:
    """One of the words that the form knows, else ``otherwise``."""
    return cast(Word, value) if isinstance(value, str) and value in words else otherwise


def choice(kind: Any, value: object) -> Any:
    """``value`` where the ``Literal`` knows it, else None."""
    known: tuple[Literal[""], ...] = get_args(kind)
    return value if isinstance(value, str) and value in known else None
