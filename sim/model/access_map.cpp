#include "acqsim/model/access_map.hpp"

#include "model/access_drawing.hpp"
#include "model/access_reading.hpp"
#include "model/choke_points.hpp"
#include "model/world_builder.hpp"

#include <acqsim/base/check.hpp>

namespace acqsim::model {

AccessMap read_access(World& world, AccessParts parts) {
  const auto& names = world.blueprint();
  AccessMap map;
  map.vendors = names.vendors.all();
  map.levels = names.levels.all();
  const std::size_t levels = map.levels.size();
  const auto demands = choke_points::demands(world);
  map.demand.assign(levels, 0.0);
  double whole = 0.0;
  for (const auto& demand : demands) {
    map.demand[demand.level.value()] += demand.value;
    whole += demand.value;
  }
  for (std::size_t v = 0; v < map.vendors.size(); ++v) {
    std::vector<ReachShares> shares(levels + 1);
    for (const auto& demand : demands) {
      const auto reached = choke_points::reach(world, demand, VendorId(v));
      for (const std::size_t at : {demand.level.value(), levels}) {
        shares[at].whole += reached.whole;
        shares[at].without_migration += reached.without_migration;
      }
    }
    for (std::size_t l = 0; l <= levels; ++l) {
      const double of = l < levels ? map.demand[l] : whole;
      shares[l].whole /= of;
      shares[l].without_migration /= of;
    }
    map.reach.push_back(std::move(shares));
  }
  const bool has_all = parts == AccessParts::all;
  for (const auto& point :
       has_all ? choke_points::all(world) : std::vector<choke_points::ChokePoint>{}) {
    ChokePointFigures figures;
    figures.is_provider = point.removed.provider.is_valid();
    figures.id = figures.is_provider ? names.providers[point.removed.provider]
                                     : names.vehicles[point.removed.vehicle];
    figures.betweenness = point.betweenness;
    for (const double lost : point.lost) figures.lost.push_back(lost / whole);
    for (const double lost : point.cut_off) {
      figures.lost_by_level.push_back(lost / whole);
      figures.cut_off += lost / whole;
    }
    map.choke_points.push_back(std::move(figures));
  }
  for (std::size_t v = 0; v < map.vendors.size(); ++v) {
    for (std::size_t e = 0; e < names.enclaves.size(); ++e) {
      if (is_offered(world, VendorId(v), EnclaveId(e))) {
        map.hosted.push_back(
            {map.vendors[v], names.providers[names.provider_of[e]], names.enclaves[EnclaveId(e)]});
      }
    }
  }
  if (has_all) map.dot = access_drawing(world);
  return map;
}

AccessMap access_map(const Market& market, std::uint64_t seed,
                     std::optional<std::uint64_t> replication, base::Date at, AccessParts parts) {
  const Days day = at - market.scenario().start;
  ACQSIM_CHECK(day.value() >= 0.0 && at <= market.scenario().end, "a date outside the scenario");
  AccessMap map;
  market.with_world(seed, replication.value_or(0), [&](RunningWorld& running) {
    if (replication) {
      running.run_until(day);
    } else {
      running.world().simulation().run_until(day);  // nothing was spawned: only the clock goes on
    }
    map = read_access(running.world(), parts);
  });
  return map;
}

}  // namespace acqsim::model
