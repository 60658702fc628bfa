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
///     S(t) = O0 e^(growth t) + M(t),   C(t) = C0 e^(growth t),   g = S/(S + C)
///
///     M(t) = M0 e^(-t/tau) + sum over obligations of  m/tau e^(-(t - t_m)/tau)
///
///     x = clamp(x0 + k g, 1%, 99%);   integrations take x0/x of their time (M3)
///
///     a release's share of the gap and its step are scaled by (1 - x)/(1 - x0) (M1)
///
/// S, O, M and C in $/year, tau (`memory`) in days, g and x shares. `government_share` gives S at
/// the start, S0. M is what this market obligates the vendor for models, smoothed: at the start M0,
/// a year's price of its use cases in operation then, at most S0; hosting is the provider's. O0 =
/// S0 - M0 is government business outside this market, which grows like the commercial one.
/// At g >= `contractor_from` a laboratory becomes a contractor, at g <= `laboratory_below` a
/// contractor a laboratory again; in between it stays what it is. The fall is found in closed form,
/// so it happens on its instant. A vendor without commercial revenue in the scenario is not
/// followed: its x is x0.
///
/// Source: assumption. Limits: k = 0 changes no other mechanism by a bit; with a constant revenue m
/// every P, M tends to m/tau / (1 - e^(-P/tau)) just after a payment; a vendor that this market
/// pays what it paid at the start keeps its g.
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
  /// A use case in operation at the start, whose model costs so much a year, is a part of S0.
  void seed(VendorId vendor, Money a_year);
  /// Time until g has fallen to `laboratory_below` if nothing more is obligated; zero: it has,
  /// infinite: it will not.
  Days until_laboratory(VendorId vendor) const;
  void become_laboratory(VendorId vendor);
  EventKinds wants() const override { return kinds<Obligated>(); }
  void on(Days now, const Event& event) override;
  /// Brings revenues up to now: they have gone at the rates until now.
  void before_change(World& world, std::string_view path) override;
  void after_change(World& world, std::string_view path) override;

 private:
  void read_start(const World& world);
  void look_whether_contractor(VendorId vendor);
  double effort(VendorId vendor) const;
  double market_revenue(VendorId vendor) const;  // M now
  double growth(VendorId vendor) const;          // of C and O since `commercial_at`

  World* world_;
  struct Stock {
    double revenue = 0.0;  // M at `at`, $/year
    Days at{};
    double outside = 0.0;     // O and
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
