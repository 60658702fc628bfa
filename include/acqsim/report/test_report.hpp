#pragma once

#include <acqsim/experiment/outcome_test.hpp>
#include <acqsim/report/results.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// Verdicts on expectations for people and for machines that run tests: TAP and JUnit XML. The
/// texts depend on scenario, seed and terms alone: they hold no times.
namespace acqsim::report {

/// One scenario whose expectations were tested.
struct TestSuite {
  std::string file;  ///< as named
  Heading heading;
  std::uint64_t most = 0;  ///< futures, at the most
  experiment::TestTerms terms;
  experiment::TestOutcome outcome;
};

/// How many there are of each verdict.
struct TestCounts {
  std::uint64_t hold = 0;
  std::uint64_t fail = 0;
  std::uint64_t undecided = 0;
  std::uint64_t skipped = 0;  ///< outcomes of which nothing is expected
  std::uint64_t all() const { return hold + fail + undecided + skipped; }
};
TestCounts count(const std::vector<TestSuite>& suites);

/// Version and plan of the Test Anything Protocol, version 13.
std::string render_tap_head(std::uint64_t lines);

/// The lines of one scenario, from this number on, each verdict with a block of YAML: "ok" where an
/// expectation holds, "not ok" where it fails or is undecided, "# SKIP" where none is given.
std::string render_tap(const TestSuite& suite, std::uint64_t first);

/// JUnit XML as its readers agree on it: a suite a scenario, a case an expectation; failing ones
/// are failures, undecided ones errors, outcomes without expectation are skipped.
std::string render_junit(const std::vector<TestSuite>& suites);

}  // namespace acqsim::report
