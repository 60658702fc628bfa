#pragma once

#include "model/access_graph.hpp"
#include "model/blueprint.hpp"
#include "model/events.hpp"
#include "model/ids.hpp"
#include "model/mechanisms/appropriations.hpp"
#include "model/mechanisms/arrivals.hpp"
#include "model/mechanisms/capability.hpp"
#include "model/mechanisms/character.hpp"
#include "model/mechanisms/exclusivity.hpp"
#include "model/mechanisms/funding.hpp"
#include "model/mechanisms/incidents.hpp"
#include "model/mechanisms/lock_in.hpp"
#include "model/mechanisms/offering_pipeline.hpp"
#include "model/mechanisms/partnerships.hpp"
#include "model/mechanisms/phase_out.hpp"
#include "model/mechanisms/policies.hpp"
#include "model/mechanisms/price.hpp"
#include "model/mechanisms/references.hpp"
#include "model/mechanisms/review_queue.hpp"
#include "model/mechanisms/standing.hpp"
#include "model/mechanisms/task_forces.hpp"
#include "model/mechanisms/vehicles.hpp"
#include "model/parameter_listener.hpp"
#include "model/purpose.hpp"
#include "model/requirement.hpp"
#include "model/withdrawal.hpp"

#include <acqsim/des/random.hpp>
#include <acqsim/des/resource.hpp>
#include <acqsim/des/signal.hpp>
#include <acqsim/des/simulation.hpp>
#include <acqsim/spec/scenario.hpp>

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

namespace acqsim::model {

class DecisionObserver;

/// One replication: the simulation, the entities' state, and who wants to know what happens.
///
/// Each mechanism owns its part of the state and is its only writer; others ask it or listen to
/// events. One thread, no locks, nothing shared with another replication but the blueprint and the
/// scenario.
class World {
 public:
  /// Requires: `blueprint` was made from a scenario of the same structure as `scenario`; both
  /// outlive this.
  World(const Blueprint& blueprint, const spec::Scenario& scenario, std::uint64_t seed,
        std::uint64_t replication);
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  const Blueprint& blueprint() const { return *blueprint_; }
  const spec::Scenario& spec() const { return *spec_; }
  const spec::Vendor& spec(VendorId id) const { return *vendors_[id.value()]; }
  const spec::Provider& spec(ProviderId id) const { return *providers_[id.value()]; }
  const spec::Vehicle& spec(VehicleId id) const { return *vehicles_[id.value()]; }
  const spec::Agency& spec(AgencyId id) const { return *agencies_[id.value()]; }
  const spec::CustomerKind& spec(KindId id) const { return *kinds_[id.value()]; }
  const spec::Method& spec(MethodId id) const { return *methods_[id.value()]; }
  KindId kind(AgencyId id) const { return blueprint_->kind_of[id.value()]; }

  des::Simulation& simulation() { return simulation_; }
  Days now() const { return simulation_.now(); }
  Days horizon() const { return spec_->end - spec_->start + Days(1.0); }  ///< end of the last day
  base::Date today() const;

  // --- randomness: every draw is keyed by who, what for and which ---

  des::RandomStream stream(std::uint64_t entity, Purpose purpose, std::uint64_t ordinal = 0) const;
  /// One uniform number in (0, 1).
  double uniform(std::uint64_t entity, Purpose purpose, std::uint64_t ordinal = 0);
  /// Standard exponential and Gumbel numbers.
  double exponential(std::uint64_t entity, Purpose purpose, std::uint64_t ordinal = 0);
  double gumbel(std::uint64_t entity, Purpose purpose, std::uint64_t ordinal = 0);
  /// The same for many ordinals of one entity and purpose.
  using Branch = des::RandomStream::Family::Branch;
  Branch branch(std::uint64_t entity, Purpose purpose) const {
    return streams_.branch(entity, static_cast<std::uint64_t>(purpose));
  }
  double gumbel(const Branch& branch, std::uint64_t ordinal);
  double draw(const stats::Distribution& distribution, std::uint64_t entity, Purpose purpose,
              std::uint64_t ordinal = 0);
  std::uint64_t draws() const { return draws_; }

  // --- events ---

  void emit(const Event& event);
  void listen(Listener& listener);
  std::uint64_t path_hash() const { return path_hash_; }

  /// Who wants to see how decisions come about (decision_observer.hpp); null, as it is unless
  /// somebody explains the replication: nobody, and nothing is gathered.
  DecisionObserver* observer() const { return observer_; }
  void observe_decisions(DecisionObserver& observer) { observer_ = &observer; }

  // --- parameters that policies change while the run goes on ---

