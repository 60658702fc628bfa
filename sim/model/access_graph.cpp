#include "model/access_graph.hpp"

#include "model/world.hpp"

#include <acqsim/base/check.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <boost/property_map/function_property_map.hpp>

#include <algorithm>
#include <deque>
#include <functional>
#include <limits>

namespace acqsim::model {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

constexpr std::uint64_t bit(std::size_t position) { return std::uint64_t{1} << position; }
constexpr bool has(std::uint64_t bits, std::size_t position) {
  return ((bits >> position) & 1U) != 0;
}

/// Days of friction away from the home provider, with the cloud layer of lock-in, in each part of
/// the market that policies set apart.
std::vector<double> migrations(const World& world) {
  std::vector<double> all;
  for (std::size_t part = 0; part < world.policies.parts(); ++part) {
    const spec::Scenario& scenario = world.policies.part(world.spec(), part);
    const auto& lock_in = scenario.lock_in;
    double migration = scenario.access.migration.value();
    if (lock_in.enabled)
      migration *= lock_in.strength * lock_in.cloud.weight * lock_in.cloud.portability;
    all.push_back(migration);
  }
  return all;
}

/// So many of something, with room for as many again.
template <class T>
void grow(std::vector<T>& all, std::size_t count) {
  if (count > all.capacity()) all.reserve(2 * count);
  all.resize(count);
}

enum class EdgeKind : std::uint8_t { place, host, resell, sell };

/// What an edge needs to know its weight in a query.
struct Link {
  EdgeKind kind = EdgeKind::sell;
  std::uint32_t offering = 0;  ///< place: position of the enclave
  std::uint32_t vehicle = 0;   ///< sell: position of the vehicle
};

using BoostGraph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Link>;
using Edge = BoostGraph::edge_descriptor;

}  // namespace

/// The static structure: every edge that could ever be used, in a graph for each vendor, as a
/// search is for one vendor and need not pass the others' offerings. Which edges can be used is
/// asked at each search.
struct AccessGraph::Graph {
  std::size_t vendors, enclaves, providers, vehicles, agencies;
  std::deque<BoostGraph> graphs;              // [vendor]; they cannot be moved
  std::vector<double> ordering;               // [vehicle]: median lead time, days
  std::vector<std::vector<Days>> held_since;  // [enclave][level]: infinity: not held
  std::vector<EnclaveSet> ever;               // [level]: enclaves that hold it at some time
  std::vector<EnclaveSet> enclaves_of;        // [provider]
  double least_ordering = kInfinity;          // of these
  double first_authorization = 0.0;
  double inherited_authorization = 0.0;
  std::vector<double> migration;  // [part]
  // Enclaves that hold each level now, and when that is to be looked up again.
  std::vector<EnclaveSet> holding;
  Days next_gain{-kInfinity};
  // AccessGraph::serving, as of a version of the vendor.
  struct Serving {
    std::uint32_t version = 0;
    EnclaveSet enclaves;
  };
  std::vector<Serving> serving;  // [vendor][kind]
  // What may come, of one question.
  struct Due {
    double wait;
    std::size_t enclave;
  };
  std::vector<Due> due;
  // Scratch of one search.
  mutable std::vector<double> distance;
  mutable std::vector<BoostGraph::vertex_descriptor> predecessor;

  explicit Graph(const World& world);
  void read_parameters(const World& world);
  /// Enclaves that hold a level that covers this one. The reference holds until another day.
  const EnclaveSet& covering(LevelId level, Days now) {
    if (now >= next_gain) look_up_levels(now);
    return holding[level.value()];
  }
  void look_up_levels(Days now);

  // Vertices of each.
  static constexpr std::size_t kVendor = 0;
  std::size_t offering(std::size_t e) const { return kVendor + 1 + e; }
  std::size_t enclave(std::size_t e) const { return offering(enclaves) + e; }
  std::size_t provider_seller(std::size_t p) const { return enclave(enclaves) + p; }
  std::size_t vendor_seller(std::size_t v) const { return provider_seller(providers) + v; }
  std::size_t vehicle(std::size_t c) const { return vendor_seller(vendors) + c; }
  std::size_t size() const { return vehicle(vehicles); }
};

