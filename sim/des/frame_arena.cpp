#include "acqsim/des/frame_arena.hpp"

#include "des/pages.hpp"

#include <acqsim/base/check.hpp>

#include <algorithm>

#ifdef ACQSIM_DES_POISONS_FRAMES
#include <sanitizer/asan_interface.h>
#endif

namespace acqsim::des::detail {

namespace {

void unpoison(void* begin, std::size_t bytes) {
#ifdef ACQSIM_DES_POISONS_FRAMES
  ASAN_UNPOISON_MEMORY_REGION(begin, bytes);
#else
  static_cast<void>(begin);
  static_cast<void>(bytes);
#endif
}

}  // namespace

#ifdef ACQSIM_DES_POISONS_FRAMES
// The control block stays readable: a stale event looks at it.
void poison_frame(ControlBlock& block) {
  ASAN_POISON_MEMORY_REGION(block.frame(),
                            block.granules * FrameArena::kGranule - sizeof(ControlBlock));
}

void unpoison_frame(ControlBlock& block) {
  ASAN_UNPOISON_MEMORY_REGION(block.frame(),
                              block.granules * FrameArena::kGranule - sizeof(ControlBlock));
}
#endif

FrameArena::~FrameArena() {
  for (const Storage& storage : storage_) {
    unpoison(storage.bytes, storage.chunks * kChunkBytes);
    ::operator delete (storage.bytes, std::align_val_t{kGranule});
  }
}

ControlBlock& FrameArena::carve(std::size_t granules) {
  if (granules >= free_.size()) free_.resize(granules + 1, nullptr);
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
  std::fill(free_.begin(), free_.end(), nullptr);
  for (Range& range : carved_) range.end = range.begin;
  current_ = 0;
}

}  // namespace acqsim::des::detail
