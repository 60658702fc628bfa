#pragma once

#include <optional>
#include <string>
#include <vector>

namespace acqsim::cli {

/// Shells for which there is a script.
const std::vector<std::string>& shells();

/// What makes a shell complete, printed from the verbs and their options; nothing for a shell that
/// is not known.
std::optional<std::string> completion_script(const std::string& shell);

}  // namespace acqsim::cli
