#pragma once

#include "model/blueprint.hpp"
#include "model/events.hpp"
#include "model/requirement_life.hpp"
#include "model/world.hpp"
#include "model/world_builder.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/base/units.hpp>
#include <acqsim/des/random.hpp>
#include <acqsim/spec/scenario.hpp>

#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace acqsim::test {

using model::Days;
using model::Money;

/// An event of one type, and when it happened.
template <class E>
struct Timed {
  Days at;
  E event;
};

/// Keeps every event of a run.
class Recorder : public model::Listener {
 public:
  void on(Days now, const model::Event& event) override { all_.emplace_back(now, event); }
  const std::vector<std::pair<Days, model::Event>>& all() const { return all_; }

 private:
  std::vector<std::pair<Days, model::Event>> all_;
};

/// A market of one agency ("va", civilian), two equal vendors ("alpha", "beta"), one provider
/// ("cloud") with one enclave ("region") that holds one level ("moderate"), one vehicle
/// ("schedule") with one method ("order"), from 2026-10-01, the first day of fiscal 2027 (every
/// fourth quarter of a fiscal year ends on 30 September). Every mechanism is off, every weight and
/// every duration zero, and nothing arrives until `rate` or `arrives` says so: a test turns on what
/// it is about. Requirements are behind a gateway, of $1M a year, need no capability, and wait a
/// year for a route.
///
///     MiniWorld market;
///     market.lead_time(Distribution::fixed(30)).arrives({0, 1});
///     market.agency().officers(1);
///     market.run(365_d);
///     CHECK(market.count<model::Awarded>() == 2);
class MiniWorld {
 public:
  class AgencySetter;
  class VendorSetter;

  MiniWorld();

  /// Anything that has no setter of its own.
  spec::Scenario& scenario() { return scenario_; }
  spec::Choice& choice() { return scenario_.choice; }
  /// An id that does not exist yet is added: an agency like the first, a vendor that is placed and
  /// sold like the others.
  AgencySetter agency(const std::string& id = "va");
  VendorSetter vendor(const std::string& id);

  /// Turns acquisition on: the lead time of the method.
  MiniWorld& lead_time(const stats::Distribution& time, double officer_share = 1.0);
  /// Turns authorisation on, with the same time in all three cases.
  MiniWorld& authorization_time(const stats::Distribution& time, double official_share = 1.0);
  /// Turns operation on: contracts of 1 + options periods.
  MiniWorld& operation(Days period, int options = 0);
  /// One requirement at each of these days, besides what `rate` brings. Before the run.
  MiniWorld& arrives(const std::vector<double>& days, const std::string& agency = "va");

  /// Runs a whole number of days and records all events; forgets those of the run before. Keeps the
  /// scenario, so that it can be run again with another replication or seed.
  MiniWorld& run(Days days, std::uint64_t replication = 0, std::uint64_t seed = 1);

  /// Lets another reader make the scenario that is run from the one that the test has put together.
  void reads_by(std::function<spec::Scenario(const spec::Scenario&)> reader) {
    reader_ = std::move(reader);
  }

  // --- after a run ---

  model::World& world() { return last_->running.world(); }
  const model::Blueprint& names() const { return last_->blueprint; }
  const std::vector<std::pair<Days, model::Event>>& all_events() const {
    return last_->recorder.all();
  }
  template <class E>
  std::vector<Timed<E>> events() const;
  template <class E>
  std::size_t count() const {
    return events<E>().size();
  }
  /// Awards that a vendor has won.
  std::size_t awards_of(const std::string& vendor) const;

 private:
  struct Run {
    Run(const spec::Scenario& given, std::uint64_t seed, std::uint64_t replication)
        : scenario(given), blueprint(scenario), running(blueprint, scenario, seed, replication) {
      running.world().listen(recorder);
    }
    spec::Scenario scenario;
    model::Blueprint blueprint;
    Recorder recorder;
    model::RunningWorld running;
  };
  struct Arrival {
    std::string agency;
    double day;
  };
  static des::Process arise(model::World& world, model::AgencyId agency, Days at,
                            std::uint64_t key);

  spec::Scenario scenario_;
  std::function<spec::Scenario(const spec::Scenario&)> reader_;
  std::vector<Arrival> arrivals_;
  std::unique_ptr<Run> last_;
};

class MiniWorld::AgencySetter {
 public:
  explicit AgencySetter(spec::Agency& agency) : agency_(&agency) {}
  AgencySetter& rate(base::Rate value) { return set(agency_->requirement_rate, value); }
  AgencySetter& officers(int value) { return set(agency_->contracting_officers, value); }
  AgencySetter& officials(int value) { return set(agency_->authorizing_officials, value); }
  AgencySetter& prefers(std::string vendor) { return set(agency_->default_vendor, vendor); }
  AgencySetter& installed(const std::string& vendor, double use_cases) {
    return set(agency_->installed_base[vendor], use_cases);
  }
  AgencySetter& footprint(const std::string& provider, double weight) {
    return set(agency_->footprint[provider], weight);
  }
  spec::Agency& spec() { return *agency_; }

 private:
  template <class T>
  AgencySetter& set(T& field, T value) {
    field = std::move(value);
    return *this;
  }
  spec::Agency* agency_;
};

class MiniWorld::VendorSetter {
 public:
  explicit VendorSetter(spec::Vendor& vendor) : vendor_(&vendor) {}
  VendorSetter& price(Money value) {
    vendor_->price = value;
    return *this;
  }
  VendorSetter& capability(double points) {
    vendor_->capability = points;
    return *this;
  }
  /// Not placed anywhere, so that no route exists.
  VendorSetter& without_offerings() {
    vendor_->offerings.clear();
    return *this;
  }
  spec::Vendor& spec() { return *vendor_; }

