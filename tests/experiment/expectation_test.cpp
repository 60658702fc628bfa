#include "acqsim/experiment/expectation.hpp"

#include <catch2/catch.hpp>

namespace acqsim::experiment {

TEST_CASE("a claim about a probability is read with or without a space and a percent sign") {
  CHECK(parse_claim(">= 0.2")->words() == "at least 20%");
  CHECK(parse_claim("<50%")->words() == "less than 50%");
  CHECK(parse_claim("<= 0.05")->words() == "at most 5%");
  CHECK(parse_claim("> 0")->words() == "more than 0%");
  for (const char* wrong : {"", "0.2", "=", ">=", "> x", "== 0.2"}) CHECK_FALSE(parse_claim(wrong));
}

TEST_CASE("a bound as the loader keeps it is a number in the stored unit") {
  CHECK(parse_stored_claim("> 2500000", base::Unit::money)->words() == "more than $2.5M");
  CHECK(parse_stored_claim("<= 90", base::Unit::days)->words() == "at most 90d");
  CHECK_FALSE(parse_claim("> 2500000", base::Unit::money));
}

TEST_CASE("an interval decides a claim only when it lies on one side of the bound") {
  const Claim claim = *parse_claim(">= 0.2");
  CHECK(judge(claim, {0.2, 0.4}) == Verdict::holds);
  CHECK(judge(claim, {0.1, 0.19}) == Verdict::fails);
  CHECK(judge(claim, {0.1, 0.3}) == Verdict::undecided);
}

}  // namespace acqsim::experiment
