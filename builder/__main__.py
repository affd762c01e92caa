"""The commands: build, check, explain, diff."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from builder import anchors, checking, differences, explaining, pipeline
from builder.differences import telling
from builder.errors import BadSetting, GuatuError, UnreadableBriefing
from builder.model import Anchor, Briefing

DONE, FAILED, MISUSED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except GuatuError as error:
        print(error, file=sys.stderr)
        return FAILED
    return status


def build(options: argparse.Namespace) -> int:
    """Write the pages and ``data/briefing.json``."""
    if not options.seeds.is_dir():
        print(f"{options.seeds}: 没有这个文件夹；请用 --seeds 指定放文章的文件夹", file=sys.stderr)
        return MISUSED
    previous, unread = _earlier(options)
    briefing, changes = pipeline.build(options.seeds, options.docs, options.as_of, _say, previous, options.anchor)
    print(_summary(briefing))
    print(f"写入 {len(changes.written)} 个文件，未变 {len(changes.kept)} 个，移除 {len(changes.removed)} 个 → {options.docs}")
    for line in changes.refused:
        print(f"未写入：{line}", file=sys.stderr)
    if unread:
        print(unread, file=sys.stderr)
    return FAILED if options.strict and (briefing.unread or briefing.refused or changes.refused or unread) else DONE


def _earlier(options: argparse.Namespace) -> tuple[differences.Build | None, str]:
    """The build to compare with, or one line that says why there is none although one was named."""
    if options.previous is None:
        return None, ""
    try:
        return pipeline.earlier(options.previous, options.docs), ""
    except UnreadableBriefing as error:
        return None, f"没有和上一次比较：{error}"


def check(options: argparse.Namespace) -> int:
    """Fail when a fact is not where it says; list what was left out."""
    briefing = pipeline.brief(options.seeds, options.as_of, _say)
    wrong = checking.misplaced(briefing)
    for line in wrong:
        print(line, file=sys.stderr)
    print(_summary(briefing))
    for unplaced in briefing.unplaced:
        place = unplaced.evidence
        words = "".join(place.text.split())
        print(f"未采用  {place.article}:{place.start}  {words}  {unplaced.reason}")
    print(f"出处有误 {len(wrong)} 处" if wrong else "每条事实都在原文中找到出处")
    return FAILED if wrong else DONE


def explain(options: argparse.Namespace) -> int:
    """Draw one article with its facts."""
    print(explaining.draw(pipeline.find_one(options.file)))
    return DONE


def diff(options: argparse.Namespace) -> int:
    """Say what is different between two builds; the status is that of diff(1)."""
    try:
        old, new = differences.read(options.old), differences.read(options.new)
    except UnreadableBriefing as error:
        print(error, file=sys.stderr)
        return MISUSED
    found = differences.compare(old, new)
    tell = telling.machine if options.json else telling.plain
    print(tell(found, (str(options.old), str(options.new)), (old, new)))
    return FAILED if found.changes else DONE


DIFF = """\
比较的是事实，不是文字的位置：新增的、改动的（目标值、期限、单位、性质、力度……）、不再提到的，
目标、调度、项目、机制、责任链条、言论和文章各列一组，每一条附原句和文章。

同一条事实先按编号认，再按它在文章里的位置认，再按单位、指标、计量单位和时段认，
所以 46个 改成 50个 是一处“改动”，不是一删一增。背景数字不比较。

结束状态：0 没有不同；1 有不同；2 有文件读不了（原因写在错误输出里）。"""


def _summary(briefing: Briefing) -> str:
    kinds = {
        "文章": briefing.articles,
        "单位": briefing.bodies,
        "目标": briefing.targets,
        "调度": briefing.cadences,
        "言论": briefing.quotes,
        "机制": briefing.mechanisms,
        "项目": briefing.projects,
        "未采用的数字": briefing.unplaced,
    }
    lines = ["、".join(f"{kind} {len(found)}" for kind, found in kinds.items())]
    lines.append(
        f"资料截至 {briefing.as_of}（{briefing.as_of_source}）" if briefing.as_of else "资料截至 未知：没有一篇文章写明日期"
    )
    lines += [f"未收录  {unread.file}：{unread.reason}" for unread in briefing.unread]
    lines += [f"未采用的登记  {one.file}:{one.line}  {one.field}  {one.reason}" for one in briefing.refused]
    return "\n".join(lines)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} 不是日期；请写成 2024-02-21 这样") from None


def _anchor(text: str) -> Anchor:
    """weekly=friday, or for one body 区发展和改革局:weekly=friday."""
    key, _, day = text.partition("=")
    body, _, frequency = key.rpartition(":")
    try:
        return anchors.read({"bodies": {body: {frequency: day}}} if body else {frequency: day}, "--anchor")[0]
    except BadSetting as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m builder", description="挂图：把政务新闻整理成可查、可印、句句有出处的简报")
    commands = parser.add_subparsers(title="命令", required=True, metavar="build | check | explain | diff")
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument("--seeds", type=Path, default=Path("seeds"), metavar="文件夹", help="放文章的文件夹（默认 seeds）")
    folder.add_argument(
        "--as-of", type=_day, default=None, metavar="日期", help="资料截至哪一天，如 2024-02-21（默认取文章中最新的日期）"
    )
    one = commands.add_parser("build", parents=[folder], help="读文章，写网页和 data/briefing.json")
    one.add_argument("--docs", type=Path, default=Path("docs"), metavar="文件夹", help="网页写到哪里（默认 docs）")
    one.add_argument(
        "--anchor",
        type=_anchor,
        action="append",
        default=[],
        metavar="频率=日子",
        help="调度落在哪一天，如 weekly=friday、monthly=25；只对一个单位：单位名:weekly=friday（可写几次，默认期末）",
    )
    one.add_argument(
        "--previous",
        type=Path,
        default=None,
        metavar="文件",
        help="上一次构建留下的 briefing.json，“更新记录”页与它比较",
    )
    one.add_argument("--strict", action="store_true", help="有文件读不了、有登记没采用或有网页没写成时，以失败结束")
    one.set_defaults(run=build)
    two = commands.add_parser("check", parents=[folder], help="核对每条事实的出处，列出未采用的数字")
    two.set_defaults(run=check)
    three = commands.add_parser("explain", help="逐段画出一篇文章里的事实和找到它的规则")
    three.add_argument("file", type=Path, metavar="文章", help="如 seeds/某篇文章.txt")
    three.set_defaults(run=explain)
    four = commands.add_parser(
        "diff",
        help="比较两次构建：新增、改动、不再提到的事实",
        description=DIFF,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    four.add_argument("old", type=Path, metavar="旧", help="较早一次构建的 data/briefing.json")
    four.add_argument("new", type=Path, metavar="新", help="较近一次构建的 data/briefing.json")
    four.add_argument("--json", action="store_true", help="写成 JSON，给程序读")
    four.set_defaults(run=diff)
    return parser


if __name__ == "__main__":
    sys.exit(main())
