"""Reads the days on which beats fall from a person's settings: ``weekly: friday``, ``monthly: 25``."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from builder.errors import BadSetting
from builder.model import Anchor, Frequency

BODIES = "bodies"
"""Under this key the days of single bodies stand, by name."""
END = ("end", "末")
MONTHS: dict[Frequency, int] = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
KNOWN: tuple[Frequency, ...] = ("weekly", "ten-day", *MONTHS)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS: dict[str, int] = {
    name: number
    for number, (english, chinese) in enumerate(zip(DAYS, "一二三四五六日", strict=True), 1)
    for name in (english, english[:3], f"周{chinese}", f"星期{chinese}", str(number))
}
WANTED: dict[Frequency, str] = {
    "weekly": "a weekday (friday, 周五, or 1 for Monday to 7)",
    "ten-day": "a day of the ten days (1 to 10) or end",
    "monthly": "a day of the month (1 to 31) or end",
    "quarterly": "a day of the quarter's last month (1 to 31), month and day of the quarter (1-10 to 3-31), or end",
    "half-yearly": "a day of the half-year's last month (1 to 31), month and day of the half-year (1-10 to 6-31), or end",
    "yearly": "a day of December (1 to 31), month and day (1-10 to 12-31), or end",
}


def read(given: object, where: str) -> tuple[Anchor, ...]:
    """The anchors of one block of settings, those of single bodies too; ``where`` names the block in messages.

    Raises:
        BadSetting: something has a wrong form; the message says what, where, and what to write.
    """
    if given is None:
        return ()
    block = _mapping(given, where, "a frequency and its day on each line, as weekly: friday")
    bodies = _mapping(block.get(BODIES) or {}, f"{where}.{BODIES}", "a body's name and its own block on each line")
    found = [_anchor(key, value, where) for key, value in block.items() if key != BODIES]
    for body, own in bodies.items():
        at = f"{where}.{BODIES}.{body}"
        days = _mapping(own, at, "a frequency and its day on each line, as weekly: friday")
        found += [_anchor(key, value, at, str(body)) for key, value in days.items()]
    return tuple(found)


def _mapping(given: object, where: str, wanted: str) -> Mapping[object, object]:
    if not isinstance(given, Mapping):
        raise BadSetting(f"{where} is {given!r}; write {wanted}")
    return given


def _anchor(key: object, value: object, where: str, body: str = "") -> Anchor:
    frequency = next((known for known in KNOWN if known == key), None)
    if frequency is None:
        near = get_close_matches(str(key), KNOWN, 1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(KNOWN)}"
        raise BadSetting(f"{where}.{key} is no frequency that can have a day of its own; {hint}")
    text = str(value).strip().lower() if type(value) in (int, str) else ""
    day = _end(frequency) if text in END else _weekday(text) if frequency == "weekly" else _day(frequency, text)
    if day is None:
        raise BadSetting(f"{where}.{key} is {value!r}; write {WANTED[frequency]}")
    return Anchor(frequency, *day, body)


def _end(frequency: Frequency) -> tuple[int, int]:
    return {"weekly": (7, 0), "ten-day": (10, 0)}.get(frequency) or (31, MONTHS[frequency])


def _weekday(text: str) -> tuple[int, int] | None:
    return (WEEKDAYS[text], 0) if text in WEEKDAYS else None


def _day(frequency: Frequency, text: str) -> tuple[int, int] | None:
    """The day and its month within the period: 25, and for periods of several months 1-10."""
    months = MONTHS.get(frequency, 0)
    month, dash, day = text.rpartition("-")
    if dash and months < 2:
        return None
    most = 10 if frequency == "ten-day" else 31
    in_month = _number(month, months) if dash else months
    in_days = _number(day, most)
    return None if in_month is None or in_days is None else (in_days, in_month)


def _number(text: str, most: int) -> int | None:
    """A plain number from 1 to ``most``."""
    plain = text.isascii() and text.isdigit() and len(text) <= 2
    return int(text) if plain and 1 <= int(text) <= most else None
