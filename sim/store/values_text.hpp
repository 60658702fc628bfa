#pragma once

#include <acqsim/experiment/source.hpp>

#include <string>
#include <string_view>
#include <vector>

/// The two lists of a replication as the JSON in which a study keeps them: exact, and a tenth of
/// the time and three quarters of the space of a row for each value.
namespace acqsim::store {

/// [1.5,null,9e999]: shortest forms that read back as exactly these; null is NaN, 9e999 infinity.
void write_values(const std::vector<double>& values, std::string& text);
void write_answers(const std::vector<model::Answer>& answers, std::string& text);

/// The inverse. Requires: what the above wrote (ACQSIM_CHECK).
std::vector<double> read_values(std::string_view text);
std::vector<model::Answer> read_answers(std::string_view text);

}  // namespace acqsim::store
