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
DutyRole = Literal["part", "office", "leads", "helps", "charge", "assigns"]
Standing = Literal["done", "ahead", "on-track", "behind", "not-due", "overdue", "stale", "unreported", "listed"]


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
class Anchor:
    """The day of its period on which a beat falls: as an article names it, or as whoever runs the site has set it."""

    frequency: Frequency
    day: int
    """Of a week 1 (Monday) to 7; of a 旬 1 to 10, which is its last; of a month 1 to 31, which is its last."""
    month: int = 0
    """For beats of a month and longer, the month of the period, from 1; else 0."""
    body: str = ""
    """The one body that it holds for, by a name of it; empty where it holds for all."""
    words: str = ""
    """What an article says, 每周五 or 每月10日前; empty where the day is set."""


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
    day: Anchor | None = None
    """The day of its period that the article names."""


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
class Node:
    """A step that every project passes: 用地手续办理, 初设概算批复."""

    name: str
    due: Period | None = None
    reached: bool = False
    """Whether an article says that it is behind the project."""
    evidence: tuple[Evidence, ...] = ()
    text: str = ""
    """The clause that tells of it, as written."""


@dataclass(frozen=True, slots=True)
class NodeName:
    """A key node as a person defines it in ``nodes.yml``."""

    name: str
    aliases: tuple[str, ...] = ()
    """Other words for it in the articles."""


@dataclass(frozen=True, slots=True)
class NodeRule:
    """Key nodes that a plan sets up for all its projects: 用地手续办理、初设概算批复等7大关键节点."""

    names: tuple[str, ...]
    """Those that the article names, as written."""
    count: int
    """How many it says that there are."""
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A named project with what the articles say of its progress."""

    name: str
    body: str | None = None
    milestones: tuple[Milestone, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    id: str = ""
    nodes: tuple[Node, ...] = ()
    """The key nodes that the articles name for it, in their order; none that no article names."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Who stands under whom, who leads and who helps: one link of the chain of responsibility."""

    superior: str
    """The one above, as written: the group that has parts, the unit that leads, the one that is charged with work."""
    role: DutyRole
    """part: 下设; office: 办公室设在; leads: 由…牵头; helps: 配合; charge: 负责; assigns: 界定主责单位责任."""
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
class Tour:
    """An observation tour that compares and scores: 现场观摩, 擂台比武."""

    name: str
    """As written: 2021年全区“攻坚突破年”现场观摩会."""
    held: Period | None = None
    places: tuple[str, ...] = ()
    """What was looked at, as written: 23个镇街, 各大功能区."""
    projects: float | None = None
    """How many projects were looked at."""
    investment: str = ""
    """Their total investment as written: 1787亿元."""
    scoring: str = ""
    """The sentence that says how they are scored or ranked; empty where nothing is said."""
    body: str | None = None
    """The id of the body that holds it."""
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """What a body calls its year: 突破提升年, 攻坚克难年."""

    name: str
    year: int | None
    focus: tuple[str, ...] = ()
    """The main lines that the same passage names, as written: 三大突破, 六个提升."""
    body: str | None = None
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    id: str = ""
    level: str = ""
    """Whose it is, as written (全市), where none of the bodies is that area; else empty."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """One step that a rule foresees for those who lag: 约谈, 问责."""

    step: str
    """What is done, as the rule words it: 对相关责任人进行约谈."""
    condition: str
    """When, as the rule words it: 连续三个月排名末位; empty where it does not say."""
    by: str = ""
    """By whom, as written: 区纪委监委; empty where it does not say."""
    order: int = 1
    """1 for the first step of a rule, 2 for the one after it."""
    body: str | None = None
    """The id of the body whose rule it is."""
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    id: str = ""
    ladder: str = ""
    """What the steps of one rule have in common, and no other step."""


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
    tours: tuple[Tour, ...] = ()
    themes: tuple[Theme, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    node_rules: tuple[NodeRule, ...] = ()


# ---------------------------------------------------------------- tracking


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person wrote in ``progress.yml`` of one target or project."""

    about: str
    """The id of the target or project."""
    day: date
    value: float | None
    """How much was reached by that day, in the target's unit."""
    node: str
    """The node of a project that was reached; empty for a target."""
    source: str
    """Where the person has it from."""
    note: str = ""
    file: str = ""
    line: int = 0
    id: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry, or a part of a person's file, that could not be used."""

    file: str
    line: int
    field: str
    reason: str
    """What is wrong and what to write instead, in plain Chinese, with the nearest valid id where one is near."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is said about how far a target or project has come: an entry of a person, or a fact of a later article."""

    about: str
    """The id of the target or project."""
    day: date | None
    """The day that it speaks of."""
    value: float | None
    node: str
    source: str
    """Who says it, in the reader's words."""
    reason: str
    """Why it is taken to speak of this target, in the reader's words."""
    fact: str = ""
    """The id of the ``actual`` target that says it, or the id of the entry."""
    entered: bool = False
    """Whether a person entered it; else an article reports it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a target or project stands on the as-of date, by the published rule."""

    about: str
    """The id of the target or project."""
    standing: Standing
    inputs: tuple[tuple[str, str], ...]
    """What the rule was given, name and value in the reader's words, in order."""
    reports: tuple[Report, ...] = ()
    """Oldest first."""
    last_mentioned: date | None = None
    """The newest date of the articles that name it."""


