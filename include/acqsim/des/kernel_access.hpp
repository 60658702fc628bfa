#pragma once

#include <acqsim/des/frame_arena.hpp>
#include <acqsim/des/simulation.hpp>

#include <utility>

/// What a primitive outside the kernel needs of it: to put a process to sleep, to wake it, to look
/// after those who wait. The only door: how a process is named in a wait list and in the pending
/// set is known here and nowhere else.
namespace acqsim::des::detail {

struct KernelAccess {
  /// Before a process waits at `waiter`; `abandon` is called if it is destroyed meanwhile.
  static void enter(Waiter& waiter, ControlBlock& block, void (*abandon)(Waiter&)) {
    waiter.block = &block;
    waiter.abandon = abandon;
  }
  static bool has_entered(const Waiter& waiter) { return waiter.block != nullptr; }
  /// Until it is woken, or until `deadline` (infinity: for ever). Requires: enter.
  static void sleep(Simulation& simulation, ControlBlock& block, Waiter& waiter, double deadline) {
    simulation.sleep(block, waiter, deadline);
  }
  /// Goes on at the current instant, as an event of priority 0; no longer at its deadline.
  static void wake(Simulation& simulation, Waiter& waiter) {
    waiter.is_woken = true;
    simulation.schedule_now(*waiter.block);
  }
  /// What it waits for is gone or done with it: it is no longer told when it is destroyed.
  static void forget(Waiter& waiter) {
    waiter.owner = nullptr;
    waiter.block->waiter = nullptr;
  }
  /// Spawns a part of the process that runs now, which lends it its name.
  static ProcessHandle spawn_part(Simulation& simulation, Process part) {
    const ProcessHandle handle = simulation.spawn(std::move(part));
    ControlBlock& block = simulation.arena_.at(handle.frame_);
    block.name |= simulation.running_->name & ControlBlock::kNameMask;
    return handle;
  }
};

/// Those who wait, in order of waiting. Owns nothing.
class WaitList {
 public:
  WaitList() = default;
  WaitList(const WaitList&) = delete;
  WaitList& operator=(const WaitList&) = delete;

  bool empty() const { return first_ == nullptr; }
  Waiter* front() const { return first_; }  ///< null: nobody
  void push_back(Waiter& waiter) {
    waiter.next = nullptr;
    waiter.previous = last_;
    (last_ != nullptr ? last_->next : first_) = &waiter;
    last_ = &waiter;
  }
  /// Requires: it is in this list.
  void remove(Waiter& waiter) {
    (waiter.previous != nullptr ? waiter.previous->next : first_) = waiter.next;
    (waiter.next != nullptr ? waiter.next->previous : last_) = waiter.previous;
  }
  /// What they waited for is gone: they sleep on, until their deadline if they have one.
  void forget_all() {
    for (Waiter* waiter = std::exchange(first_, nullptr); waiter != nullptr;) {
      Waiter* const next = waiter->next;
      KernelAccess::forget(*waiter);
      waiter = next;
    }
    last_ = nullptr;
  }

 private:
  Waiter* first_ = nullptr;
  Waiter* last_ = nullptr;
};

}  // namespace acqsim::des::detail
