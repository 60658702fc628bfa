#include "model/mechanisms/offering_pipeline.hpp"

#include "model/world.hpp"

#include <algorithm>
#include <limits>

namespace acqsim::model {

namespace {

const spec::Enclave& enclave_spec(const World& world, EnclaveId enclave) {
  const auto& names = world.blueprint();
  const ProviderId provider = names.provider_of[enclave.value()];
  return world.spec(provider).enclaves.at(names.enclaves[enclave]);
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

/// Assessment and review on a path, after which the offering is authorised. `elapsed` of them is
/// over.
des::Process assess(World& world, VendorId vendor, EnclaveId enclave, PathId path, Days elapsed) {
  if (world.pipeline.is_authorized(vendor, enclave)) co_return;  // by a dated fact, meanwhile
  world.pipeline.set_stage(vendor, enclave, OfferingPipeline::Stage::assessing);
  world.pipeline.set_path(vendor, enclave, path);
  world.pipeline.enter(world, vendor, enclave, OfferingPipeline::Phase::assessing, elapsed);
  const std::uint64_t entity = key(world, vendor, enclave);
  const Days assessment(world.draw(world.review_queue.spec(path).assess, entity, Purpose::assess));
  const Days assessment_left = left_of(assessment, elapsed);
  co_await world.simulation().delay(assessment_left);
  if (world.pipeline.is_authorized(vendor, enclave)) co_return;
  review_queue::Package package;
  package.path = path;
  package.vendor = vendor;
  package.enclave = enclave;
  package.entity = entity;
  package.purpose = Purpose::review;
  package.elapsed = elapsed;
  co_await review_queue::review(world, package);
  world.pipeline.authorize(world, vendor, enclave);
}

des::Process integrate(World& world, VendorId vendor, EnclaveId enclave, Days elapsed) {
  using Phase = OfferingPipeline::Phase;
  const auto& names = world.blueprint();
  const std::uint64_t number = world.pipeline.join_engineers(vendor);
  world.pipeline.enter(world, vendor, enclave, Phase::awaiting_engineers, elapsed, number);
  {
    const auto engineers = co_await world.pipeline.engineers(vendor).acquire();
    world.pipeline.begin_engineers(vendor);
    if (world.pipeline.is_authorized(vendor, enclave)) co_return;
    world.pipeline.enter(world, vendor, enclave, Phase::integrating, elapsed);
    world.emit(IntegrationStarted{vendor, names.provider_of[enclave.value()], enclave});
    const double given = world.draw(world.spec().pipeline.integrate, key(world, vendor, enclave),
                                    Purpose::integrate);
    const Days integration(given / world.character.integration_speed(vendor));
    const Days integration_left = left_of(integration, elapsed);
    co_await world.simulation().delay(integration_left);
  }
  // What is left of `elapsed` was spent in assessment, on the path of that time.
  const PathId path =
      elapsed.value() > 0.0 ? names.path_of[enclave.value()] : world.review_queue.path_of(enclave);
  co_await assess(world, vendor, enclave, path, elapsed);
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

/// Integrations that a vendor's engineers can do at once.
std::size_t integrations_of(const World& world, const spec::Vendor& vendor) {
  if (vendor.engineers == 0) return 0;
  const int each = world.spec().pipeline.engineers_per_integration;
  return static_cast<std::size_t>(std::max(1, vendor.engineers / each));
}

}  // namespace

OfferingPipeline::OfferingPipeline(World& world)
    : enclaves_(world.blueprint().enclaves.size()),
      stages_(world.blueprint().vendors.size() * enclaves_, Stage::none),
      progress_(stages_.size()),
      authorized_(world.blueprint().vendors.size()),
      under_way_(authorized_.size()),
      lines_(under_way_.size()) {
  const auto& names = world.blueprint();
  for (const auto& [id, vendor] : world.spec().vendors) {
    for (const auto& [enclave, offering] : vendor.offerings) {
      const VendorId v = names.vendors.at(id);
      const EnclaveId e = names.enclaves.at(enclave);
      set_stage(v, e, stage_of(offering.status));
      if (offering.status == spec::OfferingStatus::assessing)
        progress_[v.value() * enclaves_ + e.value()].phase = Phase::assessing;
    }
    engineers_.push_back(
        std::make_unique<des::Resource>(world.simulation(), integrations_of(world, vendor)));
  }
}

void OfferingPipeline::set_stage(VendorId vendor, EnclaveId enclave, Stage stage) {
  stages_[vendor.value() * enclaves_ + enclave.value()] = stage;
  authorized_[vendor.value()][enclave.value()] = is_authorized(vendor, enclave);
  under_way_[vendor.value()][enclave.value()] = is_under_way(vendor, enclave);
}

void OfferingPipeline::enter(const World& world, VendorId vendor, EnclaveId enclave, Phase phase,
                             Days elapsed, std::uint64_t number) {
  Progress& at = progress_[vendor.value() * enclaves_ + enclave.value()];
  at.phase = phase;
  at.number = number;
  at.began = world.now();
  at.elapsed = elapsed;
  if (phase == Phase::integrating) at.speed = world.character.integration_speed(vendor);
}

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// Median of what is left of a time that has lasted `age`.
double left_after(const stats::Distribution& time, double age) {
  if (age <= 0.0) return time.median();
  const double over = time.cdf(age);
  const double middle = over + (1.0 - over) / 2.0;
  return middle < 1.0 ? std::max(0.0, time.quantile(middle) - age) : 0.0;
}

}  // namespace

double OfferingPipeline::expected_integration(const World& world, VendorId vendor,
                                              const Progress& at) const {
  const auto& time = world.spec().pipeline.integrate;
  const double age = (world.now() - at.began + at.elapsed).value();
  if (at.phase == Phase::integrating) return left_after(time, age * at.speed) / at.speed;
  const double speed = world.character.integration_speed(vendor);
  const des::Resource& engineers = *engineers_[vendor.value()];
  const Line& line = lines_[vendor.value()];
  const std::uint64_t ahead = at.number > line.begun ? at.number - line.begun : 0;
  double wait = 0.0;
  if (ahead > 0 || engineers.in_use() >= engineers.capacity()) {
    wait = static_cast<double>(ahead + 1) * time.mean() / speed /
           static_cast<double>(engineers.capacity());
  }
  return wait + left_after(time, at.elapsed.value() * speed) / speed;
}

double OfferingPipeline::expected(const World& world, VendorId vendor, EnclaveId enclave) const {
  if (!is_under_way(vendor, enclave) || !world.spec().pipeline.enabled) return kNever;
  const Progress& at = progress_[vendor.value() * enclaves_ + enclave.value()];
  const bool is_integrating = stage(vendor, enclave) == Stage::integrating;
  if (is_integrating && engineers_[vendor.value()]->capacity() == 0) return kNever;
  const PathId path =
      is_integrating || !at.path.is_valid() ? world.review_queue.path_of(enclave) : at.path;
  const spec::Path& spec = world.review_queue.spec(path);
  const double age = (world.now() - at.began + at.elapsed).value();
  if (at.phase == Phase::reviewing) return left_after(spec.review, age);
  if (at.phase == Phase::awaiting_reviewer) {
    return world.review_queue.expected_wait(path, world.review_queue.ahead_of(path, at.number)) +
           left_after(spec.review, at.elapsed.value());
  }
  const double before = at.phase == Phase::assessing
                            ? left_after(spec.assess, age)
                            : expected_integration(world, vendor, at) + spec.assess.median();
  return before + world.review_queue.expected_wait(path) + spec.review.median();
}

void OfferingPipeline::after_change(World& world, std::string_view path) {
  if (path.ends_with(".engineers") || path == "pipeline.engineers_per_integration") {
    for (std::size_t v = 0; v < engineers_.size(); ++v)
      engineers_[v]->set_capacity(integrations_of(world, world.spec(VendorId(v))));
  }
  // A level that is wanted now may call for more enclaves of partnerships in force.
  if (!world.has_begun() || !path.starts_with("kinds.") ||
      path.find(".level_mix.") == std::string_view::npos)
    return;
  for (std::size_t v = 0; v < engineers_.size(); ++v) {
    for (std::size_t p = 0; p < world.blueprint().providers.size(); ++p) {
      if (world.partnerships.is_signed(VendorId(v), ProviderId(p)))
        start_all(world, VendorId(v), ProviderId(p));
    }
  }
}

void OfferingPipeline::start(World& world, VendorId vendor, EnclaveId enclave) {
  if (!world.spec().pipeline.enabled || stage(vendor, enclave) != Stage::none) return;
  set_stage(vendor, enclave, Stage::integrating);
  world.simulation().spawn(integrate(world, vendor, enclave, Days(0.0)), "integration");
  world.access.offering_under_way(vendor);
}

void OfferingPipeline::start_assessment(World& world, VendorId vendor, EnclaveId enclave) {
  if (!world.spec().pipeline.enabled || stage(vendor, enclave) != Stage::none) return;
  set_stage(vendor, enclave, Stage::assessing);
  const PathId path = world.review_queue.path_of(enclave);
  world.simulation().spawn(assess(world, vendor, enclave, path, Days(0.0)), "assessment");
  world.access.offering_under_way(vendor);
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
        const PathId path = names.path_of[e.value()];
        world.simulation().spawn(assess(world, v, e, path, under_way), "assessment");
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
