#pragma once

#include "acqsim/explanation.hpp"

#include <string>

namespace acqsim::cli {

/// The version of the trace in JSON lines: raised when a field changes its meaning or goes.
inline constexpr int kTraceVersion = 1;

/// One replication's events as lines of JSON, after a line that says what they are.
std::string trace_jsonl(const Explained& all);

/// Events with a requirement in the case, activity, timestamp form of process mining.
std::string trace_csv(const Explained& all);

/// A release package of the Open Contracting Data Standard 1.1: a release for each step of each
/// requirement's procurement.
std::string trace_ocds(const Explained& all);

/// What the three formats hold, in Markdown, made from the catalogue of events.
std::string trace_document();

/// The instant of a day since the start, in UTC to the second: "2027-03-01T14:05:09Z".
std::string timestamp(const Explained& all, double day);

}  // namespace acqsim::cli
