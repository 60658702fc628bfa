#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

/// The cheapest random numbers that engines are compared with: xoshiro256++ and a ziggurat. What
/// they cost (2 to 3 ns) is next to nothing beside an event, so that a benchmark with them measures
/// the engine. The simulator itself draws by key and inversion, see des/random.hpp, for reasons
/// that a benchmark does not have. Sources: [blackman-2021], [marsaglia-2000].
namespace acqsim::bench {

class FastNumbers {
 public:
  explicit FastNumbers(std::uint64_t seed) {
    for (std::uint64_t& word : state_) {  // SplitMix64
      seed += 0x9E3779B97F4A7C15;
      std::uint64_t z = seed;
      z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9;
      z = (z ^ (z >> 27U)) * 0x94D049BB133111EB;
      word = z ^ (z >> 31U);
    }
  }

  std::uint64_t bits() {
    const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t shifted = state_[1] << 17U;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }
  double uniform() { return (static_cast<double>(bits() >> 11U) + 0.5) * 0x1p-53; }

  /// Mean one. The area under exp(-x) is covered by 256 layers of equal area; a point in the part
  /// of its layer that lies below the curve for certain is taken at once (99 of 100).
  double exponential() {
    static const Ziggurat ziggurat;
    for (double beyond = 0.0;;) {
      const std::uint64_t random = bits();
      const std::size_t layer = random & 255U;  // of the lower eleven, which the place leaves out
      const double place = static_cast<double>(random >> 11U) * 0x1p-53;
      const double x = place * ziggurat.edge[layer];
      if (x < ziggurat.edge[layer + 1]) [[likely]] {
        return beyond + x;
      }
      if (layer == 0) {  // in the tail, which looks like the whole
        beyond += kTail;
        continue;
      }
      const double low = ziggurat.height[layer];
      const double high = ziggurat.height[layer + 1];
      if (low + (high - low) * uniform() < std::exp(-x)) return beyond + x;
    }
  }

 private:
  static constexpr double kTail = 7.69711747013104972;  // where the lowest layer's rectangle ends
  static constexpr double kArea = 3.9496598225815571993e-3;  // of each layer

  // Layer i reaches to edge[i]; above it, layer i + 1 to edge[i + 1]. height[i] = exp(-edge[i]).
  struct Ziggurat {
    Ziggurat() {
      edge[0] = kArea / std::exp(-kTail);  // the lowest with its tail, as a rectangle
      edge[1] = kTail;
      for (std::size_t i = 2; i < 256; ++i) {
        edge[i] = -std::log(kArea / edge[i - 1] + std::exp(-edge[i - 1]));
      }
      edge[256] = 0.0;
      for (std::size_t i = 0; i < 257; ++i) height[i] = std::exp(-edge[i]);
    }
    std::array<double, 257> edge{};
    std::array<double, 257> height{};
  };

  std::array<std::uint64_t, 4> state_{};
};

}  // namespace acqsim::bench
