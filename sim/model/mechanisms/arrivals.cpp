#include "model/mechanisms/arrivals.hpp"

#include "model/choice.hpp"
#include "model/hazard.hpp"
#include "model/operation.hpp"
#include "model/requirement_life.hpp"
#include "model/world.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace acqsim::model {

namespace {

std::array<double, 4> seasons(const spec::Arrivals& parameters) {
  std::array<double, 4> factors{1.0, 1.0, 1.0, 1.0};
  for (std::size_t q = 0; q < factors.size(); ++q) {
    const auto given = parameters.season.find("q" + std::to_string(q + 1));
    if (given != parameters.season.end()) factors[q] = given->second;
  }
  return factors;
}

}  // namespace

Arrivals::Arrivals(const World& world) : curves_(1) {
  curves_.front().season = seasons(world.spec().arrivals);
  curves_.front().highest =
      *std::max_element(curves_.front().season.begin(), curves_.front().season.end());
}

const Arrivals::Curve& Arrivals::curve(const World& world, AgencyId agency) const {
  return curves_.size() == 1 ? curves_.front() : curves_[world.policies.part(agency)];
}

double Arrivals::adoption(const World& world, AgencyId agency) const {
  const auto& parameters = world.spec_of(agency).arrivals;
  const Curve& at = curve(world, agency);
  return arrivals::adoption(parameters.adoption_ceiling, parameters.adoption_speed,
                            world.now() - at.since, at.level);
}

double Arrivals::bound(const World& world, AgencyId agency, double rate) const {
  const Curve& at = curve(world, agency);
  return rate * std::max(at.level, world.spec_of(agency).arrivals.adoption_ceiling) * at.highest;
}

void Arrivals::before_change(World& world, std::string_view path) {
  if (!path.starts_with("arrivals.")) return;
  curves_.resize(world.policies.parts(), Curve(curves_.front()));
  for (std::size_t part = 0; part < curves_.size(); ++part) {
    const auto& parameters = world.policies.part(world.spec(), part).arrivals;
    Curve& at = curves_[part];
    at.level = arrivals::adoption(parameters.adoption_ceiling, parameters.adoption_speed,
                                  world.now() - at.since, at.level);
    at.since = world.now();
  }
}

void Arrivals::after_change(World& world, std::string_view path) {
  if (!path.starts_with("arrivals.")) return;
  for (std::size_t part = 0; part < curves_.size(); ++part) {
    Curve& at = curves_[part];
    if (!world.has_begun()) at.level = 1.0;  // without the rounding of a closed form
    at.season = seasons(world.policies.part(world.spec(), part).arrivals);
    at.highest = *std::max_element(at.season.begin(), at.season.end());
  }
}

namespace arrivals {

double adoption(double ceiling, base::Rate speed, Days elapsed, double from) {
  return ceiling / (1.0 + (ceiling / from - 1.0) * std::exp(-(speed * elapsed)));
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

/// What keys an agency's process of arrivals, and whether it is its task force's.
struct Source {
  Purpose arrival = Purpose::arrival;
  Purpose kept = Purpose::arrival_kept;
  std::uint64_t salt = 0;
  bool is_task_force = false;
};

/// Of an agency's rate before adoption and seasons, what this source has.
double part_of_rate(const World& world, AgencyId agency, const Source& source) {
  const double rate = world.requirement_rate(agency).value();
  return source.is_task_force ? rate * (world.spec_of(agency).task_forces.demand_factor - 1.0)
                              : rate;
}

des::Process arrivals_of(World& world, AgencyId agency, Source source) {
  const base::FiscalCalendar calendar{static_cast<unsigned>(world.spec().fiscal_year_start)};
  const bool may_change = world.policies.is_governed();
  const auto bound_now = [&world, agency, source] {
    return base::Rate(world.arrivals.bound(world, agency, part_of_rate(world, agency, source)));
  };
  double bound = bound_now().value();
  if (bound <= 0.0 && !may_change) co_return;
  const std::uint64_t entity = world.blueprint().agencies.hash(agency);
  std::uint64_t kept = 0;
  for (std::uint64_t n = 0;; ++n) {
    if (may_change) {
      co_await hazard::passes(world, entity, source.arrival, n, bound_now);
      bound = bound_now().value();
    } else {
      const Days next(world.exponential(entity, source.arrival, n) / bound);
      co_await world.simulation().delay(next);
    }
    const int quarter = calendar.quarter_of(world.today());
    const double now_rate = part_of_rate(world, agency, source) *
                            world.arrivals.adoption(world, agency) *
                            world.arrivals.season(world, agency, quarter);
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
  world.character.seed(vendor, operation::model_price(world, requirement, requirement.supplies[0]));
  const auto& operation = world.spec_of(agency).operation;
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
  for (std::size_t a = 0; a < names.agencies.size(); ++a) {
    world.simulation().spawn(arrivals_of(world, AgencyId(a), Source()), "arrivals");
  }
}

void add_task_force(World& world, AgencyId agency) {
  if (!world.spec().arrivals.enabled) return;
  const bool has_effect = world.spec_of(agency).task_forces.demand_factor > 1.0;
  if (!has_effect && !world.policies.is_governed()) return;
  const Source source{Purpose::task_force_arrival, Purpose::task_force_arrival_kept,
                      des::hash_id("task force"), true};
  world.simulation().spawn(arrivals_of(world, agency, source), "arrivals");
}

}  // namespace arrivals
}  // namespace acqsim::model
