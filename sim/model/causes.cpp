#include "model/causes.hpp"

#include <algorithm>
#include <variant>

namespace acqsim::model {

std::size_t Causes::in_life(RequirementId requirement, std::size_t position) {
  const auto [known, is_first] = life_.try_emplace(requirement.value(), position);
  const std::size_t before = is_first ? kNone : known->second;
  known->second = position;
  return before;
}

std::vector<std::size_t> Causes::of(std::size_t position, const Event& event) {
  std::vector<std::size_t> found;
  const auto because = [&found](std::size_t cause) {
    if (cause != kNone) found.push_back(cause);
  };
  const auto pair = [](auto a, auto b) { return Pair{a.value(), b.value()}; };
  std::visit(
      Overload{
          [&](const RouteMissed& e) {
            because(last(life_, e.requirement.value()));
            missed_[e.vendor.value()] = position;
          },
          [&](const Awarded& e) {
            because(last(authorized_, pair(e.vendor, e.enclave)));
            because(in_life(e.requirement, position));
          },
          [&](const ContractEnded& e) {
            if (e.cause == EndCause::vendor_excluded)
              because(last(suspended_by_, e.vendor.value()));
            because(in_life(e.requirement, position));
          },
          [&](const Obligated& e) {
            because(last(life_, e.requirement.value()));
            paid_[e.vendor.value()] = position;
          },
          [&](const SupplyStarted& e) { because(last(life_, e.requirement.value())); },
          [&](const SupplyEnded& e) { because(last(life_, e.requirement.value())); },
          [&](const PartnershipReviewed& e) {
            if (e.cause == ReviewCause::awards_lost) because(last(missed_, e.vendor.value()));
            if (e.cause == ReviewCause::exclusivity_lapsed)
              because(last(lapsed_, e.vendor.value()));
            if (e.cause == ReviewCause::rival_signed) {
              const auto rival =
                  std::find_if(signatures_.rbegin(), signatures_.rend(),
                               [&e](const auto& one) { return one.second != e.vendor; });
              if (rival != signatures_.rend()) because(rival->first);
            }
            review_[e.vendor.value()] = position;
          },
          [&](const PartnershipSigned& e) {
            because(last(review_, e.vendor.value()));
            signed_[pair(e.vendor, e.provider)] = position;
            signatures_.emplace_back(position, e.vendor);
          },
          [&](const PartnershipLapsed& e) { because(last(signed_, pair(e.vendor, e.provider))); },
          [&](const ExclusivityReaffirmed& e) { because(last(review_, e.vendor.value())); },
          [&](const ExclusivityLapsed& e) { lapsed_[e.vendor.value()] = position; },
          [&](const IntegrationStarted& e) {
            because(last(signed_, pair(e.vendor, e.provider)));
            integrated_[pair(e.vendor, e.enclave)] = position;
          },
          [&](const ReviewCompleted& e) {
            if (!e.vendor.is_valid()) return;
            because(last(integrated_, pair(e.vendor, e.enclave)));
            reviewed_[pair(e.vendor, e.enclave)] = position;
          },
          [&](const OfferingAuthorized& e) {
            const std::size_t review = last(reviewed_, pair(e.vendor, e.enclave));
            because(review != kNone ? review : last(integrated_, pair(e.vendor, e.enclave)));
            authorized_[pair(e.vendor, e.enclave)] = position;
          },
          [&](const VendorSuspended& e) {
            suspended_[pair(e.vendor, e.kind)] = position;
            suspended_by_[e.vendor.value()] = position;
          },
          [&](const SuspensionLifted& e) { because(last(suspended_, pair(e.vendor, e.kind))); },
          [&](const ContinuingResolutionBegan& e) { resolution_[e.fiscal_year] = position; },
          [&](const AppropriationEnacted& e) { because(last(resolution_, e.fiscal_year)); },
          [&](const ShutdownBegan&) { shutdown_ = position; },
          [&](const ShutdownEnded&) { because(shutdown_); },
          [&](const BecameContractor& e) { because(last(paid_, e.vendor.value())); },
          [&](const TaskForceStoodUp& e) { task_force_[e.agency.value()] = position; },
          [&](const VendorStandardized& e) {
            const std::size_t task_force = last(task_force_, e.agency.value());
            because(task_force != kNone ? task_force : in_force_);
          },
          [&](const PolicyIntroduced& e) { policy_[e.policy.value()] = position; },
          [&](const PolicyPassed& e) {
            because(last(policy_, e.policy.value()));
            policy_[e.policy.value()] = position;
          },
          [&](const PolicyRejected& e) { because(last(policy_, e.policy.value())); },
          [&](const PolicyEffective& e) {
            because(last(policy_, e.policy.value()));
            in_force_ = position;
          },
          [&](const auto& e) {
            if constexpr (requires { e.requirement; }) because(in_life(e.requirement, position));
          },
      },
      event);
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace acqsim::model
