"""SimPy: generators as processes, all in Python. Prints a line for each case once its result is checked."""

import gc
import itertools
import multiprocessing
import os
import random
import statistics
import sys
import time

import simpy


def require(holds, what):
    if not holds:
        sys.exit(f"SimPy: wrong result: {what}")


def median_seconds(run):
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def delays(seed=1, size=1 << 13):
    """Exponential numbers with mean one, over and over from a table."""
    generator = random.Random(seed)
    table = [generator.expovariate(1.0) for _ in range(size)]
    scale = size / sum(table)
    return itertools.cycle([scale * delay for delay in table])


def median_rate(env, count, events, counter, times):
    """Million events a second, after a check of their number: one a day for each of `count`."""
    env.run(until=0.01)
    before = counter[0]
    rates = []
    gc.disable()
    for _ in range(times):
        first = counter[0]
        start = time.perf_counter()
        env.run(until=env.now + events / count)
        rates.append((counter[0] - first) / (time.perf_counter() - start) / 1e6)
    gc.enable()
    # All begin at once, which where a delay is 0.1 at least puts off a tenth of a day's events.
    expected = times * events
    require(abs(counter[0] - before - expected) < 0.05 * expected + 0.1 * count, "one event a process and day")
    return statistics.median(rates)


def hold(count, events, times):
    env = simpy.Environment()
    draw = delays().__next__
    counter = [0]

    def sleeper():
        while True:
            yield env.timeout(draw())
            counter[0] += 1

    for _ in range(count):
        env.process(sleeper())
    return median_rate(env, count, events, counter, times)


def phold(count, events, times):
    env = simpy.Environment()
    draw = delays().__next__
    place = random.Random(2).random
    visits = [0] * count
    counter = [0]

    def message():
        while True:
            yield env.timeout(0.1 + 0.9 * draw())
            visits[int(place() * count)] += 1
            counter[0] += 1

    for _ in range(count):
        env.process(message())
    rate = median_rate(env, count, events, counter, times)
    require(sum(visits) == counter[0], "every event is a visit")
    return rate


def office(customers, use_store):
    """M/M/1 at load 0.9: a process for every customer, or one server and a store of customers."""
    total = [0, 0.0]

    def leave(env, arrival):
        total[0] += 1
        total[1] += env.now - arrival

    def customer(env, server, service):
        arrival = env.now
        with server.request() as request:
            yield request
            yield env.timeout(service())
        leave(env, arrival)

    def server_of(env, line, service):
        while True:
            arrival = yield line.get()
            yield env.timeout(service())
            leave(env, arrival)

    def arrivals(env, gap, service):
        place = simpy.Store(env) if use_store else simpy.Resource(env, 1)
        if use_store:
            env.process(server_of(env, place, service))
        for _ in range(customers):
            yield env.timeout(gap() / 0.9)
            if use_store:
                place.put(env.now)
            else:
                env.process(customer(env, place, service))

    gap, service = (delays(seed, customers).__next__ for seed in (1, 2))

    def run():
        total[:] = [0, 0.0]
        env = simpy.Environment()
        env.process(arrivals(env, gap, service))
        env.run()

    seconds = median_seconds(run)
    require(total[0] == customers, "all are served")
    require(abs(total[1] / customers - 10.0) < 2.5, "the mean time in the system is about 1 / (1 - 0.9)")
    return customers / seconds / 1e6


def replication(seed, customers=10_000):
    """One of W4: the mean time in the system of M/M/1 at load 0.9, a process for every customer."""
    generator = random.Random(seed)
    env = simpy.Environment()
    server = simpy.Resource(env, 1)
    total = [0, 0.0]

    def customer():
        arrival = env.now
        with server.request() as request:
            yield request
            yield env.timeout(generator.expovariate(1.0))
        total[0] += 1
        total[1] += env.now - arrival

    def arrivals():
        for _ in range(customers):
            yield env.timeout(generator.expovariate(0.9))
            env.process(customer())

    env.process(arrivals())
    env.run()
    require(total[0] == customers, "all are served")
    return total[1] / customers


def replications(count, asked):
    """Seconds that `asked` replications would take on two processes, from `count` of them."""
    pinned_to = os.sched_getaffinity(0)
    os.sched_setaffinity(0, range(os.cpu_count()))
    with multiprocessing.Pool(2) as pool:
        start = time.perf_counter()
        means = pool.map(replication, range(count), chunksize=1)
        seconds = time.perf_counter() - start
    os.sched_setaffinity(0, pinned_to)
    # The mean of one has a standard deviation of about 2 at this length, and each begins empty.
    require(abs(statistics.mean(means) - 9.8) < 2.0, "the mean time in the system is about 1 / (1 - 0.9)")
    return seconds * asked / count


def main():
    def line(workload, size, rate):
        print("SimPy", workload, size, f"{rate:.6g}", sep="\t", flush=True)

    # First, before there is a large heap that the processes would inherit and sweep.
    line("W4", 1000, replications(20, 1000))
    for workload, run in (("W1", hold), ("W2", phold)):
        line(workload, 100, run(100, 100_000, 5))
        line(workload, 10_000, run(10_000, 100_000, 5))
        line(workload, 1_000_000, run(1_000_000, 200_000, 3))
    line("W3", 50_000, office(50_000, use_store=False))
    line("W3q", 50_000, office(50_000, use_store=True))


if __name__ == "__main__":
    main()
