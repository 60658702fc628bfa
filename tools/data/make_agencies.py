#!/usr/bin/env python3
"""Write scenarios/world/agencies.yaml from the figures beside this script.

    tools/data/make_agencies.py           write the file
    tools/data/make_agencies.py --check   exit with 1 if the file is not what the figures give

Inputs: agencies.csv (use cases by agency, FedRAMP authorisation rows by cloud), vendor_mentions_2024.csv
(inventory entries that name a vendor) and undisclosed_agencies.csv (assumptions for agencies that publish no
inventory). README.md says where each comes from. Only the standard library is used.
"""

import argparse
import csv
import math
import pathlib
import statistics
import sys

HERE = pathlib.Path(__file__).resolve().parent
OUTPUT = HERE.parent.parent / "scenarios" / "world" / "agencies.yaml"

# Model-using requirements that arise in a year, per use case in the 2024 inventory. Low: 390 of 2,133 entries
# give a start date in 2024. High: the eleven agencies that GAO reviewed grew by 94% in a year, and 15% of what
# operates is retired and replaced. The value is their geometric mean, rounded.
STARTS_LOW = 390 / 2133
STARTS_HIGH = 0.94 + 0.15
STARTS = 0.45

# Share bought (contract or mixed) among the 1,147 entries of 2024 that state how they were developed; an
# agency's own share is pulled towards it with the weight of this many entries.
BOUGHT = 0.423 + 0.181
BOUGHT_WEIGHT = 20

LEAST_RATE = 0.3  # requirements a year of the smallest agencies
PEAK = 2.2  # highest load over the load at the start: adoption doubles, contracts come back
OFFICER_DAYS = 75 * 0.6  # mean lead time of the usual methods, and an officer's part in it
OFFICIAL_DAYS = 95 * 0.3  # mean time to authorise, and an official's part in it
UTILISATION = 0.5  # at the peak; a queue is stable well below 1, and small agencies have one officer anyway

# What an agency may spend on AI in a year. IT budgets of FY2020 have grown by 1.47 to FY2025 (civilian total, 51 to
# 75.1 bn); 1.9 bn of AI obligations a year over about 130 bn of IT is 1.5%. The defense department's obligations
# are known: 4.0 bn in FY2022-24.
IT_GROWTH = 1.47
AI_SHARE = 0.015
DEFENSE_BUDGET = 4.0e9 / 3
DEFENSE_RANGE = (0.7, 2.0)
AI_SHARE_LOW = 0.01
AI_SHARE_HIGH = 0.05

# A suite for office work is not where workloads run; its rows count by half in the footprint.
SUITE_WEIGHT = 0.5

INVENTORY = (
    '{title: "2024 Federal Agency AI Use Case Inventory", '
    "href: https://github.com/ombegov/2024-Federal-AI-Use-Case-Inventory, date: 2025-01-23}"
)
MARKETPLACE = (
    '{title: "FedRAMP marketplace data, agency authorisations by cloud", '
    "href: https://github.com/GSA/marketplace-fedramp-gov-data, date: 2025-06-30}"
)
IT_BUDGETS = (
    '{title: "nextgov.com: IT budget requests of FY2020 (2019-03) and FY2024 (2023-03)", '
    "href: https://www.nextgov.com, date: 2023-03}"
)
OBLIGATIONS = (
    '{title: "GovWin 8401: AI obligations of $5.6 bn in FY2022-24, $4.0 bn of them by defense", '
    "href: https://iq.govwin.com, date: 2025-05-22}"
)
WORKFORCE = (
    '{title: "New York Times on the federal workforce: USAID from 4,845 to 378 employees", '
    "href: https://trump.thealliancepress.com, date: 2025-11}"
)
JWCC = (
    '{title: "Joint Warfighting Cloud Capability awarded to Amazon, Google, Microsoft and Oracle", '
    "href: https://fedscoop.com, date: 2022-12-07}"
)