 private:
  spec::Vendor* vendor_;
};

inline MiniWorld::MiniWorld() {
  spec::Scenario& s = scenario_;
  s.name = "mini";
  s.title = "A market small enough to reckon by hand";
  s.start = base::Date::from_civil(2026, 10, 1);
  s.end = s.start;

  s.levels["moderate"].name = "Moderate";
  spec::CustomerKind& kind = s.kinds["civilian"];
  kind.name = "Civilian agencies";
  kind.similarity["civilian"] = base::Share(1.0);
  kind.level_mix["moderate"] = base::Share(1.0);
  kind.annual_value = stats::Distribution::fixed(1e6);
  kind.embedded_share = base::Share(0.0);
  kind.patience = stats::Distribution::fixed(365.0);

  spec::Provider& cloud = s.providers["cloud"];
  cloud.name = "Cloud";
  spec::Enclave& region = cloud.enclaves["region"];
  region.name = "Region";
  region.path = "review";
  region.levels["moderate"] = base::Date::from_civil(2020, 1, 1);
  s.pipeline.paths["review"].name = "Review";

  spec::Vehicle& schedule = s.vehicles["schedule"];
  schedule.name = "Schedule";
  schedule.open_to = {"civilian"};
  schedule.method = "order";
  s.acquisition.methods["order"].name = "Order";

  vendor("alpha");
  vendor("beta");

  spec::Agency& va = s.agencies["va"];
  va.name = "Department";
  va.kind = "civilian";
  va.footprint["cloud"] = 1.0;

  s.acquisition.enabled = false;
  s.protests.enabled = false;
  s.authorization.enabled = false;
  s.operation.enabled = false;
  s.lock_in.enabled = false;
  s.references.enabled = false;
  s.pipeline.enabled = false;
  s.partnership_decisions.enabled = false;
  s.capability.enabled = false;
  s.character.enabled = false;
  s.task_forces.enabled = false;
  s.incidents.enabled = false;
  s.phase_out.enabled = false;
}

inline MiniWorld::AgencySetter MiniWorld::agency(const std::string& id) {
  const auto added = scenario_.agencies.try_emplace(id);
  if (added.second) {
    added.first->second = scenario_.agencies.at("va");
    added.first->second.name = id;
  }
  return AgencySetter(added.first->second);
}

inline MiniWorld::VendorSetter MiniWorld::vendor(const std::string& id) {
  const auto added = scenario_.vendors.try_emplace(id);
  spec::Vendor& vendor = added.first->second;
  if (added.second) {
    vendor.name = id;
    vendor.price = Money(100.0);
    vendor.partnerships["cloud"].scope = {"civilian"};
    vendor.offerings["region"].status = spec::OfferingStatus::authorized;
    scenario_.vehicles.at("schedule").sellers.push_back(id);
  }
  return VendorSetter(vendor);
}

inline MiniWorld& MiniWorld::lead_time(const stats::Distribution& time, double officer_share) {
  scenario_.acquisition.enabled = true;
  scenario_.acquisition.methods.at("order").lead_time = time;
  scenario_.acquisition.methods.at("order").officer_share = base::Share(officer_share);
  return *this;
}

inline MiniWorld& MiniWorld::authorization_time(const stats::Distribution& time,
                                                double official_share) {
  spec::Authorization& authorization = scenario_.authorization;
  authorization.enabled = true;
  authorization.repeat = authorization.inherited = authorization.first = time;
  authorization.official_share = base::Share(official_share);
  return *this;
}

inline MiniWorld& MiniWorld::operation(Days period, int options) {
  scenario_.operation.enabled = true;
  scenario_.operation.period = period;
  scenario_.operation.options = options;
  return *this;
}

inline MiniWorld& MiniWorld::arrives(const std::vector<double>& days, const std::string& agency) {
  for (const double day : days) arrivals_.push_back({agency, day});
  return *this;
}

inline des::Process MiniWorld::arise(model::World& world, model::AgencyId agency, Days at,
                                     std::uint64_t key) {
  co_await world.simulation().until(at);
  const model::RequirementId id = world.add_requirement(agency, key);
  world.simulation().spawn(model::requirement_life(world, id), "requirement");
}

inline MiniWorld& MiniWorld::run(Days days, std::uint64_t replication, std::uint64_t seed) {
  ACQSIM_CHECK(days.value() >= 1.0 && days.value() == std::floor(days.value()),
               "a scenario lasts a whole number of days");
  // The run goes on to the end of the last day.
  scenario_.end =
      base::Date(scenario_.start.days_since_epoch() + static_cast<int>(days.value()) - 1);
  last_ = std::make_unique<Run>(reader_ ? reader_(scenario_) : scenario_, seed, replication);
  model::World& in = world();
  for (std::size_t n = 0; n < arrivals_.size(); ++n) {
    const std::uint64_t key = des::hash_id("mini/" + arrivals_[n].agency + "/" + std::to_string(n));
    in.simulation().spawn(
        arise(in, names().agencies.at(arrivals_[n].agency), Days(arrivals_[n].day), key),
        "arrival");
  }
  last_->running.run();
  return *this;
}

template <class E>
std::vector<Timed<E>> MiniWorld::events() const {
  std::vector<Timed<E>> found;
  for (const auto& [at, event] : last_->recorder.all()) {
    if (const auto* one = std::get_if<E>(&event)) found.push_back({at, *one});
  }
  return found;
}

inline std::size_t MiniWorld::awards_of(const std::string& vendor) const {
  const model::VendorId id = names().vendors.at(vendor);
  std::size_t awards = 0;
  for (const auto& award : events<model::Awarded>()) awards += award.event.vendor == id ? 1U : 0U;
  return awards;
}

}  // namespace acqsim::test
