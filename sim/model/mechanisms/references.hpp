#pragma once

#include "model/events.hpp"
#include "model/ids.hpp"
#include "model/parameter_listener.hpp"

#include <acqsim/base/units.hpp>

#include <cstdint>
#include <vector>

namespace acqsim::spec {
struct Scenario;
}

namespace acqsim::model {

class World;

/// M6 References: a large award raises the vendor's standing at other agencies.
///
///     R(v, a) = sum over awards  increment (1 + ln(value/threshold)) w(a, a') 2^(-age/half_life)
///     w(a, a') = peers of a [a'], if it names a'; else similarity(kind of a, kind of a'), 1 to
///     itself
///
/// R dimensionless; values in $/year from the threshold upward; a' is the agency that awarded,
/// another than a: what an agency has itself is lock-in (M7). Renewals without competition are no
/// reference. Awards of before the start are known by kind only: similarity weighs them, not peers.
///
/// Source: assumption; choice.reference and references.increment put it to the test. Limits:
/// increment 0 gives R = 0; an agency whose peers have the weights of their kinds is one without.
class References : public Listener, public ParameterListener {
 public:
  explicit References(World& world);
  double strength(const World& world, VendorId vendor, AgencyId agency) const;
  /// At an agency of this kind that names no peers.
  double strength(const World& world, VendorId vendor, KindId kind) const;
  EventKinds wants() const override { return kinds<Awarded>(); }
  void on(Days now, const Event& event) override;
  /// What has faded until now has faded at the half-life until now.
  void before_change(World& world, std::string_view path) override;
  void after_change(World& world, std::string_view path) override;

 private:
  void read_similarity(const spec::Scenario& scenario);
  void read_start(const spec::Scenario& scenario);
  struct Stock {
    double value = 0.0;
    Days at{};
  };
  double now_in(const World& world, const Stock& stock) const;
  void add(Stock& stock, double amount, Days at);
  /// An award of a kind; `agency`: invalid if it is not known.
  void add(VendorId vendor, KindId kind, AgencyId agency, double amount, Days at);

  World* world_;
  std::size_t kinds_;
  std::vector<std::vector<double>> similarity_;  // [kind][kind that awarded]
  std::size_t vendors_;
  std::vector<Stock> stocks_;  // [kind][vendor]
  std::vector<Stock> own_;     // [agency][vendor]: its own awards, of those of its kind
  // Of agencies that name peers, who count awards otherwise than others of their kind.
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  struct Circle {
    AgencyId agency;
    std::vector<double> weight;  // [agency that awarded]; negative: as its kind
    std::vector<Stock> stocks;   // [vendor]
  };
  std::vector<Circle> circles_;
  std::vector<std::uint32_t> circle_of_;  // [agency]; kNone: names no peers
};

namespace references {
/// What one award adds at an agency of the same kind. Zero below the threshold.
double weight(Money value, Money threshold, double increment);
double decayed(double strength, Days age, Days half_life);
}  // namespace references

}  // namespace acqsim::model
