#include "model/rules/catalog.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <vector>

namespace acqsim::model {
namespace {

Candidate candidate(std::size_t vendor) {
  Candidate one;
  one.vendor = VendorId(vendor);
  one.price_paid = 100.0;
  return one;
}

std::vector<std::size_t> order(const rules::RuleRow& rule, std::vector<Candidate> candidates) {
  rule.rank(candidates);
  std::vector<std::size_t> vendors;
  for (const auto& one : candidates) vendors.push_back(one.vendor.value());
  return vendors;
}

TEST_CASE("each rule stands where its choice in a scenario points", "[model][rules]") {
  CHECK(rules::of(spec::ChoiceRule::utility).about.name == "utility");
  CHECK(rules::of(spec::ChoiceRule::lowest_price).about.name == "lowest-price");
  CHECK(rules::of(spec::ChoiceRule::sole_source).about.name == "sole-source");
}

TEST_CASE("utility ranks by the sum of all terms and the taste", "[model][rules]") {
  // Systematic 1.0, 0.6 and 0.0; with tastes 1.0, 1.1 and 0.9.
  Candidate a = candidate(0);
  a.capability = 1.5;
  a.price = -0.5;
  Candidate b = candidate(1);
  b.lock_in = 0.6;
  b.taste = 0.5;
  Candidate c = candidate(2);
  c.taste = 0.9;
  CHECK(order(rules::utility(), {a, b, c}) == std::vector<std::size_t>{1, 0, 2});
  CHECK(a.systematic() == 1.0);
  CHECK(b.utility() == Approx(1.1));
}

TEST_CASE("every term counts in the utility", "[model][rules]") {
  Candidate one = candidate(0);
  double Candidate::*const terms[] = {
      &Candidate::capability, &Candidate::price,   &Candidate::friction,       &Candidate::enclaves,
      &Candidate::reference,  &Candidate::lock_in, &Candidate::default_vendor, &Candidate::trust};
  double sum = 0.0;
  for (auto term : terms) {
    one.*term = 0.25;
    sum += 0.25;
    CHECK(one.systematic() == sum);
  }
  one.taste = 1.0;
  CHECK(one.utility() == sum + 1.0);
}

TEST_CASE("lowest-price ranks by the price that is paid, not by the floored term",
          "[model][rules]") {
  Candidate dear = candidate(0);
  dear.price_paid = 2.0;
  dear.capability = 100.0;
  Candidate cheap = candidate(1);
  cheap.price_paid = 1.0;  // both below a floor, so that their terms are equal
  CHECK(order(rules::lowest_price(), {dear, cheap}) == std::vector<std::size_t>{1, 0});
}

TEST_CASE("sole-source ranks by familiarity, then by the ease of the route", "[model][rules]") {
  Candidate stranger = candidate(0);
  stranger.route.friction = 50.0;
  Candidate near_stranger = candidate(1);
  near_stranger.route.friction = 10.0;
  Candidate known = candidate(2);
  known.lock_in = 0.3;
  known.route.friction = 500.0;
  Candidate standard = candidate(3);
  standard.default_vendor = 1.0;
  CHECK(order(rules::sole_source(), {stranger, near_stranger, known, standard}) ==
        std::vector<std::size_t>{3, 2, 1, 0});
}

TEST_CASE("ties keep the order of vendors under every rule", "[model][rules]") {
  for (const auto* rule : rules::all()) {
    INFO(rule->about.name);
    CHECK(order(*rule, {candidate(0), candidate(1), candidate(2)}) ==
          std::vector<std::size_t>{0, 1, 2});
  }
}

TEST_CASE("rules are pure: equal candidates, equal order, and nobody is lost", "[model][rules]") {
  std::vector<Candidate> candidates;
  for (std::size_t v = 0; v < 7; ++v) {
    Candidate one = candidate(v);
    one.taste = static_cast<double>((v * 5) % 7);
    one.price_paid = static_cast<double>((v * 3) % 7);
    one.lock_in = static_cast<double>((v * 2) % 3);
    candidates.push_back(one);
  }
  for (const auto* rule : rules::all()) {
    INFO(rule->about.name);
    const auto first = order(*rule, candidates);
    order(rules::utility(), candidates);  // another choice in between
    CHECK(order(*rule, candidates) == first);
    auto sorted = first;
    std::sort(sorted.begin(), sorted.end());
    CHECK(sorted == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6});
  }
}

TEST_CASE("a rule copes with one candidate and with none", "[model][rules]") {
  for (const auto* rule : rules::all()) {
    CHECK(order(*rule, {candidate(4)}) == std::vector<std::size_t>{4});
    CHECK(order(*rule, {}).empty());
  }
}

TEST_CASE("candidates are sorted as a stable sort would, ties and long cycles included",
          "[model][rules]") {
  std::mt19937 bits(1);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Candidate> given;
    const std::size_t count = bits() % 40;  // few and many: keys lie elsewhere
    for (std::size_t v = 0; v < count; ++v) {
      given.push_back(candidate(v));
      given.back().price_paid = static_cast<double>(bits() % 6);
    }
    std::vector<Candidate> sorted = given;
    std::ranges::stable_sort(sorted, {}, &Candidate::price_paid);
    std::vector<std::size_t> expected;
    for (const auto& one : sorted) expected.push_back(one.vendor.value());
    REQUIRE(order(rules::lowest_price(), given) == expected);
  }
}

}  // namespace
}  // namespace acqsim::model