  void listen_to_parameters(ParameterListener& listener) {
    parameter_listeners_.push_back(&listener);
  }
  /// Told by policies about each value, before and after they change it.
  void before_change(std::string_view path);
  void after_change(std::string_view path);
  /// Whether the first day's policies are in force and processes run.
  bool has_begun() const { return has_begun_; }
  void begin() { has_begun_ = true; }
  /// Notified when policies have changed values since the run began: who waits at a rate looks
  /// again.
  des::Signal& rates_changed() { return rates_changed_; }

  // --- requirements ---

  /// A new requirement of an agency, its attributes drawn under `key`, which no other requirement
  /// has.
  RequirementId add_requirement(AgencyId agency, std::uint64_t key);
  Requirement& operator[](RequirementId id) { return requirements_[id.value()]; }
  const Requirement& operator[](RequirementId id) const { return requirements_[id.value()]; }
  std::size_t requirements() const { return requirements_.size(); }
  /// Whether a capability of so many points is at least what the requirement needs.
  bool is_enough(double points, RequirementId id);

  /// Agencies' authorisations to operate, by offering. Written by authorization.cpp and the
  /// installed base.
  bool has_authorized(AgencyId agency, VendorId vendor, EnclaveId enclave) const;
  void authorize(AgencyId agency, VendorId vendor, EnclaveId enclave);

  des::Resource& officers(AgencyId agency) { return *officers_[agency.value()]; }
  des::Resource& officials(AgencyId agency) { return *officials_[agency.value()]; }

 private:
  void read_agency(AgencyId agency);
  void settle_need(RequirementId requirement);

  const Blueprint* blueprint_;
  const spec::Scenario* spec_;
  des::RandomStream::Family streams_;
  std::uint64_t draws_ = 0;
  std::uint64_t path_hash_ = 0;
  std::vector<const spec::Vendor*> vendors_;
  std::vector<const spec::Provider*> providers_;
  std::vector<const spec::Vehicle*> vehicles_;
  std::vector<const spec::Agency*> agencies_;
  std::vector<const spec::CustomerKind*> kinds_;
  std::vector<const spec::Method*> methods_;
  std::vector<double> mean_annual_value_;           // [kind], $
  std::vector<std::vector<double>> level_weights_;  // [agency], by level
  std::vector<std::vector<double>> home_weights_;   // [agency], by provider
  std::vector<bool> authorized_;                    // [agency][vendor][enclave]
  std::array<std::vector<Listener*>, std::variant_size_v<Event>> listeners_;  // [kind of event]
  std::vector<ParameterListener*> parameter_listeners_;
  bool has_begun_ = false;
  DecisionObserver* observer_ = nullptr;
  std::deque<Requirement> requirements_;
  des::Simulation simulation_;
  des::Signal rates_changed_;
  std::vector<std::unique_ptr<des::Resource>> officers_;
  std::vector<std::unique_ptr<des::Resource>> officials_;

 public:
  // --- mechanisms, in the order of sim/README.md; each writes only its own ---

  Capability capability;          ///< M1
  Price price;                    ///< M2
  ReviewQueue review_queue;       ///< M3, of packages for reviewers
  OfferingPipeline pipeline;      ///< M3
  Partnerships partnerships;      ///< M4, what was signed
  Exclusivity exclusivity;        ///< M5
  References references;          ///< M6
  LockIn lock_in;                 ///< M7
  Policies policies;              ///< M8
  Character character;            ///< M9
  TaskForces task_forces;         ///< M10
  Standing standing;              ///< M11, eligibility
  Incidents incidents;            ///< M11, trust
  PhaseOut phase_out;             ///< M11, contracts of suspended vendors
  Appropriations appropriations;  ///< M12
  Funding funding;                ///< step 3 of a requirement's life
  Vehicles vehicles;
  Arrivals arrivals;
  Withdrawal withdrawal;
  AccessGraph access;

  /// The values of the scenario that policies may make differ by agency, as they are for this one.
  const spec::Scenario& spec_of(AgencyId id) const { return policies.of(*spec_, id); }

  /// New requirements of an agency, before adoption, seasons and its task force.
  base::Rate requirement_rate(AgencyId id) const {
    return spec(id).requirement_rate * spec_of(id).arrivals.rate_scale;
  }
  /// Mean annual value of one requirement of a kind of customers. $
  double mean_annual_value(KindId kind) const { return mean_annual_value_[kind.value()]; }
  /// Weights of levels and home providers among an agency's requirements, by position; they sum to
  /// one.
  const std::vector<double>& level_weights(AgencyId id) const { return level_weights_[id.value()]; }
  const std::vector<double>& home_weights(AgencyId id) const { return home_weights_[id.value()]; }
};

}  // namespace acqsim::model
