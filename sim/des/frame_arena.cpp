#include "acqsim/des/frame_arena.hpp"

#include "des/pages.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/des/simulation.hpp>

#include <algorithm>

#if defined(__SANITIZE_ADDRESS__)
#define ACQSIM_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ACQSIM_POISONS 1
#endif
#endif
#ifdef ACQSIM_POISONS
#include <sanitizer/asan_interface.h>
#endif

namespace acqsim::des::detail {

namespace {

// The control block stays readable: a stale event looks at it.
void poison(ControlBlock& block, std::size_t block_bytes) {
#ifdef ACQSIM_POISONS
  ASAN_POISON_MEMORY_REGION(block.frame(), block_bytes - sizeof(ControlBlock));
#else
  static_cast<void>(block);
  static_cast<void>(block_bytes);
#endif
}

void unpoison(void* begin, std::size_t bytes) {
#ifdef ACQSIM_POISONS
  ASAN_UNPOISON_MEMORY_REGION(begin, bytes);
#else
  static_cast<void>(begin);
  static_cast<void>(bytes);
#endif
}

}  // namespace

FrameArena::~FrameArena() {
  for (const Storage& storage : storage_) {
    unpoison(storage.bytes, storage.chunks * kChunkBytes);
    ::operator delete (storage.bytes, std::align_val_t{kGranule});
  }
}

ControlBlock& FrameArena::reuse(std::size_t granules) {
  ControlBlock& block = at(free_[granules]);
  free_[granules] = block.child;
  ++in_use_;
  unpoison(block.frame(), granules * kGranule - sizeof(ControlBlock));
  return block;
}

void FrameArena::free(ControlBlock& block) {
  block.serial = 0;
  block.wake = kNoWake;
  block.child = free_[block.granules];
  free_[block.granules] = block.self;
  --in_use_;
  poison(block, block.granules * kGranule);
}

ControlBlock& FrameArena::carve(std::size_t granules) {
  if (granules >= free_.size()) free_.resize(granules + 1, kNoFrame);
  while (current_ < storage_.size()) {
    const Range& range = carved_[current_];
    const std::size_t room = storage_[current_].chunks << kChunkBits;
    if (range.end - range.begin + granules <= room) break;
    ++current_;
  }
  if (current_ == storage_.size()) {
    // The more there is, the more is taken at once, so that large pages fit.
    const std::size_t needed = (granules + kChunkMask) >> kChunkBits;
    open_chunks(std::max(needed, std::min<std::size_t>(chunks_.size() / 2, 16)));
  }
  Range& range = carved_[current_];
  const std::uint32_t reference = range.end;
  range.end += static_cast<std::uint32_t>(granules);
  ControlBlock& block = at(reference);
  unpoison(&block, granules * kGranule);
  block.self = reference;
  block.granules = static_cast<std::uint32_t>(granules);
  ++in_use_;
  return block;
}

void FrameArena::open_chunks(std::size_t count) {
  constexpr std::size_t kMaxChunks = std::size_t{1} << (kReferenceBits - kChunkBits);
  ACQSIM_CHECK(chunks_.size() + count <= kMaxChunks,
               "the processes of one simulation need more than 4 GiB");
  const auto first = static_cast<std::uint32_t>(chunks_.size() << kChunkBits);
  storage_.reserve(storage_.size() + 1);
  carved_.reserve(carved_.size() + 1);
  chunks_.reserve(std::max(chunks_.size() + count, 2 * chunks_.size()));
  auto* bytes =
      static_cast<std::byte*>(::operator new (count* kChunkBytes, std::align_val_t{kGranule}));
  storage_.push_back({bytes, count});
  carved_.push_back({first, first});
  for (std::size_t i = 0; i < count; ++i) chunks_.push_back(bytes + i * kChunkBytes);
}

void FrameArena::reset() {
  ACQSIM_CHECK(in_use_ == 0, "frames are in use");
  std::fill(free_.begin(), free_.end(), kNoFrame);
  for (Range& range : carved_) range.end = range.begin;
  current_ = 0;
}

// Here, so that taking and giving back a block is one call.

void* allocate_frame(Simulation& simulation, std::size_t bytes) {
  ControlBlock& block = simulation.arena_.allocate(bytes);
  block.simulation = &simulation;
  block.serial = ++simulation.serial_;
  block.waiter = nullptr;
  block.wake = kNoWake;
  block.parent = kNoFrame;
  block.child = kNoFrame;
  block.name = 0;
  return block.frame();
}

void free_frame(void* frame) noexcept {
  ControlBlock& block = control_of(frame);
  block.simulation->arena_.free(block);
}

}  // namespace acqsim::des::detail
