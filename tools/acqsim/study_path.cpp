#include "acqsim/study_path.hpp"

#include "acqsim/study_info.hpp"

#include <acqsim/store/study.hpp>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace acqsim::cli {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> shards_of(const std::string& folder) {
  std::vector<std::string> shards;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("shard-") && name.ends_with(".sqlite")) {
      shards.push_back(entry.path().string());
    }
  }
  if (error) throw store::StudyError(folder + ": " + error.message());
  std::ranges::sort(shards);
  return shards;
}

}  // namespace

std::string study_of(const std::string& given) {
  std::error_code error;
  if (!fs::is_directory(given, error)) return given;
  const std::string whole = study_file(given);
  if (fs::exists(whole, error)) return whole;
  const auto shards = shards_of(given);
  if (shards.size() == 1) return shards.front();
  throw store::StudyError(given + (shards.empty() ? ": there is no study in this folder"
                                                  : ": there are shards in this folder; name one, "
                                                    "or join them with 'acqsim merge'"));
}

std::vector<std::string> studies_of(const std::string& given) {
  std::error_code error;
  if (!fs::is_directory(given, error)) return {given};
  auto studies = shards_of(given);
  if (fs::exists(study_file(given), error)) studies.push_back(study_file(given));
  if (studies.empty()) throw store::StudyError(given + ": there is no study in this folder");
  return studies;
}

}  // namespace acqsim::cli
