#pragma once

#include <acqsim/base/check.hpp>
#include <acqsim/base/units.hpp>
#include <acqsim/des/frame_arena.hpp>

#include <concepts>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

/// Processes: coroutines that read like the process in the world.
///
///     des::Process customer(World& world, CustomerId id) {
///       const auto clerk = co_await world.clerks().acquire();
///       co_await world.simulation().delay(world[id].service_time);
///     }                                          // the clerk is free again here
///     simulation.spawn(customer(world, id), "customer");
///
/// Frames live in the arena of their simulation, which is found among the coroutine's arguments:
/// one of them must be a Simulation&, or an object with a member `Simulation& simulation()` (a
/// World, a Signal, a Resource, the object of a member function). Otherwise it does not compile.
///
/// Rules. Arguments are ids, values, and references that outlive the process; no lambda with
/// captures is a coroutine. And for g++ 12, which otherwise compiles wrong code without a word:
/// - **never await in the condition of if, while, for, switch or ?:**; its branches get lost. Name
/// the
///   result: `const bool in_time = co_await ...; if (!in_time) co_return;`
/// - inside a co_await expression no braced aggregate, no nested braces and no lambda with
/// captures:
///   name them in the line before.
#if defined(__GNUC__) && !defined(__clang__)
// Not popped, because the warning is given where a coroutine is written: g++ takes an operator new
// that is a template and an operator delete that is not for a mismatch.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace acqsim::des {

class Process;
template <class T>
class Task;
namespace detail {
struct KernelAccess;
}

/// An exception left a process. The original is nested (std::rethrow_if_nested).
class ProcessFailed : public std::runtime_error {
 public:
  ProcessFailed(std::string process, base::Days time, const std::string& cause);
  const std::string& process() const { return process_; }  ///< the name given to spawn
  base::Days time() const { return time_; }

 private:
  std::string process_;
  base::Days time_;
};

/// Names one spawned process for ever: never confused with a later one in the same memory.
class ProcessHandle {
 public:
  ProcessHandle() = default;  ///< nobody
  friend bool operator==(ProcessHandle, ProcessHandle) = default;

 private:
  friend class Simulation;
  friend struct detail::KernelAccess;
  ProcessHandle(std::uint32_t frame, std::uint64_t serial) : frame_(frame), serial_(serial) {}
  std::uint32_t frame_ = detail::kNoFrame;
  std::uint64_t serial_ = 0;
};

namespace detail {

// Defined in simulation.hpp.
inline void* allocate_frame(Simulation& simulation, std::size_t bytes);
inline void free_frame(void* frame) noexcept;
/// The running process calls `child`, or (when it is itself) has finished.
inline void switch_to(ControlBlock& from, ControlBlock& to) noexcept;
/// A process has run to its end. True: nobody awaits it, its frame may go at once.
inline bool has_ended(ControlBlock& block) noexcept;

void destroy_unstarted(ControlBlock& block) noexcept;
void report_failure(ControlBlock& block) noexcept;

template <class T>
concept HasSimulation = requires(T& object) {
  { object.simulation() } -> std::same_as<Simulation&>;
};
template <class>
inline constexpr bool kAlwaysFalse = false;

template <class First, class... Rest>
Simulation& find_simulation(First& first, Rest&... rest) {
  if constexpr (std::is_same_v<std::remove_cv_t<First>, Simulation>) {
    return first;
  } else if constexpr (HasSimulation<First>) {
    return first.simulation();
  } else if constexpr (sizeof...(Rest) > 0) {
    return find_simulation(rest...);
  } else {
    static_assert(kAlwaysFalse<First>,
                  "a process needs its simulation among its arguments: a Simulation&, or a "
                  "reference to a complete type with 'Simulation& simulation()'");
  }
}

class FinalAwaiter {
 public:
  explicit FinalAwaiter(bool is_over) noexcept : is_over_(is_over) {}
  bool await_ready() const noexcept { return is_over_; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> handle) const noexcept {
    ControlBlock& block = control_of(handle.address());
    switch_to(block, block);
  }
  void await_resume() const noexcept {}

 private:
  bool is_over_;
};

struct PromiseBase {
  template <class... Args>
  static void* operator new(std::size_t bytes, Args&... args) {
    static_assert(sizeof...(Args) > 0, "a process needs its simulation among its arguments");
    return allocate_frame(find_simulation(args...), bytes);
  }
  static void operator delete(void* frame) noexcept { free_frame(frame); }

