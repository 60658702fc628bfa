#include <acqsim/des/frame_arena.hpp>

#include <catch2/catch.hpp>

#include <cstring>
#include <set>
#include <vector>

namespace acqsim::des::detail {
namespace {

TEST_CASE("blocks are aligned, disjoint, and found by reference", "[des][arena]") {
  FrameArena arena;
  std::vector<ControlBlock*> blocks;
  for (std::size_t i = 0; i < 20'000; ++i) {
    const std::size_t bytes = 1 + i * 7 % 900;
    ControlBlock& block = arena.allocate(bytes);
    block.serial = i + 1;
    std::memset(block.frame(), static_cast<int>(i % 251), bytes);
    blocks.push_back(&block);
  }
  CHECK(arena.in_use() == 20'000);
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::size_t bytes = 1 + i * 7 % 900;
    const auto* frame = static_cast<const unsigned char*>(blocks[i]->frame());
    if (frame[0] != i % 251 || frame[bytes - 1] != i % 251) ++wrong;
    if (&arena.at(blocks[i]->self) != blocks[i] || blocks[i]->serial != i + 1) ++wrong;
    if (reinterpret_cast<std::uintptr_t>(frame) % 16 != 0) ++wrong;
  }
  CHECK(wrong == 0);
  std::size_t visited = 0;
  arena.for_each_block([&visited](ControlBlock& block) { CHECK(block.serial == ++visited); });
  CHECK(visited == 20'000);
}

TEST_CASE("a freed block serves the next request of its size and stays recognisable",
          "[des][arena]") {
  FrameArena arena;
  ControlBlock& first = arena.allocate(100);
  ControlBlock& other = arena.allocate(300);
  first.serial = 1;
  other.serial = 2;
  const std::uint32_t reference = first.self;
  arena.free(first);
  CHECK(arena.at(reference).serial == 0);
  CHECK(arena.at(reference).wake == kNoWake);
  CHECK(arena.allocate(300).self != reference);
  CHECK(arena.allocate(90).self == reference);  // 90 and 100 bytes both take three granules
}

TEST_CASE("a reset arena hands out the same references again", "[des][arena]") {
  FrameArena arena;
  const auto take = [&arena] {
    std::vector<std::uint32_t> references;
    for (std::size_t i = 0; i < 3000; ++i) references.push_back(arena.allocate(i % 2000).self);
    return references;
  };
  const auto first = take();
  CHECK(std::set(first.begin(), first.end()).size() == 3000);
  for (const std::uint32_t reference : first) arena.free(arena.at(reference));
  CHECK(arena.in_use() == 0);
  arena.reset();
  CHECK(take() == first);
}

}  // namespace
}  // namespace acqsim::des::detail
