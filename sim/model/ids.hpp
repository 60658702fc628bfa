#pragma once

#include <acqsim/base/index.hpp>

#include <bitset>
#include <cstddef>

/// Typed positions of entities. Within one kind they follow the order of the string ids, so that
/// nothing depends on where in a file an entity was written.
namespace acqsim::model {

using LevelId = base::Index<struct LevelTag>;
using KindId = base::Index<struct KindTag>;
using ProviderId = base::Index<struct ProviderTag>;
using EnclaveId = base::Index<struct EnclaveTag>;
using VendorId = base::Index<struct VendorTag>;
using VehicleId = base::Index<struct VehicleTag>;
using AgencyId = base::Index<struct AgencyTag>;
using MethodId = base::Index<struct MethodTag>;
using PathId = base::Index<struct PathTag>;
using PolicyId = base::Index<struct PolicyTag>;
using RequirementId = base::Index<struct RequirementTag>;

/// A set of enclaves, by their positions. AccessGraph refuses a scenario with more.
constexpr std::size_t kMostEnclaves = 256;
using EnclaveSet = std::bitset<kMostEnclaves>;

/// Calls `visit` with each enclave of the set, in the order of their positions.
template <typename Visit>
void for_each(const EnclaveSet& set, const Visit& visit) {
  for (std::size_t e = set._Find_first(); e < set.size(); e = set._Find_next(e))
    visit(EnclaveId(e));
}

}  // namespace acqsim::model