  std::suspend_always initial_suspend() const noexcept { return {}; }
};

/// Where a called process leaves its outcome; part of the awaitable, in the caller's frame.
template <class T>
struct Outcome {
  std::optional<T> value;
  std::exception_ptr error;
};
template <>
struct Outcome<void> {
  std::exception_ptr error;
};

template <class T>
struct PromiseOf : PromiseBase {
  Outcome<T>* outcome = nullptr;  // null: nobody asked

  Task<T> get_return_object();
  FinalAwaiter final_suspend() const noexcept { return FinalAwaiter(false); }
  template <class U>
  void return_value(U&& value) {
    if (outcome != nullptr) outcome->value.emplace(std::forward<U>(value));
  }
  void unhandled_exception() noexcept {
    if (outcome != nullptr) outcome->error = std::current_exception();
  }
};

template <>
struct PromiseOf<void> : PromiseBase {
  Outcome<void>* outcome = nullptr;  // null: spawned

  Process get_return_object();
  FinalAwaiter final_suspend() noexcept {
    return FinalAwaiter(
        has_ended(control_of(std::coroutine_handle<PromiseOf>::from_promise(*this).address())));
  }
  void return_void() const noexcept {}
  void unhandled_exception() noexcept {
    if (outcome != nullptr) {
      outcome->error = std::current_exception();
    } else {
      report_failure(control_of(std::coroutine_handle<PromiseOf>::from_promise(*this).address()));
    }
  }
};

/// Owns a coroutine that has not started. Move-only.
class Unstarted {
 public:
  explicit Unstarted(void* frame) : frame_(frame) {}
  Unstarted(Unstarted&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
  Unstarted& operator=(Unstarted&& other) noexcept {
    std::swap(frame_, other.frame_);
    return *this;
  }
  Unstarted(const Unstarted&) = delete;
  Unstarted& operator=(const Unstarted&) = delete;
  ~Unstarted() {
    if (frame_ != nullptr) destroy_unstarted(control_of(frame_));
  }
  void* release() { return std::exchange(frame_, nullptr); }

 private:
  void* frame_;
};

/// Waits for a called process: it runs at once, within the same event, and the caller goes on in
/// the event in which it ends. Calls may be nested to any depth. What it throws is thrown here.
template <class T>
class Call {
 public:
  explicit Call(void* frame) : frame_(frame) {
    ACQSIM_CHECK(frame != nullptr, "this process was spawned or awaited before");
  }
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  requires std::derived_from<Promise, PromiseBase>
  void await_suspend(std::coroutine_handle<Promise> caller) noexcept {
    std::coroutine_handle<PromiseOf<T>>::from_address(frame_).promise().outcome = &outcome_;
    switch_to(control_of(caller.address()), control_of(frame_));
  }
  T await_resume() {
    if (outcome_.error) std::rethrow_exception(std::move(outcome_.error));
    if constexpr (!std::is_void_v<T>) return std::move(*outcome_.value);
  }

 private:
  void* frame_;
  Outcome<T> outcome_;
};

}  // namespace detail

/// A coroutine without result: to be given to Simulation::spawn, or awaited by another.
class [[nodiscard]] Process {
 public:
  using promise_type = detail::PromiseOf<void>;
  detail::Call<void> operator co_await() && { return detail::Call<void>(frame_.release()); }

 private:
  friend class Simulation;
  friend promise_type;
  explicit Process(void* frame) : frame_(frame) {}
  detail::Unstarted frame_;
};

/// A coroutine with a result, awaited by another: `const bool is_open = co_await opens(world, id);`
template <class T>
class [[nodiscard]] Task {
 public:
  using promise_type = detail::PromiseOf<T>;
  detail::Call<T> operator co_await() && { return detail::Call<T>(frame_.release()); }

 private:
  friend promise_type;
  explicit Task(void* frame) : frame_(frame) {}
  detail::Unstarted frame_;
};

template <class T>
Task<T> detail::PromiseOf<T>::get_return_object() {
  return Task<T>(std::coroutine_handle<PromiseOf>::from_promise(*this).address());
}

inline Process detail::PromiseOf<void>::get_return_object() {
  return Process(std::coroutine_handle<PromiseOf>::from_promise(*this).address());
}

}  // namespace acqsim::des

#include <acqsim/des/simulation.hpp>  // the inline functions above
