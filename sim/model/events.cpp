#include "model/events.hpp"

#include <bit>
#include <utility>

namespace acqsim::model {

std::string_view name_of(const Event& event) {
  return std::visit(
      Overload{
          [](const RequirementArrived&) { return "requirement-arrived"; },
          [](const RequirementUnmet&) { return "requirement-unmet"; },
          [](const RouteMissed&) { return "route-missed"; },
          [](const Awarded&) { return "awarded"; },
          [](const OperationStarted&) { return "operation-started"; },
          [](const Obligated&) { return "obligated"; },
          [](const SupplyStarted&) { return "supply-started"; },
          [](const SupplyEnded&) { return "supply-ended"; },
          [](const ContractEnded&) { return "contract-ended"; },
          [](const VendorChanged&) { return "vendor-changed"; },
          [](const PartnershipReviewed&) { return "partnership-reviewed"; },
          [](const PartnershipSigned&) { return "partnership-signed"; },
          [](const PartnershipLapsed&) { return "partnership-lapsed"; },
          [](const ExclusivityReaffirmed&) { return "exclusivity-reaffirmed"; },
          [](const ExclusivityLapsed&) { return "exclusivity-lapsed"; },
          [](const IntegrationStarted&) { return "integration-started"; },
          [](const OfferingAuthorized&) { return "offering-authorized"; },
          [](const VendorSuspended&) { return "vendor-suspended"; },
          [](const SuspensionLifted&) { return "suspension-lifted"; },
          [](const ModelReleased&) { return "model-released"; },
          [](const VehicleOpened&) { return "vehicle-opened"; },
          [](const VehicleClosed&) { return "vehicle-closed"; },
          [](const ContinuingResolutionBegan&) { return "continuing-resolution-began"; },
          [](const AppropriationEnacted&) { return "appropriation-enacted"; },
          [](const ShutdownBegan&) { return "shutdown-began"; },
          [](const ShutdownEnded&) { return "shutdown-ended"; },
          [](const StartFunded&) { return "start-funded"; },
          [](const FundsExhausted&) { return "funds-exhausted"; },
          [](const FundsExpired&) { return "funds-expired"; },
          [](const BecameContractor&) { return "became-contractor"; },
          [](const BecameLaboratory&) { return "became-laboratory"; },
          [](const TaskForceStoodUp&) { return "task-force-stood-up"; },
          [](const VendorStandardized&) { return "vendor-standardized"; },
          [](const OutageOccurred&) { return "outage-occurred"; },
          [](const BreachOccurred&) { return "breach-occurred"; },
          [](const Protested&) { return "protested"; },
          [](const ProtestDecided&) { return "protest-decided"; },
          [](const RequirementWithdrawn&) { return "requirement-withdrawn"; },
          [](const PolicyIntroduced&) { return "policy-introduced"; },
          [](const PolicyPassed&) { return "policy-passed"; },
          [](const PolicyRejected&) { return "policy-rejected"; },
          [](const PolicyEffective&) { return "policy-effective"; },
          [](const ReviewCompleted&) { return "review-completed"; },
      },
      event);
}

namespace {

template <std::size_t... Kinds>
std::size_t kind_named(std::string_view name, std::index_sequence<Kinds...>) {
  std::size_t found = std::variant_npos;
  ((found = name_of(Event(std::in_place_index<Kinds>)) == name ? Kinds : found), ...);
  return found;
}

}  // namespace

std::size_t kind_named(std::string_view name) {
  return kind_named(name, std::make_index_sequence<std::variant_size_v<Event>>());
}

Parties parties_of(const Event& event) {
  return std::visit(
      [](const auto& e) {
        Parties parties;
        if constexpr (requires { e.agency; }) parties.agency = e.agency;
        if constexpr (requires { e.vendor; }) parties.vendor = e.vendor;
        if constexpr (requires { e.to; }) parties.vendor = e.to;
        if constexpr (requires { e.provider; }) parties.provider = e.provider;
        if constexpr (requires { e.enclave; }) parties.enclave = e.enclave;
        if constexpr (requires { e.policy; }) parties.policy = e.policy;
        if constexpr (requires { e.path; }) parties.path = e.path;
        if constexpr (requires { e.order; }) parties.order = e.order;
        return parties;
      },
      event);
}

namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;  // Fibonacci hashing, then fold the high bits down
  return hash ^ (hash >> 29U);
}

template <class Id>
std::uint64_t word(Id id) {
  return id.is_valid() ? id.value() + 1 : 0;
}

}  // namespace

std::uint64_t mix_into(std::uint64_t hash, Days time, const Event& event) {
  hash = mix(hash, std::bit_cast<std::uint64_t>(time.value()));
  hash = mix(hash, event.index());
  const Parties parties = parties_of(event);
  hash = mix(hash, word(parties.agency) << 32U | word(parties.vendor));
  hash = mix(hash, word(parties.provider) << 32U | word(parties.enclave));
  return std::visit(
      [hash](const auto& e) {
        std::uint64_t mixed = hash;
        if constexpr (requires { e.policy; }) mixed = mix(mixed, word(e.policy));
        if constexpr (requires { e.path; }) mixed = mix(mixed, word(e.path));
        if constexpr (requires { e.requirement; }) mixed = mix(mixed, word(e.requirement));
        if constexpr (requires { e.model; }) {
          mixed = mix(mixed, std::bit_cast<std::uint64_t>(e.model.value()));
        }
        if constexpr (requires { e.amount; }) {
          mixed = mix(mixed, std::bit_cast<std::uint64_t>(e.amount.value()));
        }
        return mixed;
      },
      event);
}

}  // namespace acqsim::model
