"""The values that the stages hand on.

``reading`` makes articles, ``finding`` makes findings, ``sorting`` makes the
briefing, ``writing`` makes sheets. Every value is frozen; this module imports
nothing of the project.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Role = Literal["title", "heading", "body", "caption", "byline", "furniture"]
BodyKind = Literal["district", "department", "subdistrict", "town", "zone", "enterprise", "task-force", "party", "other"]
TargetKind = Literal["number", "relative", "deadline"]
Comparator = Literal["=", ">=", ">", "<=", "<", "~"]
Status = Literal["planned", "actual", "context"]
Frequency = Literal["daily", "weekly", "ten-day", "monthly", "quarterly", "half-yearly", "yearly"]
QuoteKind = Literal["direct", "indirect"]
DutyRole = Literal["part", "office", "leads", "helps", "charge"]


# ---------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an article after layout repair, with the way back to the source."""

    text: str
    """The words as a reader should see them: no line breaks, no layout spaces, no asterisks of emphasis."""
    plain: str
    """The same characters, one for one, in the forms that rules match: ASCII digits and letters; ，；：（） beside Han."""
    offsets: tuple[int, ...]
    """For each character of ``text``, its index in ``Article.text``; strictly rising."""
    role: Role = "body"
    """What the paragraph is: furniture is page headers, menus, imprint, jump notes."""
    level: int = 0
    """For a heading, its depth from 2 (a section) to 4; 0 for everything else."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read."""

    id: str
    """The file's path below the seeds folder, with forward slashes; unique in a build."""
    file: str
    """The file's name."""
    text: str
    """The decoded source text; every offset of the project points into it."""
    title: str
    """The headline, or the file's name where none was found."""
    paragraphs: tuple[Paragraph, ...]
    """The whole article in reading order; paragraphs that were torn apart by layout are whole again."""
    deck: str = ""
    """A second headline above or below the first one, or empty."""
    date: date | None = None
    """The day the article speaks from: its dateline, its issue, its publication, or the day of the event it reports."""
    date_source: str = ""
    """What ``date`` was read from, in the reader's words: 电头, 发布日期, 会议日 …"""
    year: int | None = None
    """The year that 今年 and 一季度 are read in; None where nothing says it."""
    year_source: str = ""
    """What ``year`` was read from; begins with 推断 where another article said it."""
    authors: tuple[str, ...] = ()
    """The reporters named in the byline."""
    outlet: str = ""
    """The paper or site that published it, where the article says so."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file in the seeds folder that gave no article."""

    file: str
    """The file's path below the seeds folder."""
    reason: str
    """One line in plain Chinese: what is wrong and what to do."""


