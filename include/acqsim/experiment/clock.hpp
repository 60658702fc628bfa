#pragma once

#include <acqsim/spec/question.hpp>

#include <string>

namespace acqsim::experiment {

/// When a question is settled, in words: "by 2029-09-30", "from 2027-10-01 to 2028-09-30"; empty
/// for the scenario's end.
std::string clock_text(const spec::Outcome& outcome);

}  // namespace acqsim::experiment
