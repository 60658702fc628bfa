#include "acqsim/sweep_request.hpp"

#include <acqsim/stats/normal.hpp>

#include <algorithm>
#include <cmath>

namespace acqsim::cli {

std::vector<Option> sweep_options() {
  std::vector<Option> options{
      {.name = "vary",
       .argument = "PATH=VALUES",
       .meaning = "vary this instead of what the scenario varies: a=0,0.5,1 or a=0..2/9 (nine "
                  "values) or a=range (the scenario's own); may be given again",
       .is_repeatable = true},
      {.name = "design",
       .argument = "D",
       .meaning = "grid, lhs(200), sobol(256) or morris(20) (the scenario's, or grid)"}};
  const auto simulation = with_simulation_options(
      {{.name = "out",
        .argument = "DIR",
        .meaning = "where the study is kept, as DIR/study.sqlite (NAME-sweep)"},
       {.name = "shard",
        .argument = "I/N",
        .meaning = "run the I-th of N parts, into a study of its own in DIR"},
       {.name = "dry-run", .meaning = "say how many runs, how long and how large; write nothing"},
       {.name = "fail-fast", .meaning = "stop at the first replication that fails"},
       {.name = "retry-failed", .meaning = "run replications again that failed before"},
       {.name = "all", .meaning = "every point"},
       {.name = "quiet", .meaning = "no progress, no remarks"},
       {.name = "no-color", .meaning = "no colours, as with NO_COLOR set"},
       {.name = "help", .letter = 'h', .meaning = "this text"}});
  options.insert(options.end(), simulation.begin(), simulation.end());
  for (Option& option : options) {
    if (option.name == "reps") option.meaning = "replications of each point";
    if (option.name == "precision") {
      option.meaning =
          "so many replications of each point that every question is known there to "
          "plus or minus X, such as 0.05 or 5%";
    }
  }
  return options;
}

SweepRequest read_sweep_request(const Call& call) {
  const Arguments& given = call.arguments;
  if (given.files.empty()) throw UsageError("which scenario? Name a file, or - for standard input");
  if (given.files.size() > 1) {
    throw UsageError("one scenario at a time; '" + given.files[1] + "' is one too many");
  }
  SweepRequest request;
  request.file = given.files.front();
  request.simulation = read_simulation(call);
  request.vary = {given.values("vary"), given.value("design")};
  request.out = given.value("out");
  if (request.out && request.out->empty()) throw UsageError("--out wants a directory");
  request.shard = read_shard(call);
  request.is_dry = given.has("dry-run");
  request.is_fail_fast = given.has("fail-fast");
  request.retries_failed = given.has("retry-failed");
  request.is_quiet = given.has("quiet");
  return request;
}

std::uint64_t replications_of(const SweepRequest& request, const spec::Precision& precision) {
  const SimulationRequest& simulation = request.simulation;
  if (simulation.replications) return *simulation.replications;
  if (!simulation.half_width) {
    return static_cast<std::uint64_t>(std::max(precision.min_replications, 1));
  }
  // The normal approximation at one half, where it is best and the interval widest.
  const double z = stats::normal_quantile(0.5 + precision.confidence / 2.0);
  return static_cast<std::uint64_t>(std::ceil(std::pow(z / (2.0 * *simulation.half_width), 2.0)));
}

std::vector<std::string> command_words(const SweepRequest& request, bool has_seed) {
  std::vector<std::string> words{"sweep", request.file};
  for (const std::string& one : request.vary.varied) {
    words.insert(words.end(), {"--vary", one});
  }
  if (request.vary.design) words.insert(words.end(), {"--design", *request.vary.design});
  const auto more = words_of(request.simulation, has_seed);
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

}  // namespace acqsim::cli
