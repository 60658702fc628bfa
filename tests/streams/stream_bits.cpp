/// Writes the bits of random streams to standard output for ever, for a battery of tests that reads
/// raw numbers (tools/check_streams): `one` long stream; the first number of each of consecutive
/// `ordinals`; neighbouring `entities` in turn.

#include <acqsim/des/random.hpp>

#include <array>
#include <cstdint>
#include <cstdio>
#include <string_view>
#include <vector>

namespace {

using acqsim::des::hash_id;
using acqsim::des::RandomStream;
using acqsim::des::StreamKey;

/// Until nobody reads any more.
template <class Next>
int write_for_ever(Next next) {
  std::array<std::uint64_t, 4096> block{};
  for (;;) {
    for (std::uint64_t& word : block) word = next();
    if (std::fwrite(block.data(), sizeof(std::uint64_t), block.size(), stdout) != block.size()) {
      return 0;
    }
  }
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view kind = count == 2 ? arguments[1] : "";
  if (kind == "one") {
    RandomStream stream(StreamKey{.seed = 1});
    return write_for_ever([&stream] { return stream.bits(); });
  }
  std::uint64_t number = 0;
  if (kind == "ordinals") {
    return write_for_ever([&number] {
      const StreamKey key{.seed = 1, .entity = hash_id("va"), .purpose = 3, .ordinal = number++};
      return RandomStream(key).bits();
    });
  }
  if (kind == "entities") {
    constexpr std::size_t kStreams = 1024;
    std::vector<RandomStream> streams;
    for (std::uint64_t i = 0; i < kStreams; ++i) {
      streams.emplace_back(StreamKey{.seed = 1, .entity = i, .purpose = 3});
    }
    return write_for_ever([&] { return streams[number++ % kStreams].bits(); });
  }
  std::fputs("usage: stream_bits one|ordinals|entities\n", stderr);
  return 2;
}
