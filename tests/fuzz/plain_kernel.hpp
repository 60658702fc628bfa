#pragma once

#include "fuzz/script.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

/// What the kernel promises, in the plainest way: one sorted set of events, lists that are
/// searched, processes that are a position in a script. No coroutines, no rings, no handles, no
/// cleverness.
namespace acqsim::fuzz {

class PlainKernel {
 public:
  explicit PlainKernel(const Program& program) : program_(&program), capacity_(program.capacity) {}

  int spawn(std::size_t script, int parent = -1, std::size_t part = 0) {
    processes_.push_back(Actor{.script = script, .parent = parent, .part = part});
    const int id = static_cast<int>(processes_.size()) - 1;
    if (parent < 0) roots_.push_back(id);
    wake(id);
    return id;
  }
  /// Every event up to `end`, or until one fails: false then.
  bool run_until(double end) {
    while (!events_.empty() && events_.begin()->time <= end) {
      const Entry entry = *events_.begin();
      events_.erase(events_.begin());
      now_ = entry.time;
      ++done_;
      actor(entry.process).entry.reset();
      if (!resume(entry.process)) return false;
    }
    now_ = end;
    return true;
  }
  bool cancel(std::size_t root) {
    const int id = roots_[root];
    if (!actor(id).is_alive) return false;
    destroy(id);
    return true;
  }
  bool is_alive(std::size_t root) const {
    return processes_[static_cast<std::size_t>(roots_[root])].is_alive;
  }
  std::size_t roots() const { return roots_.size(); }
  std::size_t alive() const {
    return static_cast<std::size_t>(std::count_if(processes_.begin(), processes_.end(),
                                                  [](const Actor& one) { return one.is_alive; }));
  }
  void set_capacity(std::size_t capacity) {
    capacity_ = capacity;
    serve();
  }
  void notify() {
    const auto waiting = std::exchange(listeners_, {});
    for (const int id : waiting) wake(id);
    for (const int id : waiting) actor(id).is_granted = true;
  }
  /// From outside or by a process. Requires: not is_full().
  void put(int item) {
    if (getters_.empty()) {
      items_.push_back(item);
    } else {
      give(item);
    }
  }
  bool is_full() const { return items_.size() >= kStoreCapacity; }
  double now() const { return now_; }
  std::uint64_t events() const { return done_; }
  std::size_t in_use() const { return in_use_; }
  std::size_t queue_length() const { return queue_.size(); }
  std::size_t stored() const { return items_.size(); }
  std::size_t listening() const { return listeners_.size(); }
  const std::vector<Record>& records() const { return records_; }

 private:
  struct Entry {
    double time;
    int priority;
    std::uint64_t sequence;
    int process;
    friend bool operator<(const Entry& a, const Entry& b) {
      return std::tie(a.time, a.priority, a.sequence) < std::tie(b.time, b.priority, b.sequence);
    }
  };
  struct Actor {
    std::size_t script;
    int parent;
    std::size_t part;
    bool is_alive = true;
    std::size_t next = 0;          // step
    bool is_waiting = false;       // in the step at `next`
    bool is_granted = false;       // what it waits for has come
    std::optional<int> item = {};  // given, or offered
    std::size_t units = 0;         // held
    std::optional<Entry> entry = {};
    std::vector<int> parts = {};
    std::size_t parts_ended = 0;
    std::size_t first_part = 0;
    bool has_failed_part = false;
    bool listens_to_parts = false;
  };
  struct Asking {
    int priority;
    std::uint64_t order;
    int process;
    friend bool operator<(const Asking& a, const Asking& b) {
      return std::tie(a.priority, a.order) < std::tie(b.priority, b.order);
    }
  };

