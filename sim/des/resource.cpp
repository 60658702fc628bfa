#include "acqsim/des/resource.hpp"

#include <algorithm>
#include <limits>

namespace acqsim::des {

using detail::ControlBlock;
using detail::Waiter;

Resource::Resource(Simulation& simulation, std::size_t capacity)
    : simulation_(&simulation), capacity_(capacity) {}

Resource::~Resource() {
  while (queue_length_ > 0) {
    Waiter& waiter = first();
    unlink(waiter);
    waiter.owner = nullptr;
    simulation_->arena_.at(waiter.frame).waiter = nullptr;
  }
}

Resource::Acquire Resource::acquire(int priority) {
  return Acquire(*this, std::numeric_limits<double>::infinity(), priority);
}

Resource::Acquire Resource::acquire_until(base::Days deadline, int priority) {
  ACQSIM_CHECK(deadline.value() == deadline.value(), "a deadline must not be NaN");
  return Acquire(*this, deadline.value(), priority);
}

void Resource::set_capacity(std::size_t capacity) {
  capacity_ = capacity;
  serve();
}

void Resource::release() {
  if (queue_length_ > 0 && in_use_ <= capacity_) {
    grant(first());  // the unit changes hands
  } else {
    --in_use_;
  }
}

void Resource::serve() {
  while (queue_length_ > 0 && in_use_ < capacity_) {
    ++in_use_;
    grant(first());
  }
}

void Resource::grant(Waiter& waiter) {
  unlink(waiter);
  waiter.is_woken = true;
  simulation_->schedule_now(waiter);
}

// Requires: somebody queues.
Waiter& Resource::first() const {
  auto level = levels_.begin();
  while ((*level)->sentinel.next == &(*level)->sentinel) ++level;
  return *(*level)->sentinel.next;
}

Resource::Level& Resource::level(int priority) {
  if (levels_.size() == 1 && levels_.front()->priority == priority) return *levels_.front();
  const auto place = std::lower_bound(
      levels_.begin(), levels_.end(), priority,
      [](const std::unique_ptr<Level>& level, int wanted) { return level->priority < wanted; });
  if (place != levels_.end() && (*place)->priority == priority) return **place;
  auto created = std::make_unique<Level>();
  created->priority = priority;
  created->sentinel.next = created->sentinel.previous = &created->sentinel;
  return **levels_.insert(place, std::move(created));
}

void Resource::unlink(Waiter& waiter) {
  waiter.previous->next = waiter.next;
  waiter.next->previous = waiter.previous;
  --static_cast<Resource*>(waiter.owner)->queue_length_;
}

// Its process is destroyed, either in the queue or between the grant and taking it.
void Resource::abandon(Waiter& waiter) {
  if (waiter.is_woken) {
    static_cast<Resource*>(waiter.owner)->release();
  } else {
    unlink(waiter);
  }
}

void Resource::Acquire::suspend(ControlBlock& block) {
  Resource& resource = *static_cast<Resource*>(waiter_.owner);
  Waiter& sentinel = resource.level(priority_).sentinel;
  waiter_.frame = block.self;
  waiter_.abandon = &Resource::abandon;
  waiter_.previous = sentinel.previous;
  waiter_.next = &sentinel;
  sentinel.previous->next = &waiter_;
  sentinel.previous = &waiter_;
  ++resource.queue_length_;
  resource.simulation_->sleep(block, waiter_, deadline_);
}

Holding Resource::Acquire::await_resume() noexcept {
  if (waiter_.is_woken) return Holding(static_cast<Resource*>(waiter_.owner));
  const bool has_queued = waiter_.frame != detail::kNoFrame;
  if (has_queued && waiter_.owner != nullptr) unlink(waiter_);
  return Holding();
}

}  // namespace acqsim::des
