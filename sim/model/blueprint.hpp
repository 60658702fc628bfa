#pragma once

#include "model/ids.hpp"

#include <acqsim/spec/scenario.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace acqsim::model {

/// The ids of one kind of entity, sorted, with the hashes that key their random streams.
template <class Id>
class Names {
 public:
  Names() = default;
  explicit Names(std::vector<std::string> sorted_ids);

  std::size_t size() const { return ids_.size(); }
  const std::string& operator[](Id id) const { return ids_[id.value()]; }
  std::uint64_t hash(Id id) const { return hashes_[id.value()]; }
  std::optional<Id> find(std::string_view id) const;
  /// Requires: the loader has checked that it exists.
  Id at(std::string_view id) const;
  const std::vector<std::string>& all() const { return ids_; }

 private:
  std::vector<std::string> ids_;
  std::vector<std::uint64_t> hashes_;
};

/// What a scenario's structure fixes once for all replications: positions of ids, which level
/// covers which, which enclave belongs to whom, who sells where. No behaviour, no state.
struct Blueprint {
  explicit Blueprint(const spec::Scenario& scenario);

  Names<LevelId> levels;
  Names<KindId> kinds;
  Names<ProviderId> providers;
  Names<EnclaveId> enclaves;
  Names<VendorId> vendors;
  Names<VehicleId> vehicles;
  Names<AgencyId> agencies;
  Names<MethodId> methods;
  Names<PathId> paths;
  Names<PolicyId> policies;

  std::vector<std::vector<bool>> covers;                ///< [level][level]: reflexive, transitive
  std::vector<ProviderId> provider_of;                  ///< [enclave]
  std::vector<std::vector<EnclaveId>> enclaves_of;      ///< [provider]
  std::vector<PathId> path_of;                          ///< [enclave]
  std::vector<KindId> kind_of;                          ///< [agency]
  std::vector<VendorId> affiliate_of;                   ///< [provider]; invalid: none
  std::vector<std::vector<VendorId>> resellers_of;      ///< [vendor]
  std::vector<std::vector<VendorId>> sells_vendor;      ///< [vehicle]: vendors that sell on it
  std::vector<std::vector<ProviderId>> sells_provider;  ///< [vehicle]
  std::vector<std::vector<bool>> may_order;             ///< [vehicle][agency]
  std::vector<std::vector<bool>> orders_level;          ///< [vehicle][level]

  /// Whether a vendor's own models run at a provider without a partnership: the provider is its own
  /// company, or takes no partners at all (a first-party service).
  bool is_own(VendorId vendor, ProviderId provider) const;
  std::vector<bool> takes_partners;  ///< [provider]
};

}  // namespace acqsim::model
