#pragma once

#include <acqsim/base/date.hpp>
#include <acqsim/spec/question.hpp>

#include <string>

namespace acqsim::experiment {

/// When a question is settled, in words: "by 2029-09-30", "in FY2028" for exactly a fiscal year,
/// "from 2027-10-01 to 2028-03-31", "before partnership-signed (vendor openai)"; empty for the
/// scenario's end.
std::string clock_text(const spec::Outcome& outcome, const base::FiscalCalendar& calendar);

}  // namespace acqsim::experiment
