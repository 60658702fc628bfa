#include <acqsim/base/check.hpp>
#include <acqsim/stats/sequential.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdint>
#include <functional>
#include <random>

using namespace acqsim::stats;

namespace {

/// The engine's numbers are the same everywhere; the standard's distributions are not.
double uniform(std::mt19937_64& engine) {
  return (static_cast<double>(engine() >> 11U) + 0.5) * 0x1.0p-53;
}

/// Counts of a rare thing in `runs` runs reach this once in some 30,000 tests if its probability is
/// `p`: four standard deviations of the binomial distribution above its mean.
double most_of(int runs, double p) { return runs * p + 4.0 * std::sqrt(runs * p * (1.0 - p)); }

struct Tried {
  int high = 0;
  int low = 0;
  double trials = 0.0;  ///< mean
};

Tried try_ratio_test(double truth, double low, double high, double error, int runs) {
  std::mt19937_64 engine(20261125);
  Tried tried;
  for (int i = 0; i < runs; ++i) {
    ProbabilityRatioTest test(low, high, error);
    int trials = 0;
    while (test.decision() == Decision::undecided) {
      test.add(uniform(engine) < truth);
      ++trials;
    }
    ++(test.decision() == Decision::high ? tried.high : tried.low);
    tried.trials += static_cast<double>(trials) / runs;
  }
  return tried;
}

/// In how many of `runs` streams the sequence ever leaves out `truth`, looked at after each value.
template <class Sequence>
int misses(int runs, int length, double truth, const std::function<double(std::mt19937_64&)>& draw,
           const std::function<Sequence()>& make) {
  std::mt19937_64 engine(4711);
  int missed = 0;
  for (int i = 0; i < runs; ++i) {
    Sequence sequence = make();
    bool is_missed = false;
    for (int n = 0; n < length; ++n) {
      sequence.add(draw(engine));
      is_missed = is_missed || !sequence.interval().contains(truth);
    }
    missed += is_missed ? 1 : 0;
  }
  return missed;
}

struct Unbounded {
  Moments moments;
  double confidence = 0.95;
  void add(double value) { moments.add(value); }
  Interval interval() const { return mean_sequence(moments, confidence); }
};

}  // namespace

TEST_CASE("a ratio test errs no more often than it says on either side", "[stats][sequential]") {
  // Ville: P(likelihood ratio ever >= 1 / error) <= error, so of 4,000 runs at the very edge of the
  // indifference at most 200 + 4 sqrt(190) = 255 may err. And not far fewer, or the test would
  // waste futures: the ratio ends beyond its limit by the overshoot, so the error is
  // error x E(limit / ratio) given "high"; one success multiplies the ratio by high / low, at most
  // 3 here, so that is above 1/3.
  constexpr int kRuns = 4000;
  constexpr double kError = 0.05;
  struct Case {
    double low;
    double high;
  };
  for (const Case& one :
       {Case{0.01, 0.03}, {0.03, 0.07}, {0.48, 0.52}, {0.93, 0.97}, {0.97, 0.99}}) {
    CAPTURE(one.low, one.high);
    const Tried below = try_ratio_test(one.low, one.low, one.high, kError, kRuns);
    CHECK(below.high <= most_of(kRuns, kError));
    CHECK(below.high >= kRuns * kError / 3.0 - 4.0 * std::sqrt(kRuns * kError / 3.0));
    const Tried above = try_ratio_test(one.high, one.low, one.high, kError, kRuns);
    CHECK(above.low <= most_of(kRuns, kError));
    CHECK(above.low >= kRuns * kError / 3.0 - 4.0 * std::sqrt(kRuns * kError / 3.0));
  }
}

TEST_CASE("a ratio test errs less the farther the truth lies beyond the indifference",
          "[stats][sequential]") {
  // At 0.44 against [0.48, 0.52] the error is about 0.05^3: Wald's operating characteristic has the
  // exponent h with 0.44 (0.52/0.48)^h + 0.56 (0.48/0.52)^h = 1, h = 3.01.
  const Tried far = try_ratio_test(0.44, 0.48, 0.52, 0.05, 2000);
  CHECK(far.high <= most_of(2000, 0.05 * 0.05 * 0.05));
  const Tried near = try_ratio_test(0.9, 0.18, 0.22, 0.05, 500);
  CHECK(near.low == 0);
  // Each success adds log(11/9) = 0.2007, each failure log(78/82) = -0.0500: 0.1756 a trial, and
  // log 20 = 2.996 takes 17 of them.
  CHECK(near.trials > 15.0);
  CHECK(near.trials < 20.0);
}

