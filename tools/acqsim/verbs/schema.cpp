#include "acqsim/catalogue.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/scenario/schema.hpp>

#include <ostream>

namespace acqsim::cli {
namespace {

int schema(Call& call) {
  if (!call.arguments.files.empty()) throw UsageError("there is nothing to name");
  const std::string text = scenario::json_schema(catalogue());
  call.out << text << (text.ends_with('\n') ? "" : "\n");
  return kDone;
}

}  // namespace

Verb schema_verb() {
  return {.name = "schema",
          .meaning = "Prints the JSON Schema of scenarios, for editors.",
          .usage = "",
          .details =
              "Save it beside your scenario as acqsim.schema.json and begin the scenario with\n"
              "# yaml-language-server: $schema=acqsim.schema.json\n"
              "and the editor completes and checks keys while you type.",
          .options = {{.name = "help", .letter = 'h', .meaning = "this text"}},
          .examples = {{"schema", "the whole schema"}},
          .run = schema};
}

}  // namespace acqsim::cli
