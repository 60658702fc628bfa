#include "acqsim/model/history.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

namespace acqsim::model {
namespace {

double sum(const std::vector<Term>& terms) {
  double total = 0.0;
  for (const Term& term : terms) total += term.value;
  return total;
}

const ConsideredVendor& of(const ChoiceMade& choice, const std::string& vendor) {
  return *std::find_if(choice.vendors.begin(), choice.vendors.end(),
                       [&vendor](const auto& one) { return one.vendor == vendor; });
}

/// One requirement of health's a day or so; nothing else happens.
spec::Scenario quiet() {
  spec::Scenario s = test::two_clouds();
  s.arrivals.enabled = true;
  s.agencies["health"].requirement_rate = base::per_year(100.0);
  s.agencies["army"].requirement_rate = base::per_year(100.0);
  s.end = base::Date::from_civil(2026, 12, 31);
  return s;
}

TEST_CASE("a replication explained has the same bits as one that is not", "[model][history]") {
  const Market market(test::lively_two_clouds());
  const Replication plain = market.replicate(3, 5);
  const History told = history(market, 3, 5);
  CHECK(told.replication.path_hash == plain.path_hash);
  CHECK(told.replication.draws == plain.draws);
  CHECK(told.replication.events == plain.events);
  CHECK(told.replication.outcomes == plain.outcomes);
  REQUIRE(told.replication.measures.size() == plain.measures.size());
  CHECK(std::memcmp(told.replication.measures.data(), plain.measures.data(),
                    plain.measures.size() * sizeof(double)) == 0);
}

TEST_CASE("terms add up to utilities and the greatest comes first", "[model][history]") {
  const History told = history(Market(test::lively_two_clouds()), 1, 0);
  REQUIRE(told.choices.size() > 20);
  for (const ChoiceMade& choice : told.choices) {
    REQUIRE(choice.vendors.size() == 2);
    REQUIRE(choice.candidates >= 1);
    for (std::size_t i = 0; i < choice.candidates; ++i) {
      CHECK(choice.vendors[i].utility == Approx(sum(choice.vendors[i].terms)));
      CHECK(choice.vendors[i].terms.back().name == "noise");
      if (i > 0) CHECK(choice.vendors[i - 1].utility >= choice.vendors[i].utility);
    }
  }
}

TEST_CASE("every award that was chosen has its choice and the winner is its first",
          "[model][history]") {
  const History told = history(Market(test::lively_two_clouds()), 1, 0);
  std::size_t renewals = 0;
  for (const auto& [id, position] : told.awards) {
    const HappenedEvent& event = told.events[position];
    const ChoiceMade* choice = told.choice_of(id);
    const auto renewal =
        std::find(event.details.begin(), event.details.end(), Detail{"is_renewal", true});
    if (renewal != event.details.end()) {
      ++renewals;
      CHECK(choice == nullptr);
      continue;
    }
    REQUIRE(choice != nullptr);
    CHECK(choice->day == event.day);
    CHECK(choice->winner == choice->vendors.front().vendor);
    CHECK(choice->requirement == *event.text("requirement"));
  }
  CHECK(renewals > 0);
}

TEST_CASE("why a vendor is no candidate is said", "[model][history]") {
  spec::Scenario scenario = quiet();
  SECTION("no authorised offering at the level, no partnership for the kind") {
    // Alpha is in one-gov (high) for civilians: the army's il5 work is above what that holds.
    const History told = history(Market(scenario), 1, 0);
    for (const ChoiceMade& choice : told.choices) {
      if (told.requirement(choice.requirement)->agency != "army") continue;
      CHECK(of(choice, "alpha").excluded == "no route: authorised in no enclave for il5");
      CHECK(of(choice, "alpha").reason == "no route");
    }
    scenario.providers["one"].enclaves["one-gov"].levels["il5"] = scenario.start;
    const History covered = history(Market(scenario), 1, 0);
    std::size_t seen = 0;
    for (const ChoiceMade& choice : covered.choices) {
      if (covered.requirement(choice.requirement)->agency != "army") continue;
      ++seen;
      CHECK(of(choice, "alpha").excluded ==
            "no route: no partnership serves defense customers at il5");
    }
    CHECK(seen > 10);
  }
  SECTION("suspended") {
    scenario.vendors["beta"].suspensions["order"].scope = {"civilian"};
    const History told = history(Market(scenario), 1, 0);
    for (const ChoiceMade& choice : told.choices) {
      if (told.requirement(choice.requirement)->agency != "health") continue;
      CHECK(of(choice, "beta").excluded == "suspended for civilian customers");
    }
  }
  SECTION("too low a capability, with both numbers") {
    scenario.kinds["civilian"].needed_capability = stats::Distribution::fixed(90.0);
    scenario.vendors["beta"].capability = 80.0;
    const History told = history(Market(scenario), 1, 0);
    for (const ChoiceMade& choice : told.choices) {
      if (told.requirement(choice.requirement)->agency != "health") continue;
      CHECK(of(choice, "beta").excluded == "capability 80.0 is below the 90.0 needed");
    }
  }
  SECTION("no vehicle") {
    scenario.vehicles["schedule"].sellers = {"alpha"};
    const History told = history(Market(scenario), 1, 0);
    REQUIRE_FALSE(told.choices.empty());
    for (const ChoiceMade& choice : told.choices) {
      CHECK(of(choice, "beta").excluded ==
            "no route: on no vehicle that takes health's orders for moderate");
    }
  }
}

TEST_CASE("an award's chain begins with its requirement", "[model][history]") {
  const History told = history(Market(test::lively_two_clouds()), 1, 0);
  std::size_t firsts = 0;
  for (const auto& [id, position] : told.awards) {
    if (!id.ends_with(".1") || told.events[position].text("incumbent") != nullptr) continue;
    const auto chain = told.chain(position);
    CHECK(chain.back() == position);
    CHECK(std::is_sorted(chain.begin(), chain.end()));
    const bool has_arrival = std::any_of(chain.begin(), chain.end(), [&](std::size_t i) {
      return told.events[i].name == "requirement-arrived" &&
             *told.events[i].text("requirement") == *told.events[position].text("requirement");
    });
    CHECK(has_arrival);
    ++firsts;
  }
  CHECK(firsts > 10);
}

TEST_CASE("causes are earlier events and signatures follow reviews", "[model][history]") {
  const History told = history(Market(test::lively_two_clouds()), 2, 1);
  std::set<std::string> caused;
  for (std::size_t i = 0; i < told.events.size(); ++i) {
    for (const std::size_t cause : told.events[i].causes) {
      CHECK(cause < i);
      CHECK(told.events[cause].day <= told.events[i].day);
      caused.insert(told.events[cause].name + " > " + told.events[i].name);
    }
  }
  CHECK(caused.contains("requirement-arrived > awarded"));
  CHECK(caused.contains("awarded > operation-started"));
  CHECK(caused.contains("operation-started > contract-ended"));
  CHECK(caused.contains("partnership-reviewed > partnership-signed"));
  CHECK(caused.contains("partnership-signed > integration-started"));
  CHECK(caused.contains("integration-started > review-completed"));
  CHECK(caused.contains("review-completed > offering-authorized"));
}

TEST_CASE("a review's terms add up and the greatest value is chosen", "[model][history]") {
  const History told = history(Market(test::lively_two_clouds()), 2, 1);
  REQUIRE_FALSE(told.partnerships.empty());
  bool has_signing = false;
  for (const PartnershipWeighed& weighed : told.partnerships) {
    double odds = 0.0;
    for (const OptionWeighed& option : weighed.options) {
      CHECK(option.surplus == Approx(sum(option.terms)).margin(1e-6));
      CHECK(option.value <= weighed.options[weighed.chosen].value);
      odds += option.probability;
      has_signing = has_signing || option.kind == "sign";
    }
    CHECK(odds == Approx(1.0));
    CHECK(told.events[weighed.event].name == "partnership-reviewed");
    CHECK(*told.events[weighed.event].text("vendor") == weighed.vendor);
  }
  CHECK(has_signing);
}

TEST_CASE("every kind of event has its form and every field its meaning", "[model][history]") {
  std::set<std::string> known;
  for (const FieldMeaning& field : event_field_meanings()) CHECK(known.insert(field.name).second);
  std::set<std::string> used;
  std::set<std::string> names;
  for (const EventForm& form : event_forms()) {
    CHECK(names.insert(form.name).second);
    for (const std::string& field : form.fields) {
      INFO(form.name << "." << field);
      CHECK(known.contains(field));
      used.insert(field);
    }
  }
  CHECK(used == known);
}

TEST_CASE("a scenario contrasted with itself is the same", "[model][contrast]") {
  const Market market(test::lively_two_clouds());
  const Contrast same = contrast(history(market, 1, 0), history(market, 1, 0));
  CHECK(same.is_same);
  CHECK(same.matched == same.awards_a);
  CHECK(same.matched > 10);
  CHECK(same.changed.empty());
}

TEST_CASE("awards that change hands are counted by what changed", "[model][contrast]") {
  const spec::Scenario a = quiet();
  SECTION("a suspension takes all of a vendor's") {
    spec::Scenario b = a;
    b.vendors["alpha"].suspensions["order"].scope = {"civilian"};
    const History in_a = history(Market(a), 1, 0);
    std::size_t alphas = 0;
    for (const auto& [id, position] : in_a.awards)
      alphas += *in_a.events[position].text("vendor") == "alpha" ? 1U : 0U;
    const Contrast result = contrast(in_a, history(Market(b), 1, 0));
    REQUIRE(alphas > 10);
    CHECK(result.changed.size() == alphas);
    REQUIRE(result.by_cause.size() == 1);
    CHECK(result.by_cause[0].first == "alpha: suspended in B");
    CHECK(result.by_cause[0].second == alphas);
  }
  SECTION("a price, where both can serve") {
    spec::Scenario cheap = a;
    cheap.choice.price = 1.0;
    spec::Scenario dear = cheap;
    dear.vendors["beta"].price = base::Money(3000.0);
    const History in_a = history(Market(cheap), 1, 0);
    const Contrast result = contrast(in_a, history(Market(dear), 1, 0));
    CHECK_FALSE(result.is_same);
    REQUIRE(result.by_cause.size() == 1);
    CHECK(result.by_cause[0].first == "price");
    for (const ChangedAward& one : result.changed) {
      CHECK(one.from == "beta");
      CHECK(one.to == "alpha");
    }
    // Before the first event that differs both say the same; it is an award.
    CHECK(in_a.events[result.first].name == "awarded");
  }
}

}  // namespace
}  // namespace acqsim::model
