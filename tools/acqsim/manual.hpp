#pragma once

#include <string>

namespace acqsim::cli {

/// acqsim(1) in the man macros, printed from the verbs, their options and examples.
std::string manual_page();

}  // namespace acqsim::cli
