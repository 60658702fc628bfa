#include "model/operation.hpp"

#include "model/hazard.hpp"
#include "model/world.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace acqsim::model::operation {

std::size_t seats(const World& world, const Requirement& requirement, std::size_t candidates) {
  if (!requirement.is_multi_homed) return std::min(candidates, std::size_t{1});
  const auto& parameters = world.spec_of(requirement.agency).lock_in;
  return std::min(candidates, static_cast<std::size_t>(parameters.multi_homing_vendors));
}

std::vector<Supply> supplies(const World& world, const Requirement& requirement,
                             const std::vector<Candidate>& ranked) {
  const auto& parameters = world.spec_of(requirement.agency).lock_in;
  const std::size_t wanted = seats(world, requirement, ranked.size());
  const double first = wanted > 1 ? parameters.primary_share.value() : 1.0;
  std::vector<Supply> chosen;
  chosen.reserve(wanted);
  for (std::size_t i = 0; i < wanted; ++i) {
    const double share = i == 0 ? first : (1.0 - first) / static_cast<double>(wanted - 1);
    chosen.push_back({ranked[i].vendor, ranked[i].route, share});
  }
  return chosen;
}

namespace {

/// Whether policies let a supplier go on with its part.
bool is_allowed(World& world, RequirementId id, const Supply& supply) {
  if (!world.policies.has_rules()) return true;
  const Requirement& requirement = world[id];
  Route route =
      world.access.best(requirement.agency, requirement.level, requirement.home, supply.vendor);
  route.vehicle = supply.route.vehicle;  // what is paid is the contract's, whatever else is open
  return world.policies.permit(world, requirement.agency, requirement.level, supply.vendor,
                               route) &&
         world.policies.is_within_cap(world, id, supply.vendor,
                                      requirement.annual_value * supply.share);
}

bool may_continue(World& world, RequirementId id, const Supply& supply) {
  const KindId kind = world.kind(world[id].agency);
  const ProviderId provider = world.blueprint().provider_of[supply.route.enclave.value()];
  return !world.standing.is_suspended(supply.vendor, kind) &&
         world.partnerships.serves(world, supply.vendor, provider, kind) &&
         is_allowed(world, id, supply);
}

bool all_may_continue(World& world, RequirementId id) {
  const auto& supplies = world[id].supplies;
  return std::all_of(supplies.begin(), supplies.end(),
                     [&](const Supply& supply) { return may_continue(world, id, supply); });
}

}  // namespace

std::vector<Supply> continuing(World& world, RequirementId id) {
  std::vector<Supply> left;
  double sum = 0.0;
  for (const Supply& supply : world[id].supplies) {
    if (!may_continue(world, id, supply)) continue;
    left.push_back(supply);
    sum += supply.share;
  }
  for (Supply& supply : left) supply.share /= sum;
  return left;
}

Money model_price(const World& world, const Requirement& requirement, const Supply& supply) {
  const double paid_over_list = world.price.on(world, supply.vendor, supply.route.vehicle) /
                                world.price.list(world, supply.vendor);
  const double model_share = 1.0 - world.spec().operation.hosting_share.value();
  return requirement.annual_value * supply.share * (model_share * paid_over_list);
}

void obligate(World& world, RequirementId id, double years) {
  const Requirement& requirement = world[id];
  const double hosting_share = world.spec().operation.hosting_share.value();
  for (const Supply& supply : requirement.supplies) {
    const Money amount = requirement.annual_value * (supply.share * years);
    world.funding.pay(world, {id, requirement.agency, supply.vendor,
                              world.blueprint().provider_of[supply.route.enclave.value()],
                              model_price(world, requirement, supply) * years,
                              amount * hosting_share, requirement.is_competed, requirement.level});
  }
}

double exercise_probability(base::Share exercise, double trust_lost) {
  const double taken = exercise.value() * std::exp(-trust_lost);
  return taken / (taken + (1.0 - exercise.value()));
}

