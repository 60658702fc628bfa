#pragma once

#include <acqsim/base/units.hpp>
#include <acqsim/stats/distribution.hpp>

#include <cstddef>
#include <map>
#include <string>

namespace acqsim::spec {

/// Many agencies alike: counties, cities, school districts. Each is drawn once, from its id alone,
/// so that it is the same in every future, for every seed, and whatever other agencies there are.
struct Population {
  std::string name;
  std::string kind;
  int count = 0;
  stats::Distribution requirement_rate;          ///< 1/year, across the agencies
  std::map<std::string, base::Share> level_mix;  ///< empty: its kind's
  std::map<std::string, double> footprint;       ///< weights by provider; an agency has one cloud
  base::Rate acquisitions_per_officer;
  base::Rate authorizations_per_official;
  std::map<std::string, double> installed_base;  ///< mean use cases of an agency, by vendor
};

/// The id of the agency at `position`, counted from one: "counties-000042". Requires: at most
/// kMostOfOnePopulation.
std::string generated_id(const std::string& population, std::size_t position);
inline constexpr std::size_t kMostOfOnePopulation = 999'999;

}  // namespace acqsim::spec
