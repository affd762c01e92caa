"""Themes of the year by district, and what each body said in each year."""

from __future__ import annotations

from builder.model import Sheet
from builder.writing import systems
from builder.writing.press import HUB, Meta, Press


def themes(press: Press) -> Sheet:
    """How the districts opened each year; statements of the same body over the years, side by side."""
    desk = press.desk("themes/index.html")
    years = systems.years(desk)
    several, single = systems.statements(desk)
    count = len(press.atlas.briefing.themes)
    return press.sheet(
        desk.page,
        "pages/themes.md.j2",
        Meta("年度主题", f"{count}个年度主题及其主攻方向；各单位逐年表态", HUB),
        years=years,
        count=count,
        several=several,
        single=single,
    )
