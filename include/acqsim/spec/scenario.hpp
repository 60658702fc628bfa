#pragma once

#include <acqsim/base/date.hpp>
#include <acqsim/spec/market.hpp>
#include <acqsim/spec/mechanisms.hpp>
#include <acqsim/spec/policy.hpp>
#include <acqsim/spec/population.hpp>
#include <acqsim/spec/question.hpp>

#include <map>
#include <string>

namespace acqsim::spec {

/// A whole scenario as plain typed data, complete and checked: what the model runs.
struct Scenario {
  int schema = 1;
  std::string name;
  std::string title;
  base::Date start;
  base::Date end;
  int base_year = 2026;        ///< of constant dollars
  int fiscal_year_start = 10;  ///< month, 1 to 12

  std::map<std::string, Level> levels;
  std::map<std::string, CustomerKind> kinds;
  std::map<std::string, Provider> providers;
  std::map<std::string, Vendor> vendors;
  std::map<std::string, Vehicle> vehicles;
  std::map<std::string, Promotion> promotions;
  std::map<std::string, Agency> agencies;
  std::map<std::string, Population> populations;

  Arrivals arrivals;
  Access access;
  Choice choice;
  Acquisition acquisition;
  Protests protests;
  Authorization authorization;
  Operation operation;
  LockIn lock_in;
  References references;
  Pipeline pipeline;
  ExclusivityTerms exclusivity;
  PartnershipDecisions partnership_decisions;
  Price price;
  Capability capability;
  Funding funding;
  Appropriations appropriations;
  Shutdowns shutdowns;
  Character character;
  TaskForces task_forces;
  Incidents incidents;
  Suspensions suspensions;
  PhaseOut phase_out;
  VehicleTerms vehicle_terms;

  std::map<std::string, Policy> policies;
  std::map<std::string, TimelineEntry> timeline;
  std::map<std::string, Outcome> outcomes;
  Precision precision;

  /// Plain numbers that were given as distributions: not known for sure, drawn once per
  /// replication. Keyed by dotted path; the struct's own member holds the median.
  std::map<std::string, stats::Distribution> uncertain;
};

}  // namespace acqsim::spec
