#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace acqsim::base {

/// A position in one vector of entities, typed so that an agency's cannot be used where a vendor's
/// is meant. Invalid until given a value.
template <class Tag>
class Index {
 public:
  constexpr Index() = default;
  constexpr explicit Index(std::size_t value) : value_(static_cast<std::uint32_t>(value)) {}

  constexpr bool is_valid() const { return value_ != kInvalid; }
  constexpr std::size_t value() const { return value_; }
  friend constexpr auto operator<=>(Index, Index) = default;

 private:
  static constexpr std::uint32_t kInvalid = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t value_ = kInvalid;
};

}  // namespace acqsim::base
