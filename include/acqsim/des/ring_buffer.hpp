#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace acqsim::des::detail {

/// First in, first out. Grows by doubling and keeps its memory: in the steady state nothing is
/// allocated.
template <class T>
class RingBuffer {
  static_assert(std::is_nothrow_move_constructible_v<T>,
                "items must be movable without exceptions, or one could be lost");

 public:
  RingBuffer() = default;
  RingBuffer(const RingBuffer&) = delete;
  RingBuffer& operator=(const RingBuffer&) = delete;
  ~RingBuffer() {
    for (; head_ != tail_; ++head_) std::destroy_at(place(head_));
    std::allocator<T>().deallocate(places_, mask_ + 1);
  }

  bool empty() const { return head_ == tail_; }
  std::size_t size() const { return tail_ - head_; }
  void push_back(T&& item) {
    if (size() > mask_) [[unlikely]] {
      grow();
    }
    std::construct_at(place(tail_), std::move(item));
    ++tail_;
  }
  /// It will be the next to leave.
  void push_front(T&& item) {
    if (size() > mask_) [[unlikely]] {
      grow();
    }
    std::construct_at(place(head_ - 1), std::move(item));
    --head_;
  }
  /// Requires: not empty.
  T pop_front() {
    T* const first = place(head_);
    T item = std::move(*first);
    std::destroy_at(first);
    ++head_;
    return item;
  }

 private:
  static constexpr std::size_t kFirstCapacity = 16;

  T* place(std::size_t position) { return places_ + (position & mask_); }
  void grow() {
    const std::size_t count = size();
    T* const larger = std::allocator<T>().allocate(2 * (mask_ + 1));
    for (std::size_t i = 0; i < count; ++i) {
      T* const from = place(head_ + i);
      std::construct_at(larger + i, std::move(*from));
      std::destroy_at(from);
    }
    std::allocator<T>().deallocate(places_, mask_ + 1);
    places_ = larger;
    mask_ = 2 * mask_ + 1;
    head_ = 0;
    tail_ = count;
  }

  std::size_t mask_ = kFirstCapacity - 1;  // capacity, a power of two, less one
  std::size_t head_ = 0;                   // counts up (and wraps); place: position & mask
  std::size_t tail_ = 0;
  T* places_ = std::allocator<T>().allocate(kFirstCapacity);
};

}  // namespace acqsim::des::detail
