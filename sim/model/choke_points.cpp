#include "model/choke_points.hpp"

#include "model/world.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

namespace acqsim::model::choke_points {

namespace {

struct Weight {
  double days = 0.0;
};
using BoostGraph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Weight>;

/// Shares of least-friction routes to one demand.
struct Shares {
  std::vector<double> provider;
  std::vector<double> vehicle;
  double routes = 0.0;  ///< vendors that have one
};

/// The routes of all vendors to one demand. Vertices stand in layers, and an edge weighs what it
/// adds to friction and the layers that it spans: every route spans all of them, so that their
/// order is that of friction, and no edge weighs nothing, which Brandes' counting could not take.
/// Weights are multiples of 2^-10 days, so that sums are exact and ties are ties.
class RouteGraph {
 public:
  RouteGraph(World& world, const AccessGraph::Place& place);
  Shares shares() const;

 private:
  enum Layer { vendor, offering, enclave, seller, reseller, vehicle, agency };
  struct End {
    std::size_t vertex;
    Layer layer;
  };
  struct Link {
    End from;
    End to;
    double days;
  };
  End at(Layer layer, std::size_t position) const;
  /// Betweenness of every vertex over all pairs but those that begin or end in the layer.
  std::vector<double> betweenness_without(std::optional<Layer> layer) const;

