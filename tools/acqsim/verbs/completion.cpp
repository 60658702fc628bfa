#include "acqsim/completion.hpp"

#include "acqsim/verbs/catalog.hpp"

#include <ostream>

namespace acqsim::cli {
namespace {

int completion(Call& call) {
  const auto& names = call.arguments.files;
  if (names.size() != 1) throw UsageError("which shell? bash, zsh or fish");
  const auto script = completion_script(names.front());
  if (!script)
    throw UsageError("there is no completion for '" + names.front() + "'" +
                     suggestion(names.front(), shells()));
  call.out << *script;
  return kDone;
}

}  // namespace

Verb completion_verb() {
  return {
      .name = "completion",
      .meaning = "Prints what makes a shell complete verbs, options, files and paths of values.",
      .usage = "bash|zsh|fish",
      .details =
          "For bash: acqsim completion bash > ~/.local/share/bash-completion/completions/acqsim\n"
          "For zsh: acqsim completion zsh > _acqsim, in a folder of $fpath\n"
          "For fish: acqsim completion fish > ~/.config/fish/completions/acqsim.fish\n"
          "'cmake --install' puts them into place for everybody.",
      .options = {{.name = "help", .letter = 'h', .meaning = "this text"}},
      .examples = {{"completion bash", "to be saved, or tried with: source <(...)"}},
      .run = completion,
      .words = [] { return shells(); }};
}

}  // namespace acqsim::cli
