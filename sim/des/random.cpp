#include "acqsim/des/random.hpp"

#include "des/philox.hpp"

#include <acqsim/base/check.hpp>

#include <array>

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

// Two lanes absorb the five words of a key, each in its own order of rotation, so that two keys
// collide only if both 64-bit lanes do.
constexpr void absorb(std::uint64_t word, std::uint64_t& a, std::uint64_t& b) {
  a = mix((a ^ word) + kWeyl);
  b = mix((b + word) ^ (a >> 17U) ^ kWeyl);
}

constexpr std::uint32_t low32(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
constexpr std::uint32_t high32(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32U); }

}  // namespace

std::uint64_t hash_id(std::string_view id) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : id) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  }
  return mix(hash);
}

RandomStream::Family::Family(std::uint64_t seed, std::uint64_t replication)
    : a_(mix(seed + kWeyl)), b_(mix(seed ^ 0xD1B54A32D192ED03)) {
  absorb(replication, a_, b_);
}

RandomStream RandomStream::Family::stream(std::uint64_t entity, std::uint64_t purpose,
                                          std::uint64_t ordinal) const {
  return branch(entity, purpose).stream(ordinal);
}

RandomStream::Family::Branch RandomStream::Family::branch(std::uint64_t entity,
                                                          std::uint64_t purpose) const {
  std::uint64_t a = a_;
  std::uint64_t b = b_;
  absorb(entity, a, b);
  absorb(purpose, a, b);
  return Branch(a, b);
}

RandomStream RandomStream::Family::Branch::stream(std::uint64_t ordinal) const {
  std::uint64_t a = a_;
  std::uint64_t b = b_;
  absorb(ordinal, a, b);
  return RandomStream(a, b);
}

RandomStream::RandomStream(const StreamKey& key)
    : RandomStream(Family(key.seed, key.replication).stream(key.entity, key.purpose, key.ordinal)) {
}

std::uint64_t RandomStream::refill(std::uint64_t block) {
  const std::array counter{low32(block), high32(block), low32(nonce_), high32(nonce_)};
  const std::array key{low32(key_), high32(key_)};
  const auto words = philox4x32_10(counter, key);
  second_ = words[2] | (static_cast<std::uint64_t>(words[3]) << 32U);
  return words[0] | (static_cast<std::uint64_t>(words[1]) << 32U);
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
