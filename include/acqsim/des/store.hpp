#pragma once

#include <acqsim/base/check.hpp>
#include <acqsim/base/units.hpp>
#include <acqsim/des/frame_arena.hpp>
#include <acqsim/des/kernel_access.hpp>
#include <acqsim/des/process.hpp>
#include <acqsim/des/ring_buffer.hpp>
#include <acqsim/des/simulation.hpp>

#include <concepts>
#include <coroutine>
#include <cstddef>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>

namespace acqsim::des {

/// Items on their way from process to process, first in, first out:
///
///     des::Store<Patient> waiting_room(simulation);
///     waiting_room.put(patient);                             // never waits
///     const Patient next = co_await waiting_room.get();      // waits for an item
///
/// Who waits for an item gets it in order of asking: an item that is put goes to the first who
/// waits at once, and that process goes on at the same instant, as an event of priority 0. Who is
/// destroyed between the two loses nothing: the items are as if it had never asked (those who asked
/// after it each get the earlier item, and what is left over is the first again).
///
/// With a capacity, offer() waits for room, in order of asking; an item that comes back from
/// somebody destroyed may exceed the capacity until it is taken. Items move, and must not throw
/// when they do. In the steady state nothing is allocated. Items still in the store are destroyed
/// with it.
template <class T>
class Store {
 public:
  class Get;
  class GetUntil;
  class Offer;

  static constexpr std::size_t kUnlimited = std::numeric_limits<std::size_t>::max();

  /// Requires: capacity at least one.
  explicit Store(Simulation& simulation, std::size_t capacity = kUnlimited)
      : simulation_(&simulation), capacity_(capacity) {
    ACQSIM_CHECK(capacity > 0, "a store has room for one item at least");
  }
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  /// Who still waits is left asleep, until the deadline if there is one; who was given an item has
  /// it.
  ~Store() {
    getters_.forget_all();
    given_.forget_all();
    putters_.forget_all();
  }

  /// Requires: not is_full().
  void put(T item) {
    ACQSIM_CHECK(!is_full(), "the store is full: co_await offer(...) waits for room");
    accept(std::move(item));
  }
  /// co_await offer(item, deadline) -> bool: puts it as soon as there is room. False if the
  /// deadline came first: the item is gone. At equal times the order of events decides; a deadline
  /// not after now() never waits.
  Offer offer(T item, base::Days deadline = kForever) {
    ACQSIM_CHECK(deadline.value() == deadline.value(), "a deadline must not be NaN");
    return Offer(*this, std::move(item), deadline.value());
  }

  /// co_await get() -> T. Taken at once, without an event, if there is one.
  Get get() { return Get(*this); }
  /// co_await get_until(deadline) -> std::optional<T>, empty if the deadline came first. At equal
  /// times the order of events decides; a deadline not after now() never waits.
  GetUntil get_until(base::Days deadline) {
    ACQSIM_CHECK(deadline.value() == deadline.value(), "a deadline must not be NaN");
    return GetUntil(*this, deadline.value());
  }

  std::size_t size() const { return items_.size(); }  ///< without those given this instant
  bool is_empty() const { return items_.empty(); }
  bool is_full() const { return items_.size() >= capacity_; }
  std::size_t capacity() const { return capacity_; }
  bool has_waiting() const { return !getters_.empty(); }  ///< whether somebody waits for an item
  Simulation& simulation() const { return *simulation_; }

 private:
  using Waiter = detail::Waiter;
  using KernelAccess = detail::KernelAccess;
  static constexpr base::Days kForever{std::numeric_limits<double>::infinity()};

  struct Getter : Waiter {
    std::optional<T> item;  // once given
  };
  struct Putter : Waiter {
    explicit Putter(T&& what) : item(std::move(what)) {}
    T item;
  };

  // Invariants. If somebody waits in getters_, there are no items; if somebody waits in putters_,
  // the store is full. Items held in given_ come, in its order, before those in items_.
  void accept(T&& item) {
    if (getters_.empty()) {
      items_.push_back(std::move(item));
    } else {
      give(std::move(item));
    }
  }
  void give(T&& item) {
    Getter& getter = static_cast<Getter&>(*getters_.front());
    getters_.remove(getter);
    given_.push_back(getter);
    getter.item.emplace(std::move(item));
    KernelAccess::wake(*simulation_, getter);
  }
  T take() {
    T item = items_.pop_front();
    if (!putters_.empty()) [[unlikely]] {
      admit();
    }
    return item;
  }
  void admit() {
    while (!putters_.empty() && !is_full()) {
      Putter& putter = static_cast<Putter&>(*putters_.front());
      putters_.remove(putter);
      items_.push_back(std::move(putter.item));
      KernelAccess::wake(*simulation_, putter);
      KernelAccess::forget(putter);
    }
  }