  Actor& actor(int id) { return processes_[static_cast<std::size_t>(id)]; }
  void schedule(int id, double at, int priority) {
    if (actor(id).entry) events_.erase(*actor(id).entry);
    actor(id).entry.reset();
    if (at == std::numeric_limits<double>::infinity()) return;
    actor(id).entry = Entry{at, priority, sequence_++, id};
    events_.insert(*actor(id).entry);
  }
  void wake(int id) { schedule(id, now_, 0); }
  void serve() {
    while (!queue_.empty() && in_use_ < capacity_) {
      ++in_use_;
      grant();
    }
  }
  void grant() {
    const int id = queue_.begin()->process;
    queue_.erase(queue_.begin());
    actor(id).is_granted = true;
    wake(id);
  }
  void release() {
    if (!queue_.empty() && in_use_ <= capacity_) {
      grant();
    } else {
      --in_use_;
    }
  }
  void give(int item) {
    const int id = getters_.front();
    getters_.pop_front();
    given_.push_back(id);
    actor(id).item = item;
    actor(id).is_granted = true;
    wake(id);
  }
  int take() {
    const int item = items_.front();
    items_.pop_front();
    while (!putters_.empty() && !is_full()) {
      const int id = putters_.front();
      putters_.pop_front();
      items_.push_back(*actor(id).item);
      actor(id).is_granted = true;
      wake(id);
    }
    return item;
  }
  template <class List>
  static void remove(List& list, int id) {
    const auto place = std::find(list.begin(), list.end(), id);
    if (place != list.end()) list.erase(place);
  }
  void leave_queue(int id) {
    for (auto place = queue_.begin(); place != queue_.end(); ++place) {
      if (place->process == id) {
        queue_.erase(place);
        return;
      }
    }
  }
  void let_go_units(int id) {
    while (actor(id).units > 0) {
      --actor(id).units;
      release();
    }
  }
  /// Parts that have not ended, last first.
  void cancel_parts(int id) {
    const std::vector<int> parts = std::exchange(actor(id).parts, {});
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
      if (actor(*part).is_alive) destroy(*part);
    }
  }
  /// Gives up what it waits for, or was given and has not taken; then what it has.
  void destroy(int id) {
    actor(id).is_alive = false;
    const Kind kind = actor(id).is_waiting ? step(id).kind : Kind::kNothing;
    const bool is_granted = actor(id).is_granted;
    if (kind == Kind::kAcquire || kind == Kind::kAcquireUntil) {
      if (is_granted) {
        release();
      } else {
        leave_queue(id);
      }
    } else if (kind == Kind::kWait || kind == Kind::kWaitUntil) {
      remove(listeners_, id);
    } else if (kind == Kind::kGet || kind == Kind::kGetUntil) {
      if (is_granted) {
        abandon_given(id);
      } else {
        remove(getters_, id);
      }
    } else if (kind == Kind::kOffer) {
      remove(putters_, id);
    }
    if (actor(id).entry) events_.erase(*actor(id).entry);
    actor(id).entry.reset();
    cancel_parts(id);
    let_go_units(id);
  }
  /// As if it had never asked: those given an item after it each get the earlier one.
  void abandon_given(int id) {
    int left_over = *actor(id).item;
    auto later = std::find(given_.begin(), given_.end(), id);
    for (later = given_.erase(later); later != given_.end(); ++later) {
      std::swap(left_over, *actor(*later).item);
    }
    if (getters_.empty()) {
      items_.push_front(left_over);
    } else {
      give(left_over);
    }
  }
  const Step& step(int id) { return program_->scripts[actor(id).script][actor(id).next]; }

