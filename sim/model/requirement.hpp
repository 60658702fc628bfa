#pragma once

#include "model/ids.hpp"

#include <acqsim/base/units.hpp>

#include <cstdint>
#include <vector>

namespace acqsim::model {

/// How a vendor is reached: where it is hosted and on which vehicle it is ordered.
struct Route {
  EnclaveId enclave{};
  VehicleId vehicle{};
  double friction = 0.0;      ///< days
  double wait = 0.0;          ///< days until it is expected to be there; 0: it can be used now
  std::uint8_t enclaves = 0;  ///< of the vendor that could serve this requirement
  bool exists() const { return enclave.is_valid(); }
  /// Friction, and the wait before it.
  double days() const { return friction + wait; }
};

/// One vendor's part in serving a requirement.
struct Supply {
  VendorId vendor{};
  Route route{};
  double share = 1.0;  ///< of the requirement's obligations
};

/// The capability that a requirement needs, in points on the vendors' scale: the u-quantile of its
/// kind's distribution, as a part of the frontier when it arose. Bounds decide most comparisons,
/// and cost far less than the quantile, which is inverted only when a vendor lies between them.
struct NeededCapability {
  double u = 0.5;
  double frontier = 0.0;  ///< points
  double low = 0.0;       ///< low <= needed <= high; equal once it is known
  double high = 0.0;
};

/// One AI use case that an agency wants. Parameters are drawn when it arises; state changes in its
/// life (requirement_life.hpp), which is its only writer.
struct Requirement {
  AgencyId agency{};
  std::uint64_t key = 0;  ///< of its random numbers: a hash of agency and ordinal
  LevelId level{};
  ProviderId home{};           ///< where its data is
  base::Money annual_value{};  ///< model and hosting
  NeededCapability needed_capability{};
  bool is_embedded = false;     ///< in a platform; otherwise behind a model gateway
  bool is_multi_homed = false;  ///< behind a gateway and served by several vendors
  base::Days patience{};
  base::Days
      arose{};  ///< state: when the present need arose; a recompete's, when the contract ended
  std::uint32_t round = 0;  ///< state: acquisitions so far
  bool is_competed = true;  ///< state: the present contract
  MethodId
      prototype{};  ///< state: by which the present contract is a prototype; invalid: it is none
  VendorId incumbent{};            ///< state: who served first in the contract before, or serves
  bool is_in_operation = false;    ///< state: whether `supplies` serve it now
  std::vector<Supply> supplies{};  ///< state: who serves, the first vendor first; empty: nobody
};

}  // namespace acqsim::model
