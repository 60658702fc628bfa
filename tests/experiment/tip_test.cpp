#include <acqsim/experiment/tip.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <random>

using namespace acqsim::experiment;
using acqsim::stats::Decision;

namespace {

/// Futures on common random numbers: future r says yes at u when its number is below p(u).
AskAt market(std::function<double(double)> p, std::uint64_t seed, std::uint64_t* asked = nullptr) {
  return [p = std::move(p), seed, asked](double u, std::uint64_t first, std::uint64_t count) {
    YesCount result;
    for (std::uint64_t r = first; r < first + count; ++r) {
      std::mt19937_64 engine(seed * 1'000'003 + r);
      engine.discard(3);
      const double number = static_cast<double>(engine() >> 11U) * 0x1p-53;
      result.yes += number < p(u) ? 1U : 0U;
      ++result.trials;
    }
    if (asked != nullptr) *asked += count;
    return std::optional(result);
  };
}

double logistic(double u) { return 1.0 / (1.0 + std::exp(-12.0 * (u - 0.37))); }

}  // namespace

TEST_CASE("a crossing is found, with an interval that holds it", "[experiment][tip]") {
  // p = 1/2 at 0.37. 200 searches at 95%: the bound over all places makes the interval hold it more
  // often than that; 2 misses in 200 would have a chance of 5% at 99.8%.
  int held = 0;
  double width = 0.0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Tip tip = find_tip(market(logistic, seed), {});
    REQUIRE(tip.kind == Tip::Kind::found);
    CHECK(tip.rises);
    held += tip.interval.contains(0.37) ? 1 : 0;
    width += tip.interval.high - tip.interval.low;
    CHECK(std::fabs(tip.estimate - 0.37) < 0.04);
  }
  CHECK(held >= 190);
  // With 1,000 futures a probability is told from 1/2 at about 3.8 standard errors, 0.06, which is
  // 0.02 of the range on either side where the slope is 3.
  CHECK(width / 200.0 < 0.06);
  CHECK(width / 200.0 > 0.01);
}

TEST_CASE("a falling probability and another line", "[experiment][tip]") {
  const auto falling = [](double u) { return 0.9 - 0.8 * u; };
  const Tip tip = find_tip(market(falling, 1), {.probability = 0.2});
  REQUIRE(tip.kind == Tip::Kind::found);
  CHECK_FALSE(tip.rises);
  CHECK(tip.interval.contains(0.875));
  CHECK(std::is_sorted(tip.places.begin(), tip.places.end(),
                       [](const TipPlace& a, const TipPlace& b) { return a.u < b.u; }));
  CHECK(tip.places.size() <= 24);
}

TEST_CASE("a step is closed in to the resolution, at few futures a place", "[experiment][tip]") {
  std::uint64_t asked = 0;
  const Tip tip = find_tip(market([](double u) { return u < 0.6 ? 0.0 : 1.0; }, 3, &asked), {});
  REQUIRE(tip.kind == Tip::Kind::found);
  CHECK(tip.interval.contains(0.6));
  CHECK(tip.interval.high - tip.interval.low <= 1.0 / 256.0);
  CHECK(asked <= 10 * 30);  // ends and eight halvings
}

TEST_CASE("without a crossing it says so", "[experiment][tip]") {
  const Tip above = find_tip(market([](double u) { return 0.8 + 0.1 * u; }, 1), {});
  CHECK(above.kind == Tip::Kind::none);
  CHECK(above.rises);
  CHECK(find_tip(market([](double) { return 0.1; }, 1), {}).kind == Tip::Kind::none);
  const Tip flat = find_tip(market([](double) { return 0.5; }, 1), {});
  CHECK(flat.kind == Tip::Kind::undecided);
  CHECK(flat.places.front().count.trials == 1000);
  CHECK(flat.places.front().side == Decision::undecided);
}

TEST_CASE("a future without an answer is asked once, and stands for nothing", "[experiment][tip]") {
  // Two in three futures have no answer. Whatever the search does, at each place it asks futures
  // from zero on without a gap and none twice.
  std::map<double, std::uint64_t> asked;
  const AskAt ask = [&](double u, std::uint64_t first, std::uint64_t count) {
    CHECK(first == asked[u]);
    asked[u] = first + count;
    YesCount result;
    for (std::uint64_t r = first; r < first + count; ++r) {
      if (r % 3 != 0) continue;
      std::mt19937_64 engine(r);
      engine.discard(3);
      const double number = static_cast<double>(engine() >> 11U) * 0x1p-53;
      result.yes += number < logistic(u) ? 1U : 0U;
      ++result.trials;
    }
    return std::optional(result);
  };
  const Tip tip = find_tip(ask, {});
  REQUIRE(tip.kind == Tip::Kind::found);
  CHECK(tip.interval.contains(0.37));
  for (const TipPlace& place : tip.places) {
    CHECK(place.asked == asked[place.u]);
    CHECK(place.asked <= 1000);
    CHECK(place.count.trials == (place.asked + 2) / 3);
  }
}

TEST_CASE("a place where no future has an answer ends the search, uninterrupted",
          "[experiment][tip]") {
  std::uint64_t asked = 0;
  const AskAt ask = [&asked](double u, std::uint64_t, std::uint64_t count) {
    if (u > 0.0) asked += count;
    return std::optional(u > 0.0 ? YesCount{} : YesCount{0, count});
  };
  const Tip tip = find_tip(ask, {});
  CHECK(tip.kind == Tip::Kind::no_data);
  CHECK(asked == 1000);
  REQUIRE(tip.places.size() == 2);
  CHECK(tip.places[0].side == Decision::low);
  CHECK(tip.places[1].count.trials == 0);
}

TEST_CASE("an interrupted search tells what it knows", "[experiment][tip]") {
  int calls = 0;
  const AskAt step = market([](double u) { return u < 0.6 ? 0.0 : 1.0; }, 3);
  const AskAt ask = [&](double u, std::uint64_t first, std::uint64_t count) {
    return ++calls > 5 ? std::nullopt : step(u, first, count);
  };
  const Tip tip = find_tip(ask, {});
  CHECK(tip.kind == Tip::Kind::interrupted);
  CHECK(tip.places.size() >= 3);
  CHECK(tip.interval.contains(0.6));
  CHECK(tip.interval.width() < 1.0);
}

TEST_CASE("an interruption ends the search", "[experiment][tip]") {
  int calls = 0;
  const auto ask = [&](double, std::uint64_t, std::uint64_t count) -> std::optional<YesCount> {
    if (++calls > 2) return std::nullopt;
    return YesCount{calls == 1 ? 0 : count, count};
  };
  CHECK(find_tip(ask, {}).kind == Tip::Kind::interrupted);
}
