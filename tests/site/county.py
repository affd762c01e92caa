"""A made-up county in two articles, and the briefing that a careful reader would make of them.

The briefing is made by hand, so that the golden pages change only when pages change.
"""

from __future__ import annotations

from datetime import date

from builder.model import (
    Article,
    Body,
    Briefing,
    Cadence,
    Duty,
    Evidence,
    Goal,
    Mechanism,
    Milestone,
    Paragraph,
    Period,
    Project,
    Quote,
    Target,
    Unplaced,
    Unread,
)

PLAN = (
    "云岭县“开新局、走在前”攻坚行动启动",
    "3月4日，云岭县召开“开新局、走在前”攻坚行动动员会，部署全年工作。",
    "一季度，全县计划开工重点项目12个；全年开工重点项目40个，总投资5~6亿元。",
    "县发展和改革局表示，将对重点项目实行旬调度、月通报，确保规上工业增加值增长6.5%以上。",
    "“我们坚持‘一项目一专班’，9月底前建成县城停车场。”县住房和城乡建设局局长周远说。",
    "白石镇、青溪镇分别作了发言，会议历时2个小时。",
    "全县成立攻坚行动指挥部，下设办公室和综合协调组，综合协调组负责日常调度。",
)
REPORT = (
    "云岭县去年新建步道8公里",
    "本报讯 2023年，云岭县“开新局、走在前”攻坚行动完成新建步道8公里，县城改造扎实推进。",
    "河湾区与云岭县共建产业园，绿化面积3*4*5亩。",
)
GOALS = (("economy", "经济运行"), ("projects", "项目建设"), ("renewal", "城市更新"), ("rural", "乡村振兴"))


def article(key: str, lines: tuple[str, ...], day: date | None, year: int, year_source: str) -> Article:
    """An article whose paragraphs are its lines; the first one is the headline."""
    text = "\n".join(lines)
    paragraphs, at = [], 0
    for i, line in enumerate(lines):
        offsets = tuple(range(at, at + len(line)))
        paragraphs.append(Paragraph(line, line, offsets, "title" if i == 0 else "body"))
        at += len(line) + 1
    return Article(key, key, text, lines[0], tuple(paragraphs), "", day, "电头" if day else "", year, year_source)


def spot(of: Article, words: str) -> Evidence:
    """The first place of ``words`` in an article."""
    start = of.text.index(words)
    return Evidence(of.id, start, start + len(words), words, of.text.count("\n", 0, start))


def briefing() -> Briefing:
    """The whole county on 20 March 2024."""
    plan = article("plan.txt", PLAN, date(2024, 3, 4), 2024, "电头")
    report = article("report.txt", REPORT, None, 2023, "推断：同一行动见另一篇报道")
    quarter = Period(date(2024, 1, 1), date(2024, 3, 31), "一季度")
    year = Period(date(2024, 1, 1), date(2024, 12, 31), "全年")
    before = Period(date(2023, 1, 1), date(2023, 12, 31), "2023年")
    founded = spot(plan, "成立攻坚行动指挥部，下设办公室和综合协调组")
    growth = spot(plan, "确保规上工业增加值增长6.5%以上")
    told = "将对重点项目实行旬调度、月通报，确保规上工业增加值增长6.5%以上。"
    said = "我们坚持‘一项目一专班’，9月底前建成县城停车场。"
    return Briefing(
        articles=(plan, report),
        bodies=(
            Body("yunling", "云岭县", "district", (), None, (spot(plan, "云岭县召"), spot(report, "云岭县“"))),
            Body("hewan", "河湾区", "district", (), None, (spot(report, "河湾区"),)),
            Body("fagai", "县发展和改革局", "department", ("县发改局",), "yunling", (spot(plan, "县发展和改革局"),)),
            Body("zhujian", "县住房和城乡建设局", "department", (), "yunling", (spot(plan, "县住房和城乡建设局"),)),
            Body("baishi", "白石镇", "town", (), "yunling", (spot(plan, "白石镇"),)),
            Body("baishi-hewan", "白石镇", "town", (), "hewan", ()),
        ),
        goals=tuple(Goal(key, name) for key, name in GOALS),
        targets=(
            Target("number", "开工重点项目", "=", 12.0, "个", period=quarter, strength="计划", owner="yunling",
                   goals=("projects",), evidence=(spot(plan, "一季度，全县计划开工重点项目12个"),), id="t-open-q"),
            Target("number", "开工重点项目", "=", 40.0, "个", period=year, owner="yunling",
                   goals=("projects",), evidence=(spot(plan, "全年开工重点项目40个"),), id="t-open-y"),
            Target("number", "重点项目总投资", "=", 5.0, "亿元", value_high=6.0, period=year, owner="yunling",
                   goals=("projects",), evidence=(spot(plan, "总投资5~6亿元"),), id="t-invest"),
            Target("number", "规上工业增加值增长", ">=", 6.5, "%", period=None, strength="确保", owner="fagai",
                   goals=("economy",), evidence=(growth,), id="t-growth"),
            Target("deadline", "建成县城停车场", None, None, None, period=Period(None, date(2024, 9, 30), "9月底前"),
                   owner="zhujian", goals=("renewal",), evidence=(spot(plan, "9月底前建成县城停车场"),), id="t-park"),
            Target("number", "新建步道", "=", 8.0, "公里", period=before, status="actual", strength="完成",
                   owner="yunling", goals=("renewal",), evidence=(spot(report, "完成新建步道8公里"),), id="t-path"),
            Target("number", "会议历时", "=", 2.0, "个小时", status="context",
                   evidence=(spot(plan, "会议历时2个小时"),), id="t-talk"),
        ),
        cadences=(
            Cadence("ten-day", "调度", "重点项目", "fagai", ("projects",), (spot(plan, "旬调度"),), id="c-ten"),
            Cadence("monthly", "通报", "重点项目", "fagai", ("projects",), (spot(plan, "月通报"),), id="c-month"),
        ),
        quotes=(
            Quote("indirect", told, "fagai", None, "", (spot(plan, told),), id="q-told"),
            Quote("direct", said, "zhujian", "周远", "局长", (spot(plan, said),), id="q-said"),
        ),
        mechanisms=(Mechanism("一项目一专班", said, (spot(plan, "一项目一专班"),), id="m-one"),),
        projects=(
            Project("县城停车场", "zhujian", (Milestone("建成", Period(None, date(2024, 9, 30))), Milestone("选址")),
                    (spot(plan, "建成县城停车场"),), id="p-park"),
        ),
        duties=(
            Duty("攻坚行动指挥部", "part", "办公室", evidence=(founded,), id="d-office"),
            Duty("攻坚行动指挥部", "part", "综合协调组", evidence=(founded,), id="d-group"),
            Duty("综合协调组", "charge", "", "日常调度", evidence=(spot(plan, "综合协调组负责日常调度"),), id="d-work"),
        ),
        unplaced=(Unplaced(spot(plan, "3月4日"), "日期"), Unplaced(spot(report, "3*4*5亩"), "未能理解")),
        unread=(Unread("坏文件.docx", "打不开；请另存为 .docx 或 .txt 后再放入。"),),
        as_of=date(2024, 3, 20),
        as_of_source="由用户给出",
    )  # fmt: skip
