#!/usr/bin/env python3
"""The table of `tools/bench kernel`, from the lines that the benchmarks of our kernel and of its rivals print with --tsv."""

import argparse
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What is compared in a line of the table."""

    label: str
    workload: str
    size: int | None  # None: the one that there is, whatever it is (engines serve as many customers as they can)
    must: float | None = None
    must_over_floor: float | None = None
    less_is_better: bool = False
    floor: str | None = None  # the workload whose floor is meant, if another


# The targets of the kernel ("must").
ROWS = (
    Row("W1 10^2", "W1", 100, 22.0, 1.2),
    Row("W1 10^4", "W1", 10_000, 15.0, 1.6),
    Row("W1 10^6", "W1", 1_000_000, 5.0, 2.0),
    Row("W2 10^2", "W2", 100, 19.0, floor="W1"),
    Row("W2 10^4", "W2", 10_000, 14.0, floor="W1"),
    Row("W2 10^6", "W2", 1_000_000, 3.6, floor="W1"),
    Row("W3 process", "W3", None, 12.0, 0.65),
    Row("W3 queue", "W3q", None, 20.0, floor="W3"),
    Row("W4, s", "W4", None, 0.36, less_is_better=True),
    Row("W4 keyed, s", "W4k", None, less_is_better=True),
    Row("memory, MB", "memory", None, 250.0, less_is_better=True),
    Row("random, ns", "random", None, less_is_better=True),
)
OURS = "ours"
FLOOR = "floor"

LEGEND = """\
Million events (W1, W2) or customers (W3) a second, medians; all in this run.
W1: 10^2 to 10^6 processes, each holds Exp(1) for ever. W2: PHOLD. W3: M/M/1 at
load 0.9, a process for every customer; W3 queue: one server and a store. W4:
1,000 x 10,000 customers of W3 on two threads, with cheap random numbers and
with the keyed ones. memory: 10^6 processes, each with a pending event. random:
an exponential number of a keyed stream; floor: a cheap one.
floor: a bare loop on std::priority_queue without an engine (W1, also for W2),
written by hand for M/M/1 (W3). ours/floor, ours/best: how often as fast as the
floor and as the best rival. must: the least for the figure to its left.
(e): written with events or methods, as its processes are dear or it has none."""


class BadLine(ValueError):
    """A line that is none of the benchmarks'."""


def read(lines):
    """{(engine, workload): {size: value}}, in the order of the lines."""
    figures = {}
    for line in lines:
        cells = line.rstrip("\n").split("\t")
        try:
            engine, workload, size, value = cells[0], cells[1], int(cells[2]), float(cells[3])
            if len(cells) != 4 or not value > 0.0:
                raise ValueError
        except (IndexError, ValueError):
            raise BadLine(f"not a figure: {line!r}") from None
        figures.setdefault((engine, workload), {})[size] = value
    return figures


def rivals_of(figures):
    return list(dict.fromkeys(engine for engine, _ in figures if engine not in (OURS, FLOOR)))


def figure(figures, engine, workload, size):
    sizes = figures.get((engine, workload), {})
    if size is not None:
        return sizes.get(size)
    return next(iter(sizes.values()), None)


def written(value):
    if value is None:
        return "-"
    if value >= 100.0:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10.0 else f"{value:.2f}"


def times_as_fast(row, ours, other):
    if ours is None or other is None:
        return None
    return other / ours if row.less_is_better else ours / other


def verdict(row, ours, over_floor):
    """"met", or "missed" with as much as one of the two targets; "" without any, "?" without the figures."""
    results = []
    if row.must is not None:
        results.append(None if ours is None else ours <= row.must if row.less_is_better else ours >= row.must)
    if row.must_over_floor is not None:
        results.append(None if over_floor is None else over_floor >= row.must_over_floor)
    if not results:
        return ""
    if False in results:
        return "missed"
    return "?" if None in results else "met"


def compose(figures):
    """The table's lines."""
    rivals = rivals_of(figures)
    table = [["", OURS, "must", "floor", "ours/", "must", *[name.removesuffix(" (e)") for name in rivals], "ours/", ""],
             ["", "", "", "", "floor", "", *["(e)" if name.endswith(" (e)") else "" for name in rivals], "best", ""]]  # fmt: skip
    for row in ROWS:
        ours = figure(figures, OURS, row.workload, row.size)
        floor = figure(figures, FLOOR, row.floor or row.workload, row.size)
        theirs = [figure(figures, rival, row.workload, row.size) for rival in rivals]
        known = [value for value in theirs if value is not None]
        best = (min if row.less_is_better else max)(known, default=None)
        over_floor = times_as_fast(row, ours, floor)
        table.append([row.label, written(ours), written(row.must), written(floor), written(over_floor),
                      written(row.must_over_floor), *map(written, theirs), written(times_as_fast(row, ours, best)),
                      verdict(row, ours, over_floor)])  # fmt: skip
    widths = [max(len(cells[column]) for cells in table) for column in range(len(table[0]))]
    lines = []
    for cells in table:
        numbers = [cell.rjust(width) for cell, width in zip(cells[1:-1], widths[1:-1])]
        lines.append(" ".join([cells[0].ljust(widths[0]), *numbers, cells[-1]]).rstrip())
    return lines


def main(arguments=None, lines=sys.stdin, out=sys.stdout):
    parser = argparse.ArgumentParser(
        description="Composes the table of tools/bench kernel from lines `engine TAB workload TAB size TAB value` on standard input.")
    parser.parse_args(arguments)
    try:
        figures = read(lines)
    except BadLine as error:
        print(f"bench_table: {error}", file=sys.stderr)
        return 1
    print("\n".join([*compose(figures), "", LEGEND]), file=out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
