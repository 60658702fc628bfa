#include "acqsim/des/observer.hpp"

#include <bit>

namespace acqsim::des {

void PathHash::on_event(base::Days time, std::uint64_t /*number*/, std::uint32_t name) {
  const auto bits = std::bit_cast<std::uint64_t>(time.value());
  value_ = (std::rotl(value_, 5) ^ bits) * 0x9E3779B97F4A7C15;
  value_ = (value_ ^ (value_ >> 32U) ^ name) * 0xBF58476D1CE4E5B9;
}

}  // namespace acqsim::des