AccessGraph::Graph::Graph(const World& world)
    : vendors(world.blueprint().vendors.size()),
      enclaves(world.blueprint().enclaves.size()),
      providers(world.blueprint().providers.size()),
      vehicles(world.blueprint().vehicles.size()),
      agencies(world.blueprint().agencies.size()) {
  const auto& names = world.blueprint();
  const auto& scenario = world.spec();
  for (std::size_t v = 0; v < vendors; ++v) {
    BoostGraph& graph = graphs.emplace_back(size());
    const auto link = [&](std::size_t from, std::size_t to, Link what) {
      boost::add_edge(from, to, what, graph);
    };
    for (std::size_t e = 0; e < enclaves; ++e) {
      link(kVendor, offering(e),
           {.kind = EdgeKind::place, .offering = static_cast<std::uint32_t>(e)});
      link(offering(e), enclave(e), {.kind = EdgeKind::host});
      link(offering(e), vendor_seller(v), {.kind = EdgeKind::host});
      link(enclave(e), provider_seller(names.provider_of[e].value()), {.kind = EdgeKind::resell});
    }
    for (std::size_t sold = 0; sold < vendors; ++sold) {
      for (const VendorId reseller : names.resellers_of[sold])
        link(vendor_seller(sold), vendor_seller(reseller.value()), {.kind = EdgeKind::resell});
    }
    for (std::size_t c = 0; c < vehicles; ++c) {
      const Link sells{.kind = EdgeKind::sell, .vehicle = static_cast<std::uint32_t>(c)};
      for (const VendorId seller : names.sells_vendor[c])
        link(vendor_seller(seller.value()), vehicle(c), sells);
      for (const ProviderId p : names.sells_provider[c])
        link(provider_seller(p.value()), vehicle(c), sells);
    }
  }
  held_since.assign(enclaves, std::vector<Days>(names.levels.size(), Days(kInfinity)));
  for (const auto& [id, provider] : scenario.providers) {
    for (const auto& [name, value] : provider.enclaves) {
      auto& since = held_since[names.enclaves.at(name).value()];
      for (const auto& [level, date] : value.levels) {
        const auto& covered = names.covers[names.levels.at(level).value()];
        for (std::size_t l = 0; l < since.size(); ++l) {
          if (covered[l]) since[l] = std::min(since[l], date - scenario.start);
        }
      }
    }
  }
  ever.resize(names.levels.size());
  enclaves_of.resize(providers);
  for (std::size_t e = 0; e < enclaves; ++e) {
    enclaves_of[names.provider_of[e].value()].set(e);
    for (std::size_t l = 0; l < ever.size(); ++l) ever[l][e] = held_since[e][l].value() < kInfinity;
  }
  holding.resize(ever.size());
  serving.resize(vendors * names.kinds.size());
  read_parameters(world);
  distance.resize(size());
  predecessor.resize(size());
}

void AccessGraph::Graph::look_up_levels(Days now) {
  next_gain = Days(kInfinity);
  for (std::size_t e = 0; e < enclaves; ++e) {
    for (std::size_t l = 0; l < holding.size(); ++l) {
      const Days since = held_since[e][l];
      holding[l][e] = since <= now;
      if (since > now) next_gain = std::min(next_gain, since);
    }
  }
}

void AccessGraph::Graph::read_parameters(const World& world) {
  const auto& scenario = world.spec();
  ordering.clear();
  for (std::size_t c = 0; c < vehicles; ++c) {
    const auto& method = world.spec(world.vehicles.method(world, VehicleId(c), Money(0.0)));
    ordering.push_back(scenario.acquisition.enabled ? method.lead_time.median() : 0.0);
  }
  least_ordering = kInfinity;
  for (const double days : ordering) least_ordering = std::min(least_ordering, days);
  if (scenario.authorization.enabled) {
    first_authorization = scenario.authorization.first.median();
    inherited_authorization = scenario.authorization.inherited.median();
  }
  migration = migrations(world);
}

