#include "acqsim/spec/population.hpp"

#include <fmt/format.h>

namespace acqsim::spec {

// The width does not depend on the count, so that an agency keeps its id, and with it its random
// numbers, when the population grows.
std::string generated_id(const std::string& population, std::size_t position) {
  return fmt::format("{}-{:06}", population, position);
}

}  // namespace acqsim::spec
