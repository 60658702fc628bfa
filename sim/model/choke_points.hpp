#pragma once

#include "model/access_graph.hpp"
#include "model/ids.hpp"

#include <vector>

namespace acqsim::model {

class World;

/// Where access chokes: what hangs on one provider or one vehicle.
///
/// Demand of an agency at a level and a home provider is its expected requirement value: its rate
/// at the start x the mean annual value of its kind x its mix of levels x its footprint. $/year
///
/// Reach of a vendor: the demand for which it has a route and is not suspended; without migration,
/// for which its best route is hosted at the home provider. Lost by removing x: reach less reach
/// with x taken out of the graph and every route searched again; cut off: demand that no vendor
/// reaches without x and some vendor reached with it.
///
/// Betweenness: for each demand, the graph of all its routes: vendor, offering, enclave, seller,
/// vehicle, agency, with friction as weights. Of each vendor's least-friction routes to the agency,
/// the share through x, routes that tie sharing equally (Brandes' centrality between vendors and
/// the agency alone), summed over vendors and divided by how many have a route; the mean over
/// demands by value. Every route passes one offering and one vehicle, so that the providers' (as
/// hosts) sum to one and the vehicles' do.
///
/// Source: [brandes-2001] for the algorithm. Limit: one provider and one vehicle: 1 each, and all
/// is lost without either.
namespace choke_points {

struct Reach {
  double whole = 0.0;              ///< $/year
  double without_migration = 0.0;  ///< $/year
};

/// One agency's demand at a level and a home provider.
struct Demand {
  AgencyId agency;
  LevelId level;
  ProviderId home;
  double value = 0.0;  ///< $/year
};
std::vector<Demand> demands(const World& world);

/// What a vendor reaches of one demand after a removal; nothing is removed by an empty one.
Reach reach(World& world, const Demand& demand, VendorId vendor,
            const AccessGraph::Removal& removal = {});

/// One provider or vehicle.
struct ChokePoint {
  AccessGraph::Removal removed;
  double betweenness = 0.0;
  std::vector<double> lost;     ///< [vendor], $/year
  std::vector<double> cut_off;  ///< [level], $/year
};
/// Providers, then vehicles.
std::vector<ChokePoint> all(World& world);

}  // namespace choke_points
}  // namespace acqsim::model
