#include "model/blueprint.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/des/random.hpp>

#include <catch2/catch.hpp>

namespace acqsim::model {
namespace {

/// Two agencies of two kinds, two providers of whom one takes no partners, three vendors.
spec::Scenario structure() {
  spec::Scenario scenario;
  scenario.levels["a-low"];
  scenario.levels["b-middle"].covers = {"a-low"};
  scenario.levels["c-high"].covers = {"b-middle"};
  scenario.levels["d-apart"].covers = {"a-low"};
  scenario.kinds["civilian"];
  scenario.kinds["defense"];
  scenario.pipeline.paths["slow"];
  scenario.acquisition.methods["order"];
  auto& open = scenario.providers["open-cloud"];
  open.enclaves["z-region"].path = "slow";
  open.enclaves["b-region"].path = "slow";
  auto& closed = scenario.providers["closed-cloud"];
  closed.takes_partners = false;
  closed.enclaves["m-region"].path = "slow";
  auto& affiliated = scenario.providers["own-cloud"];
  affiliated.affiliate = "gamma";
  scenario.vendors["gamma"];
  scenario.vendors["alpha"].resold_by = {"gamma", "beta"};
  scenario.vendors["beta"];
  scenario.agencies["health"].kind = "civilian";
  scenario.agencies["army"].kind = "defense";
  auto& schedule = scenario.vehicles["schedule"];
  schedule.open_to = {"civilian"};
  schedule.sellers = {"alpha", "open-cloud", "beta"};
  schedule.method = "order";
  auto& other = scenario.vehicles["own"];
  other.agencies = {"army"};
  other.sellers = {"own-cloud"};
  other.levels = {"c-high"};
  other.method = "order";
  return scenario;
}

TEST_CASE("positions follow the order of ids, wherever they were written", "[model][blueprint]") {
  const Blueprint names(structure());
  CHECK(names.vendors.all() == std::vector<std::string>{"alpha", "beta", "gamma"});
  CHECK(names.vendors.at("beta") == VendorId(1));
  CHECK(names.vendors[VendorId(2)] == "gamma");
  CHECK(names.enclaves.all() == std::vector<std::string>{"b-region", "m-region", "z-region"});
  CHECK(names.agencies.at("army") == AgencyId(0));
}

TEST_CASE("the key of an entity's random numbers is its id's hash, not its position",
          "[model][blueprint]") {
  const Blueprint before(structure());
  spec::Scenario more = structure();
  more.vendors["aardvark"];
  const Blueprint after(more);
  CHECK(before.vendors.at("beta") != after.vendors.at("beta"));
  CHECK(before.vendors.hash(before.vendors.at("beta")) ==
        after.vendors.hash(after.vendors.at("beta")));
  CHECK(before.vendors.hash(before.vendors.at("beta")) == des::hash_id("beta"));
}

TEST_CASE("an unknown id is nothing to find and a broken promise to ask at", "[model][blueprint]") {
  const Blueprint names(structure());
  CHECK_FALSE(names.vendors.find("delta").has_value());
  CHECK_FALSE(names.vendors.find("").has_value());
  CHECK_FALSE(names.vendors.find("zeta").has_value());
  CHECK_THROWS_AS(names.vendors.at("delta"), base::CheckFailed);
}

TEST_CASE("levels are closed transitively and remain a partial order", "[model][blueprint]") {
  const Blueprint names(structure());
  const auto covers = [&](const char* a, const char* b) {
    return names.covers[names.levels.at(a).value()][names.levels.at(b).value()];
  };
  CHECK(covers("a-low", "a-low"));
  CHECK(covers("c-high", "b-middle"));
  CHECK(covers("c-high", "a-low"));  // through the middle
  CHECK_FALSE(covers("a-low", "c-high"));
  CHECK(covers("d-apart", "a-low"));
  CHECK_FALSE(covers("c-high", "d-apart"));  // neither covers the other
  CHECK_FALSE(covers("d-apart", "b-middle"));
}

TEST_CASE("enclaves know their provider and providers their enclaves", "[model][blueprint]") {
  const Blueprint names(structure());
  const ProviderId open = names.providers.at("open-cloud");
  CHECK(names.provider_of[names.enclaves.at("z-region").value()] == open);
  CHECK(names.enclaves_of[open.value()].size() == 2);
  CHECK(names.enclaves_of[names.providers.at("own-cloud").value()].empty());
}

TEST_CASE("a vendor is at home with its affiliate and in clouds that take no partners",
          "[model][blueprint]") {
  const Blueprint names(structure());
  const VendorId gamma = names.vendors.at("gamma");
  const VendorId alpha = names.vendors.at("alpha");
  const ProviderId own = names.providers.at("own-cloud");
  CHECK(names.is_own(gamma, own));
  CHECK_FALSE(names.is_own(alpha, own));
  CHECK(names.is_own(alpha, names.providers.at("closed-cloud")));
  CHECK_FALSE(names.is_own(alpha, names.providers.at("open-cloud")));
  CHECK_FALSE(names.affiliate_of[names.providers.at("open-cloud").value()].is_valid());
}

TEST_CASE("a vehicle knows who sells, who orders and which levels", "[model][blueprint]") {
  const Blueprint names(structure());
  const auto schedule = names.vehicles.at("schedule").value();
  const auto own = names.vehicles.at("own").value();
  CHECK(names.sells_vendor[schedule] ==
        std::vector<VendorId>{names.vendors.at("alpha"), names.vendors.at("beta")});
  CHECK(names.sells_provider[schedule] ==
        std::vector<ProviderId>{names.providers.at("open-cloud")});
  CHECK(names.may_order[schedule][names.agencies.at("health").value()]);
  CHECK_FALSE(names.may_order[schedule][names.agencies.at("army").value()]);
  CHECK(names.may_order[own][names.agencies.at("army").value()]);
  CHECK(names.orders_level[schedule][names.levels.at("d-apart").value()]);  // none listed: all
  CHECK(names.orders_level[own][names.levels.at("c-high").value()]);
  CHECK_FALSE(names.orders_level[own][names.levels.at("a-low").value()]);
}

TEST_CASE("resellers are kept with the vendor that they carry", "[model][blueprint]") {
  const Blueprint names(structure());
  CHECK(names.resellers_of[names.vendors.at("alpha").value()] ==
        std::vector<VendorId>{names.vendors.at("gamma"), names.vendors.at("beta")});
  CHECK(names.resellers_of[names.vendors.at("beta").value()].empty());
}

}  // namespace
}  // namespace acqsim::model
