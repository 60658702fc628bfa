#pragma once

#include "model/ids.hpp"
#include "model/requirement.hpp"

#include <acqsim/des/signal.hpp>

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace acqsim::model {

class World;

/// Who can be reached, how, and with how much friction.
///
/// Vertices: vendors, offerings, enclaves, sellers, vehicles. Edges: vendor to offering, offering
/// to enclave and to its vendor as a seller, vendor to those who resell it, enclave to its provider
/// as a seller, seller to vehicle; the last edge, from vehicle to agency, has no weight and is
/// looked up. A route for (agency, level, home provider, vendor) is a path on which the offering is
/// authorised, its enclave holds a level that covers the requirement's, the partnership serves the
/// agency's kind, and the vehicle is open to the agency for the level. Friction in days sums the
/// vehicle's ordering lead time, `access.migration` (times the cloud layer of lock-in) if the
/// enclave is not at the home provider, and the median time of authorisation, which is shorter
/// where the agency already runs on the provider. The best route has the least friction (Dijkstra);
/// of vehicles equally near the first by id is taken.
///
/// Source: [acqsim-model]; migration and ordering times as the scenario gives them. Limits: the
/// least path of all that there are (tests/model/access_graph_test.cpp); migration 0 makes every
/// cloud a home cloud.
///
/// Routes are cached per vendor and per class of agencies that the graph cannot tell apart. A
/// vendor's are dropped when its edges change or one more gets under way: who writes them says so
/// by `vendor_changed`, `all_changed` or `offering_under_way`. Most changes leave most routes as
/// they were, so that a route dropped is looked for among all that were ever searched, by the edges
/// that can be used, before it is searched again.
class AccessGraph {
 public:
  explicit AccessGraph(World& world);
  ~AccessGraph();
  AccessGraph(const AccessGraph&) = delete;
  AccessGraph& operator=(const AccessGraph&) = delete;

  /// An agency's demand at a level and a home provider, for who asks about one vendor after
  /// another. Holds until the agency's footprint grows.
  struct Place {
    AgencyId agency;
    LevelId level;
    ProviderId home;
    std::uint32_t profile;
    std::size_t row;  ///< of its routes among all that are kept
  };
  Place place(AgencyId agency, LevelId level, ProviderId home);

  /// The least-friction route; it may not exist.
  Route best(const Place& place, VendorId vendor) {
    const Entry& entry = best_[place.row * version_.size() + vendor.value()];
    if (entry.version == version_[vendor.value()]) return entry.route();
    return find_best(place, vendor);
  }
  Route best(AgencyId agency, LevelId level, ProviderId home, VendorId vendor) {
    return best(place(agency, level, home), vendor);
  }
  /// The route of least days, friction and wait together, of those that there are and those that
  /// can be expected by `until`: through enclaves for which the vendor's offering is under way
  /// (OfferingPipeline::expected), or in which it is authorised for a level that the enclave comes
  /// to hold, if partnerships and vehicles are then as they are now. One that there is already
  /// wins a tie.
  Route best_by(const Place& place, VendorId vendor, base::Days until) {
    const Entry& entry = best_[place.row * version_.size() + vendor.value()];
    if (entry.version == version_[vendor.value()] && entry.is_final) return entry.route();
    return look_ahead(place, vendor, until);
  }

  /// The same if `added` had signed the vendor for every government kind and all its enclaves held
  /// its offerings.
  Route what_if(AgencyId agency, LevelId level, ProviderId home, VendorId vendor, ProviderId added);

  /// A provider with its enclaves and its marketplace, or a vehicle, that is thought away.
  struct Removal {
    ProviderId provider{};
    VehicleId vehicle{};
  };
  /// The best route that is left then.
  Route without(const Place& place, VendorId vendor, const Removal& removal);

  /// What a vendor's routes to a place are made of: enclaves that can host it, and vehicles that
  /// take the order if somebody sells on them.
  struct Means {
    std::vector<EnclaveId> hosts;
    std::vector<VehicleId> vehicles;
  };
  Means means(const Place& place, VendorId vendor) const;
  /// The two parts of a route's friction, for a place at which the enclave can host. Days
  double hosting_friction(const Place& place, EnclaveId enclave) const;
  double ordering_friction(VehicleId vehicle) const;

  /// Whether anybody at all can order from the vendor now: some offering of it is authorised where
  /// a kind of customers is served, and is sold on a vehicle that takes orders of that kind.
  bool is_sold(VendorId vendor);

  /// Agencies with the same number have the same routes.
  std::uint32_t profile(AgencyId agency) { return profile_of(agency); }

  /// Whether an agency runs on a provider: its footprint at the start, or an authorisation since.
  bool runs_on(AgencyId agency, ProviderId provider) const;
  /// Whether the enclave holds a level that covers this one now.
  bool covers(EnclaveId enclave, LevelId level) const;

  // --- for the writers of edges ---
  void vendor_changed(VendorId vendor);
  void offering_under_way(VendorId vendor);  ///< one more, which agencies may wait for
  void all_changed();
  void parameters_changed();  ///< what policies may have changed: friction, and who may serve
  void read_footprints();     ///< what agencies run on by the scenario, as it is now
  void footprint_grew(AgencyId agency, ProviderId provider);
  /// Notified at each change.
  des::Signal& changed() { return changed_; }

 private:
  struct Graph;
  /// What the graph can tell of an agency; agencies alike in this share their routes.
  struct Profile {
    KindId kind;
    std::uint32_t part = 0;       ///< of the market, as policies see it
    std::uint64_t vehicles = 0;   ///< open to it, a bit each
    std::uint64_t footprint = 0;  ///< providers that it runs on, a bit each
    friend bool operator==(const Profile&, const Profile&) = default;
  };
  /// A route without a wait, in half a Route's room: a forecast looks at thousands.
  struct Entry {
    static constexpr std::uint8_t kNone = 255;
    std::uint32_t version = 0;  ///< of the vendor when it was searched; zero: never
    std::uint8_t enclave = kNone;
    std::uint8_t vehicle = 0;
    std::uint8_t enclaves = 0;
    bool is_final = false;  ///< nothing is to come, in this version, that could be better
    double friction = 0.0;
    Route route() const {
      if (enclave == kNone) return Route{};
      return {EnclaveId(enclave), VehicleId(vehicle), friction, 0.0, enclaves};
    }
  };
  static constexpr std::uint32_t kNoProfile = 0xFFFFFFFFU;
  /// All that a search depends on: the edges that can be used, and what tells their weights.
  struct Usable {
    VendorId vendor;
    std::uint32_t part = 0;       ///< of the market: its days of migration
    ProviderId home;              ///< invalid: no enclave that hosts is there
    EnclaveSet hosts;             ///< enclaves that can host
    std::uint64_t vehicles = 0;   ///< that take the order, a bit each
    std::uint64_t inherited = 0;  ///< providers of these enclaves that the agency runs on
    friend bool operator==(const Usable&, const Usable&) = default;
  };
  struct HashOfUsable {
    std::size_t operator()(const Usable& usable) const;
  };

  Route find_best(const Place& place, VendorId vendor);
  Route look_ahead(const Place& place, VendorId vendor, base::Days until);
  Route find(Entry& entry, const Place& place, VendorId vendor, ProviderId added);
  double hosting_friction(const Place& place, ProviderId provider) const;
  /// Than this no route through the provider's enclaves takes fewer days, however soon it comes.
  double least_friction(const Place& place, ProviderId provider) const;
  /// Enclaves through which there might be a route of fewer days than the best that there is; all,
  /// if there is none.
  EnclaveSet nearer(const Place& place, const Route& present) const;
  /// Enclaves in which the vendor is authorised and of whose provider it serves the kind.
  const EnclaveSet& serving(VendorId vendor, KindId kind) const;
  Usable usable(const Place& place, VendorId vendor, ProviderId added) const;
  std::uint64_t vehicles_for(const Place& place) const;
  const Route& searched(const Usable& usable);
  Route search(const Usable& usable) const;
  bool look_whether_sold(VendorId vendor) const;
  std::uint32_t profile_of(AgencyId agency);
  std::size_t rows() const;  ///< places that can be told apart

  World* world_;
  des::Signal changed_;
  std::unique_ptr<Graph> graph_;
  std::vector<std::uint64_t> footprint_;       // [agency], a bit a provider
  std::vector<std::uint32_t> agency_profile_;  // [agency]
  std::vector<Profile> profiles_;
  std::vector<std::uint32_t> sold_version_;  // [vendor]: when is_sold was last looked up
  std::vector<char> sold_;                   // [vendor]
  std::vector<std::uint32_t> version_;       // [vendor]
  std::vector<Entry> best_;                  // [profile][level][home][vendor]
  // [vendor][added provider][profile][level][home], the last three as far as somebody asked: a
  // forecast walks them all for one vendor and provider.
  std::vector<std::vector<Entry>> what_if_;
  // For good, since weights do not change in a replication: who changes them clears this. Looked up
  // only, never walked.
  std::unordered_map<Usable, Route, HashOfUsable> searched_;
};

}  // namespace acqsim::model
