#include "limits/loaded_world.hpp"

#include <acqsim/stats/queueing.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdint>
#include <map>
#include <vector>

namespace acqsim::limits {
namespace {

using model::Days;
using model::ReviewCompleted;
using stats::Distribution;

/// Nobody but other companies at the review of the one path.
LoadedWorld desk(int reviewers, double others_a_day, const Distribution& review) {
  LoadedWorld market;
  market.scenario().pipeline.enabled = true;
  auto& path = market.scenario().pipeline.paths.at("review");
  path.review = review;
  path.reviewers = reviewers;
  path.others = base::Rate(others_a_day);
  return market;
}

struct Waits {
  double mean = 0.0;
  double error = 0.0;  ///< standard error from the means of 40 batches
  double reviewed = 0.0;
  std::size_t count = 0;
};

/// In one long run, without its first and last twentieth. Batches are long against the time that a
/// queue takes to forget, so that their means are nearly independent.
Waits waits(LoadedWorld& market, int days, std::uint64_t seed) {
  constexpr std::size_t kBatches = 40;
  market.run(Days(days), 0, seed);
  const auto done = market.events<ReviewCompleted>();
  const std::size_t warm_up = done.size() / 20;
  const std::size_t length = (done.size() - 2 * warm_up) / kBatches;
  std::vector<double> means(kBatches, 0.0);
  Waits result;
  result.count = kBatches * length;
  for (std::size_t i = 0; i < result.count; ++i) {
    const auto& one = done[warm_up + i].event;
    means[i / length] += one.waited.value() / static_cast<double>(length);
    result.reviewed += one.reviewed.value() / static_cast<double>(result.count);
  }
  for (const double mean : means) result.mean += mean / kBatches;
  double squares = 0.0;
  for (const double mean : means) squares += (mean - result.mean) * (mean - result.mean);
  result.error = std::sqrt(squares / (kBatches - 1) / kBatches);
  return result;
}

TEST_CASE("exponential reviews make packages wait as Erlang says", "[limits][review-queue]") {
  struct Case {
    unsigned reviewers;
    double load;
  };
  std::uint64_t seed = 31;
  for (const Case point : {Case{1, 0.7}, Case{3, 0.8}, Case{6, 0.85}}) {
    constexpr double kReview = 5.0;
    const double rate = point.load * point.reviewers / kReview;
    LoadedWorld market =
        desk(static_cast<int>(point.reviewers), rate, Distribution::exponential(kReview));
    const Waits result = waits(market, static_cast<int>(300'000 / rate), seed++);
    const double expected = stats::mmc_mean_wait(point.reviewers, rate, 1.0 / kReview);
    INFO(point.reviewers << " reviewers, " << result.count << " packages");
    CHECK(result.mean == Approx(expected).margin(4.0 * result.error));
    CHECK(result.error < 0.05 * expected);
    CHECK(result.reviewed ==
          Approx(kReview).margin(4.0 * kReview / std::sqrt(static_cast<double>(result.count))));
  }
}

TEST_CASE("one reviewer makes packages wait as Pollaczek and Khinchine say, whatever the review",
          "[limits][review-queue]") {
  struct Case {
    const char* name;
    Distribution review;
    double mean;
    double variance;
  };
  // Lognormal: sigma = ln(p90/median)/1.2816, mean = median exp(sigma^2/2), variance = mean^2
  // (exp(sigma^2) - 1).
  const double sigma = std::log(10.5 / 4.2) / 1.2815515655446004;
  const double mean = 4.2 * std::exp(sigma * sigma / 2.0);
  const Case cases[] = {
      {"fixed", Distribution::fixed(20.0), 20.0, 0.0},
      {"gamma", Distribution::gamma(20.0, 1.5), 20.0, 900.0},  // (1.5 x 20)^2
      {"lognormal", Distribution::lognormal(4.2, 10.5), mean,
       mean * mean * std::expm1(sigma * sigma)},
  };
  std::uint64_t seed = 41;
  for (const Case& point : cases) {
    const double rate = 0.7 / point.mean;
    LoadedWorld market = desk(1, rate, point.review);
    const Waits result = waits(market, static_cast<int>(150'000 / rate), seed++);
    const double expected = stats::mg1_mean_wait(rate, point.mean, point.variance);
    INFO(point.name << ", " << result.count << " packages");
    CHECK(result.mean == Approx(expected).margin(4.0 * result.error));
    CHECK(result.error < 0.05 * expected);
  }
}

TEST_CASE("a backlog is reviewed at the reviewers' rate before anybody else",
          "[limits][review-queue]") {
  // Ten packages, two reviewers, ten days each: two are done on day 10, 20, 30, 40, 50. A package
  // of our own that is assessed in five days waits for the first five pairs: until day 50.
  LoadedWorld market = desk(2, 0.0, Distribution::fixed(10.0));
  market.vendor("newcomer").without_offerings();
  auto& path = market.scenario().pipeline.paths.at("review");
  path.backlog = 10;
  path.assess = Distribution::fixed(5.0);
  market.run(Days(200.0));
  const auto done = market.events<ReviewCompleted>();
  REQUIRE(done.size() == 11);
  for (std::size_t i = 0; i < 10; ++i) {
    CHECK_FALSE(done[i].event.vendor.is_valid());
    CHECK(done[i].at.value() == Approx(10.0 * (1.0 + static_cast<double>(i / 2))));
    CHECK(done[i].event.waited.value() == Approx(10.0 * static_cast<double>(i / 2)));
  }
  CHECK(done[10].event.vendor == market.names().vendors.at("newcomer"));
  CHECK(done[10].event.waited.value() == Approx(45.0));
  CHECK(done[10].event.reviewed.value() == Approx(10.0));
  CHECK(market.events<model::OfferingAuthorized>().front().at.value() == Approx(60.0));
}

/// When each package of others came, by its time of completion less wait and review; those of the
/// backlog came at the start.
std::vector<double> arrivals(const LoadedWorld& market) {
  std::vector<double> found;
  for (const auto& one : market.events<ReviewCompleted>()) {
    const double came = (one.at - one.event.waited - one.event.reviewed).value();
    if (came > 1e-6) found.push_back(came);
  }
  return found;
}

TEST_CASE("a backlog moves no arrival and no review of others", "[limits][review-queue]") {
  LoadedWorld market = desk(1, 0.02, Distribution::exponential(20.0));
  market.run(Days(20'000.0));
  const auto alone = arrivals(market);
  std::map<long, double> review;  // by arrival in thousandths of a day
  for (const auto& one : market.events<ReviewCompleted>()) {
    const double came = (one.at - one.event.waited - one.event.reviewed).value();
    review[std::lround(came * 1e3)] = one.event.reviewed.value();
  }
  market.scenario().pipeline.paths.at("review").backlog = 40;
  market.run(Days(20'000.0));
  const auto behind = arrivals(market);
  REQUIRE(behind.size() > 300);
  for (std::size_t i = 0; i < std::min(alone.size(), behind.size()); ++i)
    CHECK(behind[i] == Approx(alone[i]));
  for (const auto& one : market.events<ReviewCompleted>()) {
    const double came = (one.at - one.event.waited - one.event.reviewed).value();
    if (came <= 1e-6) continue;
    CHECK(one.event.reviewed.value() == Approx(review.at(std::lround(came * 1e3))));
  }
}

TEST_CASE("without others and with reviewers in plenty nobody waits", "[limits][review-queue]") {
  LoadedWorld market = desk(40, 0.0, Distribution::exponential(50.0));
  for (int i = 0; i < 40; ++i) market.vendor("newcomer-" + std::to_string(i)).without_offerings();
  market.run(Days(5'000.0));
  const auto done = market.events<ReviewCompleted>();
  CHECK(done.size() == 40);
  for (const auto& one : done) CHECK(one.event.waited.value() == 0.0);
}

}  // namespace
}  // namespace acqsim::limits
