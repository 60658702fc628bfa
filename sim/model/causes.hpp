#pragma once

#include "model/events.hpp"
#include "model/requirement.hpp"

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace acqsim::model {

/// Says of each event of a replication which earlier ones led to it, as far as events tell:
///
///     of a requirement's life      the one before in that life
///     an award                     and the authorisation of the winner's offering, if it came in
///                                  this replication
///     a review                     what called for it: an exclusivity that lapsed, a rival that
///     signed,
///                                  the last award missed
///     a signature, a reaffirmation the vendor's review before; of a reaffirmation also that
///     integration, review,         the signature; the integration;
///     authorisation                the review
///     a policy's stages, ends of suspensions, shutdowns and resolutions: what they follow
///     an end by exclusion          the suspension
///     a default                    the task force, or the policy of the day
///     a label                      the obligation that crossed it
///
/// A pure fold over events. Limit: what draws alone decide has no cause.
class Causes {
 public:
  /// Positions, ascending, of the causes of the event at `position`.
  std::vector<std::size_t> of(std::size_t position, const Event& event);

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  using Pair = std::pair<std::size_t, std::size_t>;
  template <class Key>
  static std::size_t last(const std::map<Key, std::size_t>& of, const Key& key) {
    const auto found = of.find(key);
    return found == of.end() ? kNone : found->second;
  }
  std::size_t in_life(RequirementId requirement, std::size_t position);

  std::map<std::size_t, std::size_t> life_;          // [requirement]
  std::map<Pair, std::size_t> authorized_;           // [vendor, enclave]
  std::map<Pair, std::size_t> integrated_;           // [vendor, enclave]
  std::map<Pair, std::size_t> reviewed_;             // [vendor, enclave]
  std::map<Pair, std::size_t> signed_;               // [vendor, provider]
  std::map<Pair, std::size_t> suspended_;            // [vendor, kind]
  std::map<std::size_t, std::size_t> review_;        // [vendor]
  std::map<std::size_t, std::size_t> missed_;        // [vendor]
  std::map<std::size_t, std::size_t> lapsed_;        // [vendor], of an exclusivity
  std::map<std::size_t, std::size_t> paid_;          // [vendor]
  std::map<std::size_t, std::size_t> suspended_by_;  // [vendor]
  std::map<std::size_t, std::size_t> task_force_;    // [agency]
  std::map<std::size_t, std::size_t> policy_;        // [policy]
  std::map<int, std::size_t> resolution_;            // [fiscal year]
  std::vector<std::pair<std::size_t, VendorId>> signatures_;
  std::size_t in_force_ = kNone;  // the last policy
  std::size_t shutdown_ = kNone;
};

}  // namespace acqsim::model
