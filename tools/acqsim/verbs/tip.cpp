#include "acqsim/progress_bar.hpp"
#include "acqsim/simulation_request.hpp"
#include "acqsim/sweep_job.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/experiment/tip.hpp>
#include <acqsim/report/tip.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <ostream>

namespace acqsim::cli {
namespace {

const std::vector<std::string> kFormats{"table", "json"};

/// Counts the answers to one question.
class CountingSink : public experiment::SweepSink {
 public:
  explicit CountingSink(std::size_t question) : question_(question) {}
  void replication(std::size_t, const model::Replication& replication) override {
    const model::Answer answer = replication.outcomes.at(question_);
    if (answer == model::Answer::no_data) return;
    ++count.trials;
    count.yes += answer == model::Answer::yes ? 1U : 0U;
  }
  void failure(std::size_t, const experiment::Failure& failure) override {
    if (error.empty()) {
      error = "replication " + std::to_string(failure.index) + " failed: " + failure.message;
    }
  }
  experiment::YesCount count;
  std::string error;

 private:
  std::size_t question_;
};

std::size_t question_in(const experiment::Columns& columns, const Arguments& given) {
  std::vector<std::string> ids;
  for (const experiment::Question& one : columns.questions) ids.push_back(one.id);
  if (ids.empty()) throw UsageError("the scenario asks no question");
  const auto name = given.value("outcome");
  if (!name && ids.size() == 1) return 0;
  if (!name) throw UsageError("which outcome? --outcome wants one of " + base::join(ids, ", "));
  const auto found = std::ranges::find(ids, *name);
  if (found == ids.end()) {
    throw UsageError("there is no outcome '" + *name + "' in this scenario" +
                     suggestion(*name, ids));
  }
  return static_cast<std::size_t>(found - ids.begin());
}

/// Between never and always. Throws UsageError.
double probability_of(const Arguments& given) {
  const auto text = given.value("probability");
  if (!text) return 0.5;
  const auto value = base::parse_quantity(*text, base::Unit::share);
  if (!value || !(*value > 0.0 && *value < 1.0)) {
    throw UsageError("--probability lies between 0 and 1, such as 0.5 or 50%, not '" + *text + "'");
  }
  return *value;
}

int run_tip(Call& call) {
  const Arguments& given = call.arguments;
  if (given.files.size() != 2) {
    throw UsageError("tip wants a scenario and the path of one number, such as lock_in.strength");
  }
  const SimulationRequest simulation = read_simulation(call);
  if (std::ranges::find(kFormats, simulation.format) == kFormats.end()) {
    throw UsageError("--format is table or json, not '" + simulation.format + "'" +
                     suggestion(simulation.format, kFormats));
  }
  experiment::TipOptions options;
  options.probability = probability_of(given);
  if (simulation.replications) options.most_futures = *simulation.replications;
  const FamilyInput input = read_family(call, given.files[0], simulation.settings,
                                        {{given.files[1]}, std::string("lhs(1)")});
  if (!given.has("quiet")) {
    for (const std::string& remark : input.input.remarks) {
      call.err << "acqsim: remark: " << remark << '\n';
    }
  }
  const scenario::Vary& vary = input.family.vary();
  if (vary.groups.size() != 1 || !vary.groups.front().is_continuous()) {
    throw UsageError("tip looks along one range: PATH alone, for the scenario's, or PATH=A..B");
  }
  const spec::Scenario& base = input.family.base().scenario;
  options.confidence = base.precision.confidence;
  const model::Market market(base);
  const experiment::Columns columns = experiment::market_source(market, simulation.seed).columns;
  const std::size_t question = question_in(columns, given);

  std::string error;
  ProgressBar bar(call.err, call.console.is_err_terminal && !given.has("quiet"));
  std::size_t places = 0;
  if (call.console.listen_for_signals != nullptr) call.console.listen_for_signals();
  const experiment::AskAt ask = [&](double u, std::uint64_t first,
                                    std::uint64_t count) -> std::optional<experiment::YesCount> {
    if (first == 0) ++places;
    experiment::WorkList work;
    work.add(0, first, count);
    CountingSink sink(question);
    experiment::SweepOptions sweep;
    sweep.threads = simulation.threads;
    sweep.stop = call.console.stop;
    sweep.is_fail_fast = true;
    const experiment::PlannedPoint point = experiment::point_at(vary, {u});
    sweep.progress = [&](const experiment::Progress& progress) {
      bar.show(fmt::format("value {} of at most {}: ", places, options.most_places), progress);
    };
    const auto outcome = experiment::run_sweep(
        work, columns,
        [&](std::size_t) { return open_point(input.family, point, simulation.seed); }, sink, sweep);
    error = sink.error;
    if (outcome.is_interrupted || !error.empty()) return std::nullopt;
    return sink.count;
  };
  report::TipResults results;
  results.tip = experiment::find_tip(ask, options);
  bar.clear();
  if (!error.empty()) {
    call.err << "acqsim: " << error << '\n';
    return kSomeFailed;
  }
  results.name = base.name;
  results.version = ACQSIM_VERSION;
  results.question = columns.questions[question];
  results.seed = simulation.seed;
  results.options = options;
  results.path = vary.groups.front().parameters.front().path;
  results.unit = vary.groups.front().parameters.front().unit;
  results.span = *vary.groups.front().parameters.front().span;
  if (simulation.format == "json") {
    call.out << report::render_tip_json(results);
  } else {
    report::TableStyle style;
    style.width = call.console.width;
    style.is_coloured = call.console.has_colour && !given.has("no-color");
    call.out << report::render_tip_table(results, style);
  }
  call.out.flush();
  if (results.tip.kind == experiment::Tip::Kind::interrupted) {
    call.err << "acqsim: interrupted\n";
    return kInterrupted;
  }
  return kDone;
}

std::vector<Option> tip_options() {
  std::vector<Option> options{
      {.name = "outcome",
       .argument = "ID",
       .meaning = "of which outcome (not needed when there is one)"},
      {.name = "probability",
       .argument = "P",
       .meaning = "where its probability crosses P, such as 0.2 or 20% (50%)"}};
  const auto simulation =
      with_simulation_options({{.name = "quiet", .meaning = "no progress, no remarks"},
                               {.name = "no-color", .meaning = "no colours, as with NO_COLOR set"},
                               {.name = "help", .letter = 'h', .meaning = "this text"}});
  std::ranges::copy_if(simulation, std::back_inserter(options),
                       [](const Option& one) { return one.name != "precision"; });
  for (Option& option : options) {
    if (option.name == "reps") option.meaning = "at most N replications at one value (1000)";
    if (option.name == "format") {
      option.meaning = "table for people, json for programs (table)";
      option.choices = kFormats;
    }
  }
  return options;
}

}  // namespace

Verb tip_verb() {
  return {
      .name = "tip",
      .meaning = "Finds the value of one number at which an answer flips.",
      .usage = "FILE PATH[=A..B] [OPTION...]",
      .details =
          "Between the ends of the range that the scenario gives PATH, or A..B, the value is "
          "looked "
          "for at which the outcome becomes likelier than not, or crosses --probability. The "
          "search "
          "is a probabilistic bisection on common random numbers: at each value futures are added "
          "until it is sure on which side of the line the probability lies, or --reps are run. The "
          "interval holds the value with the scenario's confidence, all looks together, if the "
          "probability crosses the line once.",
      .options = tip_options(),
      .examples = {{"tip tests/support/small.yaml lock_in.strength --outcome first-signature",
                    "whether lock-in changes who signs first"}},
      .run = run_tip,
      .reads_scenarios = true};
}

}  // namespace acqsim::cli
