#pragma once

#include <acqsim/base/index.hpp>

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

}  // namespace acqsim::model
