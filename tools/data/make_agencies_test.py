#!/usr/bin/env python3
"""Tests of make_agencies.py: the formulas against values worked out by hand."""

import unittest

import make_agencies as agencies


def row(**given):
    columns = (
        "use_cases_2023 use_cases_2024 by_contract mixed in_house fedramp_rows aws_govcloud aws_east_west "
        "azure_government azure_commercial m365_gcc google_cloud google_workspace oracle_government "
        "it_budget_fy2020_bn it_budget_fy2024_bn"
    ).split()
    return {"agency": "X", "name": "X", "kind": "civilian", **dict.fromkeys(columns, ""), **given}


class Formulas(unittest.TestCase):
    def test_without_stated_development_the_federal_share_is_bought(self):
        self.assertAlmostEqual(agencies.bought_share(row()), 0.604)

    def test_own_development_pulls_the_bought_share(self):
        # (30 + 20 x 0.604) / (60 + 20) = 42.08 / 80
        given = row(by_contract="10", mixed="20", in_house="30")
        self.assertAlmostEqual(agencies.bought_share(given), 0.526)

    def test_the_smallest_agencies_keep_the_least_rate(self):
        self.assertEqual(agencies.rate(1, 0.2), agencies.LEAST_RATE)
        self.assertAlmostEqual(agencies.rate(100, 0.6), 27.0)  # 100 x 0.45 x 0.6

    def test_suites_count_by_half_and_absent_clouds_are_left_out(self):
        given = row(aws_govcloud="1", aws_east_west="2", azure_government="1", m365_gcc="3")
        self.assertEqual(agencies.footprint(given), {"aws": 3, "azure": 2.5})

    def test_a_budget_is_a_share_of_the_latest_it_budget(self):
        self.assertIsNone(agencies.ai_budget(row()))
        self.assertAlmostEqual(agencies.ai_budget(row(it_budget_fy2020_bn="2.0")), 44.1e6)  # x 1.47 x 1.5%
        both = row(it_budget_fy2020_bn="5.6", it_budget_fy2024_bn="10.0")
        self.assertAlmostEqual(agencies.ai_budget(both), 150e6)

    def test_agencies_without_an_it_budget_are_placed_by_their_bought_use_cases(self):
        # A share of (10 + 20 x 0.604) / 30 = 0.736 of 100 use cases has $22.05M: $299,592 each.
        known = row(use_cases_2024="100", by_contract="10", it_budget_fy2020_bn="1.0")
        unknown = row(use_cases_2024="50")
        self.assertAlmostEqual(
            agencies.budget_per_bought_case([known, unknown]), 22.05e6 / 73.6, places=3
        )

    def test_capacity_is_never_below_one(self):
        self.assertEqual(agencies.slots(0.0, 45), 1)
        # 84 x 2.2 x 45 / 365.25 / 0.5 = 45.5
        self.assertEqual(agencies.slots(84, 45), 46)

    def test_azure_openai_counts_for_openai_and_not_for_microsoft(self):
        mentions = [
            {"agency": "X", "named": "microsoft", "entries": "5"},
            {"agency": "X", "named": "openai", "entries": "4"},
            {"agency": "X", "named": "azure-openai", "entries": "5"},
            {"agency": "Y", "named": "google", "entries": "9"},
        ]
        self.assertEqual(agencies.installed_base(mentions, "X"), {"openai": 4})

    def test_numbers_have_three_figures_and_no_exponent(self):
        for value, text in ((84.21, "84.2"), (0.3, "0.3"), (204.3, "204"), (0, "0"), (12.0, "12")):
            self.assertEqual(agencies.number(value), text)


class Written(unittest.TestCase):
    def test_the_scenario_is_current(self):
        self.assertEqual(agencies.main(["--check"]), 0)

    def test_every_agency_is_there_once(self):
        rows = agencies.read("agencies.csv")
        self.assertEqual(len(rows), 50)
        text = agencies.document()
        for agency in rows:
            self.assertEqual(text.count(f"\n  {agency['agency'].lower()}:\n"), 1)


if __name__ == "__main__":
    unittest.main()
