#include "model/event_fields.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

namespace acqsim::model {

namespace {

/// Can be made into a field of any type: counts the fields of a struct.
struct Anything {
  template <class T>
  operator T() const;
};

template <class Struct, std::size_t... Is>
constexpr bool has_fields(std::index_sequence<Is...> /*which*/) {
  return requires { Struct{(static_cast<void>(Is), Anything{})...}; };
}

template <class Struct, std::size_t Most = 16>
constexpr std::size_t field_count() {
  if constexpr (Most == 0) {
    return 0;
  } else if constexpr (has_fields<Struct>(std::make_index_sequence<Most>())) {
    return Most;
  } else {
    return field_count<Struct, Most - 1>();
  }
}

/// Shows every field of an event with its name. A new field has its line here; without it the
/// assertion below fails.
template <class E, class Show>
constexpr void visit_fields(const E& e, Show show) {
  if constexpr (requires { e.requirement; }) show("requirement", e.requirement);
  if constexpr (requires { e.agency; }) show("agency", e.agency);
  if constexpr (requires { e.vendor; }) show("vendor", e.vendor);
  if constexpr (requires { e.from; }) show("from", e.from);
  if constexpr (requires { e.to; }) show("to", e.to);
  if constexpr (requires { e.awardee; }) show("awardee", e.awardee);
  if constexpr (requires { e.provider; }) show("provider", e.provider);
  if constexpr (requires { e.enclave; }) show("enclave", e.enclave);
  if constexpr (requires { e.vehicle; }) show("vehicle", e.vehicle);
  if constexpr (requires { e.incumbent; }) show("incumbent", e.incumbent);
  if constexpr (requires { e.kind; }) show("kind", e.kind);
  if constexpr (requires { e.level; }) show("level", e.level);
  if constexpr (requires { e.policy; }) show("policy", e.policy);
  if constexpr (requires { e.path; }) show("path", e.path);
  if constexpr (requires { e.order; }) show("order", e.order);
  if constexpr (requires { e.cause; }) show("cause", e.cause);
  if constexpr (requires { e.fiscal_year; }) show("fiscal_year", e.fiscal_year);
  if constexpr (requires { e.capability; }) show("capability", e.capability);
  if constexpr (requires { e.annual_value; }) show("annual_value", e.annual_value);
  if constexpr (requires { e.model; }) show("model", e.model);
  if constexpr (requires { e.hosting; }) show("hosting", e.hosting);
  if constexpr (requires { e.amount; }) show("amount", e.amount);
  if constexpr (requires { e.value; }) show("value", e.value);
  if constexpr (requires { e.waited; }) show("waited", e.waited);
  if constexpr (requires { e.reviewed; }) show("reviewed", e.reviewed);
  if constexpr (requires { e.stayed; }) show("stayed", e.stayed);
  if constexpr (requires { e.corrective_action; }) show("corrective_action", e.corrective_action);
  if constexpr (requires { e.is_first; }) show("is_first", e.is_first);
  if constexpr (requires { e.is_competed; }) show("is_competed", e.is_competed);
  if constexpr (requires { e.is_renewal; }) show("is_renewal", e.is_renewal);
  if constexpr (requires { e.is_embedded; }) show("is_embedded", e.is_embedded);
  if constexpr (requires { e.is_awarded; }) show("is_awarded", e.is_awarded);
  if constexpr (requires { e.is_on_merits; }) show("is_on_merits", e.is_on_merits);
  if constexpr (requires { e.is_effective; }) show("is_effective", e.is_effective);
}

template <class E>
constexpr std::size_t shown_count() {
  std::size_t count = 0;
  visit_fields(E{}, [&count](const char*, const auto&) { ++count; });
  return count;
}

template <class E>
struct ShowsAll;
template <class... Es>
struct ShowsAll<std::variant<Es...>> {
  static constexpr bool value = ((shown_count<Es>() == field_count<Es>()) && ...);
};
static_assert(ShowsAll<Event>::value, "a field of an event has no line in visit_fields");

constexpr std::array kUnmetCauses{"no-route", "no-capability"};
constexpr std::array kEndCauses{"retired", "options-exhausted", "option-declined",
                                "vendor-excluded", "prototype-completed"};
constexpr std::array kReviewCauses{"regular", "exclusivity-lapsed", "rival-signed", "awards-lost"};

/// Fields as details, ids as scenarios write them.
struct Collector {
  const Blueprint& names;
  const std::vector<std::string>& requirements;
  std::vector<Detail>& found;

