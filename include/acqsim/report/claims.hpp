#pragma once

#include <acqsim/experiment/claims.hpp>

#include <string>

namespace acqsim::report {

/// All that is known of the claims, ready to be shown. What it refers to has to outlive it.
struct ClaimResults {
  const scenario::LoadedClaims& loaded;
  const experiment::ClaimPlan& plan;
  const experiment::ClaimFindings& findings;
  experiment::ClaimRun run;
  std::string version;                 ///< of the program
  std::vector<std::string> digests{};  ///< of the scenarios of the tests, by position
};

/// The verdict of a claim, from those of its tests.
experiment::ClaimVerdict verdict_of(const ClaimResults& results, const std::string& claim);

/// scenarios/CLAIMS.md: a table of all claims with their verdicts; then for each its tests with
/// effect, interval, bound and p, and its assumptions with value, range, basis, source and what
/// becomes of the verdict at both ends; then what was run. Markdown, in the order of the file.
std::string render_claims_markdown(const ClaimResults& results);

}  // namespace acqsim::report
