#include "acqsim/des/signal.hpp"

namespace acqsim::des {

using detail::ControlBlock;
using detail::Waiter;

Signal::~Signal() {
  while (first_ != nullptr) {
    Waiter& waiter = *first_;
    leave(waiter);
    waiter.owner = nullptr;
    waiter.block->waiter = nullptr;
  }
}

void Signal::notify() {
  Waiter* waiter = std::exchange(first_, nullptr);
  last_ = nullptr;
  while (waiter != nullptr) {
    Waiter* const next = waiter->next;
    ControlBlock& block = *waiter->block;
    waiter->is_woken = true;
    block.waiter = nullptr;
    simulation_->schedule_now(block);
    waiter = next;
  }
}

Signal::Wait Signal::wait() { return Wait(*this, std::numeric_limits<double>::infinity()); }

Signal::Wait Signal::wait_until(base::Days deadline) {
  ACQSIM_CHECK(deadline.value() == deadline.value(), "a deadline must not be NaN");
  return Wait(*this, deadline.value());
}

std::size_t Signal::waiting() const {
  std::size_t count = 0;
  for (const Waiter* waiter = first_; waiter != nullptr; waiter = waiter->next) ++count;
  return count;
}

void Signal::leave(Waiter& waiter) {
  Signal& signal = *static_cast<Signal*>(waiter.owner);
  (waiter.previous != nullptr ? waiter.previous->next : signal.first_) = waiter.next;
  (waiter.next != nullptr ? waiter.next->previous : signal.last_) = waiter.previous;
}

void Signal::Wait::suspend(ControlBlock& block) {
  Signal& list = signal();
  waiter_.block = &block;
  waiter_.abandon = &Signal::leave;
  waiter_.previous = list.last_;
  (list.last_ != nullptr ? list.last_->next : list.first_) = &waiter_;
  list.last_ = &waiter_;
  list.simulation_->sleep(block, waiter_, deadline_);
}

bool Signal::Wait::await_resume() noexcept {
  const bool has_waited = waiter_.block != nullptr;
  if (has_waited && !waiter_.is_woken && waiter_.owner != nullptr) leave(waiter_);
  return waiter_.is_woken;
}

}  // namespace acqsim::des
