#pragma once

#include "model/ids.hpp"
#include "model/parameter_listener.hpp"

#include <acqsim/base/units.hpp>

#include <vector>

namespace acqsim::spec {
struct Promotion;
}

namespace acqsim::model {

class World;

/// M2 Price: list prices per user-year decline exponentially; dated promotions hold on one vehicle
/// and end.
///
///     p(t) = p0 exp(-decline t);  a promotion in force replaces it on its vehicle.
///
/// A policy changes a list price from what it is on its date: the decline goes on from there.
/// What an agency weighs in a choice is at least `choice.price_floor`, the cost of training and
/// administration that remains when the licence is free. What it pays is the price itself: a
/// requirement's annual value is its spending at list prices, so that a promotion scales the
/// model's part of obligations by p/list.
///
/// Source: [onegov-deals] for promotions; the decline is an assumption. Switched off, every price
/// is the list price of the start. Limits: decline 0 and no promotion leave list prices; off, to
/// the bit the scenario without decline and promotions (tests/model/mechanisms/price_test.cpp).
class Price : public ParameterListener {
 public:
  explicit Price(const World& world);
  /// $ per user-year at list, now.
  base::Money list(const World& world, VendorId vendor) const;
  /// $ per user-year on a vehicle, promotions included, now.
  base::Money on(const World& world, VendorId vendor, VehicleId vehicle) const;
  /// Ends a promotion today, whatever its own date says. By position in the scenario's map.
  void end_promotion(const World& world, std::size_t promotion);
  /// What has declined until now has declined at the rate until now.
  void before_change(World& world, std::string_view path) override;
  /// A list price that was changed is the price of that day.
  void after_change(World& world, std::string_view path) override;
  /// Whose list price a path is; invalid: it is none.
  static VendorId vendor_of(const World& world, std::string_view path);

 private:
  struct Promotion {
    VendorId vendor;
    VehicleId vehicle;
    const spec::Promotion* about;  ///< its price is read anew at each use
    base::Days from;
    base::Days until;
  };
  std::vector<Promotion> promotions_;
  double kept_ = 1.0;  // of list prices, the part that was left at `since_`
  base::Days since_{0.0};
  std::vector<double> set_at_;  // [vendor]: that part when its price was changed last
  // The last factor by which list prices have declined: a choice asks for every vendor's price.
  mutable base::Days factor_at_{0.0};
  mutable base::Rate factor_decline_{0.0};
  mutable double factor_ = 1.0;
};

namespace price {
/// Of a list price, the part that is left after `elapsed`.
double factor(base::Rate decline, base::Days elapsed);
}  // namespace price

}  // namespace acqsim::model
