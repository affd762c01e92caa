"""What lies in the data folder and what each column means: a page of the site, a README.txt, a sheet of the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.model import Briefing, Sheet
from builder.writing import words
from builder.writing.exports.tables import MIDDLE, NARROW, TEXT, Head, Table
from builder.writing.press import Meta, Press

PAGE = "data/index.html"
BOOST = 0.2
"""Search weight: words of column heads stand on every other page with more to say."""
CALENDAR = (
    "调度节奏的日历，可导入手机和电脑的日历；日子是按制度推算的，不代表已经召开，到见报那年年底为止；"
    "旬分作10日、20日、月末三个日程"
)
FEED = "收录文章的订阅源（Atom）；其中的链接是相对的，从订阅源所在处算起"
DANGER = "CSV 里以 = + - @ 等开头（或紧跟在分号后）的文字，前面加了一个撇号（'），免得表格软件当公式运行；数字不加。"
LICENCE = (
    "生成这些文件的程序按 MIT 许可证发布。原句、引语和标题摘自所列文章，权利属于作者和刊发的媒体；转载时请写明文章、媒体和日期。"
)


@dataclass(frozen=True, slots=True)
class File:
    """One file of the folder."""

    name: str
    what: str
    count: str = ""
    """How much it holds, in words."""
    taken: bool = True
    """Whether a click takes it away; else the browser shows it."""


def files(briefing: Briefing, tables: Sequence[Table], events: int) -> tuple[File, ...]:
    """Every file that a person may want, the most wanted first."""
    silent = len(briefing.cadences) - events
    left = f"；另有{silent}项说不出从哪天起或当年已无到期日，没有列入" if silent else ""
    return (
        File("briefing.xlsx", "Excel 工作簿：下面的表各占一页，末页是各列的含义", f"{len(tables)}张表"),
        *(File(f"{table.stem}.csv", f"{table.title}。{table.about}", f"{len(table.rows)}行") for table in tables),
        File("cadence.ics", f"{CALENDAR}{left}", f"{events}项"),
        File("articles.atom", FEED, f"{len(briefing.articles)}篇", False),
        File("briefing.json", "全部内容，给程序读：原文、每一条的各处出处及位置、未采用的数字", "", False),
        File("briefing.schema.json", "briefing.json 的格式说明（JSON Schema）", "", False),
        File("README.txt", "本页的文字版，随文件夹一起复制", "", False),
    )


@dataclass(frozen=True, slots=True)
class Chapter:
    """Columns that are explained together."""

    id: str
    title: str
    about: str
    columns: tuple[Head, ...]


def chapters(tables: Sequence[Table]) -> tuple[Chapter, ...]:
    """The columns of each table, and in a last chapter those that most tables share."""
    seen = Counter(column for table in tables for column in table.columns)
    shared = tuple(column for column, count in seen.items() if 2 * count > len(tables))
    own = (Chapter(t.stem, t.title, t.about, tuple(c for c in t.columns if c not in shared)) for t in tables)
    names = "、".join(t.title for t in tables if set(shared) <= set(t.columns))
    return (*own, Chapter("sources", "出处", f"{names}各表末尾都有这几列。", shared))


def cite(briefing: Briefing) -> str:
    """How to name a record in a paper: its article first, then this site."""
    day = words.day(briefing.as_of) if briefing.as_of else "日期不明"
    return f"《文章标题》，媒体，文章日期；据挂图（资料截至{day}），编号。"


def page(press: Press, tables: Sequence[Table], found: Sequence[File]) -> Sheet:
    """The folder's page."""
    meta = Meta(
        "数据下载", "目标、调度节奏、言论、项目、单位和责任链条的 CSV、Excel、日历和订阅源，每一列的含义和引用方法", BOOST
    )
    return press.sheet(
        PAGE,
        "pages/data.md.j2",
        meta,
        files=found,
        chapters=chapters(tables),
        danger=DANGER,
        licence=LICENCE,
        cite=cite(press.atlas.briefing),
    )


def readme(briefing: Briefing, tables: Sequence[Table], found: Sequence[File]) -> Sheet:
    """The same as plain text."""
    lines = ["挂图：数据文件", ""]
    if briefing.as_of:
        lines += [f"资料截至{words.day(briefing.as_of)}", ""]
    lines += [f"{file.name}\n    {file.what}{f'（{file.count}）' if file.count else ''}" for file in found]
    for chapter in chapters(tables):
        lines += ["", f"{chapter.title}：{chapter.about}"]
        lines += [f"    {column.head}：{column.meaning}" for column in chapter.columns]
    lines += ["", "CSV 为 UTF-8（带 BOM），逗号分隔，CRLF 换行；日期写作 2024-03-31。", DANGER, "新列只加在末尾。"]
    lines += ["", f"许可：{LICENCE}", f"引用：{cite(briefing)}"]
    return Sheet("data/README.txt", "\n".join(lines) + "\n")


def notes(briefing: Briefing, tables: Iterable[Table]) -> Table:
    """The last sheet of the workbook."""
    rows = [(table.title, column.head, column.meaning) for table in tables for column in table.columns]
    day = words.day(briefing.as_of) if briefing.as_of else "日期不明"
    rows += [("全部", "资料截至", day), ("全部", "许可", LICENCE), ("全部", "引用", cite(briefing))]
    heads = (Head("表", "", NARROW), Head("列", "", MIDDLE), Head("含义", "", TEXT))
    return Table("notes", "说明", "", heads, tuple(rows))
