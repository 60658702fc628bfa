#include "acqsim/next_step.hpp"
#include "acqsim/progress_bar.hpp"
#include "acqsim/report_content.hpp"
#include "acqsim/simulation_request.hpp"
#include "acqsim/study_info.hpp"
#include "acqsim/study_path.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/experiment/market_source.hpp>
#include <acqsim/store/text_file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <string_view>

namespace acqsim::cli {
namespace {

struct Request {
  std::string subject;  ///< a study or a scenario
  SimulationRequest simulation;
  std::optional<std::string> against;
  std::optional<std::string> out;
  bool has_stress = false;
};

/// A folder, or a file that begins like a database.
bool is_study(const std::string& given) {
  std::error_code error;
  if (std::filesystem::is_directory(given, error)) return true;
  constexpr std::string_view kMagic = "SQLite format 3";
  std::array<char, kMagic.size()> begin{};
  std::ifstream file(given, std::ios::binary);
  return file.read(begin.data(), begin.size()) &&
         std::string_view(begin.data(), begin.size()) == kMagic;
}

Request read(const Call& call) {
  const Arguments& given = call.arguments;
  if (given.files.empty())
    throw UsageError("which study or scenario? Name a study's file or folder, or a scenario");
  if (given.files.size() > 1) {
    throw UsageError("one study or scenario at a time; '" + given.files[1] +
                     "' is one too many (--against compares with another scenario)");
  }
  Request request;
  request.subject = given.files.front();
  request.simulation = read_simulation(call);
  request.against = given.value("against");
  request.out = given.value("out");
  request.has_stress = given.has("stress");
  if (request.out && request.out->empty()) throw UsageError("--out wants a file");
  if (!request.out && call.console.is_out_terminal)
    throw UsageError("a page is no text for a terminal; name a file with --out report.html");
  if (request.against && *request.against == "-" && request.subject == "-")
    throw UsageError("standard input is one scenario");
  if (!is_study(request.subject)) return request;
  for (const char* option : {"set", "policy", "seed", "reps", "precision"}) {
    if (given.has(option)) {
      throw UsageError(fmt::format(
          "--{} is for a scenario; a study is shown as it was run, and is made by 'acqsim run'",
          option));
    }
  }
  return request;
}

/// Says now, not after the simulation, that the page cannot be written, or would be over what it is
/// made of.
void check_out(const Request& request, const std::vector<std::string>& sources) {
  if (!request.out) return;
  for (const std::string& source : sources) {
    std::error_code error;
    if (std::filesystem::equivalent(*request.out, source, error) && !error)
      throw UsageError("--out " + *request.out + " is what the report is made of (" + source + ")");
  }
  store::check_writable(*request.out);
}

/// The scenario that is compared with, as it is written, read before anything runs.
std::optional<Input> other_of(Call& call, const Request& request,
                              std::vector<std::string>& sources) {
  if (!request.against) return std::nullopt;
  std::optional<Input> input = read_scenario(call, *request.against, {});
  sources.push_back(*request.against);
  sources.insert(sources.end(), input->loaded.files.begin(), input->loaded.files.end());
  return input;
}

/// Runs replications with the progress bar of all verbs that simulate.
Kept simulate(Call& call, const Request& request, const experiment::Source& source,
              const experiment::Plan& plan) {
  Kept kept;
  kept.columns = source.columns;
  KeepingSink sink;
  ProgressBar bar(call.err, call.console.is_err_terminal && !call.arguments.has("quiet"));
  experiment::RunOptions options;
  options.threads = request.simulation.threads;
  options.stop = call.console.stop;
  options.progress = [&bar](const experiment::Progress& progress) { bar.show(progress); };
  if (call.console.listen_for_signals != nullptr) call.console.listen_for_signals();
  experiment::RunOutcome outcome = experiment::run(source, plan, sink, options);
  bar.clear();
  kept.summary = std::move(outcome.summary);
  kept.ending = outcome.ending;
  kept.replications = std::move(sink.kept);
  return kept;
}

report::Heading heading_of(const Input& input, std::uint64_t seed) {
  const spec::Scenario& scenario = input.loaded.scenario;
  const store::StudyInfo info = study_info(input, seed, {});
  report::Heading heading;
  heading.name = scenario.name;
  heading.title = scenario.title;
  heading.start = scenario.start.iso();
  heading.end = scenario.end.iso();
  heading.seed = seed;
  heading.version = info.key.version;
  heading.scenario_hash = info.key.scenario_hash;
  heading.confidence = scenario.precision.confidence;
  heading.fiscal_year_start = scenario.fiscal_year_start;
  return heading;
}

void remark(Call& call, const Input& input) {
  if (call.arguments.has("quiet")) return;
  for (const std::string& one : input.remarks) call.err << "acqsim: remark: " << one << '\n';
}

/// The same replications of another scenario, in pairs with those that are kept.
experiment::Ending compare(Call& call, const Request& request, report::Page& page, const Kept& kept,
                           const Input& input) {
  remark(call, input);
  const model::Market market(input.loaded.scenario);
  experiment::Source stored;
  stored.columns = kept.columns;
  stored.replicate = [&kept](std::uint64_t index) {
    const auto found =
        std::ranges::lower_bound(kept.replications, index, {}, &model::Replication::index);
    if (found == kept.replications.end() || found->index != index)
      throw std::runtime_error("this replication failed");
    return *found;
  };
  report::Heading other = heading_of(input, page.heading.seed);
  if (other.name == page.heading.name)
    other.name += *request.against == "-" ? " of standard input" : " of " + *request.against;
  const std::vector<experiment::Contender> contenders{
      {page.heading.name, stored},
      {other.name, experiment::market_source(market, page.heading.seed)}};
  experiment::ComparisonSink sink(contenders);
  ProgressBar bar(call.err, call.console.is_err_terminal && !call.arguments.has("quiet"));
  experiment::RunOptions options;
  options.threads = request.simulation.threads;
  options.stop = call.console.stop;
  options.progress = [&bar](const experiment::Progress& progress) { bar.show(progress); };
  const std::uint64_t all = kept.summary.replications() + kept.summary.failures();
  const experiment::RunOutcome outcome =
      experiment::run(experiment::side_by_side(contenders), {all, {}}, sink, options);
  bar.clear();
  report::ComparisonResults results;
  results.reference = page.heading;
  const auto findings = experiment::find(sink.comparisons(), page.heading.confidence);
  results.compared.push_back({other, sink.comparisons().front(), findings.front()});
  results.families = experiment::families(sink.comparisons());
  results.glossary = kept.columns.glossary;
  results.failures = outcome.summary.failures();
  results.ending = outcome.ending;
  page.comparison = std::move(results);
  return outcome.ending;
}

void add_manifest(report::Page& page, const std::map<std::string, std::string>& manifest) {
  for (const auto& [name, value] : manifest) {
    if (name != "scenario") page.manifest.emplace_back(name, value);
  }
}

std::string report_command(const Request& request) {
  std::vector<std::string> words{"report", request.subject};
  if (!is_study(request.subject)) {
    const auto more = words_of(request.simulation, true);
    words.insert(words.end(), more.begin(), more.end());
  }
  if (is_study(request.subject) && request.simulation.allows_outside)
    words.emplace_back("--allow-outside");
  if (request.against) words.insert(words.end(), {"--against", *request.against});
  if (request.has_stress) words.emplace_back("--stress");
  words.insert(words.end(), {"--out", "report.html"});
  return command_text("acqsim", words);
}

int of_scenario(Call& call, const Request& request, report::Page& page) {
  Named scenario{read_scenario(call, request.subject, request.simulation.settings),
                 {request.subject}};
  SimulationRequest settings;
  settings.settings = request.simulation.settings;
  settings.allows_outside = request.simulation.allows_outside;
  for (const std::string& word : words_of(settings, false)) scenario.words.push_back(word);
  page.changes = changes_in(scenario.words);
  const Input& input = scenario.input;
  std::vector<std::string> sources = input.loaded.files;
  sources.push_back(request.subject);
  const std::optional<Input> other = other_of(call, request, sources);
  check_out(request, sources);
  remark(call, input);
  spec::Precision precision = input.loaded.scenario.precision;
  if (request.simulation.half_width) precision.half_width = *request.simulation.half_width;
  const model::Market market(input.loaded.scenario);
  page.heading = heading_of(input, request.simulation.seed);
  const Kept kept =
      simulate(call, request, experiment::market_source(market, request.simulation.seed),
               {request.simulation.replications, precision});
  page.results = report::Results{page.heading, kept.summary, kept.ending};
  if (!request.simulation.replications) page.results->half_width = precision.half_width;
  add_over_time(page, kept);
  add_values(page, input.loaded);
  add_futures(page, kept, market, scenario, request.simulation.threads);
  experiment::Ending ending = kept.ending;
  if (other && ending != experiment::Ending::interrupted)
    ending = compare(call, request, page, kept, *other);
  const store::StudyInfo info = study_info(input, request.simulation.seed, {});
  std::map<std::string, std::string> manifest = info.notes;
  manifest.erase("command");
  manifest["program"] = "acqsim " + info.key.version;
  manifest["scenario_hash"] = info.key.scenario_hash;
  manifest["seed"] = fmt::format("{}", info.key.seed);
  add_manifest(page, manifest);
  page.commands = {report_command(request)};
  return tell_ending(call, kept.summary, ending);
}

/// The half width that a study was run for; absent: a number was asked for, or it is not known.
std::optional<double> half_width_of(const std::string& command, const Input* input) {
  const std::vector<std::string> words = words_in(command);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] == "--reps") return std::nullopt;
    if (words[i] == "--precision") return std::strtod(words[i + 1].c_str(), nullptr);
  }
  if (input == nullptr) return std::nullopt;
  return input->loaded.scenario.precision.half_width;
}

