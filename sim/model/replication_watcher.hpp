#pragma once

#include <deque>

namespace acqsim::model {

class Question;
class RunningWorld;

/// Looks into a replication of Market::replicate.
class ReplicationWatcher {
 public:
  virtual ~ReplicationWatcher() = default;
  virtual void before(RunningWorld& running) = 0;
  virtual void after(RunningWorld& running, const std::deque<Question>& questions) = 0;
};

}  // namespace acqsim::model
