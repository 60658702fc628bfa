#include "acqsim/report_content.hpp"

#include "acqsim/explanation_sources.hpp"
#include "acqsim/next_step.hpp"
#include "acqsim/study_info.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/experiment/each.hpp>
#include <acqsim/experiment/exemplars.hpp>
#include <acqsim/model/access_map.hpp>
#include <acqsim/model/history.hpp>
#include <acqsim/store/sha256.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <map>
#include <string_view>
#include <unordered_map>

namespace acqsim::cli {
namespace {

constexpr int kIncidencePoints = 60;
constexpr std::uint64_t kMostEvents = 500'000;  ///< of a future that is told: about 1.5 GB

experiment::Ending ending_of(const std::string& status) {
  using experiment::Ending;
  for (const Ending one :
       {Ending::precise, Ending::capped, Ending::all_failed, Ending::interrupted}) {
    if (experiment::to_string(one) == status) return one;
  }
  return status == "running" ? Ending::interrupted : Ending::complete;
}

report::AccessPicture picture(const model::AccessMap& map, const std::string& when) {
  report::AccessPicture picture{when, {}, {}};
  for (std::size_t v = 0; v < map.vendors.size(); ++v) {
    const auto& reach = map.reach[v].back();
    picture.reach[map.vendors[v]] = {reach.whole, reach.without_migration};
  }
  for (const auto& one : map.hosted) ++picture.enclaves[{one.vendor, one.provider}];
  return picture;
}

/// The greatest of the columns of a measure by one label: "openai, 25.2%".
std::string greatest(const Kept& kept, const model::Replication& one, const std::string& measure,
                     const std::string& label) {
  std::string name;
  double most = -1.0;
  for (std::size_t m = 0; m < kept.columns.measures.size(); ++m) {
    const auto& column = kept.columns.measures[m];
    if (column.measure != measure || column.labels.size() != 1 || !column.labels.contains(label))
      continue;
    if (one.measures[m] > most) {
      most = one.measures[m];
      name = column.labels.at(label);
    }
  }
  return name.empty() ? "no data" : name + ", " + base::format_share(most);
}

double sum_of(const Kept& kept, const model::Replication& one, const std::string& measure) {
  double sum = 0.0;
  for (std::size_t m = 0; m < kept.columns.measures.size(); ++m) {
    if (kept.columns.measures[m].measure == measure && !std::isnan(one.measures[m]))
      sum += one.measures[m];
  }
  return sum;
}

double whole(const Kept& kept, const model::Replication& one, const std::string& measure) {
  for (std::size_t m = 0; m < kept.columns.measures.size(); ++m) {
    const auto& column = kept.columns.measures[m];
    if (column.measure == measure && column.labels.empty()) return one.measures[m];
  }
  return std::nan("");
}

std::vector<std::pair<std::string, std::string>> figures(const Kept& kept,
                                                         const model::Replication& one) {
  return {{"Obligations over the run", base::format_money(sum_of(kept, one, "annual_obligations"))},
          {"Largest vendor, share of obligations for models",
           greatest(kept, one, "obligation_share", "vendor")},
          {"Largest provider, share of hosting", greatest(kept, one, "hosted_share", "provider")},
          {"Requirements", base::format_count(whole(kept, one, "requirements"))},
          {"Days to operation", base::format_days(whole(kept, one, "days_to_operation"))},
          {"Switching cost at the end", base::format_money(whole(kept, one, "switching_cost"))}};
}

/// Counts decisions that hang on values without a source.
class BasisCount {
 public:
  /// `is_bare`: of each number that the scenario has, given or default.
  explicit BasisCount(const std::map<std::string, bool>& is_bare) : is_bare_(is_bare) {}
  void add(const std::vector<std::string>& paths) {
    ++count_.decisions;
    std::uint64_t bare = 0;
    for (const std::string& path : paths) {
      const auto found = is_bare_.find(path);
      if (found == is_bare_.end()) continue;
      ++count_.values;
      if (found->second) ++bare;
    }
    count_.bare += bare;
    if (bare > 0) ++count_.on_bare;
  }
  const report::DecisionBasis& count() const { return count_; }

