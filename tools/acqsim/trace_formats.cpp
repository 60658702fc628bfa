#include "acqsim/trace_formats.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/model/catalog.hpp>
#include <acqsim/store/json_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace acqsim::cli {
namespace {

/// A CSV field (RFC 4180).
std::string csv(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string text_of(const model::HappenedEvent& event, const char* field) {
  const std::string* text = event.text(field);
  return text == nullptr ? std::string() : *text;
}

const char* const kDocument = R"(# Traces

What `acqsim trace FILE --rep N` writes; this page is printed by `acqsim trace --describe`.

A trace is one replication's model events in the order in which they happened. Positions count from 0. Days are days since the
scenario's start, as decimals; dates and timestamps are UTC, of the same instant cut to the day and to the second. Money is in constant
dollars of the scenario's base year. A requirement is named `AGENCY-N`, counted by agency from 1, those of the installed base first; an
award of it `AGENCY-N.M`, counted from 1.

## JSON lines (`--format jsonl`)

The first line says what follows: `trace` is `"acqsim"`, `version` the version of this format ({version}), then `program` (its version),
`scenario`, `start`, `end`, `seed` and `replication`. The version is raised when a field changes its meaning or goes; new events and new fields
may come without that, so a reader skips what it does not know.

Each further line is an event: `event` (its position), `date`, `day`, `name`, the fields of the table below, and `causes`: positions of
the earlier events that led to it, as far as events tell. A field that does not apply is left out.

## CSV (`--format csv`)

Events that concern a requirement, for process mining: `case` (the requirement), `activity` (the event's name), `timestamp`, then `agency`,
`vendor`, `provider`, `level`, `annual_value` ($ a year). A case of the installed base begins with its operation.

## OCDS (`--format ocds`)

A release package of the [Open Contracting Data Standard](https://standard.open-contracting.org/1.1/en/) 1.1, an open contracting process for each requirement.
Its `ocid` is `acqsim-SCENARIO-SEED-REPLICATION-AGENCY-N`, which has no registered prefix: these procurements are simulated. Dates are the simulated ones.

| event | release | tag |
| --- | --- | --- |
| requirement-arrived | the need, with its expected value for a year | planning |
| awarded | the award and its contract, pending; the method is open if it was competed, direct if not | award, contract |
| operation-started | the contract is active; of the installed base, which has no award in the trace, contract and award `AGENCY-N.0` | contractUpdate or contract |
| obligated | two transactions, to the vendor and to the provider | implementation |
| contract-ended | the contract is terminated | contractTermination |
| requirement-unmet, requirement-withdrawn | the tender is unsuccessful, or withdrawn | tenderCancellation |

## Events

| name | fields | meaning |
| --- | --- | --- |
)";

}  // namespace

std::string timestamp(const Explained& all, double day) {
  constexpr double kSecondsOfADay = 86400.0;
  const double whole = std::floor(day);
  const int second = std::min(86399, static_cast<int>(std::floor((day - whole) * kSecondsOfADay)));
  return fmt::format("{}T{:02}:{:02}:{:02}Z", all.date(day), second / 3600, second / 60 % 60,
                     second % 60);
}

std::string trace_jsonl(const Explained& all) {
  const auto& scenario = all.loaded.scenario;
  std::string text = fmt::format(
      "{{\"trace\":\"acqsim\",\"version\":{},\"program\":\"{}\",\"scenario\":{},\"start\":\"{}\","
      "\"end\":\"{}\",\"seed\":{},\"replication\":{}}}\n",
      kTraceVersion, ACQSIM_VERSION, store::json_string(scenario.name), scenario.start.iso(),
      scenario.end.iso(), all.request.seed, all.history.replication.index);
  for (std::size_t i = 0; i < all.history.events.size(); ++i) text += event_json(all, i) + "\n";
  return text;
}

std::string trace_csv(const Explained& all) {
  std::map<std::string, const model::RequirementFacts*> requirements;
  for (const auto& one : all.history.requirements) requirements[one.id] = &one;
  std::string text = "case,activity,timestamp,agency,vendor,provider,level,annual_value\n";
  for (const auto& event : all.history.events) {
    const std::string* id = event.text("requirement");
    if (id == nullptr) continue;
    const auto& requirement = *requirements.at(*id);
    const std::string vendor =
        event.text("to") != nullptr ? text_of(event, "to") : text_of(event, "vendor");
    text += fmt::format("{},{},{},{},{},{},{},{:.2f}\n", csv(*id), event.name,
                        timestamp(all, event.day), csv(requirement.agency), csv(vendor),
                        csv(text_of(event, "provider")), csv(requirement.level),
                        requirement.annual_value);
  }
  return text;
}

std::string trace_document() {
  std::string text = kDocument;
  const std::string version = "{version}";
  text.replace(text.find(version), version.size(), fmt::format("{}", kTraceVersion));
  std::map<std::string, std::string> meanings{
      {"supply-started", "A vendor began to serve a requirement in operation."},
      {"supply-ended", "A vendor ceased to serve a requirement in operation."},
      {"vehicle-opened", "A contract vehicle began to take orders."},
      {"vehicle-closed", "A contract vehicle ceased to take orders."}};
  for (const auto& row : model::event_rows()) meanings[row.name] = row.meaning;
  for (const auto& form : model::event_forms()) {
    std::vector<std::string> fields;
    for (const auto& field : form.fields) fields.push_back("`" + field + "`");
    text += fmt::format("| {} | {} | {} |\n", form.name, base::join(fields, ", "),
                        base::markdown_cell(meanings.at(form.name)));
  }
  text += "\n## Fields\n\n| name | unit | meaning |\n| --- | --- | --- |\n";
  for (const auto& field : model::event_field_meanings())
    text += fmt::format("| `{}` | {} | {} |\n", field.name, field.unit, field.meaning);
  return text;
}

}  // namespace acqsim::cli
