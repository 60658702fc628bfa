#pragma once

#include "model/ids.hpp"

#include <acqsim/base/units.hpp>

#include <vector>

namespace acqsim::model {

class World;

/// What a vendor can expect to win: the part of M4 that looks ahead (partnership_decisions.hpp has
/// the formulas).
namespace partnership_forecast {

/// Obligations over the horizon, vendor's and provider's part together. $
struct Forecast {
  base::Money won{};                  ///< by the vendor
  std::vector<base::Money> hosted{};  ///< of that, [provider]
  base::Money affiliate{};            ///< by the added provider's own vendor
};

/// As things stand (`added` invalid), or with `added` as a new partner.
Forecast forecast(World& world, VendorId vendor, ProviderId added);

}  // namespace partnership_forecast
}  // namespace acqsim::model
