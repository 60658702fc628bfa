#include "acqsim/experiment/result_sink.hpp"

namespace acqsim::experiment {

std::string to_string(Ending ending) {
  switch (ending) {
    case Ending::precise:
      return "precise";
    case Ending::complete:
      return "complete";
    case Ending::capped:
      return "capped";
    case Ending::all_failed:
      return "all_failed";
    case Ending::interrupted:
      return "interrupted";
  }
  return "unknown";
}

}  // namespace acqsim::experiment
