#include "acqsim/help.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/model/catalog.hpp>

#include <algorithm>
#include <ostream>

namespace acqsim::cli {
namespace {

struct Section {
  std::string name;
  std::string title;
  const std::vector<base::Row>& (*rows)();
};

const std::vector<Section>& sections() {
  static const std::vector<Section> all{
      {"measures", "Measures: what a run reports and a question may compare", model::measure_rows},
      {"events", "Events: what a question may ask for", model::event_rows},
      {"actions", "Actions: what a timeline may do", model::action_rows}};
  return all;
}

std::vector<std::string> section_names() {
  std::vector<std::string> names;
  for (const Section& section : sections()) names.push_back(section.name);
  return names;
}

/// "hosted_share  [share]  provider, vendor", then the meaning under it.
void print(std::ostream& out, const base::Row& row) {
  std::vector<std::string> parameters;
  for (const base::Parameter& parameter : row.parameters) parameters.push_back(parameter.name);
  out << "  " << row.name;
  if (!row.unit.empty()) out << " [" << row.unit << "]";
  if (!parameters.empty()) out << "  by " << base::join(parameters, ", ");
  out << '\n' << wrapped(row.meaning, 6) << '\n';
}

int list(Call& call) {
  const auto& wanted = call.arguments.files;
  const std::vector<std::string> names = section_names();
  for (const std::string& name : wanted) {
    if (std::ranges::find(names, name) == names.end()) {
      throw UsageError("there is no list of '" + name + "'" + suggestion(name, names));
    }
  }
  bool is_first = true;
  for (const Section& section : sections()) {
    if (!wanted.empty() && std::ranges::find(wanted, section.name) == wanted.end()) continue;
    call.out << (is_first ? "" : "\n") << section.title << "\n\n";
    for (const base::Row& row : section.rows()) print(call.out, row);
    is_first = false;
  }
  return kDone;
}

}  // namespace

Verb list_verb() {
  return {
      .name = "list",
      .meaning = "Lists the measures, events and actions that a scenario may name.",
      .usage = "[measures] [events] [actions]",
      .details = "Without a word: all three. Units are in brackets; 'acqsim doc NAME' says more.",
      .options = {{.name = "help", .letter = 'h', .meaning = "this text"}},
      .examples = {{"list", "everything"}, {"list measures", "what is measured"}},
      .run = list,
      .words = section_names};
}

}  // namespace acqsim::cli