PROVIDERS = ("aws", "azure", "google-cloud", "oracle")
VENDORS = (
    "amazon",
    "anthropic",
    "ask-sage",
    "google",
    "meta",
    "microsoft",
    "openai",
    "palantir",
    "xai",
)


def read(name):
    with open(HERE / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def count(row, column):
    return int(row[column] or 0)


def number(value):
    """A decimal of three significant figures, without an exponent or needless zeros."""
    if value == 0:
        return "0"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def use_cases(row):
    """Entries counted in 2024, or in 2023 where there were more and the later count is known to be narrow."""
    if row["agency"] == "NASA":
        return max(count(row, "use_cases_2023"), count(row, "use_cases_2024"))
    return count(row, "use_cases_2024")


def bought_share(row):
    bought = count(row, "by_contract") + count(row, "mixed")
    stated = bought + count(row, "in_house")
    return (bought + BOUGHT_WEIGHT * BOUGHT) / (stated + BOUGHT_WEIGHT)


def cases_per_row(rows):
    """Median use cases per FedRAMP row, to place agencies that have the latter only."""
    return statistics.median(
        use_cases(row) / count(row, "fedramp_rows")
        for row in rows
        if use_cases(row) > 0 and count(row, "fedramp_rows") > 0
    )


def rate(cases, share, starts=STARTS):
    return max(LEAST_RATE, cases * starts * share)


def ai_budget(row):
    """The AI share of the IT budget, in dollars; None without one. The defense department's is known."""
    if row["agency"] == "DOD":
        return DEFENSE_BUDGET
    if row["it_budget_fy2024_bn"]:
        return float(row["it_budget_fy2024_bn"]) * 1e9 * AI_SHARE
    if row["it_budget_fy2020_bn"]:
        return float(row["it_budget_fy2020_bn"]) * IT_GROWTH * 1e9 * AI_SHARE
    return None


def budget_per_bought_case(rows):
    """Median of civilian agencies that have both, to place those that have no IT budget."""
    return statistics.median(
        ai_budget(row) / (use_cases(row) * bought_share(row))
        for row in rows
        if row["kind"] == "civilian" and ai_budget(row) is not None and use_cases(row) > 0
    )


def budget_per_requirement(rows, exempt):
    """The defense department's, to place the intelligence agencies."""
    defense = next(row for row in rows if row["agency"] == "DOD")
    return ai_budget(defense) / float(exempt["DOD"]["requirements_per_year"])


def budget_lines(row, placed, note):
    """An agency's budget: from its IT budget, or placed beside those that have one."""
    own = ai_budget(row)
    dollars = placed if own is None else own
    factors = (AI_SHARE_LOW / AI_SHARE, AI_SHARE_HIGH / AI_SHARE)
    basis = "assumption" if own is None else f"estimate, source: {IT_BUDGETS}"
    if row["agency"] == "DOD":
        factors = DEFENSE_RANGE
        basis = f"estimate, source: {OBLIGATIONS}"
        note = "A third of its AI obligations of FY2022-24"
    elif own is not None:
        note = f"{AI_SHARE:.1%} of its IT budget of FY2024"
        if not row["it_budget_fy2024_bn"]:
            note = f"{AI_SHARE:.1%} of its IT budget of FY2020, grown by {IT_GROWTH}"
    low, high = (f"${number(dollars * factor / 1e6)}M" for factor in factors)
    return [
        f"    budget: {{value: ${number(dollars / 1e6)}M, basis: {basis}, range: [{low}, {high}],",
        f'      note: "{note}"}}',
    ]


def slots(requirements_per_year, days):
    """Servers for the peak load: at least one."""
    return max(1, math.ceil(requirements_per_year * PEAK * days / 365.25 / UTILISATION))


def footprint(row):
    """Authorisation rows by provider; suites count by half. Providers without a row are left out."""
    rows = {
        "aws": count(row, "aws_govcloud") + count(row, "aws_east_west"),
        "azure": count(row, "azure_government")
        + count(row, "azure_commercial")
        + SUITE_WEIGHT * count(row, "m365_gcc"),
        "google-cloud": count(row, "google_cloud") + SUITE_WEIGHT * count(row, "google_workspace"),
        "oracle": count(row, "oracle_government"),
    }
    return {provider: weight for provider, weight in rows.items() if weight > 0}


def federal_footprint(rows):
    """What all rows together give: for agencies without any."""
    total = dict.fromkeys(PROVIDERS, 0.0)
    for row in rows:
        for provider, weight in footprint(row).items():
            total[provider] += weight
    everything = sum(total.values())
    return {provider: weight / everything for provider, weight in total.items()}


def installed_base(mentions, agency):
    """Entries of 2024 naming each vendor; those naming Azure OpenAI count for OpenAI, not for Microsoft.

    55% of entries are implemented or operating, and use has grown by about 1.94 since: the two factors cancel.
    """
    named = {m["named"]: int(m["entries"]) for m in mentions if m["agency"] == agency}
    named["microsoft"] = named.get("microsoft", 0) - named.pop("azure-openai", 0)
    return {vendor: named[vendor] for vendor in VENDORS if named.get(vendor, 0) > 0}


def flow(values, citation=""):
    pairs = [f"{key}: {number(value)}" for key, value in values.items()]
    return "{" + ", ".join(pairs + ([citation] if citation else [])) + "}"


def capacity_lines(requirements_per_year):
    lines = []
    for key, days in (
        ("contracting_officers", OFFICER_DAYS),
        ("authorizing_officials", OFFICIAL_DAYS),
    ):
        need = slots(requirements_per_year, days)
        lines.append(
            f"    {key}: {{value: {need}, basis: assumption, range: [{max(1, need // 2)}, {2 * need}]}}"
        )
    return lines


def disclosed(row, rows, mentions):
    """The entry of an agency with an inventory or FedRAMP rows."""
    own_rows = footprint(row)
    cases = use_cases(row)
    share = bought_share(row)
    placed = cases == 0
    if placed:
        cases = count(row, "fedramp_rows") * cases_per_row(rows)
    lines = [
        f"  {row['agency'].lower()}:",
        f"    name: {row['name']}",
        "    kind: civilian",
    ]
    if row["agency"] == "USAID":
        lines.append(
            f"    requirement_rate: {{value: 0/y, basis: fact, source: {WORKFORCE}, note: abolished during 2025}}"
        )
        per_year = 0.0
    else:
        per_year = rate(cases, share)
        counted = (
            f"{number(cases)} use cases placed by its FedRAMP rows, as it published no inventory"
            if placed
            else f"{number(cases)} use cases"
        )
        low = min(per_year, rate(cases, share, STARTS_LOW))
        lines += [
            f"    requirement_rate: {{value: {number(per_year)}/y, range: [{number(low)}/y, "
            f"{number(rate(cases, share, STARTS_HIGH))}/y],",
            f'      note: "{counted} x {STARTS}/y x {share:.2f} bought, at least {LEAST_RATE}/y"}}',
        ]
    if own_rows:
        cited = f"basis: estimate, source: {MARKETPLACE}"
        lines.append(f"    footprint: {flow(own_rows, cited)}")
    else:
        cited = f"basis: estimate, source: {MARKETPLACE}, note: no rows of its own; the federal mean"
        lines.append(f"    footprint: {flow(federal_footprint(rows), cited)}")
    lines += capacity_lines(per_year)
    if per_year > 0:
        lines += budget_lines(
            row,
            cases * share * budget_per_bought_case(rows),
            "use cases x share bought x the median of the departments whose IT budget is known",
        )
    base = {} if row["agency"] == "USAID" else installed_base(mentions, row["agency"])
    if base:
        lines.append(f"    installed_base: {flow(base)}")
    return lines


def undisclosed(row, rows, exempt):
    """The entry of an agency that is exempt from the inventories: assumptions, said so."""
    agency = row["agency"]
    figures = exempt[agency]
    per_year = float(figures["requirements_per_year"])
    lines = [
        f"  {agency.lower()}:",
        f"    name: {row['name']}",
        f"    kind: {row['kind']}",
        "    basis: assumption",
        f"    requirement_rate: {{value: {number(per_year)}/y, range: [{figures['low']}/y, {figures['high']}/y],",
    ]
    if agency == "DOD":
        lines.append(
            '      note: "Exempt from the inventories. At $2.9M a requirement, about 110 a year keep AI obligations at their '
            '$1.33 bn a year (FY2022-24, when they grew by 1%); use has spread since (1.3 million users of GenAI.mil in five months)"}'
        )
    else:
        lines.append('      note: "Exempt from the inventories; nothing is public"}')
    lines.append("    footprint:")
    for provider in PROVIDERS:
        weight = float(figures[provider])
        lines.append(
            f"      {provider}: {{value: {number(weight)}, range: [{number(weight / 2)}, {number(2 * weight)}]}}"
        )
    if agency == "DOD":
        lines.append("      basis: estimate")
        lines.append(f"      source: {JWCC}")
        lines.append(
            '      note: "Four vendors share one contract; authorisation rows (AWS 8, Azure 5, Google 2, Oracle 2) '
            'leave out what runs at IL4 and above, so Azure is set level with AWS"'
        )
    else:
        lines.append(
            '      note: "AWS first (C2S, 2013), then Microsoft, Google, Oracle; later vehicles are not public"'
        )
    lines += capacity_lines(per_year)
    lines += budget_lines(
        row,
        per_year * budget_per_requirement(rows, exempt),
        "its requirements at what the defense department has for one",
    )
    lines.append("    installed_base:")
    for vendor in VENDORS:
        cases = int(figures[vendor])
        if cases > 0:
            lines.append(
                f"      {vendor}: {{value: {cases}, range: [{math.floor(cases / 2)}, {2 * cases}]}}"
            )
    return lines


HEADER = f"""\
# Written by tools/data/make_agencies.py from tools/data/*.csv; edit those and run it again.
#
# requirement_rate: use cases in the 2024 inventory x {STARTS} starts a year x the share bought. {STARTS} is the geometric
#   mean of {STARTS_LOW:.2f} (entries dated 2024) and {STARTS_HIGH:.2f} (growth at eleven agencies, plus replacement). Growth of the stock since
#   2024 (up) and use cases without a model (down) are taken to cancel; the range is what the two bounds give.
# footprint: FedRAMP authorisation rows by cloud on 2025-06-30; Microsoft 365 and Google Workspace count by half.
# contracting_officers, authorizing_officials: rate x {PEAK} (peak over start) x days taken ({OFFICER_DAYS:.0f} and {OFFICIAL_DAYS:.1f}) / {UTILISATION}.
# budget: {AI_SHARE:.1%} of the IT budget, {AI_SHARE_LOW:.0%} to {AI_SHARE_HIGH:.0%}; 1.9 bn of AI obligations a year stand over about 130 bn of IT (FY2022-24).
# installed_base: inventory entries of 2024 naming the vendor; the share in operation (55%) and growth since (1.94) cancel.

schema: 1

agencies:
  basis: estimate
  source: {INVENTORY}

"""


def document():
    rows = read("agencies.csv")
    mentions = read("vendor_mentions_2024.csv")
    exempt = {row["agency"]: row for row in read("undisclosed_agencies.csv")}
    lines = []
    for row in rows:
        if row["agency"] in exempt:
            lines += undisclosed(row, rows, exempt)
        else:
            lines += disclosed(row, rows, mentions)
        lines.append("")
    return HEADER + "\n".join(lines[:-1]) + "\n"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, say whether the file is current")
    options = parser.parse_args(arguments)
    text = document()
    if options.check:
        if OUTPUT.exists() and OUTPUT.read_text(encoding="utf-8") == text:
            return 0
        print(f"{OUTPUT.name} is stale: run tools/data/make_agencies.py", file=sys.stderr)
        return 1
    OUTPUT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