namespace {

void begin_supplies(World& world, RequirementId id) {
  Requirement& requirement = world[id];
  requirement.is_in_operation = true;
  for (const Supply& supply : requirement.supplies) {
    world.emit(SupplyStarted{id, requirement.agency, supply.vendor,
                             world.blueprint().provider_of[supply.route.enclave.value()],
                             requirement.is_embedded});
  }
}

void end_supplies(World& world, RequirementId id) {
  Requirement& requirement = world[id];
  requirement.is_in_operation = false;
  for (const Supply& supply : requirement.supplies) {
    world.emit(SupplyEnded{id, requirement.agency, supply.vendor,
                           world.blueprint().provider_of[supply.route.enclave.value()],
                           requirement.is_embedded});
  }
}

void change_supplies(World& world, RequirementId id, std::vector<Supply> chosen) {
  Requirement& requirement = world[id];
  const VendorId before = requirement.supplies.front().vendor;
  end_supplies(world, id);
  requirement.supplies = std::move(chosen);
  requirement.incumbent = requirement.supplies.front().vendor;
  begin_supplies(world, id);
  const VendorId now = requirement.supplies.front().vendor;
  if (now != before) world.emit(VendorChanged{id, requirement.agency, before, now});
}

/// A gateway's look at its models: moves if the ranking has changed.
void look_again(World& world, RequirementId id) {
  auto found = choice::research(world, id);
  if (found.candidates.empty()) return;
  choice::rank(world, id, found.candidates);
  const Requirement& requirement = world[id];
  auto chosen = supplies(world, requirement, found.candidates);
  const bool is_same = all_may_continue(world, id) &&
                       std::equal(chosen.begin(), chosen.end(), requirement.supplies.begin(),
                                  requirement.supplies.end(), [](const Supply& a, const Supply& b) {
                                    return a.vendor == b.vendor;
                                  });
  if (!is_same) change_supplies(world, id, std::move(chosen));
}

/// At an option's date: suppliers that may not go on leave. False: nobody is left.
bool keep_continuing(World& world, RequirementId id) {
  if (all_may_continue(world, id)) return true;
  auto left = continuing(world, id);
  if (left.empty()) return false;
  change_supplies(world, id, std::move(left));
  return true;
}

/// Where a suspended vendor's time is over: a gateway moves, a platform's other suppliers go on.
/// False: nobody is left.
bool phase_out(World& world, RequirementId id) {
  if (!world.phase_out.is_over(id)) return true;
  if (!world[id].is_embedded) look_again(world, id);
  return !world.phase_out.is_over(id) || keep_continuing(world, id);
}

/// When a contract's use case is retired, and when its gateway looks at its models next, at rates
/// that policies may change.
class Clocks {
 public:
  Clocks(World& world, RequirementId id)
      : world_(&world),
        own_(&world.spec_of(world[id].agency)),
        looks_at_all_(!world[id].is_embedded && world.spec().lock_in.enabled),
        key_(world[id].key),
        round_(world[id].round) {
    read();
  }
  /// The rates as they are now.
  void read() {
    retires_.run_at(*world_, own_->operation.retirement, key_, Purpose::retirement, round_);
    if (looks_at_all_)
      looks_.run_at(*world_, own_->lock_in.gateway_review, key_, Purpose::gateway_review,
                    draw_number(look_));
  }
  void has_looked() {
    ++look_;
    looks_ = {};
    read();
  }
  double retires_at() const { return retires_.at().value(); }
  double looks_at() const { return looks_.at().value(); }
  std::uint64_t draw_number(std::uint64_t n) const { return round_ << 32U | n; }

 private:
  World* world_;
  const spec::Scenario* own_;
  bool looks_at_all_;
  std::uint64_t key_;
  std::uint64_t round_;
  std::uint64_t look_ = 0;
  hazard::Timer retires_;
  hazard::Timer looks_;
};

}  // namespace

des::Task<EndCause> run(World& world, RequirementId id, Days done) {
  const spec::Scenario& own = world.spec_of(world[id].agency);
  const MethodId prototype = world[id].prototype;
  const bool is_prototype =
      prototype.is_valid() && world.spec(prototype).prototype_period.value() > 0.0;
  const Days length = is_prototype ? world.spec(prototype).prototype_period : own.operation.period;
  const int options = is_prototype ? 0 : own.operation.options;
  const std::uint64_t key = world[id].key;

  begin_supplies(world, id);
  Clocks clocks(world, id);
  const double first_period = std::floor(done / length);
  double period_end = world.now().value() + ((first_period + 1.0) * length.value() - done.value());
  bool is_paid = done.value() > 0.0;
  EndCause cause = is_prototype ? EndCause::prototype_completed : EndCause::options_exhausted;
  for (int period = static_cast<int>(first_period); period <= options; ++period) {
    const bool is_option = period > static_cast<int>(first_period);
    if ((is_option || world.phase_out.is_over(id)) && !keep_continuing(world, id)) {
      cause = EndCause::vendor_excluded;
      break;
    }
    if (is_option) {
      const double u = world.uniform(key, Purpose::exercise,
                                     clocks.draw_number(static_cast<std::uint64_t>(period)));
      const double loss = world.incidents.loss(world, world[id].supplies.front().vendor);
      if (u >= exercise_probability(own.operation.exercise, loss)) {
        cause = EndCause::option_declined;
        break;
      }
    }
    if (!is_paid) {
      world.funding.release(id);
      obligate(world, id, base::in_years(length));
    }
    is_paid = false;
    if (period < options) world.funding.plan(world, id, Days(period_end), base::in_years(length));
    bool is_excluded = false;
    while (world.now().value() < period_end) {
      const double next = std::min({period_end, clocks.retires_at(), clocks.looks_at()});
      if (world.spec().phase_out.enabled || world.policies.is_governed()) {
        const bool is_called = co_await world.phase_out.due().wait_until(Days(next));
        if (is_called) {
          clocks.read();
          is_excluded = !phase_out(world, id);
          if (is_excluded) break;
          continue;
        }
      } else {
        co_await world.simulation().until(Days(next));
      }
      if (next == clocks.retires_at()) break;
      if (next == clocks.looks_at()) {
        look_again(world, id);
        clocks.has_looked();
      }
    }
    if (is_excluded) {
      cause = EndCause::vendor_excluded;
      break;
    }
    if (world.now().value() >= clocks.retires_at()) {
      cause = EndCause::retired;
      break;
    }
    period_end += length.value();
  }
  end_supplies(world, id);
  const Requirement& requirement = world[id];
  world.emit(ContractEnded{
      id, requirement.agency, requirement.supplies.front().vendor,
      world.blueprint().provider_of[requirement.supplies.front().route.enclave.value()], cause});
  co_return cause;
}

}  // namespace acqsim::model::operation
