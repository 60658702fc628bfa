#include "model/mechanisms/protests.hpp"

#include "model/operation.hpp"
#include "model/world.hpp"

#include <algorithm>
#include <cmath>

namespace acqsim::model::protests {

namespace {

/// Draws of one acquisition are told apart from those of the requirement's other ones.
std::uint64_t ordinal(const Requirement& requirement, std::uint32_t protest) {
  return static_cast<std::uint64_t>(requirement.round) << 32U | protest;
}

/// How a case ends.
struct Ruling {
  bool is_on_merits = false;
  bool is_effective = false;
  bool is_reversed = false;
  Days stay{0.0};
  Days corrective_action{0.0};
};

Ruling draw_ruling(World& world, const Requirement& requirement, std::uint32_t protest) {
  const auto& parameters = world.spec_of(requirement.agency).protests;
  const std::uint64_t key = requirement.key;
  const std::uint64_t n = ordinal(requirement, protest);
  Ruling ruling;
  ruling.is_on_merits =
      world.uniform(key, Purpose::protest_decided_on_merits, n) < parameters.merits.value();
  const double relief =
      ruling.is_on_merits ? parameters.sustained.value() : corrective_share(parameters);
  ruling.is_effective = world.uniform(key, Purpose::protest_relief, n) < relief;
  const auto& duration = ruling.is_on_merits ? parameters.decision : parameters.settlement;
  ruling.stay =
      std::min(Days(world.draw(duration, key, Purpose::protest_stay, n)), parameters.limit);
  if (ruling.is_effective) {
    ruling.corrective_action =
        Days(world.draw(parameters.corrective_action, key, Purpose::corrective_action, n));
    ruling.is_reversed =
        world.uniform(key, Purpose::protest_reversal, n) < parameters.reversal.value();
  }
  return ruling;
}

/// Puts a vendor at a place ahead of its own, the others in their order. Nothing if it is not there
/// or stands higher already.
void promote(std::vector<Candidate>& ranked, VendorId vendor, std::size_t place) {
  const auto found = std::find_if(ranked.begin(), ranked.end(),
                                  [vendor](const Candidate& one) { return one.vendor == vendor; });
  const auto target = ranked.begin() + static_cast<std::ptrdiff_t>(std::min(place, ranked.size()));
  if (found == ranked.end() || found <= target) return;
  std::rotate(target, found, found + 1);
}

}  // namespace

double probability(const spec::Protests& parameters, base::Money value, double margin) {
  const double size = std::pow(value / parameters.reference_value, parameters.elasticity);
  const double close = std::exp(-std::max(0.0, margin) / parameters.closeness);
  return std::min(1.0, parameters.probability.value() * size * close);
}

double corrective_share(const spec::Protests& parameters) {
  const double merits = parameters.merits.value();
  if (merits >= 1.0) return 0.0;
  const double sustained = merits * parameters.sustained.value();
  return std::clamp((parameters.effective.value() - sustained) / (1.0 - merits), 0.0, 1.0);
}

base::Money contract_value(const World& world, AgencyId agency, base::Money annual_value) {
  const auto& operation = world.spec_of(agency).operation;
  return annual_value * (base::in_years(operation.period) * (1.0 + operation.options));
}

bool is_reviewed(const World& world, MethodId method, AgencyId agency, base::Money value) {
  const spec::Method& way = world.spec(method);
  switch (way.protest) {
    case spec::ProtestReview::never:
      return false;
    case spec::ProtestReview::always:
      return true;
    case spec::ProtestReview::above_threshold:
      break;
  }
  const auto& thresholds = world.spec_of(agency).protests.order_threshold;
  const auto own = thresholds.find(world.blueprint().kinds[world.kind(agency)]);
  return own == thresholds.end() || value >= own->second;
}

std::optional<Protest> filed(World& world, RequirementId id, const std::vector<Candidate>& ranked,
                             std::uint32_t before) {
  const Requirement& requirement = world[id];
  const auto& parameters = world.spec_of(requirement.agency).protests;
  if (!parameters.enabled || before >= static_cast<std::uint32_t>(parameters.rounds)) return {};
  const MethodId method =
      world.vehicles.method(world, ranked.front().route.vehicle, requirement.annual_value);
  const base::Money value = contract_value(world, requirement.agency, requirement.annual_value);
  if (!world.spec(method).competed) return {};
  if (!is_reviewed(world, method, requirement.agency, value)) return {};
  const std::size_t chosen = operation::seats(world, requirement, ranked.size());
  if (chosen >= ranked.size()) return {};
  const double margin = ranked[chosen - 1].utility() - ranked[chosen].utility();
  const double u = world.uniform(requirement.key, Purpose::protest, ordinal(requirement, before));
  if (u >= probability(parameters, value, margin)) return {};
  return Protest{ranked.front().vendor, ranked[chosen].vendor, value};
}

des::Task<MarketResearch> settle(World& world, RequirementId id, Protest protest) {
  for (std::uint32_t n = 0;; ++n) {
    const AgencyId agency = world[id].agency;
    const Ruling ruling = draw_ruling(world, world[id], n);
    world.emit(Protested{id, agency, protest.protester, protest.awardee, protest.value});
    co_await world.simulation().delay(ruling.stay);
    world.emit(ProtestDecided{id, agency, protest.protester, protest.awardee, ruling.is_on_merits,
                              ruling.is_effective, ruling.stay, ruling.corrective_action});
    co_await world.simulation().until(
        world.appropriations.done(agency, world.now(), ruling.corrective_action));

    MarketResearch found = choice::research(world, id);
    if (found.candidates.empty()) co_return found;
    choice::rank(world, id, found.candidates);
    if (!ruling.is_effective) {
      promote(found.candidates, protest.awardee, 0);
      co_return found;
    }
    if (ruling.is_reversed) {
      const std::size_t seats = operation::seats(world, world[id], found.candidates.size());
      promote(found.candidates, protest.protester, seats - 1);
    }
    const auto next = filed(world, id, found.candidates, n + 1);
    if (!next) co_return found;
    protest = *next;
  }
}

}  // namespace acqsim::model::protests
