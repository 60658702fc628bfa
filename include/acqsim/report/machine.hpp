#pragma once

#include <acqsim/report/results.hpp>

#include <string>

/// Results for programs. Numbers read back exactly; order and keys are stable within a schema.
namespace acqsim::report {

constexpr int kResultsSchema = 1;

/// One JSON object (RFC 8259), ending in a newline:
///
///   schema        1
///   program       "acqsim 0.1.0"
///   scenario      name, title, start, end, hash
///   seed, replications, failures, ending, confidence
///   outcomes      [id, question, clock, expectation, verdict, frequency, low, high, yes, no,
///   no_data] measures      [measure, labels, unit, mean, std_error, low, high, p5, p50, p95, n,
///   no_data] first_failures [replication, message]
///
/// low and high are the interval of the frequency or mean at `confidence`; null where there is no
/// data. Of a quantity that cannot be negative ($, count, d, share, 1/y, index) low is at least 0,
/// of a share high is at most 1. verdict is "holds", "fails", "undecided", or null without an
/// expectation.
std::string render_json(const Results& results);

enum class CsvPart { all, outcomes, measures };

/// RFC 4180 with a header line and CRLF line ends, one line for each outcome and measure: kind,
/// name, one column for each label that any measure has, mean (of an outcome: its frequency), low,
/// high (as in JSON), p5, p50, p95, n, no_data, unit. Empty: no data, or not such a label.
std::string render_csv(const Results& results, CsvPart part = CsvPart::all);

}  // namespace acqsim::report
