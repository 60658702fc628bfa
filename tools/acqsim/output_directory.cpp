#include "acqsim/output_directory.hpp"

#include <acqsim/report/machine.hpp>
#include <acqsim/store/json_text.hpp>
#include <acqsim/store/text_file.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

namespace acqsim::cli {
namespace {

namespace fs = std::filesystem;

std::string manifest_json(const store::StudyInfo& info) {
  std::map<std::string, std::string> entries = info.notes;
  entries["program"] = "acqsim " + info.key.version;
  entries["scenario_hash"] = info.key.scenario_hash;
  entries["seed"] = fmt::format("{}", info.key.seed);
  std::string text = "{";
  for (const auto& [key, value] : entries) {
    text += fmt::format("{}\n  {}: {}", text.size() > 1 ? "," : "", store::json_string(key),
                        store::json_string(value));
  }
  return text + "\n}\n";
}

}  // namespace

OutputDirectory::OutputDirectory(const std::string& path, store::StudyInfo info)
    : path_(path), info_(std::move(info)) {
  std::error_code error;
  const bool is_new = fs::create_directories(path_, error);
  if (error) throw store::StudyError(path_ + ": " + error.message());
  try {
    study_ = std::make_unique<store::Study>(file("study.sqlite"), info_);
  } catch (const store::StudyError& wrong) {
    // Empty folders only: another process that was faster may be writing in it.
    if (is_new) fs::remove(path_, error);
    throw store::StudyError(std::string(wrong.what()) + "; choose another --out");
  }
}

std::string OutputDirectory::file(const char* name) const {
  return (fs::path(path_) / name).string();
}

void OutputDirectory::write(const report::Results& results) const {
  store::write_whole(file("results.json"), report::render_json(results));
  store::write_whole(file("outcomes.csv"), report::render_csv(results, report::CsvPart::outcomes));
  store::write_whole(file("measures.csv"), report::render_csv(results, report::CsvPart::measures));
  store::write_whole(file("manifest.json"), manifest_json(info_));
}

}  // namespace acqsim::cli