  template <class Id>
  void add(const char* name, const Names<Id>& all, Id id) const {
    if (id.is_valid()) found.push_back({name, all[id]});
  }
  void operator()(const char* name, RequirementId id) const {
    if (id.is_valid()) found.push_back({name, requirements.at(id.value())});
  }
  void operator()(const char* name, AgencyId id) const { add(name, names.agencies, id); }
  void operator()(const char* name, VendorId id) const { add(name, names.vendors, id); }
  void operator()(const char* name, ProviderId id) const { add(name, names.providers, id); }
  void operator()(const char* name, EnclaveId id) const { add(name, names.enclaves, id); }
  void operator()(const char* name, VehicleId id) const { add(name, names.vehicles, id); }
  void operator()(const char* name, KindId id) const { add(name, names.kinds, id); }
  void operator()(const char* name, LevelId id) const { add(name, names.levels, id); }
  void operator()(const char* name, PolicyId id) const { add(name, names.policies, id); }
  void operator()(const char* name, PathId id) const { add(name, names.paths, id); }
  void operator()(const char* name, UnmetCause cause) const {
    found.push_back({name, kUnmetCauses.at(static_cast<std::size_t>(cause))});
  }
  void operator()(const char* name, EndCause cause) const {
    found.push_back({name, kEndCauses.at(static_cast<std::size_t>(cause))});
  }
  void operator()(const char* name, ReviewCause cause) const {
    found.push_back({name, kReviewCauses.at(static_cast<std::size_t>(cause))});
  }
  void operator()(const char* name, bool value) const { found.push_back({name, value}); }
  void operator()(const char* name, Money value) const { found.push_back({name, value.value()}); }
  void operator()(const char* name, Days value) const { found.push_back({name, value.value()}); }
  void operator()(const char* name, double value) const { found.push_back({name, value}); }
  void operator()(const char* name, int value) const { (*this)(name, double{1} * value); }
  void operator()(const char* name, std::uint32_t value) const { (*this)(name, 1.0 * value); }
};

template <std::size_t... Kinds>
std::vector<EventForm> forms(std::index_sequence<Kinds...> /*all*/) {
  std::vector<EventForm> all;
  const auto add = [&all](const Event& event) {
    EventForm form{std::string(name_of(event)), {}};
    std::visit(
        [&form](const auto& e) {
          visit_fields(e, [&form](const char* name, const auto&) { form.fields.push_back(name); });
        },
        event);
    all.push_back(std::move(form));
  };
  (add(Event(std::in_place_index<Kinds>)), ...);
  return all;
}

}  // namespace

std::vector<Detail> fields_of(const Event& event, const Blueprint& names,
                              const std::vector<std::string>& requirements) {
  std::vector<Detail> found;
  std::visit([&](const auto& e) { visit_fields(e, Collector{names, requirements, found}); }, event);
  return found;
}

const std::vector<EventForm>& event_forms() {
  static const std::vector<EventForm> all =
      forms(std::make_index_sequence<std::variant_size_v<Event>>());
  return all;
}

const std::vector<FieldMeaning>& event_field_meanings() {
  static const std::vector<FieldMeaning> all{
      {"requirement", "text", "the requirement: AGENCY-N, counted by agency from 1"},
      {"agency", "text", "id of the agency"},
      {"vendor", "text", "id of the vendor; of a protest, who protests"},
      {"from", "text", "id of the vendor that the requirement leaves"},
      {"to", "text", "id of the vendor that it moves to"},
      {"awardee", "text", "id of the vendor whose award is protested"},
      {"provider", "text", "id of the cloud provider"},
      {"enclave", "text", "id of the enclave"},
      {"vehicle", "text", "id of the contract vehicle"},
      {"incumbent", "text", "id of the vendor that served before; absent: a first award"},
      {"kind", "text", "id of the kind of customers"},
      {"level", "text", "id of the level of the requirement's workload"},
      {"policy", "text", "id of the policy"},
      {"path", "text", "id of the path of authorisation"},
      {"order", "count", "first, second, ... of this vendor since the start; from 1"},
      {"cause", "text", "what led to it"},
      {"fiscal_year", "count", "the fiscal year"},
      {"capability", "points", "of the vendor's best model from now on"},
      {"annual_value", "$/year", "of the requirement, model and hosting"},
      {"model", "$", "obligated to the vendor"},
      {"hosting", "$", "obligated to the provider"},
      {"amount", "$", "that was not obligated"},
      {"value", "$", "of the contract with its options"},
      {"waited", "days", "since the need arose, or for an appropriation, money or a reviewer"},
      {"reviewed", "days", "under review"},
      {"stayed", "days", "for which the protest held up the award"},
      {"corrective_action", "days", "still to come"},
      {"is_first", "boolean", "not a follow-on of what was served before"},
      {"is_competed", "boolean", "the contract was competed"},
      {"is_renewal", "boolean", "given to the incumbent without competition"},
      {"is_embedded", "boolean", "in a platform; otherwise behind a model gateway"},
      {"is_awarded", "boolean", "a contract had already been made"},
      {"is_on_merits", "boolean", "decided; otherwise dismissed, withdrawn or settled"},
      {"is_effective", "boolean", "the agency has to choose again"},
  };
  return all;
}

}  // namespace acqsim::model
