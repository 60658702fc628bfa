#include "acqsim/input.hpp"

#include "acqsim/catalogue.hpp"

#include <acqsim/store/sha256.hpp>

#include <fstream>
#include <istream>
#include <iterator>

namespace acqsim::cli {
namespace {

const char* const kStandardInput = "<stdin>";

std::string all_of(std::istream& stream) { return {std::istreambuf_iterator<char>(stream), {}}; }

}  // namespace

scenario::Loaded load_scenario(Call& call, const std::string& file,
                               const std::vector<scenario::Override>& overrides) {
  if (file != "-") return scenario::load(file, catalogue(), overrides);
  return scenario::load_text(all_of(call.in), kStandardInput, catalogue(), overrides);
}

Input read_scenario(Call& call, const std::string& file,
                    const std::vector<scenario::Override>& overrides) {
  Input input;
  if (file == "-") {
    const std::string text = all_of(call.in);
    input.digests[kStandardInput] = store::sha256(text);
    input.loaded = scenario::load_text(text, kStandardInput, catalogue(), overrides);
  } else {
    input.loaded = scenario::load(file, catalogue(), overrides);
  }
  for (const std::string& read : input.loaded.files) {
    std::ifstream stream(read, std::ios::binary);
    if (stream) input.digests[read] = store::sha256(all_of(stream));
  }
  return input;
}

}  // namespace acqsim::cli
