#pragma once

#include <acqsim/experiment/assumptions.hpp>
#include <acqsim/experiment/future_story.hpp>
#include <acqsim/experiment/incidence.hpp>
#include <acqsim/experiment/year_series.hpp>
#include <acqsim/report/comparison.hpp>
#include <acqsim/report/drivers.hpp>
#include <acqsim/report/results.hpp>
#include <acqsim/report/sweep.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// A report that is read in a browser: one HTML file that needs nothing else.
namespace acqsim::report {

/// A measure by fiscal year, for a fan chart.
struct Fan {
  std::string id;       ///< of the chart: a word
  std::string title;    ///< "Share of obligations for models, by vendor"
  std::string meaning;  ///< one sentence
  std::string unit;
  std::vector<experiment::YearSeries> series;
};

/// One replication that is looked at.
struct Future {
  std::uint64_t index = 0;
  std::string why;           ///< "the median", "the most unusual"
  double unusualness = 0.0;  ///< experiment::unusualness
  std::string command{};     ///< that tells why it came about so
  experiment::FutureStory story;
  std::vector<std::pair<std::string, std::string>> figures;  ///< name and value, as shown
  std::vector<model::Answer> answers{};  ///< to the questions of the results, in their order
};

/// Who could be reached, on a day.
struct AccessPicture {
  std::string when;  ///< "At the start, 2026-03-18"
  /// By vendor: share of demand reached, and reached without a change of cloud; NaN: no data.
  std::map<std::string, std::pair<double, double>> reach;
  /// By vendor and provider: enclaves in which the vendor's models can be bought.
  std::map<std::pair<std::string, std::string>, std::size_t> enclaves;
};

/// How many decisions of the futures that are looked at rest on values without a source.
struct DecisionBasis {
  std::string kind;  ///< "awards", "reviews of partnerships"
  std::uint64_t decisions = 0;
  std::uint64_t on_bare = 0;  ///< rest on at least one such value
  std::uint64_t values = 0;   ///< values behind all of them, each counted for each decision
  std::uint64_t bare = 0;     ///< of these, without a source
};

/// Everything that a report shows. What is empty or absent is left out of the page.
struct Page {
  Heading heading;
  std::vector<std::string> changes;  ///< of the scenario for this run, one phrase each
  std::optional<Results> results;    ///< of a run
  std::vector<Fan> fans;
  std::vector<experiment::NextPartner> next_partners;
  std::vector<Future> futures;
  std::vector<AccessPicture> access;  ///< in order of time
  std::optional<ComparisonResults> comparison;
  std::optional<SweepResults> sweep;
  std::vector<Drivers> drivers;  ///< one for each outcome of the sweep
  std::vector<experiment::GivenValue> values;
  std::map<std::string, std::string> defaults;  ///< by path: values that no file gives
  std::vector<DecisionBasis> decisions;
  std::vector<std::pair<std::string, std::string>> manifest;
  std::vector<std::string> commands;  ///< that give these results and this page
  std::vector<std::string> remarks;   ///< what is left out, and why
  bool has_stress = false;            ///< a draft by the STRESS guidelines
};

/// The page. Equal content gives equal bytes. Every text of a scenario is shown as text. Without a
/// chart library (has_charts()) it has no drawings but those of access; tables and text remain.
///
/// The file forbids itself every request and every script but its own, by a content security
/// policy. Charts are drawn by [vega-lite-2017].
std::string render_page(const Page& page);

/// Whether this program was built with the chart library.
bool has_charts();

}  // namespace acqsim::report
