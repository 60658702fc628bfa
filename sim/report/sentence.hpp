#pragma once

#include <acqsim/report/results.hpp>

#include <string>

/// Frequencies in words.
namespace acqsim::report {

/// How many of a hundred a share is, "31"; in tenths next to none and all of them, which it says of
/// nothing else; a dash for NaN.
std::string of_100(double share);

/// "54", or with a tenth where that says more: where the interval is narrow, or where none or all
/// would be said of what is not quite none or all. Requires: trials.
std::string frequency_text(const experiment::OutcomeSummary& outcome, double confidence);

/// "In 31 of 100 simulated futures (28 to 34, 95% confidence), by 2029-09-30." Parts of a hundred
/// where the interval allows no more, tenths where it does; "In none of 1,250 simulated futures"
/// where it is so.
std::string outcome_sentence(const experiment::OutcomeSummary& outcome, const std::string& clock,
                             double confidence);

/// How many futures there are, of which seed, and why not more: "1,200 simulated futures, seed 1;
/// every question is known to plus or minus 3 points."
std::string ending_sentence(const Results& results);

/// " (from 18 Mar)" for a fiscal year that the scenario's horizon cuts, to stand behind its name;
/// empty for a whole year and for a measure of no year.
std::string cut_of(const MeasureLine& line, const Heading& heading);

/// "1,250 simulated futures".
std::string futures(std::uint64_t count);

}  // namespace acqsim::report
