#include "acqsim/des/resource.hpp"

#include <algorithm>

namespace acqsim::des {

using detail::Waiter;

Resource::Resource(Simulation& simulation, std::size_t capacity)
    : simulation_(&simulation), capacity_(capacity) {}

Resource::~Resource() {
  while (queue_length_ > 0) {
    Waiter& waiter = first();
    unlink(waiter);
    waiter.owner = nullptr;
    waiter.block->waiter = nullptr;
  }
}

void Resource::set_capacity(std::size_t capacity) {
  capacity_ = capacity;
  serve();
}

void Resource::serve() {
  while (queue_length_ > 0 && in_use_ < capacity_) {
    ++in_use_;
    grant(first());
  }
}

Waiter& Resource::first_by_level() {
  const auto is_empty = [](const Level& level) { return level.sentinel.next == &level.sentinel; };
  for (const auto& level : levels_) {
    if (level->priority > 0 && !is_empty(normal_)) break;
    if (!is_empty(*level)) return *level->sentinel.next;
  }
  return *normal_.sentinel.next;
}

Resource::Level& Resource::level(int priority) {
  const auto place = std::lower_bound(
      levels_.begin(), levels_.end(), priority,
      [](const std::unique_ptr<Level>& level, int wanted) { return level->priority < wanted; });
  if (place != levels_.end() && (*place)->priority == priority) return **place;
  return **levels_.insert(place, std::make_unique<Level>(priority));
}

// Its process is destroyed, either in the queue or between the grant and taking it.
void Resource::abandon(Waiter& waiter) {
  if (waiter.is_woken) {
    static_cast<Resource*>(waiter.owner)->release();
  } else {
    unlink(waiter);
  }
}

}  // namespace acqsim::des
