"""tools/bench_table.py on lines as the benchmarks print them: every figure in its place, ratios and verdicts by hand."""

import importlib.util
import io
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
TOOL = Path(__file__).resolve().parents[2] / "tools/bench_table.py"
spec = importlib.util.spec_from_file_location("bench_table", TOOL)
bench_table = importlib.util.module_from_spec(spec)
sys.modules["bench_table"] = bench_table  # dataclasses look their module up
spec.loader.exec_module(bench_table)


def line(engine, workload, size, value):
    return f"{engine}\t{workload}\t{size}\t{value}\n"


def table(*lines):
    """The cells of each row, by its label."""
    rows = bench_table.compose(bench_table.read(lines))
    labels = [row.label for row in bench_table.ROWS]
    return {label: text[len(label):].split() for label in labels for text in rows[2:] if text.startswith(label + " ")}


class BenchTableTest(unittest.TestCase):
    def test_every_figure_has_its_place(self):
        rows = table(line("ours", "W1", 100, 24.0), line("floor", "W1", 100, 16.0), line("SimPy", "W1", 100, 0.5),
                     line("ns-3 (e)", "W1", 100, 8.0))  # fmt: skip
        # 24 / 16 = 1.5 times the floor; the best rival has 8.
        self.assertEqual(rows["W1 10^2"], ["24.0", "22.0", "16.0", "1.50", "1.20", "0.50", "8.00", "3.00", "met"])

    def test_a_missed_rate_or_ratio_is_a_miss(self):
        for ours, floor, expected in ((22.0, 18.0, "met"), (21.9, 10.0, "missed"), (22.0, 18.5, "missed")):
            with self.subTest(ours=ours, floor=floor):
                rows = table(line("ours", "W1", 100, ours), line("floor", "W1", 100, floor))
                self.assertEqual(rows["W1 10^2"][-1], expected)

    def test_seconds_and_megabytes_are_to_be_few(self):
        rows = table(line("ours", "W4", 1000, 0.36), line("X", "W4", 1000, 0.72), line("ours", "memory", 10**6, 251))
        self.assertEqual(rows["W4, s"], ["0.36", "0.36", "-", "-", "-", "0.72", "2.00", "met"])
        self.assertEqual(rows["memory, MB"], ["251", "250", "-", "-", "-", "-", "-", "missed"])

    def test_the_best_of_the_rivals_counts(self):
        lines = [line("ours", "W3", 2_000_000, 12.0)]
        for rival, rate in (("A", 3.0), ("B", 6.0), ("C", 4.0)):
            lines.append(line(rival, "W3", 100_000, rate))
        self.assertEqual(table(*lines)["W3 process"][-2], "2.00")

    def test_engines_may_serve_fewer_customers_but_not_have_fewer_processes(self):
        rows = table(line("ours", "W3", 2_000_000, 12.0), line("X", "W3", 10, 1.0),
                     line("ours", "W2", 10_000, 15.0), line("X", "W2", 100, 1.0))  # fmt: skip
        self.assertEqual(rows["W3 process"][5], "1.00")
        self.assertEqual(rows["W2 10^4"][5], "-")

    def test_the_floor_of_w1_is_that_of_w2_at_the_same_size_too(self):
        rows = table(line("ours", "W2", 10_000, 15.0), line("floor", "W1", 10_000, 10.0), line("floor", "W1", 100, 99))
        self.assertEqual(rows["W2 10^4"][2:4], ["10.0", "1.50"])

    def test_what_was_not_measured_is_neither_met_nor_missed(self):
        rows = table(line("SimPy", "W1", 100, 0.5))
        self.assertEqual(rows["W1 10^2"], ["-", "22.0", "-", "-", "1.20", "0.50", "-", "?"])
        # The rate alone is not enough where there is a ratio to be met, but enough for a miss.
        self.assertEqual(table(line("ours", "W1", 100, 23.0))["W1 10^2"][-1], "?")
        self.assertEqual(table(line("ours", "W1", 100, 21.0))["W1 10^2"][-1], "missed")

    def test_without_a_target_there_is_no_verdict(self):
        rows = table(line("ours", "random", 1, 12.0), line("floor", "random", 1, 3.0))
        self.assertEqual(rows["random, ns"], ["12.0", "-", "3.00", "0.25", "-", "-"])

    def test_engines_without_processes_are_marked(self):
        head = bench_table.compose(bench_table.read([line("ns-3 (e)", "W1", 100, 8.0), line("SimPy", "W1", 100, 0.5)]))[:2]
        column = head[0].index("ns-3")
        self.assertEqual(head[1][column:].split()[0], "(e)")
        self.assertEqual(head[1].count("(e)"), 1)

    def test_four_rivals_and_the_legend_fit_eighty_columns(self):
        lines = [line(engine, row.workload, row.size or 1, 123.4 if engine == "ours" else 0.0123)
                 for row in bench_table.ROWS for engine in ("ours", "floor", "SimPy", "ns-3 (e)", "SimGrid", "SystemC (e)")]  # fmt: skip
        for text in [*bench_table.compose(bench_table.read(lines)), *bench_table.LEGEND.splitlines()]:
            self.assertLessEqual(len(text), 80, text)

    def test_what_is_no_figure_is_refused(self):
        for text in ("SystemC says hello\n", "X\tW1\t100\n", "X\tW1\tmany\t1\n", "X\tW1\t100\t0\n", "X\tW1\t100\tnan\n",
                     "X\tW1\t100\t1\tmore\n"):  # fmt: skip
            with self.subTest(text):
                with self.assertRaises(bench_table.BadLine):
                    bench_table.read([text])

    def test_the_program_prints_table_and_legend(self):
        out = io.StringIO()
        self.assertEqual(bench_table.main([], [line("ours", "W1", 100, 24.0)], out), 0)
        self.assertIn("W1 10^2", out.getvalue())
        self.assertTrue(out.getvalue().endswith(bench_table.LEGEND + "\n"))


if __name__ == "__main__":
    unittest.main()
