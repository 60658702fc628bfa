#include "acqsim/trace_formats.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <ostream>

namespace acqsim::cli {
namespace {

int trace(Call& call) {
  if (call.arguments.has("describe")) {
    if (!call.arguments.files.empty()) {
      throw UsageError("--describe is of every trace; leave out '" + call.arguments.files.front() +
                       "'");
    }
    call.out << trace_document();
    return kDone;
  }
  const auto request = read_replication(call, {"jsonl", "csv", "ocds"});
  if (!request.replication) {
    throw UsageError("which replication? --rep N; 'acqsim run' counts them from 0");
  }
  scenario::Loaded loaded = load(call, request);
  const model::Market market(loaded.scenario);
  const auto history = model::history(market, request.seed, *request.replication);
  const Explained all{request, loaded, history};
  call.out << (request.format == "csv"    ? trace_csv(all)
               : request.format == "ocds" ? trace_ocds(all)
                                          : trace_jsonl(all));
  return kDone;
}

}  // namespace

Verb trace_verb() {
  return {
      .name = "trace",
      .meaning = "Writes every event of one replication, for other programs.",
      .usage = "FILE --rep N [OPTION...]",
      .details =
          "JSON lines hold every event with its fields and causes; CSV the life of each "
          "requirement "
          "for process mining; OCDS a release package of the Open Contracting Data Standard 1.1. "
          "scenarios/TRACE.md describes the formats.",
      .options = with_replication_options(
          "jsonl, csv for process mining, or ocds (jsonl)",
          {{.name = "describe", .meaning = "what the formats hold, in Markdown; takes no FILE"}}),
      .examples = {{"trace scenarios/baseline.yaml --rep 0", "all that happens in one future"},
                   {"trace scenarios/baseline.yaml --rep 0 --format csv",
                    "the same for process mining"},
                   {"trace --describe", "what the fields mean"}},
      .run = trace,
      .reads_scenarios = true};
}

}  // namespace acqsim::cli
