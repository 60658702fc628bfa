#include "model/mechanisms/offering_pipeline.hpp"

#include "model/world.hpp"

#include <algorithm>

namespace acqsim::model {

namespace {

const spec::Enclave& enclave_spec(const World& world, EnclaveId enclave) {
  const auto& names = world.blueprint();
  const ProviderId provider = names.provider_of[enclave.value()];
  return world.spec(provider).enclaves.at(names.enclaves[enclave]);
}

const spec::Path& path_spec(const World& world, EnclaveId enclave) {
  const auto& names = world.blueprint();
  return world.spec().pipeline.paths.at(names.paths[names.path_of[enclave.value()]]);
}

std::uint64_t key(const World& world, VendorId vendor, EnclaveId enclave) {
  const auto& names = world.blueprint();
  return names.vendors.hash(vendor) * 31 + names.enclaves.hash(enclave);
}

/// What is left of a stage's time, of which `elapsed` has gone by; and of `elapsed`, for the next.
Days left_of(Days time, Days& elapsed) {
  const Days used = std::min(time, elapsed);
  elapsed -= used;
  return time - used;
}

/// Assessment and review, after which the offering is authorised. `elapsed` of them is over.
des::Process assess(World& world, VendorId vendor, EnclaveId enclave, Days elapsed) {
  const auto& path = path_spec(world, enclave);
  const std::uint64_t entity = key(world, vendor, enclave);
  world.pipeline.set_stage(vendor, enclave, OfferingPipeline::Stage::assessing);
  const Days assessment(world.draw(path.assess, entity, Purpose::assess));
  const Days assessment_left = left_of(assessment, elapsed);
  co_await world.simulation().delay(assessment_left);
  const PathId reviewed_by = world.blueprint().path_of[enclave.value()];
  {
    const auto reviewer = co_await world.pipeline.reviewers(reviewed_by).acquire();
    const Days review(world.draw(path.review, entity, Purpose::review));
    const Days review_left = left_of(review, elapsed);
    co_await world.simulation().delay(review_left);
  }
  world.pipeline.authorize(world, vendor, enclave);
}

des::Process integrate(World& world, VendorId vendor, EnclaveId enclave, Days elapsed) {
  const auto& names = world.blueprint();
  {
    const auto engineers = co_await world.pipeline.engineers(vendor).acquire();
    world.emit(IntegrationStarted{vendor, names.provider_of[enclave.value()], enclave});
    const double given = world.draw(world.spec().pipeline.integrate, key(world, vendor, enclave),
                                    Purpose::integrate);
    const Days integration(given / world.character.integration_speed(vendor));
    const Days integration_left = left_of(integration, elapsed);
    co_await world.simulation().delay(integration_left);
  }
  co_await assess(world, vendor, enclave, elapsed);
}

OfferingPipeline::Stage stage_of(spec::OfferingStatus status) {
  switch (status) {
    case spec::OfferingStatus::authorized:
      return OfferingPipeline::Stage::authorized;
    case spec::OfferingStatus::integrating:
      return OfferingPipeline::Stage::integrating;
    case spec::OfferingStatus::assessing:
      return OfferingPipeline::Stage::assessing;
    case spec::OfferingStatus::suspended:
      return OfferingPipeline::Stage::suspended;
  }
  return OfferingPipeline::Stage::none;
}

}  // namespace

OfferingPipeline::OfferingPipeline(World& world)
    : enclaves_(world.blueprint().enclaves.size()),
      stages_(world.blueprint().vendors.size() * enclaves_, Stage::none) {
  const auto& names = world.blueprint();
  const int per_integration = world.spec().pipeline.engineers_per_integration;
  for (const auto& [id, vendor] : world.spec().vendors) {
    for (const auto& [enclave, offering] : vendor.offerings) {
      set_stage(names.vendors.at(id), names.enclaves.at(enclave), stage_of(offering.status));
    }
    engineers_.push_back(std::make_unique<des::Resource>(
        world.simulation(),
        static_cast<std::size_t>(
            vendor.engineers == 0 ? 0 : std::max(1, vendor.engineers / per_integration))));
  }
  for (const auto& [id, path] : world.spec().pipeline.paths) {
    reviewers_.push_back(std::make_unique<des::Resource>(world.simulation(),
                                                         static_cast<std::size_t>(path.reviewers)));
  }
}

void OfferingPipeline::start(World& world, VendorId vendor, EnclaveId enclave) {
  if (!world.spec().pipeline.enabled || stage(vendor, enclave) != Stage::none) return;
  set_stage(vendor, enclave, Stage::integrating);
  world.simulation().spawn(integrate(world, vendor, enclave, Days(0.0)), "integration");
}

void OfferingPipeline::start_assessment(World& world, VendorId vendor, EnclaveId enclave) {
  if (!world.spec().pipeline.enabled || stage(vendor, enclave) != Stage::none) return;
  set_stage(vendor, enclave, Stage::assessing);
  world.simulation().spawn(assess(world, vendor, enclave, Days(0.0)), "assessment");
}

void OfferingPipeline::start_all(World& world, VendorId vendor, ProviderId provider) {
  const KindMask scope = world.partnerships.scope(vendor, provider);
  for (const EnclaveId enclave : world.blueprint().enclaves_of[provider.value()]) {
    if (offering_pipeline::is_in_scope(world, enclave, scope)) start(world, vendor, enclave);
  }
}

void OfferingPipeline::authorize(World& world, VendorId vendor, EnclaveId enclave) {
  if (is_authorized(vendor, enclave)) return;
  set_stage(vendor, enclave, Stage::authorized);
  world.emit(OfferingAuthorized{vendor, world.blueprint().provider_of[enclave.value()], enclave});
  world.access.vendor_changed(vendor);
}

namespace offering_pipeline {

bool is_in_scope(const World& world, EnclaveId enclave, KindMask scope) {
  const auto& names = world.blueprint();
  for (const auto& [level, since] : enclave_spec(world, enclave).levels) {
    const auto held = names.levels.at(level).value();
    for (std::size_t k = 0; k < names.kinds.size(); ++k) {
      if (!contains(scope, KindId(k))) continue;
      for (const auto& [wanted, share] : world.spec(KindId(k)).level_mix) {
        if (share.value() > 0.0 && names.covers[held][names.levels.at(wanted).value()]) return true;
      }
    }
  }
  return false;
}

namespace {

/// Routes through an enclave appear on the day on which it comes to hold a level.
des::Process gains_level(World& world, Days at) {
  co_await world.simulation().until(at);
  world.access.all_changed();
}

}  // namespace

void install(World& world) {
  const auto& names = world.blueprint();
  const auto& scenario = world.spec();
  for (const auto& [id, provider] : scenario.providers) {
    for (const auto& [enclave, value] : provider.enclaves) {
      for (const auto& [level, since] : value.levels) {
        if (since > scenario.start) {
          world.simulation().spawn(gains_level(world, since - scenario.start), "enclave");
        }
      }
    }
  }
  if (!scenario.pipeline.enabled) return;
  for (const auto& [id, vendor] : scenario.vendors) {
    const VendorId v = names.vendors.at(id);
    for (const auto& [enclave, offering] : vendor.offerings) {
      const EnclaveId e = names.enclaves.at(enclave);
      const Days under_way =
          offering.since ? std::max(Days(0.0), scenario.start - *offering.since) : Days(0.0);
      if (offering.status == spec::OfferingStatus::integrating) {
        world.simulation().spawn(integrate(world, v, e, under_way), "integration");
      } else if (offering.status == spec::OfferingStatus::assessing) {
        world.simulation().spawn(assess(world, v, e, under_way), "assessment");
      }
    }
    for (std::size_t p = 0; p < names.providers.size(); ++p) {
      if (world.partnerships.is_signed(v, ProviderId(p)))
        world.pipeline.start_all(world, v, ProviderId(p));
    }
  }
}

}  // namespace offering_pipeline
}  // namespace acqsim::model
