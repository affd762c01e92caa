"""The commands: build, check, explain."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from builder import checking, explaining, pipeline
from builder.errors import GuatuError
from builder.model import Briefing

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
    briefing, changes = pipeline.build(options.seeds, options.docs, options.as_of, _say)
    print(_summary(briefing))
    print(f"写入 {len(changes.written)} 个文件，未变 {len(changes.kept)} 个，移除 {len(changes.removed)} 个 → {options.docs}")
    for line in changes.refused:
        print(f"未写入：{line}", file=sys.stderr)
    return FAILED if options.strict and (briefing.unread or briefing.refused or changes.refused) else DONE


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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m builder", description="挂图：把政务新闻整理成可查、可印、句句有出处的简报")
    commands = parser.add_subparsers(title="命令", required=True, metavar="build | check | explain")
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument("--seeds", type=Path, default=Path("seeds"), metavar="文件夹", help="放文章的文件夹（默认 seeds）")
    folder.add_argument(
        "--as-of", type=_day, default=None, metavar="日期", help="资料截至哪一天，如 2024-02-21（默认取文章中最新的日期）"
    )
    one = commands.add_parser("build", parents=[folder], help="读文章，写网页和 data/briefing.json")
    one.add_argument("--docs", type=Path, default=Path("docs"), metavar="文件夹", help="网页写到哪里（默认 docs）")
    one.add_argument("--strict", action="store_true", help="有文件读不了、有登记没采用或有网页没写成时，以失败结束")
    one.set_defaults(run=build)
    two = commands.add_parser("check", parents=[folder], help="核对每条事实的出处，列出未采用的数字")
    two.set_defaults(run=check)
    three = commands.add_parser("explain", help="逐段画出一篇文章里的事实和找到它的规则")
    three.add_argument("file", type=Path, metavar="文章", help="如 seeds/某篇文章.txt")
    three.set_defaults(run=explain)
    return parser


if __name__ == "__main__":
    sys.exit(main())
