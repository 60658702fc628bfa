#include "acqsim/explanation.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace acqsim::cli {
namespace {

/// What of a replication is asked about; empty `option`: all of it at large.
struct Subject {
  std::string option;
  std::string id;
};

Subject read_subject(const Arguments& given) {
  Subject subject;
  for (const char* option : {"award", "partnership", "agency", "outcome", "contrast"}) {
    const auto id = given.value(option);
    if (!id) continue;
    if (!subject.option.empty()) {
      throw UsageError(fmt::format("--{} and --{} exclude each other", subject.option, option));
    }
    if (id->empty()) throw UsageError(fmt::format("--{} wants a value", option));
    subject = {option, *id};
  }
  return subject;
}

/// Refuses an id that is none of these, with the nearest that is.
void demand(const std::string& what, const std::string& id, const std::vector<std::string>& all) {
  if (std::ranges::find(all, id) != all.end()) return;
  throw UsageError(fmt::format("there is no {} '{}'", what, id) + suggestion(id, all));
}

template <class Map>
std::vector<std::string> keys(const Map& map) {
  std::vector<std::string> all;
  for (const auto& [key, value] : map) all.push_back(key);
  return all;
}

std::string explained_award(const Explained& all, const std::string& id, bool is_json) {
  const bool exists =
      std::ranges::any_of(all.history.awards, [&id](const auto& one) { return one.first == id; });
  if (!exists) {
    const std::string agency = id.substr(0, id.rfind('-'));
    throw UsageError(
        fmt::format("replication {} has no award '{}'; --agency {} lists an agency's",
                    all.history.replication.index, id,
                    all.loaded.scenario.agencies.contains(agency) ? agency : std::string("ID")));
  }
  return is_json ? award_json(all, id) : explain_award(all, id);
}

std::string explained_partnership(const Explained& all, const std::string& id, bool is_json) {
  const auto colon = id.find(':');
  const std::string vendor = id.substr(0, colon);
  const std::string provider = colon == std::string::npos ? "" : id.substr(colon + 1);
  demand("vendor", vendor, keys(all.loaded.scenario.vendors));
  if (colon != std::string::npos) demand("provider", provider, keys(all.loaded.scenario.providers));
  return is_json ? partnership_json(all, vendor, provider)
                 : explain_partnership(all, vendor, provider);
}

std::string explained(const Explained& all, const Subject& subject) {
  const bool is_json = all.request.format == "json";
  if (subject.option == "award") return explained_award(all, subject.id, is_json);
  if (subject.option == "partnership") return explained_partnership(all, subject.id, is_json);
  if (subject.option == "agency") {
    return is_json ? agency_json(all, subject.id) : explain_agency(all, subject.id);
  }
  if (subject.option == "outcome") {
    const auto outcome =
        std::ranges::find(all.history.outcomes, subject.id, &model::OutcomeFacts::id);
    return is_json ? outcome_json(all, *outcome) : explain_outcome(all, *outcome);
  }
  return is_json ? overview_json(all) : explain_overview(all);
}

int explain(Call& call) {
  const auto request = read_replication(call, {"table", "json"});
  const Subject subject = read_subject(call.arguments);
  if (!request.replication) {
    throw UsageError("which replication? --rep N; 'acqsim run' counts them from 0");
  }
  scenario::Loaded loaded = load(call, request);
  const model::Market market(loaded.scenario);
  if (subject.option == "outcome") demand("question", subject.id, keys(loaded.scenario.outcomes));
  if (subject.option == "agency") demand("agency", subject.id, keys(market.scenario().agencies));
  const auto history = model::history(market, request.seed, *request.replication);
  const Explained all{request, loaded, history};
  if (subject.option != "contrast") {
    call.out << explained(all, subject);
    return kDone;
  }
  ReplicationRequest other = request;
  other.file = subject.id;
  if (other.file == "-" && request.file == "-") throw UsageError("standard input is one scenario");
  scenario::Loaded against = load(call, other);
  const model::Market rival(against.scenario);
  const auto rival_history = model::history(rival, request.seed, *request.replication);
  const Explained b{other, against, rival_history};
  call.out << (request.format == "json" ? contrast_json(all, b) : contrast_text(all, b));
  return kDone;
}

}  // namespace

Verb explain_verb() {
  return {
      .name = "explain",
      .meaning = "Tells why something came about in one replication, down to each term.",
      .usage = "FILE --rep N [OPTION...]",
      .details =
          "Runs the replication again and watches. Of an award: who was a candidate and why the "
          "others were not, the terms of each one's utility, the runner-up. Of partnerships: every "
          "review, and the surplus of each option. Each with the chain of events that led there "
          "and "
          "the values of the scenario that it rests on. Without a subject: what there is to ask "
          "about.",
      .options = with_replication_options(
          "table for people, json for programs (table)",
          {{.name = "award", .argument = "ID", .meaning = "one award, such as va-33.1"},
           {.name = "partnership",
            .argument = "VENDOR",
            .meaning = "a vendor's reviews; VENDOR:PROVIDER about one provider"},
           {.name = "agency", .argument = "ID", .meaning = "an agency's awards"},
           {.name = "outcome", .argument = "ID", .meaning = "the answer to a question"},
           {.name = "contrast",
            .argument = "FILE2",
            .meaning = "what differs in another scenario on the same random numbers, and which "
                       "awards change hands"}}),
      .examples = {{"explain scenarios/baseline.yaml --rep 0", "what can be asked about?"},
                   {"explain scenarios/baseline.yaml --rep 0 --agency va",
                    "an agency's awards; each can be asked about with --award"},
                   {"explain scenarios/baseline.yaml --rep 0 --partnership openai:oracle",
                    "what was it worth to sign, and what else was?"}},
      .run = explain,
      .reads_scenarios = true};
}

}  // namespace acqsim::cli
