#pragma once

#include <acqsim/base/units.hpp>

#include <cstdint>

namespace acqsim::des {

/// Told of every event just before it happens. An unobserved simulation pays one predictable
/// branch.
class Observer {
 public:
  virtual ~Observer() = default;

  /// `number` counts events from zero; `name` is the id of the process's name, which
  /// Simulation::name_of turns into text. Must not schedule anything; may throw, which stops the
  /// run.
  virtual void on_event(base::Days time, std::uint64_t number, std::uint32_t name) = 0;
};

/// A running hash of the path: times and names of all events, in order. Two runs with the same hash
/// did the same things in the same order.
class PathHash final : public Observer {
 public:
  void on_event(base::Days time, std::uint64_t number, std::uint32_t name) override;
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0;
};

}  // namespace acqsim::des
