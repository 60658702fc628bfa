/// The loader on any bytes: a whole scenario, and the value of a setting over a scenario that is
/// right. Either it loads, and then the same again, or it says what is wrong.

#include "fuzz/bytes.hpp"
#include "support/test_catalogue.hpp"

#include <acqsim/scenario/loader.hpp>
#include <acqsim/scenario/resolved.hpp>

#include <string>

namespace {

using namespace acqsim;

const std::string kSupport = ACQSIM_SOURCE_DIR "/tests/support";

/// What the text means, or what is wrong with it.
template <typename Load>
std::string outcome_of(const Load& load) {
  try {
    return load().canonical;
  } catch (const base::InputError& error) {
    fuzz::require(!error.diagnostics().empty(), "a refusal says what is wrong");
    for (const base::Diagnostic& one : error.diagnostics()) {
      fuzz::require(!one.message.empty(), "a diagnostic has a message");
      fuzz::require(one.line >= 0 && one.column >= 0, "a diagnostic has a place");
    }
    return error.what();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const scenario::Catalogue catalogue = test::small_catalogue();
  const std::string text(reinterpret_cast<const char*>(data), size);
  const scenario::LoadOptions options{.directory = kSupport};
  const auto whole = [&] { return scenario::load_text(text, "fuzz.yaml", catalogue, {}, options); };
  const auto set = [&] {
    const std::vector<scenario::Override> settings{scenario::parse_override(text)};
    return scenario::load(kSupport + "/small.yaml", catalogue, settings);
  };
  const std::string first = outcome_of(whole);
  fuzz::require(first == outcome_of(whole), "the same text is told the same");
  outcome_of(set);
  return 0;
}
