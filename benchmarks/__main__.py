"""``python -m benchmarks``: measure everything and print the table; ``--quick`` leaves out the site and the large folders."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from benchmarks import measures, texts
from benchmarks.measures import Row

COUNTS = (100, 1_000, 10_000)


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| what | measured by | CPU time | peak memory |", "|---|---|---:|---:|"]
    for row in rows:
        memory = "" if row.memory is None else f"{row.memory:.2f} ×"
        lines.append(f"| {row.what} | {row.yardstick} | {row.time:.2f} × | {memory} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument("--quick", action="store_true", help="a minute instead of several")
    options.add_argument("--grow", type=int, help=argparse.SUPPRESS)
    given = options.parse_args()
    sources = texts.seeds()
    if given.grow is not None:
        print(measures.grow(given.grow, sources))
        return
    rows = [*measures.build(), *([] if given.quick else measures.site())]
    rows += measures.growth(COUNTS[:2] if given.quick else COUNTS)
    # Last: from here on this process holds the dictionary of jieba.
    rows += measures.stages(sources)
    rows += measures.stages(texts.seeds(texts.DENSE), of=", ten short reports full of figures")
    print(table(rows))


if __name__ == "__main__":
    main()
