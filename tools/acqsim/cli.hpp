#pragma once

#include <atomic>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

/// The program without its main: what a test calls in-process.
namespace acqsim::cli {

/// What a caller reads from the exit code; the contract of all verbs.
enum ExitCode : int {
  kDone = 0,
  kExpectationFails = 1,
  kBadInput = 2,  ///< usage, scenario, or a place that cannot be written
  kUndecided = 3,
  kSomeFailed = 4,  ///< some replications failed
  kInternalError = 70,
  kInterrupted = 130,  ///< safe to resume
};

/// What stands behind the streams.
struct Console {
  bool is_out_terminal = false;
  bool is_err_terminal = false;
  bool has_colour = false;         ///< of standard output, by terminal and NO_COLOR
  int width = 80;                  ///< of standard output
  std::string program = "acqsim";  ///< as it was called: "build/acqsim"
  bool has_sqlite = false;         ///< the client `sqlite3` can be called
  /// `extends` may not leave the folder of a scenario without --allow-outside.
  bool is_confined = false;
  unsigned cores = 1;  ///< threads when -j is not given
  /// The value of an environment variable; empty: there are none.
  std::function<std::optional<std::string>(const std::string&)> environment{};
  const std::atomic<bool>* stop = nullptr;  ///< set by SIGINT and SIGTERM
  /// Called when there is something to save from a signal: from then on it sets `stop`, before that
  /// it ends the program at once.
  void (*listen_for_signals)() = nullptr;
};

/// Runs one command, without the program's own name in `args`. Results go to `out`, all else to
/// `err`.
int run(const std::vector<std::string>& args, std::istream& in, std::ostream& out,
        std::ostream& err, const Console& console = {});

}  // namespace acqsim::cli
