#pragma once

#include "model/ids.hpp"

#include <acqsim/des/resource.hpp>

#include <cstdint>
#include <memory>
#include <vector>

namespace acqsim::model {

class World;

/// M3 Offering pipeline: how a signed partnership becomes authorised offerings.
///
/// Integrate (takes vendor engineers, a finite resource), assess, wait for one of the path's
/// reviewers and be reviewed, authorised. One integration per enclave of the provider that some
/// kind in the partnership's scope has use for. Durations in days, by the enclave's path; an
/// integration's is divided by the vendor's speed (character.hpp) when it begins.
///
/// Source: [fedramp-marketplace]. Limit: with engineers and reviewers in plenty, the mean time to
/// authorised is the sum of the stage means.
class OfferingPipeline {
 public:
  enum class Stage : std::uint8_t { none, integrating, assessing, authorized, suspended };

  explicit OfferingPipeline(World& world);
  Stage stage(VendorId vendor, EnclaveId enclave) const {
    return stages_[vendor.value() * enclaves_ + enclave.value()];
  }
  bool is_authorized(VendorId vendor, EnclaveId enclave) const {
    return stage(vendor, enclave) == Stage::authorized;
  }
  /// Starts one integration unless there is one, or an offering, already.
  void start(World& world, VendorId vendor, EnclaveId enclave);
  /// Starts at the assessment, for what was integrated outside the simulation.
  void start_assessment(World& world, VendorId vendor, EnclaveId enclave);
  /// Starts all that the partnership calls for.
  void start_all(World& world, VendorId vendor, ProviderId provider);
  void authorize(World& world, VendorId vendor, EnclaveId enclave);
  void set_stage(VendorId vendor, EnclaveId enclave, Stage stage) {
    stages_[vendor.value() * enclaves_ + enclave.value()] = stage;
  }
  des::Resource& engineers(VendorId vendor) { return *engineers_[vendor.value()]; }
  des::Resource& reviewers(PathId path) { return *reviewers_[path.value()]; }

 private:
  std::size_t enclaves_;
  std::vector<Stage> stages_;
  std::vector<std::unique_ptr<des::Resource>> engineers_;
  std::vector<std::unique_ptr<des::Resource>> reviewers_;
};

namespace offering_pipeline {
/// Whether some kind in the scope has requirements that the enclave can host, now or later.
bool is_in_scope(const World& world, EnclaveId enclave, std::uint32_t scope);
/// Starts what partnerships in force at the start have not placed yet, and enclaves' later levels.
void install(World& world);
}  // namespace offering_pipeline

}  // namespace acqsim::model
