#pragma once

#include <acqsim/scenario/loader.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

/// What a scenario rests on: every value of the world that it gives, with basis and source.
namespace acqsim::experiment {

/// A given value.
struct GivenValue {
  std::string path;
  std::string value;  ///< as a scenario writes it
  std::string basis;  ///< "fact", "estimate", "assumption", "--set"; empty: none is given
  std::string range;  ///< "0 to 2"; empty: none
  scenario::Source source;
  std::string note;
  std::string place;  ///< "scenarios/world/vendors.yaml:12"; "--set"

  bool has_source() const { return !source.title.empty() || !source.href.empty(); }
  /// Nothing outside the scenario stands behind it, whatever it calls itself.
  bool is_bare() const { return !has_source(); }
};

/// How many values there are of each kind.
struct BasisCounts {
  std::size_t facts = 0;      ///< with a source
  std::size_t estimates = 0;  ///< likewise
  std::size_t assumptions_with_source = 0;
  std::size_t assumptions_without = 0;
  std::size_t claimed = 0;  ///< facts and estimates without a source
  std::size_t others = 0;   ///< set from outside, or without a basis

  std::size_t all() const {
    return facts + estimates + assumptions_with_source + assumptions_without + claimed + others;
  }
};

/// Numbers, dates and distributions of the world and its mechanisms, by path. What only says how
/// the scenario is to be run or asked (horizon, outcomes, precision), texts, switches and
/// references between entities are left out.
std::vector<GivenValue> given_values(const scenario::Loaded& loaded);

/// The others of them, which no file gives and no setting: by path, as a scenario would write them.
std::map<std::string, std::string> default_values(const scenario::Loaded& loaded);

BasisCounts count(const std::vector<GivenValue>& values);

}  // namespace acqsim::experiment
