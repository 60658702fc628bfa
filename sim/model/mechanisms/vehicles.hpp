#pragma once

#include "model/events.hpp"
#include "model/ids.hpp"

#include <acqsim/base/units.hpp>

#include <vector>

namespace acqsim::model {

class World;

/// Contract vehicles: which take orders now. One opens and closes on its dates or by the timeline,
/// and closes for good when obligations reach its ceiling.
class Vehicles : public Listener {
 public:
  explicit Vehicles(World& world);
  bool is_open(VehicleId vehicle) const { return open_[vehicle.value()]; }
  base::Money obligated(VehicleId vehicle) const { return obligated_[vehicle.value()]; }

  void open(World& world, VehicleId vehicle);
  void close(World& world, VehicleId vehicle);
  /// Counts obligations against the ceiling.
  void obligate(World& world, VehicleId vehicle, base::Money amount);
  void on(Days now, const Event& event) override;

 private:
  World* world_;
  std::vector<bool> open_;
  std::vector<base::Money> obligated_;
};

namespace vehicles {
/// The method by which an order of this annual value is acquired.
MethodId method(const World& world, VehicleId vehicle, base::Money annual_value);
void install(World& world);
}  // namespace vehicles

}  // namespace acqsim::model
