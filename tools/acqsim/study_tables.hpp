#pragma once

#include <acqsim/store/study.hpp>
#include <acqsim/store/study_reader.hpp>

#include <string>
#include <vector>

namespace acqsim::cli {

/// The tables that can be exported, each tidy: a row is one observation, with the values that its
/// point sets.
const std::vector<std::string>& study_tables();

/// Gives every row of a table, in order of point and replication.
///
///   points        point, scenario_hash, seed, wanted, status, replications, failed
///   replications  point, replication, status, events, draws, path_hash, message
///   outcomes      point, replication, outcome, answer (1 yes, 0 no, empty no data)
///   measures      point, replication, measure, labels..., value, unit
///
/// with a column for each varied parameter behind `point`, in stored units.
void read_table(store::StudyReader& study, const std::string& table, store::RowReader& reader);

}  // namespace acqsim::cli
