#include "acqsim/model/catalog.hpp"

#include "model/actions/catalog.hpp"
#include "model/metrics/catalog.hpp"

#include <acqsim/base/check.hpp>

#include <catch2/catch.hpp>

namespace acqsim::model {
namespace {

TEST_CASE("the public rows are those of the catalogues, in reading order", "[model][catalog]") {
  REQUIRE(action_rows().size() == actions::all().size());
  for (std::size_t i = 0; i < action_rows().size(); ++i) {
    CHECK(action_rows()[i].name == actions::all()[i]->about.name);
  }
  REQUIRE(measure_rows().size() == metrics::all().size());
  for (std::size_t i = 0; i < measure_rows().size(); ++i) {
    CHECK(measure_rows()[i].name == metrics::all()[i]->about.name);
  }
}

TEST_CASE("every row is found by its name, and an unknown name is a broken promise",
          "[model][catalog]") {
  for (const auto* row : actions::all()) CHECK(&actions::of(row->about.name) == row);
  for (const auto* row : metrics::all()) CHECK(&metrics::of(row->about.name) == row);
  CHECK_THROWS_AS(actions::of("dance"), base::CheckFailed);
  CHECK_THROWS_AS(metrics::of("happiness"), base::CheckFailed);
}

}  // namespace
}  // namespace acqsim::model