# ---------------------------------------------------------------- comparing two builds

FactKind = Literal["article", "target", "cadence", "quote", "project", "mechanism", "duty"]
ChangeKind = Literal["new", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that two builds say differently of the same fact."""

    aspect: str
    """What it is, for programs: value, period, owner, status, strength, name …"""
    label: str
    """The same in the reader's words: 数值, 期限."""
    before: str
    """In the reader's words; empty where the earlier build says nothing."""
    after: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A fact as one build tells it."""

    id: str
    """The record's id in that build."""
    name: str
    owner: str
    """The name of the body whose fact it is, or empty."""
    says: tuple[tuple[str, str], ...]
    """Label and words of everything that it says, without what it leaves open."""
    sentence: str = ""
    """The words of its first place, on one line."""
    article: str = ""
    """The id of the article that they stand in."""
    title: str = ""
    day: str = ""
    """The article's date, ISO, or empty."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that differs between two builds."""

    fact: FactKind
    kind: ChangeKind
    before: Telling | None
    """None for what is new."""
    after: Telling | None
    """None for what is no longer mentioned."""
    edits: tuple[Edit, ...] = ()
    """What is different, the heaviest first; empty unless ``kind`` is changed."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between an earlier build and this one."""

    changes: tuple[Change, ...]
    """By kind of fact, then new, changed, gone."""
    before: date | None = None
    """截至 of the earlier build."""
    after: date | None = None
    """截至 of the later build."""


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
    tours: tuple[Tour, ...] = ()
    themes: tuple[Theme, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    progress: tuple[Progress, ...] = ()
    """One for every planned target and every project, in their order."""
    refused: tuple[Refused, ...] = ()
    """Entries of persons that could not be used."""
    anchors: tuple[Anchor, ...] = ()
    """The days on which beats fall, where whoever runs the site has set them."""
    compared: Comparison | None = None
    """What is different since an earlier build; None where none was given."""
    node_rules: tuple[NodeRule, ...] = ()
    node_names: tuple[NodeName, ...] = ()
    """The key nodes that a person defined, in their order; empty without a ``nodes.yml``."""
    entries: tuple[Entry, ...] = ()
    """Entries of persons, oldest first."""
    yardstick: tuple[tuple[Standing, str], ...] = ()
    """The published rule: each standing and when it is given, with its constants, in the order in which it is asked."""


# ---------------------------------------------------------------- writing


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file that the builder wants to exist."""

    path: str
    """Path below the docs folder, with forward slashes."""
    text: str | bytes
    """What stands in it: a page's words, written as UTF-8, or the very bytes of a file in a form of its own (CSV, XLSX)."""
