"""Numbers and days as the inputs of the rule print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from builder.model import Comparator, Period, Target

BOUNDS: dict[Comparator, str] = {"=": "", ">=": "不低于", ">": "超过", "<=": "不超过", "<": "低于", "~": "约"}


def number(value: float) -> str:
    """760.9 → “760.9”, 230.0 → “230”; at most four places, never an exponent."""
    text = format(round(Decimal(repr(value)), 4), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def day(value: date) -> str:
    """2024年2月21日."""
    return f"{value.year}年{value.month}月{value.day}日"


def period(value: Period | None) -> str:
    """2024年1月1日至2024年3月31日; 2023年9月30日前; 未写明."""
    if value is None or value.end is None:
        return "未写明" if value is None or value.start is None else f"{day(value.start)}起，未写明到何时"
    return f"{day(value.start)}至{day(value.end)}" if value.start else f"到{day(value.end)}为止"


def goal(target: Target) -> str:
    """What is to be reached: 不低于600个; for what is no number, what is to be done."""
    if target.value is None:
        bound = BOUNDS[target.comparator or "="] or "持平于"
        return f"{bound}{target.benchmark}" if target.benchmark else target.metric
    digits = number(target.value) if target.value_high is None else f"{number(target.value)}至{number(target.value_high)}"
    return f"{BOUNDS[target.comparator or '=']}{digits}{target.unit or ''}"
