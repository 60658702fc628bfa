#pragma once

#include <string>
#include <string_view>

namespace acqsim::store {

/// Writes a file so that nobody ever sees half of it: to a temporary name beside it, then renamed.
/// Throws StudyError, which names the file; what was there before is then unchanged.
void write_whole(const std::string& path, std::string_view text);

}  // namespace acqsim::store
