#include "acqsim/next_step.hpp"
#include "acqsim/starter.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/text.hpp>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <ostream>
#include <unistd.h>

namespace acqsim::cli {
namespace {

const char* const kEnding = ".yaml";

struct Place {
  std::string name;  ///< of the scenario
  std::string file;
};

/// "my-market" and "folder/my-market.yaml" alike.
Place place_of(const std::string& given) {
  const std::filesystem::path path(given.ends_with(kEnding) ? given : given + kEnding);
  const std::string name = path.stem().string();
  if (!base::is_kebab_case(name))
    throw UsageError("'" + name +
                     "' is no name for a scenario: lower-case words and digits joined by hyphens, "
                     "such as my-market");
  return {name, path.string()};
}

/// Nothing, or why there is no new file.
std::string write_new(const std::string& file, const std::string& text) {
  const int opened = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (opened < 0)
    return errno == EEXIST ? "exists already, and is left as it is" : std::strerror(errno);
  std::string wrong;
  for (std::size_t done = 0; done < text.size() && wrong.empty();) {
    const ssize_t written = ::write(opened, text.data() + done, text.size() - done);
    if (written >= 0) {
      done += static_cast<std::size_t>(written);
    } else if (errno != EINTR) {
      wrong = std::strerror(errno);
    }
  }
  if (::close(opened) != 0 && wrong.empty()) wrong = std::strerror(errno);
  if (!wrong.empty()) ::unlink(file.c_str());
  return wrong;
}

int init(Call& call) {
  const auto& names = call.arguments.files;
  if (names.size() > 1) throw UsageError("one scenario at a time");
  const Place place = place_of(names.empty() ? "my-scenario" : names.front());
  const std::string wrong = write_new(place.file, starter_scenario(place.name));
  if (!wrong.empty()) {
    call.err << "acqsim init: " << place.file << ": " << wrong << '\n';
    return kBadInput;
  }
  call.out << "Wrote " << place.file << ": two vendors, two clouds, two agencies and a question.\n"
           << next_command("what it says", {"run", place.file}, call.console)
           << next_command("change it, and see whether it is right", {"check", place.file},
                           call.console)
           << next_command("whether it says what it expects", {"test", place.file}, call.console);
  return kDone;
}

}  // namespace

Verb init_verb() {
  return {.name = "init",
          .meaning = "Writes a small scenario that runs, to be changed.",
          .usage = "[NAME]",
          .details =
              "NAME.yaml is written, by default my-scenario.yaml, and never over a file that "
              "exists. The scenario stands alone: it extends nothing.",
          .options = {{.name = "help", .letter = 'h', .meaning = "this text"}},
          .examples = {{"init my-market", "my-market.yaml in this folder"}},
          .run = init};
}

}  // namespace acqsim::cli
