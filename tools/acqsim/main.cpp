#include "acqsim/cli.hpp"
#include "acqsim/fd_stream.hpp"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <sys/ioctl.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

constexpr int kNarrowest = 60;
constexpr int kWidest = 160;  // longer lines are hard to read across

// A signal handler reaches nothing else.
std::atomic<bool> stop_requested{
    false};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void request_stop(int /*signal*/) {
  stop_requested.store(true, std::memory_order_relaxed);
}

/// The first signal ends the run in good order, the second one at once.
void listen_for(int signal) {
  struct sigaction action = {};
  action.sa_handler = request_stop;
  action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

int terminal_width() {
  winsize size = {};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return std::clamp(static_cast<int>(size.ws_col), kNarrowest, kWidest);
}

acqsim::cli::Console console() {
  acqsim::cli::Console result;
  result.is_out_terminal = isatty(STDOUT_FILENO) == 1;
  result.is_err_terminal = isatty(STDERR_FILENO) == 1;
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool is_dumb = terminal != nullptr && std::string(terminal) == "dumb";
  result.has_colour =
      result.is_out_terminal && !is_dumb && (no_color == nullptr || *no_color == '\0');
  if (result.is_out_terminal) result.width = terminal_width();
  result.cores = std::max(std::thread::hardware_concurrency(), 1U);
  result.stop = &stop_requested;
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  listen_for(SIGINT);
  listen_for(SIGTERM);
  acqsim::cli::FdBuffer buffer(STDOUT_FILENO);
  std::ostream out(&buffer);
  const std::vector<std::string> args(argv + std::min(argc, 1), argv + argc);
  const int code = acqsim::cli::run(args, std::cin, out, std::cerr, console());
  return acqsim::cli::settle_output(code, buffer, std::cerr);
}
