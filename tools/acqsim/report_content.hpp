#pragma once

#include "acqsim/input.hpp"

#include <acqsim/experiment/runner.hpp>
#include <acqsim/model/market.hpp>
#include <acqsim/report/page.hpp>
#include <acqsim/store/study_reader.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Puts together what `report` shows.
namespace acqsim::cli {

/// What came of the replications of one scenario, all of them kept.
struct Kept {
  experiment::Columns columns;
  experiment::Summary summary{experiment::Columns{}};
  experiment::Ending ending = experiment::Ending::complete;
  std::vector<model::Replication> replications;  ///< that succeeded, in order of index
};

/// A sink that keeps every replication.
class KeepingSink : public experiment::ResultSink {
 public:
  void begin(const experiment::Columns&) override {}
  void replication(const model::Replication& one) override { kept.push_back(one); }
  void failure(const experiment::Failure&) override {}
  void finish(experiment::Ending) override {}
  std::vector<model::Replication> kept;
};

/// The results of a run's study.
Kept read_run(store::StudyReader& study);

/// Fan charts and the next partners.
void add_over_time(report::Page& page, const Kept& kept);

/// A scenario, and the words after a verb that name it: file, settings, policies.
struct Named {
  Input input;
  std::vector<std::string> words;
};

/// Three futures to look at, and who could be reached at the start and at the end of the median
/// one. What cannot be had (a study of another build, a market of which a single future does not
/// fit into memory with all its decisions) is told in page.remarks. Requires: add_values, whose
/// sources the decisions are held against.
void add_futures(report::Page& page, const Kept& kept, const model::Market& market,
                 const Named& scenario, unsigned threads);

/// The access graph as at the start.
void add_access_at_start(report::Page& page, const model::Market& market);

/// Every value and its source.
void add_values(report::Page& page, const scenario::Loaded& loaded);

/// The scenario of a study, read again from the file that its command names; nothing, with a
/// remark, when that cannot be read or says something else by now.
std::optional<Named> scenario_of(Call& call, const std::map<std::string, std::string>& manifest,
                                 report::Page& page);

/// What a command's words change of its scenario: "lock_in.strength = 0", "policy portability".
std::vector<std::string> changes_in(const std::vector<std::string>& words);

/// The command that makes a study again, as its words say; into the folder of this study file, if
/// that has the name of a whole study and the scenario is read from here. Nothing for words that
/// are no command of ours that makes studies, whoever wrote them there.
std::optional<std::string> command_again(const std::vector<std::string>& words,
                                         const std::string& study);

/// Words of a command as command_text writes them.
std::vector<std::string> words_in(const std::string& command);

}  // namespace acqsim::cli