AccessGraph::AccessGraph(World& world)
    : world_(&world),
      changed_(world.simulation()),
      graph_(std::make_unique<Graph>(world)),
      footprint_(graph_->agencies, 0),
      agency_profile_(graph_->agencies, kNoProfile),
      sold_version_(graph_->vendors, 0),
      sold_(graph_->vendors, 0),
      version_(graph_->vendors, 1),
      what_if_(graph_->vendors * graph_->providers) {
  ACQSIM_CHECK(
      graph_->vehicles <= 64 && graph_->providers <= 64 && graph_->enclaves < kMostEnclaves,
      "more than 64 vehicles or providers, or more than 255 enclaves");
  read_footprints();
}

AccessGraph::~AccessGraph() = default;

bool AccessGraph::runs_on(AgencyId agency, ProviderId provider) const {
  return has(footprint_[agency.value()], provider.value());
}

bool AccessGraph::covers(EnclaveId enclave, LevelId level) const {
  return graph_->covering(level, world_->now())[enclave.value()];
}

void AccessGraph::vendor_changed(VendorId vendor) {
  ++version_[vendor.value()];
  changed_.notify();
}

void AccessGraph::offering_under_way(VendorId vendor) {
  ++version_[vendor.value()];
  if (world_->spec().access.wait_for_due) changed_.notify();
}

void AccessGraph::all_changed() {
  for (auto& version : version_) ++version;
  changed_.notify();
}

void AccessGraph::parameters_changed() {
  graph_->read_parameters(*world_);
  searched_.clear();
  all_changed();
}

void AccessGraph::read_footprints() {
  const auto& names = world_->blueprint();
  for (std::size_t a = 0; a < graph_->agencies; ++a) {
    std::uint64_t now = world_->has_begun() ? footprint_[a] : 0;  // who runs on one goes on
    for (const auto& [provider, weight] : world_->spec(AgencyId(a)).footprint) {
      if (weight > 0.0) now |= bit(names.providers.at(provider).value());
    }
    if (now == footprint_[a]) continue;
    footprint_[a] = now;
    agency_profile_[a] = kNoProfile;
  }
}

void AccessGraph::footprint_grew(AgencyId agency, ProviderId provider) {
  footprint_[agency.value()] |= bit(provider.value());
  agency_profile_[agency.value()] = kNoProfile;
}

std::uint32_t AccessGraph::profile_of(AgencyId agency) {
  std::uint32_t& known = agency_profile_[agency.value()];
  if (known != kNoProfile) return known;
  Profile profile{world_->kind(agency), world_->policies.part(agency), 0,
                  footprint_[agency.value()]};
  for (std::size_t c = 0; c < graph_->vehicles; ++c) {
    if (world_->blueprint().may_order[c][agency.value()]) profile.vehicles |= bit(c);
  }
  const auto found = std::find(profiles_.begin(), profiles_.end(), profile);
  known = static_cast<std::uint32_t>(found - profiles_.begin());
  if (found == profiles_.end()) {
    profiles_.push_back(profile);
    grow(best_, rows() * graph_->vendors);
  }
  return known;
}

std::size_t AccessGraph::rows() const {
  return profiles_.size() * world_->blueprint().levels.size() * graph_->providers;
}

AccessGraph::Place AccessGraph::place(AgencyId agency, LevelId level, ProviderId home) {
  const std::uint32_t profile = profile_of(agency);
  const std::size_t levels = world_->blueprint().levels.size();
  const std::size_t row = (profile * levels + level.value()) * graph_->providers + home.value();
  return {agency, level, home, profile, row};
}

Route AccessGraph::find_best(const Place& place, VendorId vendor) {
  return find(best_[place.row * graph_->vendors + vendor.value()], place, vendor, ProviderId());
}

Route AccessGraph::what_if(AgencyId agency, LevelId level, ProviderId home, VendorId vendor,
                           ProviderId added) {
  const Place asked = place(agency, level, home);
  auto& known = what_if_[vendor.value() * graph_->providers + added.value()];
  if (asked.row >= known.size()) grow(known, rows());
  return find(known[asked.row], asked, vendor, added);
}

Route AccessGraph::find(Entry& entry, const Place& place, VendorId vendor, ProviderId added) {
  if (entry.version == version_[vendor.value()]) return entry.route();
  const Route& route = searched(usable(place, vendor, added));
  entry = Entry{.version = version_[vendor.value()]};
  if (route.exists()) {
    entry.enclave = static_cast<std::uint8_t>(route.enclave.value());
    entry.vehicle = static_cast<std::uint8_t>(route.vehicle.value());
    entry.enclaves = route.enclaves;
    entry.friction = route.friction;
  }
  return route;
}

