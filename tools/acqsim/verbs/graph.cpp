#include "acqsim/graphviz.hpp"
#include "acqsim/help.hpp"
#include "acqsim/replication_request.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/model/access_map.hpp>
#include <acqsim/store/json_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <ostream>

namespace acqsim::cli {
namespace {

constexpr std::size_t kWidth = 80;

base::Date date_within(const Call& call, const spec::Scenario& scenario) {
  const auto text = call.arguments.value("at");
  if (!text) return scenario.start;
  const auto date = base::Date::parse(*text);
  if (!date) throw UsageError("--at wants a date such as 2027-10-01, not '" + *text + "'");
  if (*date < scenario.start || *date > scenario.end) {
    throw UsageError(fmt::format("--at {} is outside the scenario, which goes from {} to {}", *text,
                                 scenario.start.iso(), scenario.end.iso()));
  }
  return *date;
}

std::string percent(double share) {
  return std::isnan(share) ? std::string("-") : base::format_share(share);
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Rows by vendor and columns by level, in as many blocks as the width needs; the last column is
/// of all levels.
std::string reach_table(const model::AccessMap& map, double model::ReachShares::*share) {
  constexpr std::size_t kFirst = 14;
  std::vector<std::size_t> columns;
  for (std::size_t l = 0; l < map.levels.size(); ++l) {
    if (map.demand[l] > 0.0) columns.push_back(l);
  }
  columns.push_back(map.levels.size());
  const auto heading = [&map](std::size_t l) {
    return l < map.levels.size() ? map.levels[l] : std::string("all");
  };
  std::string text;
  for (std::size_t from = 0; from < columns.size();) {
    std::size_t to = from;
    std::size_t width = kFirst;
    const auto column_width = [&](std::size_t at) {
      return std::max<std::size_t>(heading(columns[at]).size(), 6) + 2;
    };
    while (to < columns.size() && (to == from || width + column_width(to) <= kWidth)) {
      width += column_width(to);
      ++to;
    }
    std::string line = fmt::format("{:<{}}", from == 0 ? "" : "(more levels)", kFirst);
    for (std::size_t at = from; at < to; ++at)
      line += fmt::format("{:>{}}", heading(columns[at]), column_width(at));
    text += line + "\n";
    for (std::size_t v = 0; v < map.vendors.size(); ++v) {
      text += fmt::format("{:<{}}", map.vendors[v], kFirst);
      for (std::size_t at = from; at < to; ++at)
        text += fmt::format("{:>{}}", percent(map.reach[v][columns[at]].*share), column_width(at));
      text += "\n";
    }
    from = to;
  }
  return text;
}

/// "openai 31.2%, xai 8.0%": who loses most.
std::string losers(const model::AccessMap& map, const model::ChokePointFigures& point) {
  std::vector<std::size_t> order(map.vendors.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return point.lost[a] > point.lost[b]; });
  std::vector<std::string> words;
  for (const std::size_t v : order) {
    if (point.lost[v] < 0.0005 || words.size() == 2) break;
    words.push_back(map.vendors[v] + " " + percent(point.lost[v]));
  }
  return words.empty() ? "-" : base::join(words, ", ");
}

std::string choke_table(const model::AccessMap& map) {
  std::string text;
  for (const bool is_provider : {true, false}) {
    text += fmt::format("{:<26}{:>7}{:>9}  {}\n", is_provider ? "provider" : "vehicle", "routes",
                        "cut off", "lose most");
    for (const auto& point : map.choke_points) {
      if (point.is_provider != is_provider) continue;
      text += fmt::format("{:<26}{:>7}{:>9}  {}\n", point.id, percent(point.betweenness),
                          percent(point.cut_off), losers(map, point));
    }
  }
  return text;
}

std::string table(const ReplicationRequest& request, const spec::Scenario& scenario,
                  const model::AccessMap& map, base::Date at) {
  std::string text = fmt::format("Who can be reached on {}\n{}, ", at.iso(), scenario.name);
  text += request.replication
              ? fmt::format("replication {} of seed {}, after what happened until then.\n",
                            *request.replication, request.seed)
              : "as at the start, with the levels that clouds hold on that day.\n";
  text += wrapped(fmt::format("Demand: new requirements of {} a year at the start's rates.",
                              base::format_money(sum(map.demand))),
                  0) +
          "\n";
  text += "\nReach: share of demand for which a vendor has a route\n" +
          reach_table(map, &model::ReachShares::whole);
  text += "\nReach without a change of cloud: its best route is in the home cloud\n" +
          reach_table(map, &model::ReachShares::without_migration);
  text += "\nChoke points\n" +
          wrapped(
              "routes: share of vendors' easiest routes that go through it. cut off: share of "
              "demand that no vendor reaches any more if it is taken away. lose most: the "
              "vendors that lose the most reach then, in shares of all demand.",
              0) +
          "\n" + choke_table(map);
  return text;
}

std::string list_of(std::size_t count, const std::function<std::string(std::size_t)>& item) {
  std::string text = "[";
  for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : ",") + item(i);
  return text + "]";
}

std::string json(const ReplicationRequest& request, const spec::Scenario& scenario,
                 const model::AccessMap& map, base::Date at) {
  const auto number = store::json_number;
  const auto string = store::json_string;
  std::string text =
      fmt::format("{{\"scenario\":{},\"at\":{},\"seed\":{},\"replication\":{},\n",
                  string(scenario.name), string(at.iso()), request.seed,
                  request.replication ? fmt::format("{}", *request.replication) : "null");
  text += "\"demand\":" + list_of(map.levels.size(), [&](std::size_t l) {
            return fmt::format("{{\"level\":{},\"dollars_per_year\":{}}}", string(map.levels[l]),
                               number(map.demand[l]));
          });
  const auto shares = [&](const model::ReachShares& reach) {
    return fmt::format("\"reach\":{},\"reach_without_migration\":{}", number(reach.whole),
                       number(reach.without_migration));
  };
  text += ",\n\"vendors\":" + list_of(map.vendors.size(), [&](std::size_t v) {
            const auto& levels = map.reach[v];
            return fmt::format("\n{{\"vendor\":{},{},\"levels\":", string(map.vendors[v]),
                               shares(levels.back())) +
                   list_of(map.levels.size(),
                           [&](std::size_t l) {
                             return fmt::format("{{\"level\":{},{}}}", string(map.levels[l]),
                                                shares(levels[l]));
                           }) +
                   "}";
          });
  text +=
      ",\n\"choke_points\":" + list_of(map.choke_points.size(), [&](std::size_t i) {
        const auto& point = map.choke_points[i];
        return fmt::format(
                   "\n{{\"kind\":\"{}\",\"id\":{},\"betweenness\":{},\"cut_off\":{},\"lost\":",
                   point.is_provider ? "provider" : "vehicle", string(point.id),
                   number(point.betweenness), number(point.cut_off)) +
               list_of(map.vendors.size(),
                       [&](std::size_t v) {
                         return fmt::format("{{\"vendor\":{},\"share\":{}}}",
                                            string(map.vendors[v]), number(point.lost[v]));
                       }) +
               ",\"cut_off_by_level\":" +
               list_of(map.levels.size(),
                       [&](std::size_t l) {
                         return fmt::format("{{\"level\":{},\"share\":{}}}", string(map.levels[l]),
                                            number(point.lost_by_level[l]));
                       }) +
               "}";
      });
  return text + "}\n";
}

int graph(Call& call) {
  const auto request = read_replication(call, {"table", "dot", "svg", "json"});
  const scenario::Loaded loaded = load(call, request);
  const base::Date at = date_within(call, loaded.scenario);
  const model::Market market(loaded.scenario);
  const auto map = model::access_map(market, request.seed, request.replication, at);
  if (request.format == "dot") {
    call.out << map.dot;
  } else if (request.format == "svg") {
    const auto drawn = svg_of(map.dot);
    if (!drawn) {
      throw UsageError(
          "--format svg needs Graphviz' program 'dot' (Debian: graphviz); without it, "
          "--format dot gives what it would draw");
    }
    call.out << *drawn;
  } else if (request.format == "json") {
    call.out << json(request, loaded.scenario, map, at);
  } else {
    call.out << table(request, loaded.scenario, map, at);
  }
  return kDone;
}

}  // namespace

Verb graph_verb() {
  return {
      .name = "graph",
      .meaning = "Shows who can be reached on a day, through whom, and where access chokes.",
      .usage = "FILE [OPTION...]",
      .details =
          "Each vendor's reach by level, with and without a change of cloud, and for each provider "
          "and vehicle how many routes go through it and what is lost without it. Without --rep "
          "all "
          "is as at the start; with it, as after the events of that replication.",
      .options = with_replication_options(
          "table for people, dot or svg for a drawing, json for programs (table)",
          {{.name = "at", .argument = "DATE", .meaning = "the day (the scenario's start)"}}),
      .examples = {{"graph scenarios/baseline.yaml", "who reaches what at the start?"},
                   {"graph scenarios/baseline.yaml --rep 0 --at 2028-10-01 --format json",
                    "the same in one future, for a program"},
                   {"graph scenarios/baseline.yaml --format svg", "a drawing of all routes"}},
      .run = graph,
      .reads_scenarios = true};
}

}  // namespace acqsim::cli
