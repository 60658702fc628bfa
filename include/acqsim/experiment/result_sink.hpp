#pragma once

#include <acqsim/experiment/source.hpp>

#include <cstdint>
#include <string>

namespace acqsim::experiment {

/// A replication that ended in an error. It can be run again alone by its index.
struct Failure {
  std::uint64_t index = 0;
  std::string message;
};

/// Why a run ended.
enum class Ending {
  precise,   ///< every question's interval is narrow enough
  complete,  ///< the asked number of replications is done, or there was nothing to be precise about
  capped,    ///< max_replications came first
  all_failed,   ///< no replication up to the first checkpoint succeeded
  interrupted,  ///< stopped from outside; what is done is a valid prefix
};

/// Takes results strictly in order of their index, on one thread. An exception from it ends the
/// run.
class ResultSink {
 public:
  virtual ~ResultSink() = default;
  virtual void begin(const Columns& columns) = 0;  ///< once, before the first result
  virtual void replication(const model::Replication& replication) = 0;
  virtual void failure(const Failure& failure) = 0;
  virtual void finish(Ending ending) = 0;  ///< once, after the last result
};

/// For runs whose summary is all that is wanted.
class NullSink : public ResultSink {
 public:
  void begin(const Columns&) override {}
  void replication(const model::Replication&) override {}
  void failure(const Failure&) override {}
  void finish(Ending) override {}
};

/// "precise", "complete", ...: as stored and shown.
std::string to_string(Ending ending);

}  // namespace acqsim::experiment