TEST_CASE("a ratio test takes as many trials as Wald computed", "[stats][sequential]") {
  // At p = 0.52 against [0.48, 0.52]: (0.95 log 20 - 0.05 log 20) / (0.04 log(0.52 / 0.48)) =
  // 2.696 / 0.003202 = 842; overshoot of half a step of 0.08 adds 0.04 / 0.0032 = 13. One run
  // varies by about 600, the mean of 1,000 by 20.
  const Tried edge = try_ratio_test(0.52, 0.48, 0.52, 0.05, 1000);
  CHECK(edge.trials > 760.0);
  CHECK(edge.trials < 940.0);
  // In the middle of the indifference: (log 20 / 0.08004)^2 = 1401.
  const Tried middle = try_ratio_test(0.5, 0.48, 0.52, 0.05, 1000);
  CHECK(middle.trials > 1260.0);
  CHECK(middle.trials < 1580.0);
}

TEST_CASE("against never and always a single trial may decide", "[stats][sequential]") {
  ProbabilityRatioTest never(0.0, 0.02, 0.05);
  never.add(true);
  CHECK(never.decision() == Decision::high);
  never.add(false);
  CHECK(never.decision() == Decision::high);
  // Without success (1 - 0.02)^n <= 0.05 at n = log 0.05 / log 0.98 = 148.3.
  ProbabilityRatioTest patient(0.0, 0.02, 0.05);
  int trials = 0;
  for (; patient.decision() == Decision::undecided; ++trials) patient.add(false);
  CHECK(trials == 149);
  CHECK(patient.decision() == Decision::low);
  ProbabilityRatioTest always(0.98, 1.0, 0.05);
  always.add(false);
  CHECK(always.decision() == Decision::low);
  ProbabilityRatioTest certain(0.98, 1.0, 0.05);
  for (int i = 0; i < 149; ++i) certain.add(true);
  CHECK(certain.decision() == Decision::high);
}

TEST_CASE("a ratio test refuses what is not an experiment", "[stats][sequential]") {
  using acqsim::base::CheckFailed;
  CHECK_THROWS_AS(ProbabilityRatioTest(0.5, 0.5, 0.05), CheckFailed);
  CHECK_THROWS_AS(ProbabilityRatioTest(-0.1, 0.5, 0.05), CheckFailed);
  CHECK_THROWS_AS(ProbabilityRatioTest(0.4, 0.5, 0.5), CheckFailed);
}

TEST_CASE("the ends of a probability's sequence are where the mixture stands at its limit",
          "[stats][sequential]") {
  // No success in n trials: the mixture has B(1/2, n + 1/2) / B(1/2, 1/2), for n = 2 that is
  // (1/2)(3/2) / (1 x 2) = 3/8, and (1 - p)^2 = 3/8 x 0.05 at the end: p = 1 - 0.13693.
  const Interval none = probability_sequence(0, 2, 0.95);
  CHECK(none.low == 0.0);
  CHECK(none.high == Approx(1.0 - std::sqrt(0.375 * 0.05)));
  const Interval all = probability_sequence(2, 2, 0.95);
  CHECK(all.low == Approx(std::sqrt(0.375 * 0.05)));
  CHECK(all.high == 1.0);
  CHECK(probability_sequence(0, 0, 0.95).width() == 1.0);
  // It pays for all looks: wider than Wilson's at any one.
  const Interval once = wilson(300, 1000, 0.95);
  const Interval ever = probability_sequence(300, 1000, 0.95);
  CHECK(ever.low < once.low);
  CHECK(ever.high > once.high);
  CHECK(ever.width() < 2.0 * once.width());
}

TEST_CASE("a probability's sequence holds the truth at all looks together", "[stats][sequential]") {
  // Ville: P(ever outside) <= 5%; at most most_of(1000, 0.05) = 77 of 1,000 streams. Looked at
  // after each of the first 30 trials, then at each tenth more.
  constexpr int kRuns = 1000;
  for (const double p : {0.005, 0.1, 0.5, 0.98}) {
    std::mt19937_64 engine(99);
    int missed = 0;
    for (int i = 0; i < kRuns; ++i) {
      std::uint64_t successes = 0;
      std::uint64_t look = 1;
      bool is_missed = false;
      for (std::uint64_t n = 1; n <= 3000; ++n) {
        successes += uniform(engine) < p ? 1U : 0U;
        if (n != look) continue;
        look = n < 30 ? n + 1 : n + n / 10;
        is_missed = is_missed || !probability_sequence(successes, n, 0.95).contains(p);
      }
      missed += is_missed ? 1 : 0;
    }
    CAPTURE(p);
    CHECK(missed <= most_of(kRuns, 0.05));
  }
  // Wilson's, made for one look, does not: the law of the iterated logarithm sees to that.
  std::mt19937_64 engine(99);
  int missed = 0;
  for (int i = 0; i < 300; ++i) {
    std::uint64_t successes = 0;
    bool is_missed = false;
    for (std::uint64_t n = 1; n <= 1000; ++n) {
      successes += uniform(engine) < 0.5 ? 1U : 0U;
      is_missed = is_missed || (n >= 30 && !wilson(successes, n, 0.95).contains(0.5));
    }
    missed += is_missed ? 1 : 0;
  }
  CHECK(missed > most_of(300, 0.05));
}

