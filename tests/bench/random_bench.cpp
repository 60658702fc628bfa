/// What a random number of a keyed stream costs. Goal: 7 ns for 64 bits, 15 ns for an exponential
/// (the logarithm takes most of it), 30 ns for a new stream with its first number. Last, for
/// comparison, the numbers that benchmarks of engines use.

#include "bench/des_bench.hpp"
#include "bench/fast_numbers.hpp"

#include <acqsim/des/random.hpp>

namespace {

template <class Draw>
double row(const acqsim::bench::Output& out, const char* name, double goal, double mean,
           Draw draw) {
  constexpr std::uint64_t kDraws = 10'000'000;
  double sum = 0.0;
  const double seconds = acqsim::bench::median_seconds([&] {
    for (std::uint64_t i = 0; i < kDraws; ++i) sum += draw(i);
  });
  acqsim::bench::require(std::abs(sum / (5.0 * kDraws) / mean - 1.0) < 0.01, name);
  const double nanoseconds = 1e9 * seconds / kDraws;
  out.text("{:>22} {:>8.2f} {:>8.1f} {:>7.2f}\n", name, nanoseconds, goal, goal / nanoseconds);
  return nanoseconds;
}

/// Whether the tail of those numbers is that of the exponential distribution, in four places (the
/// last is beyond the ziggurat's layers) to within five standard errors.
void check_fast_numbers() {
  constexpr std::uint64_t kDraws = 10'000'000;
  constexpr double kPlaces[] = {0.1, 1.0, 4.0, 8.0};
  std::uint64_t beyond[] = {0, 0, 0, 0};
  acqsim::bench::FastNumbers numbers(2);
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const double x = numbers.exponential();
    for (int k = 0; k < 4; ++k) beyond[k] += x > kPlaces[k] ? 1U : 0U;
  }
  for (int k = 0; k < 4; ++k) {
    const double p = std::exp(-kPlaces[k]);
    const double error = static_cast<double>(beyond[k]) - kDraws * p;
    acqsim::bench::require(std::abs(error) < 5.0 * std::sqrt(kDraws * p * (1.0 - p)),
                           "fast exponential numbers have an exponential tail");
  }
}

}  // namespace

int main(int argc, char** argv) {
  const acqsim::bench::Output out(argc, argv);
  check_fast_numbers();
  using acqsim::des::RandomStream;
  using acqsim::des::StreamKey;
  out.text("{:>22} {:>8} {:>8} {:>7}\n", "draw", "ns", "goal ns", "ratio");
  RandomStream stream(StreamKey{.seed = 1});
  row(out, "uniform", 7.0, 0.5, [&stream](std::uint64_t) { return stream.uniform(); });
  const double keyed =
      row(out, "exponential", 15.0, 1.0, [&stream](std::uint64_t) { return stream.exponential(); });
  row(out, "gumbel", 25.0, 0.5772156649, [&stream](std::uint64_t) { return stream.gumbel(); });
  row(out, "new stream and uniform", 30.0, 0.5, [](std::uint64_t i) {
    return RandomStream(StreamKey{.seed = 1, .entity = i, .purpose = 2}).uniform();
  });
  acqsim::bench::FastNumbers fast(1);
  const double cheap = row(out, "exponential, fast", 3.0, 1.0,
                           [&fast](std::uint64_t) { return fast.exponential(); });
  acqsim::bench::require(stream.draws() == 150'000'000, "one step a number");
  out.figure("ours", "random", 1, keyed);
  out.figure("floor", "random", 1, cheap);
}