const Route& AccessGraph::searched(const Usable& usable) {
  const auto [found, is_new] = searched_.try_emplace(usable);
  if (is_new) found->second = search(usable);
  return found->second;
}

Route AccessGraph::without(const Place& place, VendorId vendor, const Removal& removal) {
  Usable left = usable(place, vendor, ProviderId());
  if (removal.vehicle.is_valid()) left.vehicles &= ~bit(removal.vehicle.value());
  if (removal.provider.is_valid()) {
    left.hosts &= ~graph_->enclaves_of[removal.provider.value()];
    left.inherited &= ~bit(removal.provider.value());
    if (left.home == removal.provider) left.home = ProviderId();
  }
  return searched(left);
}

AccessGraph::Means AccessGraph::means(const Place& place, VendorId vendor) const {
  const Usable now = usable(place, vendor, ProviderId());
  Means found;
  for_each(now.hosts, [&](EnclaveId enclave) { found.hosts.push_back(enclave); });
  for (std::size_t c = 0; c < graph_->vehicles; ++c) {
    if (has(now.vehicles, c)) found.vehicles.push_back(VehicleId(c));
  }
  return found;
}

double AccessGraph::hosting_friction(const Place& place, EnclaveId enclave) const {
  return hosting_friction(place, world_->blueprint().provider_of[enclave.value()]);
}

double AccessGraph::hosting_friction(const Place& place, ProviderId provider) const {
  const Profile& profile = profiles_[place.profile];
  return (provider == place.home ? 0.0 : graph_->migration[profile.part]) +
         (has(profile.footprint, provider.value()) ? graph_->inherited_authorization
                                                   : graph_->first_authorization);
}

double AccessGraph::least_friction(const Place& place, ProviderId provider) const {
  return hosting_friction(place, provider) + graph_->least_ordering;
}

double AccessGraph::ordering_friction(VehicleId vehicle) const {
  return graph_->ordering[vehicle.value()];
}

bool AccessGraph::is_sold(VendorId vendor) {
  const std::size_t v = vendor.value();
  if (sold_version_[v] != version_[v]) {
    sold_version_[v] = version_[v];
    sold_[v] = look_whether_sold(vendor) ? 1 : 0;
  }
  return sold_[v] != 0;
}

bool AccessGraph::look_whether_sold(VendorId vendor) const {
  const World& world = *world_;
  const auto& names = world.blueprint();
  const auto sells_vendor = [&](std::size_t c) {
    const auto& sellers = names.sells_vendor[c];
    const auto sells = [&](VendorId seller) {
      return std::find(sellers.begin(), sellers.end(), seller) != sellers.end();
    };
    const auto& resellers = names.resellers_of[vendor.value()];
    return sells(vendor) || std::any_of(resellers.begin(), resellers.end(), sells);
  };
  for (std::size_t e = 0; e < graph_->enclaves; ++e) {
    if (!world.pipeline.is_authorized(vendor, EnclaveId(e))) continue;
    const ProviderId provider = names.provider_of[e];
    for (std::size_t c = 0; c < graph_->vehicles; ++c) {
      if (!world.vehicles.is_open(VehicleId(c))) continue;
      const auto& providers = names.sells_provider[c];
      const bool is_offered = sells_vendor(c) || std::find(providers.begin(), providers.end(),
                                                           provider) != providers.end();
      if (!is_offered) continue;
      for (std::size_t a = 0; a < graph_->agencies; ++a) {
        if (names.may_order[c][a] &&
            world.partnerships.serves(world, vendor, provider, names.kind_of[a])) {
          return true;
        }
      }
    }
  }
  return false;
}

std::size_t AccessGraph::HashOfUsable::operator()(const Usable& usable) const {
  std::uint64_t hash = std::hash<EnclaveSet>()(usable.hosts);
  for (const std::uint64_t word :
       {std::uint64_t{usable.vendor.value()} << 32U | usable.home.value(), usable.vehicles,
        usable.inherited, std::uint64_t{usable.part}}) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 29U;
  }
  return static_cast<std::size_t>(hash);
}

