#include <acqsim/base/check.hpp>
#include <acqsim/des/random.hpp>

namespace acqsim::des {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::uint64_t kWeyl = 0x9E3779B97F4A7C15;  // 2^64 over the golden ratio

// The finaliser of SplitMix64 (Stafford's variant 13): a bijection in which every bit of the input
// changes about half the bits of the output.
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EB;
  return x ^ (x >> 31U);
}

constexpr std::uint64_t low32(std::uint64_t x) { return x & 0xFFFFFFFF; }

}  // namespace

std::uint64_t hash_id(std::string_view id) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : id) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  }
  return mix(hash);
}

// Two lanes absorb the five words, each in its own order of rotation, so that two keys collide only
// if both 64-bit lanes do.
RandomStream::RandomStream(const StreamKey& key) : key_(0), nonce_(0) {
  std::uint64_t a = mix(key.seed + kWeyl);
  std::uint64_t b = mix(key.seed ^ 0xD1B54A32D192ED03);
  for (const std::uint64_t word : {key.replication, key.entity, key.purpose, key.ordinal}) {
    a = mix((a ^ word) + kWeyl);
    b = mix((b + word) ^ (a >> 17U) ^ kWeyl);
  }
  key_ = a;
  nonce_ = b;
}

std::uint64_t RandomStream::refill(std::uint64_t block) {
  std::uint64_t c0 = low32(block);
  std::uint64_t c1 = block >> 32U;
  std::uint64_t c2 = low32(nonce_);
  std::uint64_t c3 = nonce_ >> 32U;
  std::uint64_t k0 = low32(key_);
  std::uint64_t k1 = key_ >> 32U;
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p0 = c0 * 0xD2511F53;
    const std::uint64_t p1 = c2 * 0xCD9E8D57;
    c0 = (p1 >> 32U) ^ c1 ^ k0;
    c1 = low32(p1);
    c2 = (p0 >> 32U) ^ c3 ^ k1;
    c3 = low32(p0);
    k0 = low32(k0 + 0x9E3779B9);
    k1 = low32(k1 + 0xBB67AE85);
  }
  second_ = c2 | (c3 << 32U);
  return c0 | (c1 << 32U);
}

// Multiply and keep the upper half; the rejected part makes every value equally likely.
std::uint64_t RandomStream::below(std::uint64_t n) {
  ACQSIM_CHECK(n > 0, "nothing is below zero");
  Wide product = static_cast<Wide>(bits()) * n;
  if (static_cast<std::uint64_t>(product) < n) {
    const std::uint64_t rejected = (0 - n) % n;
    while (static_cast<std::uint64_t>(product) < rejected) {
      product = static_cast<Wide>(bits()) * n;
    }
  }
  return static_cast<std::uint64_t>(product >> 64U);
}

}  // namespace acqsim::des
