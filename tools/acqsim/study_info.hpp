#pragma once

#include "acqsim/input.hpp"

#include <acqsim/store/study.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace acqsim::cli {

/// What a scenario means to a replication: its canonical text without how precise its answers shall
/// be. So a study is topped up, not begun again, when only the precision changes.
std::string meaning_of(const std::string& canonical);

/// What a study says of where it comes from; `command` are the words that give the same results.
store::StudyInfo study_info(const Input& input, std::uint64_t seed,
                            const std::vector<std::string>& command);

/// The study's file in a folder of `--out`.
std::string study_file(const std::string& folder);

}  // namespace acqsim::cli
