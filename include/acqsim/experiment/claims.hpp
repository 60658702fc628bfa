#pragma once

#include <acqsim/experiment/expectation.hpp>
#include <acqsim/experiment/runner.hpp>
#include <acqsim/scenario/claims_loader.hpp>
#include <acqsim/scenario/loader.hpp>
#include <acqsim/stats/paired.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Claims put to the test: every test of a claims file from paired runs, its verdict, and whether
/// the verdict stays at both ends of the assumptions that it may hang on.
namespace acqsim::experiment {

/// Reads a scenario, with values laid over it. Throws base::InputError.
using ScenarioReader =
    std::function<scenario::Loaded(const std::string& file, std::span<const scenario::Override>)>;

/// One scenario that is run for the claims.
struct ClaimScenario {
  std::string name;      ///< "baseline with lock_in.strength=0"
  std::string resolved;  ///< its whole content: scenario::Loaded::canonical
  std::unique_ptr<model::Market> market;
};

/// Where the two numbers of a test come from.
struct TestPlan {
  std::string claim;  ///< ids
  std::string test;
  std::size_t scenario = 0;            ///< position among the scenarios
  std::optional<std::size_t> against;  ///< nothing: the level is tested
  bool is_question = false;
  std::size_t column = 0;  ///< of the scenario's measures or questions
  std::size_t against_column = 0;
  std::string unit;  ///< of the effect: "$", "share", "d", "count", ...
  Claim wanted;      ///< what the effect has to be, in that unit
};

/// The tests of a claim with one assumption at one end of its range.
struct EndPlan {
  std::string claim;
  std::string assumption;  ///< path
  bool is_high = false;
  std::string value;  ///< as set
  std::vector<TestPlan> tests;
};

/// What a value of the scenario is and rests on.
struct AssumptionFacts {
  std::string value;  ///< as a scenario would write it
  std::string range_low;
  std::string range_high;
  std::string basis;
  scenario::Source source;
  std::string note;
};

/// All that is to be run.
struct ClaimPlan {
  std::vector<ClaimScenario> scenarios;  ///< each once, in the order of first use
  std::size_t main_scenarios = 0;        ///< so many serve the tests, the others the ends
  std::vector<TestPlan> tests;           ///< in the order of the file
  std::vector<EndPlan> ends;
  std::map<std::string, AssumptionFacts> facts;  ///< by path
};

/// Reads and compiles every scenario of the claims once. Throws base::InputError with all that is
/// wrong, the problems of reading the file among it.
ClaimPlan plan_claims(const scenario::LoadedClaims& loaded, const ScenarioReader& read);

enum class ClaimVerdict { supported, not_supported, undecided, untested };

/// "supported", "not supported", ...: as shown.
std::string to_string(ClaimVerdict verdict);

/// One test decided. All numbers in the effect's unit; NaN where there is no data.
struct ClaimTestFinding {
  double with = 0.0;     ///< in the scenario: mean, or frequency of yes
  double without = 0.0;  ///< in what it is held against; NaN: a level is tested
  double effect = 0.0;
  stats::Interval interval;  ///< of the effect, for itself alone
  double p = 1.0;            ///< of the effect being the bound; see p_at
  double p_corrected = 1.0;  ///< by Holm among all tests
  std::uint64_t n = 0;       ///< futures with data
  std::uint64_t no_data = 0;
  ClaimVerdict verdict = ClaimVerdict::undecided;
};

/// The two-sided p value of a quantity being `bound`: the greatest level at which the interval of
/// confidence 1 - level still reaches it, at least 1e-12. Requires: intervals that widen with
/// confidence.
double p_at(double bound, const std::function<stats::Interval(double confidence)>& interval);

/// Supported if all are, not supported if one is not, else undecided.
ClaimVerdict together(std::span<const ClaimVerdict> tests);

struct ClaimFindings {
  std::vector<ClaimTestFinding> tests;              ///< as ClaimPlan::tests
  std::vector<std::vector<ClaimTestFinding>> ends;  ///< as ClaimPlan::ends and their tests
  std::uint64_t pairs = 0;                          ///< futures that succeeded in every scenario
  std::uint64_t pairs_at_ends = 0;
};

/// How much is run.
struct ClaimRun {
  std::uint64_t seed = 1;
  std::uint64_t replications = 200;
  std::uint64_t replications_at_ends = 60;
  double confidence = 0.95;
};

/// What ran, for telling failures.
struct ClaimOutcome {
  ClaimFindings findings;
  std::vector<Summary> summaries;  ///< of the tests, of the ends if they ran
  Ending ending = Ending::complete;
};

/// Runs the scenarios of the tests side by side on common random numbers, then those of the ends.
/// Effects of questions have Tango's interval, of measures Student's after Hall's transformation;
/// levels Wilson's and Student's. A test is supported if its effect lies beyond the bound at a p
/// corrected by Holm over all tests below 1 - confidence, not supported if it lies short of it,
/// else undecided. At the ends each interval stands for itself, uncorrected.
ClaimOutcome run_claims(const ClaimPlan& plan, const ClaimRun& run, const RunOptions& options);

}  // namespace acqsim::experiment
