#pragma once

#include <stdexcept>
#include <string>

namespace acqsim::base {

/// A broken promise between parts of the program: never the user's fault.
class CheckFailed : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void check_failed(const char* condition, const std::string& what, const char* file,
                               int line);

}  // namespace acqsim::base

/// On in release builds too. `what` says what was broken, and is evaluated only then.
#define ACQSIM_CHECK(condition, what)                                                       \
  do {                                                                                      \
    if (!(condition)) ::acqsim::base::check_failed(#condition, (what), __FILE__, __LINE__); \
  } while (false)
