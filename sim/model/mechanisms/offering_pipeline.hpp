#pragma once

#include "model/ids.hpp"
#include "model/parameter_listener.hpp"

#include <acqsim/base/units.hpp>
#include <acqsim/des/resource.hpp>

#include <cstdint>
#include <memory>
#include <vector>

namespace acqsim::model {

class World;

/// M3 Offering pipeline: how a signed partnership becomes authorised offerings.
///
/// Integrate (takes vendor engineers, a finite resource), assess, wait for one of the path's
/// reviewers and be reviewed (review_queue.hpp), authorised. One integration per enclave of the
/// provider that some kind in the partnership's scope has use for. Durations in days, by the
/// enclave's path, or the one by which a policy sends it when its assessment begins; an
/// integration's is divided by the vendor's speed (character.hpp) when it begins. What was in
/// assessment before the start keeps the path that its enclave names.
///
/// Agencies expect an offering that is under way to be authorised after what its stage is expected
/// to take, given how long it has taken, and the medians of the stages to come:
///
///     sum over stages of  F^-1(F(a) + (1 - F(a))/2) - a       a: days spent in the stage so far
///
/// F being the distribution of the stage's time on its present path (a median, given that it has
/// lasted so long: what is overdue is never due now for ever), plus (n + 1) m / c for n in a queue
/// before it with c engineers' teams, or reviewers, each busy for m in the mean. It is worked out
/// when asked, so that it follows queues, policies and speeds.
///
/// Source: [fedramp-marketplace]. Limit: with engineers and reviewers in plenty, the mean time to
/// authorised is the sum of the stage means.
class OfferingPipeline : public ParameterListener {
 public:
  enum class Stage : std::uint8_t { none, integrating, assessing, authorized, suspended };

  /// Where an offering that is integrating or assessing stands.
  enum class Phase : std::uint8_t {
    awaiting_engineers,
    integrating,
    assessing,
    awaiting_reviewer,
    reviewing
  };

  explicit OfferingPipeline(World& world);
  Stage stage(VendorId vendor, EnclaveId enclave) const {
    return stages_[vendor.value() * enclaves_ + enclave.value()];
  }
  bool is_authorized(VendorId vendor, EnclaveId enclave) const {
    return stage(vendor, enclave) == Stage::authorized;
  }
  /// Whether it is on its way to be authorised.
  bool is_under_way(VendorId vendor, EnclaveId enclave) const {
    const Stage now = stage(vendor, enclave);
    return now == Stage::integrating || now == Stage::assessing;
  }
  /// The vendor's offerings that are authorised, and those under way.
  const EnclaveSet& authorized(VendorId vendor) const { return authorized_[vendor.value()]; }
  const EnclaveSet& under_way(VendorId vendor) const { return under_way_[vendor.value()]; }
  /// Days until it can be expected to be authorised; infinity: it is not under way, or there is
  /// nobody to work on it.
  double expected(const World& world, VendorId vendor, EnclaveId enclave) const;
  /// Starts one integration unless there is one, or an offering, already.
  void start(World& world, VendorId vendor, EnclaveId enclave);
  /// Starts at the assessment, for what was integrated outside the simulation.
  void start_assessment(World& world, VendorId vendor, EnclaveId enclave);
  /// Starts all that the partnership calls for.
  void start_all(World& world, VendorId vendor, ProviderId provider);
  void authorize(World& world, VendorId vendor, EnclaveId enclave);
  void set_stage(VendorId vendor, EnclaveId enclave, Stage stage);
  // --- for the stages themselves ---
  /// A phase begins, of which `elapsed` counts as spent; `number` is its place in a queue.
  void enter(const World& world, VendorId vendor, EnclaveId enclave, Phase phase,
             base::Days elapsed, std::uint64_t number = 0);
  void set_path(VendorId vendor, EnclaveId enclave, PathId path) {
    progress_[vendor.value() * enclaves_ + enclave.value()].path = path;
  }
  std::uint64_t join_engineers(VendorId vendor) { return lines_[vendor.value()].joined++; }
  void begin_engineers(VendorId vendor) { ++lines_[vendor.value()].begun; }
  /// Engineers that a policy gives begin at once with what waits; who works finishes.
  void after_change(World& world, std::string_view path) override;
  des::Resource& engineers(VendorId vendor) { return *engineers_[vendor.value()]; }

 private:
  struct Progress {
    Phase phase = Phase::awaiting_engineers;
    PathId path{};             ///< of its assessment and review, once it is in them
    std::uint64_t number = 0;  ///< in the queue that it waits in
    double speed = 1.0;        ///< of its integration
    base::Days began{};        ///< the phase
    base::Days elapsed{};      ///< of the phase, before that
  };
  struct Line {
    std::uint64_t joined = 0;
    std::uint64_t begun = 0;
  };
  double expected_integration(const World& world, VendorId vendor, const Progress& at) const;

  std::size_t enclaves_;
  std::vector<Stage> stages_;
  std::vector<Progress> progress_;      // [vendor][enclave]
  std::vector<EnclaveSet> authorized_;  // [vendor]
  std::vector<EnclaveSet> under_way_;   // [vendor]
  std::vector<Line> lines_;             // [vendor]: for its engineers
  std::vector<std::unique_ptr<des::Resource>> engineers_;
};

namespace offering_pipeline {
/// Whether some kind in the scope has requirements that the enclave can host, now or later.
bool is_in_scope(const World& world, EnclaveId enclave, std::uint32_t scope);
/// Starts what partnerships in force at the start have not placed yet, and enclaves' later levels.
void install(World& world);
}  // namespace offering_pipeline

}  // namespace acqsim::model
