#include "des/philox.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/des/random.hpp>

#include <Random123/philox.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace acqsim::des {
namespace {

TEST_CASE("the hash of an id is the same in every build", "[des][random]") {
  // FNV-1a and SplitMix64's finaliser, computed apart from this program.
  CHECK(hash_id("") == 0xF52A15E9A9B5E89B);
  CHECK(hash_id("a") == 0x02C0BDBF481420F8);
  CHECK(hash_id("va") == 0xD977C25E98E46E71);
  CHECK(hash_id("google-cloud") == 0xCA014E9F9892454C);
}

TEST_CASE("the generator is Philox4x32-10", "[des][random]") {
  // The authors' known answer for key and counter zero.
  const std::array<std::uint32_t, 4> zero{0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8};
  CHECK(philox4x32_10({0, 0, 0, 0}, {0, 0}) == zero);
  // And the authors' code on many others.
  RandomStream stream(StreamKey{.seed = 1});
  for (int i = 0; i < 1000; ++i) {
    const auto word = [&stream] { return static_cast<std::uint32_t>(stream.bits()); };
    const std::array<std::uint32_t, 4> counter{word(), word(), word(), word()};
    const std::array<std::uint32_t, 2> key{word(), word()};
    const r123::Philox4x32 reference;
    const auto expected =
        reference({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
    const auto result = philox4x32_10(counter, key);
    REQUIRE(std::equal(result.begin(), result.end(), expected.begin()));
  }
}

TEST_CASE("a key gives the same numbers in every build", "[des][random]") {
  RandomStream stream(StreamKey{1, 2, 3, 4, 5});
  // The mixing of the key and Philox, computed apart from this program.
  CHECK(stream.bits() == 0x97BB35F63BE8C5A0);
  CHECK(stream.bits() == 0x6B33BFD27CAF071B);
  CHECK(stream.bits() == 0xBF843695B71EB3A9);
  CHECK(stream.bits() == 0x8DFC8B5AFFF6ABA7);
  CHECK(stream.draws() == 4);
}

TEST_CASE("a family has the streams of its seed and replication", "[des][random]") {
  const RandomStream::Family family(3, 5);
  for (const std::uint64_t word : {0U, 1U, 77U}) {
    RandomStream whole(StreamKey{3, 5, word, word + 1, word * word});
    RandomStream of_family = family.stream(word, word + 1, word * word);
    CHECK(of_family.bits() == whole.bits());
    CHECK(of_family.bits() == whole.bits());
    CHECK(RandomStream::Family(3, 6).stream(word, word + 1, word * word).bits() !=
          RandomStream(StreamKey{3, 5, word, word + 1, word * word}).bits());
  }
}

TEST_CASE("a copy repeats the rest of the stream", "[des][random]") {
  RandomStream stream(StreamKey{.seed = 7});
  stream.bits();
  RandomStream copy = stream;
  for (int i = 0; i < 5; ++i) CHECK(copy.bits() == stream.bits());
}

TEST_CASE("every part of the key matters, and only its own stream", "[des][random]") {
  const StreamKey base{1, 2, 3, 4, 5};
  std::vector<StreamKey> keys(6, base);
  keys[1].seed += 1;
  keys[2].replication += 1;
  keys[3].entity += 1;
  keys[4].purpose += 1;
  keys[5].ordinal += 1;
  std::vector<std::uint64_t> first;
  for (const StreamKey& key : keys) first.push_back(RandomStream(key).bits());
  for (std::size_t i = 0; i < first.size(); ++i) {
    for (std::size_t j = i + 1; j < first.size(); ++j) CHECK(first[i] != first[j]);
  }
  // Swapped parts are other keys too.
  CHECK(RandomStream(StreamKey{2, 1, 3, 4, 5}).bits() != first[0]);
  CHECK(RandomStream(StreamKey{1, 2, 3, 5, 4}).bits() != first[0]);
}

TEST_CASE("adding an entity moves nobody else's numbers", "[des][random]") {
  const auto draw = [](const std::vector<std::string>& vendors, const std::string& wanted) {
    double result = 0.0;
    for (const std::string& vendor : vendors) {
      RandomStream stream(StreamKey{.seed = 42, .entity = hash_id(vendor), .purpose = 3});
      const double value = stream.uniform();
      if (vendor == wanted) result = value;
    }
    return result;
  };
  CHECK(draw({"openai", "google"}, "google") == draw({"anthropic", "openai", "google"}, "google"));
}

TEST_CASE("each number takes one step of its stream", "[des][random]") {
  RandomStream stream(StreamKey{.seed = 3});
  stream.uniform();
  stream.exponential();
  stream.gumbel();
  stream.below(1000);
  CHECK(stream.draws() == 4);
  CHECK_THROWS_AS(stream.below(0), base::CheckFailed);
}

/// Pearson's statistic of counts that should all be equal.
double chi_square(const std::vector<int>& counts, double expected) {
  double sum = 0.0;
  for (const int count : counts) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

// Chi-square with 99 degrees of freedom: mean 99, standard deviation sqrt(198) = 14.07. Five
// standard deviations, 170, are exceeded with probability below 1e-5; far below 99 is as
// suspicious.
constexpr double kChiHigh = 170.0;
constexpr double kChiLow = 50.0;

TEST_CASE("uniform numbers are uniform within a stream and across neighbouring keys",
          "[des][random]") {
  constexpr int kDraws = 200'000;
  std::vector<int> within(100);
  std::vector<int> across_entities(100);
  std::vector<int> across_replications(100);
  std::vector<int> pairs(100);  // of two successive numbers, in tenths
  RandomStream stream(StreamKey{.seed = 5});
  double previous = stream.uniform();
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const double u = stream.uniform();
    ++within[static_cast<std::size_t>(100 * u)];
    ++pairs[static_cast<std::size_t>(10 * u) * 10 + static_cast<std::size_t>(10 * previous)];
    previous = u;
    RandomStream entity(StreamKey{.seed = 5, .entity = i});
    ++across_entities[static_cast<std::size_t>(100 * entity.uniform())];
    RandomStream replication(StreamKey{.seed = 5, .replication = i});
    ++across_replications[static_cast<std::size_t>(100 * replication.uniform())];
  }
  for (const auto* counts : {&within, &across_entities, &across_replications, &pairs}) {
    const double statistic = chi_square(*counts, kDraws / 100.0);
    CHECK(statistic < kChiHigh);
    CHECK(statistic > kChiLow);
  }
}

TEST_CASE("streams of neighbouring keys are not correlated", "[des][random]") {
  constexpr int kDraws = 100'000;
  RandomStream a(StreamKey{.seed = 1, .entity = hash_id("va")});
  RandomStream b(StreamKey{.seed = 1, .entity = hash_id("va"), .ordinal = 1});
  double sum = 0.0;
  for (int i = 0; i < kDraws; ++i) sum += (a.uniform() - 0.5) * (b.uniform() - 0.5);
  // The mean product has standard deviation (1/12) / sqrt(n); five of them.
  CHECK(std::abs(sum / kDraws) < 5.0 / 12.0 / std::sqrt(kDraws));
}

/// Largest distance between the empirical distribution and `cdf`, times sqrt(n).
template <class Cdf>
double kolmogorov(std::vector<double> sample, Cdf cdf) {
  std::sort(sample.begin(), sample.end());
  const auto n = static_cast<double>(sample.size());
  double distance = 0.0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double p = cdf(sample[i]);
    distance =
        std::max({distance, (static_cast<double>(i) + 1) / n - p, p - static_cast<double>(i) / n});
  }
  return distance * std::sqrt(n);
}

TEST_CASE("exponential and Gumbel numbers have their distributions", "[des][random]") {
  RandomStream stream(StreamKey{.seed = 11});
  std::vector<double> exponential;
  std::vector<double> gumbel;
  for (int i = 0; i < 50'000; ++i) {
    exponential.push_back(stream.exponential());
    gumbel.push_back(stream.gumbel());
  }
  // Kolmogorov's statistic exceeds 2.5 with probability 2 exp(-2 x 2.5^2) = 7e-6.
  CHECK(kolmogorov(exponential, [](double x) { return 1 - std::exp(-x); }) < 2.5);
  CHECK(kolmogorov(gumbel, [](double x) { return std::exp(-std::exp(-x)); }) < 2.5);
}

TEST_CASE("below is without bias, also where the range does not divide 2^64", "[des][random]") {
  RandomStream stream(StreamKey{.seed = 13});
  std::vector<int> counts(100);
  for (int i = 0; i < 200'000; ++i) ++counts[stream.below(100)];
  CHECK(chi_square(counts, 2000) < kChiHigh);
  CHECK(chi_square(counts, 2000) > kChiLow);
  // Three quarters of 2^64: plain multiplication without rejection would give the values divisible
  // by three twice as often as the others, a share of 1/2 instead of 1/3.
  const std::uint64_t range = 3ULL << 62U;
  int divisible = 0;
  for (int i = 0; i < 30'000; ++i) divisible += stream.below(range) % 3 == 0 ? 1 : 0;
  CHECK(divisible / 30'000.0 == Approx(1.0 / 3.0).margin(5 * std::sqrt(2.0 / 9.0 / 30'000)));
  CHECK(stream.below(1) == 0);
}

}  // namespace
}  // namespace acqsim::des