 private:
  const std::map<std::string, bool>& is_bare_;
  report::DecisionBasis count_;
};

/// What is kept of a future that was watched; its history itself is far larger.
struct Told {
  bool is_same = false;  ///< as in the study, to the bit
  experiment::FutureStory story{};
  report::DecisionBasis awards{};
  report::DecisionBasis reviews{};
  model::AccessMap at_end{};
};

Told tell(const model::Market& market, std::uint64_t seed, const model::Replication& one,
          const std::map<std::string, bool>& is_bare) {
  Told told;
  const model::History history = model::history(market, seed, one.index, told.at_end);
  told.is_same = history.replication.path_hash == one.path_hash;
  told.story = experiment::story_of(history);
  BasisCount awards(is_bare);
  BasisCount reviews(is_bare);
  std::unordered_map<std::string_view, const model::RequirementFacts*> requirements;
  for (const auto& facts : history.requirements) requirements[facts.id] = &facts;
  for (const model::ChoiceMade& choice : history.choices) {
    const auto requirement = requirements.find(choice.requirement);
    if (!choice.award.empty() && requirement != requirements.end())
      awards.add(parameters_of(choice, *requirement->second));
  }
  for (const auto& weighed : history.partnerships) reviews.add(parameters_of(weighed));
  told.awards = awards.count();
  told.reviews = reviews.count();
  return told;
}

void add(report::DecisionBasis& sum, const report::DecisionBasis& part) {
  sum.decisions += part.decisions;
  sum.on_bare += part.on_bare;
  sum.values += part.values;
  sum.bare += part.bare;
}

}  // namespace

Kept read_run(store::StudyReader& study) {
  Kept kept;
  kept.columns = study.columns();
  kept.summary = experiment::Summary(kept.columns);
  study.for_results([&kept](std::int64_t, const experiment::Result& result) {
    if (const auto* one = std::get_if<model::Replication>(&result)) {
      kept.summary.add(*one);
      kept.replications.push_back(*one);
    } else {
      kept.summary.add(std::get<experiment::Failure>(result));
    }
  });
  for (const store::StoredPoint& point : study.points()) kept.ending = ending_of(point.status);
  return kept;
}

void add_over_time(report::Page& page, const Kept& kept) {
  const auto add = [&](const char* id, const char* title, const char* meaning, const char* unit,
                       const char* measure, const char* label, bool is_share) {
    page.fans.push_back(
        {id, title, meaning, unit,
         experiment::year_series(kept.columns, kept.replications, measure, label, is_share)});
  };
  add("vendor-share", "Vendors' shares of obligations for models",
      "What part of a fiscal year's obligations for models goes to each vendor.", "share",
      "annual_model_obligations", "vendor", true);
  add("vendor-money", "Obligations to vendors",
      "What agencies obligate to each vendor for models, hosting left out.", "$",
      "annual_model_obligations", "vendor", false);
  add("provider-share", "Providers' shares of hosting",
      "What part of a fiscal year's obligations for hosting goes to each cloud provider.", "share",
      "annual_hosted_obligations", "provider", true);
  add("provider-money", "Obligations to providers",
      "What agencies obligate to each cloud provider for hosting models.", "$",
      "annual_hosted_obligations", "provider", false);
  add("switching-cost", "Cost of switching",
      "What agencies would pay to move all that is in operation at the end of the fiscal year to "
      "other vendors: the sum of lock-in.",
      "$", "annual_switching_cost", "", false);
  add("incumbents", "Recompetes that the incumbent wins",
      "Lock-in as it shows: of the contracts competed again in a fiscal year, the part that stays "
      "with its vendor.",
      "share", "annual_incumbent_win_share", "", false);
  std::erase_if(page.fans, [](const report::Fan& fan) { return fan.series.empty(); });
  const auto start = base::Date::parse(page.heading.start);
  const auto end = base::Date::parse(page.heading.end);
  if (!start || !end) return;
  page.next_partners =
      experiment::next_partners(kept.columns, kept.replications, (*end - *start).value() + 1.0,
                                page.heading.confidence, kIncidencePoints);
}

void add_access_at_start(report::Page& page, const model::Market& market) {
  const base::Date start = market.scenario().start;
  const auto map = model::access_map(market, page.heading.seed, std::nullopt, start,
                                     model::AccessParts::reach_and_hosts);
  page.access.push_back(picture(map, "At the start, " + start.iso()));
}

void add_futures(report::Page& page, const Kept& kept, const model::Market& market,
                 const Named& scenario, unsigned threads) {
  add_access_at_start(page, market);
  if (kept.replications.empty()) return;
  const auto chosen = experiment::exemplars(kept.columns, kept.replications);
  const auto places = chosen.all();
  std::uint64_t events = 0;
  for (const std::size_t place : places) {
    events += kept.replications[place].events;
    if (kept.replications[place].events <= kMostEvents) continue;
    page.remarks.push_back(
        "Single futures: in this market one has too many events to be kept with all its "
        "decisions. 'acqsim trace' writes them one by one.");
    return;
  }
  const auto scores = experiment::unusualness(kept.columns, kept.replications);
  // What no file gives is the program's default: a value without a source, too.
  std::map<std::string, bool> is_bare;
  for (const auto& [path, value] : page.defaults) is_bare[path] = true;
  for (const auto& value : page.values) is_bare[value.path] = value.is_bare();
  std::vector<Told> told(places.size());
  const bool fits = events <= kMostEvents;  // all at once
  experiment::for_each_index(places.size(), fits ? threads : 1, [&](std::size_t i) {
    told[i] = tell(market, page.heading.seed, kept.replications[places[i]], is_bare);
  });
  if (!std::ranges::all_of(told, &Told::is_same)) {
    page.remarks.push_back(
        "Single futures: this build does not repeat those of the study to the bit.");
    return;
  }
  report::DecisionBasis awards{.kind = "awards"};
  report::DecisionBasis reviews{.kind = "reviews of partnerships"};
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t place = places[i];
    const model::Replication& one = kept.replications[place];
    report::Future future;
    future.index = one.index;
    future.why = place == chosen.median             ? "the median"
                 : place == chosen.extremes.front() ? "the most unusual"
                                                    : "the second most unusual";
    future.unusualness = scores[place];
    std::vector<std::string> words{"explain"};
    words.insert(words.end(), scenario.words.begin(), scenario.words.end());
    words.insert(words.end(), {"--seed", fmt::format("{}", page.heading.seed), "--rep",
                               fmt::format("{}", one.index)});
    future.command = command_text("acqsim", words);
    future.story = std::move(told[i].story);
    future.figures = figures(kept, one);
    future.answers = one.outcomes;
    add(awards, told[i].awards);
    add(reviews, told[i].reviews);
    page.futures.push_back(std::move(future));
    if (place == chosen.median) {
      page.access.push_back(
          picture(told[i].at_end, fmt::format("At the end of the median future ({}), {}", one.index,
                                              market.scenario().end.iso())));
    }
  }
  page.decisions = {awards, reviews};
}