std::uint64_t AccessGraph::vehicles_for(const Place& place) const {
  const Profile& profile = profiles_[place.profile];
  std::uint64_t found = 0;
  for (std::size_t c = 0; c < graph_->vehicles; ++c) {
    if (has(profile.vehicles, c) && world_->vehicles.is_open(VehicleId(c)) &&
        world_->blueprint().orders_level[c][place.level.value()]) {
      found |= bit(c);
    }
  }
  return found;
}

const EnclaveSet& AccessGraph::serving(VendorId vendor, KindId kind) const {
  const World& world = *world_;
  const auto& names = world.blueprint();
  Graph::Serving& known = graph_->serving[vendor.value() * names.kinds.size() + kind.value()];
  if (known.version == version_[vendor.value()]) return known.enclaves;
  known.version = version_[vendor.value()];
  known.enclaves.reset();
  for (std::size_t p = 0; p < graph_->providers; ++p) {
    if (world.partnerships.serves(world, vendor, ProviderId(p), kind))
      known.enclaves |= graph_->enclaves_of[p];
  }
  known.enclaves &= world.pipeline.authorized(vendor);
  return known.enclaves;
}

AccessGraph::Usable AccessGraph::usable(const Place& place, VendorId vendor,
                                        ProviderId added) const {
  const Profile& profile = profiles_[place.profile];
  Usable found;
  found.vendor = vendor;
  found.part = profile.part;
  found.hosts = serving(vendor, profile.kind);
  if (added.is_valid()) found.hosts |= graph_->enclaves_of[added.value()];
  found.hosts &= graph_->covering(place.level, world_->now());
  if (found.hosts.none()) return found;
  std::uint64_t hosting = 0;  // providers of the enclaves
  for_each(found.hosts, [&](EnclaveId enclave) {
    hosting |= bit(world_->blueprint().provider_of[enclave.value()].value());
  });
  found.vehicles = vehicles_for(place);
  if (has(hosting, place.home.value())) found.home = place.home;
  found.inherited = profile.footprint & hosting;
  return found;
}

EnclaveSet AccessGraph::nearer(const Place& place, const Route& present) const {
  EnclaveSet found;
  if (!present.exists()) return found.set();
  for (std::size_t p = 0; p < graph_->providers; ++p) {
    if (least_friction(place, ProviderId(p)) < present.friction) found |= graph_->enclaves_of[p];
  }
  return found;
}

Route AccessGraph::look_ahead(const Place& place, VendorId vendor, Days until) {
  Route found = best(place, vendor);
  const World& world = *world_;
  const Days now = world.now();
  if (until <= now || !world.spec().access.wait_for_due) return found;
  const EnclaveSet to_come =
      graph_->ever[place.level.value()] &
      (world.pipeline.under_way(vendor) |
       (world.pipeline.authorized(vendor) & ~graph_->covering(place.level, now)));
  const EnclaveSet nearer_to_come = to_come.any() ? to_come & nearer(place, found) : to_come;
  if (nearer_to_come.none()) {
    best_[place.row * graph_->vendors + vendor.value()].is_final = true;
    return found;
  }
  const auto& names = world.blueprint();

  constexpr double kInstant = 1e-6;  // days: what is due at this very instant is not there yet
  const Profile& profile = profiles_[place.profile];
  using Due = Graph::Due;
  std::vector<Due>& due = graph_->due;
  due.clear();
  bool may_be_better = false;
  const auto look_at = [&](std::size_t e) {
    if (!world.partnerships.serves(world, vendor, names.provider_of[e], profile.kind)) return;
    const double held_in = (graph_->held_since[e][place.level.value()] - now).value();
    const double authorized_in = world.pipeline.is_authorized(vendor, EnclaveId(e))
                                     ? 0.0
                                     : world.pipeline.expected(world, vendor, EnclaveId(e));
    const double wait = std::max({authorized_in, held_in, kInstant});
    if (wait > (until - now).value()) return;
    due.push_back({wait, e});
    may_be_better = may_be_better || !found.exists() ||
                    wait + least_friction(place, names.provider_of[e]) < found.days();
  };
  for_each(nearer_to_come, [&](EnclaveId e) { look_at(e.value()); });
  if (!may_be_better) return found;
  // The others count among the enclaves that a better route then has.
  for_each(to_come & ~nearer_to_come, [&](EnclaveId e) { look_at(e.value()); });
  std::sort(due.begin(), due.end(), [](const Due& a, const Due& b) {
    return a.wait != b.wait ? a.wait < b.wait : a.enclave < b.enclave;
  });
  Usable then = usable(place, vendor, ProviderId());
  then.vehicles = vehicles_for(place);
  bool is_better = false;  // some enclave of this day may be
  for (std::size_t i = 0; i < due.size(); ++i) {
    const auto [wait, e] = due[i];
    const ProviderId provider = names.provider_of[e];
    then.hosts[e] = true;
    then.inherited |= profile.footprint & bit(provider.value());
    if (provider == place.home) then.home = place.home;
    is_better =
        is_better || !found.exists() || wait + least_friction(place, provider) < found.days();
    if (i + 1 < due.size() && due[i + 1].wait == wait) continue;
    if (!is_better) continue;
    is_better = false;
    Route route = searched(then);
    route.wait = wait;
    if (route.exists() && (!found.exists() || route.days() < found.days())) found = route;
  }
  return found;
}