TEST_CASE("the mean of shares is held at all looks together whatever their distribution",
          "[stats][sequential]") {
  // Exact, so at most most_of(1000, 0.05) = 77 of 1,000 streams may ever leave the mean out: shares
  // that are nearly always zero, spread out, heavily skewed (u^9 has the mean 1/10), constant.
  struct Case {
    double mean;
    std::function<double(std::mt19937_64&)> draw;
  };
  const Case cases[] = {
      {0.01, [](std::mt19937_64& engine) { return uniform(engine) < 0.01 ? 1.0 : 0.0; }},
      {0.5, [](std::mt19937_64& engine) { return uniform(engine); }},
      {0.1, [](std::mt19937_64& engine) { return std::pow(uniform(engine), 9.0); }},
      {0.3, [](std::mt19937_64&) { return 0.3; }}};
  for (const Case& one : cases) {
    CAPTURE(one.mean);
    CHECK(misses<BoundedMeanSequence>(1000, 1500, one.mean, one.draw, [] {
            return BoundedMeanSequence(0.95);
          }) <= most_of(1000, 0.05));
  }
}

TEST_CASE("the mean of shares that hardly vary is known sooner", "[stats][sequential]") {
  std::mt19937_64 engine(5);
  BoundedMeanSequence wide(0.95);
  BoundedMeanSequence narrow(0.95);
  for (int i = 0; i < 1000; ++i) {
    const double u = uniform(engine);
    wide.add(u < 0.5 ? 0.0 : 1.0);
    narrow.add(0.5 + 0.02 * (u - 0.5));
  }
  CHECK(wide.interval().width() < 0.2);
  CHECK(narrow.interval().width() < wide.interval().width() / 4.0);
  CHECK(BoundedMeanSequence(0.95).interval().width() == 1.0);
}

TEST_CASE("the mean of numbers without bounds is held about as often as said",
          "[stats][sequential]") {
  // Asymptotic: the theorem promises 5% in the limit of many values before the first look. From 100
  // on, over 2,000 values and at every one of them, the mean is left out in 4% of streams of normal
  // values, 4.5% of exponential ones (skewness 2), 6% of log-normal ones with sigma 0.8 (3.7) and
  // 12% with sigma 1.2 (11.2): heavy tails want more values than that.
  constexpr int kRuns = 1000;
  const auto normal = [](std::mt19937_64& engine) { return normal_quantile(uniform(engine)); };
  const auto exponential = [](std::mt19937_64& engine) { return -std::log(uniform(engine)); };
  const auto lognormal = [](double sigma) {
    return [sigma](std::mt19937_64& engine) {
      return std::exp(sigma * normal_quantile(uniform(engine)) - sigma * sigma / 2.0);
    };
  };
  const auto make = [] { return Unbounded{}; };
  const int n = misses<Unbounded>(kRuns, 2000, 0.0, normal, make);
  const int e = misses<Unbounded>(kRuns, 2000, 1.0, exponential, make);
  const int l8 = misses<Unbounded>(kRuns, 2000, 1.0, lognormal(0.8), make);
  const int l12 = misses<Unbounded>(kRuns, 2000, 1.0, lognormal(1.2), make);
  CAPTURE(n, e, l8, l12);
  CHECK(n <= most_of(kRuns, 0.05));
  CHECK(e <= most_of(kRuns, 0.05));
  CHECK(l8 <= most_of(kRuns, 0.05));
  CHECK(l12 <= most_of(kRuns, 0.15));
}

TEST_CASE("few numbers and constant ones say nothing of a mean without bounds",
          "[stats][sequential]") {
  Moments moments;
  for (int i = 0; i < 99; ++i) moments.add(i % 2);
  CHECK(std::isinf(mean_sequence(moments, 0.95).width()));
  moments.add(1.0);
  // 100 values, variance 25/99: r^2 = (5.9915 + log 6.9915) / 500 = 0.015873; n r^2 + 1 = 2.5873;
  // half width sqrt(0.25253 x 2 x 2.5873 / 158.73 x log(1.60851 / 0.05)) = sqrt(0.0082325
  // x 3.47105).
  CHECK(mean_sequence(moments, 0.95).width() == Approx(2.0 * 0.16904).epsilon(1e-3));
  Moments constant;
  for (int i = 0; i < 200; ++i) constant.add(7.0);
  CHECK(std::isinf(mean_sequence(constant, 0.95).width()));
}
