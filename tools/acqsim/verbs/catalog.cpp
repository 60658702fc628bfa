#include "acqsim/verbs/catalog.hpp"

namespace acqsim::cli {

namespace {

std::vector<Verb> completed(std::vector<Verb> all) {
  for (Verb& verb : all) {
    if (!verb.reads_scenarios) continue;
    verb.options.insert(verb.options.end() - 1,  // before --help
                        {.name = "allow-outside",
                         .meaning = "`extends` may lead out of the folder of the scenario"});
  }
  return all;
}

}  // namespace

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> all =
      completed({init_verb(),   run_verb(),     test_verb(),        compare_verb(), claims_verb(),
                 sweep_verb(),  status_verb(),  merge_verb(),       query_verb(),   export_verb(),
                 report_verb(), drivers_verb(), sensitivity_verb(), tip_verb(),     check_verb(),
                 show_verb(),   explain_verb(), trace_verb(),       graph_verb(),   doc_verb(),
                 list_verb(),   schema_verb(),  completion_verb(),  version_verb(), help_verb()});
  return all;
}

const Verb* find_verb(const std::string& name) {
  for (const Verb& verb : verbs()) {
    if (verb.name == name) return &verb;
  }
  return nullptr;
}

std::vector<std::string> verb_names() {
  std::vector<std::string> names;
  for (const Verb& verb : verbs()) names.push_back(verb.name);
  return names;
}

}  // namespace acqsim::cli
