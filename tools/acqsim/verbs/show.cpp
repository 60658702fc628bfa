#include "acqsim/catalogue.hpp"
#include "acqsim/input.hpp"
#include "acqsim/simulation_request.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/scenario/resolved.hpp>

#include <fstream>
#include <optional>
#include <ostream>

namespace acqsim::cli {
namespace {

const char* const kParent = "parent";

/// What standard input holds is read once.
struct Shown {
  std::string name;
  std::optional<std::string> text;  ///< absent: the file of this name
};

scenario::Resolved resolve(const Call& call, const Shown& shown, const Settings& settings) {
  return shown.text ? scenario::Resolved::of_text(*shown.text, shown.name, settings.overrides,
                                                  call.loading())
                    : scenario::Resolved::of_file(shown.name, settings.overrides, call.loading());
}

/// What --diff names: a file, or what the shown one extends.
scenario::Resolved base_of(const Call& call, const Shown& shown, const std::string& base) {
  if (base != kParent) return scenario::Resolved::of_file(base, {}, call.loading());
  std::ifstream file(shown.name, std::ios::binary);
  scenario::Resolved parent = scenario::Resolved::parent_of_text(
      shown.text ? *shown.text : all_of(file), shown.name, call.loading());
  if (parent.is_empty())
    throw UsageError("'" + shown.name + "' extends nothing: name the file to hold it against");
  return parent;
}

int show(Call& call) {
  const Arguments& given = call.arguments;
  if (given.files.size() != 1)
    throw UsageError("which scenario? Name one file, or - for standard input");
  const Settings settings = read_settings(given.values("set"), given.values("policy"));
  Shown shown{given.files.front(), std::nullopt};
  if (shown.name == "-") shown = {"<stdin>", all_of(call.in)};
  // First, so that what is wrong is told as `check` tells it.
  if (!settings.problems.empty()) throw base::InputError(settings.problems);
  const scenario::Loaded loaded =
      shown.text ? scenario::load_text(*shown.text, shown.name, catalogue(), settings.overrides,
                                       call.loading())
                 : scenario::load(shown.name, catalogue(), settings.overrides, call.loading());
  const scenario::Resolved resolved = resolve(call, shown, settings);
  const bool has_origin = given.has("origin");
  const auto base = given.value("diff");
  if (!base) {
    call.out << resolved.yaml(has_origin);
    return kDone;
  }
  const std::string differences =
      resolved.differences_from(base_of(call, shown, *base), has_origin);
  call.out << (differences.empty() ? "Nothing differs.\n" : differences);
  return kDone;
}

}  // namespace

Verb show_verb() {
  return {
      .name = "show",
      .meaning =
          "Shows a scenario with all that it extends as one file, and where each value is "
          "written.",
      .usage = "FILE [OPTION...]",
      .details =
          "Values keep the form in which they were written, with basis, source and note; those "
          "left at their default are not shown ('acqsim doc' tells them). What is printed is a "
          "scenario that gives the same numbers; a basis written for a record covers all that "
          "stands in it then, also what another file put there.",
      .options = {{.name = "origin",
                   .meaning = "behind each value the file and line that it comes from"},
                  {.name = "diff",
                   .argument = "BASE",
                   .meaning = "instead, one line for each value that differs from the file BASE, "
                              "or from what FILE extends if BASE is 'parent': - as there, + as "
                              "here",
                   .choices = {kParent}},
                  set_option(),
                  policy_option(),
                  {.name = "help", .letter = 'h', .meaning = "this text"}},
      .examples = {{"show scenarios/google-cloud-next.yaml", "the whole of it in one file"},
                   {"show scenarios/google-cloud-next.yaml --diff parent",
                    "what it changes in the baseline"},
                   {"show scenarios/google-cloud-next.yaml --origin",
                    "and where each value is written"}},
      .run = show,
      .reads_scenarios = true};
}

}  // namespace acqsim::cli
