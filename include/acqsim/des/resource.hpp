#pragma once

#include <acqsim/base/units.hpp>
#include <acqsim/des/frame_arena.hpp>
#include <acqsim/des/process.hpp>
#include <acqsim/des/simulation.hpp>

#include <coroutine>
#include <cstddef>
#include <limits>
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
    explicit Level(int at) : priority(at) { sentinel.next = sentinel.previous = &sentinel; }
    int priority;
    detail::Waiter sentinel;
  };

  void release() {
    if (queue_length_ > 0 && in_use_ <= capacity_) {
      grant(first());  // the unit changes hands
    } else {
      --in_use_;
    }
  }
  void grant(detail::Waiter& waiter) {
    unlink(waiter);
    waiter.is_woken = true;
    simulation_->schedule_now(*waiter.block);
  }
  // Requires: somebody queues.
  detail::Waiter& first() { return levels_.empty() ? *normal_.sentinel.next : first_by_level(); }
  void enqueue(detail::Waiter& waiter, int priority) {
    detail::Waiter& sentinel = (priority == 0 ? normal_ : level(priority)).sentinel;
    waiter.previous = sentinel.previous;
    waiter.next = &sentinel;
    sentinel.previous->next = &waiter;
    sentinel.previous = &waiter;
    ++queue_length_;
  }
  static void unlink(detail::Waiter& waiter) {
    waiter.previous->next = waiter.next;
    waiter.next->previous = waiter.previous;
    --static_cast<Resource*>(waiter.owner)->queue_length_;
  }

  void serve();
  detail::Waiter& first_by_level();
  Level& level(int priority);
  static void abandon(detail::Waiter& waiter);

  Simulation* simulation_;
  std::size_t capacity_;
  std::size_t in_use_ = 0;
  std::size_t queue_length_ = 0;
  Level normal_{0};
  std::vector<std::unique_ptr<Level>> levels_;  // the others once used, by priority
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
    Resource& resource = *static_cast<Resource*>(waiter_.owner);
    detail::ControlBlock& block = detail::control_of(handle.address());
    waiter_.block = &block;
    waiter_.abandon = &Resource::abandon;
    resource.enqueue(waiter_, priority_);
    resource.simulation_->sleep(block, waiter_, deadline_);
  }
  Holding await_resume() noexcept {
    if (waiter_.is_woken) return Holding(static_cast<Resource*>(waiter_.owner));
    const bool has_queued = waiter_.block != nullptr;
    if (has_queued && waiter_.owner != nullptr) unlink(waiter_);
    return Holding();
  }

 private:
  detail::Waiter waiter_;
  double deadline_;
  int priority_;
};

inline Resource::Acquire Resource::acquire(int priority) {
  return Acquire(*this, std::numeric_limits<double>::infinity(), priority);
}

inline Resource::Acquire Resource::acquire_until(base::Days deadline, int priority) {
  ACQSIM_CHECK(deadline.value() == deadline.value(), "a deadline must not be NaN");
  return Acquire(*this, deadline.value(), priority);
}

}  // namespace acqsim::des
