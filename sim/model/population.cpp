#include "model/population.hpp"

#include "model/purpose.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/des/random.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace acqsim::model::population {

int poisson_quantile(double u, double mean) {
  double probability = std::exp(-mean);
  double sum = probability;
  int n = 0;
  // Beyond the mean the terms fall; when they no longer change the sum, u is as near to one as it
  // gets.
  while (sum < u && (n < mean || sum + probability > sum)) {
    ++n;
    probability *= mean / n;
    sum += probability;
  }
  return n;
}

int capacity_for(base::Rate rate, base::Rate rate_per_unit) {
  if (rate_per_unit.value() <= 0.0) return 1;
  return static_cast<int>(std::clamp(std::ceil(rate / rate_per_unit), 1.0, 100000.0));
}

namespace {

double uniform(std::uint64_t agency, Purpose purpose, std::uint64_t ordinal = 0) {
  return des::RandomStream(des::StreamKey{.entity = agency,
                                          .purpose = static_cast<std::uint64_t>(purpose),
                                          .ordinal = ordinal})
      .uniform();
}

/// The key at which the running sum of weights passes u of the whole. Requires: a positive weight.
const std::string& pick(const std::map<std::string, double>& weights, double u) {
  double whole = 0.0;
  for (const auto& [key, weight] : weights) whole += weight;
  double sum = 0.0;
  const std::string* last = nullptr;
  for (const auto& [key, weight] : weights) {
    if (weight <= 0.0) continue;
    last = &key;
    sum += weight;
    if (u * whole < sum) break;
  }
  ACQSIM_CHECK(last != nullptr, "a population without a cloud");
  return *last;
}

spec::Agency member(const spec::Population& population, std::uint64_t id_hash,
                    std::size_t position) {
  spec::Agency agency;
  agency.is_generated = true;
  agency.kind = population.kind;
  agency.level_mix = population.level_mix;
  agency.requirement_rate =
      base::Rate(population.requirement_rate.quantile(uniform(id_hash, Purpose::generated_rate)));
  agency.footprint[pick(population.footprint, uniform(id_hash, Purpose::generated_cloud))] = 1.0;
  agency.contracting_officers =
      capacity_for(agency.requirement_rate, population.acquisitions_per_officer);
  agency.authorizing_officials =
      capacity_for(agency.requirement_rate, population.authorizations_per_official);
  for (const auto& [vendor, mean] : population.installed_base) {
    const int cases =
        poisson_quantile(uniform(id_hash, Purpose::generated_base, des::hash_id(vendor)), mean);
    if (cases > 0) agency.installed_base[vendor] = cases;
  }
  agency.name = population.name + ", number " + std::to_string(position);
  return agency;
}

}  // namespace

void expand(spec::Scenario& scenario) {
  for (const auto& [id, population] : scenario.populations) {
    const auto count = static_cast<std::size_t>(std::max(population.count, 0));
    for (std::size_t position = 1; position <= count; ++position) {
      std::string agency_id = spec::generated_id(id, position);
      const std::uint64_t hash = des::hash_id(agency_id);
      const bool is_new =
          scenario.agencies.try_emplace(std::move(agency_id), member(population, hash, position))
              .second;
      ACQSIM_CHECK(is_new, "a generated agency has the id of another");
    }
  }
}

}  // namespace acqsim::model::population
