#pragma once

#include <string>
#include <vector>

namespace acqsim::cli {

/// The study that an argument means: a file, or in a folder study.sqlite, or else the only shard.
/// Throws store::StudyError.
std::string study_of(const std::string& given);

/// All studies that an argument means: a file; of a folder its shards, then study.sqlite. Throws
/// store::StudyError when there is none.
std::vector<std::string> studies_of(const std::string& given);

}  // namespace acqsim::cli
