#pragma once

#include <cmath>
#include <cstdint>
#include <string_view>

namespace acqsim::des {

/// A stable 64-bit hash of a textual id: FNV-1a over its bytes, then the finaliser of SplitMix64.
/// The same text gives the same number in every build and version (golden values in the tests).
/// Sources: [fnv], [steele-2014] (finaliser, variant 13).
std::uint64_t hash_id(std::string_view id);

/// What a stream is for. Equal keys give equal numbers; streams whose keys differ anywhere are
/// independent. An entity is named by the hash of its id, never by its position, so that adding one
/// entity moves nobody else's numbers.
struct StreamKey {
  std::uint64_t seed = 0;         ///< the user's
  std::uint64_t replication = 0;  ///< 0, 1, 2, ...
  std::uint64_t entity = 0;       ///< hash_id(id)
  std::uint64_t purpose = 0;      ///< which decision or delay; the caller's enumeration
  std::uint64_t ordinal = 0;      ///< which of many alike: the third of its kind, the tenth
};

/// Independent random numbers under one key: Philox4x32-10, a counter passed through ten rounds of
/// a keyed bijection, so that a stream costs nothing but its 32 bytes and needs no seeding. The key
/// of 320 bits is mixed to 128: 64 are Philox's key, 64 the upper half of its counter; the lower
/// half counts blocks of two draws. Copyable: a copy repeats the rest. Not for cryptography.
///
/// Every number takes exactly one step of the stream, except `below`, which may (with probability
/// n / 2^64) take more. Source: [salmon-2011].
class RandomStream {
 public:
  explicit RandomStream(const StreamKey& key);

  /// The streams of one seed and replication: that part of their keys is mixed once for all.
  class Family {
   public:
    Family(std::uint64_t seed, std::uint64_t replication);
    /// Equal to RandomStream(StreamKey{seed, replication, entity, purpose, ordinal}).
    RandomStream stream(std::uint64_t entity, std::uint64_t purpose, std::uint64_t ordinal) const;

    /// Those of one entity and purpose: for who needs many that differ by ordinal alone.
    class Branch {
     public:
      RandomStream stream(std::uint64_t ordinal) const;

     private:
      friend class Family;
      Branch(std::uint64_t a, std::uint64_t b) : a_(a), b_(b) {}
      std::uint64_t a_;
      std::uint64_t b_;
    };
    Branch branch(std::uint64_t entity, std::uint64_t purpose) const;

   private:
    std::uint64_t a_;  // the two lanes so far
    std::uint64_t b_;
  };

  /// Sixty-four uniform bits.
  std::uint64_t bits() {
    const std::uint64_t draw = draws_++;
    return (draw & 1U) == 0 ? refill(draw / 2) : second_;
  }

  /// Uniform in the open interval (0, 1): a multiple of 2^-53, with 2^-54 in the place of zero.
  double uniform() {
    const std::uint64_t k = bits() >> 11U;
    return k == 0 ? 0x1p-54 : static_cast<double>(k) * 0x1p-53;
  }

  /// Exponential with mean one, by inversion: -ln u.
  double exponential() { return -std::log(uniform()); }

  /// Standard Gumbel (mean 0.5772..., variance pi^2/6), by inversion: -ln(-ln u).
  double gumbel() { return -std::log(-std::log(uniform())); }

  /// Uniform in 0, 1, ..., n - 1, without bias. Requires: n > 0. Source: [lemire-2019].
  std::uint64_t below(std::uint64_t n);

  /// How many numbers have been taken so far.
  std::uint64_t draws() const { return draws_; }

 private:
  RandomStream(std::uint64_t key, std::uint64_t nonce) : key_(key), nonce_(nonce) {}
  std::uint64_t refill(std::uint64_t block);

  std::uint64_t key_;         // Philox's key: words k0 (low) and k1
  std::uint64_t nonce_;       // upper half of Philox's counter
  std::uint64_t draws_ = 0;   // the lower half is draws_ / 2
  std::uint64_t second_ = 0;  // the other half of the last block
};

}  // namespace acqsim::des