  std::size_t vendors_, enclaves_, providers_, vehicles_;
  const std::vector<ProviderId>* provider_of_;
  std::vector<Link> links_;
};

// Layers of vertices one after another; a vendor sells its own and resells others' at two of them.
RouteGraph::End RouteGraph::at(Layer layer, std::size_t position) const {
  const std::size_t sizes[]{
      vendors_, vendors_ * enclaves_, enclaves_, providers_ + vendors_, vendors_, vehicles_, 1};
  std::size_t first = 0;
  for (int before = 0; before < static_cast<int>(layer); ++before) first += sizes[before];
  return {first + position, layer};
}

RouteGraph::RouteGraph(World& world, const AccessGraph::Place& place)
    : vendors_(world.blueprint().vendors.size()),
      enclaves_(world.blueprint().enclaves.size()),
      providers_(world.blueprint().providers.size()),
      vehicles_(world.blueprint().vehicles.size()),
      provider_of_(&world.blueprint().provider_of) {
  const auto& names = world.blueprint();
  std::vector<bool> hosts_any(enclaves_, false);
  std::vector<VehicleId> open;
  for (std::size_t v = 0; v < vendors_; ++v) {
    if (world.standing.is_suspended(VendorId(v), world.kind(place.agency))) continue;
    const AccessGraph::Means means = world.access.means(place, VendorId(v));
    if (means.hosts.empty()) continue;
    open = means.vehicles;
    for (const EnclaveId e : means.hosts) {
      hosts_any[e.value()] = true;
      const End placed = at(offering, v * enclaves_ + e.value());
      links_.push_back({at(vendor, v), placed, world.access.hosting_friction(place, e)});
      links_.push_back({placed, at(enclave, e.value()), 0.0});
      links_.push_back({placed, at(seller, providers_ + v), 0.0});
    }
    for (const VendorId r : names.resellers_of[v])
      links_.push_back({at(seller, providers_ + v), at(reseller, r.value()), 0.0});
  }
  for (std::size_t e = 0; e < enclaves_; ++e) {
    if (hosts_any[e])
      links_.push_back({at(enclave, e), at(seller, names.provider_of[e].value()), 0.0});
  }
  for (const VehicleId c : open) {
    const End ordered = at(vehicle, c.value());
    const double days = world.access.ordering_friction(c);
    for (const ProviderId p : names.sells_provider[c.value()])
      links_.push_back({at(seller, p.value()), ordered, days});
    for (const VendorId v : names.sells_vendor[c.value()]) {
      links_.push_back({at(seller, providers_ + v.value()), ordered, days});
      links_.push_back({at(reseller, v.value()), ordered, days});
    }
    links_.push_back({ordered, at(agency, 0), 0.0});
  }
}

std::vector<double> RouteGraph::betweenness_without(std::optional<Layer> layer) const {
  constexpr double kStepsOfADay = 1024.0;
  const std::size_t size = at(agency, 1).vertex;
  BoostGraph graph(size);
  for (const Link& link : links_) {
    if (layer && (link.from.layer == *layer || link.to.layer == *layer)) continue;
    const double friction = std::round(link.days * kStepsOfADay) / kStepsOfADay;
    boost::add_edge(link.from.vertex, link.to.vertex,
                    Weight{friction + (link.to.layer - link.from.layer)}, graph);
  }
  std::vector<double> centrality(size, 0.0);
  const auto index = boost::get(boost::vertex_index, graph);
  boost::brandes_betweenness_centrality(
      graph, boost::centrality_map(boost::make_iterator_property_map(centrality.begin(), index))
                 .vertex_index_map(index)
                 .weight_map(boost::get(&Weight::days, graph)));
  return centrality;
}

/// Vendors are nothing but sources and the agency nothing but a sink, so that leaving one out takes
/// its pairs away and leaves the others' routes as they are. Only vendors lie before an offering
/// and only the agency behind a vehicle.
Shares RouteGraph::shares() const {
  Shares result{std::vector<double>(providers_, 0.0), std::vector<double>(vehicles_, 0.0), 0.0};
  if (links_.empty()) return result;
  const auto all_pairs = betweenness_without(std::nullopt);
  const auto but_agency = betweenness_without(agency);
  const auto but_vendors = betweenness_without(vendor);
  for (std::size_t v = 0; v < vendors_; ++v) {
    for (std::size_t e = 0; e < enclaves_; ++e) {
      const std::size_t vertex = at(offering, v * enclaves_ + e).vertex;
      const double through = all_pairs[vertex] - but_agency[vertex];
      result.provider[(*provider_of_)[e].value()] += through;
      result.routes += through;
    }
  }
  for (std::size_t c = 0; c < vehicles_; ++c) {
    const std::size_t vertex = at(vehicle, c).vertex;
    result.vehicle[c] = all_pairs[vertex] - but_vendors[vertex];
  }
  return result;
}

}  // namespace

std::vector<Demand> demands(const World& world) {
  std::vector<Demand> all;
  for (std::size_t a = 0; a < world.blueprint().agencies.size(); ++a) {
    const AgencyId agency(a);
    const double value = world.requirement_rate(agency).value() * base::kDaysPerYear *
                         world.mean_annual_value(world.kind(agency));
    const auto& levels = world.level_weights(agency);
    const auto& homes = world.home_weights(agency);
    for (std::size_t l = 0; l < levels.size(); ++l) {
      for (std::size_t h = 0; h < homes.size(); ++h) {
        const double here = value * levels[l] * homes[h];
        if (here > 0.0) all.push_back({agency, LevelId(l), ProviderId(h), here});
      }
    }
  }
  return all;
}

Reach reach(World& world, const Demand& demand, VendorId vendor,
            const AccessGraph::Removal& removal) {
  if (world.standing.is_suspended(vendor, world.kind(demand.agency))) return {};
  const auto place = world.access.place(demand.agency, demand.level, demand.home);
  const Route route = world.access.without(place, vendor, removal);
  if (!route.exists()) return {};
  const bool is_at_home = world.blueprint().provider_of[route.enclave.value()] == demand.home;
  return {demand.value, is_at_home ? demand.value : 0.0};
}

std::vector<ChokePoint> all(World& world) {
  const auto& names = world.blueprint();
  const std::size_t vendors = names.vendors.size();
  std::vector<ChokePoint> points;
  for (std::size_t p = 0; p < names.providers.size(); ++p)
    points.push_back({{ProviderId(p), {}}, 0.0, {}, {}});
  for (std::size_t c = 0; c < names.vehicles.size(); ++c)
    points.push_back({{{}, VehicleId(c)}, 0.0, {}, {}});

  // Demands that the graph cannot tell apart share their figures.
  std::map<std::tuple<std::uint32_t, LevelId, ProviderId>, Demand> classes;
  for (const Demand& one : demands(world)) {
    const auto place = world.access.place(one.agency, one.level, one.home);
    const auto [known, is_first] = classes.try_emplace({place.profile, one.level, one.home}, one);
    if (!is_first) known->second.value += one.value;
  }
  double routed = 0.0;  // demand that somebody reaches, $/year
  for (ChokePoint& point : points) {
    point.lost.assign(vendors, 0.0);
    point.cut_off.assign(names.levels.size(), 0.0);
  }
  for (const auto& [key, demand] : classes) {
    const Shares shares =
        RouteGraph(world, world.access.place(demand.agency, demand.level, demand.home)).shares();
    const bool has_routes = shares.routes > 0.5;
    if (has_routes) routed += demand.value;
    for (ChokePoint& point : points) {
      double left = 0.0;
      double before = 0.0;
      for (std::size_t v = 0; v < vendors; ++v) {
        const double now = reach(world, demand, VendorId(v)).whole;
        if (now <= 0.0) continue;
        const double then = reach(world, demand, VendorId(v), point.removed).whole;
        point.lost[v] += now - then;
        before = std::max(before, now);
        left = std::max(left, then);
      }
      point.cut_off[demand.level.value()] += before - left;
      if (!has_routes) continue;
      const double through = point.removed.provider.is_valid()
                                 ? shares.provider[point.removed.provider.value()]
                                 : shares.vehicle[point.removed.vehicle.value()];
      point.betweenness += demand.value * through / shares.routes;
    }
  }
  for (ChokePoint& point : points) {
    if (routed > 0.0) point.betweenness /= routed;
  }
  return points;
}

}  // namespace acqsim::model::choke_points
