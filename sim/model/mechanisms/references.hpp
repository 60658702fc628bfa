#pragma once

#include "model/events.hpp"
#include "model/ids.hpp"

#include <acqsim/base/units.hpp>

#include <vector>

namespace acqsim::model {

class World;

/// M6 References: a large award raises the vendor's standing at other agencies.
///
///     R(v, k) = sum over awards  increment (1 + ln(value/threshold)) similarity(k, k')
///     2^(-age/half_life)
///
/// R dimensionless; values in $/year from the threshold upward; k' is the kind that awarded.
///
/// Source: assumption; choice.reference and references.increment put it to the test. Limit:
/// increment 0 gives R = 0.
class References : public Listener {
 public:
  explicit References(World& world);
  double strength(const World& world, VendorId vendor, KindId kind) const;
  void on(Days now, const Event& event) override;

 private:
  void add(VendorId vendor, KindId kind, double amount, Days at);

  World* world_;
  std::size_t kinds_;
  std::vector<std::vector<double>> similarity_;  // [kind][kind that awarded]
  struct Stock {
    double value = 0.0;
    Days at{};
  };
  std::vector<Stock> stocks_;  // [vendor][kind]
};

namespace references {
/// What one award adds at an agency of the same kind. Zero below the threshold.
double weight(Money value, Money threshold, double increment);
double decayed(double strength, Days age, Days half_life);
}  // namespace references

}  // namespace acqsim::model
