#pragma once

#include <acqsim/report/results.hpp>
#include <acqsim/store/study.hpp>

#include <memory>
#include <string>

namespace acqsim::cli {

/// The directory of `--out`: the study, and at the end the results beside it. Nothing is left of it
/// when it could not be opened.
class OutputDirectory {
 public:
  /// Makes the directory if need be and opens its study. Throws store::StudyError with what to do.
  OutputDirectory(const std::string& path, store::StudyInfo info);

  store::Study& study() { return *study_; }
  /// results.json, outcomes.csv, measures.csv, manifest.json: each whole or not at all.
  void write(const report::Results& results) const;

 private:
  std::string file(const char* name) const;

  std::string path_;
  store::StudyInfo info_;
  std::unique_ptr<store::Study> study_;
};

}  // namespace acqsim::cli
