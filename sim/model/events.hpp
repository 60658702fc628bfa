#pragma once

#include "model/ids.hpp"

#include <acqsim/base/units.hpp>

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

/// What happened, in the past tense: the only thing that metrics, questions, references and traces
/// see of the mechanisms. Each event carries what its listeners need, so that they ask the world
/// for nothing else.
namespace acqsim::model {

using base::Days;
using base::Money;

enum class UnmetCause : std::uint8_t { no_route, no_capability };
enum class EndCause : std::uint8_t {
  retired,
  options_exhausted,
  option_declined,
  vendor_excluded,
  prototype_completed
};
enum class ReviewCause : std::uint8_t { regular, exclusivity_lapsed, rival_signed, awards_lost };

struct RequirementArrived {
  RequirementId requirement;
  AgencyId agency;
};
struct RequirementUnmet {
  RequirementId requirement;
  AgencyId agency;
  UnmetCause cause;
  bool is_first = true;  ///< not a recompete of what was served before
};
/// A vendor that could have served had no route when an award was made.
struct RouteMissed {
  RequirementId requirement;
  AgencyId agency;
  VendorId vendor;
};
struct Awarded {
  RequirementId requirement;
  AgencyId agency;
  VendorId vendor;  ///< the first, if several serve
  ProviderId provider;
  EnclaveId enclave;
  VehicleId vehicle;
  VendorId incumbent;  ///< invalid: none, a first award
  Money annual_value;
  Days waited;  ///< since the requirement arose, or since the contract before ended
  bool is_competed;
  bool is_renewal;  ///< given to the incumbent without competition
  LevelId level{};
};
struct OperationStarted {
  RequirementId requirement;
  AgencyId agency;
  VendorId vendor;
  ProviderId provider;
  Days waited;  ///< since the requirement arose, or since the contract before ended
  bool is_first;
};
struct Obligated {
  RequirementId requirement;
  AgencyId agency;
  VendorId vendor;
  ProviderId provider;
  Money model;    ///< to the vendor
  Money hosting;  ///< to the provider
  bool is_competed;
  LevelId level{};
};
/// A vendor began or ceased to serve a requirement in operation; several may serve one.
struct SupplyStarted {
  RequirementId requirement;
  AgencyId agency;
  VendorId vendor;
  ProviderId provider;
  bool is_embedded;
};
struct SupplyEnded {
  RequirementId requirement;
  AgencyId agency;
  VendorId vendor;
  ProviderId provider;
  bool is_embedded;
};
struct ContractEnded {
  RequirementId requirement;
  AgencyId agency;
  VendorId vendor;
  ProviderId provider;
  EndCause cause;
};
struct VendorChanged {
  RequirementId requirement;
  AgencyId agency;
  VendorId from;
  VendorId to;
};
struct PartnershipReviewed {
  VendorId vendor;
  ReviewCause cause;
};
struct PartnershipSigned {
  VendorId vendor;
  ProviderId provider;
  std::uint32_t order;  ///< first, second, ... of this vendor since the start; from 1
};
struct PartnershipLapsed {
  VendorId vendor;
  ProviderId provider;
};
struct ExclusivityReaffirmed {
  VendorId vendor;
  ProviderId provider;
};
struct ExclusivityLapsed {
  VendorId vendor;
  ProviderId provider;
};
struct IntegrationStarted {
  VendorId vendor;
  ProviderId provider;
  EnclaveId enclave;
};
/// A package passed the review of its path of authorisation.
struct ReviewCompleted {
  PathId path;
  VendorId vendor;  ///< invalid: another company's package
  ProviderId provider;
  EnclaveId enclave;
  Days waited;    ///< for a reviewer
  Days reviewed;  ///< after that
};
struct OfferingAuthorized {
  VendorId vendor;
  ProviderId provider;
  EnclaveId enclave;
};
struct VendorSuspended {
  VendorId vendor;
  KindId kind;
};
struct SuspensionLifted {
  VendorId vendor;
  KindId kind;
};
struct ModelReleased {
  VendorId vendor;
  double capability;
};
struct VehicleOpened {
  VehicleId vehicle;
};
struct VehicleClosed {
  VehicleId vehicle;
};
struct ContinuingResolutionBegan {
  int fiscal_year;
};
struct AppropriationEnacted {
  int fiscal_year;  ///< whose first day was before
};
struct ShutdownBegan {};
struct ShutdownEnded {};
/// A new start may begin that had to wait for an appropriation or for money.
struct StartFunded {
  RequirementId requirement;
  AgencyId agency;
  Days waited;
};
/// An agency turned a new start away for want of money, for the first time in a fiscal year.
struct FundsExhausted {
  AgencyId agency;
};
/// An agency's money of the fiscal year that has just ended was not obligated.
struct FundsExpired {
  AgencyId agency;
  Money amount;
};

struct BecameContractor {
  VendorId vendor;
};
struct BecameLaboratory {
  VendorId vendor;
};
struct TaskForceStoodUp {
  AgencyId agency;
};
/// An agency made a vendor its default.
struct VendorStandardized {
  AgencyId agency;
  VendorId vendor;
};
struct OutageOccurred {
  VendorId vendor;
};
struct BreachOccurred {
  VendorId vendor;
};
struct PolicyIntroduced {
  PolicyId policy;
};
struct PolicyPassed {
  PolicyId policy;
};
struct PolicyRejected {
  PolicyId policy;
};
struct PolicyEffective {
  PolicyId policy;
};

struct Protested {
  RequirementId requirement;
  AgencyId agency;
  VendorId vendor;  ///< who protests
  VendorId awardee;
  Money value;  ///< of the contract with its options
};
struct ProtestDecided {
  RequirementId requirement;
  AgencyId agency;
  VendorId vendor;  ///< who protested
  VendorId awardee;
  bool is_on_merits;  ///< decided; otherwise dismissed, withdrawn or settled
  bool is_effective;  ///< the agency has to choose again
  Days stayed;
  Days corrective_action;  ///< still to come
};

/// A new requirement was given up before it came into operation, though somebody could serve it.
struct RequirementWithdrawn {
  RequirementId requirement;
  AgencyId agency;
  bool is_awarded;  ///< a contract was already made
};

using Event =
    std::variant<RequirementArrived, RequirementUnmet, RouteMissed, Awarded, OperationStarted,
                 Obligated, SupplyStarted, SupplyEnded, ContractEnded, VendorChanged,
                 PartnershipReviewed, PartnershipSigned, PartnershipLapsed, ExclusivityReaffirmed,
                 ExclusivityLapsed, IntegrationStarted, OfferingAuthorized, VendorSuspended,
                 SuspensionLifted, ModelReleased, VehicleOpened, VehicleClosed,
                 ContinuingResolutionBegan, AppropriationEnacted, ShutdownBegan, ShutdownEnded,
                 StartFunded, FundsExhausted, FundsExpired, BecameContractor, BecameLaboratory,
                 TaskForceStoodUp, VendorStandardized, OutageOccurred, BreachOccurred, Protested,
                 ProtestDecided, RequirementWithdrawn, PolicyIntroduced, PolicyPassed,
                 PolicyRejected, PolicyEffective, ReviewCompleted>;

/// The name by which scenarios know an event: "partnership-signed".
std::string_view name_of(const Event& event);
/// The position in Event of the kind of that name, which is what Event::index() says of its events;
/// std::variant_npos if there is none.
std::size_t kind_named(std::string_view name);

/// Who took part, for questions that narrow an event; invalid where it has no such part.
struct Parties {
  AgencyId agency{};
  VendorId vendor{};
  ProviderId provider{};
  EnclaveId enclave{};
  PolicyId policy{};
  PathId path{};
  std::uint32_t order = 0;
};
Parties parties_of(const Event& event);

/// Folds an event and its time into a running hash: equal hashes, equal histories.
std::uint64_t mix_into(std::uint64_t hash, Days time, const Event& event);

/// A set of kinds of events, each at its position in Event.
using EventKinds = std::bitset<std::variant_size_v<Event>>;

/// The set of these kinds.
template <class... Kinds>
EventKinds kinds() {
  EventKinds set;
  (set.set(Event(std::in_place_type<Kinds>).index()), ...);
  return set;
}

/// Wants to know what happens. Called in the order of subscription, at the time of the event.
class Listener {
 public:
  virtual ~Listener() = default;
  /// What it is told of; asked once, at its subscription.
  virtual EventKinds wants() const { return EventKinds().set(); }
  virtual void on(Days now, const Event& event) = 0;
};

/// Calls the overload that fits; other events are left alone by a last `[](const auto&) {}`.
template <class... Functions>
struct Overload : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overload(Functions...) -> Overload<Functions...>;

}  // namespace acqsim::model
