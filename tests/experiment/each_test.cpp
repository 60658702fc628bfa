#include "acqsim/experiment/each.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace acqsim::experiment {

TEST_CASE("each number is worked on once, on any number of threads") {
  for (const unsigned threads : {0U, 1U, 2U, 9U}) {
    std::vector<int> done(5);
    for_each_index(done.size(), threads, [&done](std::size_t i) { ++done[i]; });
    CHECK(done == std::vector<int>(5, 1));
  }
  for_each_index(0, 4, [](std::size_t) { FAIL("nothing to do"); });
}

TEST_CASE("the rest is done when one throws, and the first exception goes on") {
  std::vector<int> done(4);
  CHECK_THROWS_WITH(for_each_index(4, 2,
                                   [&done](std::size_t i) {
                                     ++done[i];
                                     if (i % 2 == 1) throw std::runtime_error(std::to_string(i));
                                   }),
                    "1");
  CHECK(done == std::vector<int>(4, 1));
}

}  // namespace acqsim::experiment
