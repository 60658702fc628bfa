#include "acqsim/verbs/catalog.hpp"

#include <ostream>

namespace acqsim::cli {
namespace {

int version(Call& call) {
  if (!call.arguments.files.empty()) throw UsageError("there is nothing to name");
  call.out << "acqsim " << ACQSIM_MODEL_VERSION << '\n';
  return kDone;
}

}  // namespace

Verb version_verb() {
  return {.name = "version",
          .meaning = "Prints the version of the program.",
          .usage = "",
          .details = "",
          .options = {{.name = "help", .letter = 'h', .meaning = "this text"}},
          .examples = {{"version", "which one is this?"}},
          .run = version};
}

}  // namespace acqsim::cli
