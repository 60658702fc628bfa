#include "acqsim/starter.hpp"

#include <fmt/format.h>

namespace acqsim::cli {
namespace {

constexpr const char* kStarter = R"(schema: 1
name: {name}
title: Two vendors, two clouds, two agencies
start: 2026-10-01
end: 2029-09-30

# Every number may be bare, or say what it rests on: {{value: $400, basis: fact, source:
# {{title: ..., href: ..., date: ...}}}}. Here one word covers all that stands under it. 'acqsim doc
# vendors.ID' tells what more a vendor can have, 'acqsim list' what can be asked.

levels:
  moderate: {{name: Moderate}}
  high: {{name: High, covers: [moderate]}}

kinds:
  basis: assumption
  note: Round numbers to begin with.
  civilian:
    name: Civilian agencies
    level_mix: {{moderate: {{value: 70%, range: [50%, 90%]}}, high: {{value: 30%, range: [10%, 50%]}}}}
    annual_value: {{value: {{lognormal: {{median: $1.5M, p90: $8M}}}}, range: [$0.5M, $3M]}}
    patience: {{value: {{lognormal: {{median: 12mo, p90: 24mo}}}}, range: [6mo, 24mo]}}

pipeline:
  paths:
    agency-path:
      name: An agency's own authorisation
      basis: assumption
      note: Months, as agencies say themselves.
      assess: {{value: 90d, range: [30d, 180d]}}
      review: {{value: {{gamma: {{mean: 120d, cv: 0.8}}}}, range: [60d, 240d]}}

providers:
  basis: assumption
  note: Cleared for both levels long before the start.
  north-cloud:
    name: North Cloud
    enclaves:
      north-gov:
        name: North Government
        path: agency-path
        levels: {{high: {{value: 2020-01-01, range: [2018-01-01, 2026-01-01]}}}}
  south-cloud:
    name: South Cloud
    enclaves:
      south-gov:
        name: South Government
        path: agency-path
        levels: {{high: {{value: 2022-01-01, range: [2018-01-01, 2026-01-01]}}}}

vendors:
  basis: assumption
  note: Two that differ in price and capability.
  alpha:
    name: Alpha
    price: {{value: $400, range: [$100, $1k]}}
    capability: {{value: 100, range: [80, 120]}}
    reviews_partnerships: {{rate: 2/y, range: [0.5/y, 4/y]}}
    partnerships:
      north-cloud: {{scope: [civilian], since: 2025-01-01}}
    offerings:
      north-gov: {{since: 2025-06-01}}
  beta:
    name: Beta
    price: {{value: $300, range: [$100, $1k]}}
    capability: {{value: 90, range: [70, 110]}}
    partnerships:
      south-cloud: {{scope: [civilian], since: 2025-01-01}}
    offerings:
      south-gov: {{since: 2025-06-01}}

vehicles:
  schedule:
    name: The schedule
    open_to: [civilian]
    sellers: [alpha, beta]
    method: direct-order

acquisition:
  methods:
    direct-order:
      name: Direct order
      basis: assumption
      note: As orders go.
      lead_time: {{value: {{lognormal: {{median: 30d, p90: 90d}}}}, range: [15d, 60d]}}

operation:
  basis: assumption
  note: What agencies pay their cloud, as a part of all they pay.
  hosting_share: {{value: 35%, range: [20%, 55%]}}

agencies:
  basis: assumption
  note: One on each cloud.
  health:
    name: Department of Health
    kind: civilian
    requirement_rate: {{rate: 12/y, range: [4/y, 24/y]}}
    footprint: {{north-cloud: {{value: 1, range: [0.5, 1]}}}}
  parks:
    name: Park Service
    kind: civilian
    requirement_rate: {{rate: 6/y, range: [2/y, 12/y]}}
    footprint: {{south-cloud: {{value: 1, range: [0.5, 1]}}}}

outcomes:
  alpha-leads:
    question: Does Alpha take more than half of all obligations in FY2029?
    that: {{measure: obligation_share, vendor: alpha, is: "> 50%"}}
    over: FY2029
    expect: {{probability: ">= 0.3"}}  # it sells where more is bought, at a higher price; 'acqsim test' decides
  alpha-signs-south:
    question: Does Alpha sign South Cloud before FY2028 ends?
    that: {{event: partnership-signed, vendor: alpha, provider: south-cloud}}
    by: 2028-09-30

precision: {{half_width: 0.05}}
)";

}  // namespace

std::string starter_scenario(const std::string& name) {
  return fmt::format(kStarter, fmt::arg("name", name));
}

}  // namespace acqsim::cli
