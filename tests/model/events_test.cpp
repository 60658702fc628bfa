#include "model/events.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/model/catalog.hpp>

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <utility>

namespace acqsim::model {
namespace {

/// One event of every type, in the variant's order.
template <std::size_t... I>
std::vector<Event> one_of_each(std::index_sequence<I...> /*positions*/) {
  return {Event(std::in_place_index<I>)...};
}

std::vector<Event> one_of_each() {
  return one_of_each(std::make_index_sequence<std::variant_size_v<Event>>());
}

TEST_CASE("every type of event has its own name in kebab case", "[model][events]") {
  std::set<std::string> names;
  for (const Event& event : one_of_each()) {
    const std::string name(name_of(event));
    INFO(name);
    CHECK(base::is_kebab_case(name));
    CHECK(names.insert(name).second);
  }
}

TEST_CASE("a kind of event is found by its name", "[model][events]") {
  for (const Event& event : one_of_each()) CHECK(kind_named(name_of(event)) == event.index());
  CHECK(kind_named("nothing-of-the-sort") == std::variant_npos);
}

TEST_CASE("what a question may ask for is the name of an event", "[model][events]") {
  std::set<std::string> names;
  for (const Event& event : one_of_each()) names.insert(std::string(name_of(event)));
  for (const auto& row : event_rows()) {
    INFO(row.name);
    CHECK(names.count(row.name) == 1);
  }
}

TEST_CASE("a question can narrow an event only by parts that it has", "[model][events]") {
  // Each event made with all its parts valid: what the row offers must come back as a part.
  const AgencyId agency(1);
  const VendorId vendor(2);
  const ProviderId provider(3);
  const EnclaveId enclave(4);
  const PolicyId policy(6);
  const PathId path(6);
  const std::vector<Event> events{
      RequirementArrived{RequirementId(0), agency},
      RequirementUnmet{RequirementId(0), agency, UnmetCause::no_route},
      RouteMissed{RequirementId(0), agency, vendor},
      Awarded{RequirementId(0), agency, vendor, provider, enclave, VehicleId(0), VendorId(),
              Money(1.0), Days(0.0), true, false},
      OperationStarted{RequirementId(0), agency, vendor, provider, Days(0.0), true},
      Obligated{RequirementId(0), agency, vendor, provider, Money(1.0), Money(1.0), true},
      ContractEnded{RequirementId(0), agency, vendor, provider, EndCause::retired},
      VendorChanged{RequirementId(0), agency, VendorId(0), vendor},
      PartnershipReviewed{vendor, ReviewCause::regular},
      Protested{RequirementId(0), agency, vendor, VendorId(0), Money(1.0)},
      ProtestDecided{RequirementId(0), agency, vendor, VendorId(0), true, false, Days(1.0),
                     Days(0.0)},
      RequirementWithdrawn{RequirementId(0), agency, false},
      PartnershipSigned{vendor, provider, 5},
      PartnershipLapsed{vendor, provider},
      ExclusivityReaffirmed{vendor, provider},
      ExclusivityLapsed{vendor, provider},
      IntegrationStarted{vendor, provider, enclave},
      ReviewCompleted{path, vendor, provider, enclave, Days(1.0), Days(1.0)},
      OfferingAuthorized{vendor, provider, enclave},
      VendorSuspended{vendor, KindId(0)},
      SuspensionLifted{vendor, KindId(0)},
      ModelReleased{vendor, 100.0},
      ContinuingResolutionBegan{2027},
      AppropriationEnacted{2027},
      ShutdownBegan{},
      ShutdownEnded{},
      StartFunded{RequirementId(0), agency, Days(1.0)},
      FundsExhausted{agency},
      FundsExpired{agency, Money(1.0)},
      BecameContractor{vendor},
      BecameLaboratory{vendor},
      TaskForceStoodUp{agency},
      VendorStandardized{agency, vendor},
      OutageOccurred{vendor},
      BreachOccurred{vendor},
      PolicyIntroduced{policy},
      PolicyPassed{policy},
      PolicyRejected{policy},
      PolicyEffective{policy},
  };
  for (const auto& row : event_rows()) {
    INFO(row.name);
    const Event* found = nullptr;
    for (const Event& event : events) {
      if (name_of(event) == row.name) found = &event;
    }
    REQUIRE(found != nullptr);
    const Parties parties = parties_of(*found);
    for (const auto& parameter : row.parameters) {
      INFO(parameter.name);
      if (parameter.name == "agency") CHECK(parties.agency == agency);
      if (parameter.name == "vendor") CHECK(parties.vendor == vendor);
      if (parameter.name == "provider") CHECK(parties.provider == provider);
      if (parameter.name == "enclave") CHECK(parties.enclave == enclave);
      if (parameter.name == "path") CHECK(parties.path == path);
      if (parameter.name == "policy") CHECK(parties.policy == policy);
      if (parameter.name == "order") CHECK(parties.order == 5);
    }
  }
}

TEST_CASE("the vendor of a change is the one that it went to", "[model][events]") {
  const auto parties =
      parties_of(VendorChanged{RequirementId(0), AgencyId(0), VendorId(1), VendorId(2)});
  CHECK(parties.vendor == VendorId(2));
}

TEST_CASE("parts that an event does not have are invalid", "[model][events]") {
  const auto parties = parties_of(VehicleOpened{VehicleId(0)});
  CHECK_FALSE(parties.agency.is_valid());
  CHECK_FALSE(parties.vendor.is_valid());
  CHECK_FALSE(parties.provider.is_valid());
  CHECK_FALSE(parties.enclave.is_valid());
  CHECK(parties.order == 0);
}

TEST_CASE("the path hash tells histories apart by time, kind, parts and order", "[model][events]") {
  const Event signed_one = PartnershipSigned{VendorId(0), ProviderId(1), 1};
  const Event signed_other = PartnershipSigned{VendorId(1), ProviderId(0), 1};
  const Event lapsed = PartnershipLapsed{VendorId(0), ProviderId(1)};
  const auto hash = [](double time, const Event& event) { return mix_into(0, Days(time), event); };
  CHECK(hash(1.0, signed_one) == hash(1.0, signed_one));
  CHECK(hash(1.0, signed_one) != hash(2.0, signed_one));
  CHECK(hash(1.0, signed_one) != hash(1.0, signed_other));
  CHECK(hash(1.0, signed_one) != hash(1.0, lapsed));
  CHECK(mix_into(hash(1.0, signed_one), Days(2.0), lapsed) !=
        mix_into(hash(1.0, lapsed), Days(2.0), signed_one));
  // Amounts count too: two obligations that differ in a cent.
  const Event cheap =
      Obligated{RequirementId(0), AgencyId(0), VendorId(0), ProviderId(0), Money(1.0), {}, true};
  const Event dear =
      Obligated{RequirementId(0), AgencyId(0), VendorId(0), ProviderId(0), Money(1.01), {}, true};
  CHECK(hash(1.0, cheap) != hash(1.0, dear));
}

}  // namespace
}  // namespace acqsim::model
