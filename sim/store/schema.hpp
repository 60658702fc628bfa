#pragma once

#include <string>

namespace acqsim::store {

constexpr int kApplicationId = 0x41435153;  ///< "ACQS": how `file` and the program know a study
constexpr int kSchemaVersion = 3;

/// Makes all tables and views of a new study.
std::string schema_sql();

}  // namespace acqsim::store