Route AccessGraph::search(const Usable& usable) const {
  if (usable.hosts.none()) return Route{};
  const Graph& g = *graph_;
  const BoostGraph& graph = g.graphs[usable.vendor.value()];
  const auto& names = world_->blueprint();
  const double migration = g.migration[usable.part];
  const auto weight = [&](const Edge& edge) -> double {
    const Link& link = graph[edge];
    switch (link.kind) {
      case EdgeKind::place: {
        if (!usable.hosts[link.offering]) return kInfinity;
        const ProviderId provider = names.provider_of[link.offering];
        return (provider == usable.home ? 0.0 : migration) +
               (has(usable.inherited, provider.value()) ? g.inherited_authorization
                                                        : g.first_authorization);
      }
      case EdgeKind::sell:
        return has(usable.vehicles, link.vehicle) ? g.ordering[link.vehicle] : kInfinity;
      case EdgeKind::host:
      case EdgeKind::resell:
        return 0.0;
    }
    return kInfinity;
  };

  const auto index = boost::get(boost::vertex_index, graph);
  boost::dijkstra_shortest_paths_no_color_map(
      graph, Graph::kVendor,
      boost::distance_map(boost::make_iterator_property_map(g.distance.begin(), index))
          .predecessor_map(boost::make_iterator_property_map(g.predecessor.begin(), index))
          .weight_map(boost::make_function_property_map<Edge>(weight))
          .distance_inf(kInfinity));

  // The last edge, from a vehicle to the agency, has no weight: the nearest vehicle that takes the
  // order.
  Route route;
  std::size_t target = g.size();
  double friction = kInfinity;
  for (std::size_t c = 0; c < g.vehicles; ++c) {
    if (!has(usable.vehicles, c) || g.distance[g.vehicle(c)] >= friction) continue;
    target = g.vehicle(c);
    friction = g.distance[target];
    route.vehicle = VehicleId(c);
  }
  if (friction == kInfinity) return Route{};
  route.friction = friction;
  for (std::size_t at = target; at != Graph::kVendor; at = g.predecessor[at]) {
    if (at >= g.offering(0) && at < g.enclave(0)) route.enclave = EnclaveId(at - g.offering(0));
  }

  // Enclaves that could serve: those that can host and whose provider, or the vendor, sells on a
  // vehicle.
  const auto sells = [&](std::size_t seller) {
    const auto [begin, end] = boost::out_edges(seller, graph);
    return std::any_of(begin, end, [&](const Edge& edge) {
      const Link& link = graph[edge];
      return link.kind == EdgeKind::sell && has(usable.vehicles, link.vehicle);
    });
  };
  bool vendor_sells = sells(g.vendor_seller(usable.vendor.value()));
  for (const VendorId reseller : names.resellers_of[usable.vendor.value()]) {
    vendor_sells = vendor_sells || sells(g.vendor_seller(reseller.value()));
  }
  for (std::size_t e = 0; e < g.enclaves; ++e) {
    if (usable.hosts[e] &&
        (vendor_sells || sells(g.provider_seller(names.provider_of[e].value())))) {
      ++route.enclaves;
    }
  }
  return route;
}

}  // namespace acqsim::model
