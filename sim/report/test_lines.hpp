#pragma once

#include <acqsim/report/test_report.hpp>

#include <string>
#include <vector>

/// What TAP and JUnit say alike.
namespace acqsim::report {

/// One expectation, or an outcome without any.
struct TestLine {
  const experiment::Question* question = nullptr;
  const experiment::TestFinding* finding = nullptr;  ///< null: nothing is expected
};

/// In the order of the questions. Requires: the suite outlives what is returned.
std::vector<TestLine> test_lines(const TestSuite& suite);

std::string title_of(const TestLine& line);     ///< "google-next: Is Google Cloud the next ...?"
std::string verdict_of(const TestLine& line);   ///< "holds", "fails", "undecided"
std::string expected_of(const TestLine& line);  ///< "a probability of at least 20% by 2029-09-30"
std::string found_of(const TestLine& line);     ///< "53.8% (45.2% to 62.1%) in 52 futures"
std::string note_of(const TestLine& line);      ///< why it is undecided; empty: it is not

}  // namespace acqsim::report
