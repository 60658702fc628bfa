#pragma once

#include <array>
#include <cstdint>

namespace acqsim::des {

/// Philox4x32-10: ten rounds of multiplying two of four words, crossing the halves and adding the
/// key, which steps by two odd constants. A bijection of the counter for every key. Source:
/// [salmon-2011]; compared with the authors' own code in the tests.
inline std::array<std::uint32_t, 4> philox4x32_10(const std::array<std::uint32_t, 4>& counter,
                                                  const std::array<std::uint32_t, 2>& key) {
  std::uint64_t c0 = counter[0];
  std::uint64_t c1 = counter[1];
  std::uint64_t c2 = counter[2];
  std::uint64_t c3 = counter[3];
  std::uint32_t k0 = key[0];
  std::uint32_t k1 = key[1];
  constexpr std::uint64_t kLow = 0xFFFFFFFF;
#pragma GCC unroll 10
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p0 = c0 * 0xD2511F53;
    const std::uint64_t p1 = c2 * 0xCD9E8D57;
    c0 = (p1 >> 32U) ^ c1 ^ k0;
    c1 = p1 & kLow;
    c2 = (p0 >> 32U) ^ c3 ^ k1;
    c3 = p0 & kLow;
    k0 += 0x9E3779B9;
    k1 += 0xBB67AE85;
  }
  return {static_cast<std::uint32_t>(c0), static_cast<std::uint32_t>(c1),
          static_cast<std::uint32_t>(c2), static_cast<std::uint32_t>(c3)};
}

}  // namespace acqsim::des