int of_study(Call& call, const Request& request, report::Page& page) {
  store::StudyReader study(study_of(request.subject));
  const auto manifest = study.manifest();
  const auto kind = manifest.find("kind");
  const bool is_sweep = kind != manifest.end() && kind->second == "sweep";
  if (is_sweep && request.against)
    throw UsageError("--against wants a run or a scenario, not a sweep");
  const auto command = manifest.find("command");
  if (command != manifest.end()) {
    const std::vector<std::string> words = words_in(command->second);
    if (const auto again = command_again(words, study_of(request.subject))) {
      page.commands.push_back(*again);
      page.changes = changes_in(words);
    }
  }
  page.commands.push_back(report_command(request));
  add_manifest(page, manifest);
  const std::optional<Named> scenario = scenario_of(call, manifest, page);
  const Input* input = scenario ? &scenario->input : nullptr;
  std::vector<std::string> sources{study_of(request.subject)};
  if (input != nullptr)
    sources.insert(sources.end(), input->loaded.files.begin(), input->loaded.files.end());
  const std::optional<Input> other = other_of(call, request, sources);
  check_out(request, sources);
  if (input != nullptr) add_values(page, input->loaded);
  if (is_sweep) {
    page.sweep = report::read_sweep(study, {}, false, true);
    page.heading = page.sweep->heading;
    for (std::size_t q = 0; q < page.sweep->columns.questions.size(); ++q) {
      if (page.sweep->parameters.empty()) break;
      report::Drivers drivers = report::find_drivers(*page.sweep, q, false);
      if (drivers.points > 1) page.drivers.push_back(std::move(drivers));
    }
    if (input != nullptr) {
      const model::Market market(input->loaded.scenario);
      add_access_at_start(page, market);
    }
  } else {
    // A study's heading is the same for a run and a sweep; no points are read for it.
    page.heading = report::read_sweep(study, {}, false).heading;
    const Kept kept = read_run(study);
    if (kept.replications.empty())
      throw store::StudyError(request.subject + ": there is no replication in this study");
    if (input != nullptr) page.heading.fiscal_year_start = input->loaded.scenario.fiscal_year_start;
    page.results = report::Results{page.heading, kept.summary, kept.ending};
    page.results->half_width =
        half_width_of(command == manifest.end() ? "" : command->second, input);
    if (!page.results->half_width && kept.ending != experiment::Ending::interrupted)
      page.results->ending = experiment::Ending::complete;
    add_over_time(page, kept);
    if (input != nullptr) {
      const model::Market market(input->loaded.scenario);
      add_futures(page, kept, market, *scenario, request.simulation.threads);
    }
    if (other && compare(call, request, page, kept, *other) == experiment::Ending::interrupted) {
      call.err << "acqsim: interrupted\n";
      return kInterrupted;
    }
  }
  return page.comparison && page.comparison->failures > 0 ? kSomeFailed : kDone;
}

