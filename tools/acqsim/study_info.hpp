#pragma once

#include "acqsim/input.hpp"

#include <acqsim/store/study.hpp>

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace acqsim::cli {

/// What a scenario means to a replication: its canonical text without how precise its answers shall
/// be. So a study is topped up, not begun again, when only the precision changes.
std::string meaning_of(const std::string& canonical);

/// What a study says of where it comes from; `command` are the words that give the same results.
store::StudyInfo study_info(const Input& input, std::uint64_t seed,
                            const std::vector<std::string>& command);

/// Lets the study's writer remark on `err` that readers make it wait.
void tell_waiting(store::StudyInfo& info, std::ostream& err);

/// The study's file in a folder of `--out`.
std::string study_file(const std::string& folder);

}  // namespace acqsim::cli
