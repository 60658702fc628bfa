#include "model/mechanisms/arrivals.hpp"

#include "model/choice.hpp"
#include "model/requirement_life.hpp"
#include "model/world.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace acqsim::model::arrivals {

double adoption(double ceiling, base::Rate speed, Days elapsed) {
  return ceiling / (1.0 + (ceiling - 1.0) * std::exp(-(speed * elapsed)));
}

namespace {

/// The key of an agency's n-th arrival, or of its n-th use case in operation on a vendor at the
/// start: the same whatever other entities a scenario has. `vendor` is a hash, zero for arrivals.
std::uint64_t key_of(std::uint64_t agency, std::uint64_t vendor, std::uint64_t n) {
  std::uint64_t key = agency ^ (vendor * 0x9E3779B97F4A7C15ULL);
  key = (key ^ (key >> 32U)) * 0xD6E8FEB86659FD93ULL;
  key = (key ^ n) * 0x9E3779B97F4A7C15ULL;
  return key ^ (key >> 32U);
}

struct Seasons {
  std::array<double, 4> factor{1.0, 1.0, 1.0, 1.0};  // by fiscal quarter
  double highest = 1.0;
  explicit Seasons(const spec::Arrivals& parameters) {
    for (std::size_t q = 0; q < factor.size(); ++q) {
      const auto given = parameters.season.find("q" + std::to_string(q + 1));
      if (given != parameters.season.end()) factor[q] = given->second;
    }
    highest = *std::max_element(factor.begin(), factor.end());
  }
};

/// What keys an agency's process of arrivals, and its part of the agency's rate.
struct Source {
  Purpose arrival = Purpose::arrival;
  Purpose kept = Purpose::arrival_kept;
  std::uint64_t salt = 0;
  double factor = 1.0;
};

des::Process arrivals_of(World& world, AgencyId agency, Seasons seasons, Source source) {
  const auto& parameters = world.spec().arrivals;
  const base::FiscalCalendar calendar{static_cast<unsigned>(world.spec().fiscal_year_start)};
  const double rate = world.spec(agency).requirement_rate.value() * source.factor;
  const double bound = rate * std::max(1.0, parameters.adoption_ceiling) * seasons.highest;
  if (bound <= 0.0) co_return;
  const std::uint64_t entity = world.blueprint().agencies.hash(agency);
  std::uint64_t kept = 0;
  for (std::uint64_t n = 0;; ++n) {
    co_await world.simulation().delay(Days(world.exponential(entity, source.arrival, n) / bound));
    const double now_rate =
        rate * adoption(parameters.adoption_ceiling, parameters.adoption_speed, world.now()) *
        seasons.factor[static_cast<std::size_t>(calendar.quarter_of(world.today()) - 1)];
    if (world.uniform(entity, source.kept, n) * bound >= now_rate) continue;
    const RequirementId id = world.add_requirement(agency, key_of(entity, source.salt, kept++));
    world.simulation().spawn(requirement_life(world, id), "requirement");
  }
}

/// Puts one use case into operation with its vendor, at a level and home where the vendor can be
/// reached.
void install_use_case(World& world, AgencyId agency, VendorId vendor, std::uint64_t n) {
  const auto& names = world.blueprint();
  const RequirementId id = world.add_requirement(
      agency, key_of(names.agencies.hash(agency), names.vendors.hash(vendor), n));
  Requirement& requirement = world[id];
  Route route = world.access.best(agency, requirement.level, requirement.home, vendor);
  for (std::size_t l = 0; l < world.blueprint().levels.size() && !route.exists(); ++l) {
    if (world.level_weights(agency)[l] <= 0.0) continue;
    requirement.level = LevelId(l);
    route = world.access.best(agency, requirement.level, requirement.home, vendor);
  }
  if (!route.exists()) return;  // sold outside any route that the scenario knows
  requirement.supplies.push_back({vendor, route, 1.0});
  requirement.incumbent = vendor;
  const ProviderId provider = world.blueprint().provider_of[route.enclave.value()];
  world.authorize(agency, vendor, route.enclave);
  world.lock_in.seed(agency, vendor, provider, requirement.is_embedded);
  const auto& operation = world.spec().operation;
  const double life = operation.period.value() * (operation.options + 1);
  const double done = life * world.uniform(requirement.key, Purpose::installed_age);
  world.simulation().spawn(installed_life(world, id, Days(done)), "installed use case");
}

}  // namespace

void install(World& world) {
  const auto& names = world.blueprint();
  if (world.spec().operation.enabled) {
    for (std::size_t a = 0; a < names.agencies.size(); ++a) {
      const AgencyId agency(a);
      for (const auto& [vendor, count] : world.spec(agency).installed_base) {
        const VendorId v = names.vendors.at(vendor);
        const auto cases = static_cast<std::uint64_t>(std::llround(count));
        for (std::uint64_t i = 0; i < cases; ++i) {
          install_use_case(world, agency, v, i);
        }
      }
    }
  }
  if (!world.spec().arrivals.enabled) return;
  const Seasons seasons(world.spec().arrivals);
  for (std::size_t a = 0; a < names.agencies.size(); ++a) {
    world.simulation().spawn(arrivals_of(world, AgencyId(a), seasons, Source{}), "arrivals");
  }
}

void add_task_force(World& world, AgencyId agency, double factor) {
  if (!world.spec().arrivals.enabled || factor <= 0.0) return;
  const Source source{Purpose::task_force_arrival, Purpose::task_force_arrival_kept,
                      des::hash_id("task force"), factor};
  world.simulation().spawn(arrivals_of(world, agency, Seasons(world.spec().arrivals), source),
                           "arrivals");
}

}  // namespace acqsim::model::arrivals
