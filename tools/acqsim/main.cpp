#include "acqsim/cli.hpp"
#include "acqsim/fd_stream.hpp"

#include <acqsim/base/text.hpp>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

constexpr int kNarrowest = 60;
constexpr int kWidest = 160;  // longer lines are hard to read across

constexpr std::int64_t kPatience = 200;  ///< after which a second signal is meant; milliseconds

// A signal handler reaches nothing else.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<bool> stop_requested{false};
std::atomic<std::int64_t> first_signal{0};
std::atomic<bool> is_err_terminal{false};
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<bool>::is_always_lock_free);
static_assert(std::atomic<std::int64_t>::is_always_lock_free);

std::int64_t milliseconds() {
  timespec now = {};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

/// The first signal ends the run in good order, and says so; one that comes a while later ends the
/// program at once. Not any second one: `timeout` sends two together.
extern "C" void request_stop(int signal) {
  constexpr std::string_view kTold =
      "\nacqsim: finishing what runs; Ctrl-C again, or another signal, ends at once\n";
  if (!stop_requested.exchange(true)) {
    first_signal = milliseconds();
    const int saved = errno;
    // The first line ends that of a progress bar, on a terminal.
    const std::size_t skipped = is_err_terminal ? 0 : 1;
    [[maybe_unused]] const auto written =
        write(STDERR_FILENO, kTold.data() + skipped, kTold.size() - skipped);
    errno = saved;
  } else if (milliseconds() - first_signal > kPatience) {
    std::signal(signal, SIG_DFL);
    raise(signal);
  }
}

void listen_for_signals() {
  is_err_terminal = isatty(STDERR_FILENO) == 1;
  struct sigaction action = {};
  action.sa_handler = request_stop;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

int terminal_width() {
  winsize size = {};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return std::clamp(static_cast<int>(size.ws_col), kNarrowest, kWidest);
}

/// A command of this name is in a folder of PATH.
bool is_callable(const std::string& command) {
  const char* path = std::getenv("PATH");
  if (path == nullptr) return false;
  return std::ranges::any_of(acqsim::base::split(path, ':'), [&command](const std::string& folder) {
    return !folder.empty() && access((folder + "/" + command).c_str(), X_OK) == 0;
  });
}

acqsim::cli::Console console(const char* called_as) {
  acqsim::cli::Console result;
  if (called_as != nullptr && *called_as != '\0') result.program = called_as;
  result.has_sqlite = is_callable("sqlite3");
  result.is_out_terminal = isatty(STDOUT_FILENO) == 1;
  result.is_err_terminal = isatty(STDERR_FILENO) == 1;
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool is_dumb = terminal != nullptr && std::string(terminal) == "dumb";
  result.has_colour =
      result.is_out_terminal && !is_dumb && (no_color == nullptr || *no_color == '\0');
  if (result.is_out_terminal) result.width = terminal_width();
  result.is_confined = true;
  result.cores = std::max(std::thread::hardware_concurrency(), 1U);
  result.environment = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return std::string(value);
  };
  result.stop = &stop_requested;
  result.listen_for_signals = listen_for_signals;
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  acqsim::cli::FdBuffer buffer(STDOUT_FILENO);
  std::ostream out(&buffer);
  const std::vector<std::string> args(argv + std::min(argc, 1), argv + argc);
  const int code =
      acqsim::cli::run(args, std::cin, out, std::cerr, console(argc > 0 ? argv[0] : nullptr));
  return acqsim::cli::settle_output(code, buffer, std::cerr);
}
