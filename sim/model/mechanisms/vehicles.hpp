#pragma once

#include "model/events.hpp"
#include "model/ids.hpp"
#include "model/parameter_listener.hpp"

#include <acqsim/base/units.hpp>

#include <vector>

namespace acqsim::model {

class World;

/// Contract vehicles: which take orders now. One opens and closes on its dates or by the timeline,
/// and closes when obligations reach its ceiling, until a policy raises that.
///
/// Source: the awards' terms, as the scenario gives them. Switched off, every vehicle takes orders,
/// whatever its dates, its ceiling and the timeline say. Limits: no dates and no ceiling, always
/// open; obligations of a vehicle exceed its ceiling by less than one; off, to the bit the scenario
/// without dates and ceilings (tests/model/mechanisms/vehicles_test.cpp).
class Vehicles : public Listener, public ParameterListener {
 public:
  explicit Vehicles(World& world);
  bool is_open(VehicleId vehicle) const { return open_[vehicle.value()]; }
  base::Money obligated(VehicleId vehicle) const { return obligated_[vehicle.value()]; }
  /// The method by which an order of this annual value is acquired.
  MethodId method(const World& world, VehicleId vehicle, base::Money annual_value) const;

  void open(World& world, VehicleId vehicle);
  void close(World& world, VehicleId vehicle);
  /// Counts obligations against the ceiling.
  void obligate(World& world, VehicleId vehicle, base::Money amount);
  EventKinds wants() const override { return kinds<Obligated>(); }
  void on(Days now, const Event& event) override;
  void after_change(World& world, std::string_view path) override;

 private:
  struct Methods {
    MethodId usual{};
    MethodId large{};  ///< invalid: as usual
  };
  bool is_used_up(const World& world, VehicleId vehicle) const;

  World* world_;
  std::vector<bool> open_;
  std::vector<bool> used_up_;  // closed by its ceiling, not by a date or the timeline
  std::vector<base::Money> obligated_;
  std::vector<Methods> methods_;  // [vehicle]; policies change numbers alone
};

namespace vehicles {
void install(World& world);
}  // namespace vehicles

}  // namespace acqsim::model
