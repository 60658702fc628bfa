#pragma once

#include "model/events.hpp"
#include "model/ids.hpp"
#include "model/mechanisms/partnerships.hpp"
#include "model/parameter_listener.hpp"
#include "model/rate_history.hpp"

#include <acqsim/base/units.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace acqsim::des {
class Signal;
}

namespace acqsim::model {

class World;

/// M4 Partnership decisions. At review times a vendor weighs: stay; reaffirm its present partner in
/// exchange for exclusivity to a date; sign provider p. Each option has a joint surplus Z of vendor
/// and provider, and the choice is a logit over Z with scale mu. Z of staying is zero. For signing
/// p:
///
///     vendor    margin (1 - h) D   + compute support of p - integration cost - relation cost h H
///     provider  hosting margin h Dp - affiliate's margin (1 - h) A
///
/// with h the hosting share; D the change in obligations that the vendor is forecast to win over
/// the horizon once p's enclaves are reachable (from the access graph with p's edges added); Dp
/// what it would win hosted at p; A what p's own models lose; H what its present partner is
/// forecast to host. For reaffirming: `exclusivity_premium` of the partner's forecast hosting
/// revenue, which the partner commits and keeps. All in $.
///
/// Forecast: every agency's requirement rate with adoption as it is now, times the mean annual
/// value, times horizon^2/2 (a requirement that arises half-way is paid for half of it), spread
/// over levels and homes by their mixes; shares by the logit of choice.hpp without tastes.
///
/// Reviews come as a Poisson process of rate `reviews_partnerships`, and at once when exclusivity
/// lapses, when a rival signs, or when awards are lost for want of a route, at most one per
/// `response`. A chosen deal takes a negotiation time; other reviews wait for it.
///
/// Source: assumption. Limit: scale to infinity makes the options equally likely; scale to zero the
/// best certain.
namespace partnership_decisions {

/// The parts of a surplus, each with its sign: the vendor's and the provider's side. $
struct SurplusTerms {
  Money won{};                  ///< margin on what the vendor wins more
  Money support{};              ///< compute and investment offered
  Money integration{};          ///< cost of integration
  Money relation{};             ///< cost to the relation with the present partner
  Money hosting{};              ///< the provider's margin on hosting
  Money affiliate{};            ///< what the provider's own models lose
  Money exclusivity_premium{};  ///< reaffirm
  Money forecast_won{};         ///< not a part: obligations that the vendor wins more, D
};

/// One thing that a vendor could do at a review.
struct Option {
  enum class Kind : std::uint8_t { stay, reaffirm, sign };
  Kind kind = Kind::stay;
  ProviderId provider{};  ///< reaffirm, sign
  KindMask scope = 0;     ///< reaffirm, sign: kinds of customers
  Money surplus{};        ///< Z
  SurplusTerms terms{};   ///< Z is their sum
};

/// What a vendor could do now, with the joint surplus of each; staying comes first.
std::vector<Option> options(World& world, VendorId vendor);

/// Probabilities of the options: exp(Z/mu) over their sum.
std::vector<double> probabilities(const std::vector<Option>& options, Money scale);

/// Spawns the reviews of every vendor that has any, and listens for what calls one.
class Reviews : public Listener, public ParameterListener {
 public:
  explicit Reviews(World& world);
  ~Reviews() override;
  EventKinds wants() const override {
    return kinds<ExclusivityLapsed, PartnershipSigned, RouteMissed>();
  }
  void on(Days now, const Event& event) override;
  void after_change(World& world, std::string_view path) override;
  void install();

 private:
  friend struct ReviewProcess;
  struct Desk;
  /// Null: the vendor does not review now.
  Desk* desk(VendorId vendor);
  void call(VendorId vendor, ReviewCause cause);

  World* world_;
  std::vector<std::unique_ptr<Desk>> desks_;  // [vendor]; null: never reviews
};

}  // namespace partnership_decisions
}  // namespace acqsim::model