  /// Until it waits or ends. False if an exception leaves the whole.
  bool resume(int id) {
    if (actor(id).is_waiting) {
      finish(id);
      if (!is_over(id)) return true;
      if (has_thrown(id)) return end(id, true);
      move_on(id);
    }
    while (actor(id).next < program_->scripts[actor(id).script].size()) {
      begin(id);
      if (has_thrown(id)) return end(id, true);
      if (!is_over(id)) return true;
      move_on(id);
    }
    return end(id, false);
  }
  bool is_over(int id) const { return !processes_[static_cast<std::size_t>(id)].is_waiting; }
  bool has_thrown(int id) {
    const Kind kind = step(id).kind;
    const bool is_group = kind == Kind::kAllOf || kind == Kind::kAnyOf;
    return kind == Kind::kThrow || (is_group && is_over(id) && actor(id).has_failed_part);
  }
  void move_on(int id) {
    actor(id).is_granted = false;
    actor(id).item.reset();
    ++actor(id).next;
  }
  bool end(int id, bool by_failure) {
    let_go_units(id);
    actor(id).is_alive = false;
    const int parent = actor(id).parent;
    if (parent < 0) {
      if (by_failure) records_.push_back(Record{now_, actor(id).script, 0, kFailed});
      return !by_failure;
    }
    if (actor(parent).parts_ended++ == 0) actor(parent).first_part = actor(id).part;
    if (by_failure) actor(parent).has_failed_part = true;
    if (std::exchange(actor(parent).listens_to_parts, false)) wake(parent);
    return true;
  }
  int root_of(int id) {
    while (actor(id).parent >= 0) id = actor(id).parent;
    return id;
  }
  /// A step is begun: done at once, or waited in.
  void begin(int id) {
    const Step& now_doing = step(id);
    const double at = now_ + now_doing.days;
    const auto wait = [this, id](double until, int priority) {
      actor(id).is_waiting = true;
      schedule(id, until, priority);
    };
    constexpr double kNever = std::numeric_limits<double>::infinity();
    switch (now_doing.kind) {
      case Kind::kNothing:
      case Kind::kThrow:
        break;
      case Kind::kDelay:
        wait(at, now_doing.priority);
        break;
      case Kind::kAcquire:
      case Kind::kAcquireUntil: {
        const double deadline = now_doing.kind == Kind::kAcquire ? kNever : at;
        if (in_use_ < capacity_) {
          ++in_use_;
          ++actor(id).units;
          record(id, 1);
        } else if (deadline <= now_) {
          record(id, 0);
        } else {
          queue_.insert(Asking{now_doing.priority, asked_++, id});
          wait(deadline, 0);
        }
        break;
      }
      case Kind::kRelease:
        if (actor(id).units > 0) {
          --actor(id).units;
          release();
        }
        break;
      case Kind::kNotify:
        notify();
        break;
      case Kind::kWait:
      case Kind::kWaitUntil: {
        const double deadline = now_doing.kind == Kind::kWait ? kNever : at;
        if (deadline <= now_) {
          record(id, 0);
        } else {
          listeners_.push_back(id);
          wait(deadline, 0);
        }
        break;
      }
      case Kind::kPut:
        if (!is_full()) put(next_item_++);
        break;
      case Kind::kGet:
      case Kind::kGetUntil: {
        const double deadline = now_doing.kind == Kind::kGet ? kNever : at;
        if (!items_.empty()) {
          record(id, take());
        } else if (deadline <= now_) {
          record(id, -1);
        } else {
          getters_.push_back(id);
          wait(deadline, 0);
        }
        break;
      }
      case Kind::kOffer: {
        const int item = next_item_++;
        if (!is_full()) {
          put(item);
          record(id, 1);
        } else if (at <= now_) {
          record(id, 0);
        } else {
          actor(id).item = item;
          putters_.push_back(id);
          wait(at, 0);
        }
        break;
      }
      case Kind::kSpawn:
        if (processes_.size() < kMostProcesses) spawn(now_doing.scripts.front());
        break;
      case Kind::kCancel: {
        const std::size_t whom = now_doing.number % roots_.size();
        if (roots_[whom] != root_of(id)) record(id, cancel(whom) ? 1 : 0);
        break;
      }
      case Kind::kCapacity:
        set_capacity(now_doing.number % 4);
        break;
      case Kind::kAllOf:
      case Kind::kAnyOf:
        if (processes_.size() + now_doing.scripts.size() > kMostProcesses) break;
        actor(id).parts_ended = actor(id).first_part = 0;
        actor(id).has_failed_part = false;
        for (std::size_t i = 0; i < now_doing.scripts.size(); ++i) {
          const int part = spawn(now_doing.scripts[i], id, i);
          actor(id).parts.push_back(part);
        }
        actor(id).is_waiting = true;
        go_on_with_parts(id);
        break;
    }
  }
  /// The event of a step that was waited in.
  void finish(int id) {
    const Kind kind = step(id).kind;
    const bool is_granted = actor(id).is_granted;
    if (kind == Kind::kAllOf || kind == Kind::kAnyOf) {
      go_on_with_parts(id);
      return;
    }
    actor(id).is_waiting = false;
    if (kind == Kind::kDelay) {
      record(id, 0);
    } else if (kind == Kind::kAcquire || kind == Kind::kAcquireUntil) {
      if (is_granted) {
        ++actor(id).units;
      } else {
        leave_queue(id);
      }
      record(id, is_granted ? 1 : 0);
    } else if (kind == Kind::kWait || kind == Kind::kWaitUntil) {
      if (!is_granted) remove(listeners_, id);
      record(id, is_granted ? 1 : 0);
    } else if (kind == Kind::kGet || kind == Kind::kGetUntil) {
      remove(is_granted ? given_ : getters_, id);
      record(id, is_granted ? *actor(id).item : -1);
    } else {
      if (!is_granted) remove(putters_, id);
      record(id, is_granted ? 1 : 0);
    }
  }
  void record(int id, int outcome) {
    records_.push_back(Record{now_, actor(id).script, actor(id).next, outcome});
  }
  void go_on_with_parts(int id) {
    actor(id).listens_to_parts = false;
    const std::size_t needed = step(id).kind == Kind::kAllOf ? actor(id).parts.size() : 1;
    if (actor(id).parts_ended < needed && !actor(id).has_failed_part) {
      actor(id).listens_to_parts = true;
      return;
    }
    actor(id).is_waiting = false;
    cancel_parts(id);
    if (!actor(id).has_failed_part) record(id, static_cast<int>(actor(id).first_part));
  }

  const Program* program_;
  std::size_t capacity_;
  std::deque<Actor> processes_;
  std::vector<int> roots_;
  std::set<Entry> events_;
  std::uint64_t sequence_ = 0;
  std::uint64_t asked_ = 0;
  int next_item_ = 0;
  std::uint64_t done_ = 0;
  double now_ = 0.0;
  std::size_t in_use_ = 0;
  std::set<Asking> queue_;
  std::vector<int> listeners_;
  std::deque<int> items_;
  std::deque<int> getters_;
  std::deque<int> given_;
  std::deque<int> putters_;
  std::vector<Record> records_;
};

}  // namespace acqsim::fuzz
