#include "acqsim/des/process.hpp"

#include <acqsim/des/simulation.hpp>

#include <fmt/format.h>

namespace acqsim::des {

ProcessFailed::ProcessFailed(std::string process, base::Days time, const std::string& cause)
    : std::runtime_error(
          fmt::format("process '{}' failed at day {}: {}", process, time.value(), cause)),
      process_(std::move(process)),
      time_(time) {}

namespace detail {

void destroy_unstarted(ControlBlock& block) noexcept {
  std::coroutine_handle<>::from_address(block.frame()).destroy();
}

void report_failure(ControlBlock& block) noexcept {
  Simulation& simulation = *block.simulation;
  simulation.failure_ = std::current_exception();
  simulation.failed_name_ = block.name & ControlBlock::kNameMask;
}

}  // namespace detail
}  // namespace acqsim::des