# ---------------------------------------------------------------- finding


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place where an article states a fact."""

    article: str
    """The article's id."""
    start: int
    """Index of the first character in ``Article.text``."""
    end: int
    """Index after the last character in ``Article.text``."""
    text: str
    """``Article.text[start:end]``, exactly."""
    paragraph: int = -1
    """Index into ``Article.paragraphs`` of the paragraph that it stands in."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a fact is about; both ends belong to it."""

    start: date | None
    end: date | None
    words: str = field(default="", compare=False)
    """The time word as the article has it: 一季度, 9月底前."""


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation or area."""

    id: str
    """In findings the name that the article uses most fully; in a briefing a stable readable key."""
    name: str
    """The fullest form that the articles give."""
    kind: BodyKind
    aliases: tuple[str, ...] = ()
    """Its other names in the articles, longest first."""
    parent: str | None = None
    """The id of the area that it belongs to, where the articles let one tell."""
    evidence: tuple[Evidence, ...] = ()
    """Every place where it is named."""


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity, a relation or a deadline that is to be reached or was reached."""

    kind: TargetKind
    metric: str
    """What is counted or measured, or, for a deadline, what is to be done."""
    comparator: Comparator | None
    value: float | None
    unit: str | None
    value_high: float | None = None
    """Upper end of a range, else None."""
    benchmark: str | None = None
    """What a relative target is set against, else None."""
    period: Period | None = None
    status: Status = "planned"
    strength: str = ""
    """The word that says how firmly: 力争, 确保, 计划, 完成; empty where there is none."""
    owner: str | None = None
    """The id of the body that it is promised by or assigned to."""
    goals: tuple[str, ...] = ()
    """Goal ids, the best first."""
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    """The name of the rule that found it."""
    id: str = ""
    """A stable key, given by sorting."""
    conflicts: tuple[str, ...] = ()
    """Ids of records that give another value for the same thing."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """A recurring beat of follow-up work."""

    frequency: Frequency
    activity: str
    """What is done at that beat: 调度, 督导, 通报."""
    subject: str
    """What it is done to; empty where the article does not say."""
    body: str | None = None
    """The id of the body whose beat it is."""
    goals: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody is reported to have said."""

    kind: QuoteKind
    text: str
    """The words without the outer quotation marks, layout repaired."""
    body: str | None = None
    speaker: str | None = None
    """The person's name, where the article gives it."""
    post: str = ""
    """The person's post as written, or empty."""
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A named working system: 一单位一清单, 图督办、月通报."""

    name: str
    text: str
    """The sentence that explains it."""
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """One thing that an article says about the progress of a project."""

    text: str
    due: Period | None = None
    """When it is to be done, where the article says so."""
    progress: str = ""
    """How far it is, as written (完成50%, 已封顶); empty where nothing is said."""


@dataclass(frozen=True, slots=True)
class Project:
    """A named project with what the articles say of its progress."""

    name: str
    body: str | None = None
    milestones: tuple[Milestone, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Who stands under whom, who leads and who helps: one link of the chain of responsibility."""

    superior: str
    """The one above, as written: the group that has parts, the unit that leads, the one that is charged with work."""
    role: DutyRole
    """part: 下设; office: 办公室设在; leads: 由…牵头; helps: 配合; charge: 负责."""
    inferior: str
    """The one below, as written; empty for a charge, which is given to ``superior`` itself."""
    work: str = ""
    """For a charge, what is to be done, as written."""
    superior_body: str | None = None
    """The id of the body that ``superior`` names, where it is one of the bodies."""
    inferior_body: str | None = None
    """The same for ``inferior``."""
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A quantity that was seen and not used as a target."""

    evidence: Evidence
    reason: str
    """Why, in the reader's words: 名称, 日期, 序号, 背景, 未能理解 …"""


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that one article says, with the place of each."""

    article: Article
    home: str | None = None
    """The id of the area that the article as a whole is about."""
    bodies: tuple[Body, ...] = ()
    """Every body that the article names."""
    topics: tuple[str, ...] = ()
    """Ids of the bodies that a paragraph of the article is about."""
    targets: tuple[Target, ...] = ()
    cadences: tuple[Cadence, ...] = ()
    quotes: tuple[Quote, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    projects: tuple[Project, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    duties: tuple[Duty, ...] = ()


# ---------------------------------------------------------------- sorting


@dataclass(frozen=True, slots=True)
class Goal:
    """One of the twelve fields that targets are grouped by."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """All facts of all articles, merged and keyed."""

    articles: tuple[Article, ...]
    """Newest first; articles without a date last."""
    bodies: tuple[Body, ...]
    goals: tuple[Goal, ...]
    """Every goal that the project knows, in the order in which pages show them."""
    targets: tuple[Target, ...] = ()
    cadences: tuple[Cadence, ...] = ()
    quotes: tuple[Quote, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    projects: tuple[Project, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    unread: tuple[Unread, ...] = ()
    as_of: date | None = None
    """截至: given by the user, else the newest date of the articles; never the clock."""
    as_of_source: str = ""
    """Where ``as_of`` comes from, in the reader's words."""
    duties: tuple[Duty, ...] = ()


# ---------------------------------------------------------------- writing


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file that the builder wants to exist."""

    path: str
    """Path below the docs folder, with forward slashes."""
    text: str | bytes
    """What stands in it: a page's words, written as UTF-8, or the very bytes of a file in a form of its own (CSV, XLSX)."""
