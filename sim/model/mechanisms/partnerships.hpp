#pragma once

#include "model/ids.hpp"

#include <acqsim/base/units.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace acqsim::model {

class World;

/// A set of customer kinds, a bit each.
using KindMask = std::uint32_t;
KindMask mask_of(const World& world, const std::vector<std::string>& kinds);
constexpr bool contains(KindMask mask, KindId kind) { return ((mask >> kind.value()) & 1U) != 0; }

/// M4, the facts: which vendor may place its models with which provider, and for whom. The
/// decisions that lead to them are in partnership_decisions.hpp.
///
/// Source: announcements, as the scenario gives them. Limit: without a partnership a provider of
/// another company serves nobody with the vendor's models
/// (tests/model/mechanisms/partnerships_test.cpp).
class Partnerships {
 public:
  explicit Partnerships(const World& world);

  bool is_signed(VendorId vendor, ProviderId provider) const {
    return at(vendor, provider).is_signed;
  }
  bool is_negotiating(VendorId vendor, ProviderId provider) const {
    return at(vendor, provider).is_negotiating;
  }
  /// Whether the vendor's models at this provider may serve a kind of customers: its own cloud, or
  /// a signed partnership in whose scope the kind is and which no other provider's exclusivity
  /// rules out.
  bool serves(const World& world, VendorId vendor, ProviderId provider, KindId kind) const;
  KindMask scope(VendorId vendor, ProviderId provider) const { return at(vendor, provider).scope; }

  void begin_negotiation(VendorId vendor, ProviderId provider);
  void end_negotiation(VendorId vendor, ProviderId provider);
  /// Signs, or widens the scope of what is signed. A new signature is announced with its order.
  void sign(World& world, VendorId vendor, ProviderId provider, KindMask scope);
  void lapse(World& world, VendorId vendor, ProviderId provider);

 private:
  struct Entry {
    bool is_signed = false;
    bool is_negotiating = false;
    KindMask scope = 0;
    base::Days signed_at{};  ///< may be long before the start
  };
  const Entry& at(VendorId vendor, ProviderId provider) const {
    return entries_[vendor.value() * providers_ + provider.value()];
  }
  Entry& at(VendorId vendor, ProviderId provider) {
    return entries_[vendor.value() * providers_ + provider.value()];
  }

  std::size_t providers_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> signed_since_start_;  // [vendor]
};

}  // namespace acqsim::model
