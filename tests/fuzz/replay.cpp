/// Runs a fuzz target without libFuzzer: on every file of the folders given, then on byte strings
/// of a fixed seed. For compilers that have no libFuzzer, and as an ordinary test.

#include <acqsim/des/random.hpp>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int count, char** arguments) {
  std::size_t files = 0;
  for (int i = 1; i < count; ++i) {
    for (const auto& entry : std::filesystem::directory_iterator(arguments[i])) {
      std::ifstream file(entry.path(), std::ios::binary);
      const std::vector<char> text{std::istreambuf_iterator<char>(file), {}};
      const std::vector<std::uint8_t> bytes(text.begin(), text.end());
      LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
      ++files;
    }
  }
  constexpr int kRandomOnes = 3'000;
  for (int i = 0; i < kRandomOnes; ++i) {
    acqsim::des::RandomStream stream(
        acqsim::des::StreamKey{.seed = 9, .ordinal = static_cast<std::uint64_t>(i)});
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(20 + stream.below(300)));
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(stream.bits() >> 56U);
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  }
  std::printf("%zu files and %d random byte strings\n", files, kRandomOnes);
  return files > 0 ? 0 : 1;
}
