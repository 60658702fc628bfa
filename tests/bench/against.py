#!/usr/bin/env python3
"""The processor time of a replication, of two programs in turns: what a noisy or slow machine does to both cancels.

Usage: against.py PAIRS NAME PROGRAM SCENARIO NAME PROGRAM SCENARIO

A replication's time is the difference between a long and a short run on one thread, divided by the replications between, so
that loading is left out. The order changes from pair to pair. Prints both medians and the ratio of the second to the first.
"""

import os
import statistics
import sys

SHORT, LONG = 1, 7


def seconds(program: str, scenario: str, replications: int) -> float:
    """Processor time, the system's included, of one run."""
    arguments = [program, "run", scenario, "--reps", str(replications), "-j", "1", "--quiet"]
    null = os.open(os.devnull, os.O_RDWR)
    child = os.posix_spawn(program, arguments, os.environ, file_actions=[
        (os.POSIX_SPAWN_DUP2, null, descriptor) for descriptor in (0, 1, 2)])
    os.close(null)
    _, status, usage = os.wait4(child, 0)
    # An expectation that does not hold is no failure here.
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"against.py: failed: {' '.join(arguments)}")
    return usage.ru_utime + usage.ru_stime


def replication(program: str, scenario: str) -> float:
    return (seconds(program, scenario, LONG) - seconds(program, scenario, SHORT)) / (LONG - SHORT)


def main() -> None:
    if len(sys.argv) != 8:
        raise SystemExit(__doc__)
    pairs = int(sys.argv[1])
    names, programs, scenarios = sys.argv[2::3], sys.argv[3::3], sys.argv[4::3]
    times: list[list[float]] = [[], []]
    for pair in range(pairs):
        for side in (0, 1) if pair % 2 == 0 else (1, 0):
            times[side].append(replication(programs[side], scenarios[side]))
    for name, own in zip(names, times):
        print(f"{name:<24} {1e3 * statistics.median(own):8.1f} ms a replication, median of {pairs} means of {LONG - SHORT}")
    ratios = sorted(now / before for before, now in zip(*times))
    low, middle, high = statistics.quantiles(ratios, n=4)
    print(f"{'ratio of pairs':<24} {middle:8.3f}    (quartiles {low:.3f} and {high:.3f})")


if __name__ == "__main__":
    main()
