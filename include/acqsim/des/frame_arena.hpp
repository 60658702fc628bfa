#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace acqsim::des {

class Simulation;

namespace detail {

struct ControlBlock;

/// An intrusive place in a wait list; lives in an awaitable, hence in the frame of the process that
/// waits, so that waiting allocates nothing.
struct Waiter {
  Waiter* previous = nullptr;
  Waiter* next = nullptr;
  void* owner = nullptr;          ///< the list's; null when that is gone
  ControlBlock* block = nullptr;  ///< who waits; null: nobody did yet
  bool is_woken = false;          ///< notified, or granted
  /// Called when the process is destroyed while it waits here: leave the list, give back a grant.
  void (*abandon)(Waiter&) = nullptr;
};

inline constexpr std::uint32_t kNoFrame = 0xFFFFFFFFU;
inline constexpr std::uint32_t kNoWake = 0xFFFFFFFFU;

/// Precedes every coroutine frame in the arena and outlives it, so that an event for a process that
/// is gone can still be recognised as stale.
struct alignas(16) ControlBlock {
  Simulation* simulation;  ///< whose arena this is
  std::uint64_t serial;    ///< unique in the simulation's life; 0: free
  union {
    Waiter* waiter;           ///< the wait list entry to give up if destroyed now
    ControlBlock* next_free;  ///< of the same size, while free
  };
  std::uint32_t wake;  ///< token of the one pending event that may resume this frame, or kNoWake
  std::uint32_t self;  ///< own reference
  std::uint32_t granules;  ///< size of the block
  std::uint32_t parent;    ///< frame that awaits this one, or kNoFrame
  std::uint32_t child;     ///< frame that this one awaits, or kNoFrame
  std::uint32_t name;      ///< what it is called, and the state bits below

  static constexpr std::uint32_t kNameMask = 0x3FFFFFFFU;
  static constexpr std::uint32_t kSpawned = 0x80000000U;  ///< a process of its own, not a call

  void* frame() { return this + 1; }
};
static_assert(sizeof(ControlBlock) == 48);

inline ControlBlock& control_of(void* frame) { return *(static_cast<ControlBlock*>(frame) - 1); }

#if defined(__SANITIZE_ADDRESS__)
#define ACQSIM_DES_POISONS_FRAMES 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ACQSIM_DES_POISONS_FRAMES 1
#endif
#endif
#ifdef ACQSIM_DES_POISONS_FRAMES
/// Tell the address sanitizer that a frame, but not its control block, is free or taken.
void poison_frame(ControlBlock& block);
void unpoison_frame(ControlBlock& block);
#else
inline void poison_frame(ControlBlock& /*block*/) {}
inline void unpoison_frame(ControlBlock& /*block*/) {}
#endif

/// Memory for coroutine frames of one simulation: blocks of 64-byte granules, a free list per size,
/// named by 26-bit references (4 GiB at most). A block keeps its size for ever, so that a reference
/// always names the start of a block. Under the address sanitizer free frames are poisoned.
class FrameArena {
 public:
  static constexpr unsigned kReferenceBits = 26;

  FrameArena() = default;
  FrameArena(const FrameArena&) = delete;
  FrameArena& operator=(const FrameArena&) = delete;
  ~FrameArena();

  /// A block with room for `bytes` of frame. The control block has `self` and `granules` set.
  ControlBlock& allocate(std::size_t bytes) {
    const std::size_t granules = (bytes + sizeof(ControlBlock) + kGranule - 1) / kGranule;
    if (granules >= free_.size() || free_[granules] == nullptr) return carve(granules);
    ControlBlock& block = *free_[granules];
    free_[granules] = block.next_free;
    ++in_use_;
    unpoison_frame(block);
    return block;
  }
  void free(ControlBlock& block) {
    block.serial = 0;
    block.wake = kNoWake;
    block.next_free = free_[block.granules];
    free_[block.granules] = &block;
    --in_use_;
    poison_frame(block);
  }

  ControlBlock& at(std::uint32_t reference) const {
    return *reinterpret_cast<ControlBlock*>(chunks_[reference >> kChunkBits] +
                                            (reference & kChunkMask) * kGranule);
  }
  /// Calls `visit(ControlBlock&)` for every block ever carved, free ones too, in order of carving.
  template <class Visit>
  void for_each_block(Visit visit) const {
    for (std::size_t i = 0; i < carved_.size(); ++i) {
      std::uint32_t reference = carved_[i].begin;
      while (reference < carved_[i].end) {
        ControlBlock& block = at(reference);
        reference += block.granules;
        visit(block);
      }
    }
  }
  std::size_t in_use() const { return in_use_; }  ///< blocks allocated and not freed
  /// Forgets all blocks at once and keeps the memory. Requires: none is in use.
  void reset();

 private:
  friend void poison_frame(ControlBlock& block);
  friend void unpoison_frame(ControlBlock& block);

  static constexpr std::size_t kGranule = 64;
  static constexpr unsigned kChunkBits = 14;  // 1 MiB
  static constexpr std::uint32_t kChunkMask = (1U << kChunkBits) - 1U;
  static constexpr std::size_t kChunkBytes = kGranule << kChunkBits;

  struct Range {
    std::uint32_t begin;
    std::uint32_t end;
  };
  struct Storage {
    std::byte* bytes;
    std::size_t chunks;
  };

  ControlBlock& carve(std::size_t granules);
  void open_chunks(std::size_t count);

  std::vector<std::byte*> chunks_;   // by reference >> kChunkBits
  std::vector<ControlBlock*> free_;  // head of the free list, by granules
  std::vector<Range> carved_;        // one a storage: the part of it that was handed out
  std::vector<Storage> storage_;     // what was allocated
  std::size_t in_use_ = 0;
  std::size_t current_ = 0;  // storage being carved
};

}  // namespace detail
}  // namespace acqsim::des
