#pragma once

#include <acqsim/base/date.hpp>
#include <acqsim/model/market.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The access graph at a date as plain data: who reaches how much of demand, where it chokes, and a
/// drawing.
namespace acqsim::model {

/// A part of demand that a vendor reaches. Shares of the demand at the level; NaN: no demand there.
struct ReachShares {
  double whole = 0.0;
  double without_migration = 0.0;  ///< at the requirement's home provider
};

/// What hangs on one provider or vehicle.
struct ChokePointFigures {
  bool is_provider = true;  ///< otherwise a vehicle
  std::string id;
  double betweenness = 0.0;  ///< share of least-friction routes through it, by demand
  double cut_off = 0.0;      ///< share of demand that no vendor reaches any more without it
  std::vector<double> lost;  ///< [vendor]: share of demand that the vendor reaches no more
  std::vector<double> lost_by_level;  ///< [level]: cut off, as a share of all demand
};

/// Models of a vendor that may be used in an enclave by somebody.
struct Hosted {
  std::string vendor;
  std::string provider;
  std::string enclave;
};

struct AccessMap {
  std::vector<std::string> vendors;
  std::vector<std::string> levels;
  std::vector<double> demand;                   ///< [level]: expected value of a year's new
                                                ///< requirements at the start's rates, $/year
  std::vector<std::vector<ReachShares>> reach;  ///< [vendor][level], then of all levels
  std::vector<ChokePointFigures> choke_points;  ///< providers, then vehicles, each by id
  std::vector<Hosted> hosted;                   ///< by vendor, then by enclave
  std::string dot;                              ///< a drawing, for Graphviz
};

/// Where it chokes and the drawing take far longer than the rest.
enum class AccessParts : std::uint8_t { all, reach_and_hosts };

/// The map at the beginning of a day: as all was at the start, with the levels that enclaves hold
/// on that day; or, with a replication, after what happened in it until then.
/// Requires: a date within the scenario.
AccessMap access_map(const Market& market, std::uint64_t seed,
                     std::optional<std::uint64_t> replication, base::Date at,
                     AccessParts parts = AccessParts::all);

}  // namespace acqsim::model
