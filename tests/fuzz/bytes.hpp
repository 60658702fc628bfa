#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// What drives a fuzz target: a byte string, read to its end and then as zeros.
namespace acqsim::fuzz {

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}

  bool is_used_up() const { return next_ >= size_; }
  unsigned byte() { return next_ < size_ ? data_[next_++] : 0U; }
  /// In 0, 1, ..., n - 1. Requires: 0 < n <= 256.
  unsigned below(unsigned n) { return byte() % n; }

 private:
  const std::uint8_t* data_;
  std::size_t size_;
  std::size_t next_ = 0;
};

/// Ends the program, as libFuzzer wants it.
inline void require(bool is_true, const char* what) {
  if (is_true) return;
  std::fprintf(stderr, "fuzz: not so: %s\n", what);
  std::abort();
}

}  // namespace acqsim::fuzz
