#include "acqsim/catalogue.hpp"
#include "acqsim/help.hpp"
#include "acqsim/input.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/scenario/parameter_document.hpp>
#include <acqsim/scenario/reference.hpp>
#include <acqsim/spec/tables.hpp>

#include <fstream>
#include <iterator>
#include <ostream>

namespace acqsim::cli {
namespace {

/// The keys of a scenario's first level.
std::string overview() {
  std::string text =
      "A scenario's keys; 'acqsim doc KEY' says more, 'acqsim doc --all' says all:\n\n";
  constexpr std::size_t kColumn = 24;
  for (const spec::Field& field : spec::scenario_table().fields) {
    const std::string meaning = wrapped(field.about.meaning, kColumn);
    const std::string name = "  " + field.about.name;
    text += name.size() + 1 < kColumn ? name + meaning.substr(name.size()) : name + "\n" + meaning;
    text += '\n';
  }
  return text;
}

/// The nearest thing that can be described: of the whole, or of its last word.
std::string nearest_name(const std::string& name) {
  const auto all = scenario::describable(catalogue());
  if (const auto near = base::nearest(name, all)) return "; did you mean " + *near + "?";
  const std::string last = name.substr(name.rfind('.') + 1);
  for (const std::string& candidate : all) {
    if (candidate.substr(candidate.rfind('.') + 1) == last) {
      return "; did you mean " + candidate + "?";
    }
  }
  return {};
}

/// The document with its tables of parameters as they are now, from the scenario that is named.
int fill(Call& call, const std::string& file) {
  const auto& scenarios = call.arguments.files;
  if (scenarios.size() > 1) throw UsageError("--fill takes the values of one scenario");
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw UsageError("'" + file + "' cannot be read");
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  scenario::Loaded loaded =
      load_scenario(call, scenarios.empty() ? "scenarios/baseline.yaml" : scenarios.front());
  call.out << scenario::fill_parameters(text, file, loaded);
  return kDone;
}

int doc(Call& call) {
  const auto& names = call.arguments.files;
  if (const auto file = call.arguments.value("fill")) return fill(call, *file);
  if (call.arguments.has("all")) {
    if (!names.empty()) throw UsageError("--all is of everything; leave out '" + names[0] + "'");
    call.out << scenario::reference_markdown(catalogue());
    return kDone;
  }
  if (names.empty()) call.out << overview();
  bool is_first = true;
  for (const std::string& name : names) {
    const auto text = scenario::describe(catalogue(), name);
    if (!text) throw UsageError("there is no '" + name + "'" + nearest_name(name));
    call.out << (is_first ? "" : "\n") << *text << (text->ends_with('\n') ? "" : "\n");
    is_first = false;
  }
  return kDone;
}

}  // namespace

Verb doc_verb() {
  return {
      .name = "doc",
      .meaning = "Says what a key, action, event or measure means, its unit, range and default.",
      .usage = "[NAME...] [OPTION...]",
      .details =
          "NAME is a dotted path of a scenario, with any word in the place of an id, or "
          "what 'acqsim list' prints.",
      .options = {{.name = "all", .meaning = "the whole reference, in Markdown"},
                  {.name = "fill",
                   .argument = "FILE",
                   .meaning = "prints the document FILE with its tables of parameters made anew; "
                              "NAME is the scenario that gives the values "
                              "(scenarios/baseline.yaml)"},
                  {.name = "help", .letter = 'h', .meaning = "this text"}},
      .examples = {{"doc", "the keys of a scenario"},
                   {"doc vendors.openai.price", "one value"},
                   {"doc hosted_share", "one measure"}},
      .run = doc,
      .words = [] { return scenario::describable(catalogue()); }};
}

}  // namespace acqsim::cli
