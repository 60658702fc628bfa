#pragma once

#include <acqsim/base/row.hpp>
#include <acqsim/experiment/source.hpp>
#include <acqsim/experiment/tip.hpp>
#include <acqsim/report/table.hpp>

#include <cstdint>
#include <string>

namespace acqsim::report {

constexpr int kTipSchema = 1;

/// Where an answer flips along one number of a scenario.
struct TipResults {
  std::string name;     ///< of the scenario
  std::string version;  ///< of the program
  std::uint64_t seed = 0;
  experiment::Question question;
  std::string path;
  base::Unit unit = base::Unit::none;
  base::Range span;  ///< that was searched
  experiment::TipOptions options;
  experiment::Tip tip;
};

/// The answer as a sentence, then every value that was tried with its frequency.
std::string render_tip_table(const TipResults& results, const TableStyle& style);

/// One JSON object, ending in a newline: schema, program, scenario, seed, outcome, path, unit, low,
/// high, probability, confidence, kind (found, none, undecided, back-and-forth, no-data,
/// interrupted), rises, tip, tip_low, tip_high (null unless found), places [value, asked, yes,
/// trials, side]; trials are the futures asked that have an answer.
std::string render_tip_json(const TipResults& results);

}  // namespace acqsim::report
