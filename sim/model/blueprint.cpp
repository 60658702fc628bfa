#include "model/blueprint.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/des/random.hpp>

#include <algorithm>

namespace acqsim::model {

template <class Id>
Names<Id>::Names(std::vector<std::string> sorted_ids) : ids_(std::move(sorted_ids)) {
  hashes_.reserve(ids_.size());
  for (const auto& id : ids_) hashes_.push_back(des::hash_id(id));
}

template <class Id>
std::optional<Id> Names<Id>::find(std::string_view id) const {
  const auto found = std::lower_bound(ids_.begin(), ids_.end(), id);
  if (found == ids_.end() || *found != id) return std::nullopt;
  return Id(static_cast<std::size_t>(found - ids_.begin()));
}

template <class Id>
Id Names<Id>::at(std::string_view id) const {
  const auto found = find(id);
  ACQSIM_CHECK(found.has_value(), "unknown id '" + std::string(id) + "'");
  return *found;
}

template class Names<LevelId>;
template class Names<KindId>;
template class Names<ProviderId>;
template class Names<EnclaveId>;
template class Names<VendorId>;
template class Names<VehicleId>;
template class Names<AgencyId>;
template class Names<MethodId>;
template class Names<PathId>;
template class Names<PolicyId>;

namespace {

template <class M>
std::vector<std::string> keys(const M& map) {
  std::vector<std::string> all;
  for (const auto& [key, value] : map) all.push_back(key);
  return all;  // a map's keys are sorted
}

std::vector<std::vector<bool>> closure(const spec::Scenario& scenario,
                                       const Names<LevelId>& levels) {
  const std::size_t n = levels.size();
  std::vector<std::vector<bool>> covers(n, std::vector<bool>(n, false));
  for (const auto& [id, level] : scenario.levels) {
    const auto from = levels.at(id).value();
    covers[from][from] = true;
    for (const auto& covered : level.covers) covers[from][levels.at(covered).value()] = true;
  }
  for (std::size_t via = 0; via < n; ++via) {  // Warshall
    for (std::size_t from = 0; from < n; ++from) {
      for (std::size_t to = 0; to < n; ++to) {
        if (covers[from][via] && covers[via][to]) covers[from][to] = true;
      }
    }
  }
  return covers;
}

}  // namespace

Blueprint::Blueprint(const spec::Scenario& scenario)
    : levels(keys(scenario.levels)),
      kinds(keys(scenario.kinds)),
      providers(keys(scenario.providers)),
      vendors(keys(scenario.vendors)),
      vehicles(keys(scenario.vehicles)),
      agencies(keys(scenario.agencies)),
      methods(keys(scenario.acquisition.methods)),
      paths(keys(scenario.pipeline.paths)),
      policies(keys(scenario.policies)),
      covers(closure(scenario, levels)) {
  std::vector<std::string> enclave_ids;
  for (const auto& [id, provider] : scenario.providers) {
    for (const auto& [enclave, value] : provider.enclaves) enclave_ids.push_back(enclave);
  }
  std::sort(enclave_ids.begin(), enclave_ids.end());
  enclaves = Names<EnclaveId>(std::move(enclave_ids));

  provider_of.resize(enclaves.size());
  path_of.resize(enclaves.size());
  enclaves_of.resize(providers.size());
  affiliate_of.resize(providers.size());
  takes_partners.resize(providers.size());
  for (const auto& [id, provider] : scenario.providers) {
    const auto at = providers.at(id);
    takes_partners[at.value()] = provider.takes_partners;
    if (!provider.affiliate.empty()) affiliate_of[at.value()] = vendors.at(provider.affiliate);
    for (const auto& [enclave, value] : provider.enclaves) {
      const auto placed = enclaves.at(enclave);
      provider_of[placed.value()] = at;
      path_of[placed.value()] = paths.at(value.path);
      enclaves_of[at.value()].push_back(placed);
    }
  }
  for (const auto& [id, vendor] : scenario.vendors) {
    auto& resellers = resellers_of.emplace_back();
    for (const auto& reseller : vendor.resold_by) resellers.push_back(vendors.at(reseller));
  }
  for (const auto& [id, agency] : scenario.agencies) kind_of.push_back(kinds.at(agency.kind));
  for (const auto& [id, vehicle] : scenario.vehicles) {
    auto& by_vendors = sells_vendor.emplace_back();
    auto& by_providers = sells_provider.emplace_back();
    for (const auto& seller : vehicle.sellers) {
      if (const auto vendor = vendors.find(seller)) by_vendors.push_back(*vendor);
      if (const auto provider = providers.find(seller)) by_providers.push_back(*provider);
    }
    auto& open = may_order.emplace_back(agencies.size(), false);
    for (const auto& kind : vehicle.open_to) {
      for (std::size_t a = 0; a < agencies.size(); ++a) {
        if (kinds[kind_of[a]] == kind) open[a] = true;
      }
    }
    for (const auto& agency : vehicle.agencies) open[agencies.at(agency).value()] = true;
    auto& ordered = orders_level.emplace_back(levels.size(), vehicle.levels.empty());
    for (const auto& level : vehicle.levels) ordered[levels.at(level).value()] = true;
  }
}

bool Blueprint::is_own(VendorId vendor, ProviderId provider) const {
  return affiliate_of[provider.value()] == vendor || !takes_partners[provider.value()];
}

}  // namespace acqsim::model
