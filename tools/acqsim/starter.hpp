#pragma once

#include <string>

namespace acqsim::cli {

/// A small scenario of this name that runs: two vendors, two clouds, two agencies, a question and
/// what is expected of it. Complete in itself, so that it stands in any folder.
std::string starter_scenario(const std::string& name);

}  // namespace acqsim::cli
