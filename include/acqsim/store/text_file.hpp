#pragma once

#include <string>
#include <string_view>

namespace acqsim::store {

/// Writes a file so that nobody ever sees half of it: to a temporary name beside it, then renamed.
/// A link stays, and what it leads to is replaced. What is no regular file (a device, a pipe) is
/// written straight into. Throws StudyError, which names the file; a regular file that was there
/// before is then unchanged.
void write_whole(const std::string& path, std::string_view text);

/// Throws StudyError where write_whole would surely fail: no such folder, not writable, a folder.
/// Writes nothing.
void check_writable(const std::string& path);

}  // namespace acqsim::store
