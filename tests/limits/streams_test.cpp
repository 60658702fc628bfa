#include "limits/p_values.hpp"
#include "limits/uniform_battery.hpp"

#include <acqsim/des/random.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

namespace acqsim::limits {
namespace {

using des::RandomStream;
using des::StreamKey;

constexpr std::size_t kWords = std::size_t{1} << 20U;

/// Refused beyond this on either side. Of the 264 p-values here one falls outside by chance with
/// probability 5e-4, and the seeds are fixed.
constexpr double kRefused = 1e-6;

Words draw(const std::function<std::uint64_t(std::uint64_t)>& word) {
  Words words(kWords);
  for (std::size_t i = 0; i < kWords; ++i) words[i] = word(i);
  return words;
}

/// The first number of each key.
Words first_draws(const std::function<StreamKey(std::uint64_t)>& key) {
  return draw([&key](std::uint64_t i) { return RandomStream(key(i)).bits(); });
}

/// Streams of `count` neighbouring keys in turn.
Words interleaved(std::uint64_t count, const std::function<StreamKey(std::uint64_t)>& key) {
  std::vector<RandomStream> streams;
  for (std::uint64_t i = 0; i < count; ++i) streams.emplace_back(key(i));
  return draw([&streams, count](std::uint64_t i) {
    return streams[static_cast<std::size_t>(i % count)].bits();
  });
}

struct Sequence {
  std::string name;
  Words words;
};

std::vector<Sequence> all_sequences() {
  const auto entity = [](std::uint64_t i) { return StreamKey{.seed = 1, .entity = i}; };
  const auto replication = [](std::uint64_t i) { return StreamKey{.seed = 1, .replication = i}; };
  const auto named = [](std::uint64_t i) {
    return StreamKey{.seed = 1, .entity = des::hash_id("vendor-" + std::to_string(i))};
  };
  std::vector<Sequence> all;
  RandomStream one(StreamKey{.seed = 1});
  all.push_back({"one stream", draw([&one](std::uint64_t) { return one.bits(); })});
  all.push_back({"seeds", first_draws([](std::uint64_t i) { return StreamKey{.seed = i}; })});
  all.push_back({"replications", first_draws(replication)});
  all.push_back({"entities", first_draws(entity)});
  all.push_back({"named entities", first_draws(named)});
  all.push_back({"purposes",
                 first_draws([](std::uint64_t i) { return StreamKey{.seed = 1, .purpose = i}; })});
  all.push_back({"ordinals", first_draws([](std::uint64_t i) {
                   return StreamKey{.seed = 1, .entity = des::hash_id("va"), .ordinal = i};
                 })});
  // A key counted in two of its parts at once: parts must not cancel out.
  all.push_back({"replications against ordinals", first_draws([](std::uint64_t i) {
                   return StreamKey{.seed = 1, .replication = i, .ordinal = ~i};
                 })});
  all.push_back({"two entities in turn", interleaved(2, entity)});
  all.push_back({"sixteen replications in turn", interleaved(16, replication)});
  all.push_back({"a thousand named entities in turn", interleaved(1000, named)});
  // What two neighbours have in common is left when one is taken from the other.
  RandomStream a(StreamKey{.seed = 1, .ordinal = 0});
  RandomStream b(StreamKey{.seed = 1, .ordinal = 1});
  all.push_back({"one neighbour against the other",
                 draw([&](std::uint64_t) { return a.bits() ^ b.bits(); })});
  return all;
}

bool is_refused(const Words& words) {
  const auto results = run_battery(words);
  return std::any_of(results.begin(), results.end(), [](const TestResult& result) {
    return !(result.p > kRefused && result.p < 1.0 - kRefused);
  });
}

TEST_CASE("streams and neighbouring keys are uniform and independent", "[limits][streams]") {
  std::vector<double> all;
  for (const Sequence& sequence : all_sequences()) {
    for (const TestResult& result : run_battery(sequence.words)) {
      CAPTURE(sequence.name, result.name, result.p);
      CHECK(result.p > kRefused);
      CHECK(result.p < 1.0 - kRefused);
      all.push_back(result.p);
    }
  }
  // The p-values together are uniform themselves. (Some tests look at the same bits and the
  // birthdays' p-values are discrete, so the level is kept low.)
  CHECK(all.size() == 264);
  CHECK(uniform_ks_p(all) > 1e-4);
}

TEST_CASE("the same tests refuse bad generators", "[limits][streams]") {
  const auto good = [](std::uint64_t i) { return RandomStream(StreamKey{.seed = i}).bits(); };
  // A linear congruential generator: its low bits repeat soon.
  std::uint64_t state = 1;
  CHECK(is_refused(draw([&state](std::uint64_t) {
    return state = state * 6364136223846793005U + 1442695040888963407U;
  })));
  // Keys that are multiplied and not mixed.
  CHECK(is_refused(draw([](std::uint64_t i) { return i * 0x9E3779B97F4A7C15U; })));
  // Neighbouring keys of which two give the same numbers.
  CHECK(is_refused(draw([&good](std::uint64_t i) { return good(i / 2); })));
  // Two streams of which one is the other's complement.
  CHECK(is_refused(draw([&good](std::uint64_t i) { return i % 2 == 0 ? good(i) : ~good(i - 1); })));
  // The first bit set in 50.5 instead of 50 of a hundred.
  CHECK(is_refused(draw([&good](std::uint64_t i) {
    const std::uint64_t word = good(i);
    return (word & 0x3FFU) < 10 ? word | (std::uint64_t{1} << 63U) : word;
  })));
  // Of twenty numbers one repeats the one before.
  CHECK(is_refused(draw([&good](std::uint64_t i) { return i % 20 == 1 ? good(i - 1) : good(i); })));
  // And do not refuse a good one.
  CHECK_FALSE(is_refused(draw(good)));
}

}  // namespace
}  // namespace acqsim::limits
