#pragma once

#include <acqsim/base/units.hpp>
#include <acqsim/des/frame_arena.hpp>
#include <acqsim/des/process.hpp>
#include <acqsim/des/simulation.hpp>

#include <coroutine>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace acqsim::des {

class Holding;

/// Units of capacity that processes hold one at a time, queueing for them by priority (lower number
/// first), then in order of asking. A unit that is given back passes to the first in the queue at
/// once; that process goes on at the same instant, as an event of priority 0.
class Resource {
 public:
  class Acquire;

  Resource(Simulation& simulation, std::size_t capacity);
  Resource(const Resource&) = delete;
  Resource& operator=(const Resource&) = delete;
  /// Who still queues is left asleep. Requires: nobody holds a unit (see Simulation on lifetime).
  ~Resource();

  /// co_await acquire() -> Holding. Taken at once, without an event, if a unit is free.
  Acquire acquire(int priority = 0);
  /// co_await acquire_until(deadline) -> Holding, empty (false) if the deadline came first. At
  /// equal times the order of events decides; a deadline not after now() never waits.
  Acquire acquire_until(base::Days deadline, int priority = 0);

  /// More: the first in the queue are served. Fewer: nobody loses what they hold; units given back
  /// vanish until in_use() <= capacity().
  void set_capacity(std::size_t capacity);
  std::size_t capacity() const { return capacity_; }
  std::size_t in_use() const { return in_use_; }  ///< units held, or granted this instant
  std::size_t queue_length() const { return queue_length_; }
  Simulation& simulation() const { return *simulation_; }

 private:
  friend class Holding;

  // Circular list of those who ask at one priority.
  struct Level {
    int priority = 0;
    detail::Waiter sentinel;
  };

  void release();
  void serve();
  void grant(detail::Waiter& waiter);
  detail::Waiter& first() const;
  Level& level(int priority);
  static void unlink(detail::Waiter& waiter);
  static void abandon(detail::Waiter& waiter);

  Simulation* simulation_;
  std::size_t capacity_;
  std::size_t in_use_ = 0;
  std::size_t queue_length_ = 0;
  std::vector<std::unique_ptr<Level>> levels_;  // by priority; those once used
};

/// A unit of a resource, held as long as this object lives. Move-only; empty after a move.
class [[nodiscard]] Holding {
 public:
  Holding() = default;
  explicit Holding(Resource* resource) : resource_(resource) {}
  Holding(Holding&& other) noexcept : resource_(std::exchange(other.resource_, nullptr)) {}
  Holding& operator=(Holding&& other) noexcept {
    std::swap(resource_, other.resource_);
    return *this;
  }
  Holding(const Holding&) = delete;
  Holding& operator=(const Holding&) = delete;
  ~Holding() { release(); }

  explicit operator bool() const { return resource_ != nullptr; }
  /// Gives it back early.
  void release() {
    if (Resource* resource = std::exchange(resource_, nullptr)) resource->release();
  }

 private:
  Resource* resource_ = nullptr;
};

/// co_await resource.acquire() or acquire_until(...).
class [[nodiscard]] Resource::Acquire {
 public:
  Acquire(Resource& resource, double deadline, int priority)
      : deadline_(deadline), priority_(priority) {
    waiter_.owner = &resource;
  }

  bool await_ready() noexcept {
    Resource& resource = *static_cast<Resource*>(waiter_.owner);
    if (resource.in_use_ < resource.capacity_) {
      ++resource.in_use_;
      waiter_.is_woken = true;
      return true;
    }
    return deadline_ <= resource.simulation_->now().value();
  }
  template <class Promise>
  requires std::derived_from<Promise, detail::PromiseBase>
  void await_suspend(std::coroutine_handle<Promise> handle) {
    suspend(detail::control_of(handle.address()));
  }
  Holding await_resume() noexcept;

 private:
  void suspend(detail::ControlBlock& block);

  detail::Waiter waiter_;
  double deadline_;
  int priority_;
};

}  // namespace acqsim::des
