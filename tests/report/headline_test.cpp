#include "report/headline.hpp"

#include <catch2/catch.hpp>

#include <limits>

namespace acqsim::report {
namespace {

MeasureLine line(std::string measure, std::map<std::string, std::string> labels, double mean) {
  MeasureLine result;
  result.measure = std::move(measure);
  result.labels = std::move(labels);
  result.mean = mean;
  return result;
}

}  // namespace

TEST_CASE("the main groups come in reading order with the greatest mean first, the market last") {
  const double none = std::numeric_limits<double>::quiet_NaN();
  const std::vector<MeasureLine> lines{
      line("concentration", {}, 0.3),
      line("hosted_share", {{"vendor", "a"}, {"provider", "x"}}, 0.1),
      line("obligations", {{"vendor", "none"}}, none),
      line("obligations", {{"vendor", "small"}}, 1.0),
      line("obligations", {{"vendor", "great"}}, 2.0),
      line("obligations", {{"agency", "va"}}, 5.0)};
  const Grouping some = group(lines, false);
  REQUIRE(some.shown.size() == 3);
  CHECK(some.shown[0].measure == "obligations");
  CHECK(some.shown[0].lines[0].labels.at("vendor") == "great");
  CHECK(some.shown[0].lines[2].labels.at("vendor") == "none");
  CHECK(some.shown[1].labels == std::vector<std::string>{"vendor", "provider"});
  CHECK(some.shown[2].labels.empty());
  CHECK(some.hidden_measures == 1);  // by agency
  CHECK(group(lines, true).shown.size() == 4);
}

TEST_CASE("a table of two labels keeps a vendor's rows together, the greatest vendor first") {
  const std::vector<MeasureLine> lines{
      line("obligations", {{"vendor", "a"}}, 1.0),
      line("obligations", {{"vendor", "b"}}, 2.0),
      line("hosted_share", {{"vendor", "a"}, {"provider", "x"}}, 0.9),
      line("hosted_share", {{"vendor", "a"}, {"provider", "y"}}, 0.1),
      line("hosted_share", {{"vendor", "b"}, {"provider", "x"}}, 0.3),
      line("hosted_share", {{"vendor", "b"}, {"provider", "y"}}, 0.7)};
  std::string order;
  const Grouping grouping = group(lines, false);
  for (const MeasureLine& shown : grouping.shown.at(1).lines) {
    order += shown.labels.at("vendor") + shown.labels.at("provider") + " ";
  }
  CHECK(order == "by bx ax ay ");
}

TEST_CASE("fiscal years stay in their order") {
  const std::vector<MeasureLine> lines{
      line("annual_obligations", {{"fiscal_year", "FY2026"}}, 1.0),
      line("annual_obligations", {{"fiscal_year", "FY2027"}}, 2.0)};
  CHECK(group(lines, false).shown.at(0).lines[0].labels.at("fiscal_year") == "FY2026");
}

TEST_CASE("measures that are all unknown are all shown") {
  const Grouping all = group({line("novelty", {{"agency", "va"}}, 1.0)}, false);
  REQUIRE(all.shown.size() == 1);
  CHECK(all.hidden_measures == 0);
}

}  // namespace acqsim::report
