#pragma once

#include "model/events.hpp"
#include "model/ids.hpp"
#include "model/parameter_listener.hpp"

#include <acqsim/base/units.hpp>
#include <acqsim/spec/mechanisms.hpp>

#include <vector>

namespace acqsim::model {

class World;

/// M7 Lock-in, in three layers: workflows W that an agency builds on a vendor's models (model
/// layer), on a vendor's platform (platform layer) and on a provider (cloud layer), and what
/// leaving would cost.
///
///     dW/dt = r W (1 - W/(n K))   with n contracts in operation and W < n K
///
///     dW/dt = -d (W - n K)        with W > n K, as after a contract ends; without any, n = 0
///
/// W and K: workflows; r and d: 1/day. An award adds `per_award` at once. The term in a choice is
///
///     strength x sum over layers carried of  weight x portability x ln(1 + W/w0)
///
/// A requirement behind a gateway carries the model layer only, an embedded one the platform layer
/// too. The cloud layer acts on routes (access_graph.hpp) and in the dollar cost:
///
///     switching cost = V (s0 + s1 ln(1 + W/w0)) x portability         V: $/year; result: $
///
/// Source: [arthur-1989] for increasing returns, [natural-experiment-2026] for the layers; sizes
/// are assumptions. Limit: one layer, b_L = 1, no decay, w0 per award: the Polya urn.
class LockIn : public Listener, public ParameterListener {
 public:
  explicit LockIn(World& world);

  /// Workflows now.
  double model_workflows(AgencyId agency, VendorId vendor) const;
  double platform_workflows(AgencyId agency, VendorId vendor) const;
  double cloud_workflows(AgencyId agency, ProviderId provider) const;

  /// The lock-in term of a choice before b_L, for a requirement of this depth of integration.
  double term(AgencyId agency, VendorId vendor, bool is_embedded) const;
  /// What an agency would pay to move one requirement off its vendor and provider. $
  Money switching_cost(AgencyId agency, VendorId vendor, ProviderId provider, Money annual_value,
                       bool is_embedded) const;
  /// Whether the agency has ever built anything on this vendor's models or platform.
  bool has_workflows(AgencyId agency, VendorId vendor) const {
    const std::size_t at = agency.value() * vendors_ + vendor.value();
    return model_[at].workflows > 0.0 || platform_[at].workflows > 0.0;
  }
  /// Whether the agency has ever built anything on anybody's models or platform.
  bool has_workflows(AgencyId agency) const;
  /// Workflows of contracts that began before the start.
  void seed(AgencyId agency, VendorId vendor, ProviderId provider, bool is_embedded);

  /// Brings every stock up to now: what grew until now grew at the rates until now.
  void before_change(World& world, std::string_view path) override;

  EventKinds wants() const override { return kinds<SupplyStarted, SupplyEnded, Awarded>(); }
  void on(Days now, const Event& event) override;

 private:
  struct Stock {
    double workflows = 0.0;
    Days at{};
    int contracts = 0;
  };
  double now_in(const Stock& stock, const spec::LockInLayer& layer) const;
  void settle(Stock& stock, const spec::LockInLayer& layer);
  void change(Stock& stock, const spec::LockInLayer& layer, int contracts, double workflows);
  Stock& model(AgencyId a, VendorId v) { return model_[a.value() * vendors_ + v.value()]; }
  Stock& platform(AgencyId a, VendorId v) { return platform_[a.value() * vendors_ + v.value()]; }
  Stock& cloud(AgencyId a, ProviderId p) { return cloud_[a.value() * providers_ + p.value()]; }

  World* world_;
  std::size_t vendors_;
  std::size_t providers_;
  std::vector<Stock> model_;
  std::vector<Stock> platform_;
  std::vector<Stock> cloud_;
};

namespace lock_in {
/// Workflows after `elapsed`, from `workflows`, with n contracts in operation.
double grown(double workflows, int contracts, const spec::LockInLayer& layer, Days elapsed);
/// ln(1 + W/w0)
double familiarity(double workflows, double reference_workflows);
/// In years of annual value.
double cost_in_years(double workflows, double reference_workflows, const spec::LockInLayer& layer);
}  // namespace lock_in

}  // namespace acqsim::model
