#include "model/acquisition.hpp"

#include "model/world.hpp"

#include <acqsim/base/check.hpp>

#include <algorithm>

namespace acqsim::model::acquisition {

VehicleId easiest_vehicle(const std::vector<Candidate>& candidates) {
  ACQSIM_CHECK(!candidates.empty(), "an acquisition needs a candidate");
  const auto easiest = std::min_element(
      candidates.begin(), candidates.end(),
      [](const Candidate& a, const Candidate& b) { return a.route.days() < b.route.days(); });
  return easiest->route.vehicle;
}

des::Process carry_out(World& world, RequirementId id, MethodId method) {
  const spec::Method& way = world.spec(method);
  const Requirement& requirement = world[id];
  const double lead_time =
      world.draw(way.lead_time, requirement.key, Purpose::lead_time, requirement.round);
  const Days with_officer(lead_time * way.officer_share.value());
  const Days alone(lead_time * (1.0 - way.officer_share.value()));
  {
    const auto officer = co_await world.officers(requirement.agency).acquire();
    co_await world.simulation().until(
        world.appropriations.done(requirement.agency, world.now(), with_officer));
  }
  co_await world.simulation().until(
      world.appropriations.done(requirement.agency, world.now(), alone));
}

}  // namespace acqsim::model::acquisition