int report_verb_run(Call& call) {
  const Request request = read(call);
  report::Page page;
  page.has_stress = request.has_stress;
  const int code =
      is_study(request.subject) ? of_study(call, request, page) : of_scenario(call, request, page);
  if (code == kInterrupted) return code;
  const bool is_quiet = call.arguments.has("quiet");
  if (!report::has_charts() && !is_quiet) {
    call.err << "acqsim: remark: this program was built without charts, so the page has tables and "
                "text alone; for charts: tools/install_dependencies charts && cmake --preset "
                "release && tools/build release acqsim\n";
  }
  const std::string text = report::render_page(page);
  if (!request.out) {
    call.out << text;
  } else {
    store::write_whole(*request.out, text);
    call.out << "The report is in " << shell_word(*request.out)
             << ": open it in a browser; it needs no network.\n";
  }
  call.out.flush();
  return code;
}

std::vector<Option> options() {
  std::vector<Option> all = with_simulation_options({
      {.name = "against",
       .argument = "FILE",
       .meaning = "compare with this scenario, in pairs on the same random numbers; --set and "
                  "--policy do not change it"},
      {.name = "stress", .meaning = "add a reporting draft by the STRESS-DES guidelines"},
      {.name = "out", .argument = "FILE", .meaning = "write the page to this file"},
      {.name = "quiet", .meaning = "no progress, no remarks"},
      {.name = "help", .letter = 'h', .meaning = "this text"},
  });
  std::erase_if(all, [](const Option& one) { return one.name == "format"; });
  return all;
}

}  // namespace

Verb report_verb() {
  return {.name = "report",
          .meaning = "Writes one HTML page that says what was asked and what came out.",
          .usage = "STUDY|FILE [OPTION...]",
          .details =
              "The page needs no network and no other file, prints, and without scripts keeps its "
              "text and tables. First the answers in plain words; then outcomes against what is "
              "expected, the market over time, the next partner, where the days go, who can be "
              "reached, three futures to look at, and every value with its source. Of a sweep: "
              "what pulls, where, and under which conditions.\n\n"
              "STUDY is what 'run --out' or 'sweep' made: a file, or the folder. Its scenario is "
              "read again from the file that the study names, if that still says the same. Of a "
              "scenario in YAML, FILE, replications are run as by 'run'. Without --out the page "
              "goes to standard output.",
          .options = options(),
          .examples = {{"report scenarios/baseline.yaml --reps 20 --out build/report.html",
                        "a quick look at a scenario"},
                       {"report build/lock-in --out build/lock-in.html", "a study of a sweep"}},
          .run = report_verb_run,
          .reads_scenarios = true};
}

}  // namespace acqsim::cli