void add_values(report::Page& page, const scenario::Loaded& loaded) {
  page.values = experiment::given_values(loaded);
  page.defaults = experiment::default_values(loaded);
}

std::vector<std::string> words_in(const std::string& command) {
  std::vector<std::string> words;
  bool is_quoted = false;
  bool is_word = false;
  for (std::size_t i = 0; i < command.size(); ++i) {
    const char c = command[i];
    if (c == ' ' && !is_quoted) {
      is_word = false;
      continue;
    }
    if (!is_word) words.emplace_back();
    is_word = true;
    if (c == '\'') {
      is_quoted = !is_quoted;
    } else if (c == '\\' && !is_quoted && i + 1 < command.size()) {
      words.back() += command[++i];
    } else {
      words.back() += c;
    }
  }
  return words;
}

std::vector<std::string> changes_in(const std::vector<std::string>& words) {
  std::vector<std::string> changes;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] == "--policy") changes.push_back("policy " + words[i + 1]);
    if (words[i] != "--set") continue;
    std::string change = words[++i];
    if (const std::size_t sign = change.find('='); sign != std::string::npos)
      change.replace(sign, 1, " = ");
    changes.push_back(change);
  }
  return changes;
}

namespace {

/// What a study's command gives the verb that made it; nothing if it is no such command.
std::optional<Arguments> study_arguments(const std::vector<std::string>& words) {
  if (words.size() < 3 || words[0] != "acqsim") return std::nullopt;
  constexpr std::array<std::string_view, 3> kMakers{"run", "sweep", "sensitivity"};
  if (std::ranges::find(kMakers, words[1]) == kMakers.end()) return std::nullopt;
  try {
    Arguments given = parse(find_verb(words[1])->options, {words.begin() + 2, words.end()});
    if (given.files.size() != 1 || given.has("out")) return std::nullopt;
    return given;
  } catch (const UsageError&) {
    return std::nullopt;
  }
}

/// A pipe would be waited for for ever.
bool is_file(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_regular_file(path, error);
}

}  // namespace

