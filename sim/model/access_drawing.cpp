#include "model/access_drawing.hpp"

#include "model/world.hpp"

#include <acqsim/base/text.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphviz.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <sstream>
#include <vector>

namespace acqsim::model {

namespace {

struct Node {
  std::string id;
  std::string label;
  std::string look;
};
struct Arrow {
  std::string label;
};
// Bidirectional for its list of edges: walking a directed graph's edges draws false alarms of
// uninitialised values from GCC 12.
using Drawing = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Node, Arrow>;

constexpr const char* kVendor = "shape=box,style=filled,fillcolor=\"#dbe9f6\"";
constexpr const char* kOffering = "shape=point,width=0.08";
constexpr const char* kEnclave = "shape=box,style=\"rounded,filled\",fillcolor=\"#e6f3e0\"";
constexpr const char* kSeller = "shape=ellipse,style=filled,fillcolor=\"#fdf2d0\"";
constexpr const char* kVehicle = "shape=note,style=filled,fillcolor=\"#f4e3ec\"";
constexpr const char* kCustomers = "shape=box,style=\"filled,bold\",fillcolor=\"#eeeeee\"";

/// Puts the drawing together from the end that orders back to the vendors.
class Draughtsman {
 public:
  explicit Draughtsman(World& world) : world_(&world) {}
  std::string draw();

 private:
  std::size_t node(const std::string& id, const std::string& label, const char* look);
  void arrow(std::size_t from, std::size_t to, const std::string& label = {}) {
    boost::add_edge(from, to, Arrow{label}, drawing_);
  }
  void vehicles();
  std::string levels_of(EnclaveId enclave) const;

  World* world_;
  Drawing drawing_;
  std::map<std::string, std::size_t> nodes_;
  std::vector<std::size_t> sells_;  // [provider, then vendor]: its node as a seller
};

constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

std::size_t Draughtsman::node(const std::string& id, const std::string& label, const char* look) {
  const auto [known, is_new] = nodes_.try_emplace(id, 0);
  if (is_new) known->second = boost::add_vertex(Node{id, label, look}, drawing_);
  return known->second;
}

std::string Draughtsman::levels_of(EnclaveId enclave) const {
  const auto& names = world_->blueprint();
  const auto& levels =
      world_->spec(names.provider_of[enclave.value()]).enclaves.at(names.enclaves[enclave]).levels;
  std::vector<std::string> held;
  for (const auto& [level, since] : levels) {
    if (since - world_->spec().start <= world_->now()) held.push_back(level);
  }
  return base::join(held, ", ");
}

/// Vehicles that take orders, who sells on them, and how many agencies of each kind order.
void Draughtsman::vehicles() {
  const auto& names = world_->blueprint();
  sells_.assign(names.providers.size() + names.vendors.size(), kNobody);
  for (std::size_t c = 0; c < names.vehicles.size(); ++c) {
    if (!world_->vehicles.is_open(VehicleId(c))) continue;
    std::map<std::string, std::size_t> agencies;
    for (std::size_t a = 0; a < names.agencies.size(); ++a) {
      if (names.may_order[c][a]) ++agencies[names.kinds[names.kind_of[a]]];
    }
    if (agencies.empty()) continue;
    const std::string& id = names.vehicles[VehicleId(c)];
    const std::size_t here = node("vehicle:" + id, id, kVehicle);
    for (const auto& [kind, count] : agencies) {
      const auto all =
          std::count_if(names.kind_of.begin(), names.kind_of.end(),
                        [&names, &of = kind](KindId one) { return names.kinds[one] == of; });
      const std::size_t customers =
          node("kind:" + kind,
               fmt::format("{}\n{} {}", kind, all, all == 1 ? "agency" : "agencies"), kCustomers);
      arrow(here, customers, fmt::format("{}", count));
    }
    for (const ProviderId p : names.sells_provider[c]) {
      std::size_t& seller = sells_[p.value()];
      seller = node("provider:" + names.providers[p], names.providers[p], kSeller);
      arrow(seller, here);
    }
    for (const VendorId v : names.sells_vendor[c]) {
      std::size_t& seller = sells_[names.providers.size() + v.value()];
      seller = node("seller:" + names.vendors[v], names.vendors[v] + "\nsells", kSeller);
      arrow(seller, here);
    }
  }
}

std::string Draughtsman::draw() {
  const auto& names = world_->blueprint();
  vehicles();
  std::vector<bool> is_hosting(names.enclaves.size(), false);
  for (std::size_t v = 0; v < names.vendors.size(); ++v) {
    const std::string& vendor = names.vendors[VendorId(v)];
    std::vector<std::size_t> sellers;
    const std::size_t own = sells_[names.providers.size() + v];
    if (own != kNobody) sellers.push_back(own);
    for (const VendorId r : names.resellers_of[v]) {
      const std::size_t other = sells_[names.providers.size() + r.value()];
      if (other != kNobody) sellers.push_back(other);
    }
    for (std::size_t e = 0; e < names.enclaves.size(); ++e) {
      const ProviderId provider = names.provider_of[e];
      if (!is_offered(*world_, VendorId(v), EnclaveId(e))) continue;
      const std::string& enclave = names.enclaves[EnclaveId(e)];
      const std::size_t from = node("vendor:" + vendor, vendor, kVendor);
      const std::size_t offering = node("offering:" + vendor + "/" + enclave, "", kOffering);
      const std::size_t region =
          node("enclave:" + enclave, enclave + "\n" + levels_of(EnclaveId(e)), kEnclave);
      arrow(from, offering);
      arrow(offering, region);
      for (const std::size_t seller : sellers) arrow(offering, seller);
      const std::size_t market = sells_[provider.value()];
      if (!is_hosting[e] && market != kNobody) arrow(region, market);
      is_hosting[e] = true;
    }
  }
  std::ostringstream out;
  const auto write_node = [this](std::ostream& to, std::size_t vertex) {
    const Node& one = drawing_[vertex];
    to << "[label=" << boost::escape_dot_string(one.label) << "," << one.look << "]";
  };
  const auto write_arrow = [this](std::ostream& to, const Drawing::edge_descriptor& edge) {
    if (!drawing_[edge].label.empty()) {
      to << "[label=" << boost::escape_dot_string(drawing_[edge].label) << "]";
    }
  };
  const auto write_graph = [](std::ostream& to) {
    to << "graph [rankdir=LR,nodesep=0.15,ranksep=1.2];\n"
          "node [fontname=\"Helvetica\",fontsize=11];\n"
          "edge [color=\"#666666\",fontname=\"Helvetica\",fontsize=9];\n";
  };
  boost::write_graphviz(out, drawing_, write_node, write_arrow, write_graph,
                        boost::get(&Node::id, drawing_));
  return out.str();
}

}  // namespace

bool is_offered(World& world, VendorId vendor, EnclaveId enclave) {
  if (!world.pipeline.is_authorized(vendor, enclave)) return false;
  const ProviderId provider = world.blueprint().provider_of[enclave.value()];
  const auto& kinds = world.blueprint().kind_of;
  return std::any_of(kinds.begin(), kinds.end(), [&](KindId kind) {
    return world.partnerships.serves(world, vendor, provider, kind) &&
           !world.standing.is_suspended(vendor, kind);
  });
}

std::string access_drawing(World& world) { return Draughtsman(world).draw(); }

}  // namespace acqsim::model
