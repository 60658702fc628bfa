#pragma once

#include "model/events.hpp"
#include "model/ids.hpp"
#include "model/parameter_listener.hpp"

#include <acqsim/base/units.hpp>

#include <vector>

namespace acqsim::model {

class World;

/// M9 Company character: what government revenue does to a vendor.
///
///     S(t) = sum over obligations  m/tau e^(-(t - t_m)/tau),   g = S/(S + C),   C = C0 e^(growth
///     t) x = clamp(x0 + k g, 1%, 99%) integrations take x0/x of their time (M3); a release's share
///     of the gap and its step are scaled by (1 - x)/(1 - x0) (M1)
///
/// S and C in $/year, tau (`memory`) in days, g and x shares. At g >= `contractor_from` a
/// laboratory becomes a contractor, at g <= `laboratory_below` a contractor a laboratory again; in
/// between it stays what it is. The fall is found in closed form, so it happens on its instant.
/// Government revenue is what the vendor itself is obligated for models; hosting is the provider's.
/// A vendor without commercial revenue in the scenario is not followed: its x is x0.
///
/// Source: assumption. Limits: k = 0 changes no other mechanism by a bit; with a constant revenue m
/// every P, S tends to m/tau / (1 - e^(-P/tau)) just after a payment.
class Character : public Listener, public ParameterListener {
 public:
  explicit Character(World& world);
  /// g now; NaN if the vendor is not followed.
  double government_share(VendorId vendor) const;
  /// $ a year now, smoothed and commercial; zero if the vendor is not followed.
  double government_revenue(VendorId vendor) const;
  double commercial_revenue(VendorId vendor) const;
  bool is_followed(VendorId vendor) const { return stocks_[vendor.value()].is_followed; }
  bool is_contractor(VendorId vendor) const { return stocks_[vendor.value()].is_contractor; }
  /// x/x0: factor on the speed of integrations.
  double integration_speed(VendorId vendor) const;
  /// (1 - x)/(1 - x0): factor on what releases bring.
  double research(VendorId vendor) const;
  /// Time until g has fallen to `laboratory_below` if nothing more is obligated; zero: it has.
  Days until_laboratory(VendorId vendor) const;
  void become_laboratory(VendorId vendor);
  void on(Days now, const Event& event) override;
  /// Brings revenues up to now: they have gone at the rates until now.
  void before_change(World& world, std::string_view path) override;
  void after_change(World& world, std::string_view path) override;

 private:
  void read_start(const World& world);
  void look_whether_contractor(VendorId vendor);
  double effort(VendorId vendor) const;

  World* world_;
  struct Stock {
    double revenue = 0.0;  // S at `at`, $/year
    Days at{};
    double commercial = 0.0;  // C at `commercial_at`, $/year
    Days commercial_at{};
    bool is_followed = false;
    bool is_contractor = false;
  };
  std::vector<Stock> stocks_;
};

namespace character {
double effort(double base, double gain, double government_share);
/// Watches the labels of vendors that begin as contractors.
void install(World& world);
}  // namespace character

}  // namespace acqsim::model