std::optional<std::string> command_again(const std::vector<std::string>& words,
                                         const std::string& study) {
  const auto given = study_arguments(words);
  if (!given) return std::nullopt;
  std::vector<std::string> again(words.begin() + 1, words.end());
  const std::filesystem::path file = study;
  if (file == study_file(file.parent_path().string()) && is_file(given->files.front())) {
    const std::string folder = file.parent_path().string();
    again.insert(again.end(), {"--out", folder.empty() ? "." : folder});
  }
  return command_text("acqsim", again);
}

std::optional<Named> scenario_of(Call& call, const std::map<std::string, std::string>& manifest,
                                 report::Page& page) {
  const auto leave_out = [&page](const std::string& why) {
    page.remarks.push_back("Assumptions and their sources, the access graph and single futures: " +
                           why);
    return std::nullopt;
  };
  const auto command = manifest.find("command");
  const auto hash = manifest.find("scenario_hash");
  if (command == manifest.end() || hash == manifest.end())
    return leave_out("the study does not say of which command it is.");
  const auto arguments = study_arguments(words_in(command->second));
  if (!arguments) return leave_out("the study does not say of which command it is.");
  const Arguments& given = *arguments;
  try {
    if (given.files.front() == "-")
      return leave_out("the study's scenario was read from standard input.");
    if (!is_file(given.files.front()))
      return leave_out(
          "the scenario file that the study names is not here; make the report in the folder in "
          "which the study was made.");
    if (given.has("allow-outside") && !call.arguments.has("allow-outside"))
      return leave_out(
          "the study was made with --allow-outside; its scenario is read again only if the report "
          "is given it, too.");
    Input input = read_scenario(call, given.files.front(),
                                read_settings(given.values("set"), given.values("policy")));
    if (store::sha256(meaning_of(input.loaded.canonical)) != hash->second) {
      return leave_out(given.files.front() +
                       " says something else by now than when the study was made.");
    }
    Named named{std::move(input), given.files};
    for (const char* option : {"set", "policy"}) {
      for (const std::string& value : given.values(option))
        named.words.insert(named.words.end(), {std::string("--") + option, value});
    }
    if (call.arguments.has("allow-outside")) named.words.emplace_back("--allow-outside");
    return named;
  } catch (const base::InputError&) {
    return leave_out(
        "the scenario file that the study names cannot be read with the study's settings.");
  } catch (const UsageError&) {
    return leave_out("the study's command cannot be read.");
  }
}

}  // namespace acqsim::cli