  static void abandon_get(Waiter& waiter) {
    Store& store = *static_cast<Store*>(waiter.owner);
    if (!waiter.is_woken) {
      store.getters_.remove(waiter);
      return;
    }
    T left_over = std::move(*static_cast<Getter&>(waiter).item);
    for (Waiter* later = waiter.next; later != nullptr; later = later->next) {
      std::optional<T>& item = static_cast<Getter*>(later)->item;
      T passed = std::move(*item);
      item.emplace(std::move(left_over));
      std::destroy_at(&left_over);
      std::construct_at(&left_over, std::move(passed));
    }
    store.given_.remove(waiter);
    if (store.getters_.empty()) {
      store.items_.push_front(std::move(left_over));
    } else {
      store.give(std::move(left_over));
    }
  }
  static void abandon_offer(Waiter& waiter) {
    static_cast<Store*>(waiter.owner)->putters_.remove(waiter);
  }

  void wait_for_item(Getter& getter, detail::ControlBlock& block, double deadline) {
    KernelAccess::enter(getter, block, &Store::abandon_get);
    getters_.push_back(getter);
    KernelAccess::sleep(*simulation_, block, getter, deadline);
  }
  static void leave_given(Getter& getter) {
    if (getter.owner != nullptr) static_cast<Store*>(getter.owner)->given_.remove(getter);
  }

  Simulation* simulation_;
  std::size_t capacity_;
  detail::RingBuffer<T> items_;
  detail::WaitList getters_;
  detail::WaitList given_;  // who has been given an item and has not run since
  detail::WaitList putters_;
};

/// co_await store.get().
template <class T>
class [[nodiscard]] Store<T>::Get {
 public:
  explicit Get(Store& store) { getter_.owner = &store; }
  Get(const Get&) = delete;
  Get& operator=(const Get&) = delete;

  bool await_ready() const noexcept { return !static_cast<Store*>(getter_.owner)->is_empty(); }
  template <class Promise>
  requires std::derived_from<Promise, detail::PromiseBase>
  void await_suspend(std::coroutine_handle<Promise> handle) {
    static_cast<Store*>(getter_.owner)
        ->wait_for_item(getter_, detail::control_of(handle.address()),
                        std::numeric_limits<double>::infinity());
  }
  T await_resume() {
    if (!getter_.is_woken) return static_cast<Store*>(getter_.owner)->take();
    leave_given(getter_);
    return std::move(*getter_.item);
  }

 private:
  Getter getter_;
};

/// co_await store.get_until(deadline).
template <class T>
class [[nodiscard]] Store<T>::GetUntil {
 public:
  GetUntil(Store& store, double deadline) : deadline_(deadline) { getter_.owner = &store; }
  GetUntil(const GetUntil&) = delete;
  GetUntil& operator=(const GetUntil&) = delete;

  bool await_ready() const noexcept {
    const Store& store = *static_cast<Store*>(getter_.owner);
    return !store.is_empty() || deadline_ <= store.simulation_->now().value();
  }
  template <class Promise>
  requires std::derived_from<Promise, detail::PromiseBase>
  void await_suspend(std::coroutine_handle<Promise> handle) {
    static_cast<Store*>(getter_.owner)
        ->wait_for_item(getter_, detail::control_of(handle.address()), deadline_);
  }
  std::optional<T> await_resume() {
    Store* const store = static_cast<Store*>(getter_.owner);
    if (getter_.is_woken) {
      leave_given(getter_);
      return std::move(getter_.item);
    }
    if (!KernelAccess::has_entered(getter_)) {
      if (store->is_empty()) return std::nullopt;
      return store->take();
    }
    if (store != nullptr) store->getters_.remove(getter_);
    return std::nullopt;
  }

 private:
  Getter getter_;
  double deadline_;
};

/// co_await store.offer(item): true if it is in the store now.
template <class T>
class [[nodiscard]] Store<T>::Offer {
 public:
  Offer(Store& store, T&& item, double deadline) : putter_(std::move(item)), deadline_(deadline) {
    putter_.owner = &store;
  }
  Offer(const Offer&) = delete;
  Offer& operator=(const Offer&) = delete;

  bool await_ready() {
    Store& store = *static_cast<Store*>(putter_.owner);
    if (!store.is_full()) {
      store.accept(std::move(putter_.item));
      putter_.is_woken = true;
      return true;
    }
    return deadline_ <= store.simulation_->now().value();
  }
  template <class Promise>
  requires std::derived_from<Promise, detail::PromiseBase>
  void await_suspend(std::coroutine_handle<Promise> handle) {
    Store& store = *static_cast<Store*>(putter_.owner);
    detail::ControlBlock& block = detail::control_of(handle.address());
    KernelAccess::enter(putter_, block, &Store::abandon_offer);
    store.putters_.push_back(putter_);
    KernelAccess::sleep(*store.simulation_, block, putter_, deadline_);
  }
  bool await_resume() noexcept {
    const bool gives_up = !putter_.is_woken && KernelAccess::has_entered(putter_);
    if (gives_up && putter_.owner != nullptr) {
      static_cast<Store*>(putter_.owner)->putters_.remove(putter_);
    }
    return putter_.is_woken;
  }

 private:
  Putter putter_;
  double deadline_;
};

}  // namespace acqsim::des
