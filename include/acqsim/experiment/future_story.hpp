#pragma once

#include <acqsim/model/history.hpp>

#include <cstddef>
#include <string>
#include <vector>

/// One replication told in short: its turning points, and where its days went.
namespace acqsim::experiment {

/// Something that changed the market, rather than one requirement.
struct TurningPoint {
  double day = 0.0;         ///< since the start
  std::string lane;         ///< what it is about: "Partnerships", "Authorisations", ...
  std::string who;          ///< "openai, google-cloud"; may be empty
  std::string what;         ///< the event's name in words: "partnership signed"
  bool is_routine = false;  ///< one of many alike, for a drawing rather than a list
};

/// Mean days of one part of the way from a requirement to its first operation.
struct Stage {
  std::string name;
  double days = 0.0;
};

struct FutureStory {
  std::vector<TurningPoint> turning_points;  ///< in order of time
  std::vector<Stage> stages;   ///< in order of the way; they add up to the mean days to operation
  std::size_t operations = 0;  ///< first operations that the stages are of
};

/// Requirements of the installed base, which were in operation at the start, have no way and do not
/// count in the stages.
FutureStory story_of(const model::History& history);

}  // namespace acqsim::experiment
