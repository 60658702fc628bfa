#pragma once

#include "model/ids.hpp"
#include "model/mechanisms/partnerships.hpp"

#include <acqsim/base/units.hpp>

#include <vector>

namespace acqsim::model {

class World;

/// M5 Exclusivity: kinds of customers that a vendor has reserved to one provider, until a date or
/// with a hazard. It binds partnerships signed later than itself; earlier ones go on.
///
/// Lapse at min(until, E/hazard), E a unit exponential.                hazard: 1/day
///
/// Source: terms as the scenario gives them; the hazard is an assumption. Switched off, nothing is
/// reserved or reaffirmed. Limits: until and no hazard, exactly on the day; neither, never; a
/// hazard alone, exponential; off, to the bit the scenario without entries
/// (tests/model/mechanisms/exclusivity_test.cpp).
class Exclusivity {
 public:
  explicit Exclusivity(const World& world);

  bool is_in_force(VendorId vendor, ProviderId provider) const;
  /// Whether another provider's exclusivity keeps a partnership signed at `signed_at` from serving
  /// the kind.
  bool rules_out(VendorId vendor, ProviderId provider, KindId kind, base::Days signed_at) const;
  /// Kinds that are reserved to any other provider now.
  KindMask reserved_elsewhere(VendorId vendor, ProviderId provider) const;

  /// Reserves kinds from now until a date, and ends it then. Announced.
  void reaffirm(World& world, VendorId vendor, ProviderId provider, KindMask scope,
                base::Days until);
  /// Ends what is in force; nothing if nothing is. Announced.
  void lapse(World& world, VendorId vendor, ProviderId provider);

 private:
  struct Entry {
    KindMask scope = 0;  ///< zero: none in force
    base::Days since{};
    std::uint32_t version =
        0;  ///< counts reaffirmations, so that an old end does not end a new term
  };
  friend struct ExclusivityEnds;
  const Entry& at(VendorId vendor, ProviderId provider) const {
    return entries_[vendor.value() * providers_ + provider.value()];
  }
  Entry& at(VendorId vendor, ProviderId provider) {
    return entries_[vendor.value() * providers_ + provider.value()];
  }

  std::size_t providers_;
  std::vector<Entry> entries_;
};

namespace exclusivity {
void install(World& world);
}

}  // namespace acqsim::model
