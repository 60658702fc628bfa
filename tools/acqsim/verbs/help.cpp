#include "acqsim/help.hpp"

#include "acqsim/manual.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <ostream>

namespace acqsim::cli {
namespace {

int help(Call& call) {
  const auto& names = call.arguments.files;
  if (names.size() > 1) throw UsageError("one verb at a time");
  if (call.arguments.has("man")) {
    if (!names.empty()) throw UsageError("--man is of everything; leave out '" + names[0] + "'");
    call.out << manual_page();
    return kDone;
  }
  if (names.empty()) {
    call.out << program_help(call.console.program);
    return kDone;
  }
  const Verb* verb = find_verb(names.front());
  if (verb == nullptr) {
    throw UsageError("there is no verb '" + names.front() + "'" +
                     suggestion(names.front(), verb_names()));
  }
  call.out << verb_help(*verb, call.console.program);
  return kDone;
}

}  // namespace

Verb help_verb() {
  return {.name = "help",
          .meaning = "Says what a verb does, with its options and examples.",
          .usage = "[VERB] [OPTION...]",
          .details = "",
          .options = {{.name = "man", .meaning = "the manual page, in the form that man(1) reads"},
                      {.name = "help", .letter = 'h', .meaning = "this text"}},
          .examples = {{"help", "the verbs"}, {"help run", "one verb"}},
          .run = help,
          .words = verb_names};
}

}  // namespace acqsim::cli
