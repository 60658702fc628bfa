/// What a random number of a keyed stream costs. Goal: 7 ns for 64 bits, 15 ns for an exponential
/// (the logarithm takes most of it), 30 ns for a new stream with its first number.

#include "bench/des_bench.hpp"

#include <acqsim/des/random.hpp>

namespace {

template <class Draw>
void row(const char* name, double goal, double mean, Draw draw) {
  constexpr std::uint64_t kDraws = 10'000'000;
  double sum = 0.0;
  const double seconds = acqsim::bench::median_seconds([&] {
    for (std::uint64_t i = 0; i < kDraws; ++i) sum += draw(i);
  });
  acqsim::bench::require(std::abs(sum / (5.0 * kDraws) / mean - 1.0) < 0.01, name);
  const double nanoseconds = 1e9 * seconds / kDraws;
  fmt::print("{:>22} {:>8.2f} {:>8.1f} {:>7.2f}\n", name, nanoseconds, goal, goal / nanoseconds);
}

}  // namespace

int main() {
  using acqsim::des::RandomStream;
  using acqsim::des::StreamKey;
  fmt::print("{:>22} {:>8} {:>8} {:>7}\n", "draw", "ns", "goal ns", "ratio");
  RandomStream stream(StreamKey{.seed = 1});
  row("uniform", 7.0, 0.5, [&stream](std::uint64_t) { return stream.uniform(); });
  row("exponential", 15.0, 1.0, [&stream](std::uint64_t) { return stream.exponential(); });
  row("gumbel", 25.0, 0.5772156649, [&stream](std::uint64_t) { return stream.gumbel(); });
  row("new stream and uniform", 30.0, 0.5, [](std::uint64_t i) {
    return RandomStream(StreamKey{.seed = 1, .entity = i, .purpose = 2}).uniform();
  });
  acqsim::bench::require(stream.draws() == 150'000'000, "one step a number");
}
