#include "acqsim/base/check.hpp"

#include <fmt/format.h>

#include <string_view>

namespace acqsim::base {

void check_failed(const char* condition, const std::string& what, const char* file, int line) {
  // The file's own name is enough to find it, and the rest would name the machine that built the
  // program.
  std::string_view name = file;
  name.remove_prefix(name.find_last_of("/\\") + 1);  // npos + 1 is zero
  throw CheckFailed(fmt::format("internal error: {} ({} at {}:{})", what, condition, name, line));
}

}  // namespace acqsim::base
