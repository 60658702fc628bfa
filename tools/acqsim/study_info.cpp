#include "acqsim/study_info.hpp"

#include "acqsim/next_step.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/store/sha256.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <ostream>

namespace acqsim::cli {

std::string meaning_of(const std::string& canonical) {
  std::string text;
  for (const std::string& line : base::split(canonical, '\n')) {
    if (!line.empty() && !line.starts_with("precision.")) text += line + "\n";
  }
  return text;
}

store::StudyInfo study_info(const Input& input, std::uint64_t seed,
                            const std::vector<std::string>& command) {
  store::StudyInfo info;
  info.scenario = meaning_of(input.loaded.canonical);
  info.key = {store::sha256(info.scenario), seed, ACQSIM_MODEL_VERSION};
  const spec::Scenario& scenario = input.loaded.scenario;
  info.notes = {{"name", scenario.name},
                {"title", scenario.title},
                {"start", scenario.start.iso()},
                {"end", scenario.end.iso()},
                {"command", command_text("acqsim", command)},
                {"confidence", fmt::format("{}", scenario.precision.confidence)}};
  for (const auto& [file, digest] : input.digests) info.notes["input " + file] = digest;
  return info;
}

void tell_waiting(store::StudyInfo& info, std::ostream& err) {
  info.waiting = [&err](const std::string& file) {
    err << "acqsim: remark: somebody reads " << file
        << ", which keeps results from being written on this file system; waiting\n";
  };
}

std::string study_file(const std::string& folder) {
  return (std::filesystem::path(folder) / "study.sqlite").string();
}

}  // namespace acqsim::cli
