"""A small briefing with every kind of record, and the files that readers take away of it."""

from __future__ import annotations

from datetime import date
from functools import cache

from builder.model import (
    Article,
    Body,
    Briefing,
    Cadence,
    Duty,
    Escalation,
    Evidence,
    Goal,
    Milestone,
    Paragraph,
    Period,
    Project,
    Quote,
    Target,
    Theme,
    Tour,
)
from builder.writing import exports
from builder.writing.atlas import survey
from builder.writing.press import Press

TEXT = "区发改局表示，一季度新开工项目46个，增速高于全市，月调度、旬督导经济运行。停车场9月底前交付。"
DAY = date(2024, 2, 21)
QUARTER = Period(date(2024, 1, 1), date(2024, 3, 31), "一季度")
EMPTY = Briefing((), (), ())


def article(key: str = "2024/甲 a.txt", day: date | None = DAY, title: str = "一季度“开门红”") -> Article:
    """An article of one paragraph."""
    paragraph = Paragraph(TEXT, TEXT, tuple(range(len(TEXT))))
    return Article(
        key, "a.txt", TEXT, title, (paragraph,), date=day, year=2024, year_source="电头", authors=("王某", "李某"), outlet="某报"
    )


def at(words: str, key: str = "2024/甲 a.txt") -> tuple[Evidence, ...]:
    """The first place of ``words``."""
    start = TEXT.index(words)
    return (Evidence(key, start, start + len(words), words, 0),)


def beat(frequency: str, key: str = "c1", subject: str = "经济运行", **more: object) -> Cadence:
    """A beat that the article makes known."""
    return Cadence(frequency, "调度", subject, "fagai", ("economy",), at("月调度"), "beat", key, **more)  # type: ignore[arg-type]


def target(metric: str, key: str, value: float | None = 46.0, **more: object) -> Target:
    """A number that is to be reached."""
    given: dict[str, object] = {"period": QUARTER, "owner": "fagai", "goals": ("projects",), "evidence": at("新开工项目46个")}
    return Target("number", metric, "=", value, "个", id=key, **(given | more))  # type: ignore[arg-type]


BRIEFING = Briefing(
    articles=(article(),),
    bodies=(
        Body("fagai", "区发展和改革局", "department", ("区发改局", "发改"), "qu", at("区发改局")),
        Body("qu", "某区", "district"),
    ),
    goals=(Goal("projects", "项目建设"), Goal("economy", "经济运行")),
    targets=(
        target("新开工项目", "t1", strength="力争", conflicts=("t2",)),
        target("总投资", "t2", 760.9, value_high=800.0, period=Period(None, date(2024, 9, 30), "9月底前"), status="actual"),
        Target("relative", "增速", ">", None, None, benchmark="全市", evidence=at("增速高于全市"), id="t3"),
        Target("deadline", "停车场交付", None, None, None, period=Period(None, date(2024, 9, 30)), evidence=at("9月"), id="t4"),
        target("到会人数", "t5", status="context"),
    ),
    cadences=(beat("monthly"), beat("ten-day", "c2", "")),
    quotes=(Quote("direct", "新开工项目46个", "fagai", "周远", "局长", at("新开工项目46个"), "said", "q1"),),
    projects=(
        Project(
            "停车场",
            "fagai",
            (Milestone("停车场9月底前交付", Period(None, date(2024, 9, 30))), Milestone("已封顶", None, "已封顶")),
            (*at("区发改局"), *at("停车场9月底前交付")),
            "named",
            "p1",
        ),
        Project("新校区", None, (), at("停车场"), "named", "p2"),
    ),
    duties=(
        Duty("区发改局", "leads", "住建局", superior_body="fagai", evidence=at("区发改局"), rule="chain", id="d1"),
        Duty("协调组", "charge", "", "日常调度", evidence=at("月调度"), rule="chain", id="d2"),
    ),
    as_of=DAY,
    tours=(
        Tour(
            "全区现场观摩会",
            Period(date(2024, 2, 1), date(2024, 2, 2)),
            ("各大功能区", "23个镇街"),
            106.0,
            "1787亿元",
            "大家评议打分。",
            "qu",
            at("停车场"),
            "held",
            "v1",
        ),
    ),
    themes=(
        Theme("突破提升年", 2024, ("三大突破", "六个提升"), "qu", at("停车场"), "declared", "n1"),
        Theme("项目落地年", 2024, (), None, at("停车场"), "referred", "n2", "全市"),
    ),
    escalations=(
        Escalation("约谈", "进度滞后", "", 1, "qu", at("停车场"), "conditional", "e1", "l1"),
        Escalation("问责", "仍未达标", "区纪委监委", 2, "qu", at("停车场"), "conditional", "e2", "l1"),
    ),
)


def make(briefing: Briefing = BRIEFING) -> dict[str, bytes]:
    """File name → what stands in it."""
    made = exports.sheets(Press(survey(briefing)))
    inside = {s.path.removeprefix("data/"): s.text for s in made if s.path.startswith("data/")}
    return {path: text if isinstance(text, bytes) else text.encode() for path, text in inside.items()}


files = cache(make)
"""As ``make``; remembers what it made."""
