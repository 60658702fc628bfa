#pragma once

#include <acqsim/spec/question.hpp>
#include <acqsim/spec/scenario.hpp>

#include <string>

namespace acqsim::experiment {

/// When a question is settled, in words: "by 2029-09-30", "in FY2028" for exactly a fiscal year,
/// "from 2027-10-01 to 2028-03-31", "before the event 'partnership signed' (vendor OpenAI)" with
/// the names that the scenario gives; empty for the scenario's end.
std::string clock_text(const spec::Outcome& outcome, const spec::Scenario& scenario);

}  // namespace acqsim::experiment
