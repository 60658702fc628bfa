#pragma once

#include "acqsim/verbs/verb.hpp"

namespace acqsim::cli {

/// All verbs in reading order. A new one is a file beside this and a line in catalog.cpp.
const std::vector<Verb>& verbs();

/// By name; null when there is none.
const Verb* find_verb(const std::string& name);

std::vector<std::string> verb_names();

// One function a file.
Verb init_verb();
Verb run_verb();
Verb test_verb();
Verb compare_verb();
Verb claims_verb();
Verb sweep_verb();
Verb status_verb();
Verb merge_verb();
Verb query_verb();
Verb export_verb();
Verb report_verb();
Verb drivers_verb();
Verb sensitivity_verb();
Verb tip_verb();
Verb check_verb();
Verb show_verb();
Verb explain_verb();
Verb trace_verb();
Verb graph_verb();
Verb doc_verb();
Verb list_verb();
Verb schema_verb();
Verb completion_verb();
Verb version_verb();
Verb help_verb();

}  // namespace acqsim::cli
