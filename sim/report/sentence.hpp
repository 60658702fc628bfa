#pragma once

#include <acqsim/experiment/summary.hpp>

#include <string>

/// Frequencies in words.
namespace acqsim::report {

/// "In 31 of 100 simulated futures (28 to 34, 95% confidence), by 2029-09-30." Parts of a hundred
/// where the interval allows no more, tenths where it does; "In none of 1,250 simulated futures"
/// where it is so.
std::string outcome_sentence(const experiment::OutcomeSummary& outcome, const std::string& clock,
                             double confidence);

/// "1,250 simulated futures".
std::string futures(std::uint64_t count);

}  // namespace acqsim::report
