#include "model/authorization.hpp"

#include "model/world.hpp"

namespace acqsim::model::authorization {

des::Process carry_out(World& world, RequirementId id) {
  const auto& parameters = world.spec().authorization;
  const Requirement& requirement = world[id];
  const VendorId vendor = requirement.supplies.front().vendor;
  const EnclaveId enclave = requirement.supplies.front().route.enclave;
  const ProviderId provider = world.blueprint().provider_of[enclave.value()];
  if (parameters.enabled) {
    const bool is_repeat = world.has_authorized(requirement.agency, vendor, enclave);
    const bool can_inherit = world.access.runs_on(requirement.agency, provider);
    const auto& time = is_repeat     ? parameters.repeat
                       : can_inherit ? parameters.inherited
                                     : parameters.first;
    const double drawn =
        world.draw(time, requirement.key, Purpose::authorization, requirement.round);
    const Days with_official(drawn * parameters.official_share.value());
    const Days alone(drawn * (1.0 - parameters.official_share.value()));
    {
      const auto official = co_await world.officials(requirement.agency).acquire();
      co_await world.simulation().until(
          world.appropriations.done(requirement.agency, world.now(), with_official));
    }
    co_await world.simulation().until(
        world.appropriations.done(requirement.agency, world.now(), alone));
  }
  world.authorize(requirement.agency, vendor, enclave);
}

}  // namespace acqsim::model::authorization
