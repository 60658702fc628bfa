#pragma once

#include "model/access_graph.hpp"
#include "model/ids.hpp"
#include "model/mechanisms/partnerships.hpp"

#include <acqsim/base/units.hpp>

#include <vector>

namespace acqsim::model {

class World;

/// What vendors can expect to win: the part of M4 that looks ahead (partnership_decisions.hpp has
/// the formulas).
///
/// Source: assumption. Limit: equal vendors that can be reached share the demand equally
/// (tests/model/mechanisms/partnership_forecast_test.cpp).
namespace partnership_forecast {

/// Obligations over the horizon, vendor's and provider's part together. $
struct Forecast {
  base::Money won{};                  ///< by the vendor
  std::vector<base::Money> hosted{};  ///< of that, [provider]
  base::Money affiliate{};            ///< by the added provider's own vendor
};

/// The market as it stands, cut into segments (agency, level, home provider), each with its demand
/// over the horizon and every vendor's weight exp(U - greatest U) in the logit without tastes. A
/// snapshot: made at a review, and asked about one vendor with and without a further partner.
class Outlook {
 public:
  explicit Outlook(World& world);

  Forecast now(VendorId vendor) const;
  /// With `added` as a new partner for these kinds of customers.
  Forecast with(VendorId vendor, ProviderId added, KindMask scope) const;

 private:
  struct Segment {
    AgencyId agency;
    LevelId level;
    ProviderId home;
    std::size_t row;          // where the agency's part of fixed_ begins
    double demand;            // $ over the horizon
    double level_of_utility;  // the greatest U here, taken off every U so that no exp overflows
    double sum;               // of all vendors' weights
  };
  double weight(std::size_t segment, VendorId vendor) const {
    return weights_[segment * vendors_ + vendor.value()];
  }
  Forecast forecast(VendorId vendor, ProviderId added, KindMask scope) const;
  /// The price terms of an agency's part of the market, [vendor][vehicle].
  const double* prices(AgencyId agency) const;
  /// The terms of the best routes to a place, [vendor]; -infinity: no route, or suspended. The same
  /// for all agencies that share their routes. The pointer holds until the next place.
  const double* route_terms_at(const AccessGraph::Place& place);

  World* world_;
  std::size_t vendors_;
  std::size_t vehicles_;
  // What does not depend on the route: capability, reference, lock-in at the mean depth, default.
  std::vector<double> fixed_;  // [agency with demand][vendor]
  std::vector<double> price_;  // [part of the market][vendor][vehicle]: the price term
  // [place asked for][vendor]: the route's terms; and where a place's begin, by its row.
  std::vector<double> route_terms_;
  std::vector<std::size_t> terms_of_row_;
  std::vector<Segment> segments_;
  std::vector<double> weights_;  // [segment][vendor]; zero: no route, or suspended
};

}  // namespace partnership_forecast
}  // namespace acqsim::model
